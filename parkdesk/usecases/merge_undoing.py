"""Undoing a merge of enterprises: what was taken out comes back, what moved goes back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.merges import UndoState, last_day_to_undo, undo_state
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.base import Record
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.lists import fetch_window
from parkdesk.store.merged_numbers import forget_numbers
from parkdesk.store.merging import (
    Follower,
    claims_paid,
    follow_columns,
    followers,
    give,
    records_by_table,
    set_columns,
)
from parkdesk.store.rows_aside import row_of, rows_of
from parkdesk.store.subsidy_accounts import follow_accounts
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.duplicates import EnterpriseMergeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.unsaid_findings import free_keys, look_at_on
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_ENTERPRISE = EnterpriseRecord.__tablename__


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge as a list shows it."""

    id: int
    kept_id: int
    kept_name: str
    dropped_name: str
    merged_at: dt.datetime
    merged_by: str
    reason: str
    undo_until: dt.date
    state: UndoState


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a merge did."""

    enterprise_id: int
    """The record that came back."""
    returned: int
    """Rows that went back to it."""
    left: int
    """Rows that were deleted or given to somebody else since, and stay as they are."""
    kept_values: tuple[str, ...]
    """Columns of the kept record that were changed since the merge, and stay as they are."""


@query(Permission.ENTERPRISE_READ)
def list_merges(work: Work, sort: Sort, offset: int, limit: int) -> Window[MergeRow]:
    """Return the merges, the newest first."""
    return fetch_window(
        work.session,
        EnterpriseMergeRecord.id,
        [],
        {"id": EnterpriseMergeRecord.id},
        sort,
        offset,
        limit,
        lambda ids: {
            one.id: _row(one, work.today)
            for one in work.session.scalars(
                select(EnterpriseMergeRecord).where(EnterpriseMergeRecord.id.in_(ids))
            )
        },
    )


@command(Permission.ENTERPRISE_EDIT)
def undo_merge(work: Work, merge_id: int, reason: str = "") -> Undone:
    """Make two enterprises of a merged one again, as far as nothing has happened since.

    What was recorded since the merge stays with the kept record: nobody can know whose it was.
    """
    merge = work.get(EnterpriseMergeRecord, merge_id)
    work.reason = reason.strip()
    moved: dict[str, list[int]] = json.loads(merge.moved)
    aside: dict[str, list[dict[str, Any]]] = json.loads(merge.set_aside)
    _refuse(work, merge, moved)
    _require_needed(work, merge, aside)
    before, kept_values = _restore_values(work, merge)
    for name in {merge.kept_name, merge.dropped_name}:
        forget_numbers(work, merge.kept_id, name)
    _refuse_taken(work, merge, aside[_ENTERPRISE][0])
    back_id = _bring_back(work, merge, aside)
    returned = sum(
        _return_rows(work, follower, moved.get(follower.key, []), merge, back_id)
        for follower in followers()
    )
    follow_columns(work, merge.kept_id, before)
    follow_accounts(work, [back_id], described=True)
    for id_ in (merge.kept_id, back_id):
        follow_names(work, {id_: work.get(EnterpriseRecord, id_).sort_key})
    merge.undone_at, merge.undone_by = work.now, work.actor.name
    wanted = sum(len(ids) for ids in moved.values())
    return Undone(back_id, returned, wanted - returned, kept_values)


def _row(one: EnterpriseMergeRecord, today: dt.date) -> MergeRow:
    return MergeRow(
        one.id,
        one.kept_id,
        one.kept_name,
        one.dropped_name,
        one.merged_at,
        one.merged_by,
        one.reason,
        last_day_to_undo(one.merged_at),
        undo_state(one.merged_at, one.undone_at, today),
    )


def _refuse(work: Work, merge: EnterpriseMergeRecord, moved: Mapping[str, list[int]]) -> None:
    state = undo_state(merge.merged_at, merge.undone_at, work.today)
    if state is not UndoState.OPEN:
        raise Refused(f"merge-{state.value}", last=last_day_to_undo(merge.merged_at))
    if work.session.get(EnterpriseRecord, merge.kept_id) is None:
        raise Refused("merge-kept-gone", kept=merge.kept_name)
    claims = moved.get(f"{ClaimRecord.__tablename__}.enterprise_id", [])
    paid = claims_paid(work, ClaimRecord.id.in_(claims)) if claims else 0
    if paid:
        raise Refused("merge-undo-paid", kept=merge.kept_name, count=paid)


def _refuse_taken(work: Work, merge: EnterpriseMergeRecord, row: Mapping[str, Any]) -> None:
    taken = work.session.scalar(
        select(EnterpriseRecord.name).where(
            or_(EnterpriseRecord.code == row["code"], EnterpriseRecord.name == row["name"])
        )
    )
    if taken is not None:
        raise Refused("merge-undo-taken", dropped=merge.dropped_name, other=taken)


def _require_needed(
    work: Work, merge: EnterpriseMergeRecord, aside: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Refuse where a row that comes back refers to one that has been deleted since."""
    replaced: dict[str, list[Any]] = json.loads(merge.replaced)
    values = {name: pair[0] for name, pair in replaced.items()}
    coming = {name: [*rows] for name, rows in aside.items()}
    coming.setdefault(_ENTERPRISE, []).append(values)
    for table in Record.metadata.sorted_tables:
        for column in table.columns if table.name in coming else ():
            wanted = {row[column.name] for row in coming[table.name] if row.get(column.name)}
            for key in column.foreign_keys if wanted else ():
                target = key.column.table
                own = {row.get(key.column.name) for row in aside.get(target.name, ())}
                there = select(key.column).where(key.column.in_(wanted - own))
                if wanted - own - set(work.session.scalars(there)):
                    raise Refused("merge-undo-needs", dropped=merge.dropped_name, table=target.name)


