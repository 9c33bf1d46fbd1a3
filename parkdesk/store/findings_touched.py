"""Which enterprises the trail says were touched, of what the rules of compliance look at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.store.base import Record
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.compliance_rules import AttestationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprise_facts import EnterprisePremisesRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.tables.reminders import ReminderNoteRecord
from parkdesk.store.tables.sampling import VerificationRowRecord
from parkdesk.store.tables.signals import SignalRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.trail import read_ranges

Span: TypeAlias = tuple[int, int]
"""The first and the last number of rows that follow one another."""

_OWNED: Mapping[str, type[Record]] = {
    one.__tablename__: one
    for one in (
        AttestationRecord,
        CertificationRecord,
        ClaimRecord,
        ClawbackRecord,
        ContractRecord,
        EnterprisePremisesRecord,
        PaperRecord,
        QuarterReturnRecord,
        ReminderNoteRecord,
    )
}
"""Tables that name the enterprise themselves."""
_THROUGH: Mapping[str, tuple[type[Record], str, type[Record]]] = {
    one.__tablename__: (one, column, owner)
    for one, column, owner in (
        (ClaimPersonRecord, "claim_id", ClaimRecord),
        (ContractExecutionRecord, "contract_id", ContractRecord),
        (SignalRecord, "claim_id", ClaimRecord),
        (VerificationRowRecord, "claim_id", ClaimRecord),
    )
}
"""Tables that belong to a row of such a table."""
_ENTERPRISE = EnterpriseRecord.__tablename__
LOOKED_AT = frozenset({_ENTERPRISE, *_OWNED, *_THROUGH})
"""All tables that findings follow from, the ones that hold for every enterprise aside."""
_MOST = 20_000
"""Entries that are followed one by one; of more everything is looked at anew."""
_CHUNK = 500


def touched_since(session: Session, after: int, last: int) -> set[int] | None:
    """Return the enterprises that the entries after one and up to another touched.

    None: nobody knows. A bulk write leaves one entry for many rows, which names them where they can
    be followed.
    """
    entries = session.execute(
        select(TrailRecord.table_name, TrailRecord.row_id, TrailRecord.change)
        .where(
            TrailRecord.id > after,
            TrailRecord.id <= last,
            TrailRecord.table_name.in_(sorted(LOOKED_AT)),
        )
        .limit(_MOST + 1)
    ).all()
    if len(entries) > _MOST:
        return None
    told = _Told()
    for table, row_id, text in entries:
        change = json.loads(text)
        if row_id is not None:
            told.tells_of_one(table, row_id, change)
        elif not told.tells_of_many(table, change):
            return None
    return told.enterprises(session)


class _Told:
    """What entries of the trail say: rows by table, and enterprises that they name themselves."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = defaultdict(set)
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._found: set[int] = set()

    def tells_of_one(self, table: str, row_id: int, change: Mapping[str, Any]) -> None:
        """Keep the row of an entry, and whose it was and is."""
        self._rows[table].add(row_id)
        self._found.update(_said(change, "enterprise_id"))
        if table in _THROUGH:
            _record, column, owner = _THROUGH[table]
            self._rows[owner.__tablename__].update(_said(change, column))

    def tells_of_many(self, table: str, change: Mapping[str, Any]) -> bool:
        """Keep the rows of a bulk entry; False where their enterprises cannot be told."""
        named = _named(table, change)
        self._spans[table] += named or ()
        return named is not None

    def enterprises(self, session: Session) -> set[int]:
        """Return whose all those rows are."""
        found = self._found | self._rows[_ENTERPRISE]
        for first, until in self._spans[_ENTERPRISE]:
            found.update(range(first, until + 1))
        for table, (record, column, owner) in _THROUGH.items():
            self._rows[owner.__tablename__].update(self._owners(session, table, record, column))
        for table, record in _OWNED.items():
            found.update(self._owners(session, table, record, "enterprise_id"))
        return found

    def _owners(
        self, session: Session, table: str, record: type[Record], column: str
    ) -> Iterator[int]:
        yield from _values(session, record, column, self._rows[table])
        yield from _within(session, record, column, self._spans[table])


def is_followed(record: type[Record]) -> bool:
    """Return whether the entry of a bulk write says which rows of this table they are."""
    return record.__tablename__ in LOOKED_AT


def _named(table: str, change: Mapping[str, Any]) -> list[Span] | None:
    """Return the rows that a bulk entry names, where their enterprise can be asked now.

    None: they are gone, or may have been another's, or too many pieces to ask for one by one.
    """
    if "ids" not in change or change["rows"] == "deleted":
        return None
    if change["rows"] == "updated":
        owning = {"enterprise_id", _THROUGH[table][1] if table in _THROUGH else ""}
        columns = change.get("written")
        if columns is None or not owning.isdisjoint(columns.split(",")):
            return None
    spans = read_ranges(change["ids"])
    return spans if len(spans) <= _CHUNK else None


def _said(change: Mapping[str, Any], column: str) -> list[int]:
    """Return what a column was and is, as far as the entry says."""
    pair = change.get(column)
    return [value for value in pair if value is not None] if isinstance(pair, list) else []


def _values(
    session: Session, record: type[Record], column: str, ids: Collection[int]
) -> Iterable[int]:
    columns = record.__table__.c
    for chunk in _chunks(ids):
        for value in session.scalars(select(columns[column]).where(columns.id.in_(chunk))):
            if value is not None:
                yield value


def _within(
    session: Session, record: type[Record], column: str, spans: Iterable[Span]
) -> Iterable[int]:
    columns = record.__table__.c
    for first, last in spans:
        rows = select(columns[column]).where(columns.id.between(first, last)).distinct()
        yield from (value for value in session.scalars(rows) if value is not None)


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(sorted(ids))
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
