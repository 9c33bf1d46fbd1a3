"""Reading the trail, and proving that nobody changed it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.store import trail
from parkdesk.store.lists import fetch_window
from parkdesk.store.record_names import RecordNames
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries to show; empty texts and None mean all."""

    actor: str = ""
    action: str = ""
    table: str = ""
    row_id: int | None = None
    on: dt.date | None = None
    """Only entries until the end of that day."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry: what it was, what it became; `hidden` fields keep their values."""

    field: str
    old: str
    new: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry of the trail."""

    id: int
    at: dt.datetime
    actor: str
    action: str
    reason: str
    table: str
    row_id: int | None
    count: int
    changes: tuple[FieldChange, ...]
    record: str = ""
    """What people call the record, or what it hangs on; empty where nothing names it."""


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """The outcome of walking the whole chain: its head, and where it breaks, if it does."""

    entries: int
    head: str
    broken_at: int | None


@query(Permission.TRAIL_READ)
def list_trail(
    work: Work,
    criteria: TrailFilter,
    sort: Sort = Sort("id", descending=True),  # noqa: B008 (frozen)
    offset: int = 0,
    limit: int = 200,
) -> Window[TrailRow]:
    """Return the entries in view, the newest first."""
    return fetch_window(
        work.session,
        TrailRecord.id,
        _where(criteria),
        {"id": TrailRecord.id, "actor": TrailRecord.actor_name, "action": TrailRecord.action},
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.TRAIL_READ)
def check_trail(work: Work) -> TrailCheck:
    """Walk the whole chain and say where, if anywhere, it has been changed."""
    total = work.session.scalar(select(func.count()).select_from(TrailRecord)) or 0
    previous, done, last_id = trail.GENESIS, 0, 0
    while True:
        entries = work.session.scalars(
            select(TrailRecord)
            .where(TrailRecord.id > last_id)
            .order_by(TrailRecord.id)
            .limit(_CHUNK)
        ).all()
        if not entries:
            return TrailCheck(total, previous, None)
        broken = entries[0].id if entries[0].id != last_id + 1 else None
        broken = broken or trail.first_broken(entries, previous)
        if broken is not None:
            return TrailCheck(total, previous, broken)
        previous, last_id = entries[-1].hash, entries[-1].id
        done += len(entries)
        work.session.expunge_all()
        work.progress.step(done, total)


def _where(criteria: TrailFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.actor:
        where.append(TrailRecord.actor_name == criteria.actor)
    if criteria.action:
        where.append(TrailRecord.action == criteria.action)
    if criteria.table:
        where.append(TrailRecord.table_name == criteria.table)
    if criteria.row_id is not None:
        where.append(TrailRecord.row_id == criteria.row_id)
    if criteria.on is not None:
        where.append(TrailRecord.at < end_of_day(criteria.on))
    return where


def _rows(work: Work, ids: Sequence[int]) -> dict[int, TrailRow]:
    entries = work.session.scalars(select(TrailRecord).where(TrailRecord.id.in_(ids))).all()
    names = RecordNames(work.session, entries)
    return {entry.id: _row(entry, names) for entry in entries}


def _row(entry: TrailRecord, names: RecordNames) -> TrailRow:
    def said(field: str, value: object) -> str:
        named = names.value(entry, field, value)
        return _text(value) if named is None else named

    return TrailRow(
        entry.id,
        entry.at,
        entry.actor_name,
        entry.action,
        entry.reason,
        entry.table_name,
        entry.row_id,
        entry.row_count,
        tuple(_change(name, pair, said) for name, pair in json.loads(entry.change).items()),
        names.name(entry),
    )


def _change(name: str, pair: object, said: Callable[[str, object], str]) -> FieldChange:
    if isinstance(pair, list) and len(pair) == 2:  # noqa: PLR2004 (old and new)
        return FieldChange(name, said(name, pair[0]), said(name, pair[1]))
    if pair == "changed":
        return FieldChange(name, "", "", hidden=True)
    return FieldChange(name, "", _text(pair))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
