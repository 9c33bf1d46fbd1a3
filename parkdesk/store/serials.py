"""The next number of a year: BF-2026-0007 after BF-2026-0006."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from parkdesk.store.work import Work


def next_serial(work: Work, column: InstrumentedAttribute[Any], prefix: str) -> int:
    """Return one more than the greatest serial among the numbers that begin with `prefix`."""
    fits = column.startswith(prefix, autoescape=True)
    longest = work.session.scalar(select(func.max(func.length(column))).where(fits))
    if longest is None:
        return 1
    # Numbers above 9,999 are longer: the greatest is among the longest.
    greatest = work.session.scalar(
        select(func.max(column)).where(fits, func.length(column) == longest)
    )
    return int(str(greatest).removeprefix(prefix)) + 1
