"""Signals (疑点): what a reviewer should look at in a claim, as real audits found it.

A signal is a question with an owner and a stored answer, never a refusal. It is found again each
time the claim is looked through; its `subject` names what it asks about, so that the same question
is asked once. Facts hold no identity number and no account.

Sources of the kinds: findings of the National Audit Office of 2022 on training money (retired and
enrolled persons, classes that nobody could attend, documents made up or used twice), reports of
city auditors of the same years, and firms that claim for more people than they have.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from parkdesk.domain.calendar import months_inclusive
from parkdesk.domain.errors import InvalidInput, WrongState

SignalFact: TypeAlias = str | int | dt.date


class SignalKind(StrEnum):
    """What can be asked about a claim or one of its rows, in the order lists show it."""

    LIKELY_SAME = "likely-same-person"
    """Two numbers that are probably one person's (疑似同一人)."""
    OLD_NUMBER = "old-number-known"
    """A 15-digit number whose 18-digit form the park knows (新旧号码)."""
    CLASSES_OVERLAP = "classes-overlap"
    """One person in two classes on the same days."""
    CONTRACT_ELSEWHERE = "contract-elsewhere"
    """Hired while a contract that was claimed for elsewhere still runs."""
    LEFT_EARLY = "left-early"
    """Claimed for by a later employer before the end of the contract (提前离职)."""
    SHORT_CONTRACT = "contract-short"
    """A labour contract under the months of the limit, where the programme has no rule for it."""
    RETIREMENT_AGE = "retirement-age"
    """Of the age of retirement when hired (退休人员)."""
    STILL_STUDENT = "still-student"
    """Graduated after the hire, or no graduation is known (在校学生)."""
    TRAINING_BEFORE_HIRE = "training-before-hire"
    TRAINING_OUTSIDE_WINDOW = "training-outside-window"
    DIPLOMA_REUSED = "diploma-reused"
    """One diploma number for two persons."""
    NUMBERS_RUN = "diploma-numbers-run"
    """Diploma numbers that follow each other without a gap (连号)."""
    SCAN_REUSED = "scan-reused"
    """The same file as a paper of another claim."""
    INVOICE_REUSED = "invoice-reused"
    """One invoice number in two claims."""
    ACCOUNT_SHARED = "account-shared"
    """Another enterprise has the same account."""
    HEADS_ABOVE_STAFF = "heads-above-staff"
    """More people claimed for in the programme's year than the enterprise has."""
    YOUNG_FIRM = "young-firm"
    """A firm founded shortly before, with a large first claim."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One question. `position` is the row of the roster or list of items, 0 the claim itself."""

    kind: SignalKind
    subject: str
    facts: Mapping[str, SignalFact] = field(default_factory=dict)
    position: int = 0


@dataclass(frozen=True, slots=True)
class SignalLimits:
    """Where a question begins. No document sets these figures: they are the park's own (待核实).

    `heads_permille` is people claimed for in a year by the staff, in thousandths.
    """

    heads_permille: int = 1000
    run_length: int = 5
    young_months: int = 12
    young_heads: int = 20
    young_yuan: int = 500_000
    contract_months: int = 12


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one roster says of one person; `person` is their number in the ledger."""

    person: int
    position: int
    name: str
    claim: str
    enterprise_id: int
    enterprise: str
    employed: bool = True
    """Whether the claimant employs the person; an institution only trained them."""
    hired_on: dt.date | None = None
    contract_last: dt.date | None = None
    training_first: dt.date | None = None
    training_last: dt.date | None = None
    course: str = ""
    diploma_number: str = ""


TRACED: Mapping[str, SignalKind] = {
    "age-of-retirement": SignalKind.RETIREMENT_AGE,
    "graduation-after-hire": SignalKind.STILL_STUDENT,
    "graduation-missing": SignalKind.STILL_STUDENT,
    "training-before-hire": SignalKind.TRAINING_BEFORE_HIRE,
    "training-outside-window": SignalKind.TRAINING_OUTSIDE_WINDOW,
}
"""What a row's reasoning asks already, by the code of its line."""

MOST_ALIKE = 20
"""Rows marked alike that are still asked about one by one."""
_ALIKE = frozenset(TRACED.values()) | {SignalKind.SHORT_CONTRACT}


