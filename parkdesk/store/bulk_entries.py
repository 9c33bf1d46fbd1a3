"""The rows of one bulk entry of the trail, one by one and as they were entered.

A bulk write leaves one entry for many rows: it says which they are, not what stands in them. What
stood there is read from the rows as they are, less everything that the trail says was done since.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
from parkdesk.store.base import Record
from parkdesk.store.sums_touched import chunks
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.trail import canonical, read_ranges

_Values = dict[str, Any]


def entered_rows(
    session: Session, record: type[Record], entry: TrailRecord, days: DateRange
) -> list[TrailRecord] | None:
    """Return an entry for each row of a bulk insert that counted on some days, or counts there.

    They are written nowhere. None: the entry does not say which rows, or it entered none.
    """
    change = json.loads(entry.change)
    ranges = read_ranges(change.get("ids", ""))
    if change.get("rows") != "inserted" or not ranges:
        return None
    since = _changes_since(session, entry, ranges)
    rows = _as_they_are(session, record, ranges, days, since)
    now = {id_ for id_, values in rows.items() if _counts(values, days)}
    for id_, changes in since.items():
        values = rows.setdefault(id_, {})
        for one in changes:
            values |= {name: pair[0] for name, pair in one.items() if isinstance(pair, list)}
    return [
        _entry(entry, id_, values)
        for id_, values in sorted(rows.items())
        if id_ in now or _counts(values, days)
    ]


def _within(column: Any, ranges: Sequence[tuple[int, int]]) -> ColumnElement[bool]:  # noqa: ANN401
    return or_(*(column.between(first, last) for first, last in ranges))


def _changes_since(
    session: Session, entry: TrailRecord, ranges: Sequence[tuple[int, int]]
) -> dict[int, list[_Values]]:
    """Return what was done to the rows since, row by row, the newest first."""
    later = session.execute(
        select(TrailRecord.row_id, TrailRecord.change)
        .where(
            TrailRecord.table_name == entry.table_name,
            _within(TrailRecord.row_id, ranges),
            TrailRecord.id > entry.id,
        )
        .order_by(TrailRecord.id.desc())
    )
    found: dict[int, list[_Values]] = defaultdict(list)
    for id_, change in later:
        if id_ is not None:  # another bulk write: it says nothing of the single rows
            found[id_].append(json.loads(change))
    return found


def _as_they_are(
    session: Session,
    record: type[Record],
    ranges: Sequence[tuple[int, int]],
    days: DateRange,
    touched: dict[int, list[_Values]],
) -> dict[int, _Values]:
    """Return the rows that count on the days now, and those that were touched since."""
    table = record.__table__
    counted = table.c.counted_on.between(days.first, days.last)
    found = list(
        session.execute(select(table).where(_within(table.c.id, ranges), counted)).mappings()
    )
    for ids in chunks(touched):
        found += session.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: json.loads(canonical(dict(row))) for row in found}


def _counts(values: _Values, days: DateRange) -> bool:
    day = values.get("counted_on") or ""
    return days.first.isoformat() <= day <= days.last.isoformat()


def _entry(bulk: TrailRecord, id_: int, values: _Values) -> TrailRecord:
    change = {name: [None, value] for name, value in values.items() if value not in (None, "")}
    return TrailRecord(
        id=bulk.id,
        at=bulk.at,
        actor_id=bulk.actor_id,
        actor_name=bulk.actor_name,
        action=bulk.action,
        reason=bulk.reason,
        table_name=bulk.table_name,
        row_id=id_,
        row_count=1,
        change=canonical(change),
        hash="",
    )
