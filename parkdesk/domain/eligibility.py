"""Whether one person on a roster can be paid for, with the whole reasoning.

Each rule gives a line: fact, limit, basis (document and clause of the figure used), verdict and,
where something can be done, what would make it pass. The amount of a row is the sum of its lines.
Nothing here is a sentence: lines carry codes and facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from parkdesk.domain import id_number
from parkdesk.domain.calendar import add_months, months_inclusive
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.programmes import Counting, Figure, Programme, Repeat, Track
from parkdesk.domain.trainees import OPEN_ENDED, Assessment, RosterField, ServiceLine, Trainee


class Rule(StrEnum):
    """The kinds of rule, in the order in which a row's reasoning is read."""

    CELLS = "cells"
    NAME = "name"
    ID_NUMBER = "id-number"
    DEGREE = "degree"
    NEW_HIRE = "new-hire"
    CONTRACT = "contract"
    WORK = "work"
    ASSESSMENT = "assessment"
    AGE = "age"
    GRADUATION = "graduation"
    TRAINING = "training"
    REPEAT = "repeat"
    AMOUNT = "amount"


class Verdict(StrEnum):
    """What a rule, or all of a row's rules together, say."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    WARN = "warn"
    """Payable, but somebody must look: a signal, not a refusal."""
    FAIL = "fail"
    DUPLICATE = "duplicate"
    """Not payable because the person is claimed for already."""

    @property
    def payable(self) -> bool:
        """Whether money can be asked for under this verdict."""
        return self in {Verdict.PASS, Verdict.WARN}


class TraceLine(NamedTuple):
    """What one rule found.

    `code` and `facts` make the sentence, `remedy` and `facts` the one that says what would do.
    `field` is the cell to look at. `basis` is the figure that the rule compared with.
    """

    rule: Rule
    verdict: Verdict
    code: str
    facts: Mapping[str, Any]
    basis: Figure[Any] | None = None
    field: RosterField | None = None
    remedy: str = ""
    amount_cents: int = 0


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A place where the same person is claimed for on the same track."""

    number: str
    programme: str
    year: int
    enterprise: str
    state: ClaimState
    amount_cents: int


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """A row's reasoning, its outcome and its amount."""

    verdict: Verdict
    amount_cents: int
    lines: tuple[TraceLine, ...]

    @property
    def problems(self) -> tuple[TraceLine, ...]:
        """The lines that did not simply pass; the amount's own line only where it says more."""
        return tuple(
            line
            for line in self.lines
            if line.verdict is not Verdict.PASS and line.code != "amount-withheld"
        )


@dataclass(frozen=True, slots=True)
class RosterTotals:
    """A roster in figures."""

    heads: int = 0
    payable: int = 0
    warned: int = 0
    refused: int = 0
    amount_cents: int = 0


def totals(verdicts: Iterable[RowVerdict]) -> RosterTotals:
    """Return the heads and the sum of the rows that can be paid for."""
    heads = payable = warned = amount = 0
    for row in verdicts:
        heads += 1
        payable += row.verdict.payable
        warned += row.verdict is Verdict.WARN
        amount += row.amount_cents
    return RosterTotals(heads, payable, warned, heads - payable, amount)


def earliest_end(first: dt.date, months: int, counting: Counting) -> dt.date:
    """Return the first last day that gives a contract from `first` its `months`."""
    end = add_months(first, months)
    return end if counting is Counting.FULL_DATES else end - dt.timedelta(days=1)


def contract_months(first: dt.date, last: dt.date, counting: Counting) -> int:
    """Return a contract's whole months by the programme's way of counting."""
    if counting is Counting.FULL_DATES and last > first:
        return months_inclusive(first, last - dt.timedelta(days=1))
    return 0 if counting is Counting.FULL_DATES else months_inclusive(first, last)


