"""The kinds of rule that judge one person: each a function of a few cells and one figure.

Each says where it was read: the document, the register mark of our reading (S5 and the like) and
how well it is known (`Mark`). The figures that it compares with are the programme's own, with a
source of their own; what no notice words is a check of the park's.

They are functions of values alone, so that `Judge` may remember what they gave: on a roster of
ten thousand people there are a few hundred different contracts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from parkdesk.domain import id_number
from parkdesk.domain.calendar import DateRange, add_months, months_inclusive
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.employers import Employer
from parkdesk.domain.programmes import Counting, Degree, Figure
from parkdesk.domain.trainees import OPEN_ENDED, Assessment, RosterField, ServiceLine

Fact: TypeAlias = str | int | dt.date | DateRange | StrEnum | None
Limit: TypeAlias = Fact | tuple[str, ...]
"""What a figure of a programme may hold."""


class Rule(StrEnum):
    """The kinds of rule, in the order in which a row's reasoning is read."""

    CELLS = "cells"
    NAME = "name"
    ID_NUMBER = "id-number"
    DEGREE = "degree"
    NEW_HIRE = "new-hire"
    CONTRACT = "contract"
    EMPLOYER = "employer"
    WORK = "work"
    ASSESSMENT = "assessment"
    AGE = "age"
    GRADUATION = "graduation"
    TRAINING = "training"
    REPEAT = "repeat"
    BARRED = "barred"
    STANDING = "standing"
    THRESHOLD = "threshold"
    GRADUATES = "graduates"
    CLEAN_YEARS = "clean-years"
    HEADS = "heads"
    NAMED = "named"
    LEVEL = "level"
    EVENT = "event"
    FEE = "fee"
    PAPERS = "papers"
    PAID = "paid"
    ITEMS = "items"
    INVESTMENT = "investment"
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
        return self is Verdict.PASS or self is Verdict.WARN


