"""Rooms and equipment of the platforms that can be booked, their bookings and half hours."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class BookablePlaceRecord(Versioned, Record):
    """One room, test environment or piece of equipment that can be booked."""

    __tablename__ = "bookable_place"
    __table_args__ = (Index(None, "name", "id"), Index(None, "platform", "id"))

    name: Mapped[str] = mapped_column(comment="What the park calls it")
    name_key: Mapped[str] = mapped_column(
        unique=True, comment="The name as two spellings of it are equal"
    )
    kind: Mapped[str] = mapped_column(comment="meeting-room, training-room, equipment, …")
    platform: Mapped[str] = mapped_column(
        comment="technology, intellectual-property, training, brand"
    )
    service_kind: Mapped[str] = mapped_column(comment="Kind of service of a line that comes of it")
    seats: Mapped[int | None] = mapped_column(comment="People it has room for; empty: not said")
    unit: Mapped[str] = mapped_column(default="", comment="台, 套; empty: the place as a whole")
    opens: Mapped[int] = mapped_column(comment="Half hour of the day it opens: 18 is 09:00")
    closes: Mapped[int] = mapped_column(comment="Half hour of the day it closes: 36 is 18:00")
    open_days: Mapped[str] = mapped_column(comment="weekdays, six-days, every-day")
    active_from: Mapped[dt.date] = mapped_column(comment="First day it can be booked for")
    active_until: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: no end named")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class BookingRecord(Versioned, Record):
    """One booking (预订) of a place by an enterprise on one day."""

    __tablename__ = "booking"
    __table_args__ = (
        Index(None, "start_key", "id"),
        Index(None, "number", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "enterprise_id"),
        Index(None, "place_id", "day"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="YD-2026-0001")
    place_id: Mapped[int] = mapped_column(ForeignKey("bookable_place.id"), comment="What is booked")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Who books")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    day: Mapped[dt.date] = mapped_column(comment="Day")
    first_slot: Mapped[int] = mapped_column(comment="First half hour: 18 is 09:00")
    until_slot: Mapped[int] = mapped_column(comment="Half hour it ends before")
    start_key: Mapped[int] = mapped_column(comment="Day number × 48 + first half hour: for sorting")
    purpose: Mapped[str] = mapped_column(comment="What for")
    persons: Mapped[int | None] = mapped_column(comment="People expected; empty: not said")
    state: Mapped[str] = mapped_column(comment="booked, held, not-come, cancelled")
    reason: Mapped[str] = mapped_column(default="", comment="Why it was cancelled")
    recorded_by: Mapped[str] = mapped_column(comment="Who entered it")
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("platform_service.id"), unique=True, comment="Line of the log that came of it"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class BookingSlotRecord(Record):
    """One half hour of a place that a booking has; freed only when it is cancelled or moved."""

    __tablename__ = "booking_slot"
    __table_args__ = (UniqueConstraint("place_id", "day", "slot"), Index(None, "booking_id"))

    place_id: Mapped[int] = mapped_column(ForeignKey("bookable_place.id"), comment="What is booked")
    day: Mapped[dt.date] = mapped_column(comment="Day")
    slot: Mapped[int] = mapped_column(comment="Half hour of the day: 18 is 09:00")
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), comment="Whose it is")
