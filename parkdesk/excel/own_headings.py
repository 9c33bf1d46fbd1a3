"""Headings of a list that the program does not know: which to ask about, and what is known then."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from parkdesk.domain.errors import Refused
from parkdesk.domain.import_headings import LONGEST_HEADING, OwnHeading
from parkdesk.domain.imports import Sheet
from parkdesk.excel.cells import Read, plain
from parkdesk.excel.columns import Column
from parkdesk.i18n import tr

UNIT_MISSING = "unit-missing"
"""The problem of a heading that does not say in which unit its cells are."""
_UNASKED = frozenset({"序号", "编号", "no.", "no", "行号", "row"})
"""They number the rows of a file; nothing is kept of them, and nobody is asked."""
_DIGITS = re.compile(r"\d{4,}|\*{3}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: a column of the list, and the unit where it has several."""

    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A heading to be asked about, and what it may well mean; None: nothing is likely."""

    heading: str
    guess: Meaning | None = None

    @property
    def key(self) -> str:
        """The heading as it is remembered."""
        return plain(self.heading)[:LONGEST_HEADING]


@dataclass(frozen=True, slots=True)
class HeadingQuestion:
    """Headings that nobody has explained, and the columns that no other heading fills."""

    unknown: tuple[UnknownHeading, ...]
    free: tuple[tuple[Meaning, str], ...]
    """What they may mean, each with its title."""
    needed: tuple[str, ...] = ()
    """Titles of those among `free` without which no new record can be written."""


def knowing(columns: Sequence[Column], own: Iterable[OwnHeading]) -> tuple[Column, ...]:
    """Return the columns so that they know these headings, too; what the program knows stays."""
    known = {spelling for spelling, read in _readers(columns).items() if read is not None}
    told = [one for one in own if one.field and one.heading not in known]
    return tuple(_knowing(column, [one for one in told if one.field == column.field])
                 for column in columns)  # fmt: skip


def question_of(sheet: Sheet, columns: Sequence[Column]) -> HeadingQuestion | None:
    """Return what there is to ask about a list that was read; None: every heading is clear."""
    unclear = [one.heading for one in sheet.problems if one.code == UNIT_MISSING]
    return _question([*unclear, *sheet.ignored], {one.field for one in sheet.columns}, columns)


def question_of_refused(
    error: Exception, columns: Sequence[Column], own: Iterable[OwnHeading]
) -> HeadingQuestion | None:
    """Return what there is to ask about a list without the headings that it needs.

    A row with numbers in it is a record: the list has no headings that could be explained.
    """
    if not isinstance(error, Refused) or error.code != "wrong-headings":
        return None
    found = error.params.get("found")
    heads = [str(one) for one in found] if isinstance(found, tuple) else []
    if any(_DIGITS.search(one) or one.isdigit() for one in heads):
        return None
    known = knowing(columns, own)
    readers = _readers(known)
    taken = {
        column.field
        for column in known
        for one in heads
        if column.readers().get(plain(one)) is not None
    }
    return _question([one for one in heads if readers.get(plain(one)) is None], taken, columns)


def _question(
    heads: Iterable[str], taken: Collection[str], columns: Sequence[Column]
) -> HeadingQuestion | None:
    free = [column for column in columns if column.field not in taken]
    unknown: dict[str, UnknownHeading] = {}
    guessed: set[str] = set()
    for head in heads:
        one = UnknownHeading(head)
        if not one.key or one.key in _UNASKED or one.key in unknown:
            continue
        guess = _guess(one.key, [column for column in free if column.field not in guessed])
        if guess is not None:
            guessed.add(guess.field)
        unknown[one.key] = replace(one, guess=guess)
    if not unknown or not free:
        return None
    needed = tuple(column.title for column in free if _is_needed(column))
    return HeadingQuestion(tuple(unknown.values()), tuple(_meanings(free)), needed)


def _meanings(columns: Iterable[Column]) -> Iterable[tuple[Meaning, str]]:
    for column in columns:
        yield Meaning(column.field), column.title
        for unit in _units(column):
            yield Meaning(column.field, plain(unit)), tr(unit)


def _units(column: Column) -> list[str]:
    """Return the headings of a column's other units: the source strings among its variants."""
    return [name for name, read in column.variants.items() if read is not None and name.isascii()]


def _guess(spelling: str, columns: Sequence[Column]) -> Meaning | None:
    """Return the column whose longest known heading stands in this one.

    A shorter heading (单位) is taken for one that a list needs (单位名称). A column of several
    units is never guessed: a wrong unit is worse than none.
    """
    inside = [
        (len(known), place, column.field)
        for place, column in enumerate(columns)
        if not column.variants
        for known in column.readers()
        if len(known) > 1 and (known in spelling or (_is_needed(column) and spelling in known))
    ]
    best = max(inside, key=lambda one: (one[0], -one[1]), default=None)
    return Meaning(best[2]) if best is not None else None


def _is_needed(column: Column) -> bool:
    return column.required or column.needed_for_new


def _knowing(column: Column, own: Sequence[OwnHeading]) -> Column:
    if not own:
        return column
    readers: dict[str, Read | None] = {
        one.heading: column.readers().get(one.unit) or column.read for one in own
    }
    return replace(column, variants={**column.variants, **readers})


def _readers(columns: Sequence[Column]) -> dict[str, Read | None]:
    return {spelling: read for column in columns for spelling, read in column.readers().items()}
