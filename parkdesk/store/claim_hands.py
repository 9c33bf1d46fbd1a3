"""Whose hands a claim went through (经手人): who made, typed, handed in, checked and decided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from parkdesk.domain.claims import Handled
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.work import Work

EDITED = "edit"
"""The action of a step that says whose hand was in the roster; no action of the workflow."""


def handled_by(session: Session, claim: ClaimRecord) -> Handled:
    """Return who has had the claim in hand."""
    return _handled(claim, session.scalars(_editors(claim.id)))


def hands_of(session: Session, claims: Sequence[ClaimRecord]) -> dict[int, Handled]:
    """Return who has had each of many claims in hand, by claim; one query for all."""
    step = ClaimStepRecord
    editors: dict[int, set[int]] = {claim.id: set() for claim in claims}
    for claim_id, actor_id in session.execute(
        select(step.claim_id, step.actor_id).where(
            step.claim_id.in_(editors), step.action == EDITED
        )
    ):
        editors[claim_id].add(actor_id)
    return {claim.id: _handled(claim, editors[claim.id]) for claim in claims}


def _handled(claim: ClaimRecord, editors: Iterable[int]) -> Handled:
    return Handled(
        claim.created_by_id,
        claim.submitted_by_id,
        claim.prechecked_by_id,
        frozenset(editors),
        claim.decided_by_id,
    )


def remember_editor(work: Work, claim: ClaimRecord) -> None:
    """Keep that this person changed the roster; once for a claim, since it binds for good.

    A claim that comes back for correction still holds what was typed before it was submitted.
    """
    if work.actor.id in set(work.session.scalars(_editors(claim.id))):
        return
    work.add(
        ClaimStepRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=EDITED,
            state=claim.state,
            amount_cents=None,
            reason="",
        )
    )


def _editors(claim_id: int) -> Select[int]:
    return select(ClaimStepRecord.actor_id).where(
        ClaimStepRecord.claim_id == claim_id, ClaimStepRecord.action == EDITED
    )
