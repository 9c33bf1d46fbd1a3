"""The window's content: pages, the box, the quarter, the status line."""

import pytest
import shiboken6
from PySide6.QtCore import QObject, QRect, Qt

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.command_box.entries import Entry, found_entries, with_records
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.help import HelpDialog
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.pages import PAGES, rail_key, spec
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language, tr
from parkdesk.usecases.identity import SaveAccount, create_account
from tests.gui.keys import Person


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_every_page_opens_in_an_empty_park(workspace, key, runner, qtbot):
    failed = []
    runner.failed.connect(failed.append)
    assert workspace.open_page(key) is not None
    qtbot.waitUntil(lambda: runner.is_idle, timeout=30_000)
    assert workspace.rail.buttons[rail_key(key)].isChecked()
    assert not failed


def test_the_rail_marks_the_page_at_the_front_of_one_behind_one_behind_another(workspace):
    workspace.open_page("market-items")
    marked = [key for key, button in workspace.rail.buttons.items() if button.isChecked()]
    assert (spec("market-items").behind, marked) == ("clients", ["opportunities"])


@pytest.mark.parametrize("role", ["clerk", "reviewer", "manager", "auditor"])
def test_every_page_opens_for_every_role(act_as, role, qtbot, qapp):
    runner = Runner(act_as(role))
    failed = []
    runner.failed.connect(failed.append)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    for page in workspace.pages:
        assert workspace.open_page(page.key) is not None
    qtbot.waitUntil(lambda: runner.is_idle, timeout=30_000)
    runner.close()
    assert not failed


def test_the_workbench_comes_first(workspace):
    workspace.focus_first()
    assert workspace.page is workspace._opened["home"]


def test_ctrl_and_a_number_open_a_page(workspace, qtbot):
    workspace.activateWindow()
    qtbot.keyClick(workspace, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.page is not None)


def test_the_box_finds_a_page_by_its_words(workspace, qtbot):
    workspace.box.begin()
    qtbot.keyClicks(workspace.box, "admin")
    qtbot.waitUntil(lambda: workspace.box.found_texts()[:1] == ["Administration"])
    qtbot.keyClick(workspace.box, Qt.Key.Key_Return)
    assert workspace.page is workspace._opened["admin"]
    assert not workspace.box.popup.isVisible()


def test_a_page_typed_in_full_comes_before_the_records(workspace):
    set_language("zh_CN")
    record = Entry("building", "天津华信公司", "", lambda: None)
    texts = [entry.text for entry in with_records(workspace, "gs", [record])]
    assert texts[0] == "公示"
    assert texts.index(record.text) == 1
    texts = [entry.text for entry in with_records(workspace, "企业", [record])]
    assert texts[0] == record.text
    assert "企业档案" in texts


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("用户", "people"),
        ("账户", "people"),
        ("yh", "people"),
        ("备份", "backups"),
        ("huanyuan", "backups"),
        ("日志", "trail"),
        ("配色", "settings"),
        ("代码表", "service-codes"),
        ("区划", "park"),
    ],
)
def test_the_box_opens_the_very_section_of_the_administration(workspace, qtbot, typed, section):
    set_language("zh_CN")
    workspace.focus_first()
    workspace.box.begin()
    workspace.box.setText(typed)
    workspace.box.find_now()
    found = found_entries(workspace, typed)
    place = next(at for at, one in enumerate(found) if one.note == tr("Administration"))
    assert place == 0
    qtbot.keyClick(workspace.box, Qt.Key.Key_Return)
    page = workspace.page
    assert page is workspace._opened["admin"]
    assert page.section is page.sections[section]


def test_a_section_the_role_does_not_have_is_not_found(act_as, qtbot, qapp):
    runner = Runner(act_as("clerk"))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    set_language("en")
    assert [one.text for one in found_entries(workspace, "users")] == []
    assert found_entries(workspace, "dark")[0].text == "Settings"
    page = workspace.open_page("admin")
    assert "people" not in page.sections
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.close()


def test_a_page_behind_another_one_is_found_by_its_name(workspace):
    found = {one.text: one for one in found_entries(workspace, "")}
    assert found["Budgets"].note == "Payment batches"
    found["Budgets"].act()
    assert workspace.page is workspace._opened["budgets"]
    assert "Enterprise page" not in found


def test_what_arrives_later_leaves_the_chosen_line(workspace, qtbot, still):
    still()
    box = workspace.box
    box.begin()
    box.setText("c")
    box.find_now()
    arrived = box._more(box._generation)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    chosen = box.found_texts()[1]
    arrived([Entry("building", "Cedar Co.", "", lambda: None)])
    assert box.found_texts()[0] == "Cedar Co."
    assert box.found_texts()[box.popup.list.currentRow()] == chosen


