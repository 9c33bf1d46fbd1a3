"""Writing a batch with its lines, what each pays for every person, and who is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parkdesk.domain import payments
from parkdesk.domain.claimant_findings import changes_text
from parkdesk.domain.payments import BatchState, HoldCause, LevelPart, LineState
from parkdesk.store.claim_dues import Due
from parkdesk.store.payment_checks import Payee
from parkdesk.store.payment_lines import batch_lines
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentClaimHoldRecord,
    PaymentHoldRecord,
    PaymentLineRecord,
    PaymentPartRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class LineToWrite:
    """A line that is to be written; `follows` is the failed line that it pays again."""

    claim: ClaimRecord
    payee: Payee
    part: LevelPart
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class HoldToWrite:
    """A row of which a batch does not pay everything; `difference` says why, as JSON."""

    claim_id: int
    row_id: int
    amount_cents: int
    difference: str


def holds_of(dues: Iterable[Due]) -> list[HoldToWrite]:
    """Return the rows that are held, as a batch keeps them."""
    return [
        HoldToWrite(due.claim.id, one.row.id, one.held_cents, one.difference)
        for due in dues
        for one in due.holds
    ]


def write_batch(
    work: Work,
    programme: ProgrammeRecord,
    lines: Sequence[LineToWrite],
    held: Sequence[HoldToWrite],
    note: str,
    exceptions: str,
    follows: PaymentBatchRecord | None = None,
) -> PaymentBatchRecord:
    """Write a batch; its total is the sum of its lines, and each line's that of its parts.

    `held` are the rows that it pays less for, to be kept with why.
    """
    year = work.today.year
    prefix = payments.batch_number(year, 0).rpartition("-")[0] + "-"
    batch = work.add(
        PaymentBatchRecord(
            number=payments.batch_number(
                year, next_serial(work, PaymentBatchRecord.number, prefix)
            ),
            programme_id=programme.id,
            follows_id=follows.id if follows else None,
            state=BatchState.MADE.value,
            lines=len(lines),
            total_cents=sum(line.part.amount_cents for line in lines),
            made_at=work.now,
            made_by_id=work.actor.id,
            made_by_name=work.actor.name,
            note=note,
            exceptions=exceptions,
        )
    )
    for position, line in enumerate(lines, start=1):
        _write_line(work, batch, position, line)
    write_holds(work, batch, held)
    return batch


def write_holds(work: Work, batch: PaymentBatchRecord, held: Sequence[HoldToWrite]) -> None:
    """Keep the rows that a batch does not pay in full."""
    work.insert_many(
        PaymentHoldRecord,
        [
            {
                "batch_id": batch.id,
                "claim_id": one.claim_id,
                "row_id": one.row_id,
                "amount_cents": one.amount_cents,
                "difference": one.difference,
            }
            for one in held
        ],
    )


def hold_claim(
    work: Work,
    batch: PaymentBatchRecord,
    due: Due,
    amount_cents: int,
    *,
    at_approval: bool,
) -> None:
    """Keep that a batch pays nothing of a claim, with what changed since its approval."""
    work.add(
        PaymentClaimHoldRecord(
            batch_id=batch.id,
            claim_id=due.claim.id,
            amount_cents=amount_cents,
            cause=(HoldCause.CLAIMANT if due.conditions else HoldCause.ROWS).value,
            at_approval=at_approval,
            difference=changes_text(due.conditions),
            held_at=work.now,
            held_by_name=work.actor.name,
        )
    )


def take_out(work: Work, batch: PaymentBatchRecord, dues: Sequence[Due]) -> None:
    """Take claims out of a batch that is being approved: their lines end, the others are paid."""
    gone = {due.claim.id: due for due in dues}
    sums = dict.fromkeys(gone, 0)
    for line in batch_lines(work, batch.id):
        if line.claim_id not in gone:
            continue
        line.state = LineState.CANCELLED.value
        # What it was to pay again may then be paid by another batch.
        line.follows_id = None
        sums[line.claim_id] += line.amount_cents
        batch.lines -= 1
    batch.total_cents -= sum(sums.values())
    for claim, due in gone.items():
        hold_claim(work, batch, due, sums[claim], at_approval=True)
    work.session.flush()  # what is left of the budget is read from what is stored


def _write_line(work: Work, batch: PaymentBatchRecord, position: int, line: LineToWrite) -> None:
    written = work.add(
        PaymentLineRecord(
            batch_id=batch.id,
            position=position,
            reference=payments.line_reference(batch.number, position),
            claim_id=line.claim.id,
            enterprise_id=line.payee.enterprise_id,
            level=line.part.level,
            amount_cents=line.part.amount_cents,
            holder=line.payee.holder,
            bank_name=line.payee.bank,
            bank_branch=line.payee.branch,
            account=line.payee.account,
            account_hash=line.payee.account_hash,
            state=LineState.PENDING.value,
            follows_id=line.follows,
        )
    )
    work.insert_many(
        PaymentPartRecord,
        [
            {
                "line_id": written.id,
                "claim_id": line.claim.id,
                "row_id": row,
                "amount_cents": cents,
            }
            for row, cents in line.part.rows.items()
        ],
    )
