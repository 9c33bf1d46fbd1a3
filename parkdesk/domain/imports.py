"""What an imported list is, once it has been read: rows, and what is wrong with them where.

Rows keep the number that the spreadsheet program shows, so that a problem can be found in the
file it came from. A problem carries a code and facts; its sentence is made where people read it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | Decimal | dt.date | Enum | tuple[str, ...] | None
"""What a cell becomes, and what a problem says of it; a truth is an int here, as in Python."""


class Severity(StrEnum):
    """What a problem asks of the person."""

    STOP = "stop"
    """The row cannot be taken as it is: nothing of the file is written while one is left."""
    ASK = "ask"
    """Probably wrong: taken only after the person has said so."""
    HINT = "hint"
    """Worth knowing; changes nothing."""


class Change(StrEnum):
    """What a row of the file would do to what is stored."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one cell (or, with an empty `field`, with one row)."""

    row: int
    """As the spreadsheet program numbers it: the first row is 1."""
    field: str
    code: str
    facts: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.STOP
    sheet: str = ""
    column: str = ""
    """The column's letters, as the spreadsheet program shows them."""
    heading: str = ""
    """The heading as it is written in the file; where it is not there, the one that it lacks."""
    given: str = ""
    """What stands in the cell; masked where the column is a person's number."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row read: a value a field; a blank cell, or one with a problem, is None."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """Where a field of ours stands in the file."""

    field: str
    letters: str
    heading: str
    variant: str = ""
    """The heading's normalised spelling, which decides the unit of what stands under it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as read from a file, with everything wrong in it."""

    name: str
    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]
    columns: tuple[FoundColumn, ...]
    ignored: tuple[str, ...] = ()
    """Headings of the file that mean nothing here; their cells were not read."""
    blank_rows: int = 0
    heading_row: int = 1
    absent: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What the columns are called that the file does not have, by field."""

    def located(self, problem: Problem) -> Problem:
        """Return `problem` with the sheet, column letters and heading of its field.

        Of a column that is not in the file, the heading is the one it should have.
        """
        found = next((one for one in self.columns if one.field == problem.field), None)
        if found is None:
            return replace(problem, sheet=self.name, heading=self.absent.get(problem.field, ""))
        return replace(problem, sheet=self.name, column=found.letters, heading=found.heading)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the import would change; both sides are plain values, not text."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What would become of one row."""

    number: int
    change: Change
    name: str
    """What the row is called in words, for the preview's first column."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing has been written yet."""

    rows: tuple[RowPreview, ...]
    problems: tuple[Problem, ...]

    def count(self, change: Change) -> int:
        """Return how many rows would be new, changed or the same."""
        return sum(row.change is change for row in self.rows)

    @property
    def stops(self) -> int:
        """How many problems have to be mended before anything can be written."""
        return sum(problem.severity is Severity.STOP for problem in self.problems)

    @property
    def asks(self) -> int:
        """How many problems want the person's word."""
        return sum(problem.severity is Severity.ASK for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    new: int
    changed: int
    same: int
    first_id: int | None = None
    """The first record of the list that is new, or else changed, where the import tells it."""

    @property
    def nothing_changed(self) -> bool:
        """Whether the file held nothing that was not stored already."""
        return not self.new and not self.changed
