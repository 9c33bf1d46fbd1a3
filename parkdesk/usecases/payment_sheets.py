"""Bank sheets of approved batches, and what the bank answers: lines are paid or have failed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import payments
from parkdesk.domain.bank_sheets import BankSheet, SheetLine
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.payments import (
    Answer,
    BatchAction,
    BatchKey,
    BatchState,
    Line,
    LineState,
    Matched,
    match_answers,
)
from parkdesk.domain.reasons import says_too_little
from parkdesk.store.bank_sheets import bank_sheet_of, read_template
from parkdesk.store.claim_money import claims_by_id
from parkdesk.store.payment_lines import batch_key, batch_lines, sum_up
from parkdesk.store.payment_results import complete_claim
from parkdesk.store.tables.payments import (
    BankSheetRecord,
    PaymentBatchRecord,
    PaymentLineRecord,
    PaymentSheetRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_TAIL = 4
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """What is to be written into a file: the template and the lines with whole numbers."""

    batch_id: int
    version: int
    number: str
    sheet: BankSheet
    lines: tuple[SheetLine, ...]
    reason: str


@query(Permission.CLAIM_READ)
def bank_sheets(work: Work) -> tuple[BankSheet, ...]:
    """Return the templates, the park's own first."""
    record = BankSheetRecord
    query = select(record.content).order_by(record.is_own.desc(), record.id)
    return tuple(read_template(content) for content in work.session.scalars(query))


@command(Permission.CLAIM_PAY)
def open_bank_sheet(
    work: Work, batch_id: int, version: int, template: str, reason: str
) -> SheetToWrite:
    """Hand out an approved batch's lines with whole account numbers; who and why is in the trail.

    Only lines that are still pending are in it: what was answered is not sent twice.
    """
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    payments.advance_batch(BatchState(batch.state), BatchAction.SEND)
    text = reason.strip()
    if says_too_little(text):
        raise InvalidInput({"reason": "reason-missing"})
    sheet = bank_sheet_of(work.session, template)
    lines = _pending_lines(work, batch)
    claims = claims_by_id(work.session, [line.claim_id for line in lines])
    title = work.get(ProgrammeRecord, batch.programme_id).title
    work.reason = text
    work.note(
        PaymentBatchRecord.__tablename__,
        batch.id,
        {"revealed": "accounts", "lines": len(lines), "template": sheet.code},
    )
    return SheetToWrite(
        batch.id,
        batch.version,
        batch.number,
        sheet,
        tuple(_line(line, claims[line.claim_id].number, title) for line in lines),
        text,
    )


def _pending_lines(work: Work, batch: PaymentBatchRecord) -> list[PaymentLineRecord]:
    """Return the lines that a bank is sent: those that it has not answered."""
    lines = [one for one in batch_lines(work, batch.id) if one.state == LineState.PENDING.value]
    if not lines:
        raise Refused("batch-nothing-pending")
    return lines


def _line(line: PaymentLineRecord, claim: str, title: str) -> SheetLine:
    return SheetLine(
        line.position,
        line.reference,
        line.holder,
        line.account,
        line.bank_name,
        line.bank_branch,
        line.amount_cents,
        claim,
        f"{title} {claim}",
    )


@command(Permission.CLAIM_PAY)
def keep_bank_sheet(
    work: Work, batch_id: int, version: int, template: str, reason: str, sha256: str
) -> BatchKey:
    """Keep the checksum of a sheet that was written; the batch counts as sent to the bank.

    How many lines and how much money stand in it is read from the batch itself: what is printed
    beside the checksum is what the batch says, not what a window says.
    """
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    state = payments.advance_batch(BatchState(batch.state), BatchAction.SEND)
    text = reason.strip()
    if says_too_little(text):
        raise InvalidInput({"reason": "reason-missing"})
    if not _SHA256.fullmatch(sha256):
        raise InvalidInput({"sha256": "checksum-not-one"})
    sheet = bank_sheet_of(work.session, template)
    lines = _pending_lines(work, batch)
    work.add(
        PaymentSheetRecord(
            batch_id=batch.id,
            template_code=sheet.code,
            written_at=work.now,
            written_by_id=work.actor.id,
            written_by_name=work.actor.name,
            reason=text,
            lines=len(lines),
            total_cents=sum(line.amount_cents for line in lines),
            sha256=sha256,
        )
    )
    batch.state = state.value
    work.session.flush()  # the caller wants the new version
    return batch_key(batch)


