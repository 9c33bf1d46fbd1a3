"""Reading a list: a workbook or delimited text in, rows and problems out.

`read_sheet` takes .xlsx, .xlsm, .xls, .ods and text in UTF-8, UTF-16 or GB 18030. What is wrong
with the file as a whole is raised, once, with a code; what is wrong in a cell is a `Problem` with
the sheet, row and column that the spreadsheet program shows. Nothing is skipped without a word
except rows that are blank from end to end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

from python_calamine import CalamineError, CalamineWorkbook

from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import Problem, Severity, Sheet, SheetRow, Value
from parkdesk.excel import text_tables
from parkdesk.excel.cells import Cell, CellFault, error_in, plain, show
from parkdesk.excel.columns import Column, letters
from parkdesk.excel.container import DAMAGE, LIMITS, Container, Kind, Limits, open_container
from parkdesk.excel.faulty_cells import UNCALCULATED, Faults, faulty_cells
from parkdesk.excel.headings import (
    SEARCHED_ROWS,
    Headings,
    Place,
    Range,
    find_headings,
    spread_merged,
)
from parkdesk.excel.opening import opened, visible_sheets

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; raises `Cancelled` to stop the reading."""

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal"})
_BETWEEN_STEPS = 1_000
_REMEMBERED = 4_096
"""Texts of a column that are read once and looked up after."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet's cells, and where in the sheet they begin."""

    name: str
    rows: Iterator[list[Cell]]
    height: int
    first_column: int = 0
    merged: tuple[Range, ...] = ()
    index: int = 0


def read_sheet(
    path: Path,
    columns: Sequence[Column],
    *,
    sheet: str = "",
    progress: Progress = lambda _done, _total: None,
    limits: Limits = LIMITS,
) -> Sheet:
    """Return the list in the file, with every problem in it.

    `sheet` names the sheet to read; without it the one visible sheet with the right headings is
    taken, and `which-sheet` is raised where that is not clear.
    """
    container = open_container(path, limits, lambda: progress(0, 0))
    if container.kind is Kind.TEXT:
        table = _text_table(path, container, limits, progress)
        return _Reading(table, columns, {}, progress, limits).sheet()
    with opened(container) as workbook:
        search = _Search(container, workbook, limits, progress)
        name = _choose(search, columns, sheet)
        faults = search.faults(name)
        table = _table(workbook, name, path.name)
        _refuse_size(name, table.height, 0, limits)
        return _Reading(table, columns, faults, progress, limits).sheet()


