"""Writing a list: workbooks and delimited text, from the same columns that read them.

Codes and numbers of persons are text cells with the format @, so that no program rounds them.
What begins like a formula is written as text. Persons' numbers are masked unless the caller, who
has asked the permission, says otherwise.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from parkdesk.excel.columns import Column, Format
from parkdesk.excel.saving import saved
from parkdesk.excel.text_tables import LONG_NUMBER
from parkdesk.i18n import label, tr

if TYPE_CHECKING:
    from io import BytesIO

    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Progress = Callable[[int, int], None]
Value: TypeAlias = str | float | Decimal | dt.date | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TEMPLATE_ROWS = 2_000
_LONGEST_LIST = 255
"""Characters that a workbook allows in a list of values that stands in the cell itself."""
_SHEET_NAME = 31
_BETWEEN_STEPS = 500
_HEADING = {
    "bold": True,
    "bg_color": "#E3F2F1",
    "border": 1,
    "border_color": "#E4E7EC",
    "align": "left",
    "valign": "vcenter",
    "text_wrap": True,
}
_NUMBER_FORMATS = {
    Format.TEXT: "@",
    Format.CODE: "@",
    Format.DATE: "yyyy-mm-dd",
    Format.MONEY: "#,##0.00",
    Format.INTEGER: "#,##0",
    Format.NUMBER: "General",
}


def write_list(
    path: Path,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    title: str,
    masked: bool = True,
    progress: Progress = lambda _done, _total: None,
) -> None:
    """Write the rows as .xlsx, or as .csv where the path says so.

    A row is a mapping or an object; a column takes its `field` from it. `title` names the sheet.
    """
    with saved(path) as beside:
        if path.suffix.lower() in {".csv", ".txt"}:
            _write_text(beside, columns, rows, masked=masked, progress=progress)
        else:
            _write_workbook(beside, columns, rows, title, masked=masked, progress=progress)


def write_template(path: Path, columns: Sequence[Column], *, title: str) -> None:
    """Write the empty list: headings, formats, lists of allowed values, and what each is for."""
    with saved(path) as beside:
        book = new_book(beside, constant_memory=False)
        sheet = book.add_worksheet(sheet_name(title))
        _write_headings(book, sheet, columns, required_marked=True)
        for index, column in enumerate(columns):
            words = [tr(word) for word in column.allowed]
            if words and len(",".join(words)) < _LONGEST_LIST:
                sheet.data_validation(
                    1,
                    index,
                    _TEMPLATE_ROWS,
                    index,
                    {"validate": "list", "source": words, "ignore_blank": True},
                )
        _write_notes(book, columns)
        close_book(book)


def new_book(path: Path | BytesIO, *, constant_memory: bool) -> Workbook:
    """Begin a workbook in which a text stays a text, whatever it looks like.

    One that is written to memory leaves nothing in the computer's folder for temporary files.
    """
    import xlsxwriter

    return xlsxwriter.Workbook(
        str(path) if isinstance(path, Path) else path,
        {
            "in_memory": not isinstance(path, Path),
            "constant_memory": constant_memory,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def sheet_name(title: str) -> str:
    """Return a title as a workbook allows it on a sheet."""
    return "".join(" " if character in "[]:*?/\\'" else character for character in title)[
        :_SHEET_NAME
    ]


def _write_headings(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], *, required_marked: bool
) -> list[CellFormat]:
    """Write the first row and return the cell formats of the columns."""
    heading = book.add_format(_HEADING)
    formats = [book.add_format({"num_format": _NUMBER_FORMATS[one.format]}) for one in columns]
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, formats[index])
    for index, column in enumerate(columns):
        star = " *" if required_marked and _is_needed(column) else ""
        sheet.write_string(0, index, column.title + star, heading)
    return formats


def _write_workbook(
    path: Path,
    columns: Sequence[Column],
    rows: Sequence[object],
    title: str,
    *,
    masked: bool,
    progress: Progress,
) -> None:
    book = new_book(path, constant_memory=True)
    sheet = book.add_worksheet(sheet_name(title))
    formats = _write_headings(book, sheet, columns, required_marked=False)
    try:
        for number, row in enumerate(rows, 1):
            _write_row(sheet, number, _values(columns, row, masked=masked), formats)
            if number % _BETWEEN_STEPS == 0:
                progress(number, len(rows))
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    finally:
        # Also when cancelled: an open workbook keeps files of its own in the temporary folder.
        close_book(book)
    progress(len(rows), len(rows))


def _write_row(
    sheet: Worksheet, number: int, values: Iterable[Value], formats: Sequence[CellFormat]
) -> None:
    for index, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(number, index, value, formats[index])
        elif isinstance(value, dt.date):
            sheet.write_datetime(number, index, value, formats[index])
        else:
            sheet.write_number(number, index, value, formats[index])


def _write_notes(book: Workbook, columns: Sequence[Column]) -> None:
    """Write the second sheet: needed or not, how it is written, which words are known."""
    sheet = book.add_worksheet(sheet_name(tr("How to fill in")))
    heading = book.add_format(_HEADING)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    titles = (tr("Column"), tr("Needed"), tr("How it is written"), tr("Example"))
    for index, (text, width) in enumerate(zip(titles, (24, 8, 48, 28), strict=True)):
        sheet.set_column(index, index, width, wrapped)
        sheet.write_string(0, index, text, heading)
    for number, column in enumerate(columns, 1):
        sheet.write_string(number, 0, column.title, wrapped)
        sheet.write_string(number, 1, tr("Yes") if _is_needed(column) else tr("No"), wrapped)
        sheet.write_string(number, 2, _how(column), wrapped)
        example = _shown(column, column.example)
        sheet.write_string(number, 3, "" if example is None else str(example), wrapped)


def _is_needed(column: Column) -> bool:
    """Return whether a row of the empty template, which is for new records, needs the column."""
    return column.required or column.needed_for_new


def _how(column: Column) -> str:
    if column.allowed:
        return tr("One of: {words}", words=" / ".join(tr(word) for word in column.allowed))
    return {
        Format.TEXT: tr("Text"),
        Format.CODE: tr("Text, exactly as on the paper; format the cells as text"),
        Format.DATE: tr("Date such as 2026-05-11"),
        Format.MONEY: tr("Amount in the unit of the heading, at most two decimals"),
        Format.INTEGER: tr("Whole number"),
        Format.NUMBER: tr("Any number"),
    }[column.format]


def _write_text(
    path: Path,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    masked: bool,
    progress: Progress,
) -> None:
    # Excel takes a text file for UTF-8 only when it begins with the mark.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([column.title for column in columns])
        for number, row in enumerate(rows, 1):
            writer.writerow([guarded(value) for value in _values(columns, row, masked=masked)])
            if number % _BETWEEN_STEPS == 0:
                progress(number, len(rows))


def guarded(value: Value) -> str:
    """Return a text cell that no spreadsheet takes for a formula or rounds as a number."""
    if value is None:
        return ""
    if isinstance(value, str) and (
        value.startswith(_FORMULA_STARTS) or (value.isdigit() and len(value) >= LONG_NUMBER)
    ):
        return f"'{value}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _values(columns: Sequence[Column], row: object, *, masked: bool) -> Iterable[Value]:
    for column in columns:
        value = (
            row.get(column.field) if isinstance(row, Mapping) else getattr(row, column.field, None)
        )
        if masked and column.sensitive and value:
            yield column.sensitive(str(value))
        else:
            yield _shown(column, value)


def _shown(column: Column, value: Any) -> Value:  # noqa: ANN401
    """Return what the cell holds: words for states, major units for money."""
    if value is None or column.show is not None:
        return None if value is None or column.show is None else column.show(value)
    if column.format is Format.MONEY:
        return Decimal(int(value)) / Decimal(10**column.decimals * column.scale)
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return _plain(value)


def _plain(value: object) -> Value:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date | int | float | Decimal) else str(value)


def close_book(book: Workbook) -> None:
    """Write the workbook out; its own exception hides the operating system's reason."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0]
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
