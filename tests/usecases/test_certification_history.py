"""Suspensions, surveillance, register checks and grants of certificates, in a real database."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.certifications import CertificationStatus, EventType
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotPermitted,
    Refused,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.programme_writing import programme_text
from parkdesk.domain.register_checks import CheckResult, Register
from parkdesk.domain.surveillance import SaveSurveillance, SurveillanceOutcome
from parkdesk.store.rosters import programme_of
from parkdesk.store.standing import status_is
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.papers import PaperRecord, PaperSlotRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.certification_checks import (
    SaveCheck,
    certification_evidence,
    record_check,
)
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_funding import (
    SaveFunding,
    certification_funding,
    delete_funding,
    enterprise_funding,
    record_funding,
)
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.certification_stops import (
    record_surveillance,
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
from parkdesk.usecases.upkeep import check_data
from tests.registers import benchmark, enterprise, iso

D = dt.date
PASSED, MISSED = SurveillanceOutcome.PASSED, SurveillanceOutcome.MISSED


def version_of(work, id_):
    work.session.flush()
    return work.session.get(CertificationRecord, id_).version


def status_of(work, id_, day=None):
    return certification_detail(work, id_, day).row.status


def listed(work, **criteria):
    window = list_certifications(work, CertificationFilter(**criteria), Sort("number"), 0, 100)
    return [row.id for row in window.rows]


# Suspensions


def test_a_suspension_that_was_lifted_still_covers_the_days_inside_it(work):
    id_ = register_certification(work, iso(enterprise(work)))
    suspend_certification(work, id_, 1, D(2026, 3, 1), "missed surveillance")
    resume_certification(work, id_, version_of(work, id_), "passed", D(2026, 5, 1))
    suspend_certification(work, id_, version_of(work, id_), D(2026, 9, 1), "again")
    expected = {
        D(2026, 2, 28): CertificationStatus.VALID,
        D(2026, 3, 1): CertificationStatus.SUSPENDED,
        D(2026, 4, 30): CertificationStatus.SUSPENDED,
        D(2026, 5, 1): CertificationStatus.VALID,
        D(2026, 9, 1): CertificationStatus.SUSPENDED,
    }
    assert {day: status_of(work, id_, day) for day in expected} == expected
    for day, status in expected.items():
        found = work.session.scalars(select(CertificationRecord.id).where(status_is(status, day)))
        assert id_ in found.all()
        assert listed(work, status=status, on=day) == [id_]
    told = certification_detail(work, id_).suspensions
    assert [(one.reason, one.lifted_reason) for one in told] == [
        ("missed surveillance", "passed"),
        ("again", ""),
    ]


@pytest.mark.parametrize(
    ("on", "problem"),
    [(D(2026, 2, 28), "before-suspension"), (D(2026, 10, 13), "in-the-future")],
)
def test_a_suspension_is_lifted_on_a_day_after_it_began(work, on, problem):
    id_ = register_certification(work, iso(enterprise(work)))
    suspend_certification(work, id_, 1, D(2026, 3, 1), "why")
    with pytest.raises(InvalidInput) as refused:
        resume_certification(work, id_, version_of(work, id_), "passed", on)
    assert refused.value.problems == {"on": problem}


def test_a_certificate_is_not_suspended_twice_at_once(work):
    id_ = register_certification(work, iso(enterprise(work)))
    suspend_certification(work, id_, 1, D(2026, 3, 1), "why")
    with pytest.raises(WrongState):
        suspend_certification(work, id_, version_of(work, id_), D(2026, 4, 1), "again")
    resume_certification(work, id_, version_of(work, id_), "passed", D(2026, 5, 1))
    with pytest.raises(InvalidInput) as refused:
        suspend_certification(work, id_, version_of(work, id_), D(2026, 4, 1), "again")
    assert refused.value.problems == {"on": "suspended-already"}
    with pytest.raises(WrongState):
        resume_certification(work, id_, version_of(work, id_), "passed")


def test_a_withdrawn_rating_is_nothing_to_sustain(work):
    owner = enterprise(work)
    first = register_certification(work, benchmark(owner))
    withdraw_certification(work, first, 1, D(2025, 1, 1), "why")
    form = benchmark(owner, method="sustainment", issued_on=D(2026, 4, 1), renews_id=first)
    with pytest.raises(InvalidInput) as refused:
        renew_certification(work, form)
    assert refused.value.problems == {"method": "sustainment-on-nothing"}


# Surveillance


def visit(work, id_, due_on, outcome=PASSED, **differences):
    facts = {"done_on": due_on} if outcome is PASSED else {}
    form = SaveSurveillance(id_, version_of(work, id_), due_on, outcome, **(facts | differences))
    record_surveillance(work, form)


def test_surveillance_is_a_question_until_somebody_says_what_became_of_it(work):
    id_ = register_certification(work, iso(enterprise(work)))
    assert [one.state.value for one in certification_detail(work, id_).surveillance] == [
        "unknown",
        "unknown",
    ]
    assert status_of(work, id_) is CertificationStatus.VALID
    assert listed(work, surveillance_open=True) == [id_]
    visit(work, id_, D(2025, 5, 10), done_on=D(2025, 5, 2))
    visit(work, id_, D(2026, 5, 10), done_on=D(2026, 4, 20))
    detail = certification_detail(work, id_)
    assert [one.done_on for one in detail.surveillance] == [D(2025, 5, 2), D(2026, 4, 20)]
    assert detail.last_surveillance_on == D(2026, 4, 20)
    assert listed(work, surveillance_open=True) == []


def test_a_missed_audit_suspends_only_when_the_certifier_did(work):
    owner = enterprise(work)
    kept, stopped = (register_certification(work, iso(owner)) for _ in range(2))
    visit(work, kept, D(2026, 5, 10), MISSED)
    assert status_of(work, kept) is CertificationStatus.VALID
    visit(work, stopped, D(2026, 5, 10), MISSED, suspended_on=D(2026, 7, 1), note="notice 7")
    assert status_of(work, stopped) is CertificationStatus.SUSPENDED
    assert status_of(work, stopped, D(2026, 6, 30)) is CertificationStatus.VALID
    with pytest.raises(InvalidInput) as refused:
        visit(work, stopped, D(2026, 5, 10), MISSED, suspended_on=D(2026, 8, 1))
    assert refused.value.problems == {"suspended_on": "suspended-already"}


def test_cmmi_has_no_surveillance_to_record(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    assert certification_detail(work, id_).surveillance == ()
    with pytest.raises(InvalidInput) as refused:
        visit(work, id_, D(2025, 5, 10))
    assert refused.value.problems == {"due_on": "no-such-surveillance"}


# Who confirmed the unit


def test_who_confirmed_the_unit_and_when_stays_with_the_unit(act_as):
    with act_as(Role.CLERK).work(read_only=False) as work:
        owner = enterprise(work)
        form = benchmark(owner, org_unit="Delivery centre", site="Wuxi", unit_confirmed=True)
        id_ = register_certification(work, form)
        detail = certification_detail(work, id_)
        assert (detail.unit_confirmed_by, detail.unit_confirmed_at) == ("李芳", work.now)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        edit_certification(work, id_, 1, replace(form, note="seen"))
        assert certification_detail(work, id_).unit_confirmed_by == "李芳"
        renewal = replace(form, number="A-next", issued_on=D(2026, 4, 1), renews_id=id_)
        assert certification_detail(work, renew_certification(work, renewal)).unit_confirmed_by == (
            "李芳"
        )
        changed = replace(form, site="Suzhou")
        edit_certification(work, id_, version_of(work, id_), changed)
        assert certification_detail(work, id_).unit_confirmed_by == "王敏"
        edit_certification(work, id_, version_of(work, id_), replace(changed, unit_confirmed=False))
        detail = certification_detail(work, id_)
        assert (detail.unit_confirmed_by, detail.unit_confirmed_at) == ("", None)


def test_a_view_that_the_version_does_not_have_is_asked(work):
    owner = enterprise(work)
    form = benchmark(owner, view="DEV, XYZ")
    with pytest.raises(NeedsConfirmation) as asked:
        register_certification(work, form)
    assert asked.value.code == "view-not-of-model"
    assert register_certification(work, form, frozenset({"view-not-of-model"}))
    assert register_certification(work, replace(form, number="A-v", view="dev，SVC"))


# Register checks


def look(id_, **differences):
    facts = {
        "certification_id": id_,
        "register": Register.PARS,
        "checked_on": D(2026, 10, 1),
        "looked_up": "Taihu Software Co., Ltd.",
        "result": CheckResult.AS_STATED,
    }
    return SaveCheck(**(facts | differences))


def test_a_check_keeps_who_when_what_and_the_evidence(work, tmp_path):
    id_ = register_certification(work, benchmark(enterprise(work)))
    page = tmp_path / "pars.pdf"
    page.write_bytes(b"%PDF-1.7 a page")
    record_check(work, look(id_, evidence=page, note="by telephone too"))
    check = certification_detail(work, id_).last_check
    assert (check.person, check.looked_up) == ("王敏", "Taihu Software Co., Ltd.")
    kept = certification_evidence(work, id_, check.evidence_sha256)
    assert (kept.name, kept.content) == ("pars.pdf", b"%PDF-1.7 a page")
    assert check_data(work).documents == 1


def test_not_published_is_not_not_valid(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    record_check(work, look(id_, result=CheckResult.NOT_PUBLISHED))
    row = certification_detail(work, id_).row
    assert (row.status, row.check_result) == (
        CertificationStatus.VALID,
        CheckResult.NOT_PUBLISHED,
    )


def test_the_last_check_is_the_newest_that_got_an_answer(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    record_check(work, look(id_, checked_on=D(2026, 3, 1)))
    record_check(
        work, look(id_, checked_on=D(2026, 2, 1), result=CheckResult.DIFFERENT, found="level 2")
    )
    record_check(work, look(id_, result=CheckResult.UNAVAILABLE))
    detail = certification_detail(work, id_)
    assert (detail.row.checked_on, detail.row.check_result) == (
        D(2026, 3, 1),
        CheckResult.AS_STATED,
    )
    assert [one.checked_on for one in detail.checks] == [
        D(2026, 10, 1),
        D(2026, 3, 1),
        D(2026, 2, 1),
    ]
    assert detail.last_check.checked_on == D(2026, 3, 1)


def test_certificates_never_checked_or_checked_long_ago_are_found(work):
    owner = enterprise(work)
    never, old, fresh, differs = (
        register_certification(work, benchmark(owner, number=f"N-{place}")) for place in range(4)
    )
    record_check(work, look(old, checked_on=D(2026, 7, 1)))
    record_check(work, look(fresh))
    record_check(work, look(differs, result=CheckResult.DIFFERENT, found="level 2"))
    assert listed(work, never_checked=True) == [never]
    assert listed(work, unchecked_for_days=90) == [never, old]
    assert listed(work, unchecked_for_days=200) == [never]
    assert listed(work, check_result=CheckResult.DIFFERENT) == [differs]


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "evidence-unreadable"), (b"", "empty-file")]
)
def test_evidence_that_is_none_is_refused_and_nothing_is_written(work, tmp_path, content, problem):
    id_ = register_certification(work, benchmark(enterprise(work)))
    page = tmp_path / "page.pdf"
    if content is not None:
        page.write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        record_check(work, look(id_, evidence=page))
    assert refused.value.problems == {"evidence": problem}
    assert certification_detail(work, id_).checks == ()


def test_a_wrong_check_is_refused_at_its_fields(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    with pytest.raises(InvalidInput) as refused:
        record_check(work, look(id_, looked_up="", checked_on=D(2026, 10, 13)))
    assert refused.value.problems == {"looked_up": "required", "checked_on": "in-the-future"}


# Grants


def programme(work, year):
    return work.session.scalar(select(ProgrammeRecord.id).where(ProgrammeRecord.year == year))


def grant(work, certification_id, year=2009, **differences):
    facts = {
        "certification_id": certification_id,
        "programme_id": programme(work, year),
        "event_type": EventType.FIRST,
        "amount_cents": 40_000_000,
        "granted_on": D(2026, 6, 1),
        "document_number": "云湖商务〔2026〕31号",
    }
    return SaveFunding(**(facts | differences))


def counted(view, year):
    return next(one.counter for one in view.counters if one.year == year)


def test_the_limits_come_from_the_programme_pack(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    support = counted(certification_funding(work, id_), 2009).support
    assert (support.items_a_year.value, support.items_a_year.confirmed) == (3, False)
    assert (support.cap_cents.value, support.cap_cents.confirmed) == (50_000_000, True)
    assert "CMMI" in support.kinds.value
    assert counted(certification_funding(work, id_), 2013).support.items_a_year is None


def test_the_same_event_in_one_programme_is_refused_and_elsewhere_asked(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    first = record_funding(work, grant(work, id_))
    with pytest.raises(InvalidInput) as refused:
        record_funding(work, grant(work, id_, amount_cents=1))
    assert refused.value.problems == {"event_type": "event-funded-already"}
    with pytest.raises(NeedsConfirmation) as asked:
        record_funding(work, grant(work, id_, 2013))
    assert asked.value.code == "event-funded-elsewhere"
    assert record_funding(work, grant(work, id_, 2013), frozenset({"event-funded-elsewhere"}))
    assert record_funding(work, grant(work, id_, event_type=EventType.MAINTENANCE))
    view = certification_funding(work, id_)
    assert len(view.grants) == 3
    assert counted(view, 2009).items == 2
    assert counted(view, 2009).items_left == 1
    assert view.grants[-1].id == first


def test_counters_are_of_the_enterprise(work):
    owner, other = enterprise(work), enterprise(work)
    mine = [register_certification(work, iso(owner)) for _ in range(4)]
    theirs = register_certification(work, iso(other))
    for id_ in mine[:3]:
        record_funding(work, grant(work, id_))
    record_funding(work, grant(work, theirs))
    assert counted(enterprise_funding(work, owner), 2009).items == 3
    assert counted(enterprise_funding(work, owner, D(2026, 5, 31)), 2009).items == 0
    assert counted(certification_funding(work, mine[3]), 2009).items_left == 0
    assert certification_funding(work, mine[3]).grants == ()
    with pytest.raises(NeedsConfirmation) as asked:
        record_funding(work, grant(work, mine[3]))
    assert (asked.value.code, asked.value.params["limit"]) == ("items-used-up", 3)


def test_a_sum_above_the_cap_and_a_kind_not_named_are_asked_one_after_another(work):
    id_ = register_certification(work, replace(iso(enterprise(work)), type_code="SWIFT"))
    form = grant(work, id_, amount_cents=50_000_001)
    confirmed = frozenset()
    asked = []
    while True:
        try:
            record_funding(work, form, confirmed)
            break
        except NeedsConfirmation as error:
            asked.append(error.code)
            confirmed |= {error.code}
    assert asked == ["amount-above-cap", "kind-not-named"]


def test_a_grant_under_no_programme_is_refused(work):
    id_ = register_certification(work, benchmark(enterprise(work)))
    for wrong, problem in ((None, "required"), (9_999, "unknown")):
        with pytest.raises(InvalidInput) as refused:
            record_funding(work, grant(work, id_, programme_id=wrong))
        assert refused.value.problems == {"programme_id": problem}


def test_a_certificate_with_a_grant_is_deleted_only_after_it(work):
    id_ = register_certification(work, iso(enterprise(work)))
    suspend_certification(work, id_, 1, D(2026, 3, 1), "why")
    visit(work, id_, D(2025, 5, 10))
    record_check(work, look(id_))
    grant_id = record_funding(work, grant(work, id_))
    with pytest.raises(Refused) as refused:
        delete_certification(work, id_, version_of(work, id_))
    assert refused.value.code == "certificate-funded"
    delete_funding(work, grant_id, 1)
    work.session.flush()
    delete_certification(work, id_, version_of(work, id_))
    work.session.flush()
    assert listed(work) == []


def test_a_certificate_with_a_grant_keeps_its_owner(work):
    first = enterprise(work)
    id_ = register_certification(work, iso(first))
    record_funding(work, grant(work, id_))
    with pytest.raises(Refused) as refused:
        edit_certification(work, id_, version_of(work, id_), iso(enterprise(work)))
    assert refused.value.code == "certificate-funded"


def test_a_certificate_that_papers_were_filed_with_is_not_deleted(work):
    id_ = register_certification(work, iso(enterprise(work)))
    paper = PaperRecord(
        certification_id=id_,
        slot_code=work.session.scalar(select(PaperSlotRecord.code).order_by(PaperSlotRecord.id)),
        file_name="scan.pdf",
        sha256="0" * 64,
        size=1,
        media_type="application/pdf",
        added_at=work.now,
        added_by="李芳",
    )
    work.add(paper)
    with pytest.raises(Refused) as refused:
        delete_certification(work, id_, 1)
    assert refused.value.code == "certificate-has-papers"


def test_an_auditor_records_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        for use_case in (record_check, record_funding, record_surveillance, delete_funding):
            with pytest.raises(NotPermitted):
                use_case(work)


def test_a_file_that_was_not_kept_with_the_certificate_is_not_found(work, tmp_path):
    owner = enterprise(work)
    id_, other = (register_certification(work, benchmark(owner)) for _ in range(2))
    page = tmp_path / "pars.pdf"
    page.write_bytes(b"%PDF-1.7 a page")
    record_check(work, look(id_, evidence=page))
    kept = certification_detail(work, id_).last_check.evidence_sha256
    for certificate, sha256 in ((other, kept), (id_, "0" * 64)):
        with pytest.raises(NotFound):
            certification_evidence(work, certificate, sha256)


def test_a_programme_that_pays_for_no_certificates_is_not_counted(work):
    owner = enterprise(work)
    before = [one.programme_id for one in enterprise_funding(work, owner).counters]
    record = work.get(ProgrammeRecord, before[0])
    record.content = programme_text(replace(programme_of(record.content), certification=None))
    work.session.flush()
    after = [one.programme_id for one in enterprise_funding(work, owner).counters]
    assert after == before[1:]