def sheet_names(path: Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    """Return the names of a workbook's visible sheets; of a text file, none."""
    container = open_container(path, limits)
    if container.kind is Kind.TEXT:
        return ()
    with opened(container) as workbook:
        return visible_sheets(workbook)


@dataclass(frozen=True, slots=True)
class _Search:
    """A workbook whose sheets are searched before the library opens them.

    The library allocates a sheet from its first to its last cell: opened unsearched, one with a
    cell in the last corner would end the whole program.
    """

    container: Container
    workbook: CalamineWorkbook
    limits: Limits
    progress: Progress

    def faults(self, sheet: str) -> Faults:
        """Return the faulty cells; raises `Refused` where the sheet reaches too far."""
        index = self.workbook.sheet_names.index(sheet)
        try:
            return faulty_cells(
                self.container, sheet, index, self.limits, lambda: self.progress(0, 0)
            )
        except DAMAGE as error:
            raise Refused("workbook-damaged", name=self.container.name) from error

    def is_within(self, sheet: str) -> bool:
        """Return whether the sheet can be opened at all."""
        try:
            self.faults(sheet)
        except Refused:
            return False
        return True


def _choose(search: _Search, columns: Sequence[Column], wanted: str) -> str:
    """Return the sheet to read."""
    workbook, name = search.workbook, search.container.name
    if wanted:
        if wanted not in workbook.sheet_names:
            raise Refused("sheet-not-found", name=name, sheet=wanted)
        return wanted
    visible = visible_sheets(workbook)
    if not visible:
        raise Refused("no-rows", sheet=name)
    if len(visible) == 1:
        return visible[0]
    if len(visible) > search.limits.sheets:
        raise Refused("which-sheet", name=name, count=len(visible), sheets=visible)
    within = [one for one in visible if search.is_within(one)]
    fitting = [one for one in within if _fits(workbook, one, columns, name)]
    if len(fitting) > 1:
        raise Refused("which-sheet", name=name, count=len(fitting), sheets=tuple(fitting))
    # Where none fits, the first one with anything in it says best what is missing.
    filled = (one for one in visible if one not in within or _table(workbook, one, name).height)
    return fitting[0] if fitting else next(filled, visible[0])


def _fits(workbook: CalamineWorkbook, sheet: str, columns: Sequence[Column], name: str) -> bool:
    table = _table(workbook, sheet, name)
    top = list(islice(table.rows, SEARCHED_ROWS))
    try:
        find_headings(spread_merged(top, table.merged, table.first_column), columns, sheet)
    except Refused:
        return False
    return True


def _text_table(path: Path, container: Container, limits: Limits, progress: Progress) -> _Table:
    """Return the rows of delimited text, counted while they are read."""
    text = text_tables.decode(path.name, container.data)
    rows: list[list[Cell]] = []
    for row in text_tables.read_rows(path.name, text):
        filled = next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)
        rows.append(cast("list[Cell]", row[:filled]))
        _refuse_size(path.stem, 0, filled, limits)
        if len(rows) > limits.rows:
            _refuse_size(path.stem, max(len(rows), text.count("\n")), 0, limits)
        if len(rows) % _BETWEEN_STEPS == 0:
            progress(0, 0)
    return _Table(path.stem, iter(rows), len(rows))


def _table(workbook: CalamineWorkbook, name: str, file: str) -> _Table:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Refused("workbook-damaged", name=file) from error
    if sheet.start is None:
        return _Table(name, iter(()), 0)
    # iter_rows begins with the sheet's first row but with the first column in use.
    return _Table(
        name,
        cast("Iterator[list[Cell]]", sheet.iter_rows()),
        sheet.total_height,
        sheet.start[1],
        tuple(sheet.merged_cell_ranges or ()),
        workbook.sheet_names.index(name),
    )


