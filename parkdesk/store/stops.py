"""Stops as they bind: one question for every use-case that a stop can forbid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import Refused
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
    found: dict[int, list[Stop]] = defaultdict(list)
    for record in session.scalars(
        select(StopRecord)
        .where(StopRecord.enterprise_id.in_(enterprise_ids), StopRecord.from_on <= day)
        .order_by(StopRecord.enterprise_id, StopRecord.from_on, StopRecord.id)
    ):
        stop = stop_of(record)
        if stop.state(day) is StopState.HOLDING:
            found[record.enterprise_id].append(stop)
    return {id_: tuple(stops) for id_, stops in found.items()}


def is_stopped(day: dt.date) -> ColumnElement[bool]:
    """Return the condition for an enterprise with a stop that holds on `day`."""
    return exists().where(
        StopRecord.enterprise_id == EnterpriseRecord.id,
        StopRecord.from_on <= day,
        or_(StopRecord.until_on.is_(None), StopRecord.until_on >= day),
        or_(StopRecord.lifted_on.is_(None), StopRecord.lifted_on > day),
    )


def refuse_if_stopped(work: Work, enterprise_id: int, effect: StopEffect, day: dt.date) -> None:
    """Refuse what a stop forbids on `day`, naming its document and its period."""
    stop = binding(
        stops_holding(work.session, [enterprise_id], day).get(enterprise_id, ()), effect, day
    )
    if stop is not None:
        raise refusal(work.get(EnterpriseRecord, enterprise_id).name, stop, effect)


def refusal(enterprise: str, stop: Stop, effect: StopEffect) -> Refused:
    """Return the refusal of what a stop forbids, in the words of its own end."""
    code = "stopped-until-lifted" if stop.until_on is None else "stopped-until"
    return Refused(code, **facts_of(enterprise, stop, effect))


def facts_of(enterprise: str, stop: Stop, effect: StopEffect) -> dict[str, object]:
    """Return what the sentence of a refusal names."""
    facts: dict[str, object] = {
        "enterprise": enterprise,
        "effect": effect,
        "document": stop.document_number,
        "first": stop.from_on,
    }
    return facts if stop.until_on is None else {**facts, "last": stop.until_on}


def forbidden(
    session: Session, enterprise_ids: Iterable[int], effect: StopEffect, day: dt.date
) -> dict[int, Stop]:
    """Return the stops that forbid `effect` on `day`, by enterprise: for a whole list at once."""
    ids = sorted(set(enterprise_ids))
    found: dict[int, Stop] = {}
    for start in range(0, len(ids), 500):
        for id_, stops in stops_holding(session, ids[start : start + 500], day).items():
            stop = binding(stops, effect, day)
            if stop is not None:
                found[id_] = stop
    return found
