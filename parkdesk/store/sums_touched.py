"""Which contracts the trail says were touched, with every day and enterprise they count for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.trail import TrailRecord

_CONTRACT = ContractRecord.__tablename__
_EXECUTION = ContractExecutionRecord.__tablename__
_MOST = 2_000
"""Entries that are followed one by one; of more everything is read anew, which is quicker."""
_CHUNK = 500
SAYS_WHERE = frozenset({"state", "market", "service_line", "country_code", "enterprise_id"})
"""What of a contract says where all its amounts count, those of its executions among them."""
SAYS_HOW_MUCH = frozenset({"amount_usd_cents", "usd_rate", "counted_on"})
"""What of it counts for its own day alone."""


@dataclass(slots=True)
class Touched:
    """Contracts, and the days and enterprises they counted for or count for now."""

    contracts: set[int] = field(default_factory=set)
    days: set[dt.date] = field(default_factory=set)
    enterprises: set[int] = field(default_factory=set)


def touched_since(session: Session, after: int, last: int) -> Touched | None:
    """Return what was touched by the entries after one and up to another; None: nobody knows.

    A bulk write leaves one entry for many rows, so what it touched is not known.
    """
    entries = session.execute(
        select(TrailRecord.table_name, TrailRecord.row_id, TrailRecord.change)
        .where(
            TrailRecord.id > after,
            TrailRecord.id <= last,
            TrailRecord.table_name.in_((_CONTRACT, _EXECUTION)),
        )
        .limit(_MOST + 1)
    ).all()
    if len(entries) > _MOST or any(row_id is None for _table, row_id, _change in entries):
        return None
    return touched_by(
        session, [(table, row_id, json.loads(change)) for table, row_id, change in entries]
    )


def touched_by(
    session: Session, changes: Iterable[tuple[str, int | None, Mapping[str, Any]]]
) -> Touched:
    """Return what changes of rows touched: table, number, and what the trail says of each."""
    touched = Touched()
    whole: set[int] = set()
    own: set[int] = set()
    executions: set[int] = set()
    for table, row_id, change in changes:
        assert row_id is not None
        touched.days.update(map(dt.date.fromisoformat, _said(change, "counted_on")))
        touched.enterprises.update(_said(change, "enterprise_id"))
        if table == _EXECUTION:
            executions.add(row_id)
            touched.contracts.update(_said(change, "contract_id"))
        elif not change.keys().isdisjoint(SAYS_WHERE):
            whole.add(row_id)
        elif not change.keys().isdisjoint(SAYS_HOW_MUCH):
            own.add(row_id)
    touched.contracts |= whole | own
    _as_they_stand(session, touched, executions)
    _days_as_they_stand(session, touched, whole, own)
    return touched


def _said(change: Mapping[str, Any], column: str) -> list[Any]:
    """Return what a column was and is, as far as the entry says."""
    pair = change.get(column)
    return [value for value in pair if value is not None] if isinstance(pair, list) else []


def _as_they_stand(session: Session, touched: Touched, executions: Collection[int]) -> None:
    """Add the days of executions as they are now, and the enterprises of all contracts."""
    record, execution = ContractRecord, ContractExecutionRecord
    for ids in chunks(executions):
        for contract_id, day in session.execute(
            select(execution.contract_id, execution.counted_on).where(execution.id.in_(ids))
        ):
            touched.contracts.add(contract_id)
            touched.days.add(day)
    for ids in chunks(touched.contracts):
        touched.enterprises.update(
            session.scalars(select(record.enterprise_id).where(record.id.in_(ids)))
        )


def _days_as_they_stand(
    session: Session, touched: Touched, whole: Collection[int], own: Collection[int]
) -> None:
    """Add the days contracts count on; of those that stand elsewhere now, their executions' too."""
    record, execution = ContractRecord, ContractExecutionRecord
    for ids in chunks({*whole, *own}):
        touched.days.update(session.scalars(select(record.counted_on).where(record.id.in_(ids))))
    for ids in chunks(whole):
        touched.days.update(
            session.scalars(select(execution.counted_on).where(execution.contract_id.in_(ids)))
        )


def chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """Yield values in order, some hundred at a time: an IN list has an end."""
    rest = iter(sorted(values))
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
