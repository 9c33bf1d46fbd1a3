"""The list of outsourcing services in its editions, and what an enterprise does of it.

Two levels: a class (first level) belongs to ITO, BPO or KPO, and its parts (second level) to the
class. Of the official lists only the tree of the 2007 statistics regime is known (商务部办公厅,
24 April 2007; its KPO branch is from the literature), and it has names without codes: the keys are
our own. GB/T 46403-2025 is known to be in force since 2025-10-05; its codes are imported by
whoever holds it.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.imports import Severity, Value
from parkdesk.domain.programmes import Mark


class Layer(StrEnum):
    """Which layer of the client's business a service is for (战略、职能、操作)."""

    STRATEGIC = "strategic"
    FUNCTIONAL = "functional"
    OPERATIONAL = "operational"


class MappingState(StrEnum):
    """Whether a person has looked at what becomes of a code."""

    OPEN = "open"
    """Nobody has said anything, and no name is like its own."""
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    NONE = "none"
    """A person has said that it has no successor."""


class MappingBasis(StrEnum):
    """Why a successor was suggested."""

    EQUAL_NAME = "equal-name"
    ONLY_OF_LINE = "only-of-line"
    """The one class of its line on the first level, in both lists."""
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Return whether `day` is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds(self, other: Period) -> bool:
        """Return whether all days of `other` are among these."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return begins and ends

    def meets(self, other: Period) -> bool:
        """Return whether the two have a day in common."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    def leaves_gap_to(self, later: Period) -> bool:
        """Return whether days lie between the end of this and the beginning of `later`."""
        if self.last is None or later.first is None:
            return False
        return later.first > self.last + dt.timedelta(days=1)


def _ends_before(one: Period, other: Period) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the list; `size` is the number of its codes, 0 while its table is awaited."""

    code: str
    period: Period
    size: int


def edition_in_use(editions: Iterable[Edition], day: dt.date) -> Edition | None:
    """Return the newest edition in force on `day` that has codes; None where there is none."""
    usable = [one for one in editions if one.size and one.period.covers(day)]
    return max(usable, key=lambda one: (one.period.first or dt.date.min, one.code), default=None)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a list as it stands in a file or in the register."""

    code: str
    name: str
    line: ServiceLine | None
    parent: str = ""
    period: Period = Period()
    number: int = 0
    """The row of the file."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with a line; the column is that of the list's file."""

    number: int
    column: str
    code: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity = Severity.STOP


def filled(lines: Sequence[CodeLine]) -> tuple[CodeLine, ...]:
    """Return the lines with ITO, BPO or KPO of their class where a part does not say it."""
    classes = {one.code: one.line for one in lines if not one.parent}
    return tuple(
        CodeLine(
            one.code,
            one.name,
            one.line or classes.get(one.parent),
            one.parent,
            one.period,
            one.number,
        )
        for one in lines
    )


def check_lines(lines: Sequence[CodeLine], edition: Period) -> tuple[LineProblem, ...]:
    """Return everything wrong with a list: its tree, its lines and its days."""
    known: dict[str, CodeLine] = {}
    found: list[LineProblem] = []
    for one in lines:
        first = known.setdefault(one.code, one)
        if first is not one:
            found.append(LineProblem(one.number, "code", "twice-in-file", {"row": first.number}))
    for one in lines:
        found += _tree_problems(one, known)
        found += _day_problems(one, known, edition)
    found += _namesakes(lines)
    return tuple(sorted(found, key=lambda one: one.number))


def _tree_problems(one: CodeLine, known: Mapping[str, CodeLine]) -> Iterator[LineProblem]:
    parent = known.get(one.parent)
    if one.parent and one.parent == one.code:
        yield LineProblem(one.number, "parent", "code-own-parent")
    elif one.parent and parent is None:
        yield LineProblem(one.number, "parent", "parent-not-in-list", {"parent": one.parent})
    elif parent is not None and parent.parent:
        yield LineProblem(one.number, "parent", "third-level", {"parent": one.parent})
    elif parent is not None and one.line and parent.line and one.line is not parent.line:
        facts: dict[str, Value] = {"parent": one.parent, "line": parent.line.value}
        yield LineProblem(one.number, "line", "line-of-parent", facts)
    if one.line is None and not one.parent:
        yield LineProblem(one.number, "line", "line-needed")


def _day_problems(
    one: CodeLine, known: Mapping[str, CodeLine], edition: Period
) -> Iterator[LineProblem]:
    days = one.period
    if days.first and days.last and days.last < days.first:
        yield LineProblem(one.number, "valid_to", "end-before-start")
        return
    if days.first and not edition.holds(Period(days.first, days.first)):
        yield LineProblem(one.number, "valid_from", "outside-edition")
    elif days.last and not edition.holds(Period(days.last, days.last)):
        yield LineProblem(one.number, "valid_to", "outside-edition")
    parent = known.get(one.parent)
    if parent is None or parent is one:
        return
    if parent.period.last and (days.last is None or days.last > parent.period.last):
        facts: dict[str, Value] = {"parent": parent.code, "day": parent.period.last}
        yield LineProblem(one.number, "valid_to", "outlives-parent", facts)
    if parent.period.first and (days.first is None or days.first < parent.period.first):
        facts = {"parent": parent.code, "day": parent.period.first}
        yield LineProblem(one.number, "valid_from", "before-parent", facts)


