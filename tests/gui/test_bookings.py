"""The week of a place and the list of bookings, through a real runner and database."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from parkdesk.domain.bookings import BookingState
from parkdesk.domain.platforms import ServiceKind
from parkdesk.gui.bookings.dialogs import BookingDialog, CancelDialog, PlaceDialog
from parkdesk.usecases.bookings import book_place, hold_booking
from parkdesk.usecases.places import add_place
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise
from tests.usecases.test_bookings import FORM, PLACE

D = dt.date
LONG = 20_000
TODAY = D(2026, 10, 12)


@pytest.fixture
def firm(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name="云湖青禾信息技术有限公司")


@pytest.fixture
def booked(desk, firm):
    """A booking of today, from nine to eleven."""
    with desk.work(read_only=False) as work:
        place = add_place(work, PLACE)
        form = replace(FORM, place_id=place, enterprise_id=firm, day=TODAY, first=18, until=22)
        return book_place(work, form)[0]


@pytest.fixture
def page(qtbot, workspace, booked):
    made = opened_week(qtbot, workspace)
    qtbot.waitUntil(lambda: made.view.rows != (), timeout=LONG)
    return made


def still(qtbot, page):
    """Wait until nothing is under way: the week has no list to ask."""
    qtbot.waitUntil(lambda: page.runner.is_idle and not page._refreshing.isActive(), timeout=LONG)


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    still(qtbot, page)


def opened_week(qtbot, workspace):
    page = workspace.open_page("bookings")
    still(qtbot, page)
    return page


def state(qtbot, page, wanted):
    qtbot.waitUntil(
        lambda: page.current() is not None and page.current().state is wanted, timeout=LONG
    )


def test_an_empty_page_says_what_it_needs_first(qtbot, workspace):
    page = opened_week(qtbot, workspace)
    qtbot.waitUntil(page.empty.isVisible, timeout=LONG)
    page.add.trigger()
    dialog = dialog_of(qtbot, page, PlaceDialog)
    for name in ("name", "kind", "platform", "service_kind"):
        dialog.fields[name].set_value(getattr(PLACE, name))
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page.place is not None, timeout=LONG)
    assert page.place.form.name == PLACE.name
    assert not page.empty.isVisible()


def test_arrows_walk_the_week_and_its_edges_lead_to_the_next(qtbot, page):
    page.view.go_to(TODAY, 18)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(page.view, key)
    # One step down leaves the booking as a whole.
    assert (page.view.day, page.view.slot) == (TODAY, 22)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    assert page.current().enterprise == "云湖青禾信息技术有限公司"
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert page.view.monday == D(2026, 10, 5)
    QTest.keyClick(page.view, Qt.Key.Key_PageDown)
    QTest.keyClick(page.view, Qt.Key.Key_PageDown)
    assert page.view.day == D(2026, 10, 25)
    QTest.keyClick(page.view, Qt.Key.Key_T)
    assert page.view.day == TODAY
    qtbot.waitUntil(lambda: page.view.rows != (), timeout=LONG)


def test_the_cursor_stays_within_the_hours(page):
    page.view.go_to(TODAY, 0)
    assert page.view.slot == page.place.opening.opens
    page.view.go_to(TODAY, 48)
    assert page.view.slot == page.place.opening.closes - 1


def test_enter_books_what_is_free(qtbot, page, firm):
    page.view.go_to(D(2026, 10, 13), 20)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page, BookingDialog)
    assert (dialog.fields["day"].value(), dialog.fields["first"].value()) == (D(2026, 10, 13), 20)
    dialog.enterprise.set_enterprise(firm, "云湖青禾信息技术有限公司")
    dialog.fields["purpose"].set_value("对日联调")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: len(page.view.rows) == 2, timeout=LONG)
    assert page.current().purpose == "对日联调"


def test_what_is_taken_is_said_with_who_has_it(qtbot, page, firm):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, BookingDialog)
    dialog.enterprise.set_enterprise(firm, "云湖青禾信息技术有限公司")
    dialog.fill({"day": TODAY, "first": 20, "until": 24, "purpose": "对日联调"})
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["day"].problem), timeout=LONG)
    assert "云湖青禾信息技术有限公司" in dialog.fields["day"].problem
    dialog.set_untouched()
    dialog.reject()


def test_used_then_into_the_log_once(qtbot, page):
    page.view.go_to(TODAY, 18)
    page.acts.hold.trigger()
    state(qtbot, page, BookingState.HELD)
    assert page.acts.log.isEnabled()
    page.acts.log.trigger()
    qtbot.waitUntil(lambda: page.current().service_id is not None, timeout=LONG)
    assert not page.acts.log.isEnabled()
    assert not page.acts.back.isEnabled()


def test_nobody_came_is_taken_back(qtbot, page):
    page.view.go_to(TODAY, 18)
    page.acts.miss.trigger()
    state(qtbot, page, BookingState.NOT_COME)
    page.acts.back.trigger()
    state(qtbot, page, BookingState.BOOKED)


def test_a_booking_is_moved_by_enter(qtbot, page):
    page.view.go_to(TODAY, 18)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page, BookingDialog)
    dialog.fields["until"].set_value(24)
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page.current().until == 24, timeout=LONG)


def test_a_cancelled_one_frees_its_half_hours(qtbot, page):
    page.view.go_to(TODAY, 18)
    page.acts.cancel.trigger()
    dialog = dialog_of(qtbot, page, CancelDialog)
    dialog.fields["reason"].set_value("会议改为线上举行")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page.view.rows == (), timeout=LONG)
    assert page.current() is None


def test_the_mouse_and_the_tip_find_what_is_booked(qtbot, page):
    page.view.go_to(D(2026, 10, 14), 30)
    box = page.view._box(TODAY, 18, 22).center().toPoint()
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=box)
    assert page.view.day == TODAY
    assert page.current() is not None
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert page.view.day == TODAY
    assert "云湖青禾信息技术有限公司" in page.view.tip_at(box)
    assert page.view.tip_at(QPoint(3, 3)) == ""
    QTest.mouseDClick(page.view, Qt.MouseButton.LeftButton, pos=box)
    dialog_of(qtbot, page, BookingDialog).reject()


def test_the_cursor_is_told_in_words(page):
    page.view.go_to(TODAY, 18)
    assert "云湖青禾信息技术有限公司" in page.view.accessibleDescription()
    page.view.go_to(TODAY, 30)
    assert page.view.accessibleDescription() == "2026-10-12 15:00: free"


def test_a_place_that_was_never_booked_is_deleted(qtbot, desk, workspace):
    with desk.work(read_only=False) as work:
        add_place(work, PLACE)
    page = opened_week(qtbot, workspace)
    qtbot.waitUntil(page.delete_place.isEnabled, timeout=LONG)
    page.delete_place.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(page.empty.isVisible, timeout=LONG)


def test_a_place_that_was_booked_stays_and_is_changed(qtbot, page):
    assert not page.delete_place.isEnabled()
    page.edit_place.trigger()
    dialog = dialog_of(qtbot, page, PlaceDialog)
    assert dialog.fields["service_kind"].value() in ServiceKind
    dialog.fields["seats"].set_value(24)
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page.place.form.seats == 24, timeout=LONG)


def test_the_list_has_every_booking(qtbot, desk, runner, booked):
    page = opened(qtbot, runner, "booking-list")
    qtbot.waitUntil(lambda: page.table.records.total == 1, timeout=LONG)
    with desk.work(read_only=False) as work:
        hold_booking(work, booked, 1)
    page.refresh()
    qtbot.waitUntil(lambda: page._row.state is BookingState.HELD, timeout=LONG)
    page.state.set_value(BookingState.BOOKED)
    settle(qtbot, page)
    assert page.table.records.total == 0
