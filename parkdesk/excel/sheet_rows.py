"""Reading the rows of one sheet: below its headings, a thousand at a time, column by column.

Nothing is skipped without a word except rows that are blank from end to end. What is wrong in a
cell is a `Problem` with the sheet, row and column that the spreadsheet program shows.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat, zip_longest
from operator import attrgetter
from typing import Any

from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import Problem, Severity, Sheet, Value
from parkdesk.excel.cells import Cell, CellFault, error_in, plain, show
from parkdesk.excel.columns import Column, letters
from parkdesk.excel.container import Limits
from parkdesk.excel.faulty_cells import UNCALCULATED, Faults
from parkdesk.excel.headings import (
    SEARCHED_ROWS,
    Headings,
    Place,
    Range,
    find_headings,
    spread_merged,
)

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; raises `Cancelled` to stop the reading."""

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal"})
_PERHAPS_TOTAL = re.compile(r"[计tT]|[^\x00-\x7f\u3400-\u9fff]")
"""What each of those words has in it, or a letter that may be another form of it."""
_ROW_OF = attrgetter("row")
_UNSEEN = object()
BETWEEN_STEPS = 1_000
_REMEMBERED = 4_096
"""Texts of a column that are read once and looked up after."""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """A list as read: the number of each row, the values of each field, and the list itself.

    The list is the `Sheet` without its rows.
    """

    numbers: Sequence[int]
    values: Mapping[str, Sequence[Value]]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's cells, and where in the sheet they begin."""

    name: str
    rows: Iterator[list[Cell]]
    height: int
    first_column: int = 0
    merged: tuple[Range, ...] = ()
    index: int = 0


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


class Reading:
    """The reading of one sheet: its headings, then row after row."""

    def __init__(
        self,
        table: Table,
        columns: Sequence[Column],
        faults: Faults,
        progress: Progress,
        limits: Limits,
    ) -> None:
        self._table = table
        self._wanted = columns
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
        self._numbers: list[int] = []
        self._values: dict[str, list[Value]] = {field: [] for _, field, _, _ in self._cells}
        self._problems: list[Problem] = list(self._headings.problems)
        self._blank = self._pending = 0

    def columns(self) -> SheetColumns:
        """Read everything below the headings."""
        self._refuse_merged()
        self._read_rows()
        if not self._numbers and not self._problems:
            raise Refused("no-rows", sheet=self._table.name, row=self._headings.row + 1)
        return SheetColumns(self._numbers, self._values, self._sheet())

    def _sheet(self) -> Sheet:
        return Sheet(
            name=self._table.name,
            rows=(),
            problems=tuple(self._problems),
            columns=tuple(place.found for place in self._headings.places),
            ignored=self._headings.ignored,
            blank_rows=self._blank,
            heading_row=self._headings.row + 1,
            absent={one.field: one.title for one in self._wanted if one.field not in self._values},
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
        done = self._headings.row + 1
        rows = chain(self._top[done:], self._table.rows)
        while block := list(islice(rows, BETWEEN_STEPS)):
            known = len(self._problems)
            self._read_block(*self._records(block, done + 1))
            # Read column by column, they are told row by row.
            self._problems[known:] = sorted(self._problems[known:], key=_ROW_OF)
            done += len(block)
            self._step(done)
        self._step(self._table.height)

    def _step(self, done: int) -> None:
        self._progress(done, self._table.height)
        if time.monotonic() > self._deadline:
            raise Refused("reading-too-long", seconds=int(self._limits.seconds))

    def _has_fault(self, row: int) -> bool:
        first = self._table.first_column
        return bool(self._faults) and any(
            (row, place.index + first) in self._faults for place in self._headings.places
        )

    def _records(
        self, block: list[list[Cell]], first: int
    ) -> tuple[Sequence[int], Sequence[list[Cell]]]:
        """Return the rows of a block that are the list's, and the number of each in the sheet."""
        numbers = range(first, first + len(block))
        if _all_begin_with_text(block):
            self._blank, self._pending = self._blank + self._pending, 0
            return numbers, block
        kept = [at for at, row in enumerate(block) if self._is_record(first + at, row)]
        return [numbers[at] for at in kept], [block[at] for at in kept]

    def _is_record(self, number: int, row: list[Cell]) -> bool:
        """Return whether a row is one of the list's; a blank one and a line of totals are not."""
        lead = row[0] if row and row[0] != "" else next((cell for cell in row if cell != ""), "")
        if isinstance(lead, str) and not lead.strip():
            filled = any(not isinstance(cell, str) or cell.strip() for cell in row)
            if not filled and not self._has_fault(number - 1):
                self._pending += 1
                return False
        # Blank rows at the end of the sheet are nobody's business; those between are counted.
        self._blank, self._pending = self._blank + self._pending, 0
        if isinstance(lead, str) and _PERHAPS_TOTAL.search(lead) and plain(lead) in _TOTALS:
            self._note(Problem(number, "", "total-row-ignored", severity=Severity.HINT, given=lead))
            return False
        return True

    def _read_block(self, numbers: Sequence[int], rows: Sequence[list[Cell]]) -> None:
        self._numbers += numbers
        columns = list(zip_longest(*rows, fillvalue=""))
        for index, field, seen, place in self._cells:
            cells = columns[index] if index < len(columns) else ("",) * len(rows)
            known: Any = seen.get  # asked for a number or a day, it has none
            values: list[Any] = list(map(known, cells, repeat(_UNSEEN)))
            if _UNSEEN in values:
                self._read_unseen(numbers, cells, values, seen, place)
            self._values[field] += values

    def _read_unseen(
        self,
        numbers: Sequence[int],
        cells: Sequence[Cell],
        values: list[Any],
        seen: dict[str, Value],
        place: Place,
    ) -> None:
        quickly = not self._faults
        for at, cell in enumerate(cells):
            if values[at] is not _UNSEEN:
                continue
            if type(cell) is not str:
                values[at] = self._value(numbers[at], place, cell)
                continue
            if cell in seen:
                values[at] = seen[cell]
                continue
            value = _read_plain(cell, place.read) if quickly else None
            if value is None:
                value = self._value(numbers[at], place, cell)
            values[at] = value
            if value is not None and len(seen) < _REMEMBERED:
                seen[cell] = value

    def _value(self, number: int, place: Place, cell: Cell) -> Value:
        faults = self._faults
        at = (number - 1, place.index + self._table.first_column) if faults else None
        error = faults.get(at) if at is not None else None
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


def _all_begin_with_text(block: Sequence[list[Cell]]) -> bool:
    """Return whether each row is surely one of the list's; `_is_record` looks at the others."""
    leads = [row[0] if row else "" for row in block]
    texts = [lead for lead in leads if isinstance(lead, str)]
    if len(texts) < len(leads) or not all(map(str.strip, texts)):
        return False
    return _PERHAPS_TOTAL.search("\n".join(texts)) is None


def _read_plain(cell: str, read: Callable[[Cell], Any]) -> Value:
    """Return the value of a text that holds no error and no mask; None: `read_cell` says more."""
    if not cell or cell[0] in "#E" or "*" in cell:
        return None
    try:
        value: Value = read(cell)
    except CellFault:
        return None
    return value
