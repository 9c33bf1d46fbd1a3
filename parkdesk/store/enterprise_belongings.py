"""Which rows of the database belong to one enterprise, found by the foreign keys alone.

A table that a feature adds is found here by itself, as soon as it points to an enterprise or to
something of one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Table, false, or_, select
from sqlalchemy.orm import Session

from parkdesk.store.base import Record
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord

ROOT = EnterpriseRecord.__tablename__
_CHUNK = 500
_APART = frozenset({"claim_person", "claim_step"})
"""People of rosters are looked at in their claim, by whoever may; its steps repeat the claim."""


@lru_cache(maxsize=1)
def belongings() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, by the name of a table, its columns that lead to an enterprise and where each leads.

    The nearest come first; the enterprise's own table is not among them.
    """
    depths = {ROOT: 0}
    tables = [one for one in Record.metadata.sorted_tables if one.name not in _APART]
    # Sorted so that a table comes after those it points to: one pass finds every depth.
    for table in tables:
        reached = [depths[target] for _column, target in _ways(table, depths)]
        if reached and table.name != ROOT:
            depths[table.name] = 1 + max(reached)
    by_depth = sorted(tables, key=lambda one: depths.get(one.name, 0))
    return {
        one.name: tuple(_ways(one, depths))
        for one in by_depth
        if one.name in depths and one.name != ROOT
    }


def root_of(table: str) -> str:
    """Return the table next to the enterprise that a table hangs on: an execution's is contract."""
    ways = belongings().get(table, ())
    targets = [target for _column, target in ways]
    return table if not targets or ROOT in targets else root_of(targets[0])


def trail_entries(
    session: Session, enterprise_id: int, tables: Iterable[str]
) -> list[tuple[dt.datetime, int]]:
    """Return instant and number of each entry about an enterprise's rows, the newest first.

    Each table is asked through the index of its records; rows that were deleted are found by what
    the trail kept of them.
    """
    found: set[tuple[dt.datetime, int]] = set()
    gone = _deleted(session, enterprise_id)
    for name in tables:
        entries = select(TrailRecord.at, TrailRecord.id).where(TrailRecord.table_name == name)
        rows = _rows_of(name, enterprise_id)
        found.update(_pairs(session, entries.where(TrailRecord.row_id.in_(rows))))
        for start in range(0, len(gone[name]), _CHUNK):
            some = sorted(gone[name])[start : start + _CHUNK]
            found.update(_pairs(session, entries.where(TrailRecord.row_id.in_(some))))
    return sorted(found, reverse=True)


def _pairs(
    session: Session, entries: Select[dt.datetime, int]
) -> Iterable[tuple[dt.datetime, int]]:
    return ((row.at, row.id) for row in session.execute(entries))


def _ways(table: Table, known: Iterable[str]) -> Iterable[tuple[str, str]]:
    for column in table.columns:
        for key in column.foreign_keys:
            target = key.column.table.name
            if target in known and target != table.name:
                yield column.name, target


def _rows_of(name: str, enterprise_id: int) -> Select[Any]:
    table = Record.metadata.tables[name]
    if name == ROOT:
        return select(table.c.id).where(table.c.id == enterprise_id)
    conditions = []
    for column, target in belongings()[name]:
        if target == ROOT:
            conditions.append(table.c[column] == enterprise_id)
        else:
            conditions.append(table.c[column].in_(_rows_of(target, enterprise_id)))
    return select(table.c.id).where(or_(false(), *conditions))


def _deleted(session: Session, enterprise_id: int) -> defaultdict[str, set[int]]:
    """Return the rows that belonged to an enterprise when they were deleted, by table."""
    gone: defaultdict[str, set[int]] = defaultdict(set)
    by_table: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for name, row_id, change in session.execute(_DELETIONS):
        by_table[name].append((row_id or 0, json.loads(change)))
    # The nearest come first: what hangs on a deleted row is looked at after that row.
    for name, ways in belongings().items():
        for column, target in ways if by_table[name] else ():
            owners = set(session.scalars(_rows_of(target, enterprise_id))) | gone[target]
            gone[name] |= {id_ for id_, kept in by_table[name] if _was(kept, column) in owners}
    return gone


def _was(kept: Mapping[str, Any], column: str) -> int | None:
    pair = kept.get(column)
    return pair[0] if isinstance(pair, list) else None


# Commands that delete are named so; letters alone bound the range, whatever the collation.
_DELETIONS = select(TrailRecord.table_name, TrailRecord.row_id, TrailRecord.change).where(
    TrailRecord.action >= "delete",
    TrailRecord.action < "deletf",
    TrailRecord.row_id.is_not(None),
)
