"""Whole lists of people read as a clerk would type them, a column at a time."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from parkdesk.domain.programme_figures import Track
from parkdesk.domain.trainees import (
    BLANK_VALUES,
    NAMED_FIELDS,
    START_FIELDS,
    CellProblemError,
    RosterField,
    Trainee,
    read_beside,
)

ENTERPRISE_FIELDS = tuple(one for one in RosterField if one is not RosterField.EMPLOYER)
"""The columns of an enterprise's own roster: who hired its people is the claimant."""
_NOTHING_UNREAD: Mapping[str, str] = {}
_ALONE_UNREADABLE = object()
_new = object.__new__


def fields_of(track: Track | None) -> tuple[RosterField, ...]:
    """Return the columns that a roster of the track has, in their order."""
    return tuple(RosterField) if track is Track.INSTITUTION else ENTERPRISE_FIELDS


def typed_rows(columns: Mapping[str, Sequence[str]], year: int) -> tuple[Trainee, ...]:
    """Return the rows that come of typing these columns of texts, blank texts included.

    The same as `typed_row` for each row, but a text that stands in a column a thousand times is
    read once.
    """
    return tuple(made_of(*typed_columns(columns, year)))


def typed_columns(
    columns: Mapping[str, Sequence[str]], year: int
) -> tuple[dict[str, Sequence[Any]], list[Mapping[str, str]]]:
    """Return the values of each field, and the texts of each row that cannot be read."""
    count = len(next(iter(columns.values()), ()))
    values: dict[str, Sequence[Any]] = {}
    unread: dict[int, dict[str, str]] = defaultdict(dict)
    for cell, name in NAMED_FIELDS:
        if name in columns:
            values[name] = _typed_column(cell, columns[name], year, values, unread)
    return values, [unread.get(place, _NOTHING_UNREAD) for place in range(count)]


def made_of(
    columns: dict[str, Sequence[Any]], unread: Sequence[Mapping[str, str]]
) -> list[Trainee]:
    """Return the rows with these values; a field that has no column is blank.

    The values go straight into the slots of the rows, a column after the other: a constructor
    sets nineteen of them for each row, which takes three times as long. Each column is taken out
    of `columns`, so that a long list does not lie in the memory twice.
    """
    count = len(unread)
    rows = [*map(_new, repeat(Trainee, count))]
    for name, default in BLANK_VALUES.items():
        values = columns.pop(name, None)
        _fill(name, rows, repeat(default, count) if values is None else values)
    _fill("unread", rows, unread)
    return rows


def _fill(name: str, rows: Sequence[Trainee], values: Iterable[Any]) -> None:
    """Set a field of every row; a queue that keeps nothing walks through them at once."""
    deque(map(getattr(Trainee, name).__set__, rows, values), maxlen=0)


def _typed_column(
    cell: RosterField,
    texts: Sequence[str],
    year: int,
    columns: Mapping[str, Sequence[Any]],
    unread: Mapping[int, dict[str, str]],
) -> list[Any]:
    known = {text: _read_alone(cell, text, year) for text in set(texts)}
    found = [known[text] for text in texts]
    if _ALONE_UNREADABLE not in known.values():
        return found
    starts = [name for name in START_FIELDS if name in columns]
    for place, text in enumerate(texts):
        if found[place] is _ALONE_UNREADABLE:
            beside = {name: columns[name][place] for name in starts}
            try:
                found[place] = read_beside(cell, text, year, beside)
            except CellProblemError:
                found[place] = BLANK_VALUES[cell.value]
                unread[place][cell.value] = text.strip()
    return found


def _read_alone(cell: RosterField, text: str, year: int) -> Any:  # noqa: ANN401
    """Return the value of a text that needs no other cell of its row."""
    try:
        return read_beside(cell, text, year, {})
    except CellProblemError:
        return _ALONE_UNREADABLE
