"""Finding an enterprise, certificate, claim or contract by what a person remembers of it.

The index of a database is built once, by whichever reader asks first, and follows the trail: each
search looks whether there are entries behind the last one seen, also those of other desks.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Row, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from parkdesk.domain.identity import Permission
from parkdesk.domain.search import HitKind
from parkdesk.store.search_index import Entry, SearchIndex, fold
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.duplicates import EnterpriseMergeRecord
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_NEEDS = {
    HitKind.ENTERPRISE: Permission.ENTERPRISE_READ,
    HitKind.CERTIFICATION: Permission.CERTIFICATION_READ,
    HitKind.CLAIM: Permission.CLAIM_READ,
    HitKind.CONTRACT: Permission.CONTRACT_READ,
}
Numbered: TypeAlias = type[CertificationRecord] | type[ClaimRecord] | type[ContractRecord]
SelectT = TypeVar("SelectT", bound=Select[*tuple[Any, ...]])
_MOST_CHANGES = 2_000
"""With more entries than these to follow, everything is read again."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line of the search box: what it is, what it is called, and a remark."""

    kind: HitKind
    id: int
    title: str
    detail: str
    number: str = ""
    """The further number that fits what was typed, where neither name nor code does."""
    merged: str = ""
    """The record that had this number, before it was merged into the one found."""


@dataclass(slots=True)
class _Known:
    """The index of one database, and the last entry of the trail that it knows of."""

    index: SearchIndex = field(default_factory=SearchIndex)
    last: int = -1
    lock: threading.Lock = field(default_factory=threading.Lock)


_indexes: WeakKeyDictionary[Dialect, _Known] = WeakKeyDictionary()
_indexes_lock = threading.Lock()