def overlapping_classes(
    here: Iterable[Attendance], elsewhere: Iterable[Attendance]
) -> Iterator[Signal]:
    """Ask about people who sat in two different classes on one day.

    The same course in two claims is one class: enterprise and institution both claim for it.
    """
    others = _by_person(elsewhere)
    for one in here:
        for other in others.get(one.person, ()):
            days = _common_days(one, other)
            if days is None or _same_course(one, other):
                continue
            facts: dict[str, SignalFact] = {
                "name": one.name,
                "course": one.course,
                "other_course": other.course,
                "number": other.claim,
                "enterprise": other.enterprise,
                "first": days[0],
                "last": days[1],
            }
            subject = f"{one.person}:{other.claim}"
            yield Signal(SignalKind.CLASSES_OVERLAP, subject, facts, one.position)


def contracts_elsewhere(
    here: Iterable[Attendance], elsewhere: Iterable[Attendance]
) -> Iterator[Signal]:
    """Ask about people with two employers at a time: one of the two claims tells an old story."""
    others = _by_person(elsewhere)
    for one in here:
        for other in others.get(one.person, ()):
            if one.enterprise_id == other.enterprise_id or not other.employed:
                continue
            kind = _second_contract(one, other)
            if kind is not None:
                facts = _contract_facts(one, other, kind)
                yield Signal(kind, f"{one.person}:{other.claim}", facts, one.position)


def short_contracts(
    rows: Iterable[tuple[Attendance, dt.date | None]], months: int
) -> Iterator[Signal]:
    """Ask about contracts under `months`; each row comes with its contract's first day."""
    for one, first in rows:
        if first is None or one.contract_last is None or one.contract_last < first:
            continue
        found = months_inclusive(first, one.contract_last)
        if found < months:
            facts: dict[str, SignalFact] = {"name": one.name, "months": found, "limit": months}
            yield Signal(SignalKind.SHORT_CONTRACT, str(one.person), facts, one.position)


def reused_diplomas(
    here: Sequence[Attendance], elsewhere: Iterable[Attendance]
) -> Iterator[Signal]:
    """Ask about a diploma number that two persons bear, in this roster or another."""
    bearers: dict[str, list[Attendance]] = defaultdict(list)
    for one in (*elsewhere, *here):
        if one.diploma_number:
            bearers[one.diploma_number].append(one)
    for one in here:
        for other in bearers.get(one.diploma_number, ()):
            if other.person == one.person:
                continue
            low, high = sorted((one.person, other.person))
            facts: dict[str, SignalFact] = {
                "name": one.name,
                "other_name": other.name,
                "number": other.claim,
                "row": other.position,
                "diploma": one.diploma_number,
            }
            yield Signal(SignalKind.DIPLOMA_REUSED, f"{low}:{high}", facts, one.position)


_ENDS_IN_DIGITS = re.compile(r"(.*?)(\d{3,18})")


def numbers_in_a_row(here: Iterable[Attendance], length: int) -> Iterator[Signal]:
    """Ask about `length` or more diploma numbers of different persons that follow each other."""
    series: dict[tuple[str, int], dict[int, Attendance]] = defaultdict(dict)
    for one in here:
        found = _ENDS_IN_DIGITS.fullmatch(one.diploma_number)
        if found is not None:
            digits = found.group(2)
            series[found.group(1), len(digits)].setdefault(int(digits), one)
    for (prefix, width), numbers in sorted(series.items()):
        for run in _runs(sorted(numbers)):
            if len(run) >= length:
                first = numbers[run[0]]
                facts: dict[str, SignalFact] = {
                    "count": len(run),
                    "first": f"{prefix}{run[0]:0{width}}",
                    "last": f"{prefix}{run[-1]:0{width}}",
                }
                subject = f"{prefix}{run[0]:0{width}}+{len(run)}"
                yield Signal(SignalKind.NUMBERS_RUN, subject, facts, first.position)


def gathered(signals: Iterable[Signal], most: int = MOST_ALIKE) -> Iterator[Signal]:
    """Ask once about rows that the reasoning marks alike, where they are more than `most`.

    A roster without a single graduation date is one question, not a thousand.
    """
    alike: dict[SignalKind, list[Signal]] = defaultdict(list)
    for one in signals:
        alike[one.kind].append(one)
    for kind, found in alike.items():
        if len(found) <= most or kind not in _ALIKE:
            yield from found
            continue
        facts: dict[str, SignalFact] = {"count": len(found)}
        yield Signal(kind, "many", facts, min(one.position for one in found))


