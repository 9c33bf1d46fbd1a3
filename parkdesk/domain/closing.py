"""Closing a quarter (关账): what is looked at before, and the chain of its editions after.

A quarter is closed by a frozen edition. To correct it, one person asks and another agrees; what
was closed stays as it was, and the next edition names the one whose place it takes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprise_history import HistoryLine
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.statistics import Return


class CheckCode(StrEnum):
    """What is looked at before a quarter is closed; how severe each is is data."""

    FIGURES_DO_NOT_ADD_UP = "figures-do-not-add-up"
    UNCONVERTED = "unconverted"
    RETURNS_MISSING = "returns-missing"
    RETURNS_DRAFT = "returns-draft"
    PEOPLE_ABOVE_HIRES = "people-above-hires"
    EXECUTED_WITHOUT_PEOPLE = "executed-without-people"
    EXECUTED_ABOVE_SIGNED = "executed-above-signed"
    HEADCOUNT_JUMP = "headcount-jump"
    EXECUTED_JUMP = "executed-jump"
    MONTHS_MISSING = "months-missing"
    """Of a month of the quarter that the office asks for; a quarter is closed all the same."""
    MONTHS_DISAGREE = "months-disagree"
    """The quarter's return says otherwise than those of its months."""
    SIGNALS_OPEN = "signals-open"
    BATCHES_UNPAID = "batches-unpaid"


OF_ENTERPRISES = (
    CheckCode.UNCONVERTED,
    CheckCode.RETURNS_MISSING,
    CheckCode.RETURNS_DRAFT,
    CheckCode.PEOPLE_ABOVE_HIRES,
    CheckCode.EXECUTED_WITHOUT_PEOPLE,
    CheckCode.HEADCOUNT_JUMP,
    CheckCode.EXECUTED_JUMP,
    CheckCode.MONTHS_MISSING,
    CheckCode.MONTHS_DISAGREE,
)
"""The checks that find enterprises of the quarter's list."""


class CheckSeverity(StrEnum):
    """What something found asks of whoever closes."""

    BLOCKS = "blocks"
    ASKS = "asks"
    """Closing goes on with a comment, which is kept in the edition."""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """How severe a check is, and where a jump begins; dated sources are data."""

    code: CheckCode
    severity: CheckSeverity
    factor: int
    least: int
    source: str
    certainty: Mark

    def jumps(self, before: int, now: int) -> bool:
        """Return whether a figure moved by more than the factor and by more than the least."""
        low, high = sorted((before, now))
        return high - low > self.least and high > self.factor * low


@dataclass(frozen=True, slots=True)
class ClosingCheck:
    """One check with what it found; `comment` is what whoever closed said to it."""

    code: CheckCode
    severity: CheckSeverity
    count: int
    examples: tuple[str, ...] = ()
    """The first few by name."""
    comment: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something was found."""
        return self.count > 0

    @property
    def blocks(self) -> bool:
        """Whether the quarter cannot be closed as long as this is found."""
        return self.is_open and self.severity is CheckSeverity.BLOCKS

    @property
    def asks(self) -> bool:
        """Whether closing wants a word about it."""
        return self.is_open and self.severity is CheckSeverity.ASKS


def answered(
    checks: Iterable[ClosingCheck], comments: Mapping[str, str]
) -> tuple[ClosingCheck, ...]:
    """Return the checks with their comments.

    Refused while one blocks; each that asks and has no comment is a problem of the field of its
    code.
    """
    found = tuple(checks)
    blocked = [one for one in found if one.blocks]
    if blocked:
        first = blocked[0]
        names = ", ".join(first.examples)
        raise Refused("closing-blocked", check=first.code, count=first.count, names=names)
    said = {code: words.strip() for code, words in comments.items()}
    silent = {one.code.value for one in found if one.asks and not said.get(one.code.value)}
    if silent:
        raise InvalidInput(dict.fromkeys(sorted(silent), "check-needs-comment"))
    return tuple(
        ClosingCheck(one.code, one.severity, one.count, one.examples, said.get(one.code.value, ""))
        for one in found
    )


@dataclass(frozen=True, slots=True)
class Restatement:
    """A return that was handed in and changed (更正说明): what stood there and stands there now.

    Nothing before: it came after its quarter was closed. Nothing after: it was taken back.
    """

    enterprise: str
    quarter: Quarter
    before: Return | None
    after: Return | None
    reason: str
    at: dt.datetime
    by: str
    edition: int
    """The newest frozen edition of its quarter then; 0: none yet."""
    told_in: Quarter
    """The quarter whose closing tells of it: its own, or the next open one where it was closed."""

    @property
    def waits(self) -> bool:
        """Whether its quarter was closed then: it is in no figure of that edition."""
        return self.told_in != self.quarter


class ReopeningState(StrEnum):
    """How far the opening of a closed quarter has come."""

    ASKED = "asked"
    AGREED = "agreed"
    """The quarter is open; it is closed by the next edition."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


