"""The page of events, through a real runner and database."""

import datetime as dt

import pytest

from parkdesk.domain.brand_events import (
    EventBrand,
    EventKind,
    EventState,
    SaveEvent,
    SaveParticipant,
)
from parkdesk.gui.brand.dialogs import (
    ContractOfEventDialog,
    EventCostsDialog,
    EventDialog,
    LogDialog,
    ParticipantDialog,
)
from parkdesk.gui.marketplace.opportunity_dialogs import ReasonDialog
from parkdesk.usecases.brand_event_lists import event_detail
from parkdesk.usecases.brand_events import add_event, add_participant
from parkdesk.usecases.contracts import register_contract
from tests.pages import dialog_of, opened, settle
from tests.registers import contract, enterprise

D = dt.date
FORM = SaveEvent(
    *("软件交易会园区展团", EventKind.EXHIBITION, EventBrand.PARK, "大连"),
    *(D(2026, 9, 14), D(2026, 9, 17)),
)
LONG = 20_000


@pytest.fixture
def firm(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name="云湖青禾信息技术有限公司")


@pytest.fixture
def page(qtbot, desk, runner, firm):
    with desk.work(read_only=False) as work:
        add_event(work, FORM)
    return opened(qtbot, runner, "brand-events")


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)


def joined(qtbot, page, firm):
    page.join.trigger()
    dialog = dialog_of(qtbot, page, ParticipantDialog)
    dialog.fields["enterprise_id"].set_enterprise(firm, "云湖青禾信息技术有限公司")
    dialog.fields["people"].set_value(3)
    saved(qtbot, page, dialog)


def test_an_event_is_entered_and_stands_in_the_list(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, EventDialog)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["title"].problem), timeout=LONG)
    dialog.fields["title"].set_value("对日外包洽谈周")
    dialog.fields["venue"].set_value("东京")
    dialog.fields["first_on"].set_value(D(2026, 11, 2))
    saved(qtbot, page, dialog)
    assert page.table.records.total == 2
    assert (page._row.form.title, page._row.state) == ("对日外包洽谈周", EventState.PLANNED)
    assert not page.log.isEnabled()


def test_who_takes_part_what_they_found_and_the_log(qtbot, page, firm):
    joined(qtbot, page, firm)
    assert page.participants.table.current().people == 3
    page.found.trigger()
    dialog = dialog_of(qtbot, page, ParticipantDialog)
    dialog.fields["leads"].set_value(5)
    saved(qtbot, page, dialog)
    assert page._row.leads == 5
    assert not page.leave.isEnabled()
    assert not page.call_off.isEnabled()
    page.log.trigger()
    dialog = dialog_of(qtbot, page, LogDialog)
    dialog.hours.set_value("八")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.hours.problem), timeout=LONG)
    dialog.hours.set_value("16.5")
    saved(qtbot, page, dialog)
    assert page.participants.table.current().is_in_log
    assert not page.log.isEnabled()


def test_what_it_cost_is_entered_in_the_funds_once(qtbot, page):
    assert not page.enter_costs.isEnabled()
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, EventDialog)
    dialog.fields["own_cents"].set_value(1_860_000)
    saved(qtbot, page, dialog)
    page.enter_costs.trigger()
    dialog = dialog_of(qtbot, page, EventCostsDialog)
    assert "funding" not in dialog.fields
    saved(qtbot, page, dialog)
    assert page._row.paid_cents == 1_860_000
    assert not page.enter_costs.isEnabled()


def test_a_grants_money_waits_for_its_grant(qtbot, page):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, EventDialog)
    dialog.fields["grant_cents"].set_value(500_000)
    saved(qtbot, page, dialog)
    page.enter_costs.trigger()
    dialog = dialog_of(qtbot, page, EventCostsDialog)
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_contract_is_named_and_taken_back(qtbot, page, desk, firm):
    joined(qtbot, page, firm)
    page.name_contract.trigger()
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    with desk.work(read_only=False) as work:
        number = register_contract(work, contract(firm, signed_on=D(2026, 10, 9)))
    page.name_contract.trigger()
    dialog = dialog_of(qtbot, page, ContractOfEventDialog)
    dialog.fields["contract_id"].set_value(number)
    saved(qtbot, page, dialog)
    assert page.contracts.table.current().contract_id == number
    page.take_back.trigger()
    settle(qtbot, page)
    assert page._row.contracts == 0


def test_an_event_is_called_off_and_takes_place_after_all(qtbot, page):
    page.call_off.trigger()
    dialog = dialog_of(qtbot, page, ReasonDialog)
    dialog.fields["reason"].set_value("与其他展会撞期")
    saved(qtbot, page, dialog)
    assert page._row.state is EventState.CANCELLED
    assert not page.edit.isEnabled()
    page.resume.trigger()
    settle(qtbot, page)
    assert page._row.state is EventState.HELD


def test_who_does_not_come_is_taken_out_and_the_event_deleted(qtbot, page, desk, firm):
    joined(qtbot, page, firm)
    assert not page.delete.isEnabled()
    page.leave.trigger()
    settle(qtbot, page)
    assert page._row.firms == 0
    page.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert page.table.records.total == 0


def test_a_planned_event_asks_for_no_log(qtbot, desk, runner, firm):
    with desk.work(read_only=False) as work:
        event = add_event(work, SaveEvent("年会", EventKind.MEETING, EventBrand.OTHER, "北京",
                                          D(2026, 9, 1), None))  # fmt: skip
        add_participant(work, event, 1, SaveParticipant(firm))
    page = opened(qtbot, runner, "brand-events")
    assert page._row.state is EventState.HELD
    assert not page.log.isEnabled()
    with desk.work(read_only=True) as work:
        assert not event_detail(work, event).participants[0].is_in_log
