"""The expiry calendar, through a real runner and database."""

import datetime as dt
from types import SimpleNamespace

import pypdfium2
import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent

from parkdesk.domain.gantt import Zoom
from parkdesk.domain.identity import Role
from parkdesk.domain.reminders import ReminderAct, ReminderKind, ReminderState
from parkdesk.domain.surveillance import SurveillanceOutcome
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.surveillance_dialog import SurveillanceDialog
from parkdesk.gui.reminders import gantt_painting
from parkdesk.gui.reminders.dialogs import (
    AssignDialog,
    ContactDialog,
    LeadTimeDialog,
    ReopenDialog,
    SnoozeDialog,
)
from parkdesk.gui.reminders.files import save_calendar
from parkdesk.gui.reminders.rules_dialog import RulesDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import ROW_HEIGHT
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.reminder_lists import reminder_sheet
from tests.pages import dialog_of, settle
from tests.registers import benchmark, enterprise, iso

D = dt.date


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司", initials="thrj", sort_key="a")
        other = enterprise(work, name="凌云信息有限公司", initials="lyxx", sort_key="b")
        register_certification(work, iso(owner, issued_on=D(2025, 11, 20)))
        register_certification(work, benchmark(owner, issued_on=D(2024, 2, 1)))
        register_certification(work, benchmark(other, issued_on=D(2023, 10, 30)))
        return {"owner": owner, "other": other}


@pytest.fixture
def page(qtbot, ids, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("reminders")
    settle(qtbot, page.worklist)
    return page


@pytest.fixture
def worklist(page):
    return page.worklist


def sheet_of(desk, enterprise_id):
    with desk.work(read_only=True) as work:
        return reminder_sheet(work, enterprise_id)


def choose(qtbot, worklist, enterprise_id):
    """Go to an enterprise's line, and wait for its panel."""
    records = worklist.table.records
    worklist.table.select_place(records.loaded_place(lambda line: line.id == enterprise_id))
    qtbot.waitUntil(
        lambda: (
            worklist.panel.sheet is not None
            and worklist.panel.sheet.enterprise_id == enterprise_id
            and worklist.panel.item() is not None
        )
    )


def test_the_worklist_shows_a_line_per_enterprise_and_its_reminders(qtbot, worklist, ids):
    assert worklist.table.records.total == 2
    assert worklist.current_id() == ids["other"]
    choose(qtbot, worklist, ids["owner"])
    assert [one.reminder.kind for one in worklist.panel.sheet.items] == [
        ReminderKind.SURVEILLANCE,
        ReminderKind.EXPIRY,
    ]
    assert "2 enterprises wait · 1 urgent" in worklist.count.text()


def test_filters_narrow_the_worklist(qtbot, worklist, ids):
    worklist.kind.set_value(ReminderKind.SURVEILLANCE)
    settle(qtbot, worklist)
    assert [worklist.table.records.row(0).id, worklist.table.records.total] == [ids["owner"], 1]
    worklist.kind.clear_choice()
    worklist.owner.set_value("mine")
    settle(qtbot, worklist)
    assert worklist.table.records.total == 0
    worklist.owner.set_value("nobody")
    worklist.state.set_value(ReminderState.URGENT)
    settle(qtbot, worklist)
    assert worklist.table.records.row(0).id == ids["other"]
    worklist.state.set_value("untouched")
    worklist.search.setText("thrj")
    qtbot.waitUntil(lambda: worklist.table.records.total == 1)


def test_a_talk_is_noted_by_keys_alone_and_the_line_goes(qtbot, desk, worklist, ids):
    choose(qtbot, worklist, ids["other"])
    # Within 15 days a talk hides nothing: take the other enterprise.
    choose(qtbot, worklist, ids["owner"])
    worklist.table.setFocus()
    qtbot.keyClick(worklist.table, Qt.Key.Key_F2)
    dialog = dialog_of(qtbot, worklist, ContactDialog)
    dialog.person.set_value("周经理")
    dialog.answer.set_value("十一月开始")
    dialog.together.set_value(True)
    dialog.submit()
    qtbot.waitUntil(lambda: worklist.table.records.total == 1, timeout=10_000)
    notes = sheet_of(desk, ids["owner"]).notes
    assert [note.act for note in notes] == [ReminderAct.CONTACTED] * 2
    assert {note.person for note in notes} == {"周经理"}


def test_a_snooze_past_the_day_is_told_at_its_field(qtbot, desk, worklist, ids):
    choose(qtbot, worklist, ids["owner"])
    worklist.snooze.trigger()
    dialog = dialog_of(qtbot, worklist, SnoozeDialog)
    dialog.until.set_value(D(2026, 12, 1))
    dialog.reason.set_value("等审核员")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.until.problem))
    dialog.until.set_value(D(2026, 11, 1))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    states = {one.state for one in sheet_of(desk, ids["owner"]).items}
    assert states == {ReminderState.SNOOZED, ReminderState.DUE}


