"""Stop flags of an enterprise: set, lifted, and what they were."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import known_by
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.stops import (
    SaveStop,
    StopEffect,
    StopState,
    check_lifting,
    check_stop,
    effects_of,
    effects_text,
)
from parkdesk.store.stops import refuse_if_stopped, stop_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop with its history, as at a day."""

    id: int
    version: int
    document_number: str
    reason: str
    effects: tuple[StopEffect, ...]
    from_on: dt.date
    until_on: dt.date | None
    set_at: dt.datetime
    set_by: str
    lifted_on: dt.date | None
    lifted_at: dt.datetime | None
    lifted_by: str
    lifting: str
    state: StopState


@query(Permission.ENTERPRISE_READ)
def enterprise_stops(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[StopRow, ...]:
    """Return every stop that an enterprise ever had, the newest first.

    As at a day those that had begun by it; that one was lifted later is not told.
    """
    records = work.session.scalars(
        select(StopRecord)
        .where(StopRecord.enterprise_id == enterprise_id)
        .where(*([StopRecord.from_on <= on] if on else []))
        .order_by(StopRecord.from_on.desc(), StopRecord.id.desc())
    )
    return tuple(_row(one, on, work.today) for one in records)


@query(Permission.ENTERPRISE_READ)
def ask_stop(work: Work, enterprise_id: int, effect: StopEffect) -> None:
    """Refuse as the deed itself would today: a form asks as soon as the enterprise is chosen."""
    refuse_if_stopped(work, enterprise_id, effect, work.today)


@command(Permission.ENTERPRISE_STOP)
def set_stop(work: Work, enterprise_id: int, form: SaveStop) -> int:
    """Stop what `form` names for an enterprise; return the stop's id."""
    work.get(EnterpriseRecord, enterprise_id)
    problems = check_stop(form)
    if problems:
        raise InvalidInput(problems)
    work.reason = form.reason.strip()
    record = StopRecord(
        enterprise_id=enterprise_id,
        document_number=form.document_number.strip(),
        reason=form.reason.strip(),
        effects=effects_text(form.effects),
        from_on=form.from_on,
        until_on=form.until_on,
        set_at=work.now,
        set_by_id=work.actor.id,
        set_by_name=work.actor.name,
    )
    return work.add(record).id


@command(Permission.ENTERPRISE_STOP)
def lift_stop(
    work: Work, stop_id: int, version: int, lifted_on: dt.date | None, lifting: str
) -> None:
    """Lift a stop from a day on, with the reason; the stop itself stays in the history."""
    record = work.get(StopRecord, stop_id, version=version)
    if record.lifted_on is not None:
        raise Refused("stop-lifted-already", day=record.lifted_on)
    problems = check_lifting(record.from_on, lifted_on, lifting)
    if problems:
        raise InvalidInput(problems)
    record.lifted_on = lifted_on
    record.lifted_at = work.now
    record.lifted_by_id = work.actor.id
    record.lifted_by_name = work.actor.name
    record.lifting = work.reason = lifting.strip()


def _row(record: StopRecord, on: dt.date | None, today: dt.date) -> StopRow:
    known = effects_of(record.effects)
    lifted_on = known_by(record.lifted_on, on)
    lifted = lifted_on is not None
    return StopRow(
        record.id,
        record.version,
        record.document_number,
        record.reason,
        tuple(one for one in StopEffect if one in known),
        record.from_on,
        record.until_on,
        record.set_at,
        record.set_by_name,
        lifted_on,
        record.lifted_at if lifted else None,
        record.lifted_by_name if lifted else "",
        record.lifting if lifted else "",
        stop_of(record).state(on or today),
    )
