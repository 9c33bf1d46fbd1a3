"""Training-subsidy claims (申报): the workflow, who may do what, and the amounts kept apart.

The whole workflow is one table. Buttons, guards and the manual are read off it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.stops import StopEffect

_NUMBER_PREFIX = "PX"
SHORTEST_REASON = 4


class ClaimState(StrEnum):
    """Where a claim stands, as the office names it."""

    DRAFT = "draft"
    """草稿"""
    SUBMITTED = "submitted"
    """已提交"""
    PRECHECKED = "prechecked"
    """园区预审通过"""
    APPROVED = "approved"
    """核定"""
    PAID = "paid"
    """已拨付"""
    RETURNED = "returned"
    """退回补正"""
    REJECTED = "rejected"
    """不予支持"""

    @property
    def editable(self) -> bool:
        """Whether its roster may be changed."""
        return self in {ClaimState.DRAFT, ClaimState.RETURNED}

    @property
    def binding(self) -> bool:
        """Whether its persons count as claimed for: another claim for one of them is refused."""
        return self in _BINDING


_BINDING = frozenset(
    {ClaimState.SUBMITTED, ClaimState.PRECHECKED, ClaimState.APPROVED, ClaimState.PAID}
)


class ClaimAction(StrEnum):
    """What a person does with a claim."""

    SUBMIT = "submit"
    PRECHECK = "precheck"
    APPROVE = "approve"
    PAY = "pay"
    RETURN = "return"
    REJECT = "reject"


_WORKFLOW: dict[tuple[ClaimState, ClaimAction], ClaimState] = {
    (ClaimState.DRAFT, ClaimAction.SUBMIT): ClaimState.SUBMITTED,
    (ClaimState.RETURNED, ClaimAction.SUBMIT): ClaimState.SUBMITTED,
    (ClaimState.SUBMITTED, ClaimAction.PRECHECK): ClaimState.PRECHECKED,
    (ClaimState.SUBMITTED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.SUBMITTED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.PRECHECKED, ClaimAction.APPROVE): ClaimState.APPROVED,
    (ClaimState.PRECHECKED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.PRECHECKED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.APPROVED, ClaimAction.PAY): ClaimState.PAID,
}

NEEDS: dict[ClaimAction, Permission] = {
    ClaimAction.SUBMIT: Permission.CLAIM_EDIT,
    ClaimAction.PRECHECK: Permission.CLAIM_PRECHECK,
    # Whoever may decide may also ask for more; the reviewer of the pre-check has this right too.
    ClaimAction.RETURN: Permission.CLAIM_APPROVE,
    ClaimAction.REJECT: Permission.CLAIM_APPROVE,
    ClaimAction.APPROVE: Permission.CLAIM_APPROVE,
    ClaimAction.PAY: Permission.CLAIM_PAY,
}
"""The permission that each action asks for; its use-case is declared with the same."""

FORBIDDEN_BY: dict[ClaimAction, StopEffect] = {
    ClaimAction.SUBMIT: StopEffect.SUBMISSION,
    ClaimAction.APPROVE: StopEffect.APPROVAL,
    ClaimAction.PAY: StopEffect.PAYMENT,
}
"""The effect of a stop (暂停办理) that forbids an action; a claim may always be sent back."""

STAGES = (
    ClaimState.DRAFT,
    ClaimState.SUBMITTED,
    ClaimState.PRECHECKED,
    ClaimState.APPROVED,
    ClaimState.PAID,
)
"""The way of a claim that meets no obstacle, for the line of stages on its page."""


def advance(state: ClaimState, action: ClaimAction) -> ClaimState:
    """Return the state that `action` leads to, or refuse it."""
    try:
        return _WORKFLOW[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def actions_from(state: ClaimState) -> tuple[ClaimAction, ...]:
    """Return the actions the workflow allows next, in the order buttons show them."""
    return tuple(action for source, action in _WORKFLOW if source is state)


def stage_of(state: ClaimState) -> ClaimState:
    """Return the stage that the line shows for `state`: a side state stands where it left it."""
    if state is ClaimState.RETURNED:
        return ClaimState.DRAFT
    return ClaimState.SUBMITTED if state is ClaimState.REJECTED else state


@dataclass(frozen=True, slots=True)
class Handled:
    """Who has had the claim in hand; accounts by their number, None for nobody yet."""

    created_by: int | None = None
    submitted_by: int | None = None
    prechecked_by: int | None = None
    edited_by: frozenset[int] = frozenset()
    """Everybody who has ever changed its roster."""


def require_another_person(action: ClaimAction, actor_id: int, handled: Handled) -> None:
    """Refuse a step that somebody may not take because of what they did before: see `own_step`.

    The one choke point of the two-person rule: it knows no role, so it binds administrators too.
    """
    step = own_step(action, actor_id, handled)
    if step is not None:
        raise Refused("claim-same-person", step=step)


def own_step(action: ClaimAction, actor_id: int, handled: Handled) -> ClaimState | None:
    """Return what this person did to the claim that forbids them `action`; None for nothing.

    Submitting, pre-checking and approving are done by different people, nobody approves a claim
    that they began, and nobody passes either review of a roster that they changed.
    """
    hands = {
        ClaimState.SUBMITTED: handled.submitted_by,
        ClaimState.PRECHECKED: handled.prechecked_by,
        ClaimState.DRAFT: handled.created_by,
    }
    forbidding = _BINDING_HANDS.get(action, ())
    own = next((step for step in forbidding if hands[step] == actor_id), None)
    if own is None and forbidding and actor_id in handled.edited_by:
        return ClaimState.DRAFT
    return own


_BINDING_HANDS = {
    ClaimAction.PRECHECK: (ClaimState.SUBMITTED,),
    ClaimAction.APPROVE: (ClaimState.SUBMITTED, ClaimState.PRECHECKED, ClaimState.DRAFT),
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """Asked for, recommended at the pre-check, approved and paid: never one for another (fen)."""

    requested_cents: int = 0
    recommended_cents: int | None = None
    approved_cents: int | None = None
    paid_cents: int | None = None


def check_recommended(amounts: Amounts, recommended_cents: int) -> None:
    """Refuse a recommendation that is negative or above what was asked for."""
    _within("recommended", recommended_cents, amounts.requested_cents, "above-requested")


def check_approved(amounts: Amounts, approved_cents: int) -> None:
    """Refuse an approval that is negative or above what the pre-check recommended."""
    limit = amounts.recommended_cents or 0
    _within("approved", approved_cents, limit, "above-recommended")


def check_paid(amounts: Amounts, paid_cents: int) -> None:
    """Refuse a payment that is not exactly the approved sum."""
    if paid_cents != amounts.approved_cents:
        raise InvalidInput({"paid": "paid-differs"}, approved_cents=amounts.approved_cents or 0)


def _within(name: str, amount_cents: int, limit_cents: int, code: str) -> None:
    if amount_cents < 0:
        raise InvalidInput({name: "negative-amount"})
    if amount_cents > limit_cents:
        raise InvalidInput({name: code}, limit_cents=limit_cents)


def check_reason(reason: str) -> str:
    """Return a reason fit to be read by the enterprise, or refuse one that says nothing."""
    text = reason.strip()
    if len(text) < SHORTEST_REASON:
        raise InvalidInput({"reason": "reason-missing"})
    return text


def claim_number(year: int, serial: int) -> str:
    """Return PX-2026-0183: training claims (培训) are numbered within their programme's year."""
    return f"{_NUMBER_PREFIX}-{year}-{serial:04d}"
