"""Clawbacks (追回): what is to be paid back, the plan for it, and what has come.

No interest is worked out: no notice that was read orders any. A bar until a day is a stop of the
enterprise with its effect on new claims, or a bar of a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.programme_figures import BarringGround
from parkdesk.domain.programme_parts import BarringRule
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.spreading import equal_parts, spread_in_order

MOST_INSTALMENTS = 36


class ClawbackState(StrEnum):
    """Where a clawback is."""

    OPEN = "open"
    """追回中"""
    SETTLED = "settled"
    """已追回"""
    WITHDRAWN = "withdrawn"
    """已撤销"""


class ClawbackAction(StrEnum):
    """What a person does with a clawback."""

    RECEIVE = "receive"
    CORRECT = "correct"
    """A receipt is taken back by its opposite; what was settled is open again."""
    REPLAN = "replan"
    SETTLE = "settle"
    """All has come: the program's own step."""
    WITHDRAW = "withdraw"
    """The order was taken back; only while nothing has come."""


_CLAWBACKS = {
    (ClawbackState.OPEN, ClawbackAction.RECEIVE): ClawbackState.OPEN,
    (ClawbackState.OPEN, ClawbackAction.CORRECT): ClawbackState.OPEN,
    (ClawbackState.SETTLED, ClawbackAction.CORRECT): ClawbackState.OPEN,
    (ClawbackState.OPEN, ClawbackAction.REPLAN): ClawbackState.OPEN,
    (ClawbackState.OPEN, ClawbackAction.SETTLE): ClawbackState.SETTLED,
    (ClawbackState.OPEN, ClawbackAction.WITHDRAW): ClawbackState.WITHDRAWN,
}


class ClawbackReason(StrEnum):
    """Why money is asked back."""

    LEFT_EARLY = "left-early"
    """劳动合同未满即离职"""
    FALSE_FACTS = "false-facts"
    """虚报、冒领: recovery in full and loss of eligibility (notices of 2010 and 2011)."""
    TWICE = "twice"
    """重复申报"""
    OVERPAID = "overpaid"
    """多拨"""
    MISUSED = "misused"
    """挪用"""
    AUDIT = "audit"
    """审计、抽查发现"""
    OTHER = "other"


