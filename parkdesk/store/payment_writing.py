"""Writing a batch with its lines, what each pays for every person, and who is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parkdesk.domain import payments
from parkdesk.domain.payments import BatchState, LevelPart, LineState
from parkdesk.store.payment_checks import Held, Payee
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
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


def write_batch(
    work: Work,
    programme: ProgrammeRecord,
    lines: Sequence[LineToWrite],
    held: Mapping[int, Sequence[Held]],
    note: str,
    exceptions: str,
    follows: PaymentBatchRecord | None = None,
) -> PaymentBatchRecord:
    """Write a batch; its total is the sum of its lines, and each line's that of its parts."""
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
    work.insert_many(
        PaymentHoldRecord,
        [
            {
                "batch_id": batch.id,
                "claim_id": claim_id,
                "row_id": one.row.id,
                "amount_cents": one.held_cents,
                "difference": one.difference,
            }
            for claim_id, those in held.items()
            for one in those
        ],
    )
    return batch


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
