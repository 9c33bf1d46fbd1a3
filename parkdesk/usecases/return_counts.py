"""Who owes a return of a quarter and who handed it in: counted here alone, for every use.

An enterprise that owes no return may hand one in all the same; it is counted apart, so that what
was filed and what is missing are together what was owed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period, kind_of
from parkdesk.domain.shares import WHOLE, permille
from parkdesk.domain.statistics import FillState
from parkdesk.store.quarters import due_rule, expected_in, fill_is
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class ReturnCounts:
    """How far a quarter's returns have come on a day; `filed` and `missing` make `expected`."""

    expected: int
    """Enterprises that owe a return."""
    filed: int
    """Those of them that have handed it in."""
    drafts: int
    """Those of the missing that have entered something; the check before a closing has its own."""
    beyond: int
    """Returns of enterprises that owed none."""
    due_on: dt.date
    due_is_confirmed: bool
    late: bool
    """Whether the due day has passed."""

    @property
    def missing(self) -> int:
        """Owed and not handed in, drafts among them, whether due already or not."""
        return self.expected - self.filed

    @property
    def overdue(self) -> int:
        """Missing after the due day."""
        return self.missing if self.late else 0

    @property
    def filed_permille(self) -> int | None:
        """The share handed in, a whole only where none is missing; None where nobody owes one."""
        if not self.expected:
            return None
        return permille(self.filed, self.expected, reaching=WHOLE)


@query(Permission.STATISTICS_READ)
def return_counts(
    work: Work, period: Period | None = None, on: dt.date | None = None
) -> ReturnCounts:
    """Return the counts of a period, of the last full quarter where none is named.

    As at a day: of the returns handed in by then.
    """
    day = on or work.today
    period = period or Quarter.last_full(day)
    session = work.session
    owed = expected_in(period, on)
    filed = fill_is(FillState.SUBMITTED, period, late=False, on=on)
    due = due_rule(session, kind_of(period))
    due_on = due.due_on(period)

    def count(*where: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(EnterpriseRecord).where(*where)
        return session.scalar(counted) or 0

    return ReturnCounts(
        count(owed),
        count(owed, filed),
        count(fill_is(FillState.DRAFT, period, late=False, on=on)),
        count(~owed, filed),
        due_on,
        due.certainty.confirmed,
        day > due_on,
    )


@query(Permission.STATISTICS_READ)
def count_overdue(work: Work) -> int:
    """Return how many enterprises owe their return for the last full quarter past its due day."""
    return return_counts(work).overdue
