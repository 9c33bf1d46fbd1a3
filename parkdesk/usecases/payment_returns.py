"""Transfers that came back after their payment (银行退票): one enters, another confirms."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.payment_returns import (
    ReturnState,
    TransferReturn,
    check_return,
    require_entered,
    require_second_person,
)
from parkdesk.domain.payments import BatchKey, LineState
from parkdesk.domain.reasons import says_too_little
from parkdesk.store.claim_money import forget_payment
from parkdesk.store.payment_checks import hands
from parkdesk.store.payment_lines import batch_key, sum_up
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentLineRecord,
    PaymentReturnRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_MENDABLE = {ClaimState.PAYABLE, ClaimState.PAID, ClaimState.ARCHIVED}


@command(Permission.CLAIM_PAY)
def enter_transfer_return(work: Work, line_id: int, version: int, form: TransferReturn) -> BatchKey:
    """Enter that a paid transfer came back; `version` is that of its batch.

    The line still counts as paid: nothing is paid again before another person has confirmed it.
    """
    line = work.get(PaymentLineRecord, line_id)
    batch = work.get(PaymentBatchRecord, line.batch_id, version=version)
    if line.state != LineState.PAID.value or line.paid_on is None:
        raise Refused("return-of-unpaid", line=line.reference)
    if _entered(work, line.id) is not None:
        raise Refused("return-entered-before", line=line.reference)
    claim = work.get(ClaimRecord, line.claim_id)
    hands(work, [claim])
    _require_mendable(work, claim)
    check_return(form, line.paid_on, work.today)
    assert form.returned_on is not None
    work.reason = form.reason.strip()
    work.add(
        PaymentReturnRecord(
            line_id=line.id,
            batch_id=batch.id,
            state=ReturnState.ENTERED.value,
            amount_cents=line.amount_cents,
            paid_on=line.paid_on,
            returned_on=form.returned_on,
            reason=form.reason.strip(),
            bank_reference=form.bank_reference.strip(),
            entered_at=work.now,
            entered_by_id=work.actor.id,
            entered_by_name=work.actor.name,
        )
    )
    return batch_key(batch)


@command(Permission.CLAIM_PAY)
def confirm_transfer_return(work: Work, return_id: int, version: int) -> BatchKey:
    """Confirm that a transfer came back: its line has failed, its claim waits for payment again.

    What was recorded as paid for the claim is taken back with it, to the fen; what other levels
    paid stays with their lines. The failures of the batch may then be paid again.
    """
    record = work.get(PaymentReturnRecord, return_id, version=version)
    require_entered(ReturnState(record.state))
    require_second_person(record.entered_by_id, work.actor.id)
    line = work.get(PaymentLineRecord, record.line_id)
    claim = work.get(ClaimRecord, line.claim_id)
    hands(work, [claim])
    _require_mendable(work, claim)
    work.reason = record.reason
    line.state = LineState.FAILED.value
    line.paid_on = None
    line.failure = record.reason
    _decide(work, record, ReturnState.CONFIRMED)
    work.session.flush()  # the batch is summed up by what is stored
    batch = work.get(PaymentBatchRecord, record.batch_id)
    sum_up(work, batch)
    if ClaimState(claim.state) is not ClaimState.PAYABLE:
        words = f"{line.reference} {record.returned_on.isoformat()} {record.reason}"
        forget_payment(work, claim, line.amount_cents, words)
    work.session.flush()  # the caller wants the new version
    return batch_key(batch)


@command(Permission.CLAIM_PAY)
def dismiss_transfer_return(work: Work, return_id: int, version: int, why: str) -> BatchKey:
    """Dismiss a return that was entered by mistake; the line stays paid, the mistake is kept."""
    record = work.get(PaymentReturnRecord, return_id, version=version)
    require_entered(ReturnState(record.state))
    text = why.strip()
    if says_too_little(text):
        raise InvalidInput({"reason": "reason-missing"})
    record.ending = text
    work.reason = text
    _decide(work, record, ReturnState.DISMISSED)
    work.session.flush()  # the window reads the batch anew
    return batch_key(work.get(PaymentBatchRecord, record.batch_id))


def _decide(work: Work, record: PaymentReturnRecord, state: ReturnState) -> None:
    record.state = state.value
    record.decided_at = work.now
    record.decided_by_id = work.actor.id
    record.decided_by_name = work.actor.name


def _entered(work: Work, line_id: int) -> PaymentReturnRecord | None:
    record = PaymentReturnRecord
    return work.session.scalar(
        select(record).where(record.line_id == line_id, record.state == ReturnState.ENTERED.value)
    )


def _require_mendable(work: Work, claim: ClaimRecord) -> None:
    """Refuse where the money was asked back: that clawback has to be withdrawn first."""
    record = ClawbackRecord
    asked = work.session.scalar(
        select(record.number)
        .where(record.claim_id == claim.id, record.state != ClawbackState.WITHDRAWN.value)
        .order_by(record.id)
        .limit(1)
    )
    if asked is not None or ClaimState(claim.state) not in _MENDABLE:
        raise Refused("return-of-clawed-back", claim=claim.number, clawback=asked or "")