def test_what_was_put_off_is_brought_back(qtbot, desk, worklist, ids):
    test_a_snooze_past_the_day_is_told_at_its_field(qtbot, desk, worklist, ids)
    settle(qtbot, worklist)
    choose(qtbot, worklist, ids["owner"])
    qtbot.waitUntil(worklist.reopen.isEnabled)
    worklist.reopen.trigger()
    dialog = dialog_of(qtbot, worklist, ReopenDialog)
    dialog.reason.set_value("提前有空")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert sheet_of(desk, ids["owner"]).notes[0].act is ReminderAct.REOPENED


def test_an_enterprise_is_assigned_to_a_person(qtbot, desk, worklist, ids):
    choose(qtbot, worklist, ids["owner"])
    worklist.assign.trigger()
    dialog = dialog_of(qtbot, worklist, AssignDialog)
    dialog.person.set_value(desk.actor.id)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert sheet_of(desk, ids["owner"]).owner == "王敏"


def test_one_certificate_gets_a_lead_time_of_its_own(qtbot, desk, worklist, ids):
    choose(qtbot, worklist, ids["owner"])
    worklist.panel.items.select_place(1)
    qtbot.waitUntil(worklist.lead.isEnabled)
    worklist.lead.trigger()
    dialog = dialog_of(qtbot, worklist, LeadTimeDialog)
    dialog.days.set_value(300)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert sheet_of(desk, ids["owner"]).items[1].lead_days == 300


def test_a_renewal_begins_from_the_reminder(qtbot, worklist, ids):
    choose(qtbot, worklist, ids["other"])
    worklist.renew.trigger()
    dialog = dialog_of(qtbot, worklist, CertificationDialog)
    assert dialog.enterprise.value() == ids["other"]


def test_a_yearly_check_is_recorded_from_its_reminder(qtbot, desk, worklist, ids):
    choose(qtbot, worklist, ids["owner"])
    assert worklist.renew.text() == "Audit done…"
    worklist.renew.trigger()
    dialog = dialog_of(qtbot, worklist, SurveillanceDialog)
    assert dialog.due_on.value() == D(2026, 11, 20)
    dialog.outcome.set_value(SurveillanceOutcome.PASSED)
    dialog.done_on.set_value(D(2026, 10, 9))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    due = [one.reminder for one in sheet_of(desk, ids["owner"]).items]
    assert [one.kind for one in due] == [ReminderKind.EXPIRY]


def test_the_certificate_of_a_reminder_opens(qtbot, page, worklist, ids):
    choose(qtbot, worklist, ids["other"])
    worklist.open.trigger()
    opened = page.shell.page
    settle(qtbot, opened)
    assert opened.current_id() == worklist.panel.item().reminder.subject_id


