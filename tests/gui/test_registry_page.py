"""A list with its detail: the detail is always the current row's."""

import threading
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui import copying
from parkdesk.gui.actions import PageAction
from parkdesk.gui.clipping import findings
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.detail_panel import DetailPanel


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class SamplePage(RegistryPage[Row]):
    """Fifty rows; the detail comes late when `gate` is shut."""

    tables = frozenset({"account"})

    def __init__(self, runner, shell, total=50):
        super().__init__(runner, shell)
        self.total = total
        self.gate = threading.Event()
        self.gate.set()
        self.detail = None
        self.worked_on = []
        self.loads = 0
        self.set_title("Sample")
        self.edit = PageAction(self, "Edit", self._edit, key="F2")
        self.state = self.add_choice("All states", [(1, "one"), (2, "two")])
        self.search = self.add_search("Find")
        self.set_empty("No samples", "Make one.", self.edit)
        self.set_list(
            (Column("Name", lambda row: row.name, sort="name"),), self._load, Sort("name")
        )
        self.panel = DetailPanel()
        self.set_detail(self.panel)
        self.table.opened.connect(lambda _row: self.edit.trigger())

    def _load(self, _sort, offset, limit, arrived):
        def read():
            total = 0 if self.search.words() else self.total
            last = min(total, offset + limit)
            rows = tuple(Row(number, f"row {number}") for number in range(offset, last))
            return Window(rows, total, offset)

        self.loads += 1
        self.runner.call(self, read).done(arrived)

    def show_detail(self, record_id):
        self.detail = None
        self.edit.setEnabled(False)
        if record_id is None:
            self.panel.show_nothing()
            return
        gate = self.gate

        def read():
            gate.wait(10)
            return record_id

        self.runner.call(self, read).done(self._show)

    def _show(self, record_id):
        if record_id == self.current_id():
            self.detail = record_id
            self.edit.setEnabled(True)
            self.panel.show_title(f"row {record_id}")

    def _edit(self):
        self.worked_on.append(self.detail)


@pytest.fixture
def page(workspace, runner, qtbot):
    made = SamplePage(runner, workspace)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitUntil(lambda: made.detail == 0)
    return made


def test_the_first_row_is_chosen_and_its_detail_shown(page):
    assert page.panel.title.text() == "row 0"
    assert page.position == (1, 50)


def test_enter_right_after_down_works_on_the_row_that_is_seen(page, qtbot):
    page.gate.clear()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.worked_on == []
    page.gate.set()
    qtbot.waitUntil(lambda: page.worked_on == [1])


def test_enter_right_after_a_typed_word_works_on_the_row_that_it_found(page, qtbot):
    page.gate.clear()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClicks(page.table, "row 7")
    assert page.table.current().id == 7
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.gate.set()
    qtbot.waitUntil(lambda: page.worked_on == [7])


def test_a_late_detail_of_the_row_before_is_not_taken(page, qtbot):
    page.gate = threading.Event()
    late = page.gate
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.current_id() == 1)
    page.gate = threading.Event()
    page.gate.set()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    late.set()
    qtbot.waitUntil(lambda: page.detail == 2)
    assert page.panel.title.text() == "row 2"


def test_a_record_from_elsewhere_is_shown_and_its_row_chosen(page, qtbot):
    page.show_record(7)
    qtbot.waitUntil(lambda: page.detail == 7)
    assert page.table.current().id == 7


def test_an_empty_answer_of_a_filter_can_be_taken_back(page, qtbot):
    page.search.setText("nothing")
    qtbot.waitUntil(page.table.empty.isVisible)
    assert page.table.empty.title.text() == "Nothing matches"
    page.clear_filters()
    qtbot.waitUntil(lambda: page.table.records.total == 50)


def test_a_tile_chooses_its_part_of_the_list(page, qtbot):
    page.search.setText("row")
    page.choose(2)
    qtbot.waitUntil(lambda: page.runner.is_idle)
    assert page.state.value() == 2
    assert page.search.words() == ""


def test_an_empty_register_says_what_to_do_first(workspace, runner, qtbot):
    made = SamplePage(runner, workspace, total=0)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.table.empty.isVisible)
    assert made.table.empty.title.text() == "No samples"


