"""A name that has no room on one line stands on two, in all rows of its list."""

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QFontMetrics, QGuiApplication

from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import ROW_HEIGHT, TALL_ROW_HEIGHT
from parkdesk.gui.widgets.two_lines import fits_two_lines, on_two_lines

ENTERPRISE = "云湖栖云云计算有限公司"


def _wide(text):
    return QFontMetrics(QGuiApplication.font()).horizontalAdvance(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("service fund (template)", ("service fund", "(template)")),
        (ENTERPRISE, ("云湖栖云云计算有", "限公司")),
        # A rare sign is two halves for Qt; the line is broken behind it all the same.
        ("云湖𬭎𬬭云云计算有限公司", ("云湖𬭎𬬭云云计算有", "限公司")),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_name_is_broken_where_the_line_ends(text, lines):
    font = QGuiApplication.font()
    width = _wide(lines[0]) + 4
    assert on_two_lines(text, font, width) == lines
    assert fits_two_lines(text, font, width)


@pytest.mark.usefixtures("qapp")
def test_what_has_no_room_on_two_lines_ends_in_dots():
    font = QGuiApplication.font()
    first, rest = on_two_lines(ENTERPRISE, font, _wide("云湖栖云"))
    assert first == "云湖栖云"
    assert rest.endswith("…")
    assert not fits_two_lines(ENTERPRISE, font, _wide("云湖栖云"))


@dataclass(frozen=True)
class Row:
    id: int


COLUMNS = (
    Column("Enterprise", lambda _row: ENTERPRISE, width=60, key="name", grows=True, wraps=True),
    Column("Amount", lambda _row: "¥ 38,250.00", width=60, numeric=True, key="amount"),
)


def test_rows_are_two_lines_high_only_while_a_name_needs_them(qtbot):
    table = ShortTable("wraps", COLUMNS)
    qtbot.addWidget(table)
    table.resize(190, 300)
    table.show()
    table.show_rows([Row(number) for number in range(4)])
    qtbot.waitUntil(lambda: table.rowHeight(0) == TALL_ROW_HEIGHT)
    high = table.maximumHeight()
    index = table.model().index(0, 0)
    assert table.itemDelegate().whole_text(table, index) == ""
    table.resize(400, 300)
    qtbot.waitUntil(lambda: table.rowHeight(0) == ROW_HEIGHT)
    assert high - table.maximumHeight() == 4 * (TALL_ROW_HEIGHT - ROW_HEIGHT)
    assert table.itemDelegate().whole_text(table, index) == ""


def test_a_name_that_has_no_room_on_two_lines_is_in_the_tip(qtbot):
    long = Column("Enterprise", lambda _row: ENTERPRISE * 3, key="name", grows=True, wraps=True)
    table = ShortTable("cut", (long, COLUMNS[1]))
    qtbot.addWidget(table)
    table.resize(190, 300)
    table.show()
    table.show_rows([Row(1)])
    qtbot.waitUntil(lambda: table.rowHeight(0) == TALL_ROW_HEIGHT)
    index = table.model().index(0, 0)
    assert table.itemDelegate().whole_text(table, index) == ENTERPRISE * 3
