"""Compliance findings (合规发现): what is not as a rule asks, who answers, and how it ends.

What is so follows from the registers and the day alone; a finding keeps what people said to it. It
ends by a fact, never by an answer: whoever says that it is done is believed when the registers
show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_rules import RuleCode

FindingFact: TypeAlias = str | int | dt.date
"""What a sentence names. A fact never holds what changes by the day, such as days left."""
Facts: TypeAlias = dict[str, FindingFact]
NEVER = dt.date(9999, 12, 31)
NO_WAIVER = dt.date(1, 1, 1)
NOBODY = 0
"""As the owner of a filter: those that nobody looks after."""
LONGEST_WAIVER = dt.timedelta(days=366)
"""A waiver is looked at again within a year. (The park's own; no document says so.)"""
WORDS_LONGEST = 2_000
Key: TypeAlias = tuple[RuleCode, str]
"""What a finding of one enterprise is known by: its rule, and what it is about."""


class FindingState(StrEnum):
    """What is stored of a finding's life."""

    OPEN = "open"
    ANSWERED = "answered"
    ENDED = "ended"


class FindingStanding(StrEnum):
    """How a finding stands on a day, the most pressing first."""

    OVERDUE = "overdue"
    """Not answered, and its day is over."""
    OPEN = "open"
    ANSWERED = "answered"
    """Somebody said what is done; the fact still stands."""
    WAIVED = "waived"
    ENDED = "ended"


TO_ANSWER = frozenset({FindingStanding.OVERDUE, FindingStanding.OPEN})
"""What waits for somebody."""


class FindingAnswer(StrEnum):
    """What somebody said to a finding."""

    UNDER_WAY = "under-way"
    """It is being put right."""
    SETTLED = "settled"
    """It was put right; the registers will show it."""
    EXPLAINED = "explained"
    """It is so for a reason."""


class FindingAct(StrEnum):
    """A step in the life of a finding."""

    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REOPENED = "reopened"
    WAIVED = "waived"
    REVOKED = "revoked"
    DUE_MOVED = "due-moved"
    NOTED = "noted"


class QuarterMark(StrEnum):
    """What a finding was in a quarter."""

    NEW = "new"
    REPEATED = "repeated"
    """Found before the quarter and not over when it began, or back after it had ended."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is not as a rule asks, on the day somebody looked."""

    rule: RuleCode
    subject: str
    """What it is about, within its enterprise: the same is found once."""
    page: str
    record_id: int
    since_on: dt.date
    """The day from which it is so."""
    facts: Mapping[str, FindingFact] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.rule, self.subject


@dataclass(frozen=True, slots=True)
class Ending:
    """The fact that ended a finding: the code of a sentence, and what it names."""

    code: str
    facts: Mapping[str, FindingFact] = field(default_factory=dict)


NO_LONGER_SO = Ending("no-longer-so")
RULE_ENDED = Ending("rule-ended")
REPLACED = Ending("found-one-by-one")
"""How a finding of several objects ends where each object has a finding of its own now."""
OTHERS = ""
"""As a subject: what settled those of a rule of which nothing else is said."""
EVERY_CONTRACT = "all"
EVERY_PAPER = "papers"
"""What findings of several objects at once were known by."""


def known_by_before(rule: RuleCode, subject: str) -> str | None:
    """Return the subject under which a finding stood while it was one of several objects."""
    if rule is RuleCode.PAPER_MISSING:
        return EVERY_PAPER
    if rule is RuleCode.WINDOW_CLOSES:
        return subject.partition(":")[0]
    return EVERY_CONTRACT if rule in OF_EACH_CONTRACT else None


OF_EACH_CONTRACT = frozenset(
    {
        RuleCode.RECEIPT_MISSING,
        RuleCode.CONTRACT_UNREPORTED,
        RuleCode.CONTRACT_DIFFERS,
        RuleCode.WINDOW_CLOSES,
        RuleCode.EXECUTED_ABOVE,
    }
)
"""Rules that find something of a contract."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look at one enterprise on a day brought."""

    found: tuple[Found, ...]
    settled: Mapping[Key, Ending]
    """What is as it should be, for those findings that it ends."""
    next_on: dt.date
    """The next day on which this changes though nobody saves anything; or never."""
    otherwise: Ending = NO_LONGER_SO
    """What ended those of which nothing is said to be settled."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a finding that has not ended, as far as a new look needs it."""

    id: int
    rule: RuleCode
    subject: str
    facts: str
    rank: int
    since_on: dt.date

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.rule, self.subject


@dataclass(frozen=True, slots=True)
class Followed:
    """What a new look changes: nothing that anybody typed is among it."""

    new: tuple[Found, ...]
    same: tuple[tuple[Stored, Found], ...]
    ended: tuple[tuple[Stored, Ending], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the registers, or one part of it, changed."""

    enterprises: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    left: int = 0
    """Enterprises that wait for the next part."""

    @property
    def done(self) -> int:
        """How far it has come, in enterprises."""
        return self.enterprises

    def after(self, before: Looked) -> Looked:
        """Return what this part and those before it changed together."""
        return Looked(
            before.enterprises + self.enterprises,
            before.new + self.new,
            before.changed + self.changed,
            before.ended + self.ended,
            self.left,
        )


def follow(stored: Sequence[Stored], outcome: Outcome, asked: Iterable[RuleCode]) -> Followed:
    """Lay what is found beside what is kept of one enterprise.

    Of two kept findings with one key, as after a merge of two records, the older one goes on.
    """
    found = {one.key: one for one in outcome.found}
    in_force = frozenset(asked)
    kept: dict[Key, Stored] = {}
    ended: list[tuple[Stored, Ending]] = []
    for one in sorted(stored, key=lambda one: one.id):
        if one.key in found and one.key not in kept:
            kept[one.key] = one
        elif one.rule not in in_force:
            ended.append((one, RULE_ENDED))
        else:
            by_rule = outcome.settled.get((one.rule, OTHERS), outcome.otherwise)
            ended.append((one, outcome.settled.get(one.key, by_rule)))
    return Followed(
        tuple(one for key, one in found.items() if key not in kept),
        tuple((one, found[key]) for key, one in kept.items()),
        tuple(ended),
    )


def standing_on(
    state: FindingState, due_on: dt.date, waived_until: dt.date, day: dt.date
) -> FindingStanding:
    """Return how a finding stands on a day."""
    if state is FindingState.ENDED:
        return FindingStanding.ENDED
    if waived_until >= day:
        return FindingStanding.WAIVED
    if state is FindingState.ANSWERED:
        return FindingStanding.ANSWERED
    return FindingStanding.OVERDUE if due_on < day else FindingStanding.OPEN


def quarter_mark(
    found_on: dt.date, ended_on: dt.date | None, quarter: Quarter, *, came_back: bool = False
) -> QuarterMark | None:
    """Return what a finding was in a quarter; None where it was not in it at all."""
    if found_on > quarter.last or (ended_on is not None and ended_on < quarter.first):
        return None
    return _mark_within(found_on, ended_on, quarter, came_back=came_back)


def _mark_within(
    found_on: dt.date, ended_on: dt.date | None, quarter: Quarter, *, came_back: bool
) -> QuarterMark:
    if ended_on is not None and ended_on <= quarter.last:
        return QuarterMark.CLOSED
    return QuarterMark.REPEATED if came_back or found_on < quarter.first else QuarterMark.NEW


def quarters_of(
    found_on: dt.date, ended_on: dt.date | None, today: dt.date, *, came_back: bool = False
) -> Iterator[tuple[Quarter, QuarterMark]]:
    """Yield every quarter that a finding was in, with what it was there."""
    quarter = Quarter.of(found_on)
    last = today if ended_on is None else ended_on
    while quarter.first <= last:
        yield quarter, _mark_within(found_on, ended_on, quarter, came_back=came_back)
        quarter = quarter.shifted(1)


def waiver_problems(until_on: dt.date | None, reason: str, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a waiver, by field."""
    problems = {}
    if until_on is None:
        problems["until_on"] = "required"
    elif until_on < today:
        problems["until_on"] = "waiver-in-the-past"
    elif until_on > today + LONGEST_WAIVER:
        problems["until_on"] = "waiver-too-long"
    problem = words_problem(reason)
    if problem:
        problems["reason"] = problem
    return problems


def words_problem(words: str) -> str:
    """Return the code of what is wrong with words that have to be there; empty: nothing."""
    if not words.strip():
        return "required"
    return "too-long" if len(words.strip()) > WORDS_LONGEST else ""
