"""Training-subsidy claims: the list, one in full, and its way from draft to payment."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain import claim_amounts, claims
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claim_amounts import Amounts
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.eligibility import RowVerdict, totals
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account
from parkdesk.domain.stops import StopEffect
from parkdesk.domain.trainees import Trainee
from parkdesk.store import rosters
from parkdesk.store.budgets import budget_of
from parkdesk.store.signals import look_through
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.subsidy_accounts import change_since
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What a person says of a claim that is to be begun."""

    enterprise_id: int | None
    programme_id: int | None
    kind: ClaimKind = ClaimKind.ENTERPRISE


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """A claim as it stands after a command: enough to go on with it."""

    id: int
    version: int
    number: str
    state: ClaimState


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
    return _key(claim)


@command(Permission.CLAIM_EDIT)
def save_materials(work: Work, claim_id: int, version: int, handed_in: tuple[str, ...]) -> ClaimKey:
    """Record which of the required papers have come, by their codes."""
    claim = _editable(work, claim_id, version)
    claim.materials = json.dumps(sorted(set(handed_in)))
    work.session.flush()  # the caller wants the new version
    return _key(claim)


@command(Permission.CLAIM_EDIT)
def submit_claim(
    work: Work, claim_id: int, version: int, confirmed: frozenset[str] = frozenset()
) -> ClaimKey:
    """Judge the roster once more, fix its amounts, and hand the claim to the reviewers.

    Rows that cannot be paid stay in the roster with nothing asked for them; they and missing
    papers need to be confirmed.
    """
    claim = _editable(work, claim_id, version)
    state = _advance(work, claim, ClaimAction.SUBMIT)
    rows = rosters.roster_rows(work.session, claim.id)
    if not rows:
        raise Refused("claim-roster-empty")
    verdicts = rosters.judge_claim(work, claim, [row for _id, row in rows])
    sums = totals(verdicts)
    if not sums.payable:
        raise Refused("claim-nothing-payable", rows=sums.heads)
    lacking = rosters.lacking_materials(work.session, claim)
    if sums.refused and "claim-has-refused-rows" not in confirmed:
        raise NeedsConfirmation("claim-has-refused-rows", refused=sums.refused)
    if lacking and "claim-lacks-materials" not in confirmed:
        raise NeedsConfirmation("claim-lacks-materials", lacking=len(lacking))
    _fix_rows(work, rows, verdicts)
    claim.state = state.value
    claim.heads = sums.heads
    claim.eligible_heads = sums.payable
    claim.requested_cents = sums.amount_cents
    claim.recommended_cents = None
    claim.submitted_at = work.now
    claim.submitted_by_id = work.actor.id
    claim.prechecked_at = None
    claim.prechecked_by_id = None
    claim.answer = ""
    key = _step(work, claim, ClaimAction.SUBMIT, sums.amount_cents)
    look_through(work, claim)
    return key


@command(Permission.CLAIM_PRECHECK)
def precheck_claim(
    work: Work, claim_id: int, version: int, recommended_cents: int, reason: str = ""
) -> ClaimKey:
    """Pass a claim on with the amount that the park recommends; a cut needs a reason."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = _advance(work, claim, ClaimAction.PRECHECK)
    handled = rosters.handled_by(work.session, claim)
    claims.require_another_person(ClaimAction.PRECHECK, work.actor.id, handled)
    claim_amounts.check_recommended(_amounts(claim), recommended_cents)
    if recommended_cents < claim.requested_cents:
        reason = claims.check_reason(reason)
    claim.state = state.value
    claim.recommended_cents = recommended_cents
    claim.prechecked_at = work.now
    claim.prechecked_by_id = work.actor.id
    claim.answer = reason
    return _step(work, claim, ClaimAction.PRECHECK, recommended_cents, reason)


@command(Permission.CLAIM_APPROVE)
def approve_claim(
    work: Work, claim_id: int, version: int, approved_cents: int, reason: str = ""
) -> ClaimKey:
    """Approve an amount: by another person, within the budget, and with the rules run again."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = _advance(work, claim, ClaimAction.APPROVE)
    handled = rosters.handled_by(work.session, claim)
    claims.require_another_person(ClaimAction.APPROVE, work.actor.id, handled)
    claim_amounts.check_approved(_amounts(claim), approved_cents)
    if approved_cents < (claim.recommended_cents or 0):
        reason = claims.check_reason(reason)
    _require_budget(work, claim, approved_cents)
    rows = rosters.roster_rows(work.session, claim.id)
    now = totals(rosters.judge_claim(work, claim, [row for _id, row in rows]))
    if approved_cents > now.amount_cents:
        raise InvalidInput({"approved": "rules-now-give-less"}, limit_cents=now.amount_cents)
    claim.state = state.value
    claim.approved_cents = approved_cents
    claim.decided_at = work.now
    claim.decided_by_id = work.actor.id
    claim.answer = reason
    if approved_cents == claim.requested_cents:
        _approve_rows(work, claim)
    _step(work, claim, ClaimAction.APPROVE, approved_cents, reason)
    programme = work.get(ProgrammeRecord, claim.programme_id)
    if not rosters.programme_of(programme.content).noticed_for:
        claim.state = _advance(work, claim, ClaimAction.CLEAR).value
        return _step(work, claim, ClaimAction.CLEAR, None)
    return _key(claim)