def heads_above_staff(heads: int, staff: int | None, year: int, permille: int) -> Signal | None:
    """Ask where a year's claims of one enterprise name more people than it has.

    `heads` are persons of all its claims of the year, each once; a staff nobody reported cannot
    be compared with.
    """
    if not staff or heads * 1000 <= staff * permille:
        return None
    facts: dict[str, SignalFact] = {"heads": heads, "staff": staff, "year": year}
    return Signal(SignalKind.HEADS_ABOVE_STAFF, str(year), facts)


def young_firm(
    founded_on: dt.date | None,
    submitted_on: dt.date,
    limits: SignalLimits,
    *,
    heads: int = 0,
    amount_cents: int = 0,
) -> Signal | None:
    """Ask about a first claim of many people, or of much money, by a firm founded shortly before.

    A claim with a roster is measured by its `heads`, one with items by its amount. Whether it is
    the first claim is for the caller to know.
    """
    large = heads >= limits.young_heads or amount_cents >= limits.young_yuan * 100
    if founded_on is None or founded_on > submitted_on or not large:
        return None
    months = months_inclusive(founded_on, submitted_on)
    if months >= limits.young_months:
        return None
    facts: dict[str, SignalFact] = {"founded": founded_on, "months": months}
    facts |= {"heads": heads} if heads else {"amount_cents": amount_cents}
    return Signal(SignalKind.YOUNG_FIRM, "first", facts)


def _by_person(rows: Iterable[Attendance]) -> dict[int, list[Attendance]]:
    found: dict[int, list[Attendance]] = defaultdict(list)
    for one in rows:
        found[one.person].append(one)
    return found


def _common_days(one: Attendance, other: Attendance) -> tuple[dt.date, dt.date] | None:
    mine, theirs = _class_days(one), _class_days(other)
    if mine is None or theirs is None:
        return None
    first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    return (first, last) if first <= last else None


def _class_days(one: Attendance) -> tuple[dt.date, dt.date] | None:
    first, last = one.training_first or one.training_last, one.training_last or one.training_first
    return None if first is None or last is None or last < first else (first, last)


def _same_course(one: Attendance, other: Attendance) -> bool:
    """Whether both sat in one class: an unnamed course is nobody's other class on equal days."""
    if one.course and other.course:
        return _bare(one.course) == _bare(other.course)
    return _class_days(one) == _class_days(other)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _second_contract(one: Attendance, other: Attendance) -> SignalKind | None:
    if one.hired_on is None or other.hired_on is None:
        return None
    if other.hired_on <= one.hired_on:
        runs = other.contract_last is not None and one.hired_on <= other.contract_last
        return SignalKind.CONTRACT_ELSEWHERE if runs else None
    left = one.contract_last is not None and other.hired_on <= one.contract_last
    return SignalKind.LEFT_EARLY if left else None


def _contract_facts(one: Attendance, other: Attendance, kind: SignalKind) -> dict[str, SignalFact]:
    facts: dict[str, SignalFact] = {
        "name": one.name,
        "number": other.claim,
        "enterprise": other.enterprise,
    }
    earlier, later = (one, other) if kind is SignalKind.LEFT_EARLY else (other, one)
    if later.hired_on is not None:
        facts["hired"] = later.hired_on
    if earlier.contract_last is not None:
        facts["until"] = earlier.contract_last
    return facts


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run = list(numbers[:1])
    for before, number in pairwise(numbers):
        if number == before + 1:
            run.append(number)
            continue
        yield run
        run = [number]
    if run:
        yield run


class SignalAnswer(StrEnum):
    """What a person found out; none of them decides the claim."""

    EXPLAINED = "explained"
    """Looked into and in order (已核实无误)."""
    CORRECTED = "corrected"
    """The claim was put right (已更正)."""
    CONFIRMED = "confirmed"
    """The doubt is founded (属实): the reviewer cuts, returns or refuses."""


SHORTEST_WORDS = 2


def check_answer(answer: SignalAnswer | None, words: str) -> str:
    """Return the words of an answer, or refuse one that says nothing."""
    problems = {}
    if answer is None:
        problems["answer"] = "required"
    if len(words.strip()) < SHORTEST_WORDS:
        problems["words"] = "signal-words-missing"
    if problems:
        raise InvalidInput(problems)
    return words.strip()


class SignalState(StrEnum):
    """Where a signal stands."""

    OPEN = "open"
    ANSWERED = "answered"
    GONE = "gone"
    """What it asked about is no longer so; it stays in the history of the claim."""


def require_open(state: SignalState) -> None:
    """Refuse an answer to what has one, or is gone."""
    if state is not SignalState.OPEN:
        raise WrongState(state=state)