def _refuse_size(sheet: str, rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Refused("too-many-rows", sheet=sheet, rows=rows, limit=limits.rows)
    if columns > limits.columns:
        raise Refused("too-many-columns", sheet=sheet, limit=limits.columns)


def read_cell(
    cell: Cell, column: Column, read: Callable[[Cell], Any]
) -> tuple[Value, CellFault | None]:
    """Return the value, or the fault: an error value, a blank where one is needed, a bad cell."""
    error = error_in(cell)
    if error:
        return None, CellFault("formula-error", error=error)
    if column.sensitive is not None and isinstance(cell, str) and "*" in cell:
        # An export of ours comes back with masked numbers: they must never replace whole ones.
        return None, CellFault("number-masked") if column.required else None
    try:
        value: Value = read(cell)
    except CellFault as fault:
        return None, fault
    if value is None and column.required:
        return None, CellFault("required")
    return value, None


class _Reading:
    """The reading of one sheet: its headings, then row after row."""

    def __init__(
        self,
        table: _Table,
        columns: Sequence[Column],
        faults: Faults,
        progress: Progress,
        limits: Limits,
    ) -> None:
        self._table = table
        self._faults = faults
        self._progress = progress
        self._deadline = time.monotonic() + limits.seconds
        self._limits = limits
        self._top = list(islice(table.rows, SEARCHED_ROWS))
        first = table.first_column
        spread = spread_merged(self._top, table.merged, first)
        self._headings: Headings = find_headings(spread, columns, table.name, first)
        # Lists repeat themselves (sexes, schools, days): a text read once is not read again. Where
        # some cells hold errors, their blank texts must not be taken for known ones.
        self._cells: list[tuple[int, str, dict[str, Value], Place]] = [
            (
                place.index,
                place.column.field,
                {} if faults or place.column.required else {"": None},
                place,
            )
            for place in self._headings.places
        ]
        self._rows: list[SheetRow] = []
        self._problems: list[Problem] = list(self._headings.problems)
        self._blank = 0

    def sheet(self) -> Sheet:
        """Read everything below the headings."""
        self._refuse_merged()
        self._read_rows()
        if not self._rows and not self._problems:
            raise Refused("no-rows", sheet=self._table.name, row=self._headings.row + 1)
        return Sheet(
            name=self._table.name,
            rows=tuple(self._rows),
            problems=tuple(self._problems),
            columns=tuple(place.found for place in self._headings.places),
            ignored=self._headings.ignored,
            blank_rows=self._blank,
            heading_row=self._headings.row + 1,
        )

    def _refuse_merged(self) -> None:
        first = self._table.first_column
        ours = {place.index + first for place in self._headings.places}
        merged = [
            area
            for area in self._table.merged
            if area[1][0] > self._headings.row and ours & set(range(area[0][1], area[1][1] + 1))
            if not self._is_remark(area)
        ]
        if merged:
            (top, left), (bottom, right) = merged[0]
            cells = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            raise Refused(
                "merged-cells", sheet=self._table.name, row=top + 1, cells=cells, count=len(merged)
            )

    def _is_remark(self, area: Range) -> bool:
        """Return whether a merged area covers all our columns: a remark line, not a record."""
        first = self._table.first_column
        ours = {place.index + first for place in self._headings.places}
        return ours <= set(range(area[0][1], area[1][1] + 1)) and area[0][0] == area[1][0]

    def _read_rows(self) -> None:
        start = self._headings.row + 1
        pending = 0
        for number, row in enumerate(self._all_rows(start), start + 1):
            if number % _BETWEEN_STEPS == 0:
                self._step(number)
            if not any(cell.strip() if isinstance(cell, str) else True for cell in row) and not (
                self._has_fault(number - 1)
            ):
                pending += 1
                continue
            # Blank rows at the end of the sheet are nobody's business; those between are counted.
            self._blank, pending = self._blank + pending, 0
            self._read_row(number, row)
        self._step(self._table.height)

    def _all_rows(self, start: int) -> Iterator[list[Cell]]:
        yield from self._top[start:]
        yield from self._table.rows

    def _step(self, done: int) -> None:
        self._progress(done, self._table.height)
        if time.monotonic() > self._deadline:
            raise Refused("reading-too-long", seconds=int(self._limits.seconds))

    def _has_fault(self, row: int) -> bool:
        first = self._table.first_column
        return bool(self._faults) and any(
            (row, place.index + first) in self._faults for place in self._headings.places
        )

    def _read_row(self, number: int, row: list[Cell]) -> None:
        lead = next((cell for cell in row if cell != ""), "")
        if isinstance(lead, str) and plain(lead) in _TOTALS:
            self._note(Problem(number, "", "total-row-ignored", severity=Severity.HINT, given=lead))
            return
        values: dict[str, Value] = {}
        width = len(row)
        for index, field, seen, place in self._cells:
            cell = row[index] if index < width else ""
            if type(cell) is str and cell in seen:
                values[field] = seen[cell]
                continue
            value = values[field] = self._value(number, place, cell)
            if type(cell) is str and value is not None and len(seen) < _REMEMBERED:
                seen[cell] = value
        self._rows.append(SheetRow(number, values))

    def _value(self, number: int, place: Place, cell: Cell) -> Value:
        error = self._faults.get((number - 1, place.index + self._table.first_column))
        if error is None:
            value, fault = read_cell(cell, place.column, place.read)
        elif error == UNCALCULATED:
            value, fault = None, CellFault("formula-not-calculated")
        else:
            value, fault = None, CellFault("formula-error", error=error)
        if fault is not None:
            given = error or show(cell)
            masked = place.column.sensitive(given) if place.column.sensitive else given
            self._note(
                Problem(
                    number,
                    place.column.field,
                    fault.code,
                    fault.facts,
                    fault.severity,
                    column=place.found.letters,
                    heading=place.found.heading,
                    given=masked,
                )
            )
        return value

    def _note(self, problem: Problem) -> None:
        self._problems.append(replace(problem, sheet=self._table.name))
