"""What a programme has in the park, has given and may yet give, summed from its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.claims import GRANTED, PAID_OUT, WAITING
from parkdesk.domain.programmes import Budget
from parkdesk.store.programme_editions import editions_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord


@dataclass(slots=True)
class ClaimSums:
    """The claims under one programme."""

    claims: int = 0
    committed_cents: int = 0
    pending_cents: int = 0

    def budget(self, total_cents: int | None) -> Budget:
        """Return them beside what the park has set."""
        return Budget(total_cents, self.committed_cents, self.pending_cents)


def claim_sums(session: Session, programme_id: int | None = None) -> dict[int, ClaimSums]:
    """Return the sums of one programme's claims, or of every programme's, in one query.

    A claim that has been paid binds what was paid: what a changed verdict held back is free again.
    """
    claim = ClaimRecord
    statement = select(
        ClaimRecord.programme_id,
        ClaimRecord.state,
        func.count(),
        func.sum(func.coalesce(claim.recommended_cents, claim.requested_cents)),
        func.sum(claim.approved_cents),
        func.sum(func.coalesce(claim.paid_cents, claim.approved_cents)),
    ).group_by(ClaimRecord.programme_id, ClaimRecord.state)
    if programme_id is not None:
        statement = statement.where(ClaimRecord.programme_id == programme_id)
    found: dict[int, ClaimSums] = {}
    for programme, state, count, waiting, approved, paid in session.execute(statement):
        sums = found.setdefault(programme, ClaimSums())
        sums.claims += count
        # PostgreSQL gives a Decimal for the sum of a BIGINT.
        if state in PAID_OUT:
            sums.committed_cents += int(paid or 0)
        elif state in GRANTED:
            sums.committed_cents += int(approved or 0)
        elif state in WAITING:
            sums.pending_cents += int(waiting or 0)
    return found


def budget_of(session: Session, programme: ProgrammeRecord) -> Budget:
    """Return one programme's money, all its editions together."""
    editions = editions_of(session, programme)
    pool = pooled(claim_sums(session, edition.id).get(edition.id) for edition in editions)
    return pool.budget(editions[-1].budget_cents)


def pooled(sums: Iterable[ClaimSums | None]) -> ClaimSums:
    """Return the sums of several editions added up."""
    found = ClaimSums()
    for one in sums:
        if one is not None:
            found.claims += one.claims
            found.committed_cents += one.committed_cents
            found.pending_cents += one.pending_cents
    return found
