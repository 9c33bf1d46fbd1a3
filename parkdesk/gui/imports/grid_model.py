"""The rows of a file as a table: what stands in them, what is wrong, what would change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from parkdesk.domain.imports import (
    Change,
    Difference,
    Preview,
    Problem,
    RowPreview,
    Severity,
    Sheet,
    SheetRow,
)
from parkdesk.excel.cells import plain
from parkdesk.excel.columns import Column, find_column
from parkdesk.excel.mending import UNKNOWN_WORD
from parkdesk.gui.imports.cell_texts import cell_text, edit_text, problem_text
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The tone of a cell: bad for a problem, accent for a change, none for the rest."""
LEFT_OUT_ROLE = TONE_ROLE + 1
"""Whether the row is left out of the import."""
FIXED = 2
"""Columns before those of the file: the row's number, and what would become of it."""
CHANGE_TONES = {Change.NEW: Tone.GOOD, Change.CHANGED: Tone.ACCENT, Change.SAME: Tone.NEUTRAL}
_SEVERITY_TONES = {Severity.STOP: Tone.BAD, Severity.ASK: Tone.WARN, Severity.HINT: Tone.NEUTRAL}


class Show(Enum):
    """Which rows are in view."""

    ALL = auto()
    PROBLEMS = auto()
    CHANGES = auto()
    LEFT_OUT = auto()


