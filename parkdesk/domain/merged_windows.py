"""A window of two lists in one order, where only one of them is short enough to be held whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from parkdesk.domain.paging import Window

RowT = TypeVar("RowT")
Fetch = Callable[[int, int], Window[RowT]]
"""Returns so many rows of the long list from an offset, in its order."""


def merged_window(
    fetch: Fetch[RowT],
    short: Sequence[RowT],
    key: Callable[[RowT], Any],
    offset: int,
    limit: int,
    *,
    descending: bool = False,
) -> Window[RowT]:
    """Return `limit` rows from `offset` of both lists in one order; at equal keys the long first.

    No row of the long list stands further back than by the length of the short one: so many rows
    more are fetched, and no others.
    """
    offset = max(offset, 0)
    own = sorted(short, key=key, reverse=descending)
    first = max(0, offset - len(own))
    found = fetch(first, offset - first + limit)

    def comes_before(one: RowT, other: RowT) -> bool:
        return bool(key(other) < key(one) if descending else key(one) < key(other))

    rows: list[RowT] = []
    place = 0
    for row in found.rows:
        while place < len(own) and comes_before(own[place], row):
            rows.append(own[place])
            place += 1
        rows.append(row)
    if first + len(found.rows) >= found.total:
        rows.extend(own[place:])
    # What of the short list stands before the rows fetched is in `rows` too: it begins there.
    begins = offset - first
    return Window(tuple(rows[begins : begins + limit]), found.total + len(own), offset)
