"""What people call the records that entries of the trail are about: a number, a name.

A record without a name of its own is called by what it hangs on: an execution by its contract. One
that is gone is called as the trail kept it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, String, cast, false, literal, null, select, union_all
from sqlalchemy.orm import Session

from parkdesk.store.base import Record
from parkdesk.store.enterprise_belongings import ROOT, belongings
from parkdesk.store.tables.trail import TrailRecord

NAMES = {
    "account": "name",
    "bank_sheet": "name",
    "certification": "number",
    "certification_type": "name_zh",
    "claim": "number",
    "clawback": "number",
    "client": "name",
    "contract": "number",
    "credit_scheme": "name",
    "document_edition": "series",
    "document_print": "number",
    "enterprise": "name",
    "ip_matter": "number",
    "ip_template": "title",
    "issued_document": "number",
    "market_item": "title",
    "notice": "number",
    "pack_template": "name",
    "paper": "file_name",
    "park": "name",
    "opportunity": "number",
    "payment_batch": "number",
    "period_return": "period",
    "bookable_place": "name",
    "booking": "number",
    "brand_event": "number",
    "platform_offer": "name",
    "platform_grant": "number",
    "platform_outlay": "item",
    "platform_request": "number",
    "programme": "title",
    "quarter_return": "quarter",
    "quarter_text": "quarter",
    "saved_view": "name",
    "title": "number",
    "training_class": "number",
    "training_course": "title",
    "title_kind": "name_zh",
    "verification": "number",
}
"""The column that names a row, where people call it by one."""
_LEVELS = 3
"""A check of a sample hangs on the sample, which hangs on a claim; nothing hangs deeper."""
_NOTHING = select(literal(""), literal(0), literal(""), cast(null(), String)).where(false())
_LISTS = {("review_sample", "opened"): "claim", ("review_sample", "drawn"): "claim"}
"""Fields that hold the numbers of several records of a table."""


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, by table, its columns that lead to another table and where each leads.

    What belongs to an enterprise comes first: a grant is called by its certificate, then by the
    enterprise, and last by the programme that paid for it.
    """
    own = belongings()
    return {
        table.name: tuple(
            sorted(
                (
                    (column.name, key.column.table.name)
                    for column in table.columns
                    for key in column.foreign_keys
                    if key.column.table is not table and key.column.name == "id"
                ),
                key=lambda way: (way[1] not in own, way[1] != ROOT),
            )
        )
        for table in Record.metadata.sorted_tables
    }


class RecordNames:
    """Names and currencies of the records of some entries, each table asked once."""

    def __init__(
        self,
        session: Session,
        entries: Sequence[TrailRecord],
        unnamed: frozenset[str] = frozenset(),
    ) -> None:
        """Read what the entries are about; tables that are `unnamed` give nothing their name."""
        self._unnamed = unnamed
        self._rows: dict[tuple[str, int], Mapping[str, Any]] = {}
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            if entry.row_id is not None:
                wanted[entry.table_name].add(entry.row_id)
                self._want_kept(wanted, entry)
        for _level in range(_LEVELS):
            wanted = self._read(session, wanted)

    def _read(self, session: Session, wanted: Mapping[str, set[int]]) -> dict[str, set[int]]:
        """Read some records of many tables in one statement; return what they hang on."""
        terms = [term for name, ids in sorted(wanted.items()) for term in _terms(name, ids)]
        found: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
        lines: Iterable[Any] = session.execute(union_all(_NOTHING, *terms))
        for name, id_, column, value in lines:
            found[name, id_][column] = value
        owners: dict[str, set[int]] = defaultdict(set)
        for (name, id_), row in found.items():
            for column, target in _ways()[name]:
                if row.get(column):
                    row[column] = int(row[column])
                    if (target, row[column]) not in self._rows:
                        owners[target].add(row[column])
            self._rows[name, id_] = row
        return owners

    @staticmethod
    def _want_kept(wanted: dict[str, set[int]], entry: TrailRecord) -> None:
        for field, pair in json.loads(entry.change).items():
            target = _target(entry.table_name, field)
            if target and isinstance(pair, list):
                for value in pair:
                    wanted[target].update(_ids(value))

    def name(self, entry: TrailRecord) -> str:
        """Return what the record is called; empty where nothing names it."""
        return self._find(
            entry.table_name,
            entry.row_id or 0,
            json.loads(entry.change),
            lambda one: "" if one in self._unnamed else NAMES.get(one, ""),
        )

    def value(self, entry: TrailRecord, field: str, kept: object) -> str | None:
        """Return what the records are called that a field points to; None for another field."""
        target = _target(entry.table_name, field)
        if not target:
            return None
        names = [self._find(target, id_, {}, lambda one: NAMES.get(one, "")) for id_ in _ids(kept)]
        return ", ".join(names) if all(names) else None

    def currency(self, entry: TrailRecord) -> str:
        """Return the currency of the record's amounts; empty where it has none."""
        kept = json.loads(entry.change)
        return self._find(entry.table_name, entry.row_id or 0, kept, lambda _one: "currency")

    def _find(
        self, table: str, row_id: int, kept: Mapping[str, Any], column: Callable[[str], str]
    ) -> str:
        row = self._rows.get((table, row_id)) or {name: _last(kept[name]) for name in kept}
        value = row.get(column(table))
        if value:
            return str(value)
        for way, target in _ways().get(table, ()):
            if row.get(way) and target not in self._unnamed:
                found = self._find(target, row[way], {}, column)
                if found:
                    return found
        return ""


def _target(table: str, field: str) -> str:
    """Return the table that a field points to; empty where it points to none."""
    return dict(_ways().get(table, ())).get(field) or _LISTS.get((table, field), "")


def _ids(kept: object) -> list[int]:
    """Return the numbers that a field holds: one, or a list of them as text."""
    if isinstance(kept, int):
        return [kept]
    try:
        found = json.loads(kept) if isinstance(kept, str) else []
    except ValueError:
        return []
    return [one for one in found if isinstance(one, int)] if isinstance(found, list) else []


def _terms(name: str, ids: set[int]) -> Iterable[Select[Any]]:
    """Return what is to be read of some records of a table, each column a line of its own."""
    table = Record.metadata.tables[name]
    if "id" not in table.columns:
        return
    wanted = {"currency", NAMES.get(name, "id")} | {column for column, _target in _ways()[name]}
    for column in table.columns:
        if column.name in wanted:
            line = (literal(name), table.c.id, literal(column.name), cast(column, String))
            yield select(*line).where(table.c.id.in_(sorted(ids)))


def _last(pair: object) -> Any:  # noqa: ANN401
    """Return what a field was last known to be, of a row that is gone."""
    if not isinstance(pair, list):
        return None
    return pair[1] if pair[1] is not None else pair[0]
