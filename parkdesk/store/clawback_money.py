"""Receipts of a clawback, what they cover, and when they settle its claim or open it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from parkdesk.domain import clawbacks
from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.clawbacks import ClawbackState, Receipt
from parkdesk.store.claim_money import move_claim, record_recovery
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import (
    ClawbackLineRecord,
    ClawbackReceiptRecord,
    ClawbackRecord,
)
from parkdesk.store.work import Work


def write_receipt(
    work: Work,
    record: ClawbackRecord,
    day: dt.date,
    cents: int,
    form: Receipt,
    corrects: int | None = None,
) -> None:
    """Write a receipt under the clawback's next number; `corrects` is the one it takes back."""
    serial = 1 + (
        work.session.scalar(
            select(func.count()).where(ClawbackReceiptRecord.clawback_id == record.id)
        )
        or 0
    )
    work.add(
        ClawbackReceiptRecord(
            number=clawbacks.receipt_number(record.number, serial),
            clawback_id=record.id,
            received_on=day,
            amount_cents=cents,
            bank_reference=form.bank_reference.strip(),
            note=form.note.strip(),
            corrects_id=corrects,
            recorded_at=work.now,
            recorded_by_id=work.actor.id,
            recorded_by_name=work.actor.name,
        )
    )


def apply_receipts(work: Work, record: ClawbackRecord) -> None:
    """Write what has come for each line, person and claim: the receipts' sum, line after line."""
    receipt = ClawbackReceiptRecord
    query = select(func.coalesce(func.sum(receipt.amount_cents), 0))
    record.received_cents = int(
        work.session.scalar(query.where(receipt.clawback_id == record.id)) or 0
    )
    lines = _lines(work, record.id)
    parts = clawbacks.allocate(record.received_cents, [line.amount_cents for line in lines])
    for line, part in zip(lines, parts, strict=True):
        if line.received_cents != part:
            line.received_cents = part
    work.session.flush()  # the claim's rows are summed from what is stored
    claim = work.get(ClaimRecord, record.claim_id)
    table = ClawbackLineRecord
    of_rows = (
        select(table.row_id, func.sum(table.received_cents))
        .where(table.claim_id == claim.id)
        .group_by(table.row_id)
    )
    record_recovery(work, claim, {row: int(cents) for row, cents in work.session.execute(of_rows)})


def settle_claim(work: Work, record: ClawbackRecord) -> None:
    """Take a claim out of recovery when none of its clawbacks is open any more."""
    waiting = work.session.scalar(
        select(func.count()).where(
            ClawbackRecord.claim_id == record.claim_id,
            ClawbackRecord.state == ClawbackState.OPEN.value,
        )
    )
    claim = work.get(ClaimRecord, record.claim_id)
    if not waiting and ClaimState(claim.state) is ClaimState.RECOVERING:
        move_claim(
            work,
            claim,
            ClaimAction.SETTLE,
            amount_cents=claim.recovered_cents,
            reason=record.number,
        )
        work.session.flush()  # the caller wants the new version


def reopen_claim(work: Work, record: ClawbackRecord, reason: str) -> None:
    """Take a claim back into recovery: what had settled it was a mistake."""
    claim = work.get(ClaimRecord, record.claim_id)
    if ClaimState(claim.state) is not ClaimState.RECOVERING:
        left = record.amount_cents - record.received_cents
        move_claim(work, claim, ClaimAction.RECOVER, amount_cents=left, reason=reason)


def _lines(work: Work, clawback_id: int) -> Sequence[ClawbackLineRecord]:
    query = select(ClawbackLineRecord).where(ClawbackLineRecord.clawback_id == clawback_id)
    return work.session.scalars(query.order_by(ClawbackLineRecord.position)).all()
