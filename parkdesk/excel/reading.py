"""Reading a list: a workbook or delimited text in, rows and problems out.

`read_sheet` takes .xlsx, .xlsm, .xls, .ods and text in UTF-8, UTF-16 or GB 18030. What is wrong
with the file as a whole is raised, once, with a code; what is wrong in a cell is a `Problem` with
the sheet, row and column that the spreadsheet program shows. Nothing is skipped without a word
except rows that are blank from end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook

from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import Sheet, SheetRow
from parkdesk.excel import text_tables
from parkdesk.excel.cells import Cell
from parkdesk.excel.columns import Column
from parkdesk.excel.container import DAMAGE, LIMITS, Container, Kind, Limits, open_container
from parkdesk.excel.faulty_cells import Faults, faulty_cells
from parkdesk.excel.headings import SEARCHED_ROWS, find_headings, spread_merged
from parkdesk.excel.opening import opened, visible_sheets
from parkdesk.excel.sheet_rows import (
    BETWEEN_STEPS,
    Progress,
    Reading,
    SheetColumns,
    Table,
)


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
    found = read_columns(path, columns, sheet=sheet, progress=progress, limits=limits)
    fields = tuple(found.values)
    values = zip(*found.values.values(), strict=True)
    cells = (dict(zip(fields, row, strict=True)) for row in values)
    return replace(found.sheet, rows=tuple(map(SheetRow, found.numbers, cells)))


def read_columns(
    path: Path,
    columns: Sequence[Column],
    *,
    sheet: str = "",
    progress: Progress = lambda _done, _total: None,
    limits: Limits = LIMITS,
) -> SheetColumns:
    """Return what `read_sheet` does, column by column: for lists of a hundred thousand rows."""
    container = open_container(path, limits, lambda: progress(0, 0))
    if container.kind is Kind.TEXT:
        table = _text_table(path, container, limits, progress)
        return Reading(table, columns, {}, progress, limits).columns()
    with opened(container) as workbook:
        search = _Search(container, workbook, limits, progress)
        name = _choose(search, columns, sheet)
        faults = search.faults(name)
        table = _table(workbook, name, path.name)
        _refuse_size(name, table.height, 0, limits)
        return Reading(table, columns, faults, progress, limits).columns()


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


def _text_table(path: Path, container: Container, limits: Limits, progress: Progress) -> Table:
    """Return the rows of delimited text, counted while they are read."""
    text = text_tables.decode(path.name, container.data)
    rows: list[list[Cell]] = []
    for row in text_tables.read_rows(path.name, text):
        filled = next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)
        rows.append(cast("list[Cell]", row[:filled]))
        _refuse_size(path.stem, 0, filled, limits)
        if len(rows) > limits.rows:
            _refuse_size(path.stem, max(len(rows), text.count("\n")), 0, limits)
        if len(rows) % BETWEEN_STEPS == 0:
            progress(0, 0)
    return Table(path.stem, iter(rows), len(rows))


def _table(workbook: CalamineWorkbook, name: str, file: str) -> Table:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Refused("workbook-damaged", name=file) from error
    if sheet.start is None:
        return Table(name, iter(()), 0)
    # iter_rows begins with the sheet's first row but with the first column in use.
    return Table(
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
