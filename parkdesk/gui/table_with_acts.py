"""A short table of a panel and, beside it, what can be done with one of its rows."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.flow_row import FlowRow

RowT = TypeVar("RowT")


class TableWithActs(QWidget, Generic[RowT]):
    """The table and its buttons; Enter does the first.

    The buttons stand below, or above where the table is longer than a panel is high.
    """

    def __init__(
        self,
        name: str,
        columns: tuple[Column[RowT], ...],
        first: QAction,
        *others: QAction,
        acts_above: bool = False,
    ) -> None:
        super().__init__()
        self.table: ShortTable[RowT] = ShortTable(name, columns, most=10)
        self.table.opened.connect(lambda _row: first.trigger())
        buttons = QWidget()
        row = FlowRow()
        buttons.setLayout(row)
        for action in (first, *others):
            row.add(ActionButton(action))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        for part in (buttons, self.table) if acts_above else (self.table, buttons):
            box.addWidget(part)