def _namesakes(lines: Sequence[CodeLine]) -> Iterator[LineProblem]:
    """Yield what is odd about two codes of one name: they follow each other without a gap.

    Of two at a time the one of the higher number is asked about: what was there came before it.
    """
    groups: dict[tuple[str, str], list[CodeLine]] = {}
    for one in lines:
        groups.setdefault((one.parent, class_key(one.name)), []).append(one)
    for alike in groups.values():
        ordered = sorted(alike, key=lambda one: (one.period.first or dt.date.min, one.number))
        for before, after in pairwise(ordered):
            facts: dict[str, Value] = {"other": before.code}
            if before.code == after.code:
                continue
            if before.period.meets(after.period):
                told, other = (after, before) if after.number > before.number else (before, after)
                facts["other"] = other.code
                yield LineProblem(told.number, "name", "name-twice-at-a-time", facts, Severity.ASK)
            elif before.period.leaves_gap_to(after.period):
                facts["day"] = before.period.last
                yield LineProblem(after.number, "valid_from", "validity-gap", facts, Severity.ASK)


_TAILS = ("服务", "业务")


def class_key(name: str) -> str:
    """Return a name in the form in which two lists' spellings of one class are equal.

    Half-width, without blanks and capitals, and without a 服务 or 业务 at its end: the trees write
    系统操作 and 系统操作服务 for one class.
    """
    key = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    for tail in _TAILS:
        if key.endswith(tail) and len(key) > len(tail):
            return key.removesuffix(tail)
    return key


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a code of the older list may become; an empty text: nothing is like it."""

    code: str = ""
    basis: MappingBasis = MappingBasis.BY_HAND


def suggest(old: Sequence[CodeLine], new: Sequence[CodeLine]) -> dict[str, Suggestion]:
    """Return for every code of the older list what it may become: total, never a guess.

    Suggested is the one class of the same name and line on the same level, or else on the other;
    for a class of the first level the one class of its line, where both lists have one only.
    """
    return {one.code: _suggestion(one, old, new) for one in old}


def _suggestion(one: CodeLine, old: Sequence[CodeLine], new: Sequence[CodeLine]) -> Suggestion:
    key = class_key(one.name)
    alike = [other for other in new if class_key(other.name) == key and other.line is one.line]
    level = [other for other in alike if bool(other.parent) is bool(one.parent)]
    for found in (level, alike):
        if len(found) == 1:
            return Suggestion(found[0].code, MappingBasis.EQUAL_NAME)
    if not one.parent:
        before, after = _classes_of(old, one.line), _classes_of(new, one.line)
        if len(before) == 1 and len(after) == 1:
            return Suggestion(after[0].code, MappingBasis.ONLY_OF_LINE)
    return Suggestion()


def _classes_of(lines: Sequence[CodeLine], line: ServiceLine | None) -> list[CodeLine]:
    return [one for one in lines if not one.parent and one.line is line]


def undecided(states: Mapping[str, MappingState], old: Iterable[CodeLine]) -> tuple[str, ...]:
    """Return the codes of the older list about which no person has decided yet, in its order."""
    decided = {MappingState.CONFIRMED, MappingState.NONE}
    return tuple(one.code for one in old if states.get(one.code) not in decided)


@dataclass(frozen=True, slots=True)
class SaveService:
    """A service of an enterprise as typed."""

    service_code_id: int | None
    reach: Reach | None
    layer: Layer | None = None
    is_main: bool = False
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    note: str = ""

    @property
    def period(self) -> Period:
        """The days it is offered."""
        return Period(self.from_on, self.to_on)


@dataclass(frozen=True, slots=True)
class Offered:
    """A service that an enterprise has already, as the check of another one needs it."""

    id: int
    service_code_id: int
    period: Period


def check_service(
    form: SaveService, usable: Period | None, others: Sequence[Offered], today: dt.date
) -> dict[str, str]:
    """Return what is wrong with a service; `usable` are the days of its code."""
    problems: dict[str, str] = {}
    if form.service_code_id is None or usable is None:
        problems["service_code_id"] = "required"
    if form.reach is None:
        problems["reach"] = "required"
    if form.from_on is None:
        problems["from_on"] = "required"
    elif form.from_on > today:
        problems["from_on"] = "day-in-future"
    elif form.to_on is not None and form.to_on < form.from_on:
        problems["to_on"] = "end-before-start"
    if usable is not None and form.from_on is not None and not usable.covers(form.from_on):
        problems.setdefault("from_on", "code-not-in-force")
    twice = any(
        one.service_code_id == form.service_code_id and one.period.meets(form.period)
        for one in others
    )
    if twice:
        problems.setdefault("service_code_id", "service-twice")
    return problems


@dataclass(frozen=True, slots=True)
class EditionForm:
    """The head of an edition as typed."""

    title: str
    valid_from: dt.date | None
    title_en: str = ""
    document: str = ""
    valid_to: dt.date | None = None
    official_codes: bool = True
    source: str = ""
    certainty: Mark | None = None


def check_edition(form: EditionForm) -> dict[str, str]:
    """Return what is wrong with the head of an edition."""
    problems = {
        name: "required" for name in ("title", "source") if not str(getattr(form, name)).strip()
    }
    if form.valid_from is None:
        problems["valid_from"] = "required"
    elif form.valid_to is not None and form.valid_to < form.valid_from:
        problems["valid_to"] = "end-before-start"
    if form.certainty is None:
        problems["certainty"] = "required"
    return problems


def gap_before(first: dt.date, others: Iterable[Period]) -> dt.date | None:
    """Return the last day in force before an edition that begins later than the day after it.

    None where the editions follow each other, or where nothing is in force before.
    """
    earlier = [one for one in others if one.first is not None and one.first < first]
    if not earlier or any(one.last is None for one in earlier):
        return None
    last = max(one.last for one in earlier if one.last is not None)
    return last if last + dt.timedelta(days=1) < first else None
