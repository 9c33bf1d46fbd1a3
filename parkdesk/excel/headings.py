"""Finding the heading row: it may stand below a title, under groups, with words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import FoundColumn, Problem
from parkdesk.excel.cells import Cell, Read, plain, show
from parkdesk.excel.columns import Column, letters

SEARCHED_ROWS = 30
_LONG_NUMBER = re.compile(r"[0-9A-Za-z]*\d{6,}[0-9A-Za-z]*", re.ASCII)
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the file that we read: where it stands and what reads it."""

    index: int
    column: Column
    read: Read
    found: FoundColumn


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading row of a sheet, from 0, and what stands under it."""

    row: int
    places: tuple[Place, ...]
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]


def spread_merged(
    rows: Sequence[list[Cell]], merged: Sequence[Range], first: int
) -> list[list[Cell]]:
    """Return the rows with a heading that is merged downwards repeated in each of its rows.

    `first` is the index of the first column of `rows` in the sheet.
    """
    spread = [list(row) for row in rows]
    for (top, left), (bottom, _right) in merged:
        column = left - first
        for row in range(top + 1, min(bottom, len(spread) - 1) + 1):
            if top < len(spread) and 0 <= column < len(spread[top]):
                spread[row][column] = spread[top][column]
    return spread


def find_headings(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column], sheet: str, first: int = 0
) -> Headings:
    """Return the row with the most known headings, the lower one of neighbours alike.

    Neighbours are a heading merged downwards; farther down the same headings are those of the
    next printed page, and what stands between them are rows.

    Raises `Refused` where a required column is missing, a heading stands twice or there is nothing.
    """
    readers = {
        spelling: (column, read)
        for column in columns
        for spelling, read in column.readers().items()
    }
    known = [sum(_spelling(cell) in readers for cell in row) for row in rows[:SEARCHED_ROWS]]
    best = max(known, default=0)
    if best:
        at = known.index(best)
        while known[at + 1 : at + 2] == [best]:
            at += 1
    else:
        at = _fullest(rows, sheet)
    headings = _collect(rows[at] if best else (), readers, sheet, at, first)
    _require(headings, columns, sheet, at, rows[at])
    return headings


def _spelling(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, str) and cell else ""


def _fullest(rows: Sequence[Sequence[Cell]], sheet: str) -> int:
    """Return the row that looks most like headings, to show the person what was found and where."""
    filled = [sum(show(cell).strip() != "" for cell in row) for row in rows[:SEARCHED_ROWS]]
    if not any(filled):
        raise Refused("sheet-empty", sheet=sheet)
    return filled.index(max(filled))


def _collect(
    row: Sequence[Cell],
    readers: dict[str, tuple[Column, Read | None]],
    sheet: str,
    at: int,
    first: int,
) -> Headings:
    places: dict[str, Place] = {}
    ignored, problems = [], []
    for index, cell in enumerate(row):
        heading = " ".join(show(cell).split())
        if not heading:
            continue
        spelling = _spelling(cell)
        if spelling not in readers:
            ignored.append(heading)
            continue
        column, read = readers[spelling]
        name = letters(index + first)
        if read is None:
            problems.append(
                Problem(
                    at + 1,
                    column.field,
                    "unit-missing",
                    {"heading": heading},
                    sheet=sheet,
                    column=name,
                    heading=heading,
                    given=heading,
                )
            )
        elif column.field in places:
            other = places[column.field].found
            raise Refused(
                "duplicate-heading",
                sheet=sheet,
                row=at + 1,
                heading=heading,
                first=other.letters,
                second=name,
            )
        else:
            found = FoundColumn(column.field, name, heading, spelling)
            places[column.field] = Place(index, column, read, found)
    return Headings(at, tuple(places.values()), tuple(ignored), tuple(problems))


def _require(
    headings: Headings, columns: Sequence[Column], sheet: str, at: int, row: Sequence[Cell]
) -> None:
    present = {place.column.field for place in headings.places}
    present |= {problem.field for problem in headings.problems}
    missing = [
        column.title for column in columns if column.required and column.field not in present
    ]
    if missing or not present:
        raise Refused(
            "wrong-headings",
            sheet=sheet,
            row=at + 1,
            missing=tuple(missing or [column.title for column in columns]),
            found=tuple(_without_numbers(cell) for cell in row if show(cell).strip()),
        )


def _without_numbers(cell: Cell) -> str:
    """Return a cell's words for a sentence: a list without headings shows a person's row there."""
    return _LONG_NUMBER.sub("***", " ".join(show(cell).split()))
