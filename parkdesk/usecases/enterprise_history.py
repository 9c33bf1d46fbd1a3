"""The history of one enterprise over all rows that belong to it, read from the trail."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.enterprise_history import Change, HistoryLine, HistorySubject, subject_of
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Window
from parkdesk.store.base import Record
from parkdesk.store.enterprise_belongings import ROOT, belongings, root_of, trail_entries
from parkdesk.store.record_names import RecordNames
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_NEEDS = {
    HistorySubject.CERTIFICATES: Permission.CERTIFICATION_READ,
    HistorySubject.CLAIMS: Permission.CLAIM_READ,
    HistorySubject.CONTRACTS: Permission.CONTRACT_READ,
    HistorySubject.RETURNS: Permission.STATISTICS_READ,
    HistorySubject.SERVICES: Permission.PLATFORM_READ,
}
"""What reading a subject needs; the others need what the enterprise itself needs."""


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which changes to show; None means all, `on` those until the end of that day."""

    subject: HistorySubject | None = None
    on: dt.date | None = None


@query(Permission.ENTERPRISE_READ)
def enterprise_history(
    work: Work, enterprise_id: int, criteria: HistoryFilter, offset: int = 0, limit: int = 200
) -> Window[HistoryLine]:
    """Return the changes in view, the newest first.

    Whoever may see the enterprise may see who changed it; what hangs on it needs the permission
    to read that.
    """
    work.get(EnterpriseRecord, enterprise_id)
    tables, readable = _tables(work, criteria.subject), _tables(work, None)
    entries = trail_entries(work.session, enterprise_id, tables, readable)
    if criteria.on is not None:
        after = dt.datetime.combine(criteria.on + dt.timedelta(days=1), dt.time(), CHINA)
        entries = [(at, number) for at, number in entries if at < after]
    shown = [number for _at, number in entries[offset : offset + limit]]
    records = {
        one.id: one
        for one in work.session.scalars(select(TrailRecord).where(TrailRecord.id.in_(shown)))
    }
    lines = _lines(work, [records[number] for number in shown])
    return Window(tuple(lines), len(entries), offset)


def _tables(work: Work, subject: HistorySubject | None) -> Iterable[str]:
    for name in (ROOT, *belongings()):
        about = subject_of(root_of(name))
        if subject in (None, about) and work.actor.may(
            _NEEDS.get(about, Permission.ENTERPRISE_READ)
        ):
            yield name


def _lines(work: Work, entries: Sequence[TrailRecord]) -> Iterable[HistoryLine]:
    # Everything here is of the enterprise: its name, or that of a programme, tells nothing apart.
    others = frozenset(Record.metadata.tables) - frozenset(belongings())
    named = RecordNames(work.session, entries, others)
    for entry in entries:
        assert entry.row_id is not None
        kept = json.loads(entry.change)
        yield HistoryLine(
            entry.id,
            entry.at,
            entry.actor_name,
            entry.action,
            entry.reason,
            subject_of(root_of(entry.table_name)),
            entry.table_name,
            entry.row_id,
            named.name(entry),
            named.currency(entry),
            tuple(_change(name, pair) for name, pair in kept.items()),
        )


def _change(name: str, pair: object) -> Change:
    if isinstance(pair, list):
        return Change(name, _text(pair[0]), _text(pair[1]))
    if pair == "changed":
        return Change(name, "", "", hidden=True)
    return Change(name, "", _text(pair))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