def test_a_rule_of_the_park_is_put_into_force(qtbot, worklist, ids):
    worklist.rules.trigger()
    dialog = dialog_of(qtbot, worklist, RulesDialog)
    assert dialog.urgent.value() == 60
    assert dialog.lead.box.isHidden()
    dialog.urgent.set_value(150)
    dialog.source.set_value("园区办公会")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    choose(qtbot, worklist, ids["owner"])
    qtbot.waitUntil(
        lambda: worklist.panel.sheet.items[1].state is ReminderState.URGENT, timeout=10_000
    )


def test_a_manager_sees_everything_and_may_change_nothing(qtbot, act_as, ids):
    runner = Runner(act_as(Role.MANAGER))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    worklist = workspace.open_page("reminders").worklist
    # It opens with what is counted for a manager: the urgent ones.
    qtbot.waitUntil(lambda: worklist.state.value() == "raised", timeout=20_000)
    settle(qtbot, worklist)
    assert worklist.table.records.total == 1
    worklist.state.clear_choice()
    qtbot.waitUntil(lambda: worklist.table.records.total == 2, timeout=20_000)
    for action in (worklist.contact, worklist.snooze, worklist.assign, worklist.lead):
        assert not action.isVisible()
    worklist.rules.trigger()
    dialog = dialog_of(qtbot, worklist, RulesDialog)
    assert dialog.save_button.isHidden()
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.close()


def test_what_the_filters_let_through_becomes_a_calendar_file(qtbot, worklist, tmp_path):
    path = tmp_path / "reminders.ics"
    save_calendar(worklist, worklist.criteria(), path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: worklist.runner.is_idle)
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 3


# The timeline


@pytest.fixture
def timeline(qtbot, page):
    page.show_section("timeline")
    qtbot.waitUntil(lambda: page.timeline.view.records.is_settled)
    return page.timeline


def test_the_timeline_is_walked_by_keys(qtbot, page, timeline, ids):
    view = timeline.view
    assert view.records.total == 3
    assert view.current_row == 0
    for key, row in [
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 2),
    ]:
        qtbot.keyClick(view, key)
        assert view.current_row == row
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.shell.page is not page