def advance_clawback(state: ClawbackState, action: ClawbackAction) -> ClawbackState:
    """Return the state that `action` leads to, or refuse it."""
    try:
        return _CLAWBACKS[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def clawback_actions(state: ClawbackState) -> tuple[ClawbackAction, ...]:
    """Return what may be done next with a clawback."""
    return tuple(action for source, action in _CLAWBACKS if source is state)


@dataclass(frozen=True, slots=True)
class OpenClawback:
    """What a person says of a clawback; `rows` are fen by the claim's row or item.

    With `barred_until` the claimant may not claim until that day, or the persons with
    `bars_persons`.
    """

    claim_id: int
    rows: Mapping[int, int]
    reason_code: ClawbackReason | None
    reason: str
    decided_on: dt.date | None
    first_due_on: dt.date | None
    instalments: int | None = 1
    document_number: str = ""
    barred_until: dt.date | None = None
    bars_enterprise: bool = False
    bars_persons: bool = False


def check_clawback(form: OpenClawback, room: Mapping[int, int], today: dt.date) -> None:
    """Refuse a clawback that says too little or asks for more than was paid and is still there.

    `room` is what may still be asked back of each row.
    """
    problems: dict[str, str] = {}
    if not form.rows or not all(cents > 0 for cents in form.rows.values()):
        problems["rows"] = "clawback-without-rows"
    elif any(cents > room.get(row, 0) for row, cents in form.rows.items()):
        problems["rows"] = "clawback-above-paid"
    if form.reason_code is None:
        problems["reason_code"] = "required"
    if says_too_little(form.reason):
        problems["reason"] = "reason-missing"
    if form.decided_on is None:
        problems["decided_on"] = "required"
    elif form.decided_on > today:
        problems["decided_on"] = "decided-in-future"
    problems |= _check_plan(form) | _check_bar(form)
    if problems:
        raise InvalidInput(problems)


def _check_plan(form: OpenClawback) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.first_due_on is None:
        problems["first_due_on"] = "required"
    elif form.decided_on is not None and form.first_due_on < form.decided_on:
        problems["first_due_on"] = "due-before-order"
    # Each payment is a fen at least.
    total = sum(form.rows.values()) or MOST_INSTALMENTS
    if form.instalments is None:
        problems["instalments"] = "required"
    elif not 1 <= form.instalments <= min(MOST_INSTALMENTS, total):
        problems["instalments"] = "instalments-out-of-range"
    return problems


def _check_bar(form: OpenClawback) -> dict[str, str]:
    if not (form.bars_enterprise or form.bars_persons):
        # A day without anybody would be read as a bar and bar nobody.
        return {} if form.barred_until is None else {"barred_until": "bar-of-nobody"}
    problems: dict[str, str] = {}
    if form.barred_until is None:
        problems["barred_until"] = "required"
    elif form.decided_on is not None and form.barred_until <= form.decided_on:
        problems["barred_until"] = "barred-until-before"
    if not form.document_number.strip():
        problems["document_number"] = "required"
    return problems


_GROUNDS = {
    ClawbackReason.FALSE_FACTS: BarringGround.FRAUD,
    ClawbackReason.MISUSED: BarringGround.DIVERSION,
}


def named_bar(
    reason: ClawbackReason | None, decided_on: dt.date | None, rules: Sequence[BarringRule]
) -> dt.date | None:
    """Return the last day of the bar that a programme names for a reason, counted from the order.

    None where it names none, or nobody read for how many years. Whether it is imposed, and from
    which day it is counted, is for the order to say: this is a proposal.
    """
    ground = _GROUNDS.get(reason) if reason is not None else None
    years = next((one.years for one in rules if one.ground is ground), None)
    if years is None or decided_on is None:
        return None
    return add_months(decided_on, 12 * years) - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan."""

    due_on: dt.date
    amount_cents: int


def plan(amount_cents: int, first_due_on: dt.date, count: int) -> tuple[Instalment, ...]:
    """Return monthly payments that sum to the amount, the first on its day."""
    return tuple(
        Instalment(add_months(first_due_on, place), part)
        for place, part in enumerate(equal_parts(amount_cents, count))
    )


def overdue_cents(plan: Sequence[Instalment], received_cents: int, today: dt.date) -> int:
    """Return what should have come before `today` and has not; the last day still counts."""
    due = sum(one.amount_cents for one in plan if one.due_on < today)
    return max(due - received_cents, 0)


def next_due(plan: Sequence[Instalment], received_cents: int) -> Instalment | None:
    """Return the first payment that is not covered, with what is still lacking of it."""
    left = received_cents
    for one in plan:
        if left < one.amount_cents:
            return Instalment(one.due_on, one.amount_cents - left)
        left -= one.amount_cents
    return None


def allocate(received_cents: int, lines: Sequence[int]) -> tuple[int, ...]:
    """Return what has come for each line: the first is covered first, so that it always foots."""
    return spread_in_order(received_cents, lines)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came back, as a person enters it."""

    received_on: dt.date | None
    amount_cents: int | None
    bank_reference: str = ""
    note: str = ""


def check_receipt(form: Receipt, left_cents: int, decided_on: dt.date, today: dt.date) -> None:
    """Refuse a receipt of nothing, of more than is still due, or of an impossible day."""
    problems = _check_came(form, left_cents)
    if form.received_on is None:
        problems["received_on"] = "required"
    elif form.received_on > today:
        problems["received_on"] = "received-in-future"
    elif form.received_on < decided_on:
        problems["received_on"] = "received-before-order"
    if problems:
        raise InvalidInput(problems, limit_cents=left_cents)


def _check_came(form: Receipt, left_cents: int) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.amount_cents is None:
        problems["amount_cents"] = "required"
    elif form.amount_cents <= 0:
        problems["amount_cents"] = "amount-not-positive"
    elif form.amount_cents > left_cents:
        problems["amount_cents"] = "above-clawback"
    if not form.bank_reference.strip():
        problems["bank_reference"] = "required"
    return problems


def clawback_number(year: int, serial: int) -> str:
    """Return ZH-2026-0001: clawbacks (追回) are numbered within a year."""
    return f"ZH-{year}-{serial:04d}"


def receipt_number(clawback: str, serial: int) -> str:
    """Return ZH-2026-0001-01."""
    return f"{clawback}-{serial:02d}"
