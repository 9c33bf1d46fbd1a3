"""Payment batches (拨付批次): their states, what a bank's answer says of them, and the hands.

A batch is made by one person and approved by another, and neither had its claims in hand before.
Nothing is edited after the approval; what fails is paid by a batch of the failures only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.budgets import split_levels
from parkdesk.domain.claim_amounts import spread_cents
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.programme_figures import Level
from parkdesk.domain.spreading import spread_both

_YUAN = 100
_FOUR = 10_000


class BatchState(StrEnum):
    """Where a batch is."""

    MADE = "made"
    """待复核"""
    APPROVED = "approved"
    """已复核"""
    SENT = "sent"
    """已送银行"""
    SETTLED = "settled"
    """已结清: every line is paid or has failed."""
    CANCELLED = "cancelled"
    """已作废"""


class BatchAction(StrEnum):
    """What a person does with a batch."""

    APPROVE = "approve"
    SEND = "send"
    """The bank sheet is written."""
    ANSWER = "answer"
    """What the bank says of its lines is entered or read from a file."""
    SETTLE = "settle"
    """No line is left pending: the program's own step."""
    CANCEL = "cancel"


_BATCHES = {
    (BatchState.MADE, BatchAction.APPROVE): BatchState.APPROVED,
    (BatchState.MADE, BatchAction.CANCEL): BatchState.CANCELLED,
    (BatchState.APPROVED, BatchAction.SEND): BatchState.SENT,
    # Before anything went to the bank an approval can be taken back whole; afterwards never.
    (BatchState.APPROVED, BatchAction.CANCEL): BatchState.CANCELLED,
    (BatchState.SENT, BatchAction.SEND): BatchState.SENT,
    (BatchState.SENT, BatchAction.ANSWER): BatchState.SENT,
    (BatchState.SENT, BatchAction.SETTLE): BatchState.SETTLED,
}


class Obstacle(StrEnum):
    """What forbids paying a claim as a whole."""

    NOT_PAYABLE = "not-payable"
    """It is not, or no longer, waiting for payment."""
    OWN_HANDS = "own-hands"
    """The person had it in hand before."""
    STOPPED = "stopped"
    """A stop forbids payments to the enterprise (暂停拨付)."""
    NO_ACCOUNT = "no-account"
    """The enterprise has no account for subsidies."""


class HoldCause(StrEnum):
    """Why a batch pays nothing of a claim."""

    CLAIMANT = "claimant"
    """A condition of the claimant has come to fail since the approval."""
    ROWS = "rows"
    """Persons of it get less than the batch was to pay; the others go into another batch."""


class LineState(StrEnum):
    """What became of one transfer."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def live(self) -> bool:
        """Whether it bars another line for the same money."""
        return self in {LineState.PENDING, LineState.PAID}


def advance_batch(state: BatchState, action: BatchAction) -> BatchState:
    """Return the state that `action` leads to, or refuse it."""
    try:
        return _BATCHES[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


def batch_actions(state: BatchState) -> tuple[BatchAction, ...]:
    """Return what may be done next with a batch."""
    return tuple(action for source, action in _BATCHES if source is state)


def require_other_hand(maker_id: int, actor_id: int) -> None:
    """Refuse the approval of a batch by whoever made it, administrators too."""
    if maker_id == actor_id:
        raise Refused("batch-same-person")


def last_four(total_cents: int) -> str:
    """Return the four digits before the decimal point of a total: 148,500.00 gives 8500."""
    return f"{total_cents // _YUAN % _FOUR:04d}"


def check_last_four(total_cents: int, typed: str) -> None:
    """Refuse an approval whose person has not looked at the total."""
    if typed.strip() != last_four(total_cents):
        raise InvalidInput({"digits": "digits-differ"})


@dataclass(frozen=True, slots=True)
class BatchKey:
    """A batch as it stands after a command."""

    id: int
    version: int
    number: str
    state: BatchState
    total_cents: int


@dataclass(frozen=True, slots=True)
class LevelPart:
    """What one level pays of a claim, and of each of its rows, in fen; rows by their number."""

    level: str
    amount_cents: int
    rows: Mapping[int, int]


def split_claim(rows: Mapping[int, int], shares: Mapping[Level, int]) -> tuple[LevelPart, ...]:
    """Return a claim's payable rows split over levels; it foots by row and by level.

    `shares` are parts per mille; without any the money is of no known level. A level whose part
    comes to nothing is left out.
    """
    return parts_left(rows, shares, {})


def parts_left(
    rows: Mapping[int, int],
    shares: Mapping[Level, int],
    live: Mapping[str, Mapping[int, int]],
) -> tuple[LevelPart, ...]:
    """Return what the levels that have not paid yet still pay of a claim.

    `rows` is what each row may be given in all its life, over all levels and batches; `live` what
    stands paid or under way of it, by level and row. The levels share the sum of the whole life
    by the largest remainder; a level that has paid keeps what it paid, the others share what is
    left as they share the whole. So parts foot by row and by level, in however many batches, and
    where nobody is held to the very shares of the approved sum.
    """
    paid = _paid_of(live)
    whole = {row: max(cents, paid.get(row, 0)) for row, cents in rows.items()}
    shared = split_levels(sum(whole.values()), shares)
    open_levels = [level for level in shared if level not in live]
    left = {row: cents - paid.get(row, 0) for row, cents in whole.items()}
    left = {row: cents for row, cents in left.items() if cents}
    if not left or not open_levels:
        return ()
    weights = [shared[level] for level in open_levels]
    # A level that comes to nothing of the whole may be the last one: it pays what is left then.
    weights = weights if any(weights) else [1] * len(weights)
    amounts = spread_cents(sum(left.values()), weights)
    cells = spread_both(list(left.values()), amounts)
    return tuple(
        LevelPart(
            level,
            amount,
            {row: cell[at] for row, cell in zip(left, cells, strict=True) if cell[at]},
        )
        for at, (level, amount) in enumerate(zip(open_levels, amounts, strict=True))
        if amount
    )


def _paid_of(live: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
    paid: dict[int, int] = {}
    for rows in live.values():
        for row, cents in rows.items():
            paid[row] = paid.get(row, 0) + cents
    return paid


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a batch, as far as a bank's answer is about it."""

    id: int
    reference: str
    amount_cents: int
    account_tail: str
    """The last four digits of the account."""
    state: LineState


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a bank's answer; `row` is its row in the file, None for one typed by hand."""

    reference: str
    paid: bool | None
    """None where the status is a word that nobody has explained."""
    amount_cents: int | None = None
    account_tail: str = ""
    paid_on: dt.date | None = None
    bank_reference: str = ""
    failure: str = ""
    row: int | None = None
    problem: str = ""
    """What could not be read, by its code."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An answer beside its line; with a `problem` nothing is recorded of it."""

    answer: Answer
    line: Line | None
    problem: str = ""


