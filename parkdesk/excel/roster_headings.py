"""The headings of a pasted or imported roster: which are known, which have to be asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parkdesk.domain import id_number
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.roster_headings import LONGEST_HEADING, Meanings
from parkdesk.domain.trainees import RosterField
from parkdesk.excel.cells import plain
from parkdesk.excel.roster import ROSTER_COLUMNS

Heads = tuple[RosterField | None, ...]
_ALL = tuple(RosterField)
_KNOWN_MAKE_HEADINGS = 2
"""Two known headings make a row of headings: one alone may be somebody's remark."""
_LONG_NUMBER = re.compile(r"[0-9A-Za-z]*\d{7,}[0-9A-Za-z]*", re.ASCII)
_NUMBER = re.compile(r"\d{14}[\dX]{1,4}|\d(?:\.\d+)?E\+?\d+")
_LONGEST_NAME = 4
_UNASKED = frozenset(
    {
        *("序号", "编号", "no.", "no", "性别", "sex", "gender", "年龄", "age"),
        *("出生日期", "出生年月", "出生年月日", "生日", "民族", "籍贯", "照片", "签名", "签字"),
        *("联系电话", "联系方式", "电话", "手机", "手机号", "手机号码", "邮箱", "邮编", "住址"),
    }
)
"""Columns of people's lists that a roster has no place for: sex and birth date are read from the
identity number. They are named as left out, and nobody is asked."""


@dataclass(frozen=True, slots=True)
class UnknownHeading:
    """A heading to be asked about, with a value that stands under it and what it may well be."""

    heading: str
    sample: str
    guess: RosterField | None

    @property
    def key(self) -> str:
        """The heading as it is remembered."""
        return plain(self.heading)[:LONGEST_HEADING]


def headed(
    cells: Sequence[str],
    meanings: Meanings | None = None,
    fields: Collection[RosterField] = _ALL,
) -> Heads | None:
    """Return what each of a table's first cells heads; None where they are no headings.

    A column that heads what another one heads already has no place: the first one counts. Nor
    has one that heads none of `fields`, those of the roster.
    """
    found = _meant(cells, meanings or {})
    if sum(field is not None for field in found) < _KNOWN_MAKE_HEADINGS:
        return None
    return tuple(field if field in fields else None for field in found)


def looks_headed(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row must be headings: an identity number stands below words."""
    below = table[1] if len(table) > 1 else ()
    return any(
        _NUMBER.fullmatch(id_number.normalise(cell)) and head and not re.search(r"\d", head)
        for head, cell in zip(table[0], below, strict=False)
    )


def unknown_headings(
    table: Sequence[Sequence[str]], meanings: Meanings, fields: Collection[RosterField] = _ALL
) -> tuple[UnknownHeading, ...]:
    """Return the headings of a table's first row that have to be asked about, in their order."""
    cells = table[0]
    taken = {field for field in _meant(cells, meanings) if field is not None}
    taken |= {field for field in _ALL if field not in fields}
    spellings = known_spellings()
    found: list[UnknownHeading] = []
    for place, cell in enumerate(cells):
        spelling = plain(cell)[:LONGEST_HEADING]
        known = spelling in spellings or spelling in meanings or spelling in _UNASKED
        if not spelling or known or spelling in {one.key for one in found}:
            continue
        sample = next((row[place] for row in table[1:] if place < len(row) and row[place]), "")
        guess = _guess(spelling, sample, taken)
        if guess is not None:
            taken.add(guess)
        found.append(UnknownHeading(" ".join(cell.split()), _shown(sample), guess))
    return tuple(found)


def free_fields(
    cells: Sequence[str], meanings: Meanings, fields: Sequence[RosterField] = _ALL
) -> tuple[RosterField, ...]:
    """Return the columns of the roster that no heading fills yet."""
    taken = {field for field in _meant(cells, meanings) if field is not None}
    return tuple(field for field in fields if field not in taken)


def known_spellings() -> dict[str, RosterField]:
    """Return every heading that the program knows by itself."""
    return {
        spelling: RosterField(column.field)
        for column in ROSTER_COLUMNS
        for spelling in column.readers()
    }


def _meant(cells: Sequence[str], meanings: Meanings) -> Heads:
    known = known_spellings()
    found: list[RosterField | None] = []
    for cell in cells:
        spelling = plain(cell)[:LONGEST_HEADING]
        field = known.get(spelling) or meanings.get(spelling)
        found.append(None if field in found else field)
    return tuple(found)


def _guess(spelling: str, sample: str, taken: set[RosterField]) -> RosterField | None:
    """Return what the column may be: by its value, else by a known heading inside its own."""
    if RosterField.ID_NUMBER not in taken and id_number.holds(id_number.normalise(sample)):
        return RosterField.ID_NUMBER
    inside = [
        (len(known), field)
        for known, field in known_spellings().items()
        if field not in taken and len(known) > 1 and (known in spelling or spelling in known)
    ]
    if inside:
        return max(inside, key=lambda one: one[0])[1]
    name = sample.isalpha() and not sample.isascii() and len(sample) <= _LONGEST_NAME
    is_name = name and ("名" in spelling or "员" in spelling) and RosterField.NAME not in taken
    return RosterField.NAME if is_name else None


def _shown(sample: str) -> str:
    """Return a value as it may stand on the screen: whoever it belongs to keeps their number."""
    return _LONG_NUMBER.sub(lambda found: mask_id_number(found[0]), sample)[:40]
