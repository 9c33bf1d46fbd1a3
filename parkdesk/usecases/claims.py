"""Subsidy claims: begun, handed in, decided, paid, filed away. Returns have their own module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain import claim_amounts, claims
from parkdesk.domain.claim_amounts import Amounts, Cut
from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import OwnReason
from parkdesk.domain.stops import StopEffect
from parkdesk.store import claim_lines, claim_papers, claim_steps, claim_submission, rosters
from parkdesk.store.budgets import budget_of
from parkdesk.store.claim_judging import judge_rows
from parkdesk.store.claim_records import (
    ClaimKey,
    editable,
    key_of,
    level_limit,
    rules_of,
    take_back_decisions,
    within,
)
from parkdesk.store.claimant_findings import keep_findings
from parkdesk.store.signals import look_through
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

__all__ = [
    "ClaimKey",
    "NewClaim",
    "approve_claim",
    "create_claim",
    "precheck_claim",
    "reject_claim",
    "submit_claim",
    "withdraw_claim",
]


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What a person says of a claim that is to be begun."""

    enterprise_id: int | None
    programme_id: int | None
    kind: ClaimKind = ClaimKind.ENTERPRISE


@command(Permission.CLAIM_EDIT)
def create_claim(work: Work, form: NewClaim, confirmed: frozenset[str] = frozenset()) -> ClaimKey:
    """Begin a claim as a draft and give it its number.

    A branch claims through its head office (anchors: procedure of 2011, "branches through the
    head office"): refused where that is in the register, asked where it is not.
    """
    problems = {
        name: "required"
        for name, value in (
            ("enterprise_id", form.enterprise_id),
            ("programme_id", form.programme_id),
        )
        if value is None
    }
    if form.enterprise_id is None or form.programme_id is None:
        raise InvalidInput(problems)
    enterprise = work.get(EnterpriseRecord, form.enterprise_id)
    programme = work.get(ProgrammeRecord, form.programme_id)
    if not programme.open_for_claims:
        raise InvalidInput({"programme_id": "programme-closed"})
    if form.kind not in rosters.programme_of(programme.content).kinds:
        raise InvalidInput({"kind": "programme-lacks-kind"})
    _refuse_branch(work, enterprise, confirmed)
    refuse_if_stopped(work, enterprise.id, StopEffect.NEW_CLAIMS, work.today)
    claim = work.add(
        ClaimRecord(
            number=_next_number(work, programme.year, form.kind),
            enterprise_id=enterprise.id,
            enterprise_sort_key=enterprise.sort_key,
            programme_id=programme.id,
            track=form.kind.value,
            state=ClaimState.DRAFT.value,
            created_at=work.now,
            created_by_id=work.actor.id,
        )
    )
    return key_of(claim)


@command(Permission.CLAIM_EDIT)
def submit_claim(
    work: Work, claim_id: int, version: int, confirmed: frozenset[str] = frozenset()
) -> ClaimKey:
    """Judge every row once more, fix the amounts, and hand the claim to the reviewers.

    Rows that cannot be paid stay with nothing computed for them; they, missing papers and a
    claimant who does not meet a condition need to be confirmed. The answer to a return goes
    straight back to whoever asked where nothing but what was marked has changed.
    """
    claim = editable(work, claim_id, version)
    handing = claim_submission.judge(work, claim)
    state = claim_steps.state_after(work, claim, handing.action)
    sums = handing.totals
    if not sums.heads:
        raise Refused("claim-roster-empty" if ClaimKind(claim.track).track else "claim-no-items")
    if not sums.payable:
        raise Refused("claim-nothing-payable", rows=sums.heads)
    lacking = claim_papers.lacking_papers(work.session, claim)
    claim.heads, claim.eligible_heads = sums.heads, sums.payable
    for code, count in (
        ("claim-has-refused-rows", sums.refused),
        ("claim-lacks-materials", len(lacking)),
        ("claim-claimant-fails", claim_submission.failing_conditions(work, claim)),
    ):
        if count and code not in confirmed:
            raise NeedsConfirmation(code, refused=count, lacking=count)
    claim_submission.fix_rows(work, claim, handing)
    claim.requested_cents = sums.amount_cents
    claim.asked_cents = handing.asked_cents
    claim.submitted_at = work.now
    claim.submitted_by_id = work.actor.id
    claim.approved_cents = None
    claim.decided_at = claim.decided_by_id = None
    if handing.action is ClaimAction.RESUBMIT:
        claim.recommended_cents = handing.recommended_cents
    else:
        claim.recommended_cents = None
        claim.prechecked_at = claim.prechecked_by_id = None
    claim.reviewer_id = handing.reviewer_id
    claim.answer = ""
    claim_steps.take_step(
        work,
        claim,
        handing.action,
        state,
        amount_cents=sums.amount_cents,
        recommended_cents=claim.recommended_cents,
    )
    look_through(work, claim)
    return key_of(claim)


