"""Events of the brand platform on a real database."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from parkdesk.domain.brand_events import (
    EventBrand,
    EventKind,
    EventState,
    SaveEvent,
    SaveParticipant,
)
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.platforms import PlatformServiceRecord
from parkdesk.usecases.brand_event_lists import (
    SORTS,
    EventFilter,
    contracts_of_participants,
    event_detail,
    event_yield,
    list_events,
)
from parkdesk.usecases.brand_events import (
    add_event,
    add_participant,
    cancel_event,
    delete_event,
    edit_event,
    edit_participant,
    log_event,
    name_event_contract,
    remove_participant,
    resume_event,
    take_event_contract_back,
)
from parkdesk.usecases.contract_deletions import delete_contract
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.platforms import delete_service
from tests.registers import contract, enterprise

D = dt.date
FORM = SaveEvent(
    "软件交易会园区展团", EventKind.EXHIBITION, EventBrand.PARK, "大连", D(2026, 9, 14),
    D(2026, 9, 17), "组委会", "CN", 1_860_000, 500_000,
)  # fmt: skip
YEAR = D(2026, 1, 1), D(2026, 12, 31)
WHOLE = Sort("first_on", descending=True), 0, 10


@pytest.fixture
def event(work):
    return add_event(work, FORM)


@pytest.fixture
def firm(work):
    return enterprise(work, name="云湖青禾信息技术有限公司")


@pytest.fixture
def taking_part(work, event, firm):
    return add_participant(work, event, 1, SaveParticipant(firm, 3))


def signed(work, firm, **differences):
    facts = {"signed_on": D(2026, 10, 9)} | differences
    return register_contract(work, contract(firm, **facts))


def codes(raised):
    return raised.value.problems


def test_an_event_is_entered_and_listed(work, event):
    add_event(work, replace(FORM, title="考察", kind=EventKind.DELEGATION, until_on=None))
    row = event_detail(work, event)
    assert (row.number, row.state) == ("HD-2026-0001", EventState.HELD)
    assert (row.form.title, row.country_zh) == ("软件交易会园区展团", "中国")
    found = list_events(work, EventFilter("园区展团"), *WHOLE)
    assert [one.id for one in found.rows] == [event]
    delegations = list_events(work, EventFilter(kind=EventKind.DELEGATION), *WHOLE)
    assert [one.until_on for one in delegations.rows] == [D(2026, 9, 14)]


@pytest.mark.parametrize("column", SORTS)
def test_the_list_can_be_ordered(work, event, column):
    add_event(work, replace(FORM, title="年会", first_on=D(2026, 11, 1), until_on=None))
    for descending in (False, True):
        found = list_events(work, EventFilter(), Sort(column, descending=descending), 0, 10)
        values = [getattr(one, column, None) or getattr(one.form, column) for one in found.rows]
        assert values == sorted(values, reverse=descending)


@pytest.mark.parametrize(
    ("first", "until", "state"),
    [
        (D(2026, 11, 1), None, EventState.PLANNED),
        (D(2026, 10, 10), D(2026, 10, 12), EventState.UNDER_WAY),
        (D(2026, 9, 1), None, EventState.HELD),
    ],
)
def test_each_state_is_found_by_its_days(work, first, until, state):
    event = add_event(work, replace(FORM, first_on=first, until_on=until))
    assert event_detail(work, event).state is state
    for one in EventState:
        found = list_events(work, EventFilter(state=one), *WHOLE)
        assert found.total == (1 if one is state else 0)


def test_an_event_called_off_is_found_and_takes_place_after_all(work, event):
    with pytest.raises(InvalidInput):
        cancel_event(work, event, 1, "")
    cancel_event(work, event, 1, "与展会撞期")
    work.session.flush()
    row = event_detail(work, event)
    assert (row.state, row.reason) == (EventState.CANCELLED, "与展会撞期")
    assert list_events(work, EventFilter(state=EventState.CANCELLED), *WHOLE).total == 1
    with pytest.raises(WrongState):
        edit_event(work, event, row.version, FORM)
    resume_event(work, event, row.version)
    work.session.flush()
    assert event_detail(work, event).state is EventState.HELD
    with pytest.raises(WrongState):
        resume_event(work, event, event_detail(work, event).version)


def test_what_is_wrong_is_said_at_its_field(work, event):
    with pytest.raises(InvalidInput) as raised:
        add_event(work, replace(FORM, title="", country_code="XX"))
    assert codes(raised) == {"title": "required", "country_code": "unknown"}


def test_an_enterprise_takes_part_once(work, event, firm, taking_part):
    with pytest.raises(InvalidInput) as raised:
        add_participant(work, event, 1, SaveParticipant(firm))
    assert codes(raised) == {"enterprise_id": "participant-already"}
    with pytest.raises(InvalidInput) as raised:
        add_participant(work, event, 1, SaveParticipant(10_000))
    assert codes(raised) == {"enterprise_id": "unknown"}
    assert event_detail(work, event).participants[0].people == 3


def test_who_had_left_the_park_does_not_take_part(work, event):
    gone = enterprise(work, name="已迁出软件有限公司", left_on=D(2026, 9, 14))
    with pytest.raises(Refused) as raised:
        add_participant(work, event, 1, SaveParticipant(gone))
    assert raised.value.code == "participant-had-left"


def test_what_an_enterprise_found_is_noted(work, event, firm, taking_part):
    edit_participant(work, taking_part, 1, SaveParticipant(firm, 4, 6, "两家日本发包商"))
    one = event_detail(work, event).participants[0]
    assert (one.people, one.leads, one.interest) == (4, 6, "两家日本发包商")
    with pytest.raises(InvalidInput) as raised:
        edit_participant(work, taking_part, one.version, SaveParticipant(firm + 1, 4, -1))
    assert codes(raised) == {"enterprise_id": "participant-of-another", "leads": "negative-number"}
    with pytest.raises(StaleRecord):
        edit_participant(work, taking_part, one.version + 5, SaveParticipant(firm, 4))


def test_leads_come_after_the_event_began(work, firm):
    event = add_event(work, replace(FORM, first_on=D(2026, 11, 1), until_on=None))
    with pytest.raises(InvalidInput) as raised:
        add_participant(work, event, 1, SaveParticipant(firm, 1, 2))
    assert codes(raised) == {"leads": "leads-before-event"}


def test_an_event_that_brought_something_stays_as_it_was(work, event, firm, taking_part):
    edit_participant(work, taking_part, 1, SaveParticipant(firm, 4, 6))
    with pytest.raises(InvalidInput) as raised:
        edit_event(work, event, 1, replace(FORM, first_on=D(2026, 11, 1), until_on=None))
    assert codes(raised) == {"first_on": "event-has-leads"}
    for act in (
        lambda: cancel_event(work, event, 1, "与展会撞期"),
        lambda: remove_participant(work, taking_part, 2),
        lambda: delete_event(work, event, 1),
    ):
        with pytest.raises(Refused):
            act()


def test_who_does_not_come_is_taken_out_and_the_event_deleted(work, event, taking_part):
    with pytest.raises(Refused):
        delete_event(work, event, 1)
    remove_participant(work, taking_part, 1)
    work.session.flush()
    delete_event(work, event, 1)
    work.session.flush()
    assert list_events(work, EventFilter(), *WHOLE).total == 0


def test_each_participant_gets_one_line_of_the_log(work, event, firm, taking_part):
    with pytest.raises(NeedsConfirmation):
        log_event(work, event, 1, 320)
    assert log_event(work, event, 1, 320, frozenset({"more-hours-than-a-day"})) == 1
    line = work.session.scalars(select(PlatformServiceRecord)).one()
    assert (line.platform, line.kind) == (Platform.BRAND.value, "exhibition")
    assert (line.enterprise_id, line.hours_tenths, line.people) == (firm, 320, 3)
    assert event_detail(work, event).participants[0].is_in_log
    with pytest.raises(Refused) as raised:
        log_event(work, event, 1, 320)
    assert raised.value.code == "event-all-in-log"
    with pytest.raises(InvalidInput) as wrong:
        edit_event(work, event, 1, replace(FORM, kind=EventKind.DELEGATION))
    assert codes(wrong) == {"kind": "event-in-log"}
    with pytest.raises(Refused):
        remove_participant(work, taking_part, event_detail(work, event).participants[0].version)
    with pytest.raises(Refused):
        cancel_event(work, event, 1, "与展会撞期")


def test_a_line_that_is_deleted_can_be_made_again(work, event, firm, taking_part):
    log_event(work, event, 1, 80)
    line = work.session.scalars(select(PlatformServiceRecord)).one()
    delete_service(work, line.id, line.version)
    work.session.flush()
    assert not event_detail(work, event).participants[0].is_in_log
    assert log_event(work, event, 1, 80) == 1


@pytest.mark.parametrize(
    ("differences", "hours", "code"),
    [
        ({"kind": EventKind.MEETING}, 80, "event-kind-not-in-log"),
        ({"first_on": D(2026, 11, 1), "until_on": None}, 80, "event-still-to-come"),
    ],
)
def test_what_is_no_line_of_the_log_is_refused(work, firm, differences, hours, code):
    event = add_event(work, replace(FORM, **differences))
    add_participant(work, event, 1, SaveParticipant(firm))
    with pytest.raises(Refused) as raised:
        log_event(work, event, 1, hours)
    assert raised.value.code == code


def test_hours_of_a_line_fit_into_the_event(work, event, taking_part):
    with pytest.raises(InvalidInput) as raised:
        log_event(work, event, 1, 0)
    assert codes(raised) == {"hours_tenths": "required"}
    assert work.session.scalar(select(func.count(PlatformServiceRecord.id))) == 0


def test_a_contract_comes_of_one_event(work, event, firm, taking_part):
    number = signed(work, firm)
    offered = contracts_of_participants(work, event)
    assert [one.id for one in offered] == [number]
    name_event_contract(work, event, 1, number)
    record_execution(work, number, SaveExecution(D(2026, 10, 10), 100_000))
    row = event_detail(work, event)
    assert [one.executed_usd_cents for one in row.signed] == [100_000]
    assert contracts_of_participants(work, event) == ()
    other = add_event(work, replace(FORM, title="另一展会"))
    add_participant(work, other, 1, SaveParticipant(firm))
    with pytest.raises(InvalidInput) as raised:
        name_event_contract(work, other, 1, number)
    assert codes(raised) == {"contract_id": "contract-of-another-event"}
    take_event_contract_back(work, event, 1, number)
    work.session.flush()
    assert event_detail(work, event).contracts == 0
    with pytest.raises(InvalidInput):
        take_event_contract_back(work, event, 1, number)


@pytest.mark.parametrize(
    ("differences", "code"),
    [
        ({"signed_on": D(2026, 9, 13)}, "contract-before-event"),
        ({"draft": True}, "contract-still-draft"),
    ],
)
def test_which_contracts_do_not_come_of_an_event(work, event, firm, taking_part, differences, code):
    number = signed(work, firm, **differences)
    with pytest.raises(InvalidInput) as raised:
        name_event_contract(work, event, 1, number)
    assert codes(raised) == {"contract_id": code}


def test_a_contract_of_somebody_else_does_not_come_of_it(work, event, taking_part):
    number = signed(work, enterprise(work))
    with pytest.raises(InvalidInput) as raised:
        name_event_contract(work, event, 1, number)
    assert codes(raised) == {"contract_id": "contract-of-no-participant"}


def test_what_came_of_an_event_holds_it(work, event, firm, taking_part):
    number = signed(work, firm)
    name_event_contract(work, event, 1, number)
    with pytest.raises(InvalidInput) as raised:
        edit_event(work, event, 1, replace(FORM, first_on=D(2026, 10, 10), until_on=None))
    assert codes(raised) == {"first_on": "event-after-contract"}
    with pytest.raises(Refused) as kept:
        delete_contract(work, number, work.get(ContractRecord, number).version, "录入错误")
    assert kept.value.code == "contract-of-event"
    with pytest.raises(Refused):
        remove_participant(work, taking_part, 1)


def test_a_change_that_holds_is_kept(work, event):
    edit_event(work, event, 1, replace(FORM, title="新的名称", own_cents=7))
    row = event_detail(work, event)
    assert (row.form.title, row.form.own_cents) == ("新的名称", 7)


def test_what_nothing_rests_on_can_be_changed_all_the_same(work, event, firm, taking_part):
    log_event(work, event, 1, 80)
    name_event_contract(work, event, 1, signed(work, firm))
    edit_event(work, event, 1, replace(FORM, title="新的名称", until_on=None))
    row = event_detail(work, event)
    assert (row.form.title, row.until_on) == ("新的名称", D(2026, 9, 14))


def test_what_a_year_brought(work, event, firm, taking_part):
    edit_participant(work, taking_part, 1, SaveParticipant(firm, 4, 6))
    number = signed(work, firm, amount_minor=8_000_000)
    name_event_contract(work, event, 1, number)
    record_execution(work, number, SaveExecution(D(2026, 10, 10), 3_000_000))
    planned = add_event(work, replace(FORM, first_on=D(2026, 11, 1), until_on=None))
    add_participant(work, planned, 1, SaveParticipant(firm))
    off = add_event(work, replace(FORM, own_cents=1, grant_cents=0))
    cancel_event(work, off, 1, "与展会撞期")
    said = event_yield(work, *YEAR)
    assert (said.events, said.firms, said.leads) == (1, 1, 6)
    assert (said.own_cents, said.grant_cents) == (2 * 1_860_000 + 1, 2 * 500_000)
    assert (said.contracts, said.signed_usd_cents, said.executed_usd_cents) == (
        1, 8_000_000, 3_000_000,
    )  # fmt: skip
    assert event_yield(work, D(2025, 1, 1), D(2025, 12, 31)).own_cents == 0


def test_an_auditor_reads_and_does_not_write(act_as, desk):
    with desk.work(read_only=False) as work:
        event = add_event(work, FORM)
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        assert event_detail(work, event).number == "HD-2026-0001"
        with pytest.raises(NotPermitted):
            add_event(work, FORM)
