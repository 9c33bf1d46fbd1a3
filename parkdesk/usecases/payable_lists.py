"""What waits for payment under a programme, with what stands in the way, and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.budgets import LevelBudget
from parkdesk.domain.claimant_findings import ConditionChange
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.identity import Permission
from parkdesk.domain.payments import Obstacle
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.store.claim_dues import due_of
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.payment_checks import account_changed, obstacle
from parkdesk.store.programme_choices import programmes_with
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class PayableRow:
    """A claim that waits for its payment, and what stands in the way."""

    claim_id: int
    number: str
    kind: ClaimKind
    enterprise: str
    approved_cents: int
    levels: Mapping[str, int]
    """What a batch would pay now: without held persons, without levels that are live."""
    held_rows: int
    held_cents: int
    conditions: tuple[ConditionChange, ...]
    """Conditions of the claimant that came to fail since the approval: nothing is paid then."""
    obstacle: Obstacle | None
    account_changed: bool


@dataclass(frozen=True, slots=True)
class Payable:
    """What may be paid under a programme, beside its budget."""

    programme_id: int
    programme: str
    rows: tuple[PayableRow, ...]
    budgets: tuple[LevelBudget, ...]


@query(Permission.CLAIM_READ)
def payable_claims(work: Work, programme_id: int) -> Payable:
    """Return the claims that wait for payment, with the rules run once more over each."""
    programme = work.get(ProgrammeRecord, programme_id)
    records = work.session.scalars(
        select(ClaimRecord)
        .where(
            ClaimRecord.programme_id == programme_id,
            ClaimRecord.state == ClaimState.PAYABLE.value,
        )
        .order_by(ClaimRecord.id)
    ).all()
    rows = []
    for done, claim in enumerate(records, start=1):
        row = _payable(work, claim)
        if row.levels or row.obstacle or row.held_rows:
            rows.append(row)
        work.progress.step(done, len(records))
    budgets = level_budgets(work.session, programme)
    return Payable(programme.id, programme.title, tuple(rows), budgets)


def _payable(work: Work, claim: ClaimRecord) -> PayableRow:
    due = due_of(work, claim)
    return PayableRow(
        claim.id,
        claim.number,
        ClaimKind(claim.track),
        work.get(EnterpriseRecord, claim.enterprise_id).name,
        claim.approved_cents or 0,
        {part.level: part.amount_cents for part in due.parts},
        len(due.holds),
        sum(one.held_cents for one in due.holds),
        due.conditions,
        obstacle(work, claim),
        account_changed(work, claim),
    )


@query(Permission.CLAIM_READ)
def programmes_to_pay(work: Work) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes with claims that wait for payment."""
    return programmes_with(work, ClaimState.PAYABLE)