@command(Permission.CLAIM_EDIT)
def withdraw_claim(work: Work, claim_id: int, version: int, reason: str) -> ClaimKey:
    """Take a claim back for the applicant (撤回): nobody has decided on it yet."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.WITHDRAW)
    claim.answer = claims.check_reason(reason)
    take_back_decisions(work, claim)
    claim_steps.take_step(work, claim, ClaimAction.WITHDRAW, state, reason=claim.answer)
    return key_of(claim)


@command(Permission.CLAIM_PRECHECK)
def precheck_claim(
    work: Work,
    claim_id: int,
    version: int,
    recommended_cents: int,
    reason: str = "",
    cuts: Sequence[Cut] = (),
    cut_reason: str = OwnReason.AS_STATED.value,
) -> ClaimKey:
    """Pass a claim on with the amount that the park recommends; a cut needs a reason.

    `cuts` say what is left of single rows; what is then still above the amount is taken off all
    rows in proportion, for `cut_reason`.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.PRECHECK)
    exemption = claim_steps.another_hand(work, claim, ClaimAction.PRECHECK)
    claim_amounts.check_recommended(_amounts(claim), recommended_cents)
    if recommended_cents < claim.requested_cents:
        reason = claims.check_reason(reason)
    before = {
        line.id: line.requested_cents for line in claim_lines.amount_lines(work.session, claim)
    }
    claim_lines.decide(work, claim, Stage.RECOMMENDED, before, cuts, recommended_cents, cut_reason)
    claim.recommended_cents = recommended_cents
    claim.prechecked_at = work.now
    claim.prechecked_by_id = work.actor.id
    claim.answer = reason
    claim_steps.take_step(
        work,
        claim,
        ClaimAction.PRECHECK,
        state,
        amount_cents=recommended_cents,
        reason=reason,
        exemption_id=exemption,
    )
    return key_of(claim)


@command(Permission.CLAIM_APPROVE)
def approve_claim(
    work: Work,
    claim_id: int,
    version: int,
    approved_cents: int,
    reason: str = "",
    cuts: Sequence[Cut] = (),
    cut_reason: str = OwnReason.AS_STATED.value,
) -> ClaimKey:
    """Approve an amount: by another person, within the budget, and with the rules run again.

    A row that the rules no longer pass, or pass with less, is stopped alone: its amount falls to
    what they give now. A condition of the claimant that is not met needs a reason; what each was
    found to be is kept beside the step, and a payment finds what has changed since. Under a
    programme without a public notice the claim may be paid at once.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.APPROVE)
    exemption = claim_steps.another_hand(work, claim, ClaimAction.APPROVE)
    if claim_steps.levels_left(work.session, claim):
        raise Refused("levels-have-to-review")
    claim_amounts.check_approved(_amounts(claim), approved_cents)
    failing = claim_submission.failing_conditions(work, claim)
    if failing or approved_cents < (claim.recommended_cents or 0):
        reason = claims.check_reason(reason)
    _require_budget(work, claim, approved_cents)
    _within_own_limit(work, claim, approved_cents)
    within("approved", approved_cents, level_limit(work, claim), "above-level")
    _approve_rows(work, claim, approved_cents, cuts, cut_reason)
    claim.approved_cents = approved_cents
    claim.decided_at = work.now
    claim.decided_by_id = work.actor.id
    claim.answer = reason
    claim_steps.take_step(
        work,
        claim,
        ClaimAction.APPROVE,
        state,
        amount_cents=approved_cents,
        reason=reason,
        exemption_id=exemption,
    )
    keep_findings(work, claim)
    if not rules_of(work, claim).noticed_for:
        cleared = claim_steps.state_after(work, claim, ClaimAction.CLEAR)
        claim_steps.take_step(work, claim, ClaimAction.CLEAR, cleared)
    return key_of(claim)


@command(Permission.CLAIM_APPROVE)
def reject_claim(work: Work, claim_id: int, version: int, reason: str) -> ClaimKey:
    """Refuse a claim (不予支持) for good, with the reason."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.REJECT)
    claim.answer = claims.check_reason(reason)
    take_back_decisions(work, claim)
    claim.decided_at = work.now
    claim.decided_by_id = work.actor.id
    claim_steps.take_step(work, claim, ClaimAction.REJECT, state, reason=claim.answer)
    return key_of(claim)


