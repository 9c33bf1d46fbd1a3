"""Splitting money over rows and over levels at once so that both ways it foots, to the fen."""

from __future__ import annotations

from collections.abc import Sequence


def spread_both(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return a table of whole fen with these row sums and these column sums.

    Each cell is the proportional one, rounded down, and the few fen that are left are laid where
    a row and a column still lack some. Both must have the same total; none may be negative.
    """
    total = sum(rows)
    if total != sum(columns) or min((*rows, *columns), default=0) < 0:
        raise ValueError(rows, columns)
    if not total:
        return tuple((0,) * len(columns) for _row in rows)
    cells = [[row * column // total for column in columns] for row in rows]
    lacking = [column - sum(cell[at] for cell in cells) for at, column in enumerate(columns)]
    for row, cell in zip(rows, cells, strict=True):
        missing = row - sum(cell)
        for at, needed in enumerate(lacking):
            given = min(missing, needed)
            cell[at] += given
            lacking[at] -= given
            missing -= given
    return tuple(tuple(cell) for cell in cells)


def spread_in_order(amount_cents: int, limits: Sequence[int]) -> tuple[int, ...]:
    """Return how an amount fills the limits one after the other; what fits nowhere is refused."""
    left = amount_cents
    parts = []
    for limit in limits:
        part = min(left, limit)
        parts.append(part)
        left -= part
    if left or amount_cents < 0:
        raise ValueError(amount_cents)
    return tuple(parts)


def equal_parts(amount_cents: int, count: int) -> tuple[int, ...]:
    """Return an amount in `count` parts that differ by a fen at most; the larger come first."""
    share, rest = divmod(amount_cents, count)
    return tuple(share + (1 if place < rest else 0) for place in range(count))
