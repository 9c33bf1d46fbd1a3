"""Field by field: which of two values the kept enterprise bears."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from parkdesk.gui.duplicates.words import field_title, value_text
from parkdesk.gui.theme import ROW_HEIGHT
from parkdesk.i18n import tr
from parkdesk.usecases.merges import FieldPair

_KEPT, _DROPPED = 1, 2
_HEADER = 38
_MOST_ROWS = 7
"""The form around it fits a window 720 high: one of the two scrolls, never both."""


class FieldChoices(QTableWidget):
    """A row a field, a column a record; exactly one of the two is marked.

    Left and Right choose the side, Space the other one, a click the value itself.
    """

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setProperty("role", "either")
        self._pairs: tuple[FieldPair, ...] = ()
        self.setAccessibleName(tr("Fields in which the two differ"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for side in (_KEPT, _DROPPED):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.Stretch)
        self.cellClicked.connect(self._clicked)

    def show_pairs(self, pairs: Sequence[FieldPair]) -> None:
        """Show the fields to choose from, with what is suggested marked."""
        self._pairs = tuple(pairs)
        self.setHorizontalHeaderLabels([tr("Field"), tr("Kept record"), tr("Record given up")])
        self.setRowCount(len(self._pairs))
        for row, pair in enumerate(self._pairs):
            self.setItem(row, 0, QTableWidgetItem(field_title(pair.field)))
            for side, value in ((_KEPT, pair.kept), (_DROPPED, pair.dropped)):
                item = QTableWidgetItem(value_text(pair.field, value))
                item.setToolTip(item.text())
                if pair.fixed:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                    item.setToolTip(tr("Dated entries that move along tell this."))
                self.setItem(row, side, item)
            self._mark(row, dropped=pair.suggested)
        rows = min(max(len(self._pairs), 1), _MOST_ROWS)
        self.setFixedHeight(_HEADER + rows * ROW_HEIGHT + 4)
        if self._pairs:
            self.setCurrentCell(0, 0)

    def taken(self) -> frozenset[str]:
        """Return the fields whose value comes from the record that is given up."""
        return frozenset(
            pair.field for row, pair in enumerate(self._pairs) if self._is_dropped(row)
        )

    def _is_dropped(self, row: int) -> bool:
        item = self.item(row, _DROPPED)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _choose(self, row: int, *, dropped: bool) -> None:
        if not self._pairs[row].fixed:
            self._mark(row, dropped=dropped)

    def _mark(self, row: int, *, dropped: bool) -> None:
        for side in (_KEPT, _DROPPED):
            item = self.item(row, side)
            if item is not None:
                chosen = dropped == (side == _DROPPED)
                item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)

    def _clicked(self, row: int, column: int) -> None:
        if column in (_KEPT, _DROPPED):
            self._choose(row, dropped=column == _DROPPED)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if row >= 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._choose(row, dropped=event.key() == Qt.Key.Key_Right)
            return
        if row >= 0 and event.key() == Qt.Key.Key_Space:
            self._choose(row, dropped=not self._is_dropped(row))
            return
        super().keyPressEvent(event)