def _restore_values(
    work: Work, merge: EnterpriseMergeRecord
) -> tuple[SaveEnterprise, tuple[str, ...]]:
    """Give the kept record its own values back; return what its form was until now.

    And the columns that were changed by others since.
    """
    table = EnterpriseRecord.__table__
    replaced: dict[str, list[Any]] = json.loads(merge.replaced)
    before = row_of(table, {name: pair[0] for name, pair in replaced.items()})  # type: ignore[arg-type]
    after = row_of(table, {name: pair[1] for name, pair in replaced.items()})  # type: ignore[arg-type]
    record = work.get(EnterpriseRecord, merge.kept_id)
    same = {name: old for name, old in before.items() if getattr(record, name) == after[name]}
    form = set_columns(work, merge.kept_id, same)
    return form, tuple(sorted(before.keys() - same.keys()))


def _bring_back(
    work: Work, merge: EnterpriseMergeRecord, aside: Mapping[str, list[dict[str, Any]]]
) -> int:
    """Write what was taken out; return the number of the enterprise, another if its is in use."""
    records = records_by_table()
    [enterprise] = rows_of(EnterpriseRecord.__table__, aside[_ENTERPRISE])  # type: ignore[arg-type]
    if work.session.get(EnterpriseRecord, merge.dropped_id) is not None:
        enterprise["id"] = work.last_id(EnterpriseRecord) + 1
    work.insert_many(EnterpriseRecord, [enterprise])
    back_id: int = enterprise["id"]
    columns = {(one.table.name, one.column.name) for one in followers()}
    # In the order of their references.
    for table in Record.metadata.sorted_tables:
        if table.name == _ENTERPRISE:
            continue
        for row in rows_of(table, aside.get(table.name, ())):
            owned = [name for name in row if (table.name, name) in columns]
            row |= {name: back_id for name in owned if row[name] == merge.dropped_id}
            if work.session.scalar(select(table.c.id).where(table.c.id == row["id"])) is not None:
                del row["id"]  # nothing refers to it: a new number will do
            work.insert_many(records[table.name], [row])
    return back_id


def _return_rows(
    work: Work, follower: Follower, ids: list[int], merge: EnterpriseMergeRecord, back_id: int
) -> int:
    table = follower.table
    still = work.session.scalars(
        select(table.c.id).where(
            table.c.id.in_(set(ids) - _new_since(work, follower, ids, merge)),
            follower.column == merge.kept_id,
        )
    ).all()
    if follower.record is FindingRecord:
        free_keys(work.session, merge.kept_id)
        look_at_on(work.session, merge.kept_id, work.today)
    give(work, follower, still, back_id)
    return len(still)


def _new_since(
    work: Work, follower: Follower, ids: list[int], merge: EnterpriseMergeRecord
) -> set[int]:
    """Return the numbers that other rows have been given since the merge, by the trail."""
    entry = TrailRecord
    of_merge = select(func.min(entry.id)).where(
        entry.table_name == EnterpriseMergeRecord.__tablename__, entry.row_id == merge.id
    )
    later = work.session.execute(
        select(entry.row_id, entry.change).where(
            entry.table_name == follower.table.name,
            entry.row_id.in_(ids),
            entry.id > of_merge.scalar_subquery(),
        )
    )
    pairs = [(id_, json.loads(change).get(follower.column.name)) for id_, change in later]
    # Only a new row has had no owner before.
    return {id_ for id_, pair in pairs if id_ and pair and pair[0] is None and pair[1] is not None}
