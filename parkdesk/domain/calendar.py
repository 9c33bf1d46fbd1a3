"""Quarters, ranges of days and months, as the notices count them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from parkdesk.domain.errors import InvalidInput

_QUARTER = re.compile(r"(\d{4})\s*[-年]?\s*[Qq第]\s*([1-4])(?:\s*季度)?")

CHINA = dt.timezone(dt.timedelta(hours=8), "CST")
"""The one civil time of the country: what day it is in the park, whatever the PC says."""


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `first` to `last`, both inside."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter (季度)."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """Return the quarter that holds `day`."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2026Q3`, `2026-Q3` or `2026年第3季度`; refuse anything else by name."""
        found = _QUARTER.fullmatch(text.strip())
        if found is None:
            raise InvalidInput({"quarter": "not-a-quarter"}, value=text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def last_full(cls, today: dt.date) -> Quarter:
        """Return the last quarter that has ended before `today`."""
        return cls.of(today).previous()

    @property
    def first(self) -> dt.date:
        """The quarter's first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        """The quarter's last day."""
        month = 3 * self.number
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def days(self) -> DateRange:
        """All its days."""
        return DateRange(self.first, self.last)

    def shifted(self, quarters: int) -> Quarter:
        """Return the quarter that lies `quarters` later (earlier when negative)."""
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1)

    def previous(self) -> Quarter:
        """Return the quarter before: what 环比 compares with."""
        return self.shifted(-1)

    def year_before(self) -> Quarter:
        """Return the same quarter a year before: what 同比 compares with."""
        return self.shifted(-4)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 28 February for a 29th that is not there."""
    return add_months(day, 12 * years)


def months_inclusive(first: dt.date, last: dt.date) -> int:
    """Return the whole months from `first` to `last`, both days counted.

    2026-05-11 to 2027-05-10 is 12 months: the day after the last begins a 13th.
    """
    end = last + dt.timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month
    return months - 1 if add_months(first, months) > end else months


def end_of_day(day: dt.date) -> dt.datetime:
    """Return the first instant after a civil day in China: what was before it was known then."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), CHINA)


def known_by(day: dt.date | None, on: dt.date | None) -> dt.date | None:
    """Return a day as it was known as at another: one that had come; None is today."""
    return None if day is not None and on is not None and day > on else day


def day_in_china(instant: dt.datetime) -> dt.date:
    """Return the civil day of an instant in China."""
    return instant.astimezone(CHINA).date()
