"""How large a demonstration park is, and when it takes place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter

NOW = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning in China: the hour at which the demonstration park stands still."""
TODAY = dt.date(2026, 10, 12)
QUARTERS = tuple(Quarter(2024, 4).shifted(at) for at in range(8))
"""The quarters with contracts, executions and returns: 2024Q4 to 2026Q3."""
DEFAULT_SEED = 2026
DEFAULT_ENTERPRISES = 40
DEFAULT_TRAINEES = 300
TOLD_AT_LENGTH = 200
"""Enterprises beyond this number get less history: they are there to be many."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what."""

    enterprises: int = DEFAULT_ENTERPRISES
    trainees: int = DEFAULT_TRAINEES
    seed: int = DEFAULT_SEED
