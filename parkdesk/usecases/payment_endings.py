"""Claims of which a part was paid and the rest is held: they end with what was paid."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import claims
from parkdesk.domain.claimant_findings import ConditionChange
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.payments import LineState
from parkdesk.store.claim_dues import Due, due_of
from parkdesk.store.claim_records import key_of
from parkdesk.store.payment_checks import hands
from parkdesk.store.payment_results import is_under_way, record_paid_lines
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A claim that nobody can pay more of: what was paid, what lapses, and why."""

    claim_id: int
    version: int
    number: str
    enterprise: str
    paid_cents: int
    lapsing_cents: int
    held_rows: int
    conditions: tuple[ConditionChange, ...]


@query(Permission.CLAIM_PAY)
def claims_to_finish(work: Work) -> tuple[Unfinished, ...]:
    """Return the claims that were paid in part and of which nothing more may be paid now."""
    line = PaymentLineRecord
    paid = select(line.claim_id).where(line.state == LineState.PAID.value)
    records = work.session.scalars(
        select(ClaimRecord)
        .where(ClaimRecord.state == ClaimState.PAYABLE.value, ClaimRecord.id.in_(paid))
        .order_by(ClaimRecord.id)
    ).all()
    found = []
    for claim in records:
        due = None if is_under_way(work, claim) else due_of(work, claim)
        if due is not None and _is_over(due):
            found.append(_unfinished(work, due))
    return tuple(found)


def _is_over(due: Due) -> bool:
    return bool(due.conditions) or not due.parts


def _unfinished(work: Work, due: Due) -> Unfinished:
    claim = due.claim
    paid = _paid_cents(work, claim)
    return Unfinished(
        claim.id,
        claim.version,
        claim.number,
        work.get(EnterpriseRecord, claim.enterprise_id).name,
        paid,
        (claim.approved_cents or 0) - paid,
        len(due.holds),
        due.conditions,
    )


def _paid_cents(work: Work, claim: ClaimRecord) -> int:
    line = PaymentLineRecord
    query = select(line.amount_cents).where(
        line.claim_id == claim.id, line.state == LineState.PAID.value
    )
    return sum(work.session.scalars(query))


@command(Permission.CLAIM_PAY)
def finish_claim(work: Work, claim_id: int, version: int, reason: str) -> ClaimKey:
    """End a claim with what was paid: the rest of it is held, and lapses for this reason.

    Refused while anything is under way or may still be paid, and where nothing was paid: such a
    claim is returned or refused.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    text = claims.check_reason(reason)
    hands(work, [claim])
    if claim.state != ClaimState.PAYABLE.value or is_under_way(work, claim):
        raise Refused("claim-not-to-finish", claim=claim.number)
    if not _paid_cents(work, claim) or not _is_over(due_of(work, claim)):
        raise Refused("claim-not-to-finish", claim=claim.number)
    record_paid_lines(work, claim, text)
    return key_of(claim)
