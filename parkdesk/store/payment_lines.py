"""The lines of a batch, and how a batch stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from parkdesk.domain.errors import Refused
from parkdesk.domain.payments import BatchKey, BatchState, BatchTotals, LineState, totals_of
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


def sum_up(work: Work, batch: PaymentBatchRecord) -> BatchTotals:
    """Write a batch's sums from its lines, and refuse what does not foot; return them.

    Lines that were taken out at the approval are no part of it.
    """
    totals = totals_of(
        (LineState(one.state), one.amount_cents)
        for one in batch_lines(work, batch.id)
        if one.state != LineState.CANCELLED.value
    )
    if totals.total_cents != batch.total_cents or totals.lines != batch.lines or not totals.foots:
        raise Refused("batch-does-not-foot", batch=batch.number)
    batch.paid_cents = totals.cents(LineState.PAID)
    batch.failed_cents = totals.cents(LineState.FAILED)
    return totals
