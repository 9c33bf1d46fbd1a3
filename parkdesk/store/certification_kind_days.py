"""The days of all certificates of one kind, after its lead time or its cycle was changed."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from parkdesk.domain.certifications import CertificationType
from parkdesk.store.certification_days import days_of
from parkdesk.store.tables.certification_history import CertificationSurveillanceRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.work import Work

_KEYS = ("remind_key", "surveillance_key")


def refresh_kind(work: Work, kind: CertificationType) -> int:
    """Compute the days of every certificate of a kind anew; return how many moved.

    A lead time of a certificate's own stays, and no last day moves: it was computed by the rule
    of its time, or printed.
    """
    table = CertificationRecord
    answered = defaultdict(set)
    said = CertificationSurveillanceRecord
    for id_, due_on in work.session.execute(
        select(said.certification_id, said.due_on)
        .join(table, table.id == said.certification_id)
        .where(table.type_code == kind.code)
    ):
        answered[id_].add(due_on)
    moved = []
    for row in work.session.execute(
        select(
            table.id,
            table.issued_on,
            table.expires_on,
            table.last_surveillance_on,
            table.lead_days_own,
            table.remind_key,
            table.surveillance_key,
        ).where(table.type_code == kind.code)
    ):
        days = days_of(
            kind,
            row.issued_on,
            row.expires_on,
            row.last_surveillance_on,
            row.lead_days_own,
            answered.get(row.id, ()),
        )
        if any(days[key] != getattr(row, key) for key in _KEYS):
            moved.append({"id": row.id, **{key: days[key] for key in _KEYS}})
    work.update_many(CertificationRecord, moved)
    return len(moved)
