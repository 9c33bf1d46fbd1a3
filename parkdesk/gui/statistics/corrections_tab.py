"""The tab of what was corrected in a return: a list, or a word where nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.i18n import tr

RowT = TypeVar("RowT")


class CorrectionsTab(QWidget, Generic[RowT]):
    """Shows a table of corrections, the newest first."""

    def __init__(self, table: ShortTable[RowT]) -> None:
        super().__init__()
        self._table = table
        self._nothing = EmptyState()
        self._nothing.say(
            tr("Nothing was corrected"),
            tr(
                "When a return that was handed in is changed, what stood there and the reason are"
                " kept here."
            ),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(table)
        box.addWidget(self._nothing)
        box.addStretch()
        self._nothing.hide()

    def show_rows(self, told: Sequence[RowT]) -> None:
        """Show what was corrected, given in its order."""
        self._table.show_rows(tuple(reversed(told)))
        self._table.setVisible(bool(told))
        self._nothing.setVisible(not told)
