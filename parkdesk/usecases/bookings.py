"""Bookings (预订) of rooms and equipment: made, moved, held, missed, cancelled, put in the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.bookings import (
    DAY_SLOTS,
    BookingAction,
    BookingState,
    SaveBooking,
    after,
    check_booking,
    check_cancelling,
    check_presence,
    hours_tenths,
    time_text,
)
from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.stops import StopEffect
from parkdesk.store.bookings import Taken, free_slots, lock_place, opening_of, take_slots, taken
from parkdesk.store.serials import next_serial
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.bookings import BookablePlaceRecord, BookingRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.platforms import SaveService, record_service

_NONE_CONFIRMED: frozenset[str] = frozenset()
CLASH = "bookings-clash"


@dataclass(frozen=True, slots=True)
class _Wish:
    """A booking whose every part is known."""

    form: SaveBooking
    place: BookablePlaceRecord
    enterprise: EnterpriseRecord
    first: int
    until: int


@command(Permission.PLATFORM_EDIT)
def book_place(
    work: Work, form: SaveBooking, confirmed: frozenset[str] = _NONE_CONFIRMED
) -> tuple[int, ...]:
    """Book a place, for one day or for the same hours of several weeks; return the ids.

    Where a week of several is taken nothing is booked, unless the person says to leave it out.
    """
    wish = _wish(work, form, confirmed)
    clashes = taken(work, wish.place.id, form.days, wish.first, wish.until, None)
    busy = {one.day for one in clashes}
    free = [day for day in form.days if day not in busy]
    if clashes and not free:
        raise _taken(wish, clashes[0])
    if clashes and CLASH not in confirmed:
        raise NeedsConfirmation(
            CLASH,
            place=wish.place.name,
            taken=tuple(f"{one.day.isoformat()} {one.hours} {one.enterprise}" for one in clashes),
            count=len(free),
        )
    prefix = f"YD-{work.today.year}-"
    serial = next_serial(work, BookingRecord.number, prefix)
    return tuple(
        _book(work, wish, day, f"{prefix}{number:04d}") for number, day in enumerate(free, serial)
    )


@command(Permission.PLATFORM_EDIT)
def edit_booking(
    work: Work,
    booking_id: int,
    version: int,
    form: SaveBooking,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> None:
    """Move or correct a booking that nothing became of yet."""
    record = work.get(BookingRecord, booking_id, version=version)
    if BookingState(record.state) is not BookingState.BOOKED:
        raise WrongState(state=BookingState(record.state), action="edit")
    if form.weeks != 1:
        raise InvalidInput({"weeks": "booking-is-one"})
    wish = _wish(work, form, confirmed)
    clashes = taken(work, wish.place.id, form.days, wish.first, wish.until, booking_id)
    if clashes:
        raise _taken(wish, clashes[0])
    free_slots(work, booking_id)
    for name, value in _columns(wish, form.days[0]).items():
        setattr(record, name, value)
    work.session.flush()
    take_slots(work, record)


@command(Permission.PLATFORM_EDIT)
def hold_booking(work: Work, booking_id: int, version: int) -> None:
    """Note that a booking was used (已使用)."""
    _end(work, booking_id, version, BookingAction.HOLD)


@command(Permission.PLATFORM_EDIT)
def miss_booking(work: Work, booking_id: int, version: int) -> None:
    """Note that nobody came (未到); its half hours stay its own."""
    _end(work, booking_id, version, BookingAction.MISS)


@command(Permission.PLATFORM_EDIT)
def take_back_booking(work: Work, booking_id: int, version: int) -> None:
    """Take back that a booking was used or that nobody came."""
    record = work.get(BookingRecord, booking_id, version=version)
    state = after(BookingState(record.state), BookingAction.TAKE_BACK)
    if record.service_id is not None:
        raise Refused("booking-in-log", number=record.number)
    record.state = state.value


@command(Permission.PLATFORM_EDIT)
def cancel_booking(work: Work, booking_id: int, version: int, reason: str) -> None:
    """Cancel a booking (取消) with a reason; its half hours are free again."""
    record = work.get(BookingRecord, booking_id, version=version)
    state = after(BookingState(record.state), BookingAction.CANCEL)
    problems = check_cancelling(reason)
    if problems:
        raise InvalidInput(problems)
    record.state = state.value
    record.reason = reason.strip()
    free_slots(work, booking_id)


@command(Permission.PLATFORM_EDIT)
def log_booking(
    work: Work, booking_id: int, version: int, confirmed: frozenset[str] = _NONE_CONFIRMED
) -> int:
    """Make a line of the service log of a booking that was held; return the line's id.

    The line is free of charge; a fee is entered there. A booking makes one line, never two.
    """
    record = work.get(BookingRecord, booking_id, version=version)
    if BookingState(record.state) is not BookingState.HELD:
        raise Refused("booking-not-held", number=record.number)
    if record.service_id is not None:
        raise Refused("booking-in-log", number=record.number)
    place = work.get(BookablePlaceRecord, record.place_id)
    line = SaveService(
        record.enterprise_id,
        Platform(place.platform),
        ServiceKind(place.service_kind),
        record.day,
        hours_tenths(record.first_slot, record.until_slot),
        record.persons or 0,
        note=f"{place.name} {record.number} {record.purpose}",
    )
    record.service_id = record_service(work, line, confirmed)
    return record.service_id


def _end(work: Work, booking_id: int, version: int, action: BookingAction) -> None:
    record = work.get(BookingRecord, booking_id, version=version)
    state = after(BookingState(record.state), action)
    if record.day > work.today:
        raise Refused("booking-still-to-come", number=record.number, day=record.day)
    record.state = state.value


def _book(work: Work, wish: _Wish, day: dt.date, number: str) -> int:
    record = BookingRecord(
        number=number,
        state=BookingState.BOOKED.value,
        recorded_by=work.actor.name,
        **_columns(wish, day),
    )
    work.add(record)
    take_slots(work, record)
    return record.id


def _columns(wish: _Wish, day: dt.date) -> dict[str, object]:
    return {
        "place_id": wish.place.id,
        "enterprise_id": wish.enterprise.id,
        "enterprise_sort_key": wish.enterprise.sort_key,
        "day": day,
        "first_slot": wish.first,
        "until_slot": wish.until,
        "start_key": day.toordinal() * DAY_SLOTS + wish.first,
        "purpose": wish.form.purpose.strip(),
        "persons": wish.form.persons,
        "note": wish.form.note.strip(),
    }


def _wish(work: Work, form: SaveBooking, confirmed: frozenset[str]) -> _Wish:
    place = lock_place(work, form.place_id or 0)
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    problems = check_booking(form)
    if place is None:
        problems.setdefault("place_id", "unknown")
    if enterprise is None:
        problems.setdefault("enterprise_id", "unknown")
    if problems or place is None or enterprise is None or form.first is None or form.until is None:
        raise InvalidInput(problems)
    residence = Residence(enterprise.entered_on, enterprise.left_on)
    problems, day = check_presence(opening_of(place), residence, form.days, form.first, form.until)
    if problems:
        raise InvalidInput(
            problems,
            enterprise=enterprise.name,
            left_on=enterprise.left_on,
            place=place.name,
            day=day,
            first=time_text(place.opens),
            until=time_text(place.closes),
        )
    for one in form.days:
        refuse_if_stopped(work, enterprise.id, StopEffect.SERVICES, one)
    crowded = place.seats is not None and (form.persons or 0) > place.seats
    if crowded and "more-persons-than-seats" not in confirmed:
        raise NeedsConfirmation("more-persons-than-seats", place=place.name, seats=place.seats)
    return _Wish(form, place, enterprise, form.first, form.until)


def _taken(wish: _Wish, clash: Taken) -> InvalidInput:
    return InvalidInput(
        {"day": "booking-taken"},
        place=wish.place.name,
        day=clash.day,
        first=time_text(clash.first),
        until=time_text(clash.until),
        enterprise=clash.enterprise,
        purpose=clash.purpose,
    )
