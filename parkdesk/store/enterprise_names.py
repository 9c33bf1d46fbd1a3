"""What follows from an enterprise's name: its spellings, and their copies in other tables.

Lists of certificates, claims and contracts are ordered by their enterprise's name; each keeps a
copy of its sort key, because a list can only walk an index of its own table.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from parkdesk.store.base import Record
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.titles import TitleRecord
from parkdesk.store.work import Work

_COPIES = (CertificationRecord, ClaimRecord, ContractRecord, FindingRecord, TitleRecord)
_CHUNK = 500


def follow_names(work: Work, sort_keys: Mapping[int, str]) -> None:
    """Write new sort keys, by enterprise, into every table that keeps a copy."""
    ids = sorted(sort_keys)
    for table in _COPIES:
        for start in range(0, len(ids), _CHUNK):
            _follow(work, table, ids[start : start + _CHUNK], sort_keys)


def _follow(work: Work, table: type[Record], ids: list[int], sort_keys: Mapping[int, str]) -> None:
    columns = table.__table__.c
    rows = work.session.execute(
        select(columns.id, columns.enterprise_id).where(columns.enterprise_id.in_(ids))
    ).all()
    work.update_many(
        table, [{"id": row.id, "enterprise_sort_key": sort_keys[row.enterprise_id]} for row in rows]
    )
