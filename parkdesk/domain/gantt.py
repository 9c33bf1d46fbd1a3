"""Certificates as bars over months (时间轴): what the screen and the paper draw alike.

Plain geometry over days. Places are whole units of whatever the width was given in, pixels or
hundredths of a point; words come from whoever draws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from parkdesk.domain.calendar import add_months
from parkdesk.domain.certifications import CertificationStatus


class Zoom(IntEnum):
    """How many months from today on are in view."""

    QUARTER = 3
    YEAR = 12
    CYCLE = 36
    """The three years that most certificates hold."""

    @property
    def back(self) -> int:
        """How many whole months before the present one are in view."""
        return {Zoom.QUARTER: 1, Zoom.YEAR: 3, Zoom.CYCLE: 6}[self]


class Look(StrEnum):
    """What a piece of a bar says, by its pattern as well as by its colour."""

    HOLDS = "holds"
    """Valid, its reminder has not begun: a plain piece."""
    REMINDED = "reminded"
    """Within the lead time: hatched."""
    STOPPED = "stopped"
    """Suspended: dotted."""
    LAPSED = "lapsed"
    """From the last day to today, nobody renewed it: an empty, dashed piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, both days inside."""

    first_on: dt.date
    last_on: dt.date
    look: Look


@dataclass(frozen=True, slots=True)
class Check:
    """A yearly check: the day by which it is due, and whether it is done."""

    due_on: dt.date
    done: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One certificate: its days, its yearly checks, what it is worth today."""

    issued_on: dt.date
    expires_on: dt.date | None
    remind_on: dt.date | None
    status: CertificationStatus | None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar with what is written on it; `id` is the certificate's."""

    id: int
    enterprise_id: int
    enterprise: str
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    number: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class TimelineSheet:
    """Bars for a print, and of which park they are, as known at an instant."""

    park: str
    park_en: str
    at: dt.datetime
    rows: tuple[BarRow, ...]
    on: dt.date | None = None
    """The past day as at which it is read; None is the day of `at`."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid; the first month of a year is drawn stronger."""

    day: dt.date
    begins_year: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The days in view, both inside."""

    first_on: dt.date
    last_on: dt.date

    @classmethod
    def around(cls, today: dt.date, zoom: Zoom, shift: int = 0) -> Span:
        """Return whole months round `today`, moved by `shift` months."""
        month = add_months(today.replace(day=1), shift)
        first = add_months(month, -zoom.back)
        return cls(first, add_months(month, zoom.value + 1) - dt.timedelta(days=1))

    @property
    def days(self) -> int:
        """How many days are in view."""
        return (self.last_on - self.first_on).days + 1

    def at(self, day: dt.date, width: int) -> int:
        """Return where a day begins; days outside lie before 0 or beyond `width`."""
        return (day - self.first_on).days * width // self.days

    def day_at(self, place: int, width: int) -> dt.date:
        """Return the day at a place."""
        return self.first_on + dt.timedelta(days=place * self.days // max(width, 1))

    def extent(self, first: dt.date, last: dt.date, width: int) -> tuple[int, int] | None:
        """Return where these days begin and end, cut at the edges; None where none is in view."""
        if last < self.first_on or first > self.last_on:
            return None
        begin = self.at(max(first, self.first_on), width)
        end = self.at(min(last, self.last_on) + dt.timedelta(days=1), width)
        return begin, max(end, begin + 1)

    def ticks(self, width: int, least: int) -> Iterator[Tick]:
        """Yield the months' first days, or each third, sixth or twelfth, `least` apart or more."""
        month = width * 30 // self.days
        step = next((one for one in (1, 3, 6) if month * one >= least), 12)
        day = self.first_on.replace(day=1)
        while day <= self.last_on:
            if (day.month - 1) % step == 0 and day >= self.first_on:
                yield Tick(day, day.month == 1)
            day = add_months(day, 1)


def pieces(bar: Bar, today: dt.date, last_on: dt.date) -> tuple[Piece, ...]:
    """Return a bar's parts in order; one without an expiry reaches to `last_on`."""
    end = bar.expires_on or max(last_on, bar.issued_on)
    if bar.status is CertificationStatus.SUSPENDED:
        return (Piece(bar.issued_on, end, Look.STOPPED),)
    found = []
    turn = bar.remind_on
    if turn is None or turn > end:
        found.append(Piece(bar.issued_on, end, Look.HOLDS))
    elif turn <= bar.issued_on:
        found.append(Piece(bar.issued_on, end, Look.REMINDED))
    else:
        found.append(Piece(bar.issued_on, turn - dt.timedelta(days=1), Look.HOLDS))
        found.append(Piece(turn, end, Look.REMINDED))
    if bar.status is CertificationStatus.EXPIRED and end < today:
        found.append(Piece(end + dt.timedelta(days=1), today, Look.LAPSED))
    return tuple(found)