class GridModel(QAbstractTableModel):
    """A sheet with its preview.

    Signals:
        edited: a cell was typed anew: row number in the file, field, text.
    """

    edited = Signal(int, str, str)

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._shown: list[Column] = []
        self._headings: list[str] = []
        self._rows: tuple[SheetRow, ...] = ()
        self._in_view: list[int] = []
        self._previews: dict[int, RowPreview] = {}
        self._differences: dict[tuple[int, str], Difference] = {}
        self._problems: dict[tuple[int, str], list[Problem]] = {}
        self._faulty_rows: set[int] = set()
        self._stopped_rows: set[int] = set()
        self._given: dict[tuple[int, str], str] = {}
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._left_out: frozenset[int] = frozenset()
        self.show_only = Show.ALL

    def show_sheet(self, sheet: Sheet, preview: Preview) -> None:
        """Show a sheet and what would become of it; the rows in view are chosen anew."""
        self.beginResetModel()
        self._shown = [find_column(self._columns, place.field) for place in sheet.columns]
        self._headings = [f"{place.letters}  {place.heading}" for place in sheet.columns]
        self._rows = sheet.rows
        self._left_out = frozenset()
        self._take(sheet, preview)
        self._choose()
        self.endResetModel()

    def renew(self, sheet: Sheet, preview: Preview, left_out: frozenset[int] = frozenset()) -> None:
        """Show what an edit has changed, staying in place: the rows in view stay the same."""
        self._rows = sheet.rows
        self._left_out = left_out
        self._take(sheet, preview)
        if self._in_view:
            last = self.index(len(self._in_view) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def choose(self, show: Show) -> None:
        """Show all rows, those with problems, or those that would change something."""
        self.beginResetModel()
        self.show_only = show
        self._choose()
        self.endResetModel()

    def problems_at(self, index: Index) -> list[Problem]:
        """Return what is wrong in a cell; in the file's first one, also what has no cell."""
        number = self._row(index.row()).number
        if index.column() < FIXED:
            return []
        own = self._problems.get((number, self._shown[index.column() - FIXED].field), [])
        if index.column() > FIXED:
            return own
        fields = {column.field for column in self._shown}
        rest = (
            one
            for (row, field), found in self._problems.items()
            if row == number and field not in fields
            for one in found
        )
        return [*own, *rest]

    def difference_at(self, index: Index) -> Difference | None:
        """Return what would change in a cell."""
        if index.column() < FIXED:
            return None
        number = self._row(index.row()).number
        return self._differences.get((number, self._shown[index.column() - FIXED].field))

    def column_at(self, index: Index) -> Column | None:
        """Return the column of a cell; None for the first two."""
        place = index.column() - FIXED
        return self._shown[place] if place >= 0 else None

    def rows_with(self, problem: Problem) -> int:
        """Return how many rows have the unknown word that a problem is about."""
        return self._unknown[problem.field, plain(problem.given)]

    def numbers_of(self, indexes: Iterable[Index]) -> frozenset[int]:
        """Return the numbers, as in the file, of the rows that cells stand in."""
        return frozenset(self._row(index.row()).number for index in indexes)

    def is_left_out(self, index: Index) -> bool:
        """Return whether a cell's row is not to be imported."""
        return self._row(index.row()).number in self._left_out

    def next_problem(self, index: Index, step: int) -> QModelIndex | None:
        """Return the next (or, with -1, the last) cell with a problem, going round at the end."""
        order = {field.field: place for place, field in enumerate(self._shown, FIXED)}
        view = {self._rows[at].number: place for place, at in enumerate(self._in_view)}
        cells = sorted(
            (view[row], order.get(field, FIXED))
            for (row, field), found in self._problems.items()
            if row in view and any(one.severity is not Severity.HINT for one in found)
        )
        if not cells:
            return None
        here = (index.row(), index.column()) if index.isValid() else (-1, -1)
        if step > 0:
            found_cell = next((cell for cell in cells if cell > here), cells[0])
        else:
            found_cell = next((cell for cell in reversed(cells) if cell < here), cells[-1])
        return self.index(*found_cell)

    def _take(self, sheet: Sheet, preview: Preview) -> None:
        # From the whole sheet: a row left out has no problem any more, but its text is shown.
        self._given = {(one.row, one.field): one.given for one in sheet.problems}
        self._previews = {row.number: row for row in preview.rows}
        self._differences = {
            (row.number, one.field): one for row in preview.rows for one in row.differences
        }
        problems: dict[tuple[int, str], list[Problem]] = defaultdict(list)
        for one in preview.problems:
            problems[one.row, one.field].append(one)
        self._problems = dict(problems)
        self._faulty_rows = {
            one.row for one in preview.problems if one.severity is not Severity.HINT
        }
        self._stopped_rows = {one.row for one in preview.problems if one.severity is Severity.STOP}
        self._unknown = Counter(
            (one.field, plain(one.given)) for one in preview.problems if one.code == UNKNOWN_WORD
        )

    def _choose(self) -> None:
        self._in_view = [at for at, row in enumerate(self._rows) if self._is_in_view(row)]

    def _is_in_view(self, row: SheetRow) -> bool:
        if self.show_only is Show.LEFT_OUT:
            return row.number in self._left_out
        if self.show_only is Show.PROBLEMS:
            return row.number in self._faulty_rows
        if self.show_only is Show.CHANGES:
            preview = self._previews.get(row.number)
            return preview is not None and preview.change is not Change.SAME
        return True

    def _row(self, place: int) -> SheetRow:
        return self._rows[self._in_view[place]]

    def _text(self, row: SheetRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == 1:
            if row.number in self._left_out:
                return tr("Left out")
            if row.number in self._faulty_rows:
                return tr("Fix") if row.number in self._stopped_rows else tr("Check")
            preview = self._previews.get(row.number)
            return label(preview.change) if preview is not None else ""
        shown = self._shown[column - FIXED]
        value = row.values.get(shown.field)
        if value is None:
            return self._given.get((row.number, shown.field), "")
        return cell_text(shown, value)

    def _row_title(self, place: int) -> str:
        row = self._row(place)
        return f"{self._text(row, 0)} · {self._text(row, 1)}"

    def _tone(self, row: SheetRow, column: int) -> Tone | None:
        if column < FIXED:
            return self._row_tone(row.number) if column else None
        field = self._shown[column - FIXED].field
        problems = self._problems.get((row.number, field))
        if problems:
            return _SEVERITY_TONES[problems[0].severity]
        return Tone.ACCENT if (row.number, field) in self._differences else None

    def _row_tone(self, number: int) -> Tone | None:
        if number in self._faulty_rows:
            return Tone.BAD if number in self._stopped_rows else Tone.WARN
        preview = self._previews.get(number)
        return CHANGE_TONES[preview.change] if preview is not None else None

    def _tip(self, index: Index) -> str:
        said = [problem_text(one) for one in self.problems_at(index)]
        difference = self.difference_at(index)
        column = self.column_at(index)
        if difference is not None and column is not None:
            old = cell_text(column, difference.old) or "—"
            said.append(tr("Until now: {old}", old=old))
        return "\n".join(said)

    def _edit_text(self, row: SheetRow, column: Column) -> str:
        value = row.values.get(column.field)
        if value is None and column.sensitive is None:
            return self._given.get((row.number, column.field), "")
        return edit_text(column, value)

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._in_view)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown) + FIXED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, index.column())
        if role == LEFT_OUT_ROLE:
            return row.number in self._left_out
        if role == TONE_ROLE:
            return self._tone(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index) or self._text(row, index.column())
        column = self.column_at(index)
        if role == Qt.ItemDataRole.EditRole and column is not None:
            return self._edit_text(row, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        column = self.column_at(index)
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or column is None:
            return False
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.edited.emit(self._row(index.row()).number, column.field, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        fixed = index.column() < FIXED or self.is_left_out(index)
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation == Qt.Orientation.Vertical:
            named = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._row_title(section) if named and section < self.rowCount() else None
        if section >= self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            fixed = (tr("Row"), tr("Outcome"))
            return fixed[section] if section < FIXED else self._headings[section - FIXED]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