class Judge:
    """Applies one programme and track on one day; holds no state of a roster."""

    def __init__(self, programme: Programme, track: Track, today: dt.date) -> None:
        self._programme = programme
        self._track = track
        self._today = today
        rules: dict[Rule, _RuleFunction] = {
            Rule.CELLS: self._cells,
            Rule.NAME: self._name,
            Rule.ID_NUMBER: self._id_number,
            Rule.DEGREE: self._degree,
            Rule.NEW_HIRE: self._new_hire,
            Rule.CONTRACT: self._contract,
            Rule.WORK: self._work,
            Rule.ASSESSMENT: self._assessment,
            Rule.AGE: self._age,
            Rule.GRADUATION: self._graduation,
            Rule.TRAINING: self._training,
        }
        self._rules = tuple(rules[rule] for rule in Rule if rule in rules and self._applies(rule))

    def judge(
        self, row: Trainee, others: Sequence[OtherClaim] = (), same_as_row: int = 0
    ) -> RowVerdict:
        """Return the reasoning for one row.

        `others` are the claims that hold the person already; `same_as_row` is the number of an
        earlier row of this roster with the same identity number, 0 for none.
        """
        lines = [line for rule in self._rules if (line := rule(row)) is not None]
        repeat = self._repeat(row, others, same_as_row)
        if repeat is not None:
            lines.append(repeat)
        worst = _worst(lines)
        amount = self._amount(row, worst)
        if worst is Verdict.FAIL and amount.code == "amount-withheld":
            lines = self._with_prospect(row, lines)
        lines.append(amount)
        return RowVerdict(_worst(lines), amount.amount_cents, tuple(lines))

    def judge_roster(
        self, rows: Sequence[Trainee], others: Mapping[str, Sequence[OtherClaim]] | None = None
    ) -> tuple[RowVerdict, ...]:
        """Return the reasoning for every row; `others` is keyed by the normalised number."""
        known = others or {}
        repeats = repeated_rows(rows)
        return tuple(
            self.judge(row, known.get(row.id_number, ()), repeats.get(place, 0))
            for place, row in enumerate(rows)
        )

    def _applies(self, rule: Rule) -> bool:
        programme = self._programme
        if rule is Rule.NEW_HIRE:
            return self._track is Track.ENTERPRISE
        figure = {
            Rule.DEGREE: programme.degree,
            Rule.CONTRACT: programme.contract_months,
            Rule.WORK: programme.outsourcing_work,
            Rule.AGE: programme.retirement_age,
        }
        return figure.get(rule, self) is not None

    def _cells(self, row: Trainee) -> TraceLine | None:
        if not row.unread:
            return None
        cell = RosterField(next(iter(row.unread)))
        facts = {"field": cell, "count": len(row.unread)}
        return TraceLine(Rule.CELLS, Verdict.FAIL, "cell-not-readable", facts, field=cell)

    def _name(self, row: Trainee) -> TraceLine | None:
        if row.name:
            return None
        return TraceLine(Rule.NAME, Verdict.FAIL, "name-missing", {}, field=RosterField.NAME)

    def _id_number(self, row: Trainee) -> TraceLine | None:
        cell = RosterField.ID_NUMBER
        if _unread(row, cell):
            return None
        reading = id_number.read(row.id_number, self._today)
        if reading.problem is not None:
            facts = {"expected": reading.expected, "length": reading.length}
            remedy = "id-check-would-be" if reading.expected else ""
            code = reading.problem.value
            return TraceLine(Rule.ID_NUMBER, Verdict.FAIL, code, facts, None, cell, remedy)
        if reading.doubts:
            code = reading.doubts[0].value
            return TraceLine(Rule.ID_NUMBER, Verdict.WARN, code, {}, None, cell)
        facts = {"birth": reading.birth, "sex": reading.sex}
        return TraceLine(Rule.ID_NUMBER, Verdict.PASS, "id-right", facts, None, cell)

    def _degree(self, row: Trainee) -> TraceLine | None:
        basis, cell = self._programme.degree, RosterField.DEGREE
        if basis is None or _unread(row, cell):
            return None
        if row.degree is None:
            facts: dict[str, Any] = {"limit": basis.value}
            return TraceLine(Rule.DEGREE, Verdict.FAIL, "degree-missing", facts, basis, cell)
        facts = {"degree": row.degree, "limit": basis.value}
        if row.degree.rank < basis.value.rank:
            return TraceLine(Rule.DEGREE, Verdict.FAIL, "degree-too-low", facts, basis, cell)
        return TraceLine(Rule.DEGREE, Verdict.PASS, "degree-enough", facts, basis, cell)

    def _new_hire(self, row: Trainee) -> TraceLine | None:
        basis, cell = self._programme.window, RosterField.HIRED_ON
        if _unread(row, cell):
            return None
        if row.hired_on is None:
            return TraceLine(Rule.NEW_HIRE, Verdict.FAIL, "hired-missing", {}, basis, cell)
        facts: dict[str, Any] = {"hired": row.hired_on}
        if basis is None:
            return TraceLine(Rule.NEW_HIRE, Verdict.WARN, "window-unknown", facts, None, cell)
        facts |= {"first": basis.value.first, "last": basis.value.last}
        if row.hired_on not in basis.value:
            code = "hired-outside-window"
            return TraceLine(Rule.NEW_HIRE, Verdict.FAIL, code, facts, basis, cell)
        if row.hired_on > self._today:
            return TraceLine(Rule.NEW_HIRE, Verdict.WARN, "hired-in-future", facts, basis, cell)
        return TraceLine(Rule.NEW_HIRE, Verdict.PASS, "hired-in-window", facts, basis, cell)

    def _contract(self, row: Trainee) -> TraceLine | None:
        basis = self._programme.contract_months
        if basis is None or _unread(row, RosterField.CONTRACT_FIRST, RosterField.CONTRACT_LAST):
            return None
        first, last = row.contract_first, row.contract_last
        if first is None:
            cell = RosterField.CONTRACT_FIRST
            return _line(Rule.CONTRACT, Verdict.FAIL, "contract-start-missing", {}, basis, cell)
        counting = self._programme.counting.value
        facts: dict[str, Any] = {"first": first, "last": last, "limit": basis.value}
        facts["until"] = earliest_end(first, basis.value, counting)
        if last is not None and first <= last < OPEN_ENDED:
            facts["months"] = contract_months(first, last, counting)
        verdict, code = _contract_verdict(first, last, facts["until"], basis.value)
        remedy = "contract-until" if verdict is Verdict.FAIL else ""
        cell = RosterField.CONTRACT_LAST
        return _line(Rule.CONTRACT, verdict, code, facts, basis, cell, remedy)

    def _work(self, row: Trainee) -> TraceLine | None:
        basis, cell = self._programme.outsourcing_work, RosterField.SERVICE_LINE
        if basis is None or not basis.value or _unread(row, cell):
            return None
        if row.service_line is None:
            return _line(Rule.WORK, Verdict.FAIL, "work-missing", {}, basis, cell)
        facts = {"line": row.service_line}
        if row.service_line is ServiceLine.NONE:
            return _line(Rule.WORK, Verdict.FAIL, "work-not-outsourcing", facts, basis, cell)
        return _line(Rule.WORK, Verdict.PASS, "work-outsourcing", facts, basis, cell)

    def _assessment(self, row: Trainee) -> TraceLine | None:
        basis, cell = self._programme.assessment.get(self._track), RosterField.ASSESSMENT
        if _unread(row, cell, RosterField.SCORE_TENTHS):
            return None
        asked = basis is not None and basis.value
        verdict, code = self._assessed(row, asked=asked)
        if not code:
            return None
        facts = {"score_tenths": row.score_tenths}
        if self._programme.pass_score is not None:
            facts["limit"] = self._programme.pass_score.value
        return _line(Rule.ASSESSMENT, verdict, code, facts, basis, cell)

    def _assessed(self, row: Trainee, *, asked: bool) -> tuple[Verdict, str]:
        outcome = row.assessment or self._by_score(row)
        if outcome is Assessment.PASSED:
            return Verdict.PASS, "assessment-passed"
        if outcome is Assessment.FAILED:
            return (
                (Verdict.FAIL, "assessment-failed")
                if asked
                else (Verdict.WARN, "assessment-failed-not-asked")
            )
        if not asked:
            return Verdict.PASS, ""
        if row.score_tenths is not None:
            return Verdict.WARN, "assessment-score-only"
        return Verdict.FAIL, "assessment-missing"

    def _by_score(self, row: Trainee) -> Assessment | None:
        limit = self._programme.pass_score
        if row.score_tenths is None or limit is None:
            return None
        passed = row.score_tenths >= limit.value * 10
        return Assessment.PASSED if passed else Assessment.FAILED

    def _age(self, row: Trainee) -> TraceLine | None:
        basis, cell = self._programme.retirement_age, RosterField.ID_NUMBER
        if basis is None or not id_number.holds(row.id_number):
            return None
        birth = id_number.birth_date(row.id_number)
        age = id_number.age_on(birth, row.hired_on or self._today)
        if age < basis.value:
            return None
        facts = {"age": age, "limit": basis.value}
        return _line(Rule.AGE, Verdict.WARN, "age-of-retirement", facts, basis, cell)

    def _graduation(self, row: Trainee) -> TraceLine | None:
        cell = RosterField.GRADUATED_ON
        if _unread(row, cell, RosterField.HIRED_ON):
            return None
        if row.graduated_on is None:
            return _line(Rule.GRADUATION, Verdict.WARN, "graduation-missing", {}, None, cell)
        if row.hired_on is None:
            return None
        facts = {"graduated": row.graduated_on, "hired": row.hired_on}
        if row.graduated_on > row.hired_on:
            code = "graduation-after-hire"
            return _line(Rule.GRADUATION, Verdict.WARN, code, facts, None, cell)
        return _line(Rule.GRADUATION, Verdict.PASS, "graduation-before-hire", facts, None, cell)

    def _training(self, row: Trainee) -> TraceLine | None:
        first, last, cell = row.training_first, row.training_last, RosterField.TRAINING_FIRST
        if first is None and last is None:
            return None
        facts: dict[str, Any] = {"first": first or last, "last": last or first}
        if first is not None and last is not None and last < first:
            return _line(Rule.TRAINING, Verdict.FAIL, "training-ends-first", facts, None, cell)
        if (
            self._track is Track.ENTERPRISE
            and first is not None
            and row.hired_on is not None
            and first < row.hired_on
        ):
            facts["hired"] = row.hired_on
            return _line(Rule.TRAINING, Verdict.WARN, "training-before-hire", facts, None, cell)
        window = self._programme.window
        if window is not None and not (
            facts["first"] in window.value and facts["last"] in window.value
        ):
            facts |= {"window_first": window.value.first, "window_last": window.value.last}
            code = "training-outside-window"
            return _line(Rule.TRAINING, Verdict.WARN, code, facts, window, cell)
        return _line(Rule.TRAINING, Verdict.PASS, "training-dates-right", facts, window, cell)

    def _repeat(
        self, row: Trainee, others: Sequence[OtherClaim], same_as_row: int
    ) -> TraceLine | None:
        basis, cell = self._programme.repeat, RosterField.ID_NUMBER
        if not row.id_number or _unread(row, cell):
            return None
        if same_as_row:
            facts: dict[str, Any] = {"row": same_as_row}
            return _line(Rule.REPEAT, Verdict.DUPLICATE, "repeat-in-roster", facts, basis, cell)
        other = min(others, key=self._weight, default=None)
        if other is None or other.state is ClaimState.REJECTED:
            return _line(Rule.REPEAT, Verdict.PASS, "repeat-none", {}, basis, cell)
        facts = {
            "number": other.number,
            "enterprise": other.enterprise,
            "year": other.year,
            "state": other.state,
            "amount_cents": other.amount_cents,
        }
        if self._refuses(other):
            return _line(Rule.REPEAT, Verdict.DUPLICATE, "repeat-claimed", facts, basis, cell)
        code = "repeat-earlier-programme" if other.state.binding else "repeat-in-draft"
        return _line(Rule.REPEAT, Verdict.WARN, code, facts, basis, cell)

    def _refuses(self, other: OtherClaim) -> bool:
        if not other.state.binding:
            return False
        ever = self._programme.repeat.value is Repeat.ONCE_EVER
        return ever or other.programme == self._programme.code

    def _weight(self, other: OtherClaim) -> tuple[bool, bool, bool, str]:
        """Sort the claim that matters most first."""
        return (
            not self._refuses(other),
            not other.state.binding,
            other.state is ClaimState.REJECTED,
            other.number,
        )

    def _amount(self, row: Trainee, worst: Verdict) -> TraceLine:
        basis, cell = self._programme.cap_cents.get(self._track), RosterField.REQUESTED_CENTS
        if not worst.payable:
            return _line(Rule.AMOUNT, worst, "amount-withheld", {}, basis, cell)
        if basis is None:
            return _line(Rule.AMOUNT, Verdict.FAIL, "cap-unknown", {}, None, cell)
        asked, cap = row.requested_cents, basis.value
        facts = {"amount_cents": cap, "limit_cents": cap, "asked_cents": asked}
        if asked is None:
            return TraceLine(Rule.AMOUNT, Verdict.PASS, "amount-cap", facts, basis, cell, "", cap)
        if asked > cap:
            return TraceLine(
                Rule.AMOUNT, Verdict.WARN, "amount-cut-to-cap", facts, basis, cell, "", cap
            )
        facts["amount_cents"] = asked
        return TraceLine(Rule.AMOUNT, Verdict.PASS, "amount-asked", facts, basis, cell, "", asked)

    def _with_prospect(self, row: Trainee, lines: list[TraceLine]) -> list[TraceLine]:
        """Say what the row would be worth where one remedy alone would make it payable."""
        failing = [line for line in lines if not line.verdict.payable]
        if len(failing) != 1 or not failing[0].remedy:
            return lines
        prospect = self._amount(row, Verdict.PASS).amount_cents
        if not prospect:
            return lines
        facts = {**failing[0].facts, "amount_cents": prospect}
        return [
            line._replace(facts=facts, remedy=f"{line.remedy}-pays") if line is failing[0] else line
            for line in lines
        ]


