"""A section of a tab: a heading with buttons, and a short table or the sentence for none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import SectionHeader, label

RowT = TypeVar("RowT")


class RowsSection(QWidget, Generic[RowT]):
    """Rows of one kind with what can be done to them; the chosen one stays chosen by its id."""

    def __init__(
        self,
        title: str,
        name: str,
        columns: tuple[Column[RowT], ...],
        *,
        empty: str,
        actions: Sequence[PageAction] = (),
    ) -> None:
        super().__init__()
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        for action in actions:
            row.addWidget(ActionButton(action))
        self.table: ShortTable[RowT] = ShortTable(name, columns, most=6, least=1)
        self.table.setAccessibleName(title)
        self.none = label(empty, "muted", wrap=True)
        self.rows: tuple[RowT, ...] = ()
        self._wanted: object = None
        self.table.records.settled.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        if title:
            column.addWidget(SectionHeader(title, buttons))
        column.addWidget(self.none)
        column.addWidget(self.table)
        self.table.hide()
        # What is left of a tab's height stays under its last section.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows; the one that was chosen stays chosen, else the first is."""
        current = self.current()
        self._wanted = _key(current) if current is not None else self._wanted
        self.rows = tuple(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.table.show_rows(self.rows)
        self._choose()

    def _choose(self) -> None:
        """Choose again what was chosen before the rows came anew, once they are in the table."""
        keys = [_key(row) for row in self.rows]
        if not keys or self.table.records.total < len(keys) or self._wanted is None:
            return
        place = keys.index(self._wanted) if self._wanted in keys else 0
        self._wanted = None
        self.table.select_place(place)

    def current(self) -> RowT | None:
        """Return the chosen row."""
        return self.table.current() if self.rows else None

    def when_chosen(self, slot: Callable[[], object]) -> None:
        """Call `slot` whenever another row is chosen."""
        self.table.row_changed.connect(lambda _row: slot())

    def when_opened(self, action: PageAction) -> None:
        """Let Enter and a double click on a row do what `action` does."""
        self.table.opened.connect(lambda _row: action.trigger())


def _key(row: object) -> object:
    """Return what a row is known by: its id, None too is one; rows without are all alike."""
    return ("id", getattr(row, "id", ""))
