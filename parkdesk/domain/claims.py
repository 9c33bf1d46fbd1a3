"""Subsidy claims (申报): their kinds, the workflow, and who may do what.

The whole workflow is one table. Buttons, guards and the manual are read off it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.programme_figures import ClaimKind
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.stops import StopEffect

__all__ = [
    "AUTOMATIC",
    "FORBIDDEN_BY",
    "GRANTED",
    "NEEDS",
    "PAID_OUT",
    "STAGES",
    "WAITED_FOR",
    "WAITING",
    "ClaimAction",
    "ClaimKind",
    "ClaimState",
    "Exemption",
    "Handled",
    "actions_from",
    "advance",
    "check_reason",
    "claim_number",
    "number_prefix",
    "offered",
    "own_step",
    "require_another_person",
    "stage_of",
    "stages",
]

_PREFIXES = {
    ClaimKind.ENTERPRISE: "PX",
    ClaimKind.INSTITUTION: "PX",
    ClaimKind.CERTIFICATION: "RZ",
    ClaimKind.PLATFORM: "PT",
}


class ClaimState(StrEnum):
    """Where a claim stands, as the office names it."""

    DRAFT = "draft"
    """草稿"""
    SUBMITTED = "submitted"
    """已提交"""
    PRECHECKED = "prechecked"
    """园区预审通过，上级审核中"""
    APPROVED = "approved"
    """已核定"""
    NOTICED = "noticed"
    """公示中"""
    PAYABLE = "payable"
    """待拨付"""
    PAID = "paid"
    """已拨付"""
    ARCHIVED = "archived"
    """归档"""
    RETURNED = "returned"
    """退回补正"""
    REJECTED = "rejected"
    """不予支持"""
    WITHDRAWN = "withdrawn"
    """已撤回"""
    RECOVERING = "recovering"
    """追回中"""

    @property
    def editable(self) -> bool:
        """Whether its roster or items may be changed."""
        return self in {ClaimState.DRAFT, ClaimState.RETURNED}

    @property
    def binding(self) -> bool:
        """Whether its persons count as claimed for: another claim for one of them is refused."""
        return self in WAITING or self in GRANTED


WAITING = frozenset({ClaimState.SUBMITTED, ClaimState.PRECHECKED})
"""Handed in and not decided."""
PAID_OUT = frozenset({ClaimState.PAID, ClaimState.ARCHIVED, ClaimState.RECOVERING})
"""The money has left."""
GRANTED = frozenset({ClaimState.APPROVED, ClaimState.NOTICED, ClaimState.PAYABLE}) | PAID_OUT
"""Its sum has been approved and binds the budget, paid or not."""


class ClaimAction(StrEnum):
    """What a person does with a claim."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    """A returned claim goes straight back: only what was asked for has changed."""
    PRECHECK = "precheck"
    REVIEW = "review"
    """The finding of a higher level (区县, 市, 省) is recorded; the state stays."""
    APPROVE = "approve"
    PUBLISH = "publish"
    """公示 begins."""
    UNPUBLISH = "unpublish"
    """The notice was taken back for a mistake in it: another one is due."""
    CLEAR = "clear"
    """公示 is over without an open objection, or the programme knows none: it may be paid."""
    PAY = "pay"
    BOUNCE = "bounce"
    """The bank sent the money back (退票): it waits for payment again."""
    ARCHIVE = "archive"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    RECOVER = "recover"
    """Paid money is asked back (追回)."""
    SETTLE = "settle"
    """What was asked back has come, or been written off by a document."""


_WORKFLOW: dict[tuple[ClaimState, ClaimAction], ClaimState] = {
    (ClaimState.DRAFT, ClaimAction.SUBMIT): ClaimState.SUBMITTED,
    (ClaimState.DRAFT, ClaimAction.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.RETURNED, ClaimAction.SUBMIT): ClaimState.SUBMITTED,
    (ClaimState.RETURNED, ClaimAction.RESUBMIT): ClaimState.PRECHECKED,
    (ClaimState.RETURNED, ClaimAction.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.SUBMITTED, ClaimAction.PRECHECK): ClaimState.PRECHECKED,
    (ClaimState.SUBMITTED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.SUBMITTED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.SUBMITTED, ClaimAction.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.PRECHECKED, ClaimAction.REVIEW): ClaimState.PRECHECKED,
    (ClaimState.PRECHECKED, ClaimAction.APPROVE): ClaimState.APPROVED,
    (ClaimState.PRECHECKED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.PRECHECKED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.PRECHECKED, ClaimAction.WITHDRAW): ClaimState.WITHDRAWN,
    (ClaimState.APPROVED, ClaimAction.PUBLISH): ClaimState.NOTICED,
    (ClaimState.APPROVED, ClaimAction.CLEAR): ClaimState.PAYABLE,
    (ClaimState.APPROVED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.APPROVED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.NOTICED, ClaimAction.CLEAR): ClaimState.PAYABLE,
    (ClaimState.NOTICED, ClaimAction.UNPUBLISH): ClaimState.APPROVED,
    (ClaimState.NOTICED, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.NOTICED, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.PAYABLE, ClaimAction.PAY): ClaimState.PAID,
    (ClaimState.PAYABLE, ClaimAction.RETURN): ClaimState.RETURNED,
    (ClaimState.PAYABLE, ClaimAction.REJECT): ClaimState.REJECTED,
    (ClaimState.PAID, ClaimAction.BOUNCE): ClaimState.PAYABLE,
    (ClaimState.ARCHIVED, ClaimAction.BOUNCE): ClaimState.PAYABLE,
    (ClaimState.PAID, ClaimAction.ARCHIVE): ClaimState.ARCHIVED,
    (ClaimState.PAID, ClaimAction.RECOVER): ClaimState.RECOVERING,
    (ClaimState.ARCHIVED, ClaimAction.RECOVER): ClaimState.RECOVERING,
    (ClaimState.RECOVERING, ClaimAction.RECOVER): ClaimState.RECOVERING,
    (ClaimState.RECOVERING, ClaimAction.SETTLE): ClaimState.PAID,
}

AUTOMATIC = frozenset({ClaimAction.RESUBMIT, ClaimAction.UNPUBLISH, ClaimAction.BOUNCE})
"""Actions without a button: the program takes them with another one (submit, a notice's own, the
confirmation that a transfer came back)."""

WAITED_FOR = frozenset(
    {
        ClaimAction.SUBMIT,
        ClaimAction.PRECHECK,
        ClaimAction.REVIEW,
        ClaimAction.APPROVE,
        ClaimAction.PUBLISH,
        ClaimAction.CLEAR,
        ClaimAction.PAY,
    }
)
"""Actions by which a claim goes on: one that somebody may take makes the claim wait for them."""

NEEDS: dict[ClaimAction, Permission] = {
    ClaimAction.SUBMIT: Permission.CLAIM_EDIT,
    ClaimAction.RESUBMIT: Permission.CLAIM_EDIT,
    ClaimAction.WITHDRAW: Permission.CLAIM_EDIT,
    ClaimAction.ARCHIVE: Permission.CLAIM_EDIT,
    ClaimAction.PRECHECK: Permission.CLAIM_PRECHECK,
    # A higher level decides; whoever keeps the park's own review writes down what it found.
    ClaimAction.REVIEW: Permission.CLAIM_PRECHECK,
    # Whoever may decide may also ask for more; the reviewer of the pre-check has this right too.
    ClaimAction.RETURN: Permission.CLAIM_APPROVE,
    ClaimAction.REJECT: Permission.CLAIM_APPROVE,
    ClaimAction.APPROVE: Permission.CLAIM_APPROVE,
    ClaimAction.PUBLISH: Permission.CLAIM_APPROVE,
    ClaimAction.UNPUBLISH: Permission.CLAIM_APPROVE,
    ClaimAction.CLEAR: Permission.CLAIM_APPROVE,
    ClaimAction.RECOVER: Permission.CLAIM_APPROVE,
    ClaimAction.PAY: Permission.CLAIM_PAY,
    ClaimAction.BOUNCE: Permission.CLAIM_PAY,
    ClaimAction.SETTLE: Permission.CLAIM_PAY,
}
"""The permission that each action asks for; its use-case is declared with the same."""

FORBIDDEN_BY: dict[ClaimAction, StopEffect] = {
    ClaimAction.SUBMIT: StopEffect.SUBMISSION,
    ClaimAction.RESUBMIT: StopEffect.SUBMISSION,
    ClaimAction.APPROVE: StopEffect.APPROVAL,
    ClaimAction.PAY: StopEffect.PAYMENT,
}
"""The effect of a stop (暂停办理) that forbids an action; a claim may always be sent back."""

STAGES = (
    ClaimState.DRAFT,
    ClaimState.SUBMITTED,
    ClaimState.PRECHECKED,
    ClaimState.APPROVED,
    ClaimState.NOTICED,
    ClaimState.PAYABLE,
    ClaimState.PAID,
    ClaimState.ARCHIVED,
)
"""The way of a claim that meets no obstacle, for the line of stages on its page."""

_LEFT_AT = {
    ClaimState.RETURNED: ClaimState.DRAFT,
    ClaimState.WITHDRAWN: ClaimState.DRAFT,
    ClaimState.REJECTED: ClaimState.SUBMITTED,
    ClaimState.RECOVERING: ClaimState.PAID,
}


def advance(state: ClaimState, action: ClaimAction) -> ClaimState:
    """Return the state that `action` leads to, or refuse it."""
    try:
        return _WORKFLOW[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def leaves_batch(state: ClaimState, action: ClaimAction) -> bool:
    """Whether a step sends back, refuses or pays a claim: none does beside a batch that has it."""
    sent = {ClaimState.RETURNED, ClaimState.REJECTED, ClaimState.PAID}
    return action is not ClaimAction.SETTLE and advance(state, action) in sent


def actions_from(state: ClaimState) -> tuple[ClaimAction, ...]:
    """Return the actions the workflow allows next, in the order buttons show them."""
    return tuple(action for source, action in _WORKFLOW if source is state)


def offered(
    state: ClaimState, *, notice: bool, levels_left: bool = False
) -> tuple[ClaimAction, ...]:
    """Return the actions that buttons offer under a programme.

    `notice` says whether it has a public notice (公示), `levels_left` whether a higher level has
    still to review: nothing is approved before.
    """
    barred = set(AUTOMATIC)
    barred |= {ClaimAction.APPROVE} if levels_left else {ClaimAction.REVIEW}
    if state is ClaimState.APPROVED:
        barred.add(ClaimAction.CLEAR if notice else ClaimAction.PUBLISH)
    return tuple(action for action in actions_from(state) if action not in barred)


def stages(*, notice: bool) -> tuple[ClaimState, ...]:
    """Return the line of stages of a programme with or without a public notice (公示)."""
    return tuple(one for one in STAGES if notice or one is not ClaimState.NOTICED)


def stage_of(state: ClaimState) -> ClaimState:
    """Return the stage that the line shows for `state`: a side state stands where it left it."""
    return _LEFT_AT.get(state, state)


@dataclass(frozen=True, slots=True)
class Handled:
    """Who has had the claim in hand; accounts by their number, None for nobody yet."""

    created_by: int | None = None
    submitted_by: int | None = None
    prechecked_by: int | None = None
    edited_by: frozenset[int] = frozenset()
    """Everybody who has ever changed its roster or its items."""
    approved_by: int | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A named exception to the rule of two persons (小规模机构例外), confirmed by a second one.

    It lets one account take steps on claims that it had in hand before, from `first` to `last`.
    """

    id: int
    account_id: int
    first: dt.date
    last: dt.date
    document: str

    def covers(self, account_id: int, day: dt.date) -> bool:
        """Return whether it lets this account do so on `day`."""
        return self.account_id == account_id and self.first <= day <= self.last


