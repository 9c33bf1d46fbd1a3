"""Working days (工作日): weekdays, but for the days that the State Council's notice moves.

A year whose notice nobody has entered is not known: its weekends are counted and nothing else,
and whoever shows the result says that it is to be checked (待核实).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parkdesk.domain.errors import InvalidInput

_SATURDAY = 5
_DAY = dt.timedelta(days=1)
_ONE = r"(\d{1,2})[./月-](\d{1,2})日?"
_SPAN = re.compile(rf"{_ONE}(?:[-~至—–到]{_ONE})?")
_BETWEEN = re.compile(r"[,，、;；\s]+")
LONGEST_HOLIDAY = 20
"""Days; a longer span is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """What the notices say: weekdays off, weekend days worked, and the years that are known."""

    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices are open on `day`."""
        if day.weekday() >= _SATURDAY:
            return day in self.worked
        return day not in self.off

    def knows(self, first: dt.date, last: dt.date) -> bool:
        """Whether the notice of every year from `first` to `last` is known."""
        return all(year in self.years for year in range(first.year, last.year + 1))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period of working days; `known` is False where a year's notice is not."""

    last: dt.date
    known: bool


def deadline(calendar: WorkingCalendar, begun_on: dt.date, days: int) -> Deadline:
    """Return the last of `days` working days after `begun_on`, which is not counted itself.

    The day on which a period begins is not counted: 民法典 Art. 201 (mark C: not read in the
    document for this program; the notices that ask for 公示 name only the number of days).
    """
    if days < 1:
        raise InvalidInput({"working_days": "too-few-days"}, days=1)
    day, left = begun_on, days
    while left:
        day += _DAY
        left -= calendar.is_working_day(day)
    return Deadline(day, calendar.knows(begun_on, day))


def working_days_between(calendar: WorkingCalendar, begun_on: dt.date, day: dt.date) -> int:
    """Return the working days after `begun_on` up to `day`, which is counted; 0 before."""
    span = max((day - begun_on).days, 0)
    return sum(
        calendar.is_working_day(begun_on + dt.timedelta(days=one)) for one in range(1, span + 1)
    )


@dataclass(frozen=True, slots=True)
class YearNotice:
    """A year's notice as a person enters it; `off` and `worked` are lists such as 1.1-1.3, 2.15."""

    year: int | None
    document: str
    off: str
    worked: str = ""


@dataclass(frozen=True, slots=True)
class MovedDay:
    """One day on which a year differs from plain weeks."""

    day: dt.date
    works: bool


def moved_days(form: YearNotice) -> tuple[MovedDay, ...]:
    """Return the days that a notice moves, in order; refuses what cannot be.

    Weekend days inside a holiday are off anyway and are left out.
    """
    problems = _missing(form)
    if problems:
        raise InvalidInput(problems)
    assert form.year is not None
    off = _days(form.year, form.off, "off")
    worked = _days(form.year, form.worked, "worked")
    if any(day.weekday() < _SATURDAY for day in worked):
        raise InvalidInput({"worked": "worked-on-a-weekday"})
    if off & worked:
        raise InvalidInput({"worked": "day-off-and-worked"})
    found = [MovedDay(day, works=False) for day in off if day.weekday() < _SATURDAY]
    found += [MovedDay(day, works=True) for day in worked]
    return tuple(sorted(found, key=lambda one: one.day))


def _missing(form: YearNotice) -> dict[str, str]:
    needed = {"year": form.year, "document": form.document.strip(), "off": form.off.strip()}
    return {name: "required" for name, value in needed.items() if not value}


def _days(year: int, text: str, field: str) -> set[dt.date]:
    found: set[dt.date] = set()
    for part in filter(None, _BETWEEN.split(text.strip())):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise InvalidInput({field: "not-days"}, value=part)
        try:
            found.update(_span(year, match))
        except ValueError:
            raise InvalidInput({field: "not-days"}, value=part) from None
    return found


def _span(year: int, match: re.Match[str]) -> Iterator[dt.date]:
    first = dt.date(year, int(match[1]), int(match[2]))
    last = dt.date(year, int(match[3]), int(match[4])) if match[3] else first
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise ValueError(match[0])
    for one in range((last - first).days + 1):
        yield first + dt.timedelta(days=one)
