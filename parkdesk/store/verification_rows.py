"""What was drawn in a sample, and what its results say of the whole."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.sampling import Checked, Extrapolation, extrapolate
from parkdesk.store.tables.sampling import VerificationRecord, VerificationRowRecord
from parkdesk.store.work import Work


def verification_rows(work: Work, verification_id: int) -> list[VerificationRowRecord]:
    """Return what was drawn, in the order of the draw."""
    query = select(VerificationRowRecord).where(
        VerificationRowRecord.verification_id == verification_id
    )
    return list(work.session.scalars(query.order_by(VerificationRowRecord.position)))


def said_of_whole(
    record: VerificationRecord, rows: list[VerificationRowRecord]
) -> Extrapolation | None:
    """Return what the sample says of the whole; None until every drawn one is checked."""
    if not rows or not all(row.result for row in rows):
        return None
    checked = [Checked(row.paid_cents, row.wrong_cents) for row in rows]
    return extrapolate(record.population, record.population_cents, checked)