@query(Permission.CLAIM_PAY)
def match_bank_answers(
    work: Work, batch_id: int, answers: tuple[Answer, ...]
) -> tuple[Matched, ...]:
    """Return every answer beside its line, with why it cannot be recorded; nothing is changed."""
    batch = work.get(PaymentBatchRecord, batch_id)
    return match_answers(
        [_domain_line(one) for one in batch_lines(work, batch.id)],
        answers,
        _first_day(batch),
        work.today,
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of answers: lines now paid and failed, answers left out."""

    paid: int
    failed: int
    left_out: int
    batch: BatchKey


@command(Permission.CLAIM_PAY)
def record_bank_answers(
    work: Work, batch_id: int, version: int, answers: tuple[Answer, ...]
) -> Recorded:
    """Record what a bank answered; what does not fit its line is left out and counted.

    A claim whose money has all come is paid. With no line left pending the batch is settled.
    """
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    payments.advance_batch(BatchState(batch.state), BatchAction.ANSWER)
    lines = {one.id: one for one in batch_lines(work, batch.id)}
    found = match_answers(
        [_domain_line(one) for one in lines.values()], answers, _first_day(batch), work.today
    )
    good = [one for one in found if not one.problem and one.line is not None]
    for one in good:
        assert one.line is not None
        _decide(lines[one.line.id], one.answer)
    work.session.flush()  # claims are completed by what is stored
    _finish(work, batch, lines.values())
    paid = sum(1 for one in good if one.answer.paid)
    return Recorded(paid, len(good) - paid, len(found) - len(good), batch_key(batch))


@command(Permission.CLAIM_PAY)
def record_bank_answer(work: Work, batch_id: int, version: int, answer: Answer) -> Recorded:
    """Record one line as the bank's statement shows it; refuses what does not fit."""
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    lines = [_domain_line(one) for one in batch_lines(work, batch.id)]
    (found,) = match_answers(lines, (answer,), _first_day(batch), work.today)
    if found.problem:
        raise InvalidInput({_FIELDS.get(found.problem, "reference"): found.problem})
    return record_bank_answers.function(work, batch_id, version, (answer,))


_FIELDS = {
    "answer-day-missing": "paid_on",
    "answer-day-outside": "paid_on",
    "answer-failure-missing": "failure",
}


def _first_day(batch: PaymentBatchRecord) -> dt.date:
    return day_in_china(batch.approved_at or batch.made_at)


def _domain_line(line: PaymentLineRecord) -> Line:
    return Line(
        line.id,
        line.reference,
        line.amount_cents,
        line.account[-_TAIL:],
        LineState(line.state),
    )


def _decide(line: PaymentLineRecord, answer: Answer) -> None:
    line.bank_reference = answer.bank_reference.strip()
    if answer.paid:
        line.state = LineState.PAID.value
        line.paid_on = answer.paid_on
    else:
        line.state = LineState.FAILED.value
        line.failure = answer.failure.strip()


def _finish(work: Work, batch: PaymentBatchRecord, lines: Iterable[PaymentLineRecord]) -> None:
    """Sum the batch up, complete its claims, and settle it when nothing is pending."""
    totals = sum_up(work, batch)
    paid = [one.claim_id for one in lines if one.state == LineState.PAID.value]
    for claim in claims_by_id(work.session, paid).values():
        if ClaimState(claim.state) is ClaimState.PAYABLE:
            complete_claim(work, claim)
    if not totals.count(LineState.PENDING):
        state = payments.advance_batch(BatchState(batch.state), BatchAction.SETTLE)
        batch.state = state.value
        batch.ended_at = work.now
    work.session.flush()  # the caller wants the new version
