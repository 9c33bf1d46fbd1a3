"""A certificate as one line of a list, with its status on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parkdesk.domain.certifications import CertificationStatus, Standing, status_on
from parkdesk.domain.register_checks import CheckResult
from parkdesk.store.standing import STANDING, AnyRow, standings
from parkdesk.store.tables.certifications import (
    UNKNOWN,
    CertificationRecord,
    CertificationTypeRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord


@dataclass(frozen=True, slots=True)
class CertificationRow:
    """One line of the register."""

    id: int
    version: int
    enterprise_id: int
    enterprise: str
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    number: str
    issuer: str
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus | None
    """None: issued after the day in view."""
    days_left: int | None
    """Days until the last day; negative once it has passed; None without an expiry."""
    checked_on: dt.date | None
    """Day of the last register check that got an answer; None: never."""
    check_result: CheckResult | None


# A list reads what it shows: a whole record has twice as many columns.
_SHOWN = (
    *STANDING,
    CertificationRecord.version,
    CertificationRecord.enterprise_id,
    EnterpriseRecord.name.label("enterprise"),
    CertificationRecord.type_code,
    CertificationTypeRecord.name_zh,
    CertificationTypeRecord.name_en,
    CertificationRecord.level,
    CertificationRecord.model,
    CertificationRecord.number,
    CertificationRecord.issuer,
    CertificationRecord.checked_key,
    CertificationRecord.check_result,
)


# Made once: to put it together anew takes longer than the database takes to answer it.
_ROWS = (
    select(*_SHOWN)
    .join(EnterpriseRecord, EnterpriseRecord.id == CertificationRecord.enterprise_id)
    .join(CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code)
    .where(CertificationRecord.id.in_(bindparam("ids", expanding=True)))
)


def certification_rows(
    session: Session, ids: Sequence[int], day: dt.date
) -> dict[int, CertificationRow]:
    """Return the lines of these certificates by their id, as at `day`."""
    found = session.execute(_ROWS, {"ids": list(ids)}).all()
    held = standings(session, found)
    return {record.id: _row(record, held[record.id], day) for record in found}


def _row(record: AnyRow, standing: Standing, day: dt.date) -> CertificationRow:
    return CertificationRow(
        record.id,
        record.version,
        record.enterprise_id,
        record.enterprise,
        record.type_code,
        record.name_zh,
        record.name_en,
        record.level,
        record.model,
        record.number,
        record.issuer,
        record.issued_on,
        record.expires_on,
        status_on(standing, day),
        None if record.expires_on is None else (record.expires_on - day).days,
        None if record.checked_key == UNKNOWN else record.checked_key,
        CheckResult(record.check_result) if record.check_result else None,
    )
