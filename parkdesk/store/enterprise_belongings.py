"""Which rows of the database belong to one enterprise, found by the foreign keys alone.

A table that a feature adds is found here by itself, as soon as it points to an enterprise or to
something of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Table, and_, false, or_, select
from sqlalchemy.orm import Session

from parkdesk.store.base import Record
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord

ROOT = EnterpriseRecord.__tablename__
_CHUNK = 500
_TOGETHER = 50
ALSO_DELETE = (
    "assign_reminders",
    "make_main_contact",
    "move_to_edition",
    "pay_subsidies_to",
    "remove_fact",
    "remove_member",
    "remove_participant",
    "save_conditions",
    "take_event_contract_back",
)
"""Commands of another name that may delete a row of an enterprise."""
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
    session: Session, enterprise_id: int, tables: Iterable[str], readable: Iterable[str]
) -> list[tuple[dt.datetime, int]]:
    """Return instant and number of each entry about an enterprise's rows, the newest first.

    Each table is asked through the index of its records; rows that were deleted are found by what
    the trail kept of them. A row is reached only through `readable` tables: the paper of a claim
    is not told where claims are not.
    """
    found: set[tuple[dt.datetime, int]] = set()
    through = frozenset(readable) | {ROOT}
    gone = _deleted(session, enterprise_id, through)
    for name in tables:
        entries = select(TrailRecord.at, TrailRecord.id).where(TrailRecord.table_name == name)
        rows = _rows_of(name, enterprise_id, through)
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


def _rows_of(name: str, enterprise_id: int, through: frozenset[str]) -> Select[Any]:
    table = Record.metadata.tables[name]
    if name == ROOT:
        return select(table.c.id).where(table.c.id == enterprise_id)
    conditions = []
    for column, target in belongings()[name]:
        if target == ROOT:
            conditions.append(table.c[column] == enterprise_id)
        elif target in through:
            conditions.append(table.c[column].in_(_rows_of(target, enterprise_id, through)))
    return select(table.c.id).where(or_(false(), *conditions))


def _deleted(
    session: Session, enterprise_id: int, through: frozenset[str]
) -> defaultdict[str, set[int]]:
    """Return the rows that belonged to an enterprise when they were deleted, by table.

    Only entries that name one of its rows as the owner are fetched: a park's trail is long.
    """
    gone: defaultdict[str, set[int]] = defaultdict(set)
    # The nearest come first: what hangs on a deleted row is looked at after that row.
    for name, ways in belongings().items():
        for column, target in ways if name in through else ():
            if target not in through:
                continue
            owners = set(session.scalars(_rows_of(target, enterprise_id, through))) | gone[target]
            gone[name] |= set(_deleted_of(session, name, column, sorted(owners)))
    return gone


def _deleted_of(session: Session, name: str, column: str, owners: Sequence[int]) -> Iterator[int]:
    """Yield the deleted rows of a table whose column named one of the owners."""
    if not owners or not session.scalar(select(_deletions(name).exists())):
        return
    for start in range(0, len(owners), _TOGETHER):
        kept = [
            TrailRecord.change.contains(f'"{column}":[{owner},null]', autoescape=True)
            for owner in owners[start : start + _TOGETHER]
        ]
        for row_id in session.scalars(_deletions(name).where(or_(*kept))):
            yield row_id or 0


def _deletions(name: str) -> Select[int | None]:
    return select(TrailRecord.row_id).where(
        TrailRecord.table_name == name,
        or_(
            # Commands that delete are named so; letters alone bound the range, whatever the
            # collation.
            and_(TrailRecord.action >= "delete", TrailRecord.action < "deletf"),
            TrailRecord.action.in_(ALSO_DELETE),
        ),
        TrailRecord.row_id.is_not(None),
    )
