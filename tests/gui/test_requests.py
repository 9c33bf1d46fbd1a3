"""The page of requests to the public platforms, through a real runner and database."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.offers import OfferUnit
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import RequestState
from parkdesk.gui.platforms.request_dialogs import CompleteDialog, RefuseDialog, RequestDialog
from parkdesk.gui.platforms.service_field import Done
from parkdesk.usecases.offers import SaveOffer, add_offer
from parkdesk.usecases.platforms import SaveService, record_service
from parkdesk.usecases.requests import SaveRequest, add_request
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise

D = dt.date


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        id_ = enterprise(work, name="太湖软件外包有限公司")
        kind = ServiceKind.TEST_ENVIRONMENT
        add_request(
            work,
            SaveRequest(
                id_, Platform.TECHNOLOGY, kind, "借用测试环境", D(2026, 10, 8), D(2026, 10, 9)
            ),
        )
    return id_


@pytest.fixture
def page(qtbot, owner, runner):
    return opened(qtbot, runner, "requests")


def state(page):
    return page.table.records.row(0).state


def test_a_request_is_taken_down(qtbot, page, owner):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, RequestDialog)
    dialog.enterprise.set_enterprise(owner, "太湖软件外包有限公司")
    dialog.service.set_value(Done(ServiceKind.CONSULTATION))
    dialog.fields["subject"].set_value("保密条款咨询")
    dialog.fields["due_on"].editor.setText("+10d")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert page.table.records.total == 2
    assert page._row.due_on == D(2026, 10, 22)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, RequestDialog)
    qtbot.waitUntil(lambda: dialog.service.done() is not None, timeout=20_000)
    dialog.fields["due_on"].set_value(D(2026, 10, 23))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert page._row.due_on == D(2026, 10, 23)


def test_one_key_goes_from_step_to_step_and_the_last_one_writes_the_log(qtbot, page):
    assert page._row.overdue
    assert [one.isVisible() for one in (page.accept, page.begin, page.complete)] == [1, 0, 0]
    page.accept.trigger()
    qtbot.waitUntil(page.begin.isEnabled, timeout=20_000)
    page.begin.trigger()
    qtbot.waitUntil(page.complete.isEnabled, timeout=20_000)
    page.complete.trigger()
    dialog = dialog_of(qtbot, page, CompleteDialog)
    qtbot.waitUntil(lambda: page.runner.is_idle, timeout=20_000)
    assert not dialog.line.box.isVisible()
    dialog.hours.set_value("3")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert state(page) is RequestState.DONE
    assert page._row.line.hours_tenths == 30
    assert not page.refuse.isEnabled()


def test_finishing_proposes_the_fee_that_the_price_comes_to(qtbot, page, desk, owner):
    kind = ServiceKind.TEST_ENVIRONMENT
    with desk.work(read_only=False) as work:
        offer = add_offer(
            work,
            SaveOffer(Platform.TECHNOLOGY, kind, "测试机房", OfferUnit.DAY, 30_000, D(2026, 1, 1)),
        )
    dialog = CompleteDialog(page.runner, page, D(2026, 10, 12), page._row)
    qtbot.waitUntil(lambda: page.runner.is_idle, timeout=20_000)
    dialog.service.keep(offer)
    dialog.service.set_value(Done(kind, offer))
    dialog.hours.editor.clear()
    qtbot.keyClicks(dialog.hours.editor, "6")
    assert dialog.fee.value() == 30_000
    qtbot.keyClicks(dialog.hours.editor, "0")
    assert dialog.fee.is_empty
    dialog.fee.editor.clear()
    qtbot.keyClicks(dialog.fee.editor, "500")
    qtbot.keyClick(dialog.hours.editor, Qt.Key.Key_Backspace)
    assert dialog.fee.value() == 50_000
    dialog.deleteLater()


def test_a_line_of_the_log_is_offered_instead_of_a_second_one(qtbot, page, desk, owner):
    with desk.work(read_only=False) as work:
        kind = ServiceKind.TEST_ENVIRONMENT
        line = record_service(
            work, SaveService(owner, Platform.TECHNOLOGY, kind, D(2026, 10, 9), 15)
        )
    page.accept.trigger()
    qtbot.waitUntil(page.begin.isEnabled, timeout=20_000)
    page.begin.trigger()
    qtbot.waitUntil(page.complete.isEnabled, timeout=20_000)
    page.complete.trigger()
    dialog = dialog_of(qtbot, page, CompleteDialog)
    qtbot.waitUntil(dialog.line.box.isVisible, timeout=20_000)
    dialog.line.set_value(line)
    assert not dialog.hours.box.isVisible()
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert page._row.line.id == line


def test_a_request_is_turned_down_with_a_reason(qtbot, page):
    page.refuse.trigger()
    dialog = dialog_of(qtbot, page, RefuseDialog)
    dialog.fields["reason"].set_value("无")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["reason"].problem), timeout=20_000)
    dialog.fields["reason"].set_value("超出平台服务范围")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert state(page) is RequestState.REFUSED


def test_one_entered_by_mistake_is_deleted(qtbot, page):
    page.delete.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=20_000)


def test_what_is_overdue_is_found_and_counted_on_the_rail(qtbot, page):
    page.standing.set_value("overdue")
    settle(qtbot, page)
    assert page.table.records.total == 1
    button = page.window().rail.buttons["platforms"]
    qtbot.waitUntil(lambda: button.waiting == 1, timeout=20_000)
