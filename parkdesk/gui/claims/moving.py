"""Keys that go to the edges of the roster, as in a spreadsheet; Shift takes the cells along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from parkdesk.gui.claims.grid import RosterGrid

_FIRST = 1
"""The first column of the data: the sign before it is nobody's to choose."""
_DOWN, _UP = Qt.Key.Key_Down, Qt.Key.Key_Up
_LEFT, _RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
_HOME, _END = Qt.Key.Key_Home, Qt.Key.Key_End


def moved_to_edge(grid: RosterGrid, event: QKeyEvent) -> bool:
    """Go where Home, End or Ctrl with an arrow lead; whether the key was one of these."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    place = _edge(grid, event.key(), control=control)
    if place is None:
        return False
    target = grid.records.index(*place)
    if shift:
        _extend(grid, target)
    else:
        grid.setCurrentIndex(target)
    grid.scrollTo(target)
    return True


def _edge(grid: RosterGrid, key: int, *, control: bool) -> tuple[int, int] | None:
    """Return row and column; None for a key that leads nowhere special."""
    at = grid.currentIndex()
    row, column = max(at.row(), 0), max(at.column(), _FIRST)
    # The blank row at the end is for typing, not for taking along.
    last = max(len(grid.records.sheet.rows) - 1, 0)
    outmost = len(grid.records.fields)
    if key == _HOME:
        return (0 if control else row, _FIRST)
    if key == _END:
        return (last if control else row, outmost)
    edges = {_DOWN: (last, column), _UP: (0, column), _LEFT: (row, _FIRST), _RIGHT: (row, outmost)}
    return edges.get(Qt.Key(key)) if control and key in edges else None


def _extend(grid: RosterGrid, target: QModelIndex) -> None:
    """Choose everything from the cell where the choice began up to the target."""
    chosen = grid.selectionModel()
    now = grid.currentIndex()
    begun = _anchor(chosen.selection(), now) if now.isValid() else target
    chosen.setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
    area = QItemSelection(begun, target)
    chosen.select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _anchor(chosen: QItemSelection, now: QModelIndex) -> QModelIndex:
    """Return the corner of the chosen cells that lies opposite to the current one."""
    if chosen.count() != 1 or not chosen.contains(now):
        return now
    area = chosen.first()
    row = area.top() if now.row() == area.bottom() else area.bottom()
    column = area.left() if now.column() == area.right() else area.right()
    return now.model().index(row, column)
