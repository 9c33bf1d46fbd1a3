"""What one frozen edition of a quarter says otherwise than another."""

from __future__ import annotations

from parkdesk.domain.closing import MovedFigure
from parkdesk.domain.summaries import FigureKey, QuarterlySummary, Unit

EXECUTED = "executed"
"""All execution of the quarter: kept among the totals, on no card of page 1."""


def moved_figures(before: QuarterlySummary, after: QuarterlySummary) -> tuple[MovedFigure, ...]:
    """Return the key figures that moved from one edition to the next, in their order.

    All execution comes last; it is told of where both editions keep it.
    """
    moved = []
    for key in FigureKey:
        old, new = before.figure(key), after.figure(key)
        values = (old.value if old else None, new.value if new else None)
        known = new or old
        if known is not None and values[0] != values[1]:
            moved.append(MovedFigure(key.value, known.unit.value, *values))
    if before.totals is not None and after.totals is not None:
        pair = before.totals.executed_usd_cents, after.totals.executed_usd_cents
        if pair[0] != pair[1]:
            moved.append(MovedFigure(EXECUTED, Unit.USD_CENTS, *pair))
    return tuple(moved)
