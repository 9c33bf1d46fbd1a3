"""Bookings of rooms and equipment as lists and calendars show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.bookings import BookingState
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platforms import Platform
from parkdesk.store.containing import containing
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.bookings import BookablePlaceRecord, BookingRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "start": BookingRecord.start_key,
    "number": BookingRecord.number,
    "enterprise": BookingRecord.enterprise_sort_key,
}
"""What the list can be ordered by."""
_DAYS = 7


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """Which bookings to list; what is left out does not narrow."""

    text: str = ""
    place_id: int | None = None
    state: BookingState | None = None
    days: DateRange | None = None


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking; `until` is the half hour it ends before."""

    id: int
    version: int
    number: str
    place_id: int
    place: str
    platform: Platform
    enterprise_id: int
    enterprise: str
    day: dt.date
    first: int
    until: int
    purpose: str
    persons: int | None
    state: BookingState
    reason: str
    recorded_by: str
    service_id: int | None
    note: str


@query(Permission.PLATFORM_READ)
def list_bookings(
    work: Work, criteria: BookingFilter, sort: Sort, offset: int, limit: int
) -> Window[BookingRow]:
    """Return the bookings in view."""
    return fetch_window(
        work.session,
        BookingRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids),
    )


@query(Permission.PLATFORM_READ)
def booking_detail(work: Work, booking_id: int) -> BookingRow:
    """Return one booking."""
    work.get(BookingRecord, booking_id)
    return _rows(work.session, [booking_id])[booking_id]


@query(Permission.PLATFORM_READ)
def week_of_place(work: Work, place_id: int, monday: dt.date) -> tuple[BookingRow, ...]:
    """Return what has half hours of a place in the seven days from `monday`, by time."""
    table = BookingRecord
    ids = work.session.scalars(
        select(table.id)
        .where(table.place_id == place_id, table.state != BookingState.CANCELLED)
        .where(table.day.between(monday, monday + dt.timedelta(days=_DAYS - 1)))
    ).all()
    rows = _rows(work.session, ids).values()
    return tuple(sorted(rows, key=lambda row: (row.day, row.first)))


def _rows(session: Session, ids: Sequence[int]) -> dict[int, BookingRow]:
    place = BookablePlaceRecord
    found = session.execute(
        select(BookingRecord, place.name, place.platform, EnterpriseRecord.name)
        .join(place, place.id == BookingRecord.place_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == BookingRecord.enterprise_id)
        .where(BookingRecord.id.in_(ids))
    )
    return {
        one.id: BookingRow(
            one.id,
            one.version,
            one.number,
            one.place_id,
            name,
            Platform(platform),
            one.enterprise_id,
            enterprise,
            one.day,
            one.first_slot,
            one.until_slot,
            one.purpose,
            one.persons,
            BookingState(one.state),
            one.reason,
            one.recorded_by,
            one.service_id,
            one.note,
        )
        for one, name, platform, enterprise in found
    }


def _where(criteria: BookingFilter) -> list[ColumnElement[bool]]:
    table = BookingRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(
            or_(
                table.enterprise_id.in_(ids_called(text)),
                containing(table.purpose, text),
                containing(table.number, text),
            )
        )
    if criteria.place_id is not None:
        where.append(table.place_id == criteria.place_id)
    if criteria.state is not None:
        where.append(table.state == criteria.state)
    if criteria.days is not None:
        where.append(table.day.between(criteria.days.first, criteria.days.last))
    return where
