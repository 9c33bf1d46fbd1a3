"""The calendar of working days: which years are known, and entering another year's notice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.working_days import Deadline, YearNotice, deadline, moved_days
from parkdesk.store.tables.working_days import CalendarDayRecord
from parkdesk.store.work import Work
from parkdesk.store.working_days import calendar_of
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year whose notice is known: weekdays off, weekend days worked, and the document."""

    year: int
    off: tuple[dt.date, ...]
    worked: tuple[dt.date, ...]
    document: str
    mark: Mark
    source: str
    is_own: bool


@query(Permission.PARK_READ)
def calendar_years(work: Work) -> tuple[CalendarYear, ...]:
    """Return the years whose notice is known, the latest first."""
    days = work.session.scalars(select(CalendarDayRecord).order_by(CalendarDayRecord.day)).all()
    years = sorted({one.day.year for one in days}, reverse=True)
    return tuple(_year(year, [one for one in days if one.day.year == year]) for year in years)


def _year(year: int, days: list[CalendarDayRecord]) -> CalendarYear:
    first = days[0]
    return CalendarYear(
        year,
        tuple(one.day for one in days if not one.works),
        tuple(one.day for one in days if one.works),
        first.document,
        Mark(first.mark),
        first.source,
        first.is_own,
    )


@command(Permission.PARK_EDIT)
def save_year_notice(work: Work, form: YearNotice) -> int:
    """Enter a year's notice, in the place of one that the park entered before; return its days.

    A year that came with the program is not replaced: correct it in the next release.
    """
    days = moved_days(form)
    stored = work.session.scalars(
        select(CalendarDayRecord).where(
            CalendarDayRecord.day >= dt.date(form.year or 1, 1, 1),
            CalendarDayRecord.day <= dt.date(form.year or 1, 12, 31),
        )
    ).all()
    if any(not one.is_own for one in stored):
        raise InvalidInput({"year": "year-of-the-program"})
    if stored:
        work.delete_many(CalendarDayRecord, CalendarDayRecord.id.in_([one.id for one in stored]))
    work.insert_many(
        CalendarDayRecord,
        [
            {
                "code": one.day.isoformat(),
                "day": one.day,
                "works": one.works,
                "name": "",
                "document": form.document.strip(),
                "mark": Mark.DOCUMENT.value,
                "source": "",
                "is_own": True,
            }
            for one in days
        ],
    )
    return len(days)


@query(Permission.CLAIM_READ)
def working_deadline(work: Work, begun_on: dt.date, days: int) -> Deadline:
    """Return the last of so many working days after a day, and whether its years are known."""
    return deadline(calendar_of(work.session), begun_on, days)
