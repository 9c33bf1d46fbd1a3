"""Places (场地、设备) of the platforms that can be booked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.bookings import (
    BookingState,
    OpenDays,
    Opening,
    PlaceKind,
    PlaceUse,
    SavePlace,
    check_place,
)
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.bookings import lock_place, opening_of
from parkdesk.store.tables.bookings import BookablePlaceRecord, BookingRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place; `bookings` is how many there are or were."""

    id: int
    version: int
    form: SavePlace
    opening: Opening
    bookings: int


@query(Permission.PLATFORM_READ)
def bookable_places(work: Work) -> tuple[PlaceRow, ...]:
    """Return every place by platform and name, those out of use too: there are a few dozen."""
    counts = select(BookingRecord.place_id, func.count()).group_by(BookingRecord.place_id)
    booked = {place: count for place, count in work.session.execute(counts)}  # noqa: C416
    order = (BookablePlaceRecord.platform, BookablePlaceRecord.name, BookablePlaceRecord.id)
    found = work.session.scalars(select(BookablePlaceRecord).order_by(*order))
    return tuple(
        PlaceRow(one.id, one.version, _form(one), opening_of(one), booked.get(one.id, 0))
        for one in found
    )


@query(Permission.PLATFORM_READ)
def place_use(work: Work, days: DateRange) -> tuple[PlaceUse, ...]:
    """Return what of the half hours each place was open in the period was used.

    Used is what was held; a booking whose enterprise did not come is told apart.
    """
    table = BookingRecord
    found = work.session.execute(
        select(
            table.place_id,
            table.state,
            func.sum(table.until_slot - table.first_slot),
            func.count(),
        )
        .where(table.day.between(days.first, days.last), table.state != BookingState.CANCELLED)
        .group_by(table.place_id, table.state)
    )
    slots: dict[tuple[int, str], int] = {}
    bookings: dict[int, int] = {}
    for place, state, total, count in found:
        slots[place, state] = int(total)
        bookings[place] = bookings.get(place, 0) + count
    return tuple(
        PlaceUse(
            one.id,
            one.form.name,
            one.form.platform or Platform.TECHNOLOGY,
            one.opening.open_slots(days.first, days.last),
            slots.get((one.id, BookingState.HELD.value), 0),
            slots.get((one.id, BookingState.NOT_COME.value), 0),
            bookings.get(one.id, 0),
        )
        for one in bookable_places.function(work)
    )


@command(Permission.PLATFORM_EDIT)
def add_place(work: Work, form: SavePlace) -> int:
    """Add a place; return its id."""
    return work.add(BookablePlaceRecord(**_checked(work, form, None))).id


@command(Permission.PLATFORM_EDIT)
def edit_place(work: Work, place_id: int, version: int, form: SavePlace) -> None:
    """Change a place; refused where a booking to come would lie outside its days or hours."""
    lock_place(work, place_id)
    record = work.get(BookablePlaceRecord, place_id, version=version)
    for name, value in _checked(work, form, place_id).items():
        setattr(record, name, value)
    opening = opening_of(record)
    booked = work.session.scalars(
        select(BookingRecord)
        .where(BookingRecord.place_id == place_id, BookingRecord.day >= work.today)
        .where(BookingRecord.state == BookingState.BOOKED)
        .order_by(BookingRecord.start_key)
    )
    for one in booked:
        within = opening.opens <= one.first_slot and one.until_slot <= opening.closes
        if not (within and opening.is_open_on(one.day)):
            raise Refused("place-booked-outside", number=one.number, day=one.day)


@command(Permission.PLATFORM_EDIT)
def delete_place(work: Work, place_id: int, version: int) -> None:
    """Delete a place that was never booked; another one is ended by its last day."""
    lock_place(work, place_id)
    record = work.get(BookablePlaceRecord, place_id, version=version)
    count = work.session.scalar(
        select(func.count()).select_from(BookingRecord).filter_by(place_id=place_id)
    )
    if count:
        raise Refused("place-was-booked", name=record.name, count=count)
    work.session.delete(record)


def _checked(work: Work, form: SavePlace, own: int | None) -> dict[str, Any]:
    problems = check_place(form)
    if problems:
        raise InvalidInput(problems)
    key = name_key(form.name)
    same = work.session.scalar(select(BookablePlaceRecord.id).filter_by(name_key=key))
    if same is not None and same != own:
        raise InvalidInput({"name": "place-there-already"}, name=form.name.strip())
    values: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(SavePlace)}
    texts = {name: one.strip() for name, one in values.items() if type(one) is str}
    enums = {
        name: getattr(form, name).value
        for name in ("kind", "platform", "service_kind", "open_days")
    }
    return values | texts | enums | {"name_key": key}


def _form(record: BookablePlaceRecord) -> SavePlace:
    values: dict[str, Any] = {one.name: getattr(record, one.name) for one in fields(SavePlace)}
    return SavePlace(
        **values
        | {
            "kind": PlaceKind(record.kind),
            "platform": Platform(record.platform),
            "service_kind": ServiceKind(record.service_kind),
            "open_days": OpenDays(record.open_days),
        }
    )
