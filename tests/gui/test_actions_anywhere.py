"""Ctrl+K from any page: an action is found by its name and its page's, and done or explained."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.gui.claims.dialogs import NewClaimDialog
from parkdesk.gui.command_box.entries import found_entries
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language
from parkdesk.usecases.stops import set_stop
from tests import registers
from tests.gui.keys import Person

LONG = 20_000


def looked_for(workspace, person, typed):
    """Type into the box as a person does; the lines it shows, the first chosen."""
    person.press("Ctrl+K")
    person.type(typed)
    workspace.box.find_now()
    return [(one.text, one.note) for one in workspace.box._entries]


@pytest.fixture
def person(workspace, qtbot, still):
    workspace.activateWindow()
    workspace.focus_first()
    still()
    return Person(qtbot)


@pytest.mark.parametrize(
    ("spoken", "typed", "text", "note"),
    [
        ("zh_CN", "导入企业", "导入 Excel", "企业档案 · Ctrl+Shift+I"),
        ("zh_CN", "企业导入", "导入 Excel", "企业档案 · Ctrl+Shift+I"),
        ("zh_CN", "drqy", "导入 Excel", "企业档案 · Ctrl+Shift+I"),
        ("zh_CN", "月报", "月报和年报", ""),
        ("zh_CN", "年报", "月报和年报", ""),
        ("en", "import enterprises", "Import Excel", "Enterprises · Ctrl+Shift+I"),
        ("en", "close quarter", "Close quarter…", "Reports · Ctrl+Shift+W"),
        ("en", "monthly", "Periodic returns", ""),
    ],
)
def test_what_is_looked_for_comes_first_with_its_key(workspace, person, spoken, typed, text, note):
    set_language(spoken)
    assert looked_for(workspace, person, typed)[0] == (text, note)


def test_an_import_begins_from_another_page(workspace, person, qtbot):
    looked_for(workspace, person, "import enterprises")
    person.press("Return")
    assert workspace.is_in_view("enterprises")
    qtbot.waitUntil(lambda: bool(workspace.findChildren(ImportDialog)), timeout=LONG)


def test_what_changes_a_record_goes_to_its_page_and_says_what_comes_first(workspace, person, qtbot):
    looked_for(workspace, person, "edit enterprises")
    person.press("Return")
    assert workspace.is_in_view("enterprises")
    assert "Edit (F2)" in workspace.status.notice.text()
    assert not [one for one in workspace.findChildren(QDialog) if one.isVisible()]


def test_an_action_of_a_tab_shows_the_tab(workspace, person, qtbot):
    looked_for(workspace, person, "restore drill")
    person.press("Return")
    page = workspace.page
    assert page.section is page.sections["backups"]


def test_an_action_that_the_role_does_not_have_is_not_found(act_as, qtbot, qapp):
    runner = Runner(act_as("auditor"))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    set_language("en")
    assert [one.text for one in found_entries(workspace, "import enterprises")] == []
    assert "New claim" not in [one.text for one in found_entries(workspace, "new claim")]
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    runner.close()


def test_the_page_of_months_has_its_own_period_and_the_quarter_is_grey_there(
    workspace, person, qtbot
):
    workspace.open_page("returns")
    assert not workspace.quarter_picker.isEnabled()
    before = workspace.quarter
    person.press("Alt+PgUp")
    assert workspace.quarter == before
    workspace.open_page("statistics")
    assert workspace.quarter_picker.isEnabled()
    person.press("Alt+PgUp")
    assert workspace.quarter == before.previous()


def test_an_empty_register_begins_on_what_it_needs_first(workspace, person, qtbot, still):
    page = workspace.open_page("enterprises")
    still()
    focused = QApplication.focusWidget
    qtbot.waitUntil(lambda: page.table.empty.isAncestorOf(focused()), timeout=LONG)
    assert focused().text() == "Import Excel"
    person.press("Return")
    qtbot.waitUntil(lambda: bool(workspace.findChildren(ImportDialog)), timeout=LONG)


def test_the_program_is_left_from_the_box_and_by_its_key(workspace, person, qtbot):
    assert looked_for(workspace, person, "quit")[0] == ("Quit ParkDesk", "Ctrl+Q")
    with qtbot.waitSignal(workspace.quit_wanted):
        person.press("Return")


def test_ctrl_q_closes_the_window_on_every_screen(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    with qtbot.waitSignal(window.closing, timeout=LONG):
        Person(qtbot).press("Ctrl+Q")


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_a_stopped_enterprise_is_named_when_it_is_chosen_for_a_claim(
    workspace, person, qtbot, desk, still
):
    with desk.work(read_only=False) as work:
        id_ = registers.enterprise(work, name="太湖软件有限公司")
        effects = frozenset({StopEffect.NEW_CLAIMS})
        set_stop(work, id_, SaveStop("商服[2026]1号", "专项审计期间暂停", effects, work.today))
    workspace.open_page("claims")
    still()
    person.press("Ctrl+Shift+N")
    qtbot.waitUntil(lambda: bool(workspace.findChildren(NewClaimDialog)), timeout=LONG)
    dialog = workspace.findChildren(NewClaimDialog)[0]
    dialog.enterprise.focus()
    person.type("太湖")
    qtbot.waitUntil(dialog.enterprise._popup.isVisible, timeout=LONG)
    qtbot.keyClick(dialog.enterprise._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "商服[2026]1号" in dialog.enterprise.problem, timeout=LONG)
