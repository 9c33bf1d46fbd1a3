"""Dated facts: added, corrected, removed, and the record in step with them."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    CapitalFact,
    FactKind,
    FormerNameFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
)
from parkdesk.domain.enterprises import EnterpriseStatus, IdentifierKind, SaveEnterprise
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
)
from parkdesk.domain.identity import Role
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.enterprise_facts import (
    add_fact,
    correct_fact,
    enterprise_facts,
    remove_fact,
)
from parkdesk.usecases.enterprise_lists import EnterpriseFilter
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise
from parkdesk.usecases.search import search
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests.usecases.test_enterprises import FORM, OTHER, names

FIRST = replace(
    FORM,
    founded_on=dt.date(2018, 5, 11),
    registered_capital_cents=100_000_000,
    building="A 座 3 层",
    area_sqm=480,
    registered_address="云湖市青禾路 1 号",
)
DAY = dt.date(2023, 4, 1)


def record(work, id_):
    work.session.flush()
    found = work.get(EnterpriseRecord, id_)
    work.session.refresh(found)
    return found


def problem_of(*call):
    with pytest.raises(InvalidInput) as caught:
        call[0](*call[1:])
    return caught.value.problems


def test_what_a_new_enterprise_says_is_dated(work):
    id_ = create_enterprise(work, FIRST)
    facts = enterprise_facts(work, id_)
    assert [(one.fact.from_on, one.fact.status) for one in facts.status] == [
        (FIRST.entered_on, EnterpriseStatus.RESIDENT)
    ]
    assert facts.people[0].fact == PeopleFact(work.today, 35, 30)
    assert facts.capital[0].fact == CapitalFact(work.today, 100_000_000)
    rooms = facts.premises[0].fact
    assert (rooms.from_on, rooms.place, rooms.area_centi_sqm) == (
        FIRST.entered_on,
        "A 座 3 层",
        48_000,
    )
    assert facts.addresses[0].fact.address == FIRST.registered_address
    assert all(one.holds for one in (*facts.status, *facts.people, *facts.premises))


def test_a_form_writes_down_what_it_changes_from_today_on(work):
    id_ = create_enterprise(work, FIRST)
    changed = replace(FIRST, headcount=40, building="B 座", registered_address="云湖市青禾路 2 号")
    edit_enterprise(work, id_, 1, changed)
    edit_enterprise(work, id_, record(work, id_).version, replace(changed, headcount=41))
    facts = enterprise_facts(work, id_)
    assert [one.fact.headcount for one in facts.people] == [41]
    old, new = sorted(facts.premises, key=lambda one: one.fact.from_on)
    assert old.fact.until_on == work.today - dt.timedelta(days=1)
    assert (new.fact.place, new.holds, old.holds) == ("B 座", True, False)
    assert [one.fact.address for one in facts.addresses] == ["云湖市青禾路 2 号"]


@pytest.mark.parametrize(
    ("fact", "columns"),
    [
        (PeopleFact(DAY, 20, 10), {"headcount": 35, "graduates": 30}),
        (PeopleFact(dt.date(2026, 10, 12), 50, None), "fact-day-taken"),
        (CapitalFact(DAY, 1), {"registered_capital_cents": 100_000_000}),
        (AddressFact(DAY, AddressKind.OFFICE, "云湖市 9 号"), {"office_address": "云湖市 9 号"}),
        (
            AddressFact(DAY, AddressKind.REGISTERED, "旧址"),
            {"registered_address": "云湖市青禾路 1 号"},
        ),
        (
            PremisesFact(DAY, "C 座", "1 层", "101", 10_050),
            {"building": "A 座 3 层、C 座 1 层 101"},
        ),
        (
            StatusFact(DAY, EnterpriseStatus.MOVED_OUT),
            {"status": "moved-out", "left_on": DAY},
        ),
    ],
)
def test_the_record_keeps_the_newest(work, fact, columns):
    id_ = create_enterprise(work, FIRST)
    if isinstance(columns, str):
        assert problem_of(add_fact, work, id_, fact) == {"from_on": columns}
        return
    add_fact(work, id_, fact)
    found = record(work, id_)
    assert {name: getattr(found, name) for name in columns} == columns


def test_capital_in_another_currency_is_no_column_of_yuan(work):
    id_ = create_enterprise(work, OTHER)
    add_fact(work, id_, CapitalFact(DAY, 5_000_000, "USD"))
    assert record(work, id_).registered_capital_cents is None
    assert enterprise_facts(work, id_).capital[0].fact.currency == "USD"


def test_a_correction_asks_why_and_the_trail_tells(desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FIRST)
        row = enterprise_facts(work, id_).people[0]
    right = PeopleFact(DAY, 33, 30, "2023 报表")
    with desk.work(read_only=False) as work:
        assert problem_of(correct_fact, work, row.id, row.version, right, " ") == {
            "reason": "required"
        }
        correct_fact(work, row.id, row.version, right, "读错一行")
        assert record(work, id_).headcount == 33
        with pytest.raises(StaleRecord):
            correct_fact(work, row.id, row.version, right, "再来")
    with desk.work(read_only=True) as work:
        from parkdesk.domain.paging import Sort

        criteria = TrailFilter(table="enterprise_headcount", row_id=row.id)
        newest = list_trail(work, criteria, Sort("id", descending=True), 0, 5).rows[0]
    assert (newest.action, newest.reason) == ("correct_fact", "读错一行")
    assert {one.field: (one.old, one.new) for one in newest.changes}["headcount"] == ("35", "33")


def test_a_removed_fact_gives_way_to_the_one_before(work):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, PeopleFact(DAY, 20))
    newest = enterprise_facts(work, id_).people[0]
    remove_fact(work, FactKind.PEOPLE, newest.id, newest.version, "不是这家")
    assert record(work, id_).headcount == 20
    last = enterprise_facts(work, id_).people[0]
    assert problem_of(remove_fact, work, FactKind.PEOPLE, last.id, last.version, "") == {
        "reason": "required"
    }
    remove_fact(work, FactKind.PEOPLE, last.id, last.version, "也不是")
    assert record(work, id_).headcount == 0


@pytest.mark.parametrize(
    ("status", "day", "code"),
    [
        (EnterpriseStatus.RESIDENT, DAY, "status-repeats"),
        (EnterpriseStatus.APPLIED, DAY, "status-cannot-follow"),
        (EnterpriseStatus.MOVED_OUT, FIRST.entered_on, "status-day-taken"),
        (EnterpriseStatus.MOVED_OUT, dt.date(2018, 1, 1), "status-before-founded"),
        (EnterpriseStatus.MOVED_OUT, dt.date(2027, 1, 1), "day-in-future"),
    ],
)
def test_a_status_that_contradicts_is_refused(work, status, day, code):
    id_ = create_enterprise(work, FIRST)
    assert problem_of(add_fact, work, id_, StatusFact(day, status)) == {"from_on": code}


def test_statuses_are_kept_in_step_with_the_record(work):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, StatusFact(dt.date(2020, 1, 1), EnterpriseStatus.APPLIED))
    gone = add_fact(work, id_, StatusFact(DAY, EnterpriseStatus.MOVED_OUT))
    add_fact(work, id_, StatusFact(dt.date(2024, 1, 1), EnterpriseStatus.DEREGISTERED))
    found = record(work, id_)
    assert (found.status, found.entered_on, found.left_on) == (
        "deregistered",
        FIRST.entered_on,
        DAY,
    )
    first = next(
        one
        for one in enterprise_facts(work, id_).status
        if one.fact.status is EnterpriseStatus.RESIDENT
    )
    earlier = StatusFact(dt.date(2020, 3, 1), EnterpriseStatus.RESIDENT)
    correct_fact(work, first.id, first.version, earlier, "合同写的是三月")
    assert record(work, id_).entered_on == dt.date(2020, 3, 1)
    row = next(one for one in enterprise_facts(work, id_).status if one.id == gone)
    remove_fact(work, FactKind.STATUS, row.id, row.version, "没有迁出")
    assert record(work, id_).left_on == dt.date(2024, 1, 1)


def test_the_only_status_stays(work):
    id_ = create_enterprise(work, FIRST)
    row = enterprise_facts(work, id_).status[0]
    with pytest.raises(Refused) as caught:
        remove_fact(work, FactKind.STATUS, row.id, row.version, "x")
    assert caught.value.code == "last-status"


def test_former_names_are_added_and_found(desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FIRST)
        add_fact(work, id_, FormerNameFact(DAY, "云湖青禾计算机服务有限公司"))
        assert problem_of(add_fact, work, id_, FormerNameFact(DAY, "又一名")) == {
            "until_on": "former-name-day-taken"
        }
    with desk.work(read_only=True) as work:
        assert [one.id for one in search(work, "青禾计算机")] == [id_]
        assert names(work, EnterpriseFilter(text="青禾计算机")) == [FIRST.name]


def test_every_older_number_finds_the_enterprise(desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, replace(FIRST, org_code="79965505-8"))
        assert search(work, "320500000012345") == ()
    with desk.work(read_only=False) as work:
        add_fact(work, id_, NumberFact("320500000012345", DAY, "旧照"))
        add_fact(work, id_, NumberFact("594672399"))
    for number in ("320500000012345", "59467239-9", "799655058", FIRST.code):
        with desk.work(read_only=True) as work:
            assert names(work, EnterpriseFilter(text=number)) == [FIRST.name]
            assert [one.id for one in search(work, number.replace("-", ""))] == [id_]
    with desk.work(read_only=False) as work:
        kinds = {one.fact.kind for one in enterprise_facts(work, id_).numbers}
        assert kinds == {IdentifierKind.REGISTRATION_NUMBER, IdentifierKind.ORGANISATION_CODE}
        row = enterprise_facts(work, id_).numbers[0]
        remove_fact(work, FactKind.NUMBER, row.id, row.version, "别家的")
    with desk.work(read_only=True) as work:
        assert [one.id for one in search(work, row.fact.code)] == []


def test_a_number_of_two_enterprises_is_refused_or_asked(work):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, NumberFact("320500000012345"))
    other = create_enterprise(work, OTHER)
    assert problem_of(add_fact, work, id_, NumberFact("320500000012345")) == {
        "code": "number-known-already"
    }
    assert problem_of(add_fact, work, other, NumberFact(FIRST.code)) == {"code": "code-taken"}
    with pytest.raises(NeedsConfirmation) as caught:
        add_fact(work, other, NumberFact("320500000012345"))
    assert caught.value.params == {"enterprise": FIRST.name, "number": "320500000012345"}
    add_fact(work, other, NumberFact("320500000012345"), frozenset({"number-of-another"}))
    with pytest.raises(NeedsConfirmation):
        add_fact(work, other, NumberFact("3205"))


@pytest.mark.parametrize(
    ("code", "field"),
    [("320500000012345", "code"), ("799655058", "code"), ("91330100799655058B", "code")],
)
def test_an_enterprise_that_is_there_already_is_not_registered_again(work, code, field):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, NumberFact("320500000012345"))
    again = SaveEnterprise(name="另一名", code=code, entered_on=DAY)
    with pytest.raises(InvalidInput) as caught:
        create_enterprise(work, again, frozenset({"older-identifier"}))
    assert caught.value.problems == {field: "code-taken"}
    assert caught.value.params["enterprise"] == FIRST.name


def test_a_number_beside_the_code_that_another_has_is_asked(work):
    create_enterprise(work, replace(FIRST, registration_no="320500000012345"))
    with pytest.raises(NeedsConfirmation) as caught:
        create_enterprise(work, replace(OTHER, registration_no="320500000012345"))
    assert caught.value.code == "number-of-another"


def test_an_older_number_stays_beside_its_credit_code(work):
    old = replace(FIRST, code="320500000012345")
    id_ = create_enterprise(work, old, frozenset({"older-identifier"}))
    edit_enterprise(work, id_, 1, FIRST)
    found = record(work, id_)
    assert (found.code, found.registration_no) == (FIRST.code, "320500000012345")


def test_several_premises_are_not_changed_by_the_form(work):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, PremisesFact(DAY, "C 座"))
    version = record(work, id_).version
    form = replace(FIRST, building="D 座")
    assert problem_of(edit_enterprise, work, id_, version, form) == {"building": "several-premises"}


def test_facts_as_at_a_day_are_those_that_had_begun(work):
    id_ = create_enterprise(work, FIRST)
    add_fact(work, id_, PeopleFact(DAY, 20))
    add_fact(work, id_, FormerNameFact(DAY, "旧名"))
    before = enterprise_facts(work, id_, DAY)
    assert [one.fact.headcount for one in before.people] == [20]
    assert before.former_names == ()
    assert before.capital == ()
    assert [one.holds for one in before.premises] == [True]
    assert len(enterprise_facts(work, id_, DAY + dt.timedelta(days=1)).former_names) == 1


def test_an_auditor_reads_facts_and_changes_none(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FIRST)
        row = enterprise_facts(work, id_).people[0]
    auditor = act_as(Role.AUDITOR)
    with auditor.work(read_only=True) as work:
        assert enterprise_facts(work, id_).people
    for call in (
        lambda work: add_fact(work, id_, PeopleFact(DAY, 1)),
        lambda work: correct_fact(work, row.id, row.version, row.fact, "x"),
        lambda work: remove_fact(work, FactKind.PEOPLE, row.id, row.version, "x"),
    ):
        with pytest.raises(NotPermitted), auditor.work(read_only=False) as work:
            call(work)


def test_a_number_has_no_first_day_and_one_that_does_not_hold_is_kept_when_affirmed(work):
    id_ = create_enterprise(work, FIRST)
    with pytest.raises(NeedsConfirmation) as asked:
        add_fact(work, id_, NumberFact("3205"))
    add_fact(work, id_, NumberFact("3205"), frozenset({asked.value.code}))
    long_ago = dt.date(2001, 1, 1)
    assert [one.fact.code for one in enterprise_facts(work, id_, long_ago).numbers] == ["3205"]
