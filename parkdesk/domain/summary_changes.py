"""What one frozen edition of a quarter says otherwise than another."""

from __future__ import annotations

from parkdesk.domain.closing import MovedFigure
from parkdesk.domain.summaries import FigureKey, QuarterlySummary


def moved_figures(before: QuarterlySummary, after: QuarterlySummary) -> tuple[MovedFigure, ...]:
    """Return the key figures that moved from one edition to the next, in their order."""
    moved = []
    for key in FigureKey:
        old, new = before.figure(key), after.figure(key)
        values = (old.value if old else None, new.value if new else None)
        known = new or old
        if known is not None and values[0] != values[1]:
            moved.append(MovedFigure(key.value, known.unit.value, *values))
    return tuple(moved)
