"""Writing a list as it is seen: the columns in view, dates and numbers as such, texts as texts.

This is for reading and passing on. What is to be edited and imported again is written by
`excel.writing`, whose headings the import knows.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from parkdesk.excel.saving import saved
from parkdesk.excel.writing import close_book, guarded, new_book, sheet_name
from parkdesk.i18n import number_text, tr

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | dt.date | None
_BETWEEN_STEPS = 200
_MEASURED = 200
"""Rows whose texts say how wide a column must be."""
_NARROWEST, _WIDEST = 8, 48
_HEADING = {
    "bold": True,
    "bg_color": "#E3F2F1",
    "border": 1,
    "border_color": "#E4E7EC",
    "valign": "vcenter",
    "text_wrap": True,
}


class Steps(Protocol):
    """What is told how far the writing is; it raises `Cancelled` to stop it."""

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` rows are written."""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column in view: its title, and what stands in a row's cell.

    A text is written as text whatever it looks like; a whole number, a `Decimal` and a date as
    such; None and an empty text leave the cell empty.
    """

    title: str
    cell: Callable[[Any], Cell]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class SeenList:
    """A list as it is seen; `notes` say what it is: filter, order, day."""

    title: str
    columns: tuple[SeenColumn, ...]
    notes: tuple[tuple[str, str], ...]


def write_seen(path: Path, seen: SeenList, rows: Sequence[object], progress: Steps) -> int:
    """Write the rows as .xlsx, or as .csv where the path says so; return how many."""
    with saved(path) as beside:
        if path.suffix.lower() in {".csv", ".txt"}:
            _write_text(beside, seen, rows, progress)
        else:
            _write_book(beside, seen, rows, progress)
    return len(rows)


def _write_text(path: Path, seen: SeenList, rows: Sequence[object], progress: Steps) -> None:
    # Excel takes a text file for UTF-8 only when it begins with the mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([one.title for one in seen.columns])
        for number, row in enumerate(rows, 1):
            writer.writerow([guarded(one.cell(row)) for one in seen.columns])
            if number % _BETWEEN_STEPS == 0:
                progress.step(number, len(rows))


def _write_book(path: Path, seen: SeenList, rows: Sequence[object], progress: Steps) -> None:
    book = new_book(path, constant_memory=True)
    book.set_properties(
        {"title": seen.title, "comments": "\n".join(f"{name}: {text}" for name, text in seen.notes)}
    )
    sheet = book.add_worksheet(sheet_name(seen.title))
    try:
        _prepare(book, sheet, seen, rows[:_MEASURED])
        cells = _Cells(book, sheet)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(seen.columns):
                cells.write(number, place, column.cell(row))
            if number % _BETWEEN_STEPS == 0:
                progress.step(number, len(rows))
        if rows:
            sheet.autofilter(0, 0, len(rows), len(seen.columns) - 1)
        _write_notes(book, seen, len(rows))
    finally:
        # Also when cancelled: an open workbook keeps files of its own in the temporary folder.
        close_book(book)
    progress.step(len(rows), len(rows))


def _prepare(book: Workbook, sheet: Worksheet, seen: SeenList, sample: Sequence[object]) -> None:
    """Write the head; make the sheet one that can be read and printed as it is."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_plain(seen.title)}&R{_plain(dict(seen.notes).get(tr('Day'), ''))}")
    sheet.set_footer("&R&P / &N")
    for place, column in enumerate(seen.columns):
        texts = [column.title, *(_as_text(column.cell(row)) for row in sample)]
        widest = max(sum(1 if one.isascii() else 2 for one in text) for text in texts)
        sheet.set_column(place, place, min(max(widest + 2, _NARROWEST), _WIDEST))
    for place, column in enumerate(seen.columns):
        align = {"align": "right" if column.numeric else "left"}
        sheet.write_string(0, place, column.title, book.add_format(_HEADING | align))


class _Cells:
    """Writes cells by what they are; a format is made once for each number of decimals."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._formats: dict[str, CellFormat] = {}

    def write(self, row: int, place: int, value: Cell) -> None:
        """Write one cell; what begins like a formula stays a text."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._sheet.write_string(row, place, value, self._format("@"))
        elif isinstance(value, dt.date):
            self._sheet.write_datetime(row, place, value, self._format("yyyy-mm-dd"))
        else:
            self._sheet.write_number(row, place, value, self._format(_number_format(value)))

    def _format(self, number_format: str) -> CellFormat:
        found = self._formats.get(number_format)
        if found is None:
            found = self._formats[number_format] = self._book.add_format(
                {"num_format": number_format}
            )
        return found


def _number_format(value: int | Decimal) -> str:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _write_notes(book: Workbook, seen: SeenList, count: int) -> None:
    sheet = book.add_worksheet(sheet_name(tr("About this list")))
    name_format = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    for place, (name, text) in enumerate((*seen.notes, (tr("Rows"), number_text(count)))):
        sheet.write_string(place, 0, name, name_format)
        sheet.write_string(place, 1, text, wrapped)


def _as_text(value: Cell) -> str:
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    """Return a text for a sheet's printed head, where & begins a command."""
    return text.replace("&", "&&")
