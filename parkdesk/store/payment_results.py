"""When a claim's money has all come, when it has come back, and when the rest of it lapses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from parkdesk.domain.payments import LineState
from parkdesk.store.claim_dues import still_to_pay
from parkdesk.store.claim_money import record_payment
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord, PaymentPartRecord
from parkdesk.store.work import Work


def complete_claim(work: Work, claim: ClaimRecord) -> bool:
    """Record the payment of a claim once all its levels are paid; return whether it was.

    What each row was paid is the sum of its parts of the paid lines, so that rows, lines and
    claim foot. Rows that were held are not waited for.
    """
    if is_under_way(work, claim) or still_to_pay(work, claim):
        return False
    record_paid_lines(work, claim)
    return True


def is_under_way(work: Work, claim: ClaimRecord) -> bool:
    """Whether money of a claim stands in a batch that has not been answered for."""
    line = PaymentLineRecord
    query = select(line.id).where(line.claim_id == claim.id, line.state == LineState.PENDING.value)
    return work.session.scalar(query.limit(1)) is not None


def record_paid_lines(work: Work, claim: ClaimRecord, reason: str = "") -> None:
    """Record that a claim was paid what its paid lines say, on the day of the last of them."""
    line = PaymentLineRecord
    paid = work.session.scalars(
        select(line)
        .where(line.claim_id == claim.id, line.state == LineState.PAID.value)
        .order_by(line.id)
    ).all()
    days = [one.paid_on for one in paid if one.paid_on is not None]
    rows = _paid_rows(work, [one.id for one in paid])
    words = ", ".join(one.reference for one in paid)
    said = f"{reason} ({words})" if reason else words
    record_payment(work, claim, rows, max(days), said)


def _paid_rows(work: Work, line_ids: list[int]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    query = select(PaymentPartRecord).where(PaymentPartRecord.line_id.in_(line_ids))
    for part in work.session.scalars(query):
        found[part.row_id] += part.amount_cents
    return found
