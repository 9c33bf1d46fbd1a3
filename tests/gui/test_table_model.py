"""Lists as long as their query, fetched for the rows in view."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.table_model import KEPT_PAGES, PAGE, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.record_table import RecordTable


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Source:
    """Answers at once, or when told to."""

    def __init__(self, total: int, *, late: bool = False) -> None:
        self.total = total
        self.late = late
        self.asked = []
        self.waiting = []

    def load(self, sort, offset, limit, arrived):
        self.asked.append((sort, offset))
        last = min(self.total, offset + limit)
        rows = tuple(Row(number, f"{sort.column} {number}") for number in range(offset, last))
        window = Window(rows, self.total, offset)
        if self.late:
            self.waiting.append(lambda: arrived(window))
        else:
            arrived(window)

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()


COLUMNS = (
    Column("Name", lambda row: row.name, sort="name", width=200),
    Column("Number", lambda row: str(row.id), sort="id", numeric=True),
    Column("State", lambda row: "有效", tone=lambda _row: Tone.GOOD),
)


@pytest.fixture
def table(qtbot):
    made = RecordTable()
    qtbot.addWidget(made)
    made.resize(700, 500)

    def fill(source: Source) -> RecordTable:
        made.set_model(WindowedModel(COLUMNS, source.load, made, sort=Sort("name")))
        made.records.reload()
        made.show()
        qtbot.waitUntil(lambda: made.records.is_settled or source.late)
        return made

    return fill


def test_the_model_keeps_qts_rules(qtmodeltester, qtbot):
    source = Source(250)
    model = WindowedModel(COLUMNS, source.load, sort=Sort("name"))
    model.reload()
    qtbot.waitUntil(lambda: model.is_settled)
    qtmodeltester.check(model)
    source.total = 120
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 120)
    source.total = 300
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 300)


def test_the_scroll_bar_knows_a_million_rows_at_once(table):
    shown = table(Source(1_000_000))
    assert shown.model().rowCount() == 1_000_000
    assert shown.verticalScrollBar().maximum() > 900_000


def test_end_fetches_the_last_page_and_little_else(table, qtbot):
    source = Source(1_000_000)
    shown = table(source)
    source.asked.clear()
    qtbot.keyClick(shown, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: shown.current() is not None and shown.current().id == 999_999)
    assert len(source.asked) <= 3


def test_only_the_last_pages_stay_in_memory(qtbot):
    model = WindowedModel(COLUMNS, Source(1_000_000).load, sort=Sort("name"))
    model.reload()
    qtbot.waitUntil(lambda: model.is_settled)
    for page in range(KEPT_PAGES * 2):
        model.row(page * PAGE)
        qtbot.waitUntil(lambda: model.is_settled)
    assert len(model._pages) <= KEPT_PAGES


def test_a_page_of_the_list_before_is_dropped(qtbot):
    source = Source(500, late=True)
    model = WindowedModel(COLUMNS, source.load, sort=Sort("name"))
    model.reload()
    qtbot.waitUntil(lambda: len(source.waiting) == 1)
    old = source.waiting
    source.waiting = []
    model.sort(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: len(source.waiting) == 1)
    source.answer()
    for one in old:
        one()
    assert model.row(0).name == "id 0"


def test_a_refresh_stays_where_the_person_is(table, qtbot):
    source = Source(1_000)
    shown = table(source)
    shown.select_place(420)
    qtbot.waitUntil(lambda: shown.records.is_settled)
    top = shown.rowAt(0)
    source.total = 1_001
    shown.records.refresh()
    qtbot.waitUntil(lambda: shown.model().rowCount() == 1_001)
    assert shown.rowAt(0) == top
    assert shown.currentIndex().row() == 420


def test_a_click_on_the_heading_sorts_and_a_second_turns_it(table, qtbot):
    source = Source(50)
    shown = table(source)
    header = shown.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, 10)
    for expected in (Sort("id"), Sort("id", descending=True)):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(lambda expected=expected: shown.records.order == expected)


def test_copying_takes_the_selected_rows_as_a_workbook_wants_them(table, qtbot):
    shown = table(Source(5))
    shown.selectRow(1)
    qtbot.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "name 1\t1\t有效"


def test_enter_opens_the_row(table, qtbot):
    shown = table(Source(5))
    with qtbot.waitSignal(shown.opened) as heard:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert heard.args[0].id == 0


def test_typing_goes_to_the_row_that_begins_so(table, qtbot):
    shown = table(Source(60))
    qtbot.keyClicks(shown, "name 3")
    assert shown.current().id == 3


def test_widths_are_remembered_under_the_tables_name(qtbot):
    for width in (None, 333):
        made = RecordTable()
        made.setObjectName("remembered-table")
        qtbot.addWidget(made)
        made.set_model(WindowedModel(COLUMNS, Source(3).load, made))
        if width is None:
            made.setColumnWidth(0, 333)
        else:
            assert made.columnWidth(0) == width


def test_an_empty_list_shows_its_guidance(table, qtbot):
    shown = table(Source(0))
    qtbot.waitUntil(shown.empty.isVisible)
    assert shown.current() is None