def _approve_rows(
    work: Work, claim: ClaimRecord, total_cents: int, cuts: Sequence[Cut], reason: str
) -> None:
    judged = judge_rows(work, claim)
    now = {row: one.amount_cents for row, one in zip(judged.ids, judged.verdicts, strict=True)}
    before = {
        line.id: line.recommended_cents or 0
        for line in claim_lines.amount_lines(work.session, claim)
    }
    wanted = {cut.row: cut for cut in cuts}
    stopped = [
        Cut(row, now[row], OwnReason.VERDICT_CHANGED.value)
        for row, cents in before.items()
        if now[row] < cents and (row not in wanted or wanted[row].amount_cents > now[row])
    ]
    limit = sum(min(cents, now[row]) for row, cents in before.items())
    if total_cents > limit:
        raise InvalidInput({"approved": "rules-now-give-less"}, limit_cents=limit)
    gone = {cut.row for cut in stopped}
    kept = [cut for cut in cuts if cut.row not in gone]
    claim_lines.decide(work, claim, Stage.APPROVED, before, [*kept, *stopped], total_cents, reason)


def _within_own_limit(work: Work, claim: ClaimRecord, approved_cents: int) -> None:
    limit = rules_of(work, claim).approval_limit(work.actor.role)
    if limit is not None:
        within("approved", approved_cents, limit.value, "above-own-limit")


def _require_budget(work: Work, claim: ClaimRecord, approved_cents: int) -> None:
    programme = work.get(ProgrammeRecord, claim.programme_id)
    left = budget_of(work.session, programme).left_cents
    if left is not None and approved_cents > left:
        raise InvalidInput({"approved": "above-budget"}, limit_cents=left)


def _refuse_branch(work: Work, enterprise: EnterpriseRecord, confirmed: frozenset[str]) -> None:
    if enterprise.head_office_id is not None:
        head = work.get(EnterpriseRecord, enterprise.head_office_id)
        raise InvalidInput({"enterprise_id": "claim-through-head-office"}, head_office=head.name)
    if enterprise.head_office_name and "claim-of-branch" not in confirmed:
        raise NeedsConfirmation("claim-of-branch", head_office=enterprise.head_office_name)


def _next_number(work: Work, year: int, kind: ClaimKind) -> str:
    return claims.claim_number(year, _next_serial(work, claims.number_prefix(kind, year)), kind)


def _next_serial(work: Work, prefix: str) -> int:
    last = work.session.scalar(
        select(func.max(func.length(ClaimRecord.number))).where(
            ClaimRecord.number.startswith(prefix)
        )
    )
    if last is None:
        return 1
    # Numbers above 9,999 are longer: the greatest is among the longest.
    greatest = work.session.scalar(
        select(func.max(ClaimRecord.number)).where(
            ClaimRecord.number.startswith(prefix), func.length(ClaimRecord.number) == last
        )
    )
    return int(str(greatest).removeprefix(prefix)) + 1


def _amounts(claim: ClaimRecord) -> Amounts:
    return Amounts(
        claim.requested_cents, claim.recommended_cents, claim.approved_cents, claim.paid_cents
    )