def test_the_timeline_zooms_and_moves(qtbot, timeline):
    view = timeline.view
    before = view.span
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.span.first_on == D(2026, 8, 1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.span == before
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom is Zoom.QUARTER
    assert timeline.zooms[Zoom.QUARTER].isChecked()
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom is Zoom.CYCLE
    timeline.zooms[Zoom.YEAR].click()
    assert view.span == before


def test_a_wheel_turned_sideways_moves_by_months(qtbot, timeline):
    view = timeline.view
    first = view.span.first_on
    at = QPointF(300, 200)
    upright = False
    turned = QWheelEvent(
        at, at, QPoint(), QPoint(-120, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, upright,
    )  # fmt: skip
    view.wheelEvent(turned)
    assert view.span.first_on > first


def test_a_row_is_chosen_and_told_by_the_mouse(qtbot, timeline):
    view = timeline.view
    place = QPoint(300, 40 + ROW_HEIGHT + 5)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.current_row == 1
    words = view.words_of(view.current())
    assert "太湖软件外包有限公司" in words
    assert view.accessibleDescription() == words


def test_bars_are_asked_for_only_where_they_are_in_view(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        for _ in range(260):
            register_certification(work, benchmark(enterprise(work), issued_on=D(2024, 5, 1)))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("reminders")
    page.show_section("timeline")
    view = page.timeline.view
    qtbot.waitUntil(lambda: view.records.is_settled and view.records.total == 260)
    assert view.records.loaded_place(lambda row: row.id == 1) == 0
    assert len(list(view.records.loaded_rows(0, 259))) <= 100
    view.grab()
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.grab()
    qtbot.waitUntil(lambda: view.current() is not None)
    assert view.current_row == 259
    bar = view.verticalScrollBar()
    # What the panel beside it shows may still take a line of the view's height.
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=20_000)


def test_the_timeline_is_filtered_by_kind_and_enterprise(qtbot, timeline):
    qtbot.waitUntil(lambda: timeline.kind.count() > 5)
    timeline.kind.choose("ISO27001")
    qtbot.waitUntil(lambda: timeline.view.records.total == 1)
    timeline.kind.clear_choice()
    timeline.search.setText("nobody")
    qtbot.waitUntil(timeline.view.empty.isVisible)
    assert "Nothing matches" in timeline.view.empty.title.text()


def test_the_timeline_is_drawn_on_paper(qtbot, timeline, tmp_path):
    path = tmp_path / "timeline.pdf"
    timeline.draw_pdf("A3", path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: timeline.runner.is_idle)
    assert len(pypdfium2.PdfDocument(path)) == 1


# The year


@pytest.fixture
def year(qtbot, page):
    page.show_section("year")
    qtbot.waitUntil(lambda: page.runner.is_idle)
    return page.year


def test_the_year_counts_what_is_due_by_day(qtbot, year, ids):
    months = year.months
    assert months.counts.on(D(2026, 11, 20)) == 1
    assert months.counts.on(D(2026, 10, 30)) == 1
    months.choose(D(2026, 11, 20))
    qtbot.waitUntil(lambda: year.due.records.total == 1)
    row = year.due.records.row(0)
    assert (row.enterprise_id, row.kind) == (ids["owner"], ReminderKind.SURVEILLANCE)
    assert "1 surveillance is due" in year.day_title.text()


def test_the_year_is_walked_by_keys_over_its_end(qtbot, year):
    months = year.months
    months.choose(D(2026, 12, 30))
    for key, day in [
        (Qt.Key.Key_Left, D(2026, 12, 29)),
        (Qt.Key.Key_Down, D(2027, 1, 5)),
        (Qt.Key.Key_Up, D(2026, 12, 29)),
        (Qt.Key.Key_PageDown, D(2027, 1, 29)),
    ]:
        qtbot.keyClick(months, key)
        assert months.day == day
        qtbot.waitUntil(lambda: year.runner.is_idle)
    assert (year.year, months.counts.year) == (2027, 2027)


def test_every_day_is_found_where_it_is_painted(qtbot, year):
    months = year.months
    months.grab()
    found = {
        months.day_at(QPoint(x, y))
        for x in range(0, months.width(), 4)
        for y in range(0, months.height(), 4)
    }
    assert len(found - {None}) == 365


def test_the_year_is_drawn_on_one_page(qtbot, year, tmp_path):
    path = tmp_path / "year.pdf"
    year.draw_pdf(path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: year.runner.is_idle)
    assert len(pypdfium2.PdfDocument(path)) == 1


def test_the_workbench_and_the_rail_count_the_same(qtbot, page):
    workspace = page.shell
    home = workspace.open_page("home")
    qtbot.waitUntil(lambda: home.tiles["reminders"].figure.text() == "2")
    qtbot.waitUntil(lambda: workspace.rail.buttons["reminders"].waiting == 2)
    home.tiles["reminders"]._opened()
    assert workspace.page is page


@pytest.mark.parametrize(
    ("name", "level", "shown"),
    [
        ("ISO/IEC 27001 信息安全管理体系", None, "ISO/IEC 27001"),
        ("ISO/IEC 20000-1 IT service management", None, "ISO/IEC 20000-1"),
        ("COPC CX Standard", None, "COPC CX Standard"),
        ("CMMI V3.0 level 3", 3, "CMMI V3.0 level 3"),
    ],
)
def test_a_name_without_room_is_the_number_of_its_standard(qapp, monkeypatch, name, level, shown):
    monkeypatch.setattr(gantt_painting, "certificate_name", lambda _row: name)
    metrics = QFontMetrics(qapp.font())
    row = SimpleNamespace(level=level)
    assert gantt_painting.name_fitting(metrics, row, 1) == shown
    assert gantt_painting.name_fitting(metrics, row, 10_000) == name
