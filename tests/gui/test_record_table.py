"""What a list shows can be read: titles, chips and codes are whole, or keep their beginning."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest

from parkdesk.domain.paging import Window
from parkdesk.gui.table_model import Column, WindowedModel
from parkdesk.gui.theme import SCHEMES, SMALL_PX, Scheme, Tone, sized, theme
from parkdesk.gui.widgets.lean_delegate import PAD
from parkdesk.gui.widgets.record_table import RecordTable

CHIP = "Return to be confirmed"
CODE = "91210211MAQ2JDX9WW"
NOTE = "a long sentence that may be cut anywhere"


@dataclass(frozen=True)
class Row:
    id: int


COLUMNS = (
    Column("Monthly headcount (people)", lambda _row: "12", numeric=True, width=40, sort="people"),
    Column("State", lambda _row: CHIP, tone=lambda _row: Tone.WARN, width=50),
    Column("Code", lambda _row: CODE, width=50),
    Column("Note", lambda _row: NOTE, width=90, grows=True, key="note"),
    Column("Last", lambda _row: "", yields=1, key="last"),
)


class Source:
    """As many rows as it is told."""

    def __init__(self, total):
        self.total = total

    def load(self, _sort, offset, limit, arrived):
        last = min(self.total, offset + limit)
        arrived(Window(tuple(Row(place) for place in range(offset, last)), self.total, offset))


@pytest.fixture
def table(qtbot):
    def make(total=3):
        made = RecordTable()
        qtbot.addWidget(made)
        made.resize(960, 300)
        made.source = Source(total)
        model = WindowedModel(COLUMNS, made.source.load, made)
        made.set_model(model)
        made.show()
        model.reload()
        qtbot.waitUntil(lambda: model.is_settled)
        return made

    return make


def test_a_title_stands_whole_at_first(table):
    shown = table()
    header = shown.horizontalHeader()
    assert header.isSortIndicatorShown()
    assert [header.shown_title(place) for place in range(5)] == [one.title for one in COLUMNS]


def test_a_title_that_is_made_narrow_keeps_its_beginning(table):
    shown = table()
    shown.setColumnWidth(0, 90)
    title = shown.horizontalHeader().shown_title(0)
    assert title.startswith("Mon")
    assert title != COLUMNS[0].title


def test_a_chip_and_a_code_are_never_cut(table):
    shown = table()
    chip = QFontMetrics(sized(SMALL_PX, QFont.Weight.Medium)).horizontalAdvance(CHIP)
    assert shown.columnWidth(1) > chip + 20
    assert shown.columnWidth(2) > QFontMetrics(shown.font()).horizontalAdvance(CODE) + 16


def test_what_grows_gives_way_first_and_its_tip_has_the_whole(table, qtbot):
    shown = table()
    tip = shown.itemDelegate().whole_text
    assert tip(shown, shown.records.index(0, 3)) == ""
    shown.resize(740, 300)
    qtbot.waitUntil(lambda: shown.horizontalScrollBar().maximum() == 0)
    assert tip(shown, shown.records.index(0, 3)) == NOTE
    assert tip(shown, shown.records.index(0, 2)) == ""


def test_a_column_that_yields_leaves_for_want_of_room_and_comes_back(table):
    shown = table()
    columns = shown.layout_of_columns
    shown.resize(420, 300)
    assert [one.title for one in columns.in_view()] == [one.title for one in COLUMNS[:-1]]
    assert [one.title for one in columns.of_list()] == [one.title for one in COLUMNS]
    assert [one.waits for one in columns.laid()] == [False, False, False, False, True]
    shown.resize(960, 300)
    assert columns.in_view() == list(COLUMNS)
    assert columns.shown() == ()


def test_a_column_that_had_to_wait_stays_once_it_is_asked_for(table):
    shown = table()
    shown.resize(420, 300)
    columns = shown.layout_of_columns
    columns.choose([one.key for one in columns.laid()])
    assert columns.in_view() == list(COLUMNS)
    columns.reset()
    assert columns.in_view() == list(COLUMNS[:-1])


def test_the_persons_own_width_is_kept(table, qtbot):
    shown = table()
    shown.setColumnWidth(1, 60)
    shown.records.refresh()
    qtbot.waitUntil(lambda: shown.records.is_settled)
    assert shown.columnWidth(1) == 60


def test_the_first_rows_take_the_focus_from_the_empty_lists_button(table, qtbot):
    shown = table(0)
    action = QAction("Import", shown)
    shown.empty.say("Nothing yet")
    shown.empty.offer(action)
    button = shown.empty._buttons[0]
    qtbot.waitUntil(button.isVisible)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert shown.window().focusWidget() is button
    shown.source.total = 3
    shown.records.refresh()
    qtbot.waitUntil(lambda: shown.records.total == 3)
    assert shown.window().focusWidget() is shown


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_chip_of_the_row_s_own_colour_keeps_its_shape_in_a_selected_row(
    qtbot, qapp, scheme, monkeypatch
):
    monkeypatch.setattr(theme, "tokens", SCHEMES[scheme])
    table = RecordTable()
    qtbot.addWidget(table)
    table.resize(400, 300)
    chips = (Column("State", lambda _row: CHIP, tone=lambda _row: Tone.ACCENT, key="state"),)
    model = WindowedModel(chips, Source(2).load, table)
    table.set_model(model)
    table.show()
    model.reload()
    qtbot.waitUntil(lambda: model.is_settled)
    table.select_place(0)
    picture = table.viewport().grab().toImage()
    place = table.visualRect(model.index(0, 0))
    edge = picture.pixelColor(place.left() + PAD, place.center().y())
    ground = picture.pixelColor(place.left() + PAD // 2, place.center().y())
    assert ground == SCHEMES[scheme].color("accent_soft")
    # The end of a chip is half a circle: its pixels are not of the ink alone.
    whole = abs(SCHEMES[scheme].color("accent").lightness() - ground.lightness())
    assert abs(edge.lightness() - ground.lightness()) > whole / 2


def test_a_row_that_is_gone_to_is_chosen_whatever_keys_are_held(table):
    shown = table()
    shown.select_place(1)
    QTest.keyPress(shown, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
        shown.select_place(1)
        assert [row.id for row in shown.selected()] == [1]
        shown.select_place(2)
        assert [row.id for row in shown.selected()] == [2]
    finally:
        QTest.keyRelease(shown, Qt.Key.Key_Control)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