@dataclass(frozen=True, slots=True)
class TraceLine:
    """What one rule found.

    `code` and `facts` make the sentence, `remedy` and `facts` the one that says what would do.
    `cell` is where to look. `basis` is the figure that the rule compared with.
    """

    rule: Rule
    verdict: Verdict
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    basis: Figure[Limit] | None = None
    cell: RosterField | None = None
    remedy: str = ""
    amount_cents: int = 0


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A place where the same person is claimed for on the same track.

    `on` is the day of the payment; before it that of the decision, of handing in, or of the start.
    """

    number: str
    programme: str
    year: int
    enterprise: str
    state: ClaimState
    amount_cents: int
    on: dt.date


def earliest_end(first: dt.date, months: int, counting: Counting) -> dt.date:
    """Return the first last day that gives a contract from `first` its `months`."""
    end = add_months(first, months)
    return end if counting is Counting.FULL_DATES else end - dt.timedelta(days=1)


def contract_months(first: dt.date, last: dt.date, counting: Counting) -> int:
    """Return a contract's whole months by the programme's way of counting."""
    if counting is Counting.FULL_DATES and last > first:
        return months_inclusive(first, last - dt.timedelta(days=1))
    return 0 if counting is Counting.FULL_DATES else months_inclusive(first, last)


def id_line(number: str, today: dt.date) -> TraceLine:
    """Judge the identity number by itself (GB 11643-1999; S89, A)."""
    cell = RosterField.ID_NUMBER
    reading = id_number.read(number, today)
    if reading.problem is not None:
        facts: dict[str, Fact] = {"expected": reading.expected, "length": reading.length}
        remedy = "id-check-would-be" if reading.expected else ""
        code = reading.problem.value
        return TraceLine(Rule.ID_NUMBER, Verdict.FAIL, code, facts, None, cell, remedy)
    if reading.doubts:
        code = reading.doubts[0].value
        return TraceLine(Rule.ID_NUMBER, Verdict.WARN, code, {}, None, cell)
    # The year alone: the day of birth and the digits that a mask leaves give the number away.
    facts = {"year": reading.birth.year if reading.birth else None, "sex": reading.sex}
    return TraceLine(Rule.ID_NUMBER, Verdict.PASS, "id-right", facts, None, cell)


def degree_line(basis: Figure[Degree], degree: Degree | None) -> TraceLine:
    """Judge the highest education against the programme's minimum.

    大学（含大专）以上: 财企[2009]44号 (S5, A), and so the notices after it (S31, S33).
    """
    facts: dict[str, Fact] = {"degree": degree, "limit": basis.value}
    cell = RosterField.DEGREE
    if degree is None:
        return TraceLine(Rule.DEGREE, Verdict.FAIL, "degree-missing", facts, basis, cell)
    if degree.rank < basis.value.rank:
        return TraceLine(Rule.DEGREE, Verdict.FAIL, "degree-too-low", facts, basis, cell)
    return TraceLine(Rule.DEGREE, Verdict.PASS, "degree-enough", facts, basis, cell)


def hire_line(basis: Figure[DateRange] | None, today: dt.date, hired: dt.date | None) -> TraceLine:
    """Judge the day of hire against the programme's window.

    新录用: 财企[2009]44号 supports those hired within its window (S5, S30, A).
    """
    cell = RosterField.HIRED_ON
    if hired is None:
        return TraceLine(Rule.NEW_HIRE, Verdict.FAIL, "hired-missing", {}, basis, cell)
    facts: dict[str, Fact] = {"hired": hired}
    if basis is None:
        return TraceLine(Rule.NEW_HIRE, Verdict.WARN, "window-unknown", facts, None, cell)
    facts |= {"first": basis.value.first, "last": basis.value.last}
    if hired not in basis.value:
        code = "hired-outside-window"
        return TraceLine(Rule.NEW_HIRE, Verdict.FAIL, code, facts, basis, cell)
    if hired > today:
        return TraceLine(Rule.NEW_HIRE, Verdict.WARN, "hired-in-future", facts, basis, cell)
    return TraceLine(Rule.NEW_HIRE, Verdict.PASS, "hired-in-window", facts, basis, cell)


def contract_line(
    basis: Figure[int], counting: Counting, first: dt.date | None, last: dt.date | None
) -> TraceLine:
    """Judge the labour contract's length by the programme's counting.

    《劳动合同》1年以上: 财企[2009]44号 (S5, S30, A). Whether both days count no notice says (D).
    """
    cell = RosterField.CONTRACT_LAST
    if first is None:
        start = RosterField.CONTRACT_FIRST
        return TraceLine(Rule.CONTRACT, Verdict.FAIL, "contract-start-missing", {}, basis, start)
    until = earliest_end(first, basis.value, counting)
    facts: dict[str, Fact] = {"first": first, "last": last, "limit": basis.value, "until": until}
    if last is not None and first <= last < OPEN_ENDED:
        facts["months"] = contract_months(first, last, counting)
    verdict, code = _contract_verdict(first, last, until, basis.value)
    remedy = "contract-until" if verdict is Verdict.FAIL else ""
    return TraceLine(Rule.CONTRACT, verdict, code, facts, basis, cell, remedy)


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


def employer_line(basis: Figure[bool], written: str, known: Employer | None) -> TraceLine:
    """Judge with whom an institution's trainee has signed: an outsourcing enterprise.

    财企[2009]44号 asks that whom an institution trained signs for a year or more with such an
    enterprise (S5, S33, A); the year is judged by `contract_line`. The register knows the park's
    enterprises: of another one somebody has to see the papers.
    """
    cell = RosterField.EMPLOYER
    if not written:
        return TraceLine(Rule.EMPLOYER, Verdict.FAIL, "employer-missing", {}, basis, cell)
    facts: dict[str, Fact] = {"employer": written}
    if known is None:
        code = "employer-not-in-register"
        return TraceLine(Rule.EMPLOYER, Verdict.WARN, code, facts, basis, cell)
    facts = {"employer": known.name, "line": known.line}
    return TraceLine(Rule.EMPLOYER, Verdict.PASS, "employer-outsourcing", facts, basis, cell)


def work_line(basis: Figure[bool], line: ServiceLine | None) -> TraceLine:
    """Judge whether the person does outsourcing work.

    从事服务外包工作: 财企[2009]44号 (S5, A).
    """
    facts: dict[str, Fact] = {"line": line}
    cell = RosterField.SERVICE_LINE
    if line is None:
        return TraceLine(Rule.WORK, Verdict.FAIL, "work-missing", facts, basis, cell)
    if line is ServiceLine.NONE:
        return TraceLine(Rule.WORK, Verdict.FAIL, "work-not-outsourcing", facts, basis, cell)
    return TraceLine(Rule.WORK, Verdict.PASS, "work-outsourcing", facts, basis, cell)


def assessment_line(
    basis: Figure[bool] | None,
    limit: Figure[int] | None,
    outcome: Assessment | None,
    score_tenths: int | None,
) -> TraceLine | None:
    """Judge the assessment (考核): asked of the institution's trainees, else only looked at.

    财企[2009]44号 asks institutions for it (S5, S33, A); no notice that was read has a pass mark.
    A bare score is judged by the programme's pass mark, and both are told: whoever reads the line
    can compare them.
    """
    asked = basis is not None and basis.value
    if outcome is None and score_tenths is not None and limit is not None:
        return _scored(limit, score_tenths, asked=asked)
    verdict, code = _assessed(outcome, asked=asked, scored=score_tenths is not None)
    if not code:
        return None
    facts: dict[str, Fact] = {"score_tenths": score_tenths}
    return TraceLine(Rule.ASSESSMENT, verdict, code, facts, basis, RosterField.ASSESSMENT)


def _scored(limit: Figure[int], score_tenths: int, *, asked: bool) -> TraceLine:
    if score_tenths >= limit.value * 10:
        verdict, code = Verdict.PASS, "score-enough"
    elif asked:
        verdict, code = Verdict.FAIL, "score-too-low"
    else:
        verdict, code = Verdict.WARN, "score-too-low-not-asked"
    facts: dict[str, Fact] = {"score_tenths": score_tenths, "limit": limit.value}
    return TraceLine(Rule.ASSESSMENT, verdict, code, facts, limit, RosterField.SCORE_TENTHS)


def _assessed(outcome: Assessment | None, *, asked: bool, scored: bool) -> tuple[Verdict, str]:
    if outcome is Assessment.PASSED:
        return Verdict.PASS, "assessment-passed"
    if outcome is Assessment.FAILED:
        code = "assessment-failed" if asked else "assessment-failed-not-asked"
        return Verdict.FAIL if asked else Verdict.WARN, code
    if not asked:
        return Verdict.PASS, ""
    # The programme names no pass mark, so a bare score cannot be judged here.
    if scored:
        return Verdict.WARN, "assessment-score-only"
    return Verdict.FAIL, "assessment-missing"


def age_line(basis: Figure[int], number: str, day: dt.date) -> TraceLine | None:
    """Signal a person of an age to be retired: a classical false trainee.

    No notice: the audit of 22 provinces in 2022 found them (审计署; S100, B); the age is D.
    """
    if not id_number.holds(number):
        return None
    age = id_number.age_on(id_number.birth_date(number), day)
    if age < basis.value:
        return None
    facts: dict[str, Fact] = {"age": age, "limit": basis.value}
    cell = RosterField.ID_NUMBER
    return TraceLine(Rule.AGE, Verdict.WARN, "age-of-retirement", facts, basis, cell)


def graduation_line(graduated: dt.date | None, hired: dt.date | None) -> TraceLine | None:
    """Signal somebody who may still be a student: graduation unknown, or after the hire.

    No notice: enrolled students were found by the same audit of 2022 (审计署; S100, B).
    """
    cell = RosterField.GRADUATED_ON
    if graduated is None:
        return TraceLine(Rule.GRADUATION, Verdict.WARN, "graduation-missing", {}, None, cell)
    if hired is None:
        return None
    facts: dict[str, Fact] = {"graduated": graduated, "hired": hired}
    if graduated > hired:
        code = "graduation-after-hire"
        return TraceLine(Rule.GRADUATION, Verdict.WARN, code, facts, None, cell)
    return TraceLine(Rule.GRADUATION, Verdict.PASS, "graduation-before-hire", facts, None, cell)


def training_line(
    window: Figure[DateRange] | None,
    first: dt.date | None,
    last: dt.date | None,
    not_before: dt.date | None,
) -> TraceLine | None:
    """Judge the days of training; `not_before` is the hire where that matters.

    No notice words it: a check of the park's own (D), against the programme's window.
    """
    begin, end, cell = first or last, last or first, RosterField.TRAINING_FIRST
    if begin is None or end is None:
        return None
    facts: dict[str, Fact] = {"first": begin, "last": end}
    if end < begin:
        return TraceLine(Rule.TRAINING, Verdict.FAIL, "training-ends-first", facts, None, cell)
    if not_before is not None and begin < not_before:
        facts["hired"] = not_before
        return TraceLine(Rule.TRAINING, Verdict.WARN, "training-before-hire", facts, None, cell)
    if window is not None and not (begin in window.value and end in window.value):
        facts |= {"window_first": window.value.first, "window_last": window.value.last}
        code = "training-outside-window"
        return TraceLine(Rule.TRAINING, Verdict.WARN, code, facts, window, cell)
    return TraceLine(Rule.TRAINING, Verdict.PASS, "training-dates-right", facts, window, cell)


def amount_line(basis: Figure[int] | None, asked_cents: int | None) -> TraceLine:
    """Return what a payable row is worth: what was asked for, up to the limit.

    不超过: 财企[2009]44号 names 4,500 yuan a new hire and 500 a trainee as a most (S5, A).
    """
    cell = RosterField.REQUESTED_CENTS
    if basis is None:
        return TraceLine(Rule.AMOUNT, Verdict.FAIL, "cap-unknown", {}, None, cell)
    cap = basis.value
    verdict, code, amount = Verdict.PASS, "amount-cap", cap
    if asked_cents is not None and asked_cents > cap:
        verdict, code = Verdict.WARN, "amount-cut-to-cap"
    elif asked_cents is not None:
        code, amount = "amount-asked", asked_cents
    facts: dict[str, Fact] = {
        "amount_cents": amount,
        "limit_cents": cap,
        "asked_cents": asked_cents,
    }
    return TraceLine(Rule.AMOUNT, verdict, code, facts, basis, cell, "", amount)
