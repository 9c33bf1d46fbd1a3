"""Who is in the park, counted from days that are kept in order until somebody is saved."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.store.kept_until import KeptUntil
from parkdesk.store.tables.enterprises import EnterpriseRecord

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stock:
    """The days on which enterprises came, and their last days in the park, each in order.

    The rule is that of `figure_rows.enterprises_of`: who has its last day on the last day of a
    period is still in its stock and leaves in the next.
    """

    entered: Sequence[dt.date]
    left: Sequence[dt.date]

    @property
    def begins(self) -> dt.date | None:
        """The day the first one came; None in an empty park."""
        return self.entered[0] if self.entered else None

    def count(self, key: ParkFigureKey, days: DateRange) -> int:
        """Return a figure of enterprises over a period."""
        if key is ParkFigureKey.RESIDENTS:
            return bisect_right(self.entered, days.last) - bisect_left(self.left, days.last)
        if key is ParkFigureKey.JOINED:
            return bisect_right(self.entered, days.last) - bisect_left(self.entered, days.first)
        return bisect_right(self.left, days.last - _DAY) - bisect_left(self.left, days.first - _DAY)


_kept: KeptUntil[Stock] = KeptUntil(EnterpriseRecord)


def stock_of(session: Session) -> Stock:
    """Return the days of this park's enterprises; a reader's are kept until one is saved."""
    return _kept.get(session, "", lambda: _ask(session))


def _ask(session: Session) -> Stock:
    record = EnterpriseRecord
    entered: list[dt.date] = []
    left: list[dt.date] = []
    for came, went, count in session.execute(
        select(record.entered_on, record.left_on, func.count())
        .where(record.status != EnterpriseStatus.APPLIED)
        .group_by(record.entered_on, record.left_on)
    ):
        entered += [came] * count
        if went is not None:
            left += [went] * count
    entered.sort()
    left.sort()
    return Stock(entered, left)