_RuleFunction = Callable[[Trainee], TraceLine | None]
_line = TraceLine
_GRAVITY = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2, Verdict.DUPLICATE: 3}


def repeated_rows(rows: Sequence[Trainee]) -> dict[int, int]:
    """Return, by place from 0, the number from 1 of the earlier row with the same identity."""
    first_rows: dict[str, int] = {}
    repeats = {}
    for place, row in enumerate(rows):
        if row.id_number and first_rows.setdefault(row.id_number, place) != place:
            repeats[place] = first_rows[row.id_number] + 1
    return repeats


def _worst(lines: Iterable[TraceLine]) -> Verdict:
    return max((line.verdict for line in lines), key=_GRAVITY.__getitem__, default=Verdict.PASS)


def _unread(row: Trainee, *cells: RosterField) -> bool:
    return bool(row.unread) and any(cell.value in row.unread for cell in cells)


def _contract_verdict(
    first: dt.date, last: dt.date | None, until: dt.date, months: int
) -> tuple[Verdict, str]:
    if last is None:
        return Verdict.FAIL, "contract-end-missing"
    if last == OPEN_ENDED:
        return Verdict.PASS, "contract-open-ended"
    if last < first:
        return Verdict.FAIL, "contract-ends-before-start"
    if last < until:
        return Verdict.FAIL, "contract-too-short"
    # On the very edge the other way of counting would refuse it: somebody must look.
    if last < earliest_end(first, months, Counting.FULL_DATES):
        return Verdict.WARN, "contract-on-the-edge"
    return Verdict.PASS, "contract-long-enough"
