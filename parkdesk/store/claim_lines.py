"""A claim's rows with their amounts, and what a decision writes on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.claim_amounts import Cut, RowDecision, decide_rows
from parkdesk.domain.claim_lines import AmountLine, Stage
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.work import Work

Rows = type[ClaimPersonRecord] | type[ClaimItemRecord]
_SAME = (
    "applied_cents",
    "requested_cents",
    "recommended_cents",
    "recommended_reason",
    "approved_cents",
    "approved_reason",
    "paid_cents",
    "paid_reason",
    "recovered_cents",
)
UNDECIDED: Mapping[str, Any] = {
    "recommended_cents": None,
    "recommended_reason": "",
    "approved_cents": None,
    "approved_reason": "",
}
"""A row that nobody has decided on, or on which all decisions were taken back."""


def rows_of(claim: ClaimRecord) -> Rows:
    """Return the table in which a claim's rows lie."""
    return ClaimPersonRecord if ClaimKind(claim.track).track else ClaimItemRecord


def amount_lines(session: Session, claim: ClaimRecord) -> tuple[AmountLine, ...]:
    """Return the rows of a claim in their order, with what every stage gave them."""
    record = rows_of(claim)
    title = ClaimPersonRecord.name if record is ClaimPersonRecord else ClaimItemRecord.title
    columns = [getattr(record, name) for name in _SAME]
    query = (
        select(record.id, record.position, title.label("title"), record.verdict, *columns)
        .where(record.claim_id == claim.id)
        .order_by(record.position, record.id)
    )
    return tuple(
        AmountLine(
            row.id,
            row.position,
            row.title,
            Verdict(row.verdict) if row.verdict else None,
            *(getattr(row, name) for name in _SAME),
        )
        for row in session.execute(query)
    )


def decide(
    work: Work,
    claim: ClaimRecord,
    stage: Stage,
    before: Mapping[int, int],
    cuts: Sequence[Cut],
    total_cents: int,
    reason: str,
) -> None:
    """Write what a stage gives every row, so that the rows sum up to the claim's amount."""
    decided = decide_rows(before, cuts, total_cents, reason)
    name = stage.value
    work.update_many(rows_of(claim), [_values(name, one) for one in decided])


def _values(name: str, one: RowDecision) -> dict[str, Any]:
    return {"id": one.row, f"{name}_cents": one.amount_cents, f"{name}_reason": one.reason}


def foot_asked(session: Session, claim: ClaimRecord) -> None:
    """Let a claim ask for what its rows do: one that was handed in may have lost some since."""
    if claim.submitted_at is None:
        claim.asked_cents = 0  # a row asks for nothing before it is handed in
        return
    record = rows_of(claim)
    asked = session.scalar(
        select(func.coalesce(func.sum(record.applied_cents), 0)).where(record.claim_id == claim.id)
    )
    # PostgreSQL gives a Decimal for the sum of a BIGINT.
    claim.asked_cents = int(asked or 0)


def undecide(work: Work, claim: ClaimRecord) -> None:
    """Take back what was recommended and approved for every row."""
    record = rows_of(claim)
    ids = work.session.scalars(
        select(record.id).where(record.claim_id == claim.id).order_by(record.id)
    ).all()
    work.update_many(record, [{"id": id_, **UNDECIDED} for id_ in ids])
