"""Mending a list that was read: a cell typed anew, a word explained once, a row left out."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from parkdesk.domain.imports import Problem, Sheet
from parkdesk.excel.cells import plain
from parkdesk.excel.columns import Column, find_column
from parkdesk.excel.sheet_rows import read_cell

UNKNOWN_WORD = "not-in-list"
"""The problem that a word of the list's own has in a column of given words."""


def reread(sheet: Sheet, columns: Sequence[Column], number: int, field: str, text: str) -> Sheet:
    """Return the sheet with one cell typed anew, its old problem gone or replaced."""
    return _typed(sheet, columns, {number}, field, text)


def explain(sheet: Sheet, columns: Sequence[Column], field: str, word: str, text: str) -> Sheet:
    """Return the sheet with `text` typed in every cell of the column where `word` is unknown.

    An empty `text` leaves those cells blank.
    """
    key = plain(word)
    numbers = {
        one.row
        for one in sheet.problems
        if one.field == field and one.code == UNKNOWN_WORD and plain(one.given) == key
    }
    return _typed(sheet, columns, numbers, field, text)


def without(sheet: Sheet, numbers: AbstractSet[int]) -> Sheet:
    """Return the sheet without the rows of these numbers, and without their problems."""
    if not numbers:
        return sheet
    return replace(
        sheet,
        rows=tuple(row for row in sheet.rows if row.number not in numbers),
        problems=tuple(one for one in sheet.problems if one.row not in numbers),
    )


def _typed(
    sheet: Sheet, columns: Sequence[Column], numbers: AbstractSet[int], field: str, text: str
) -> Sheet:
    found = next(place for place in sheet.columns if place.field == field)
    column = find_column(tuple(columns), field)
    read = column.readers().get(found.variant) or column.read
    value, fault = read_cell(text, column, read)
    problems = [p for p in sheet.problems if p.field != field or p.row not in numbers]
    if fault is not None:
        given = column.sensitive(text) if column.sensitive else text
        problems += [
            sheet.located(
                Problem(number, field, fault.code, fault.facts, fault.severity, given=given)
            )
            for number in numbers
        ]
    rows = tuple(
        replace(row, values={**row.values, field: value}) if row.number in numbers else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, problems=tuple(sorted(problems, key=lambda p: p.row)))