def test_the_box_never_acts_without_enter(workspace, qtbot):
    workspace.focus_first()
    workspace.box.begin()
    qtbot.keyClicks(workspace.box, "admin")
    qtbot.keyClick(workspace.box, Qt.Key.Key_Escape)
    assert workspace.box.text() == ""
    assert workspace.page is workspace._opened["home"]


def test_the_last_full_quarter_is_in_view_and_can_be_changed(workspace, qtbot):
    assert workspace.quarter == Quarter(2026, 3)
    with qtbot.waitSignal(workspace.quarter_changed):
        workspace.quarter_picker.pick(Quarter(2026, 2))
    assert workspace.quarter == Quarter(2026, 2)


def test_the_status_line_says_where_the_data_are_and_that_there_is_no_backup(workspace, qtbot):
    qtbot.waitUntil(lambda: bool(workspace.status.backup.text()))
    assert workspace.status.backup.text() == "No backup yet"
    assert workspace.status.place.text() in ("Local database", "Server")
    assert workspace.status.saved.text() == "Saved"


def test_help_lists_the_keys_of_this_page(workspace):
    workspace.open_page("admin")
    workspace.show_help()
    assert workspace.findChildren(HelpDialog)


def test_the_keys_of_reading_scroll_the_help(workspace, qtbot):
    workspace.open_page("admin")
    workspace.show_help()
    dialog = workspace.findChild(HelpDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.resize(720, 320)
    person, bar = Person(qtbot), dialog.area.verticalScrollBar()
    assert bar.maximum() > bar.pageStep()
    for key, place in (
        ("End", bar.maximum()),
        ("Home", 0),
        ("PgDown", bar.pageStep()),
        ("PgUp", 0),
        ("Down", bar.singleStep()),
    ):
        person.press(key)
        assert bar.value() == min(place, bar.maximum()), key
    person.press("Return")
    assert not dialog.isVisible()


def test_a_commit_counts_the_rail_again(workspace, runner, qtbot):
    qtbot.waitUntil(lambda: not workspace._counting.isActive())
    runner.run(workspace, create_account, SaveAccount("sun", "孙", "clerk", "correct horse 43"))
    qtbot.waitUntil(workspace._counting.isActive)
    qtbot.waitUntil(lambda: not workspace._counting.isActive())


def test_a_workspace_that_is_gone_hears_nothing_more(desk, runner, qtbot):
    gone = Workspace(runner)
    gone.show()
    gone.focus_first()
    gone.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(gone))
    owner = QObject()
    runner.run(owner, create_account, SaveAccount("sun", "孙", "clerk", "correct horse 43"))
    qtbot.waitUntil(lambda: runner.is_idle)


def test_a_page_the_role_does_not_have_is_not_opened(workspace):
    assert workspace.open_page("no-such-page") is None


def test_ctrl_n_and_the_pages_keys_hold_wherever_the_focus_is(workspace, still, qtbot):
    page = workspace.open_page("admin")
    page.show_section("people")
    still()
    workspace.activateWindow()
    for key in ("N", "Shift+N"):
        page.tabs.tabBar().setFocus()
        modifiers = Qt.KeyboardModifier.ControlModifier
        if key != "N":
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(page.tabs.tabBar(), Qt.Key.Key_N, modifiers)
        qtbot.waitUntil(lambda: page.sections["people"].findChild(FormDialog) is not None)
        dialog = page.sections["people"].findChild(FormDialog)
        dialog.done(0)
        dialog.deleteLater()
        qtbot.waitUntil(lambda: page.sections["people"].findChild(FormDialog) is None)


def test_a_title_that_does_not_fit_the_rail_is_cut_before_its_number(workspace):
    button = workspace.rail.buttons["platforms"]
    assert button.text() == f" {tr(button.page.title)}"
    button.setFixedWidth(120)
    button.show_waiting(12)
    button._fit()
    assert button.text().endswith("…")


def test_a_button_greyed_under_the_focus_hands_it_to_its_page(workspace, still):
    page = workspace.open_page("admin")
    page.show_section("people")
    still()
    section = page.sections["people"]
    button = next(one for one in section.findChildren(ActionButton) if one.text() == "New account")
    button.setFocus()
    section.add.setEnabled(False)
    assert section.table.hasFocus() or workspace.window().focusWidget() is section.table


def test_a_page_is_found_by_its_chinese_initials(workspace):
    set_language("zh_CN")
    found = [entry.text for entry in found_entries(workspace, "jdtj")]
    assert found[0] == "季度统计"


@pytest.mark.parametrize(("free", "fills"), [((1920, 1040), False), ((1440, 870), True)])
def test_the_first_window_stands_whole_on_its_screen(qtbot, monkeypatch, free, fills):
    window = MainWindow()
    qtbot.addWidget(window)

    class Screen:
        def availableGeometry(self):
            return QRect(0, 0, *free)

    monkeypatch.setattr(MainWindow, "screen", lambda _self: Screen())
    window.fit_screen()
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) is fills
    assert fills or QRect(0, 0, *free).contains(window.geometry())
