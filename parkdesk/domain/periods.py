"""Periods of which enterprises hand in returns: months, quarters and years, with one spelling each.

`2026-07`, `2026Q3` and `2026` are what is stored, printed in codes of forms and read back. Three
months are parts of a quarter, four quarters are parts of a year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.errors import InvalidInput

_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(0?[1-9]|1[0-2])\s*月?(?:份)?")
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_MONTHS_OF_QUARTER = 3
_QUARTERS_OF_YEAR = 4


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month (月份)."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        """The month's first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """The month's last day."""
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def days(self) -> DateRange:
        """All its days."""
        return DateRange(self.first, self.last)

    def shifted(self, months: int) -> Month:
        """Return the month that lies `months` later (earlier when negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def previous(self) -> Month:
        """Return the month before."""
        return self.shifted(-1)

    def year_before(self) -> Month:
        """Return the same month a year before."""
        return self.shifted(-12)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A calendar year (年度)."""

    year: int

    @property
    def first(self) -> dt.date:
        """The year's first day."""
        return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """The year's last day."""
        return dt.date(self.year, 12, 31)

    @property
    def days(self) -> DateRange:
        """All its days."""
        return DateRange(self.first, self.last)

    def shifted(self, years: int) -> Year:
        """Return the year that lies `years` later (earlier when negative)."""
        return Year(self.year + years)

    def previous(self) -> Year:
        """Return the year before."""
        return self.shifted(-1)

    def year_before(self) -> Year:
        """Return the year before: of a year, both comparisons are one."""
        return self.previous()

    def __str__(self) -> str:
        return f"{self.year:04}"


Period: TypeAlias = Month | Quarter | Year


def kind_of(period: Period) -> PeriodKind:
    """Return what kind of period it is."""
    if isinstance(period, Month):
        return PeriodKind.MONTH
    return PeriodKind.QUARTER if isinstance(period, Quarter) else PeriodKind.YEAR


def period_of(kind: PeriodKind, day: dt.date) -> Period:
    """Return the period of a kind that holds a day."""
    if kind is PeriodKind.MONTH:
        return Month(day.year, day.month)
    return Quarter.of(day) if kind is PeriodKind.QUARTER else Year(day.year)


def parse_period(text: str) -> Period:
    """Read 2026-07, 2026年7月, 2026Q3, 2026年第3季度, 2026, 2026年; refuse all else by name."""
    word = text.strip()
    month, year = _MONTH.fullmatch(word), _YEAR.fullmatch(word)
    if month is not None and int(month[1]):
        return Month(int(month[1]), int(month[2]))
    if year is not None and int(year[1]):
        return Year(int(year[1]))
    try:
        return Quarter.parse(word)
    except InvalidInput:
        raise InvalidInput({"period": "not-a-period"}, value=text) from None


def parts_of(period: Period) -> tuple[Period, ...]:
    """Return the shorter periods that make up a longer one, in order; a month has none."""
    if isinstance(period, Quarter):
        first = Month(period.first.year, period.first.month)
        return tuple(first.shifted(at) for at in range(_MONTHS_OF_QUARTER))
    if isinstance(period, Year):
        first_quarter = Quarter(period.year, 1)
        return tuple(first_quarter.shifted(at) for at in range(_QUARTERS_OF_YEAR))
    return ()


def whole_of(period: Period) -> Period | None:
    """Return the longer period that a shorter one is part of; a year is part of none."""
    if isinstance(period, Month):
        return Quarter.of(period.first)
    return Year(period.year) if isinstance(period, Quarter) else None