@query(Permission.ENTERPRISE_READ)
def search(work: Work, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """Return what fits, the best first; kinds that the person may not read are left out."""
    known = _known(work)
    with known.lock:
        _follow(work, known)
        found = known.index.find(text, limit)
    allowed = {kind for kind, permission in _NEEDS.items() if work.actor.may(permission)}
    return tuple(_hit(one, text) for one in found if one.kind in allowed)


def _hit(entry: Entry, text: str) -> SearchHit:
    words = fold(text)
    plain = (entry.title, entry.detail, *entry.names, entry.initials, entry.pinyin)
    told = any(words in fold(one) for one in plain)
    number = "" if told else next((one for one in entry.numbers if words in fold(one)), "")
    merged = dict(entry.merged).get(number, "")
    return SearchHit(entry.kind, entry.id, entry.title, entry.detail, number, merged)


def _known(work: Work) -> _Known:
    # Each unit of work has an engine object of its own with its options; the dialect is the
    # one object that all of them share.
    dialect = work.session.get_bind().dialect
    with _indexes_lock:
        return _indexes.setdefault(dialect, _Known())


def _follow(work: Work, known: _Known) -> None:
    last = work.session.scalar(select(func.max(TrailRecord.id))) or 0
    if last == known.last:
        return
    if known.last < 0 or last < known.last or last - known.last > _MOST_CHANGES:
        known.index = SearchIndex(_all(work))
    else:
        _take_changes(work, known)
    known.last = last


def _take_changes(work: Work, known: _Known) -> None:
    touched: dict[HitKind, set[int]] = defaultdict(set)
    for table, row_id in _changed(work, known.last):
        if row_id is None:
            known.index = SearchIndex(_all(work))
            return
        if table in _BY_TABLE:
            touched[_BY_TABLE[table]].add(row_id)
            continue
        named = _OF_ENTERPRISES[table]
        owner = work.session.scalar(select(named.enterprise_id).where(named.id == row_id))
        if owner is None:
            # Whose it was went with it.
            known.index = SearchIndex(_all(work))
            return
        touched[HitKind.ENTERPRISE].add(owner)
    # What an enterprise has says its name: it is written anew with it.
    enterprises = sorted(touched[HitKind.ENTERPRISE])
    for kind, of in _NUMBERED.items():
        owned = _only(select(of.id), of.enterprise_id, enterprises)
        touched[kind] |= set(work.session.scalars(owned))
    for kind, ids in touched.items():
        fresh = list(_entries(work, kind, sorted(ids)))
        gone = {(kind, id_) for id_ in ids} - {entry.key for entry in fresh}
        known.index.update(fresh, gone)


def _changed(work: Work, last: int) -> Sequence[Row[str, int | None]]:
    """Return tables and rows that were written after an entry of the trail.

    A bulk change (row None) is left out where it only updates: it never changes a number.
    """
    only_updated = and_(
        TrailRecord.row_id.is_(None),
        TrailRecord.table_name != EnterpriseRecord.__tablename__,
        TrailRecord.change.contains('"rows":"updated"'),
    )
    return work.session.execute(
        select(TrailRecord.table_name, TrailRecord.row_id)
        .where(
            TrailRecord.id > last,
            TrailRecord.table_name.in_([*_BY_TABLE, *_OF_ENTERPRISES]),
            ~only_updated,
        )
        .distinct()
    ).all()


_OF_ENTERPRISES: dict[str, type[EnterpriseNameRecord | EnterpriseIdentifierRecord]] = {
    EnterpriseNameRecord.__tablename__: EnterpriseNameRecord,
    EnterpriseIdentifierRecord.__tablename__: EnterpriseIdentifierRecord,
}
"""Tables whose rows are further names and numbers of enterprises."""

_BY_TABLE = {
    EnterpriseRecord.__tablename__: HitKind.ENTERPRISE,
    CertificationRecord.__tablename__: HitKind.CERTIFICATION,
    ClaimRecord.__tablename__: HitKind.CLAIM,
    ContractRecord.__tablename__: HitKind.CONTRACT,
}


def _all(work: Work) -> Iterator[Entry]:
    for kind in HitKind:
        yield from _entries(work, kind, None)


def _entries(work: Work, kind: HitKind, ids: Sequence[int] | None) -> Iterator[Entry]:
    if kind is HitKind.ENTERPRISE:
        yield from _enterprises(work, ids)
        return
    for row in work.session.execute(_numbers(kind, ids)):
        id_, number, name = row
        yield Entry(kind, id_, number, name, code=number)


def _enterprises(work: Work, ids: Sequence[int] | None) -> Iterator[Entry]:
    former: dict[int, list[str]] = defaultdict(list)
    for owner, name in work.session.execute(
        _only(
            select(EnterpriseNameRecord.enterprise_id, EnterpriseNameRecord.name),
            EnterpriseNameRecord.enterprise_id,
            ids,
        )
    ):
        former[owner].append(name)
    others: dict[int, list[str]] = defaultdict(list)
    merged: dict[int, list[tuple[str, str]]] = defaultdict(list)
    merges = _merges(work)
    table = EnterpriseIdentifierRecord
    for owner, number, note in work.session.execute(
        _only(select(table.enterprise_id, table.code, table.note), table.enterprise_id, ids)
    ):
        others[owner].append(number)
        if (owner, note) in merges:
            merged[owner].append((number, note))
    columns = (
        EnterpriseRecord.id,
        EnterpriseRecord.name,
        EnterpriseRecord.code,
        EnterpriseRecord.initials,
        EnterpriseRecord.pinyin,
        EnterpriseRecord.short_name,
        EnterpriseRecord.org_code,
        EnterpriseRecord.registration_no,
    )
    ordered = select(*columns).order_by(EnterpriseRecord.sort_key)
    for id_, name, code, initials, pinyin, short, org_code, registration in work.session.execute(
        _only(ordered, EnterpriseRecord.id, ids)
    ):
        names = (name, *former.get(id_, ()), *([short] if short else []))
        older = [one for one in (org_code, registration) if one]
        numbers = (*older, *others.get(id_, ()))
        yield Entry(
            HitKind.ENTERPRISE,
            id_,
            name,
            code,
            names,
            initials,
            pinyin,
            code,
            numbers,
            tuple(merged.get(id_, ())),
        )


def _merges(work: Work) -> set[tuple[int, str]]:
    """Return the merges that hold: the enterprise kept, and the name of the record given up."""
    table = EnterpriseMergeRecord
    holding = select(table.kept_id, table.dropped_name).where(table.undone_at.is_(None))
    return {(kept_id, name) for kept_id, name in work.session.execute(holding)}


_NUMBERED: dict[HitKind, Numbered] = {
    HitKind.CERTIFICATION: CertificationRecord,
    HitKind.CLAIM: ClaimRecord,
    HitKind.CONTRACT: ContractRecord,
}


def _numbers(kind: HitKind, ids: Sequence[int] | None) -> Select[int, str, str]:
    table = _NUMBERED[kind]
    found = (
        select(table.id, table.number, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .order_by(table.number)
    )
    return _only(found, table.id, ids)


def _only(
    statement: SelectT, column: InstrumentedAttribute[int], ids: Sequence[int] | None
) -> SelectT:
    return statement if ids is None else statement.where(column.in_(ids))
