"""Contracts as they stood at a day's end: what was agreed by changes, the state by the trail.

A contract keeps no day of its state. The trail does: the first entry after the day that moves the
state says what it was until then. It is the day on which somebody wrote it down.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.contract_changes import Moved, before_changes, read_moved
from parkdesk.domain.contracts import ContractState
from parkdesk.store.tables.contracts import ContractChangeRecord, ContractRecord
from parkdesk.store.tables.trail import TrailRecord

_CHUNK = 500
_MOVED = '"state":['


def states_then(
    session: Session, present: Mapping[int, str], day: dt.date | None
) -> dict[int, ContractState]:
    """Return the states that contracts had at the end of `day`; `present` are today's, by id."""
    found = {id_: ContractState(state) for id_, state in present.items()}
    if day is not None:
        ids = sorted(found)
        for start in range(0, len(ids), _CHUNK):
            found |= _moved_since(session, day, ids[start : start + _CHUNK])
    return found


def state_was(session: Session, state: ContractState, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "its state was this one at the end of `day`"."""
    moved = _moved_since(session, day)
    had = sorted(id_ for id_, was in moved.items() if was is state)
    return or_(
        and_(ContractRecord.state == state.value, ContractRecord.id.not_in(sorted(moved))),
        ContractRecord.id.in_(had),
    )


def agreed_then(session: Session, present: Mapping[int, int], day: dt.date) -> dict[int, int]:
    """Return the amounts agreed at the end of `day`; `present` are the signed ones, by id.

    A change is read from the day that it counts on; of two the one that was entered later holds.
    """
    found = dict(present)
    table = ContractChangeRecord
    ids = sorted(found)
    for start in range(0, len(ids), _CHUNK):
        changes = session.execute(
            select(table.contract_id, table.amount_minor_after)
            .where(table.contract_id.in_(ids[start : start + _CHUNK]), table.counted_on <= day)
            .order_by(table.id)
        )
        found |= {id_: int(amount) for id_, amount in changes}
    return found


def facts_then(
    session: Session, present: Mapping[int, Mapping[str, str | dt.date | None]], day: dt.date
) -> dict[int, dict[str, str | dt.date | None]]:
    """Return facts of contracts as they were before the changes that count after `day`.

    `present` are today's facts by id: any of those that a change may move.
    """
    table = ContractChangeRecord
    ids = sorted(present)
    later: dict[int, list[Moved]] = {}
    for start in range(0, len(ids), _CHUNK):
        changes = session.execute(
            select(table.contract_id, table.moved)
            .where(
                table.contract_id.in_(ids[start : start + _CHUNK]),
                table.counted_on > day,
                table.moved != "",
            )
            .order_by(table.id)
        )
        for id_, moved in changes:
            later.setdefault(id_, []).append(read_moved(moved))
    return {id_: before_changes(facts, later.get(id_, ())) for id_, facts in present.items()}


def _moved_since(
    session: Session, day: dt.date, ids: Sequence[int] | None = None
) -> dict[int, ContractState]:
    """Return the state at the end of `day` of the contracts whose state was moved after it."""
    entry = TrailRecord
    query = select(entry.row_id, entry.change).where(
        entry.table_name == ContractRecord.__tablename__,
        entry.row_id.is_not(None) if ids is None else entry.row_id.in_(ids),
        entry.at >= end_of_day(day),
        entry.change.contains(_MOVED, autoescape=True),
    )
    found: dict[int, ContractState] = {}
    for id_, change in session.execute(query.order_by(entry.id)):
        before, after = json.loads(change)["state"]
        # What was registered after the day was so, as far as anybody knows, from its first day.
        state = after if before is None else before
        if id_ is not None and state is not None:
            found.setdefault(id_, ContractState(state))
    return found
