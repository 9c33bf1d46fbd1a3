"""Bookings (预订) of a platform's rooms and equipment, by half hours that only one can have.

Which rooms there are, their hours and days are the park's own; no rule names any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import MOST_COUNTED
from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import WrongState
from parkdesk.domain.platforms import KINDS, Platform, ServiceKind
from parkdesk.domain.reasons import says_too_little

DAY_SLOTS = 48
"""Half hours of a day; slot 0 begins at 00:00, 48 is the end of the day."""
TENTHS_OF_A_SLOT = 5
LONGEST_NAME = 80
LONGEST_PURPOSE = 200
MOST_WEEKS = 53
"""A series is booked for a year at most."""
_WEEK = 7


class PlaceKind(StrEnum):
    """What can be booked."""

    MEETING_ROOM = "meeting-room"
    TRAINING_ROOM = "training-room"
    LABORATORY = "laboratory"
    TEST_ENVIRONMENT = "test-environment"
    EQUIPMENT = "equipment"
    OTHER = "other"


class OpenDays(StrEnum):
    """The days of the week on which a place is open."""

    WEEKDAYS = "weekdays"
    SIX_DAYS = "six-days"
    EVERY_DAY = "every-day"


_OPEN_DAYS = {OpenDays.WEEKDAYS: 5, OpenDays.SIX_DAYS: 6, OpenDays.EVERY_DAY: 7}


class BookingState(StrEnum):
    """What became of a booking."""

    BOOKED = "booked"
    """已预订"""
    HELD = "held"
    """已使用"""
    NOT_COME = "not-come"
    """未到"""
    CANCELLED = "cancelled"
    """已取消"""


class BookingAction(StrEnum):
    """What a person does with a booking."""

    HOLD = "hold"
    MISS = "miss"
    CANCEL = "cancel"
    TAKE_BACK = "take-back"


STEPS = {
    (BookingState.BOOKED, BookingAction.HOLD): BookingState.HELD,
    (BookingState.BOOKED, BookingAction.MISS): BookingState.NOT_COME,
    (BookingState.BOOKED, BookingAction.CANCEL): BookingState.CANCELLED,
    (BookingState.HELD, BookingAction.TAKE_BACK): BookingState.BOOKED,
    (BookingState.NOT_COME, BookingAction.TAKE_BACK): BookingState.BOOKED,
}
"""Every step there is. A cancelled one stays so: its half hours may be another's by now."""


def after(state: BookingState, action: BookingAction) -> BookingState:
    """Return the state that `action` leads to; raises WrongState where it leads nowhere."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


@dataclass(frozen=True, slots=True)
class SavePlace:
    """A place as typed; `opens` and `closes` are half hours of the day, 18 is 09:00."""

    name: str
    kind: PlaceKind | None
    platform: Platform | None
    service_kind: ServiceKind | None
    """What a line of the service log is of that comes of a booking here."""
    opens: int | None
    closes: int | None
    open_days: OpenDays | None
    active_from: dt.date | None
    active_until: dt.date | None = None
    seats: int | None = None
    unit: str = ""
    """How equipment is counted: 台, 套; empty: the place as a whole."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a place is open; its first and its last day count."""

    opens: int
    closes: int
    open_days: OpenDays
    active_from: dt.date
    active_until: dt.date | None = None

    def is_open_on(self, day: dt.date) -> bool:
        """Return whether it is open on `day`."""
        last = self.active_until or dt.date.max
        return self.active_from <= day <= last and day.weekday() < _OPEN_DAYS[self.open_days]

    def open_slots(self, first: dt.date, last: dt.date) -> int:
        """Return how many half hours it is open from `first` to `last`, both counted."""
        days = (first + dt.timedelta(days=one) for one in range((last - first).days + 1))
        return (self.closes - self.opens) * sum(map(self.is_open_on, days))