def require_another_person(
    action: ClaimAction, actor_id: int, handled: Handled, exemption: Exemption | None = None
) -> int | None:
    """Refuse a step that somebody may not take because of what they did before: see `own_step`.

    The one choke point of the two-person rule: it knows no role, so it binds administrators too.
    No exemption lets whoever approved a claim pay it: two persons can always part those two.
    Returns the number of the exemption that was needed for the step, None where none was.
    """
    step = own_step(action, actor_id, handled)
    if step is None:
        return None
    if action is ClaimAction.PAY and handled.approved_by == actor_id:
        raise Refused("claim-same-person", step=ClaimState.APPROVED)
    if exemption is None or exemption.account_id != actor_id:
        raise Refused("claim-same-person", step=step)
    return exemption.id


def own_step(action: ClaimAction, actor_id: int, handled: Handled) -> ClaimState | None:
    """Return what this person did to the claim that forbids them `action`; None for nothing.

    Beginning and submitting, pre-checking, approving and paying are done by different people, and
    nobody passes a review, or pays a claim, whose roster or items they changed.
    """
    hands = {
        ClaimState.SUBMITTED: handled.submitted_by,
        ClaimState.PRECHECKED: handled.prechecked_by,
        ClaimState.APPROVED: handled.approved_by,
        ClaimState.DRAFT: handled.created_by,
    }
    forbidding = _BINDING_HANDS.get(action, ())
    own = next((step for step in forbidding if hands[step] == actor_id), None)
    if own is None and forbidding and actor_id in handled.edited_by:
        return ClaimState.DRAFT
    return own


