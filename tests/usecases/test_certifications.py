"""Certificates on a real database: registering, renewing, stopping, listing."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.certifications import CertificationFamily, CertificationStatus, EventType
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.store.standing import status_is
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_lists import (
    SORTS,
    CertificationFilter,
    best_certifications,
    certification_counts,
    count_expiring,
    list_certifications,
)
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.certification_stops import (
    resume_certification,
    suspend_certification,
    withdraw_certification,
)
from parkdesk.usecases.certifications import (
    delete_certification,
    edit_certification,
    register_certification,
    renew_certification,
)
from tests.registers import benchmark, enterprise, iso

D = dt.date


def listed(work, criteria=None, sort="number", **flags):
    window = list_certifications(
        work, criteria or CertificationFilter(), Sort(sort, **flags), 0, 100
    )
    assert window.total == len(window.rows)
    return window.rows


def version_of(work, id_):
    return certification_detail(work, id_).row.version


def test_the_seeds_hold_every_kind_of_the_domain_and_its_rules(work):
    rules = certification_rules(work)
    codes = {kind.code for kind in rules.types}
    assert {"CMMI", "CMM", "PCMM", "ISO9001", "ISO27001", "ISO20000", "ITSS", "SAS70"} <= codes
    assert rules.models_of("CMMI") == (
        "CMMI v1.1",
        "CMMI v1.2",
        "CMMI v1.3",
        "CMMI V2.0",
        "CMMI V3.0",
    )
    assert rules.rule_of("CMMI V2.0", "sustainment").validity_months == 24
    assert not rules.rule_of("CMMI V3.0", "benchmark").certainty.confirmed


def test_expiry_of_an_appraisal_is_computed_and_reminded_half_a_year_ahead(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    record = work.session.get(CertificationRecord, id_)
    assert record.expires_on == D(2027, 5, 10)
    assert record.remind_key == D(2026, 11, 11)
    assert record.appraisal_ended_on == D(2024, 5, 10)


def test_a_report_without_expiry_sorts_last_and_never_expires(work):
    form = replace(iso(enterprise(work)), type_code="SAS70")
    id_ = register_certification(work, form)
    register_certification(work, iso(enterprise(work)))
    rows = listed(work, sort="expires_on")
    assert [row.expires_on for row in rows] == [D(2027, 5, 9), None]
    assert certification_detail(work, id_).row.status is CertificationStatus.VALID


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"enterprise_id": 9_999}, {"enterprise_id": "unknown"}),
        ({"type_code": "NONE"}, {"type_code": "unknown"}),
        ({"number": " "}, {"number": "required"}),
        ({"issued_on": None}, {"issued_on": "required"}),
        ({"issued_on": D(2026, 10, 13)}, {"issued_on": "in-the-future"}),
        ({"model": ""}, {"model": "required"}),
        ({"method": "scampi-a"}, {"method": "method-not-of-model"}),
        ({"method": "evaluation"}, {"level": "method-gives-no-level"}),
        ({"method": "sustainment"}, {"method": "sustainment-on-nothing"}),
        ({"level": None}, {"level": "required"}),
        ({"expires_on": D(2027, 5, 9)}, {"expiry_reason": "reason-for-expiry"}),
        ({"expires_on": D(2024, 5, 9)}, {"expires_on": "expiry-before-issue"}),
    ],
)
def test_a_wrong_form_is_refused_at_its_fields_and_writes_nothing(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        register_certification(work, replace(benchmark(enterprise(work)), **differences))
    assert refused.value.problems == problems
    assert listed(work) == ()


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"level": 3}, {"level": "kind-has-no-level"}),
        ({"expires_on": D(2024, 5, 9)}, {"expires_on": "expiry-before-issue"}),
        ({"type_code": "CSMM"}, {"level": "required"}),
        ({"type_code": "CSMM", "level": 6}, {"level": "no-such-level"}),
    ],
)
def test_a_wrong_certificate_is_refused_at_its_fields(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        register_certification(work, replace(iso(enterprise(work)), **differences))
    assert refused.value.problems == problems


def test_the_same_number_of_the_same_kind_and_enterprise_is_refused(work):
    first, other = enterprise(work), enterprise(work)
    register_certification(work, iso(first, number="I-7"))
    register_certification(work, iso(other, number="I-7"))
    with pytest.raises(InvalidInput) as refused:
        register_certification(work, iso(first, number=" I-7 "))
    assert refused.value.problems == {"number": "number-taken"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"founded_on": D(2024, 5, 11)}, "issued-before-founding"),
        ({"left_on": D(2024, 5, 9), "status": "moved-out"}, "issued-after-leaving"),
    ],
)
def test_a_certificate_from_outside_the_enterprises_time_is_asked(work, facts, code):
    form = benchmark(enterprise(work, **facts))
    with pytest.raises(NeedsConfirmation) as asked:
        register_certification(work, form)
    assert asked.value.code == code
    assert register_certification(work, form, frozenset({code}))


def test_a_certificate_that_runs_longer_than_its_cycle_is_asked(work):
    form = iso(enterprise(work), expires_on=D(2027, 6, 1))
    with pytest.raises(NeedsConfirmation) as asked:
        register_certification(work, form)
    assert asked.value.code == "expiry-beyond-cycle"


def test_renewal_is_a_new_record_that_takes_over(work):
    owner = enterprise(work)
    first = register_certification(work, benchmark(owner))
    form = benchmark(
        owner,
        method="sustainment",
        issued_on=D(2026, 4, 1),
        renews_id=first,
        event_type=EventType.MAINTENANCE,
    )
    second = renew_certification(work, form)
    detail = certification_detail(work, second)
    assert detail.row.expires_on == D(2028, 4, 1)
    assert [(one.id, one.status) for one in detail.chain] == [
        (first, CertificationStatus.SUPERSEDED),
        (second, CertificationStatus.VALID),
    ]
    assert certification_detail(work, first).renewed_by_id == second
    with pytest.raises(WrongState):
        renew_certification(work, replace(form, number="A-again"))


def test_a_renewal_names_what_it_renews(work):
    with pytest.raises(InvalidInput) as refused:
        renew_certification(work, benchmark(enterprise(work)))
    assert refused.value.problems == {"renews_id": "required"}
    assert listed(work) == ()


def test_the_list_is_of_one_enterprise_and_of_what_is_in_force(work):
    owner, other = enterprise(work), enterprise(work, name="另一家软件有限公司")
    register_certification(work, iso(owner, number="I-old", issued_on=D(2020, 5, 10)))
    current = register_certification(work, iso(owner, number="I-now"))
    register_certification(work, iso(other, number="I-other"))
    in_force = CertificationFilter(enterprise_id=owner, in_force=True)
    assert [row.id for row in listed(work, in_force)] == [current]
    of_one = CertificationFilter(enterprise_id=owner)
    assert [row.number for row in listed(work, of_one)] == ["I-now", "I-old"]


def test_a_fourth_sustainment_in_a_row_and_a_raised_level_are_refused(work):
    owner = enterprise(work)
    last = register_certification(work, benchmark(owner, issued_on=D(2019, 5, 10)))
    for year in (2021, 2023, 2025):
        form = benchmark(
            owner, method="sustainment", issued_on=D(year, 5, 1), level=3, renews_id=last
        )
        with pytest.raises(InvalidInput) as raised:
            renew_certification(work, replace(form, level=4))
        assert raised.value.problems == {"level": "sustainment-raises-level"}
        last = renew_certification(work, form)
    form = benchmark(owner, method="sustainment", issued_on=D(2026, 5, 1), renews_id=last)
    with pytest.raises(InvalidInput) as refused:
        renew_certification(work, form)
    assert refused.value.problems == {"method": "too-many-sustainments"}
    assert renew_certification(work, replace(form, method="benchmark", level=4))


def test_a_benchmark_keeps_the_level_that_was_sustained(work):
    owner = enterprise(work)
    form = benchmark(owner, issued_on=D(2022, 5, 10))
    first = register_certification(work, form)
    later = benchmark(owner, method="sustainment", issued_on=D(2024, 5, 1), renews_id=first)
    renew_certification(work, later)
    work.session.flush()
    version = work.get(CertificationRecord, first).version
    with pytest.raises(InvalidInput) as refused:
        edit_certification(work, first, version, replace(form, level=2))
    assert refused.value.problems == {"level": "sustainment-changes-level"}


def test_sustaining_a_lapsed_rating_is_asked(work):
    owner = enterprise(work)
    first = register_certification(work, benchmark(owner, issued_on=D(2020, 5, 10)))
    form = benchmark(owner, method="sustainment", issued_on=D(2024, 5, 10), renews_id=first)
    with pytest.raises(NeedsConfirmation) as asked:
        renew_certification(work, form)
    assert asked.value.code == "sustainment-after-lapse"


def test_editing_moves_the_reminder_and_keeps_the_chain(work):
    owner = enterprise(work)
    form = benchmark(owner)
    first = register_certification(work, form)
    second_form = benchmark(owner, issued_on=D(2026, 4, 1), renews_id=first)
    second = renew_certification(work, second_form)
    changed = replace(second_form, issued_on=D(2026, 3, 1), renews_id=None)
    edit_certification(work, second, version_of(work, second), changed)
    assert work.session.get(CertificationRecord, second).remind_key == D(2028, 9, 2)
    assert work.session.get(CertificationRecord, second).renews_id == first
    assert work.session.get(CertificationRecord, first).superseded_on == D(2026, 3, 1)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"type_code": "ISO9001", "level": None}, {"type_code": "fixed-in-chain"}),
        ({"issued_on": D(2026, 4, 1)}, {"issued_on": "after-renewal"}),
    ],
)
def test_an_edit_does_not_tear_a_chain_apart(work, differences, problems):
    owner = enterprise(work)
    form = benchmark(owner)
    first = register_certification(work, form)
    renew_certification(work, benchmark(owner, issued_on=D(2026, 4, 1), renews_id=first))
    with pytest.raises(InvalidInput) as refused:
        edit_certification(work, first, version_of(work, first), replace(form, **differences))
    assert refused.value.problems == problems


def test_a_stale_edit_is_refused(work):
    form = benchmark(enterprise(work))
    id_ = register_certification(work, form)
    edit_certification(work, id_, 1, replace(form, note="seen"))
    work.session.flush()
    with pytest.raises(StaleRecord):
        edit_certification(work, id_, 1, replace(form, note="late"))


def test_suspending_resuming_and_withdrawing(work):
    id_ = register_certification(work, iso(enterprise(work)))
    suspend_certification(work, id_, 1, D(2026, 9, 1), "missed surveillance")
    work.session.flush()
    assert certification_detail(work, id_).row.status is CertificationStatus.SUSPENDED
    resume_certification(work, id_, version_of(work, id_), "surveillance passed")
    work.session.flush()
    assert certification_detail(work, id_).row.status is CertificationStatus.VALID
    withdraw_certification(work, id_, version_of(work, id_), D(2026, 10, 1), "gave it up")
    work.session.flush()
    assert certification_detail(work, id_).row.status is CertificationStatus.WITHDRAWN
    with pytest.raises(WrongState):
        suspend_certification(work, id_, version_of(work, id_), D(2026, 10, 2), "again")


@pytest.mark.parametrize(
    ("on", "reason", "problems"),
    [
        (D(2024, 5, 9), "why", {"on": "before-issue"}),
        (D(2026, 10, 13), "why", {"on": "in-the-future"}),
        (D(2026, 9, 1), " ", {"reason": "required"}),
    ],
)
def test_stopping_needs_a_day_and_a_reason(work, on, reason, problems):
    id_ = register_certification(work, iso(enterprise(work)))
    with pytest.raises(InvalidInput) as refused:
        suspend_certification(work, id_, 1, on, reason)
    assert refused.value.problems == problems


def test_deleting_gives_the_predecessor_back(work):
    owner = enterprise(work)
    first = register_certification(work, benchmark(owner))
    second = renew_certification(work, benchmark(owner, issued_on=D(2026, 4, 1), renews_id=first))
    with pytest.raises(WrongState):
        delete_certification(work, first, version_of(work, first))
    delete_certification(work, second, version_of(work, second))
    work.session.flush()
    assert certification_detail(work, first).row.status is CertificationStatus.VALID


def test_filters_and_the_sql_of_every_status_agree_with_the_rule(work):
    owner = enterprise(work, name="太湖软件外包有限公司", initials="thrjwbyxgs")
    made = {
        "valid": benchmark(owner, issued_on=D(2025, 5, 10)),
        "expiring": benchmark(owner, issued_on=D(2023, 12, 1)),
        "expired": iso(owner, issued_on=D(2021, 5, 10)),
        "suspended": iso(owner),
        "withdrawn": iso(owner),
        "late": iso(owner, issued_on=D(2021, 8, 10)),
        "superseded": iso(owner),
    }
    ids = {name: register_certification(work, form) for name, form in made.items()}
    suspend_certification(work, ids["suspended"], 1, D(2026, 9, 1), "why")
    withdraw_certification(work, ids["withdrawn"], 1, D(2026, 9, 1), "why")
    withdraw_certification(work, ids["late"], 1, D(2026, 9, 1), "after it had lapsed")
    renew_certification(work, iso(owner, issued_on=D(2026, 9, 1), renews_id=ids["superseded"]))
    rows = listed(work)
    for day in (D(2020, 1, 1), D(2024, 6, 1), D(2026, 8, 9), D(2026, 9, 1), D(2030, 1, 1)):
        work_rows = {}
        for status in CertificationStatus:
            found = work.session.scalars(
                CertificationRecord.__table__.select()
                .with_only_columns(CertificationRecord.id)
                .where(status_is(status, day))
            ).all()
            work_rows |= dict.fromkeys(found, status)
        expected = best_of(work, [row.id for row in rows], day)
        assert work_rows == expected
    for status in CertificationStatus:
        found = listed(work, CertificationFilter(status=status))
        assert found
        assert {row.status for row in found} == {status}
    assert len(listed(work, CertificationFilter(family=CertificationFamily.MATURITY))) == 2
    assert [row.id for row in listed(work, CertificationFilter(expiring_within_days=90))] == [
        ids["expiring"]
    ]
    assert len(listed(work, CertificationFilter(text="thrj"))) == len(rows)
    assert listed(work, CertificationFilter(text="%")) == ()
    assert count_expiring(work) == 1
    counts = certification_counts(work)
    assert (counts.in_force, counts.expiring, counts.expired) == (3, 1, 2)


def best_of(work, ids, day):
    """The status of each certificate on a day by the rule of the domain."""
    from parkdesk.domain.certifications import status_on
    from parkdesk.store.standing import standings

    held = standings(work.session, [work.session.get(CertificationRecord, id_) for id_ in ids])
    found = {id_: status_on(one, day) for id_, one in held.items()}
    return {id_: status for id_, status in found.items() if status is not None}


@pytest.mark.parametrize("key", sorted(SORTS))
def test_every_sort_gives_the_same_rows_both_ways(work, key):
    owners = [enterprise(work) for _ in range(3)]
    for year, owner in enumerate(owners, 2023):
        register_certification(work, iso(owner, issued_on=D(year, 5, 10)))
        register_certification(work, benchmark(owner, issued_on=D(year, 5, 10)))
    up = [row.id for row in listed(work, sort=key)]
    down = [row.id for row in listed(work, sort=key, descending=True)]
    assert up == down[::-1]
    assert len(set(up)) == 6


def test_the_best_certificate_of_each_enterprise(work):
    first, second, third = (enterprise(work) for _ in range(3))
    register_certification(work, iso(first))
    register_certification(work, benchmark(first, level=2))
    high = register_certification(work, benchmark(first, level=4))
    plain = register_certification(work, iso(second))
    found = best_certifications(work, [first, second, third])
    assert {id_: row.id for id_, row in found.items()} == {first: high, second: plain}
    assert best_certifications(work, [first], D(2020, 1, 1)) == {}


def test_an_auditor_reads_but_does_not_write(act_as):
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        assert list_certifications(work, CertificationFilter(), Sort("number"), 0, 9).total == 0
        with pytest.raises(NotPermitted):
            register_certification(work, benchmark(1))
