"""Which enterprises of the register may be one: while a name is typed, and over all of them."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, func, select

from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.likeness import Known, Pair, TypedIdentity, Why, likely_pairs
from parkdesk.store.likeness import LikenessIndex, NamedEnterprise
from parkdesk.store.tables.duplicates import EnterpriseDistinctRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_SHOWN = 5
_MOST_PAIRS = 500
"""A worklist; the surest pairs come first, and the next ones follow when these are answered."""
_MOST_CHANGES = 500
"""With more entries than these to follow, all names are read again."""
_WATCHED = (EnterpriseRecord.__tablename__, EnterpriseNameRecord.__tablename__)


@dataclass(frozen=True, slots=True)
class Resembling:
    """An enterprise of the register that resembles another one, and why."""

    id: int
    name: str
    code: str
    status: EnterpriseStatus
    why: Why


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two enterprises of the register that may be one."""

    id: int
    """Place in the list, from 1."""
    first: Resembling
    second: Resembling
    why: Why


@dataclass(frozen=True, slots=True)
class LikelyPairs:
    """The pairs to look at, the surest first, and how many there are with those not listed."""

    pairs: tuple[LikelyPair, ...]
    total: int


@dataclass(slots=True)
class _Remembered:
    """The names of one database, and the last entry of the trail that they know of."""

    index: LikenessIndex = field(default_factory=lambda: LikenessIndex(()))
    last: int = -1
    lock: threading.Lock = field(default_factory=threading.Lock)


_indexes: WeakKeyDictionary[Dialect, _Remembered] = WeakKeyDictionary()
_indexes_lock = threading.Lock()


@query(Permission.ENTERPRISE_READ)
def resembling_enterprises(
    work: Work, typed: TypedIdentity, apart_from: int | None = None
) -> tuple[Resembling, ...]:
    """Return at most five enterprises that the one being typed may be, the surest first.

    `apart_from` is the enterprise being edited itself; what was said to be two is left out.
    """
    dialect = work.session.get_bind().dialect
    with _indexes_lock:
        remembered = _indexes.setdefault(dialect, _Remembered())
    with remembered.lock:
        _follow(work, remembered)
        found = remembered.index.like(typed, _SHOWN * 4)
    other = _known_to_differ(work).get(apart_from or 0, set())
    wanted = [id_ for id_ in found if id_ != apart_from and id_ not in other][:_SHOWN]
    records = _records(work, wanted)
    return tuple(_resembling(records[id_], found[id_]) for id_ in wanted if id_ in records)


@query(Permission.ENTERPRISE_READ)
def likely_duplicates(work: Work) -> LikelyPairs:
    """Return the pairs of the register that may be one enterprise and were not said to be two.

    Progress is told in enterprises: each is looked at, then what it shares with others is.
    """
    differ = _known_to_differ(work)
    known = tuple(
        Known(one.id, one.names, one.pinyin, one.organisation, one.registration_no)
        for one in _enterprises(work)
    )
    found = likely_pairs(known, work.progress.step)
    pairs: list[Pair] = [pair for pair in found if pair.second not in differ.get(pair.first, set())]
    listed = pairs[:_MOST_PAIRS]
    records = _records(work, [id_ for pair in listed for id_ in (pair.first, pair.second)])
    return LikelyPairs(
        tuple(
            LikelyPair(
                place,
                _resembling(records[pair.first], pair.why),
                _resembling(records[pair.second], pair.why),
                pair.why,
            )
            for place, pair in enumerate(listed, start=1)
        ),
        len(pairs),
    )


@command(Permission.ENTERPRISE_EDIT)
def mark_as_two(work: Work, first_id: int, second_id: int) -> None:
    """Note that two enterprises that look alike are two; they are not told again."""
    if first_id == second_id:
        raise InvalidInput({"second_id": "same-enterprise"})
    for id_ in (first_id, second_id):
        work.get(EnterpriseRecord, id_)
    first_id, second_id = sorted((first_id, second_id))
    there = select(EnterpriseDistinctRecord.id).where(
        EnterpriseDistinctRecord.first_id == first_id,
        EnterpriseDistinctRecord.second_id == second_id,
    )
    if work.session.scalar(there) is None:
        work.add(
            EnterpriseDistinctRecord(
                first_id=first_id, second_id=second_id, said_at=work.now, said_by=work.actor.name
            )
        )


@command(Permission.ENTERPRISE_EDIT)
def unmark_as_two(work: Work, first_id: int, second_id: int) -> None:
    """Take back that two enterprises are two: they are told again."""
    first_id, second_id = sorted((first_id, second_id))
    work.delete_many(
        EnterpriseDistinctRecord,
        EnterpriseDistinctRecord.first_id == first_id,
        EnterpriseDistinctRecord.second_id == second_id,
    )


def _follow(work: Work, remembered: _Remembered) -> None:
    """Bring the names up to the trail: what was saved since, one by one, else all of them."""
    entry = TrailRecord
    watched = entry.table_name.in_(_WATCHED)
    last = work.session.scalar(select(func.max(entry.id)).where(watched)) or 0
    if last == remembered.last:
        return
    changes: list[tuple[str, int | None]] = []
    if 0 <= remembered.last < last:
        since = select(entry.table_name, entry.row_id).where(watched, entry.id > remembered.last)
        found = work.session.execute(since.limit(_MOST_CHANGES + 1))
        changes = [(table, row_id) for table, row_id in found]
    changed = _changed(work, changes)
    if changed is None or not 0 < len(changes) <= _MOST_CHANGES:
        remembered.index = LikenessIndex(_enterprises(work))
    else:
        fresh = list(_enterprises(work, changed))
        remembered.index.update(fresh, changed - {one.id for one in fresh})
    remembered.last = last


def _changed(work: Work, changes: list[tuple[str, int | None]]) -> set[int] | None:
    """Return the enterprises of these changes; None where an entry does not tell whose it was."""
    found = set()
    for table, row_id in changes:
        owner = row_id
        if row_id is not None and table == EnterpriseNameRecord.__tablename__:
            names = EnterpriseNameRecord
            owner = work.session.scalar(select(names.enterprise_id).where(names.id == row_id))
        if owner is None:
            return None
        found.add(owner)
    return found


def _enterprises(work: Work, only: set[int] | None = None) -> Iterator[NamedEnterprise]:
    table, names = EnterpriseRecord, EnterpriseNameRecord
    present = select(
        table.id, table.name, table.pinyin, table.code, table.org_code, table.registration_no
    ).order_by(table.id)
    past = select(names.enterprise_id, names.name)
    if only is not None:
        present = present.where(table.id.in_(only))
        past = past.where(names.enterprise_id.in_(only))
    former: dict[int, list[str]] = defaultdict(list)
    for id_, name in work.session.execute(past):
        former[id_].append(name)
    for row in work.session.execute(present):
        yield NamedEnterprise(
            row.id,
            (row.name, *former.get(row.id, ())),
            row.pinyin,
            row.code,
            row.org_code,
            row.registration_no,
        )


def _known_to_differ(work: Work) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    table = EnterpriseDistinctRecord
    for first, second in work.session.execute(select(table.first_id, table.second_id)):
        found[first].add(second)
        found[second].add(first)
    return found


def _records(work: Work, ids: list[int]) -> dict[int, EnterpriseRecord]:
    query_ = select(EnterpriseRecord).where(EnterpriseRecord.id.in_(set(ids)))
    return {one.id: one for one in work.session.scalars(query_)}


def _resembling(record: EnterpriseRecord, why: Why) -> Resembling:
    return Resembling(record.id, record.name, record.code, EnterpriseStatus(record.status), why)
