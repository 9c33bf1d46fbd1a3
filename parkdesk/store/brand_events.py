"""Events of the brand platform as forms have them, and as they are stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from parkdesk.domain.brand_events import EventBrand, EventKind, EventState, SaveEvent, state_on
from parkdesk.store.tables.brand import (
    BrandEventRecord,
    EventContractRecord,
    EventParticipantRecord,
)


def form_of(record: BrandEventRecord) -> SaveEvent:
    """Return a stored event as a form has it."""
    return SaveEvent(
        record.title,
        EventKind(record.kind),
        EventBrand(record.brand),
        record.venue,
        record.first_on,
        record.until_on,
        record.organiser,
        record.country_code or "",
        record.own_cents,
        record.grant_cents,
        record.note,
    )


def columns_of(form: SaveEvent) -> dict[str, Any]:
    """Return what a checked form stores."""
    assert form.kind is not None, "a checked form has its kind"
    assert form.brand is not None, "a checked form has its brand"
    return {
        "title": form.title.strip(),
        "kind": form.kind.value,
        "brand": form.brand.value,
        "venue": form.venue.strip(),
        "country_code": form.country_code or None,
        "organiser": form.organiser.strip(),
        "first_on": form.first_on,
        "until_on": form.until_on or form.first_on,
        "own_cents": form.own_cents,
        "grant_cents": form.grant_cents,
        "note": form.note.strip(),
    }


def state_of(record: BrandEventRecord, day: dt.date) -> EventState:
    """Return where an event is on a day."""
    return state_on(day, record.first_on, record.until_on, record.cancelled_on)


def state_is(state: EventState, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of where an event is on a day."""
    table = BrandEventRecord
    if state is EventState.CANCELLED:
        return table.cancelled_on.is_not(None)
    days = {
        EventState.PLANNED: table.first_on > day,
        EventState.UNDER_WAY: and_(table.first_on <= day, table.until_on >= day),
        EventState.HELD: table.until_on < day,
    }
    return and_(table.cancelled_on.is_(None), days[state])


def participants_of(session: Session, event_id: int) -> list[EventParticipantRecord]:
    """Return who takes part, in the order they were entered."""
    table = EventParticipantRecord
    found = select(table).filter_by(event_id=event_id).order_by(table.id)
    return list(session.scalars(found))


def contracts_of(session: Session, event_id: int) -> list[EventContractRecord]:
    """Return the contracts that came of an event."""
    table = EventContractRecord
    found = select(table).filter_by(event_id=event_id).order_by(table.id)
    return list(session.scalars(found))


def event_of(session: Session, contract_id: int) -> str:
    """Return the number of the event that a contract came of; empty: of none."""
    found = (
        select(BrandEventRecord.number)
        .join(EventContractRecord, EventContractRecord.event_id == BrandEventRecord.id)
        .where(EventContractRecord.contract_id == contract_id)
    )
    return session.scalar(found) or ""


def leave_log(session: Session, service_id: int) -> None:
    """Let no participant name a line of the service log that is being deleted."""
    found = select(EventParticipantRecord).filter_by(service_id=service_id)
    for one in session.scalars(found):
        one.service_id = None