def match_answers(
    lines: Iterable[Line], answers: Sequence[Answer], first_on: dt.date, today: dt.date
) -> tuple[Matched, ...]:
    """Return every answer with its line, or with the code of why it cannot be recorded.

    `first_on` is the day of the approval: nothing of the batch can be paid before it.
    """
    known = {line.reference: line for line in lines}
    counted: dict[str, int] = {}
    for answer in answers:
        counted[answer.reference] = counted.get(answer.reference, 0) + 1
    found = []
    for answer in answers:
        line = known.get(answer.reference)
        problem = answer.problem or _mismatch(answer, line, first_on, today)
        if not problem and counted[answer.reference] > 1:
            problem = "answer-twice"
        found.append(Matched(answer, line, problem))
    return tuple(found)


def _mismatch(answer: Answer, line: Line | None, first_on: dt.date, today: dt.date) -> str:
    """Return why an answer does not fit its line, or nothing."""
    if line is None:
        return "answer-unknown-line"
    if line.state is not LineState.PENDING:
        return "answer-line-decided"
    if answer.amount_cents is not None and answer.amount_cents != line.amount_cents:
        return "answer-other-amount"
    if answer.account_tail and answer.account_tail != line.account_tail:
        return "answer-other-account"
    return _unclear(answer, first_on, today)


def _unclear(answer: Answer, first_on: dt.date, today: dt.date) -> str:
    if answer.paid is None:
        return "answer-status-unknown"
    if not answer.paid:
        return "" if answer.failure.strip() else "answer-failure-missing"
    if answer.paid_on is None:
        return "answer-day-missing"
    return "" if first_on <= answer.paid_on <= today else "answer-day-outside"


@dataclass(frozen=True, slots=True)
class BatchTotals:
    """A batch in numbers; the sums of its lines by state are its total, always."""

    lines: int
    total_cents: int
    by_state: Mapping[LineState, tuple[int, int]]
    """State → lines and fen."""

    def cents(self, state: LineState) -> int:
        """Return the sum of the lines in a state."""
        return self.by_state.get(state, (0, 0))[1]

    def count(self, state: LineState) -> int:
        """Return how many lines are in a state."""
        return self.by_state.get(state, (0, 0))[0]

    @property
    def foots(self) -> bool:
        """Whether the parts sum up to the whole, in lines and in money."""
        parts = self.by_state.values()
        return (sum(one[0] for one in parts), sum(one[1] for one in parts)) == (
            self.lines,
            self.total_cents,
        )


def totals_of(lines: Iterable[tuple[LineState, int]]) -> BatchTotals:
    """Return the numbers of a batch whose lines have these states and amounts."""
    by_state: dict[LineState, tuple[int, int]] = {}
    for state, cents in lines:
        count, total = by_state.get(state, (0, 0))
        by_state[state] = (count + 1, total + cents)
    return BatchTotals(
        sum(one[0] for one in by_state.values()),
        sum(one[1] for one in by_state.values()),
        by_state,
    )


def batch_number(year: int, serial: int) -> str:
    """Return BF-2026-0001: batches (拨付) are numbered within a year."""
    return f"BF-{year}-{serial:04d}"


def line_reference(batch: str, position: int) -> str:
    """Return BF-2026-0001-001: what the bank's answer names a line by."""
    return f"{batch}-{position:03d}"
