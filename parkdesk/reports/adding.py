"""Sizes on paper added up alike by every Python, so that a print has the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Iterable


def added(sizes: Iterable[float]) -> float:
    """Return the sum, rounded after each step.

    Python's own `sum` does so up to 3.11; from 3.12 on it carries what was rounded off, and a
    figure that stands at the right of a column moves by a hundredth of a point.
    """
    total = 0.0
    for size in sizes:
        total += size
    return total
