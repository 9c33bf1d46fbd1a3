"""Writing a bank's sheet, and reading what the bank answers.

The file that is written is the only place with whole account numbers. Every cell of a workbook is
text, amounts excepted; nothing in it is a formula.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import cast

from parkdesk.domain.bank_sheets import BankSheet, SheetField, SheetFormat, SheetLine, sheet_cells
from parkdesk.domain.imports import SheetRow
from parkdesk.domain.payments import Answer
from parkdesk.excel.cells import Cell, CellFault, amount_in, read_date, read_text
from parkdesk.excel.columns import Column
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.saving import write_at_once
from parkdesk.excel.writing import close_book, new_book, sheet_name

Progress = Callable[[int, int], None]
_WIDTHS = {SheetField.HOLDER: 34, SheetField.ACCOUNT: 26, SheetField.BANK: 20}
_TAIL = 4


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A file as it was written: what is printed on paper beside the batch."""

    sha256: str
    lines: int
    total_cents: int


def write_bank_sheet(path: Path, sheet: BankSheet, lines: Sequence[SheetLine]) -> WrittenSheet:
    """Write the lines as the template asks; return the file's checksum.

    The file is made in memory: whole account numbers lie in it alone, in no temporary file.
    """
    data = sheet_bytes(sheet, lines)
    write_at_once(path, data)
    total = sum(line.amount_cents for line in lines)
    return WrittenSheet(hashlib.sha256(data).hexdigest(), len(lines), total)


def sheet_bytes(sheet: BankSheet, lines: Sequence[SheetLine]) -> bytes:
    """Return the file as the template asks for it."""
    return _text(sheet, lines) if sheet.format is SheetFormat.CSV else _workbook(sheet, lines)


def _text(sheet: BankSheet, lines: Sequence[SheetLine]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows(sheet_cells(sheet, lines))
    return text.getvalue().encode(sheet.encoding)


def _workbook(sheet: BankSheet, lines: Sequence[SheetLine]) -> bytes:
    data = BytesIO()
    book = new_book(data, constant_memory=False)
    page = book.add_worksheet(sheet_name(sheet.title or sheet.name))
    heading = book.add_format({"bold": True, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "0.00"})
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _WIDTHS.get(column.field, 16))
        page.write_string(0, at, column.heading, heading)
    for row, cells in enumerate(sheet_cells(sheet, lines), start=1):
        for at, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            if column.field is SheetField.AMOUNT:
                page.write_number(row, at, cast("float", Decimal(cell)), money)
            else:
                page.write_string(row, at, cell, text)
    page.freeze_panes(1, 0)
    close_book(book)
    return data.getvalue()


def read_bank_answer(
    path: Path, sheet: BankSheet, progress: Progress = lambda _done, _total: None
) -> tuple[Answer, ...]:
    """Return what a bank answered, row by row; what cannot be read stands in its row's problem.

    A file that is no list, or has no column for the reference or the state, raises `Refused`.
    """
    found = read_sheet(path, _columns(sheet), progress=progress)
    problems: dict[int, str] = {}
    for problem in found.problems:
        problems.setdefault(problem.row, problem.code)
    return tuple(_answer(row, sheet, problems.get(row.number, "")) for row in found.rows)


def _columns(sheet: BankSheet) -> tuple[Column, ...]:
    readers = {"amount": amount_in(1), "paid_on": read_date, "account": _read_tail}
    columns = []
    for field, headings in sheet.answer.headings.items():
        if not headings:
            continue
        columns.append(
            Column(
                headings[0],
                field,
                readers.get(field, read_text),
                required=field in {"reference", "status"},
                synonyms=headings[1:],
            )
        )
    return tuple(columns)


def _read_tail(cell: Cell) -> str | None:
    """Return the last four digits of an account: banks mask the others, spreadsheets ruin them."""
    if isinstance(cell, float) and cell >= 10**15:
        # Rounded by the spreadsheet program: its last digits say nothing.
        raise CellFault("number-rounded")
    text = read_text(cell)
    digits = "".join(one for one in text or "" if one.isdigit())
    return digits[-_TAIL:] if len(digits) >= _TAIL else None


def _answer(row: SheetRow, sheet: BankSheet, problem: str) -> Answer:
    values = row.values
    status = str(values.get("status") or "")
    reference = str(values.get("reference") or "").strip()
    return Answer(
        reference,
        sheet.answer.is_paid(status),
        cast("int | None", values.get("amount")),
        str(values.get("account") or ""),
        values.get("paid_on"),  # type: ignore[arg-type]
        str(values.get("bank_reference") or ""),
        str(values.get("failure") or ""),
        row.number,
        problem if reference else "answer-reference-missing",
    )
