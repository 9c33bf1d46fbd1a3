"""The days of a certificate that lists and reminders search by: computed here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, object_session

from parkdesk.domain.certifications import (
    NEVER,
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
    remind_on,
)
from parkdesk.domain.programmes import Mark
from parkdesk.domain.reminders import next_surveillance
from parkdesk.store.tables.certification_history import CertificationSurveillanceRecord
from parkdesk.store.tables.certifications import (
    UNKNOWN,
    CertificationRecord,
    CertificationTypeRecord,
)

_CHUNK = 5_000


def days_of(
    kind: CertificationType,
    issued_on: dt.date,
    expires_on: dt.date | None,
    last_surveillance_on: dt.date | None,
    lead_days_own: int | None = None,
    answered: Collection[dt.date] = (),
) -> dict[str, dt.date]:
    """Return `expires_key`, `remind_key` and `surveillance_key` of a certificate.

    A lead time of the certificate's own outweighs that of its kind. `answered` are the days due
    of which somebody wrote down what became of the check.
    """
    lead_days = kind.lead_days if lead_days_own is None else lead_days_own
    due = next_surveillance(kind, issued_on, expires_on, last_surveillance_on, answered)
    return {
        "expires_key": expires_on or NEVER,
        "remind_key": remind_on(expires_on, lead_days) or NEVER,
        "surveillance_key": due or NEVER,
    }


def answered_days(record: CertificationRecord) -> frozenset[dt.date]:
    """Return the days due of whose checks somebody wrote down what became of them."""
    session = object_session(record)
    if session is None or record.id is None:
        return frozenset()
    rows = CertificationSurveillanceRecord
    return frozenset(session.scalars(select(rows.due_on).where(rows.certification_id == record.id)))


def refresh_days(record: CertificationRecord, kind: CertificationType) -> None:
    """Compute the days of a record anew: call it after a change of any of what they follow from."""
    found = days_of(
        kind,
        record.issued_on,
        record.expires_on,
        record.last_surveillance_on,
        record.lead_days_own,
        answered_days(record),
    )
    for name, day in found.items():
        setattr(record, name, day)


def fill_days(session: Session) -> int:
    """Find out the next yearly check of the certificates that have none yet; return how many.

    They come from a park of an earlier release, whose table had no such column.
    """
    table = CertificationRecord
    kinds = {one.code: _kind(one) for one in session.scalars(select(CertificationTypeRecord))}
    found = session.execute(
        select(
            table.id, table.type_code, table.issued_on, table.expires_on, table.last_surveillance_on
        ).where(table.surveillance_key == UNKNOWN)
    ).all()
    rows = [
        {
            "id_": row.id,
            "key": next_surveillance(
                kinds[row.type_code], row.issued_on, row.expires_on, row.last_surveillance_on
            )
            or NEVER,
        }
        for row in found
    ]
    statement = (
        update(table.__table__)  # type: ignore[arg-type]
        .where(table.__table__.c.id == bindparam("id_"))
        .values(surveillance_key=bindparam("key"))
    )
    for start in range(0, len(rows), _CHUNK):
        session.connection().execute(statement, rows[start : start + _CHUNK])
    return len(rows)


def _kind(record: CertificationTypeRecord) -> CertificationType:
    """Return a kind as far as its yearly checks need it, the park's own months left out."""
    return CertificationType(
        code=record.code,
        name_zh=record.name_zh,
        name_en=record.name_en,
        family=CertificationFamily(record.family),
        validity_months=record.validity_months,
        last_day=LastDay(record.last_day),
        surveillance=Surveillance(record.surveillance),
        lead_days=record.lead_days,
        top_level=record.top_level,
        source=record.source,
        certainty=Mark(record.certainty),
    )
