"""Contracts, executions and changes of a quarter that were touched between two of its editions.

The trail tells who changed which field, when and why; a row belongs to the quarter that counted it
then or counts it now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import BulkWrite, ContractMoves
from parkdesk.domain.enterprise_history import Change, HistoryLine, HistorySubject
from parkdesk.store.bulk_entries import entered_rows
from parkdesk.store.record_names import RecordNames
from parkdesk.store.sums_touched import SAYS_WHERE
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work

_CONTRACT = ContractRecord.__tablename__
_PARTS = {
    one.__tablename__: one
    for one in (ContractRecord, ContractExecutionRecord, ContractChangeRecord)
}
_CHUNK = 500
_FOLLOWS = frozenset({"enterprise_sort_key", "report_state", "reported_on", "version"})
"""What moves with something else, or says nothing about a figure."""
_OTHERS = frozenset({EnterpriseRecord.__tablename__})


def contracts_moved(work: Work, quarter: Quarter, after: int, last: int) -> ContractMoves:
    """Return what was done to a quarter's contracts by the entries after one and up to another.

    A bulk write leaves one entry for all its rows, whatever quarters they are of: it is told as
    such, and each row of it that the quarter counts is told by itself.
    """
    entries = work.session.scalars(
        select(TrailRecord)
        .where(
            TrailRecord.id > after,
            TrailRecord.id <= last,
            TrailRecord.table_name.in_(sorted(_PARTS)),
        )
        .order_by(TrailRecord.id)
    ).all()
    single = [one for one in entries if one.row_id is not None]
    changes = {one.id: json.loads(one.change) for one in single}
    there = _in_quarter(work, quarter, single, changes)
    shown = [one for one in single if one.id in there and not _FOLLOWS.issuperset(changes[one.id])]
    bulk = []
    for one in entries:
        if one.row_id is None:
            rows = entered_rows(work.session, _PARTS[one.table_name], one, quarter.days)
            bulk.append(_bulk(one, rows))
            shown += rows or ()
    shown.sort(key=lambda one: (one.id, one.row_id))
    return ContractMoves(tuple(_lines(work, shown)), tuple(bulk))


def _bulk(entry: TrailRecord, rows: Sequence[TrailRecord] | None) -> BulkWrite:
    return BulkWrite(
        entry.at,
        entry.actor_name,
        entry.table_name,
        entry.row_count,
        entry.id,
        entry.reason,
        None if rows is None else len(rows),
    )


def _lines(work: Work, entries: Sequence[TrailRecord]) -> Iterator[HistoryLine]:
    """Yield the lines of entries, whose names are asked some hundred at a time."""
    for start in range(0, len(entries), _CHUNK):
        part = entries[start : start + _CHUNK]
        named = RecordNames(work.session, part, _OTHERS)
        yield from (_line(one, json.loads(one.change), named) for one in part)


def _in_quarter(
    work: Work,
    quarter: Quarter,
    entries: Sequence[TrailRecord],
    changes: Mapping[int, Mapping[str, Any]],
) -> set[int]:
    """Return the entries whose rows the quarter counted then or counts now."""
    now = {
        name: _counted_now(
            work, quarter, record, [one for one in entries if one.table_name == name]
        )
        for name, record in _PARTS.items()
    }
    # A contract that stands elsewhere takes its executions along, whatever its own day is.
    moved = [
        one.row_id
        for one in entries
        if one.table_name == _CONTRACT and not SAYS_WHERE.isdisjoint(changes[one.id])
    ]
    executed = _executed_in(work, quarter, [id_ for id_ in moved if id_ is not None])
    return {
        one.id
        for one in entries
        if one.row_id in now[one.table_name]
        or _said_in(quarter, changes[one.id])
        or (one.table_name == _CONTRACT and one.row_id in executed)
    }


def _said_in(quarter: Quarter, change: Mapping[str, Any]) -> bool:
    pair = change.get("counted_on")
    days = [day for day in pair if day is not None] if isinstance(pair, list) else []
    return any(quarter.first.isoformat() <= day <= quarter.last.isoformat() for day in days)


def _counted_now(
    work: Work,
    quarter: Quarter,
    record: type[ContractRecord | ContractExecutionRecord | ContractChangeRecord],
    entries: Sequence[TrailRecord],
) -> set[int]:
    found: set[int] = set()
    for ids in _chunks(one.row_id for one in entries):
        found.update(
            work.session.scalars(
                select(record.id).where(
                    record.id.in_(ids), record.counted_on.between(quarter.first, quarter.last)
                )
            )
        )
    return found


def _executed_in(work: Work, quarter: Quarter, contracts: Sequence[int]) -> set[int]:
    execution = ContractExecutionRecord
    found: set[int] = set()
    for ids in _chunks(contracts):
        found.update(
            work.session.scalars(
                select(execution.contract_id).where(
                    execution.contract_id.in_(ids),
                    execution.counted_on.between(quarter.first, quarter.last),
                )
            )
        )
    return found


def _chunks(ids: Iterable[int | None]) -> Iterable[list[int]]:
    wanted = sorted({id_ for id_ in ids if id_ is not None})
    for start in range(0, len(wanted), _CHUNK):
        yield wanted[start : start + _CHUNK]


def _line(entry: TrailRecord, change: Mapping[str, Any], named: RecordNames) -> HistoryLine:
    assert entry.row_id is not None  # bulk writes are told apart
    return HistoryLine(
        entry.id,
        entry.at,
        entry.actor_name,
        entry.action,
        entry.reason,
        HistorySubject.CONTRACTS,
        entry.table_name,
        entry.row_id,
        named.name(entry),
        named.currency(entry),
        tuple(
            Change(name, _text(pair[0]), _text(pair[1]))
            for name, pair in change.items()
            if isinstance(pair, list) and name not in _FOLLOWS
        ),
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
