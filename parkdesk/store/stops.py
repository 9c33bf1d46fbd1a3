"""Stops as they bind: one question for every use-case that a stop can forbid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import Value
from parkdesk.domain.stops import Stop, StopEffect, StopState, binding, effects_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work


def stop_of(record: StopRecord) -> Stop:
    """Return a stop as far as it binds."""
    return Stop(
        record.document_number,
        effects_of(record.effects),
        record.from_on,
        record.until_on,
        record.lifted_on,
    )


def stops_holding(
    session: Session, enterprise_ids: Sequence[int], day: dt.date
) -> dict[int, tuple[Stop, ...]]:
    """Return the stops that hold on `day`, by enterprise; those without one are left out."""
    holding = {
        id_: tuple(one for one in stops if one.state(day) is StopState.HOLDING)
        for id_, stops in all_stops(session, enterprise_ids).items()
    }
    return {id_: stops for id_, stops in holding.items() if stops}


def all_stops(session: Session, enterprise_ids: Sequence[int]) -> dict[int, tuple[Stop, ...]]:
    """Return every stop there ever was, by enterprise; those without one are left out."""
    found: dict[int, list[Stop]] = defaultdict(list)
    for record in session.scalars(
        select(StopRecord)
        .where(StopRecord.enterprise_id.in_(enterprise_ids))
        .order_by(StopRecord.enterprise_id, StopRecord.from_on, StopRecord.id)
    ):
        found[record.enterprise_id].append(stop_of(record))
    return {id_: tuple(stops) for id_, stops in found.items()}


def is_stopped(day: dt.date) -> ColumnElement[bool]:
    """Return the condition for an enterprise with a stop that holds on `day`."""
    stopped = select(StopRecord.enterprise_id).where(
        StopRecord.from_on <= day,
        or_(StopRecord.until_on.is_(None), StopRecord.until_on >= day),
        or_(StopRecord.lifted_on.is_(None), StopRecord.lifted_on > day),
    )
    return EnterpriseRecord.id.in_(stopped)


def refuse_if_stopped(work: Work, enterprise_id: int, effect: StopEffect, day: dt.date) -> None:
    """Refuse what a stop forbids on `day`, naming its document and its period."""
    stop = binding(
        stops_holding(work.session, [enterprise_id], day).get(enterprise_id, ()), effect, day
    )
    if stop is not None:
        code, facts = refusal_of(work.get(EnterpriseRecord, enterprise_id).name, stop, effect)
        raise Refused(code, **facts)


def refusal_of(enterprise: str, stop: Stop, effect: StopEffect) -> tuple[str, dict[str, Value]]:
    """Return the code of a refusal, and what its sentence names: document and period."""
    facts: dict[str, Value] = {
        "enterprise": enterprise,
        "effect": effect,
        "document": stop.document_number,
        "first": stop.from_on,
    }
    if stop.until_on is None:
        return "stopped-until-lifted", facts
    return "stopped-until", {**facts, "last": stop.until_on}


def forbidden(session: Session, effect: StopEffect, day: dt.date) -> dict[int, Stop]:
    """Return every stop that forbids `effect` on `day`, by enterprise: for a list of many."""
    ids = session.scalars(select(StopRecord.enterprise_id).distinct()).all()
    found = stops_holding(session, ids, day).items()
    stops = ((id_, binding(those, effect, day)) for id_, those in found)
    return {id_: stop for id_, stop in stops if stop is not None}
