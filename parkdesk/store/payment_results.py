"""When a claim's money has all come: every level that pays a part of it has paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from parkdesk.domain.payments import BatchState, LineState, split_claim
from parkdesk.store.claim_money import money_rows, record_payment
from parkdesk.store.level_budgets import shares_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentHoldRecord,
    PaymentLineRecord,
    PaymentPartRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


def complete_claim(work: Work, claim: ClaimRecord) -> bool:
    """Record the payment of a claim once all its levels are paid; return whether it was.

    What each row was paid is the sum of its parts of the paid lines, so that rows, lines and
    claim foot. Rows that were held are not waited for.
    """
    line = PaymentLineRecord
    paid = work.session.scalars(
        select(line).where(line.claim_id == claim.id, line.state == LineState.PAID.value)
    ).all()
    if not {one.level for one in paid} >= _expected(work, claim):
        return False
    days = [one.paid_on for one in paid if one.paid_on is not None]
    rows = _paid_rows(work, [one.id for one in paid])
    record_payment(work, claim, rows, max(days), ", ".join(one.reference for one in paid))
    return True


def _expected(work: Work, claim: ClaimRecord) -> set[str]:
    hold, batch = PaymentHoldRecord, PaymentBatchRecord
    held: dict[int, int] = {}
    query = (
        select(hold.row_id, hold.amount_cents)
        .join(batch, batch.id == hold.batch_id)
        .where(hold.claim_id == claim.id, batch.state != BatchState.CANCELLED.value)
    )
    for row in work.session.execute(query):
        held[row.row_id] = max(held.get(row.row_id, 0), row.amount_cents)
    rows = {
        row.id: row.approved_cents - held.get(row.id, 0)
        for row in money_rows(work.session, claim)
        if row.approved_cents > held.get(row.id, 0)
    }
    shares = shares_of(work.get(ProgrammeRecord, claim.programme_id))
    return {part.level for part in split_claim(rows, shares)}


def _paid_rows(work: Work, line_ids: list[int]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    query = select(PaymentPartRecord).where(PaymentPartRecord.line_id.in_(line_ids))
    for part in work.session.scalars(query):
        found[part.row_id] += part.amount_cents
    return found
