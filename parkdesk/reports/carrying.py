"""Sums that a long list carries from page to page, as a ledger does (过次页, 承前页).

A page that was taken out of a list can then be added up by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate

from parkdesk.reports.tables import Row

Sums = tuple[int, ...]


def running(lines: Iterable[Sums], row: Callable[[str, Sums], Row]) -> Callable[[str, int], Row]:
    """Return what gives the sums of the first n lines as a row under a name; n is at least 1.

    `lines` are the amounts of each line, `row` writes sums of them. The sums are taken once, so
    that a list of ten thousand lines is not added up anew on each of its pages.
    """
    sums = tuple(accumulate(lines, _added))

    def after(name: str, count: int) -> Row:
        return row(name, sums[count - 1])

    return after


def _added(before: Sums, line: Sums) -> Sums:
    return tuple(one + other for one, other in zip(before, line, strict=True))
