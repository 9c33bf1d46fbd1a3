"""Which enterprises the trail says were touched, of what the rules of compliance look at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

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

    None: nobody knows. A bulk write leaves one entry for many rows.
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
    if len(entries) > _MOST or any(row_id is None for _table, row_id, _change in entries):
        return None
    rows: dict[str, set[int]] = defaultdict(set)
    found: set[int] = set()
    for table, row_id, text in entries:
        assert row_id is not None
        rows[table].add(row_id)
        change = json.loads(text)
        found.update(_said(change, "enterprise_id"))
        if table in _THROUGH:
            _record, column, owner = _THROUGH[table]
            rows[owner.__tablename__].update(_said(change, column))
    found |= rows[_ENTERPRISE]
    for table, (record, column, owner) in _THROUGH.items():
        rows[owner.__tablename__].update(_values(session, record, column, rows[table]))
    for table, record in _OWNED.items():
        found.update(_values(session, record, "enterprise_id", rows[table]))
    return found


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


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(sorted(ids))
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
