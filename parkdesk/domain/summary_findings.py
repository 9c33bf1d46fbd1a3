"""A quarter's findings as its summary keeps them: how each stood when the quarter ended.

What is asked later gives the same list: owner, day and standing are those of the quarter's last
day. Only what ended since then, and how many were found since, follow the cut-off.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import (
    Ending,
    FindingAct,
    FindingFact,
    FindingStanding,
    FindingState,
    QuarterMark,
    standing_on,
)
from parkdesk.domain.severity import Level


@dataclass(frozen=True, slots=True)
class KeptFact:
    """A named value of a finding's sentence; a day is ISO text under `day`."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"day"})

    name: str
    value: str | int
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding of the quarter: whose, by which rule, and how it stood at the end."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"waived_until", "ended_on", "ending"})

    finding_id: int
    level: Level
    rule: RuleCode
    enterprise: str
    facts: tuple[KeptFact, ...]
    """What its sentence names, as it reads at the cut-off."""
    since_on: dt.date
    found_on: dt.date
    due_on: dt.date
    owner: str
    """Who looked after it; empty: nobody."""
    standing: FindingStanding
    mark: QuarterMark
    waived_until: dt.date | None = None
    ended_on: dt.date | None = None
    """Within the quarter where it is marked closed; else between its end and the cut-off."""
    ending: tuple[KeptFact, ...] = ()
    """The fact that ended it; the value without a name is the code of its sentence."""

    def age(self, day: dt.date) -> int:
        """Return for how many days it had been known on a day, or until it ended before."""
        last = day if self.ended_on is None else min(day, self.ended_on)
        return (last - self.found_on).days


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A rule of the catalogue as it was asked, with the days in which a finding is answered."""

    code: RuleCode
    level: Level
    sentence_zh: str
    sentence_en: str
    source_zh: str
    source: str
    confirmed: bool
    """False prints as 待核实."""
    answer_days: int


@dataclass(frozen=True, slots=True)
class QuarterFindings:
    """What was not as the rules ask in a quarter, and what of it ended."""

    as_at: dt.date
    """The quarter's last day; of a quarter that runs, the day of the cut-off."""
    kept_since: dt.date | None
    """The day on which the first finding of all was found; None: none ever was."""
    looked_on: dt.date | None
    """The last day on which the registers were looked at; None: never."""
    lines: tuple[FindingLine, ...]
    found_since: int
    """How many were found after `as_at` and still stand at the cut-off."""
    rules: tuple[FindingRule, ...]

    @property
    def standing(self) -> tuple[FindingLine, ...]:
        """Those that stood on the last day, in their order."""
        return tuple(line for line in self.lines if line.mark is not QuarterMark.CLOSED)

    @property
    def closed(self) -> tuple[FindingLine, ...]:
        """Those that ended within the quarter."""
        return tuple(line for line in self.lines if line.mark is QuarterMark.CLOSED)

    @property
    def unknown(self) -> bool:
        """Whether nobody can say what stood: the registers were looked at only later, or never."""
        first = self.looked_on if self.kept_since is None else self.kept_since
        return first is None or first > self.as_at

    def by_level(self) -> dict[Level, int]:
        """Return how many stood, by level."""
        count = Counter(line.level for line in self.standing)
        return {level: count[level] for level in Level}

    def by_mark(self) -> dict[QuarterMark, int]:
        """Return how many were new, repeated and closed."""
        count = Counter(line.mark for line in self.lines)
        return {mark: count[mark] for mark in QuarterMark}


@dataclass(frozen=True, slots=True)
class Duty:
    """What one person had to answer at the quarter's end; nobody has an empty name."""

    owner: str
    count: int
    overdue: int
    first: FindingLine
    """The one that presses most: the first that is due."""


def duties(found: QuarterFindings) -> tuple[Duty, ...]:
    """Return who had to answer how many, whoever has most first; nobody's come last."""
    waiting: dict[str, list[FindingLine]] = {}
    for line in found.standing:
        if line.standing in {FindingStanding.OPEN, FindingStanding.OVERDUE}:
            waiting.setdefault(line.owner, []).append(line)
    made = [
        Duty(
            owner,
            len(lines),
            sum(1 for line in lines if line.standing is FindingStanding.OVERDUE),
            min(lines, key=lambda line: (line.due_on, _place(line))),
        )
        for owner, lines in waiting.items()
    ]
    return tuple(sorted(made, key=lambda one: (not one.owner, -one.count, one.owner)))


@dataclass(frozen=True, slots=True)
class Matter:
    """What one person had to answer under one rule; nobody has an empty name."""

    level: Level
    rule: RuleCode
    owner: str
    count: int
    overdue: int
    enterprises: int
    first: FindingLine
    """The one that presses most: the first that is due."""


