"""What a step of a claim is decided from: its rows, the rules as they stand now, the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.claim_lines import AmountLine, VerdictChange
from parkdesk.domain.eligibility import RosterTotals, RowVerdict, totals
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import Reason, ReasonUse
from parkdesk.store.claim_judging import judge_rows, verdict_changes
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.claimant_facts import claimant_trace
from parkdesk.store.tables.claim_returns import ClaimReasonRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class DecisionBasis:
    """A claim's rows with their amounts, and the reasoning for each as of now, in one order.

    `changes` are the rows judged otherwise than when the claim was handed in.
    """

    lines: tuple[AmountLine, ...]
    verdicts: tuple[RowVerdict, ...]
    changes: tuple[VerdictChange, ...]
    reasons: tuple[Reason, ...]
    claimant: tuple[TraceLine, ...]
    """The reasoning about the applicant as of now."""

    @property
    def totals(self) -> RosterTotals:
        """The rows in figures."""
        return totals(self.verdicts)


@query(Permission.CLAIM_READ)
def decision_basis(work: Work, claim_id: int) -> DecisionBasis:
    """Return what a decision on a claim starts from; the rules are run once more."""
    claim = work.get(ClaimRecord, claim_id)
    judged = judge_rows(work, claim)
    return DecisionBasis(
        amount_lines(work.session, claim),
        judged.verdicts,
        verdict_changes(work, claim, judged),
        claim_reasons.function(work),
        claimant_trace(work, claim),
    )


@query(Permission.CLAIM_READ)
def claim_reasons(work: Work) -> tuple[Reason, ...]:
    """Return every reason of the list in its order; those no longer offered have no use left."""
    record = ClaimReasonRecord
    rows = work.session.scalars(select(record).order_by(record.position, record.id))
    return tuple(
        Reason(
            row.code,
            frozenset()
            if row.retired_on is not None and row.retired_on <= work.today
            else frozenset(ReasonUse(use) for use in row.uses.split()),
            row.name_zh,
            row.name_en,
        )
        for row in rows
    )
