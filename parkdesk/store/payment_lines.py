"""The lines of a batch, and how a batch stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from parkdesk.domain.payments import BatchKey, BatchState
from parkdesk.store.tables.payments import PaymentBatchRecord, PaymentLineRecord
from parkdesk.store.work import Work


def batch_lines(work: Work, batch_id: int) -> Sequence[PaymentLineRecord]:
    """Return the lines of a batch in their order."""
    query = select(PaymentLineRecord).where(PaymentLineRecord.batch_id == batch_id)
    return work.session.scalars(query.order_by(PaymentLineRecord.position)).all()


def batch_key(batch: PaymentBatchRecord) -> BatchKey:
    """Return a batch as it stands."""
    return BatchKey(
        batch.id, batch.version, batch.number, BatchState(batch.state), batch.total_cents
    )
