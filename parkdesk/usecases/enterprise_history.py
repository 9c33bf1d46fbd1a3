"""The history of one enterprise over all rows that belong to it, read from the trail."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.enterprise_history import Change, HistoryLine, HistorySubject, subject_of
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Window
from parkdesk.store.base import Record
from parkdesk.store.enterprise_belongings import ROOT, belongings, root_of, trail_entries
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
_NAMES = {
    "certification": "number",
    "claim": "number",
    "contract": "number",
    "paper": "file_name",
    "quarter_return": "quarter",
    "title": "number",
}
"""The column that names a row, where people call it by one."""


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
    named = _Named(work, entries)
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
            named.name(entry.table_name, entry.row_id, kept),
            named.currency(entry.table_name, entry.row_id, kept),
            tuple(_change(name, pair) for name, pair in kept.items()),
        )


class _Named:
    """Names and currencies of the rows in view, each table asked once."""

    def __init__(self, work: Work, entries: Sequence[TrailRecord]) -> None:
        self._rows: dict[tuple[str, int], Mapping[str, Any]] = {}
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            wanted[entry.table_name].add(entry.row_id or 0)
        # The farthest from the enterprise first: what they hang on is read after them.
        for name in reversed(tuple(belongings())):
            for row in _read(work, name, wanted[name]):
                self._rows[name, row["id"]] = row
                for column, target in belongings()[name]:
                    wanted[target].add(row[column] or 0)

    def name(self, table: str, row_id: int, kept: Mapping[str, Any]) -> str:
        return self._find(table, row_id, kept, lambda one: _NAMES.get(one, ""))

    def currency(self, table: str, row_id: int, kept: Mapping[str, Any]) -> str:
        return self._find(table, row_id, kept, lambda _one: "currency")

    def _find(
        self, table: str, row_id: int, kept: Mapping[str, Any], column: Callable[[str], str]
    ) -> str:
        row = self._rows.get((table, row_id)) or {name: _last(kept[name]) for name in kept}
        value = row.get(column(table))
        if value:
            return str(value)
        for way, target in belongings().get(table, ()):
            if row.get(way) and target != ROOT:
                return self._find(target, row[way], {}, column)
        return ""


def _read(work: Work, name: str, ids: set[int]) -> Iterable[Mapping[str, Any]]:
    if not ids:
        return
    table = Record.metadata.tables[name]
    wanted = {"id", "currency", _NAMES.get(name, "id")}
    wanted |= {column for column, _target in belongings()[name]}
    columns = [one for one in table.columns if one.name in wanted]
    found = work.session.execute(select(*columns).where(table.c.id.in_(sorted(ids))))
    yield from (dict(row) for row in found.mappings())


def _last(pair: object) -> Any:  # noqa: ANN401
    """Return what a field was last known to be, of a row that is gone."""
    if not isinstance(pair, list):
        return None
    return pair[1] if pair[1] is not None else pair[0]


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
