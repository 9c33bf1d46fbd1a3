"""The roster grid's model: a sheet as a table, numbers masked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from parkdesk.domain.eligibility import RowVerdict, Verdict
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.gui.claims.sheet import RosterSheet
from parkdesk.i18n import label, tr
from parkdesk.i18n.claims import cell_text, line_text, mark_text

Index = QModelIndex | QPersistentModelIndex
MARK = 0
"""The column of the signs; the fields follow it."""
NAME = 1
"""The column of the names, the first of every roster's."""
_ROOT = QModelIndex()


class RosterModel(QAbstractTableModel):
    """Rows of a sheet, with one blank row at the end while it may be edited.

    Signals:
        edited: a cell has been typed into.
        columns_changed: another roster has other columns.
    """

    edited = Signal()
    columns_changed = Signal()

    def __init__(self, sheet: RosterSheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.editable = False
        self.may_reveal = False
        """Whether an editor may show the whole identity number of a row."""

    @property
    def fields(self) -> tuple[RosterField, ...]:
        """The roster's columns, in the order in which they follow the signs."""
        return self.sheet.fields

    def column_of(self, cell: RosterField) -> int:
        """Return the column that shows a field."""
        return self.fields.index(cell) + 1

    def show_sheet(self, sheet: RosterSheet, *, editable: bool) -> None:
        """Show another sheet."""
        same = sheet.fields == self.fields
        self.beginResetModel()
        self.sheet = sheet
        self.editable = editable
        self.endResetModel()
        if not same:
            self.columns_changed.emit()

    def reset_rows(self) -> None:
        """Show the sheet after rows have come or gone."""
        self.beginResetModel()
        self.endResetModel()

    def repaint(self) -> None:
        """Show the sheet after cells have changed."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, place: int) -> Trainee:
        """Return a row; the blank one behind the last."""
        return self.sheet.row_at(place)

    def verdict_at(self, place: int) -> RowVerdict | None:
        """Return a row's reasoning; None for a blank one."""
        if place >= len(self.sheet.rows) or self.sheet.rows[place].blank:
            return None
        return self.sheet.verdicts[place]

    def cell_verdict(self, place: int, cell: RosterField) -> Verdict | None:
        """Return the gravest finding about a cell; None where there is none."""
        verdict = self.verdict_at(place)
        if verdict is None:
            return None
        if cell.value in self.sheet.rows[place].unread:
            return Verdict.FAIL
        found = [line.verdict for line in verdict.problems if line.cell is cell]
        return max(found, key=_GRAVITY.__getitem__, default=None)

    def shown(self, place: int, cell: RosterField) -> str:
        """Return a cell's text as the grid shows it: an identity number masked."""
        text = cell_text(self.row_at(place), cell)
        return mask_id_number(text) if cell is RosterField.ID_NUMBER else text

    def tip(self, place: int, column: int) -> str:
        """Return why a cell or a row is marked."""
        verdict = self.verdict_at(place)
        if verdict is None:
            return ""
        cell = None if column == MARK else self.fields[column - 1]
        lines = [line for line in verdict.problems if cell is None or line.cell is cell]
        return "\n".join(line_text(line) for line in lines)

    def says_nothing(self, cell: RosterField, text: str) -> bool:
        """Whether what stands in an editor is no change: it began empty to hide a number."""
        return cell is RosterField.ID_NUMBER and not self.may_reveal and not text

    def _sign(self, place: int, role: int) -> str | None:
        verdict = self.verdict_at(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return mark_text(verdict.verdict) if verdict else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return label(verdict.verdict) if verdict else ""
        return None

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        grows = self.editable and self.sheet.open_places is None
        return 0 if parent.isValid() else len(self.sheet.rows) + grows

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return "＋" if section >= len(self.sheet.rows) else str(section + 1)
        return "" if section == MARK else label(self.fields[section - 1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(index.row(), index.column())
        if index.column() == MARK:
            return self._sign(index.row(), role)
        cell = self.fields[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row(), cell)
        if role != Qt.ItemDataRole.EditRole:
            return None
        hidden = cell is RosterField.ID_NUMBER and not self.may_reveal
        return "" if hidden else cell_text(self.row_at(index.row()), cell)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() == MARK or not self.editable:
            return False
        place, cell = index.row(), self.fields[index.column() - 1]
        if self.says_nothing(cell, str(value)):
            return False
        words = tr("{column} of row {row}", column=label(cell), row=place + 1)
        grows = place >= len(self.sheet.rows)
        if not self.sheet.set_cell(place, cell, str(value), words):
            return False
        if grows:
            self.beginInsertRows(_ROOT, place + 1, place + 1)
            self.endInsertRows()
        self.repaint()
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable and index.column() != MARK and self.sheet.is_open(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


_GRAVITY = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2, Verdict.DUPLICATE: 3}
