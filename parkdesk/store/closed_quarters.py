"""Which quarters are closed, and when something that came late is counted.

A quarter is closed while it has a frozen edition that nobody has opened again. What is entered
afterwards with a day in it goes to the next quarter that is open: the frozen figures never move.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.store.tables.closings import ReopeningRecord
from parkdesk.store.tables.summaries import SnapshotRecord

_OPEN_AGAIN = "agreed"


@dataclass(frozen=True, slots=True)
class ClosedQuarters:
    """The quarters whose figures are frozen now."""

    quarters: frozenset[Quarter]

    def holds(self, day: dt.date) -> bool:
        """Return whether the day lies in a closed quarter."""
        return Quarter.of(day) in self.quarters

    def counted_on(self, day: dt.date) -> dt.date:
        """Return the day that figures count it on: itself, or the first day that is open after."""
        # Most lists meet no closed quarter at all.
        quarter = Quarter.of(day) if self.quarters else None
        if quarter is None or quarter not in self.quarters:
            return day
        while quarter in self.quarters:
            quarter = quarter.shifted(1)
        return quarter.first


def closed_quarters(session: Session) -> ClosedQuarters:
    """Return the quarters that are closed now: one look for a whole list."""
    frozen = session.scalars(select(SnapshotRecord.quarter).distinct())
    opened = session.scalars(select(ReopeningRecord.quarter).filter_by(state=_OPEN_AGAIN))
    return ClosedQuarters(frozenset(map(Quarter.parse, set(frozen) - set(opened))))