_BINDING_HANDS = {
    ClaimAction.PRECHECK: (ClaimState.SUBMITTED, ClaimState.DRAFT),
    ClaimAction.REVIEW: (ClaimState.SUBMITTED, ClaimState.DRAFT),
    ClaimAction.APPROVE: (ClaimState.SUBMITTED, ClaimState.PRECHECKED, ClaimState.DRAFT),
    ClaimAction.PAY: (
        ClaimState.SUBMITTED,
        ClaimState.PRECHECKED,
        ClaimState.APPROVED,
        ClaimState.DRAFT,
    ),
}


def check_reason(reason: str) -> str:
    """Return a reason fit to be read by the enterprise, or refuse one that says nothing."""
    text = reason.strip()
    if says_too_little(text):
        raise InvalidInput({"reason": "reason-missing"})
    return text


def number_prefix(kind: ClaimKind, year: int) -> str:
    """Return what the numbers of a kind begin with in a programme's year: PX-2026-."""
    return f"{_PREFIXES[kind]}-{year}-"


def claim_number(year: int, serial: int, kind: ClaimKind = ClaimKind.ENTERPRISE) -> str:
    """Return PX-2026-0183: training (培训), RZ certification (认证), PT platform (平台).

    Each is numbered within its programme's year; both tracks of training share one count.
    """
    return f"{number_prefix(kind, year)}{serial:04d}"
