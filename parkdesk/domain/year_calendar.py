"""Twelve small months with what is due on each day (年历): for the screen and the paper."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parkdesk.domain.reminders import ReminderKind

MONTHS = 12
WEEK = 7
_weeks = calendar.Calendar(calendar.MONDAY)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How much is due on a day, of each kind."""

    day: dt.date
    expiries: int = 0
    checks: int = 0
    findings: int = 0
    """Compliance findings that are to be answered by the day."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.expiries + self.checks + self.findings


@dataclass(frozen=True, slots=True)
class YearCounts:
    """The days of a year on which anything is due."""

    year: int
    days: Mapping[dt.date, DayCount] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Everything that is due in the year."""
        return sum(one.total for one in self.days.values())

    def on(self, day: dt.date) -> int:
        """Return how much is due on a day."""
        found = self.days.get(day)
        return 0 if found is None else found.total

    def in_month(self, month: int) -> int:
        """Return how much is due in a month."""
        return sum(one.total for day, one in self.days.items() if day.month == month)


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year for a print, and of which park it is, as known at an instant."""

    park: str
    park_en: str
    at: dt.datetime
    counts: YearCounts
    on: dt.date | None = None
    """The past day as at which it is read; None is the day of `at`."""


def year_counts(year: int, due: Iterable[tuple[ReminderKind, dt.date, int]]) -> YearCounts:
    """Add up what is due by day: kind, day and how many; days of other years are left out."""
    tally: dict[dt.date, dict[ReminderKind, int]] = {}
    for kind, day, count in due:
        if day.year == year:
            kinds = tally.setdefault(day, {})
            kinds[kind] = kinds.get(kind, 0) + count
    return YearCounts(
        year,
        {
            day: DayCount(
                day,
                kinds.get(ReminderKind.EXPIRY, 0),
                kinds.get(ReminderKind.SURVEILLANCE, 0),
                kinds.get(ReminderKind.FINDING, 0),
            )
            for day, kinds in tally.items()
        },
    )


def weeks_of(year: int, month: int) -> tuple[tuple[dt.date | None, ...], ...]:
    """Return the weeks of a month from Monday on; None for days of other months."""
    return tuple(
        tuple(day if day.month == month else None for day in week)
        for week in _weeks.monthdatescalendar(year, month)
    )
