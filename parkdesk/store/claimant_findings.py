"""What a claimant was found to be when its claim was approved, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.claimant_findings import (
    ConditionChange,
    came_to_fail,
    lines_text,
    read_lines,
)
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.eligibility_rules import TraceLine, Verdict
from parkdesk.store.claimant_facts import claimant_trace
from parkdesk.store.tables.claim_returns import ClaimantFindingRecord
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.work import Work


def keep_findings(work: Work, claim: ClaimRecord) -> None:
    """Keep what the conditions say now beside the approval that was just taken."""
    step = work.session.scalars(
        select(ClaimStepRecord)
        .where(
            ClaimStepRecord.claim_id == claim.id,
            ClaimStepRecord.action == ClaimAction.APPROVE.value,
        )
        .order_by(ClaimStepRecord.id.desc())
        .limit(1)
    ).one()
    lines = claimant_trace(work, claim)
    work.add(
        ClaimantFindingRecord(
            claim_id=claim.id,
            step_id=step.id,
            failing=sum(line.verdict is Verdict.FAIL for line in lines),
            lines=lines_text(lines),
        )
    )


def condition_changes(work: Work, claim: ClaimRecord) -> tuple[ConditionChange, ...]:
    """Return the conditions that fail now and did not when the claim was approved."""
    record = ClaimantFindingRecord
    stored = work.session.scalar(
        select(record.lines).where(record.claim_id == claim.id).order_by(record.id.desc()).limit(1)
    )
    before = None if stored is None else read_lines(stored)
    return came_to_fail(before, claimant_trace(work, claim))


def failing_at_steps(session: Session, claim_id: int) -> Mapping[int, tuple[TraceLine, ...]]:
    """Return the conditions that were not met when a claim was approved, by its step."""
    record = ClaimantFindingRecord
    query = select(record).where(record.claim_id == claim_id, record.failing > 0)
    return {
        one.step_id: tuple(line for line in read_lines(one.lines) if line.verdict is Verdict.FAIL)
        for one in session.scalars(query)
    }
