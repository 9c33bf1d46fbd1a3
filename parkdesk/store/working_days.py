"""The calendar of working days as it is stored."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.working_days import WorkingCalendar
from parkdesk.store.tables.working_days import CalendarDayRecord


def calendar_of(session: Session) -> WorkingCalendar:
    """Return every moved day that is known; a year with one of them is known whole."""
    rows = session.execute(select(CalendarDayRecord.day, CalendarDayRecord.works)).all()
    return WorkingCalendar(
        frozenset(row.day for row in rows if not row.works),
        frozenset(row.day for row in rows if row.works),
        frozenset(row.day.year for row in rows),
    )