def test_a_commit_to_its_tables_fetches_the_list_again(page, runner, qtbot):
    loads = page.loads
    runner.changed.emit(frozenset({"claim"}))
    runner.changed.emit(frozenset({"account"}))
    qtbot.waitUntil(lambda: page.loads > loads)


def test_a_hidden_page_fetches_when_it_is_shown_again(page, runner, qtbot):
    page.hide()
    loads = page.loads
    runner.changed.emit(frozenset({"account"}))
    assert page.loads == loads
    page.show()
    qtbot.waitUntil(lambda: page.loads > loads)


def test_a_narrow_title_row_leaves_the_keys_to_the_tips(workspace, runner, qtbot):
    made = SamplePage(runner, workspace)
    qtbot.addWidget(made)
    button = made.add_action(made.edit, primary=True, key_shown=True)
    made.setFixedSize(900, 500)
    made.show()
    assert button.text() == "Edit  F2"
    made.set_title("A sample of a title that leaves no room at the right " * 3)
    qtbot.waitUntil(lambda: button.text() == "Edit")
    assert "F2" in button.toolTip()
    made.set_title("Sample")
    qtbot.waitUntil(lambda: button.text() == "Edit  F2")


def test_a_title_row_is_fitted_again_when_a_button_comes_or_changes(workspace, runner, qtbot):
    made = SamplePage(runner, workspace)
    qtbot.addWidget(made)
    late = PageAction(made, "One that comes later", print, key="Ctrl+Shift+L", icon="plus")
    late.setVisible(False)
    buttons = [made.add_action(one, key_shown=True) for one in (late, made.edit)]
    made.setFixedSize(400, 400)
    made.show()
    assert buttons[1].text() == "Edit  F2"
    late.setVisible(True)
    qtbot.waitUntil(lambda: buttons[1].text() == "Edit")
    assert [finding for finding in findings(made) if "ActionButton" in finding.where] == []
    late.setText("One that comes later and says more")
    qtbot.waitUntil(lambda: buttons[0].iconSize().isEmpty())
    late.setVisible(False)
    qtbot.waitUntil(lambda: buttons[1].text() == "Edit  F2")
    assert not buttons[0].iconSize().isEmpty()


def test_a_name_that_is_too_long_gives_way_last_and_its_tip_says_it(workspace, runner, qtbot):
    made = SamplePage(runner, workspace)
    qtbot.addWidget(made)
    button = made.add_action(made.edit, primary=True, key_shown=True)
    made.setFixedSize(500, 400)
    made.show()
    name = "An enterprise whose name is longer than any title row is wide"
    made.set_title(name, "Newly hired staff")
    qtbot.waitUntil(lambda: made.title.toolTip() == name)
    assert made.title.width() < made.title.sizeHint().width()
    assert made.count.width() >= made.count.sizeHint().width()
    assert button.width() >= button.sizeHint().width()
    assert [one for one in findings(made) if name in one.text] == []
    made.set_title("Sample")
    qtbot.waitUntil(lambda: made.title.toolTip() == "")


def copy_all(page, qtbot):
    """Choose every row with Ctrl+A and copy them with Ctrl+C."""
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def copied():
    return QGuiApplication.clipboard().text()


def test_a_copy_has_the_rows_too_that_nobody_has_scrolled_to(page, qtbot):
    assert page.table.records.loaded_place(lambda row: row.id == 49) == -1
    copy_all(page, qtbot)
    qtbot.waitUntil(lambda: copied() != "before")
    assert copied().split("\n") == [f"row {number}" for number in range(50)]


def test_rows_in_memory_are_copied_at_once(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    loads = page.loads
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "row 0\nrow 1"
    assert page.loads == loads


def test_more_rows_than_a_copy_takes_are_refused_in_words(page, qtbot, monkeypatch):
    monkeypatch.setattr(copying, "MOST_COPIED", 49)
    copy_all(page, qtbot)
    assert "50 rows are chosen; at most 49" in page.banner.text.text()
    assert copied() == "before"


def test_nothing_is_copied_of_a_list_that_has_changed_meanwhile(page, qtbot):
    page.total = 49
    copy_all(page, qtbot)
    qtbot.waitUntil(lambda: "has changed meanwhile" in page.banner.text.text())
    assert copied() == "before"
