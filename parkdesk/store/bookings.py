"""Half hours of places: who has them, taking them, giving them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.bookings import OpenDays, Opening, time_text
from parkdesk.store.tables.bookings import BookablePlaceRecord, BookingRecord, BookingSlotRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """A booking that has half hours which somebody else asks for."""

    day: dt.date
    first: int
    until: int
    enterprise: str
    purpose: str

    @property
    def hours(self) -> str:
        """From when to when: 09:00-10:30."""
        return f"{time_text(self.first)}-{time_text(self.until)}"


def opening_of(record: BookablePlaceRecord) -> Opening:
    """Return when a stored place is open."""
    return Opening(
        record.opens,
        record.closes,
        OpenDays(record.open_days),
        record.active_from,
        record.active_until,
    )


def lock_place(work: Work, place_id: int) -> BookablePlaceRecord | None:
    """Return a place; a server lets nobody else book it until this work is done.

    The embedded database has one writer at a time anyway.
    """
    return work.session.scalar(select(BookablePlaceRecord).filter_by(id=place_id).with_for_update())


def taken(
    work: Work, place_id: int, days: Sequence[dt.date], first: int, until: int, own: int | None
) -> tuple[Taken, ...]:
    """Return the bookings that have one of these half hours, by day; `own` is none of them."""
    slot, booking = BookingSlotRecord, BookingRecord
    having = select(slot.booking_id).where(
        slot.place_id == place_id,
        slot.day.in_(days),
        slot.slot >= first,
        slot.slot < until,
        slot.booking_id != (own or 0),
    )
    found = work.session.execute(
        select(
            booking.day,
            booking.first_slot,
            booking.until_slot,
            EnterpriseRecord.name,
            booking.purpose,
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == booking.enterprise_id)
        .where(booking.id.in_(having))
        .order_by(booking.start_key)
    )
    return tuple(Taken(*row) for row in found)


def take_slots(work: Work, record: BookingRecord) -> None:
    """Write the half hours of a booking; the unique key refuses what another one has."""
    rows = [
        {
            "place_id": record.place_id,
            "day": record.day,
            "slot": slot,
            "booking_id": record.id,
        }
        for slot in range(record.first_slot, record.until_slot)
    ]
    work.insert_many(BookingSlotRecord, rows)


def free_slots(work: Work, booking_id: int) -> None:
    """Give the half hours of a booking back."""
    work.delete_many(BookingSlotRecord, BookingSlotRecord.booking_id == booking_id)
