"""A short table is as high as its rows, or as there is room for."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import ROW_HEIGHT


@dataclass(frozen=True)
class Row:
    id: int


COLUMNS = (Column("Number", lambda row: str(row.id), key="number"),)


def test_one_that_grows_takes_the_height_that_is_left_up_to_its_rows(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    table = ShortTable("grows", COLUMNS, most=40, grows_from=5)
    box = QVBoxLayout(window)
    box.addWidget(table, 1)
    box.addStretch()
    table.show_rows([Row(number) for number in range(12)])
    window.resize(300, table.minimumHeight() + 2 * box.contentsMargins().top())
    window.show()
    qtbot.waitUntil(lambda: table.height() == table.sizeHint().height())
    low = table.height()
    assert low < 7 * ROW_HEIGHT
    window.resize(300, 900)
    qtbot.waitUntil(lambda: table.height() == low + 7 * ROW_HEIGHT)
