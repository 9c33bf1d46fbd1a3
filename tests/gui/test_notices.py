"""Public notices on the screen: published, objected to, decided, closed, printed."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.identity import Role
from parkdesk.domain.notices import NoticeState
from parkdesk.gui.notices.calendar_dialog import CalendarDialog
from parkdesk.gui.notices.dialogs import (
    CloseDialog,
    DecideDialog,
    ObjectionDialog,
    PublishDialog,
    WithdrawDialog,
)
from tests.pages import dialog_of, opened, settle
from tests.usecases import payment_stories as pay
from tests.usecases.payment_stories import NOTICE


@pytest.fixture
def page(qtbot, act_as, runner):
    pay.with_rules(act_as(Role.ADMINISTRATOR), NOTICE)
    claim = pay.approved_claim(act_as)
    pay.decided(act_as(Role.ADMINISTRATOR), claim, dt.date(2026, 9, 28))
    return opened(qtbot, runner, "notices")


def gone(qtbot, page, dialog):
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def publish(qtbot, page, day=dt.date(2026, 9, 28)):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, PublishDialog)
    qtbot.waitUntil(lambda: dialog.days.value() == 5)
    dialog.day.set_value(day)
    dialog.day.changed.emit()
    qtbot.waitUntil(lambda: "2026-10-1" in dialog.until.text.text())
    dialog.fields["place"].set_value("门户网站")
    dialog.submit()
    gone(qtbot, page, dialog)


def object_to(qtbot, page):
    page.object.trigger()
    dialog = dialog_of(qtbot, page, ObjectionDialog)
    dialog.fields["received_on"].set_value(dt.date(2026, 10, 9))
    dialog.fields["words"].set_value("有人员已离职")
    dialog.submit()
    gone(qtbot, page, dialog)


def state(page):
    return page.table.records.row(0).state


def test_the_title_says_how_many_there_are_whatever_is_filtered(qtbot, page):
    assert not page.count.text()
    publish(qtbot, page)
    qtbot.waitUntil(lambda: page.count.text() == "1 notice")
    page.state.set_value(NoticeState.CLOSED)
    settle(qtbot, page)
    assert not page.table.records.total
    assert page.count.text() == "1 notice"


def test_a_notice_that_is_over_is_closed(qtbot, page):
    publish(qtbot, page)
    assert page.facts is not None
    assert page.close_it.isEnabled()
    page.close_it.trigger()
    dialog = dialog_of(qtbot, page, CloseDialog)
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state(page) is NoticeState.CLOSED
    assert not page.object.isEnabled()


def test_one_that_runs_is_not_closed_but_can_be_withdrawn(qtbot, page):
    publish(qtbot, page, dt.date(2026, 10, 12))
    assert not page.close_it.isEnabled()
    page.withdraw.trigger()
    dialog = dialog_of(qtbot, page, WithdrawDialog)
    dialog.fields["finding"].set_value("名单有误，重新公示")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert state(page) is NoticeState.WITHDRAWN


def test_an_objection_stops_the_closing_until_it_is_decided(qtbot, page):
    publish(qtbot, page)
    object_to(qtbot, page)
    assert not page.close_it.isEnabled()
    assert page.table.records.row(0).open_objections == 1
    page.objections.select_place(0)
    qtbot.waitUntil(page.decide.isEnabled)
    page.decide.trigger()
    dialog = dialog_of(qtbot, page, DecideDialog)
    dialog.fields["upheld"].set_value(False)
    dialog.fields["finding"].set_value("经核实仍在岗")
    dialog.submit()
    gone(qtbot, page, dialog)
    assert page.close_it.isEnabled()


def test_the_list_is_printed(qtbot, page, tmp_path):
    publish(qtbot, page)
    page.print.trigger()
    asked = dialog_of(qtbot, page, QFileDialog)
    path = tmp_path / "GS.pdf"
    asked.fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists)
    asked.reject()
    assert path.read_bytes().startswith(b"%PDF")


def test_a_year_is_entered(qtbot, page):
    page.calendar.trigger()
    dialog = dialog_of(qtbot, page, CalendarDialog)
    qtbot.waitUntil(lambda: dialog.known.records.total == 2)
    dialog.fields["document"].set_value("国务院办公厅通知")
    dialog.fields["off"].set_value("元旦")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["off"].problem))
    dialog.fields["off"].set_value("1.1")
    dialog.submit()
    gone(qtbot, page, dialog)