@command(Permission.CLAIM_APPROVE)
def return_claim(work: Work, claim_id: int, version: int, reason: str) -> ClaimKey:
    """Send a claim back for correction (退回补正) with what is to be put right."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = _advance(work, claim, ClaimAction.RETURN)
    claim.answer = claims.check_reason(reason)
    claim.state = state.value
    claim.recommended_cents = None
    return _step(work, claim, ClaimAction.RETURN, None, claim.answer)


@command(Permission.CLAIM_APPROVE)
def reject_claim(work: Work, claim_id: int, version: int, reason: str) -> ClaimKey:
    """Refuse a claim (不予支持) for good, with the reason."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = _advance(work, claim, ClaimAction.REJECT)
    claim.answer = claims.check_reason(reason)
    claim.state = state.value
    claim.decided_at = work.now
    claim.decided_by_id = work.actor.id
    return _step(work, claim, ClaimAction.REJECT, None, claim.answer)


@command(Permission.CLAIM_PAY)
def pay_claim(
    work: Work,
    claim_id: int,
    version: int,
    paid_on: dt.date,
    paid_cents: int,
    confirmed: frozenset[str] = frozenset(),
) -> ClaimKey:
    """Record the payment; the sum must be the approved one and the day not in the future.

    Asks `account-changed-since-approval` or `account-entered-since-approval` to be confirmed
    where the enterprise's account for subsidies is not the one that stood there at the approval.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = _advance(work, claim, ClaimAction.PAY, paid_on)
    claim_amounts.check_paid(_amounts(claim), paid_cents)
    if paid_on > work.today:
        raise InvalidInput({"paid_on": "paid-in-future"})
    _ask_about_account(work, claim, confirmed)
    claim.state = state.value
    claim.paid_cents = paid_cents
    claim.paid_on = paid_on
    return _step(work, claim, ClaimAction.PAY, paid_cents)


def _advance(
    work: Work, claim: ClaimRecord, action: ClaimAction, day: dt.date | None = None
) -> ClaimState:
    """Return the state that a step leads to; refuse what a stop forbids on its day, or today."""
    state = claims.advance(ClaimState(claim.state), action)
    effect = claims.FORBIDDEN_BY.get(action)
    if effect is not None:
        refuse_if_stopped(work, claim.enterprise_id, effect, day or work.today)
    return state


def _ask_about_account(work: Work, claim: ClaimRecord, confirmed: frozenset[str]) -> None:
    if claim.decided_at is None:
        return
    change = change_since(work, claim.enterprise_id, claim.decided_at)
    if change is None:
        return
    facts = {
        "account": mask_account(change.after or "") or "—",
        "day": day_in_china(change.at),
        "before": mask_account(change.before or ""),
    }
    was_there = change.before is not None
    code = "account-changed-since-approval" if was_there else "account-entered-since-approval"
    if code not in confirmed:
        raise NeedsConfirmation(code, **facts)


def _refuse_branch(work: Work, enterprise: EnterpriseRecord, confirmed: frozenset[str]) -> None:
    if enterprise.head_office_id is not None:
        head = work.get(EnterpriseRecord, enterprise.head_office_id)
        raise InvalidInput({"enterprise_id": "claim-through-head-office"}, head_office=head.name)
    if enterprise.head_office_name and "claim-of-branch" not in confirmed:
        raise NeedsConfirmation("claim-of-branch", head_office=enterprise.head_office_name)


def _editable(work: Work, claim_id: int, version: int) -> ClaimRecord:
    claim = work.get(ClaimRecord, claim_id, version=version)
    if not ClaimState(claim.state).editable:
        raise Refused("claim-not-editable", state=ClaimState(claim.state))
    return claim


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


def _fix_rows(
    work: Work, rows: list[tuple[int, Trainee]], verdicts: tuple[RowVerdict, ...]
) -> None:
    people = rosters.remember_trainees(work, [row for _id, row in rows])
    work.update_many(
        ClaimPersonRecord,
        [
            {
                "id": id_,
                "trainee_id": people.get(row.id_number),
                "verdict": verdict.verdict.value,
                "requested_cents": verdict.amount_cents,
                "trace": rosters.trace_text(verdict),
            }
            for (id_, row), verdict in zip(rows, verdicts, strict=True)
        ],
    )


def _approve_rows(work: Work, claim: ClaimRecord) -> None:
    columns = select(ClaimPersonRecord.id, ClaimPersonRecord.requested_cents)
    rows = work.session.execute(columns.where(rosters.of_claim(claim.id)))
    work.update_many(
        ClaimPersonRecord,
        [{"id": row.id, "approved_cents": row.requested_cents} for row in rows],
    )


def _require_budget(work: Work, claim: ClaimRecord, approved_cents: int) -> None:
    programme = work.get(ProgrammeRecord, claim.programme_id)
    left = budget_of(work.session, programme).left_cents
    if left is not None and approved_cents > left:
        raise InvalidInput({"approved": "above-budget"}, limit_cents=left)


def _step(
    work: Work, claim: ClaimRecord, action: ClaimAction, amount_cents: int | None, reason: str = ""
) -> ClaimKey:
    work.reason = work.reason or reason
    work.add(
        ClaimStepRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=action.value,
            state=claim.state,
            amount_cents=amount_cents,
            reason=reason,
        )
    )
    return _key(claim)


def _key(claim: ClaimRecord) -> ClaimKey:
    return ClaimKey(claim.id, claim.version, claim.number, ClaimState(claim.state))


def _amounts(claim: ClaimRecord) -> Amounts:
    return Amounts(
        claim.requested_cents, claim.recommended_cents, claim.approved_cents, claim.paid_cents
    )