@dataclass(frozen=True, slots=True)
class SaveBooking:
    """A booking as typed, from half hour `first` to before `until`.

    With `weeks` above one it is booked that many weeks, each as a booking of its own.
    """

    place_id: int | None
    enterprise_id: int | None
    day: dt.date | None
    first: int | None
    until: int | None
    purpose: str
    persons: int | None = None
    weeks: int = 1
    note: str = ""

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day that is asked for."""
        if self.day is None:
            return ()
        return tuple(self.day + dt.timedelta(days=_WEEK * week) for week in range(self.weeks))


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """How a place was used in a period, in half hours; `not_come` was booked in vain."""

    place_id: int
    name: str
    platform: Platform
    open_slots: int
    used_slots: int = 0
    not_come_slots: int = 0
    bookings: int = 0


def time_text(slot: int) -> str:
    """Return when a half hour begins: 18 is 09:00, 48 is 24:00."""
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"


def hours_tenths(first: int, until: int) -> int:
    """Return how long it is, in tenths of an hour."""
    return (until - first) * TENTHS_OF_A_SLOT


def check_place(form: SavePlace) -> dict[str, str]:
    """Return what does not hold: field to code."""
    needed = ("kind", "platform", "service_kind", "opens", "closes", "open_days", "active_from")
    problems = {name: "required" for name in needed if getattr(form, name) is None}
    if not form.name.strip():
        problems["name"] = "required"
    elif len(form.name.strip()) > LONGEST_NAME:
        problems["name"] = "offer-name-too-long"
    platform, kind = form.platform, form.service_kind
    if platform is not None and kind is not None and kind not in KINDS[platform]:
        problems["service_kind"] = "kind-not-of-platform"
    if form.seats is not None and not 1 <= form.seats <= MOST_COUNTED:
        problems["seats"] = "number-too-large" if form.seats > 0 else "place-needs-a-seat"
    return problems | _check_hours(form.opens, form.closes, "closes") | _check_days(form)


def _check_days(form: SavePlace) -> dict[str, str]:
    first, last = form.active_from, form.active_until
    if first is not None and last is not None and last < first:
        return {"active_until": "end-before-start"}
    return {}


def _check_hours(first: int | None, until: int | None, field: str) -> dict[str, str]:
    if first is None or until is None:
        return {}
    if not (0 <= first < DAY_SLOTS and until <= DAY_SLOTS):
        return {field: "not-a-half-hour"}
    return {field: "booking-ends-before"} if until <= first else {}


def check_booking(form: SaveBooking) -> dict[str, str]:
    """Return what does not hold of a booking by itself: field to code."""
    needed = ("place_id", "enterprise_id", "day", "first", "until")
    problems = {name: "required" for name in needed if getattr(form, name) is None}
    if not form.purpose.strip():
        problems["purpose"] = "required"
    elif len(form.purpose.strip()) > LONGEST_PURPOSE:
        problems["purpose"] = "request-subject-too-long"
    if form.persons is not None and not 0 <= form.persons <= MOST_COUNTED:
        problems["persons"] = "negative-number" if form.persons < 0 else "number-too-large"
    if not 1 <= form.weeks <= MOST_WEEKS:
        problems["weeks"] = "booking-weeks"
    return problems | _check_hours(form.first, form.until, "until")


def check_presence(
    opening: Opening, residence: Residence, days: Iterable[dt.date], first: int, until: int
) -> tuple[dict[str, str], dt.date | None]:
    """Return what does not hold on one of `days` (field to code), and the first such day."""
    for day in days:
        if residence.left_on is not None and day > residence.left_on:
            return {"enterprise_id": "served-after-leaving"}, day
        if not opening.is_open_on(day):
            return {"day": "place-closed-on-day"}, day
    if first < opening.opens or until > opening.closes:
        return {"until": "outside-opening-hours"}, None
    return {}, None


def check_cancelling(reason: str) -> dict[str, str]:
    """Return what does not hold of the reason of a cancellation: field to code."""
    return {"reason": "booking-needs-reason"} if says_too_little(reason) else {}