def answer_reopening(
    state: ReopeningState, asked_by: int, answered_by: int, *, agrees: bool, words: str
) -> ReopeningState:
    """Return the state after another person's answer; the same person cannot give it."""
    if state is not ReopeningState.ASKED:
        raise WrongState
    if asked_by == answered_by:
        raise Refused("reopening-needs-another")
    if not agrees and not words.strip():
        raise InvalidInput({"words": "decline-needs-reason"})
    return ReopeningState.AGREED if agrees else ReopeningState.DECLINED


class ChainStep(StrEnum):
    """What happened to a quarter, in the order of the chain."""

    CLOSED = "closed"
    ISSUED = "issued"
    LATE = "late"
    """A return changed or came while the quarter was closed: it waits."""
    ASKED = "asked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    APPROVED_OUTSIDE = "approved-outside"
    """Opened by one person on a written approval: nobody else could agree in the program."""
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure that an edition says otherwise than the one before; None is 'not known'."""

    key: str
    unit: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class BulkWrite:
    """Rows that were written in one go, as an import writes them, by one entry of the trail."""

    at: dt.datetime
    by: str
    table: str
    rows: int
    entry: int = 0
    """Its number in the trail."""
    reason: str = ""
    listed: int | None = None
    """How many of them the quarter counts: each is a line. None: the trail does not name them."""


@dataclass(frozen=True, slots=True)
class ContractMoves:
    """What was done to a quarter's contracts between two of its editions, in its order."""

    lines: tuple[HistoryLine, ...] = ()
    """Of contracts, executions and changes: which, what it was and is, who, when and why."""
    bulk: tuple[BulkWrite, ...] = ()
    """Imports, of whatever quarters."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One step in the life of a closed quarter, complete in itself."""

    step: ChainStep
    at: dt.datetime
    by: str
    edition: int = 0
    code: str = ""
    """Of the snapshot; or the number of an issued document."""
    sha256: str = ""
    follows: str = ""
    """Code of the edition whose place it takes."""
    words: str = ""
    """The reason, or the answer."""
    approver: str = ""
    """Who approved an opening in writing, outside the program."""
    paper: str = ""
    """Number and day of that approval."""
    backup: str = ""
    trail_number: int = 0
    """The newest entry of the trail when it was closed; 0: not a closing."""
    checks: tuple[ClosingCheck, ...] = ()
    restated: Restatement | None = None
    moved: tuple[MovedFigure, ...] = ()
    contracts: ContractMoves = ContractMoves()
    """Of an edition: since the one before it; of an opening that is not closed yet: so far."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row that was written between two editions of a quarter, as the chain's list has it."""

    edition: int
    """The edition that follows; 0: none yet."""
    line: HistoryLine

    @property
    def entry(self) -> int:
        """The number of its entry in the trail."""
        return self.line.id

    @property
    def contract(self) -> str:
        """The contract's number."""
        return self.line.record

    @property
    def table(self) -> str:
        """Where the row stands."""
        return self.line.table

    @property
    def by(self) -> str:
        """Who did it."""
        return self.line.actor

    @property
    def at(self) -> dt.datetime:
        """When."""
        return self.line.at

    @property
    def reason(self) -> str:
        """Why; empty where nobody said."""
        return self.line.reason


@dataclass(frozen=True, slots=True)
class ClosingChain:
    """Everything that happened to a quarter since it was first closed, complete in itself."""

    park: str
    park_en: str
    quarter: Quarter
    is_closed: bool
    links: tuple[ChainLink, ...]
    at: dt.datetime
    by: str


def in_order(links: Iterable[ChainLink]) -> tuple[ChainLink, ...]:
    """Return the steps as they happened: an edition, what became of it, then the next one."""
    steps = list(ChainStep)
    return tuple(sorted(links, key=lambda one: (one.edition, one.at, steps.index(one.step))))