def matters(found: QuarterFindings) -> tuple[Matter, ...]:
    """Return what was to be answered, by rule and person, the gravest and latest first.

    What ended between the quarter's end and the cut-off needs nobody.
    """
    waiting: dict[tuple[RuleCode, str], list[FindingLine]] = {}
    for line in found.standing:
        waits = line.standing in {FindingStanding.OPEN, FindingStanding.OVERDUE}
        if waits and line.ended_on is None:
            waiting.setdefault((line.rule, line.owner), []).append(line)
    made = [_matter(rule, owner, lines) for (rule, owner), lines in waiting.items()]
    return tuple(
        sorted(
            made,
            key=lambda one: (
                _LEVELS[one.level], -one.overdue, one.first.due_on, one.rule.value, one.owner,
            ),
        )
    )  # fmt: skip


def _matter(rule: RuleCode, owner: str, lines: list[FindingLine]) -> Matter:
    return Matter(
        # A rule that was made graver leaves findings of both levels: the graver one is told.
        min((line.level for line in lines), key=lambda level: _LEVELS[level]),
        rule,
        owner,
        len(lines),
        sum(1 for line in lines if line.standing is FindingStanding.OVERDUE),
        len({line.enterprise for line in lines}),
        min(lines, key=lambda line: (line.due_on, _place(line))),
    )


def ordered_lines(lines: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """Return findings as they are printed: the gravest first, then what presses most."""
    return tuple(sorted(lines, key=_place))


def _place(line: FindingLine) -> tuple[int, bool, int, dt.date, str, str, int]:
    return (
        _LEVELS[line.level],
        line.mark is QuarterMark.CLOSED,
        _STANDINGS[line.standing],
        line.due_on,
        line.rule.value,
        line.enterprise,
        line.finding_id,
    )


_LEVELS = {level: place for place, level in enumerate(Level)}
_STANDINGS = {standing: place for place, standing in enumerate(FindingStanding)}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done about a finding on a day."""

    act: FindingAct
    on: dt.date
    words: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A waiver as it was given, and the day on which somebody ended it."""

    from_on: dt.date
    until_on: dt.date
    revoked_on: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it held on a day."""
        ended = self.revoked_on is not None and self.revoked_on <= day
        return self.from_on <= day <= self.until_on and not ended


@dataclass(frozen=True, slots=True)
class Stood:
    """How a finding stood on a day that is past."""

    owner: str
    due_on: dt.date
    standing: FindingStanding
    waived_until: dt.date | None


def as_it_stood(
    day: dt.date,
    steps: Sequence[Step],
    due_at_first: dt.date,
    own: Sequence[Leave] = (),
    inherited: Sequence[Leave] = (),
) -> Stood:
    """Return how a finding that had not ended stood on a day, from what was done until then.

    `steps` are in their order. `inherited` is leave that was given for the finding before it and
    held when this one was found: ending it is a step of this one.
    """
    until = [step for step in steps if step.on <= day]
    assigned = _last(until, FindingAct.ASSIGNED)
    moved = _last(until, FindingAct.DUE_MOVED)
    said = _last(until, FindingAct.ANSWERED, FindingAct.REOPENED)
    answered = said is not None and said.act is FindingAct.ANSWERED
    state = FindingState.ANSWERED if answered else FindingState.OPEN
    due_on = due_at_first if moved is None or moved.day is None else moved.day
    leave = [one.until_on for one in own if one.holds_on(day)]
    if _last(until, FindingAct.REVOKED) is None:
        leave += [one.until_on for one in inherited if one.until_on >= day]
    waived_until = max(leave, default=None)
    standing = standing_on(state, due_on, waived_until or dt.date.min, day)
    return Stood("" if assigned is None else assigned.words, due_on, standing, waived_until)


def _last(steps: Sequence[Step], *acts: FindingAct) -> Step | None:
    return next((step for step in reversed(steps) if step.act in acts), None)


def kept_facts(facts: dict[str, FindingFact]) -> tuple[KeptFact, ...]:
    """Return the places of a sentence in the one order in which they are kept."""
    return tuple(
        KeptFact(name, "", value) if isinstance(value, dt.date) else KeptFact(name, value)
        for name, value in sorted(facts.items())
    )


def places(facts: Iterable[KeptFact]) -> dict[str, FindingFact]:
    """Return what the places of a sentence hold, as the registers gave it."""
    return {one.name: one.value if one.day is None else one.day for one in facts}


def ending_of(line: FindingLine) -> Ending | None:
    """Return the fact that ended a finding; None while it stands."""
    if not line.ending:
        return None
    facts = places(line.ending)
    return Ending(str(facts.pop("")), facts)
