"""Whether one person on a roster can be paid for, with the whole reasoning.

Each rule gives a line: fact, limit, basis (document and clause of the figure used), verdict and,
where something can be done, what would make it pass. The amount of a row is the sum of its lines.
Nothing here is a sentence: lines carry codes and facts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from operator import attrgetter
from typing import TypeVar

from parkdesk.domain import eligibility_rules as rules
from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility_rules import (
    Fact,
    OtherClaim,
    Rule,
    TraceLine,
    Verdict,
    contract_months,
    earliest_end,
)
from parkdesk.domain.employers import Employers
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.programmes import Figure, Programme, Repeat, Track
from parkdesk.domain.trainees import RosterField, Trainee

__all__ = [
    "Judge",
    "OtherClaim",
    "RosterTotals",
    "RowVerdict",
    "Rule",
    "TraceLine",
    "Verdict",
    "contract_months",
    "deciding_line",
    "earliest_end",
    "repeated_rows",
    "totals",
]

_REMEMBERED = 4096
_MOST_ALIKE = 65_536
LineT = TypeVar("LineT")


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
    """A roster in figures.

    `payable` are those who are given money: a person for whom nothing is asked takes no place
    under a ceiling of heads (人数上限), which says how many are supported: Chengdu 2011, at most
    100 people after a year of US$ 0.1 to 1 million.
    """

    heads: int = 0
    payable: int = 0
    warned: int = 0
    refused: int = 0
    amount_cents: int = 0


def deciding_line(verdict: RowVerdict) -> TraceLine:
    """Return the gravest line of a row's reasoning, the first of equal ones; else its amount's."""
    return max(verdict.problems, key=lambda line: _GRAVITY[line.verdict], default=verdict.lines[-1])


def totals(verdicts: Iterable[RowVerdict]) -> RosterTotals:
    """Return the heads and the sum of the rows that can be paid for."""
    rows = tuple(verdicts)
    found = Counter(row.verdict for row in rows)
    refused = sum(count for verdict, count in found.items() if not verdict.payable)
    payable = sum(1 for row in rows if row.verdict.payable and row.amount_cents)
    amount = sum(row.amount_cents for row in rows)
    return RosterTotals(len(rows), payable, found[Verdict.WARN], refused, amount)


def repeated_rows(
    rows: Sequence[Trainee], person_of: Mapping[str, str] | None = None
) -> dict[int, int]:
    """Return, by place from 0, the number from 1 of the earlier row with the same identity.

    `person_of` gives one number for all that somebody found to be one person's.
    """
    meant = person_of or {}
    numbers = [row.id_number for row in rows if row.id_number]
    if not meant and len(set(numbers)) == len(numbers):
        return {}
    first_rows: dict[str, int] = {}
    repeats = {}
    for place, row in enumerate(rows):
        person = meant.get(row.id_number, row.id_number)
        if person and first_rows.setdefault(person, place) != place:
            repeats[place] = first_rows[person] + 1
    return repeats


class Judge:
    """Applies one programme and track on one day; holds no state of a roster.

    `employers` are the register's enterprises: an institution's rules ask who hired somebody.
    Rows in which the rules see the same are judged once, and share their reasoning.
    """

    def __init__(
        self,
        programme: Programme,
        track: Track,
        today: dt.date,
        employers: Employers | None = None,
    ) -> None:
        self._programme = programme
        self._track = track
        self._today = today
        self._cap = programme.cap_cents.get(track)
        self._hire = _kept(rules.hire_line, programme.window, today)
        self._graduation = _kept(rules.graduation_line)
        self._training = _kept(rules.training_line, programme.window)
        self._worth = _kept(rules.amount_line, self._cap)
        self._assessment = _kept(
            rules.assessment_line, programme.assessment.get(track), programme.pass_score
        )
        self._degree = None
        if programme.degree is not None:
            self._degree = _kept(rules.degree_line, programme.degree)
        self._contract = None
        if programme.contract_months is not None:
            self._contract = _kept(
                rules.contract_line, programme.contract_months, programme.counting.value
            )
        self._work = None
        if programme.outsourcing_work is not None and programme.outsourcing_work.value:
            self._work = _kept(rules.work_line, programme.outsourcing_work)
        self._employer = None
        asked = programme.outsourcing_employer
        if track is Track.INSTITUTION and asked is not None and asked.value:
            self._employer = _kept(_employer_line, asked, employers or {})
        self._alike: dict[Hashable, RowVerdict] = {}
        cell = RosterField.ID_NUMBER
        self._claimed_once = TraceLine(
            Rule.REPEAT, Verdict.PASS, "repeat-none", {}, programme.repeat, cell
        )

    def judge(
        self, row: Trainee, others: Sequence[OtherClaim] = (), same_as_row: int = 0
    ) -> RowVerdict:
        """Return the reasoning for one row.

        `others` are the claims that hold the person already; `same_as_row` is the number of an
        earlier row of this roster with the same identity number, 0 for none.
        """
        return self._judge(row, others, same_as_row, holds=id_number.holds(row.id_number))

    def _judge(
        self, row: Trainee, others: Sequence[OtherClaim], same_as_row: int, *, holds: bool
    ) -> RowVerdict:
        if row.unread or others or same_as_row:
            return self._judged(row, others, same_as_row)
        return self._judged_alone(row, holds=holds)

    def _judged_alone(self, row: Trainee, *, holds: bool) -> RowVerdict:
        seen = None if row.unread or not holds else self._seen(row)
        if seen is None:
            return self._judged(row, (), 0)
        found = self._alike.get(seen)
        if found is None:
            found = self._judged(row, (), 0)
            if len(self._alike) < _MOST_ALIKE:
                self._alike[seen] = found
        return found

    def judge_roster(
        self,
        rows: Sequence[Trainee],
        others: Mapping[str, Sequence[OtherClaim]] | None = None,
        person_of: Mapping[str, str] | None = None,
        holding: Container[str] | None = None,
    ) -> tuple[RowVerdict, ...]:
        """Return the reasoning for every row; `others` is keyed by the normalised number.

        `person_of` gives one number for all that somebody found to be one person's. `holding` are
        those of the rows' numbers that hold, where that is known already.
        """
        known = others or {}
        repeats = repeated_rows(rows, person_of)
        if holding is None:
            holding = {row.id_number for row in rows if id_number.holds(row.id_number)}
        if not known and not repeats:
            return tuple(self._judged_alone(row, holds=row.id_number in holding) for row in rows)
        return tuple(
            self._judge(
                row,
                known.get(row.id_number, ()),
                repeats.get(place, 0),
                holds=row.id_number in holding,
            )
            for place, row in enumerate(rows)
        )

    def _seen(self, row: Trainee) -> Hashable | None:
        """Return all that the rules see of a row that stands alone; None where they need it whole.

        Its number holds. Of one that is clear they see the year of birth and the sex, and the day
        of birth only where somebody may be of an age to be retired.
        """
        number = row.id_number
        if not id_number.is_clear(number, self._today):
            return None
        retirement = self._programme.retirement_age
        if retirement is not None:
            day = row.hired_on or self._today
            if day.year - int(number[6:10]) >= retirement.value:
                return None
        return number[6:10], number[16] in _ODD, bool(row.name), _CELLS_OF_RULES(row)

    def _judged(self, row: Trainee, others: Sequence[OtherClaim], same_as_row: int) -> RowVerdict:
        found = self._unread(row) if row.unread else self._rules(row)
        lines = [line for line in found if line is not None]
        if row.id_number:
            lines.append(self._repeat(others, same_as_row))
        worst = max((line.verdict for line in lines), key=_GRAVITY.__getitem__)
        if worst.payable:
            amount = self._worth(row.requested_cents)
            worst = max(worst, amount.verdict, key=_GRAVITY.__getitem__)
        else:
            lines = self._with_prospect(row, lines)
            cell = RosterField.REQUESTED_CENTS
            amount = TraceLine(Rule.AMOUNT, worst, "amount-withheld", {}, self._cap, cell)
        lines.append(amount)
        return RowVerdict(worst, amount.amount_cents, tuple(lines))

    def _rules(self, row: Trainee) -> list[TraceLine | None]:
        enterprise = self._track is Track.ENTERPRISE
        retirement = self._programme.retirement_age
        return [
            None if row.name else _NAME_MISSING,
            rules.id_line(row.id_number, self._today),
            self._degree(row.degree) if self._degree else None,
            self._hire(row.hired_on) if enterprise else None,
            self._contract(row.contract_first, row.contract_last) if self._contract else None,
            self._employer(row.employer) if self._employer else None,
            self._work(row.service_line) if self._work else None,
            self._assessment(row.assessment, row.score_tenths),
            None
            if retirement is None
            else rules.age_line(retirement, row.id_number, row.hired_on or self._today),
            self._graduation(row.graduated_on, row.hired_on),
            self._training(
                row.training_first, row.training_last, row.hired_on if enterprise else None
            ),
        ]

    def _unread(self, row: Trainee) -> list[TraceLine | None]:
        """Report what cannot be read, and only those rules that do not look at such a cell."""
        cells = [RosterField(name) for name in row.unread]
        facts: dict[str, Fact] = {"field": cells[0], "count": len(cells)}
        report = TraceLine(Rule.CELLS, Verdict.FAIL, "cell-not-readable", facts, None, cells[0])
        blind = {rule for cell in cells for rule in _LOOKING_AT.get(cell, ())}
        kept = [line for line in self._rules(row) if line is not None and line.rule not in blind]
        return [report, *kept]

    def _repeat(self, others: Sequence[OtherClaim], same_as_row: int) -> TraceLine:
        # One person, one track, one programme: derived from the notices (D), none words it.
        basis, cell = self._programme.repeat, RosterField.ID_NUMBER
        if same_as_row:
            facts: dict[str, Fact] = {"row": same_as_row}
            code = "repeat-in-roster"
            return TraceLine(Rule.REPEAT, Verdict.DUPLICATE, code, facts, basis, cell)
        other = min(others, key=self._weight, default=None) if others else None
        if other is None or other.state in _ENDED:
            return self._claimed_once
        facts = {
            "number": other.number,
            "enterprise": other.enterprise,
            "year": other.year,
            "state": other.state,
            "amount_cents": other.amount_cents,
            "on": other.on,
        }
        if self._refuses(other):
            code = "repeat-claimed"
            return TraceLine(Rule.REPEAT, Verdict.DUPLICATE, code, facts, basis, cell)
        code = "repeat-earlier-programme" if other.state.binding else "repeat-in-draft"
        return TraceLine(Rule.REPEAT, Verdict.WARN, code, facts, basis, cell)

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
            other.state in _ENDED,
            other.number,
        )

    def _with_prospect(self, row: Trainee, lines: list[TraceLine]) -> list[TraceLine]:
        """Say what the row would be worth where one remedy alone would make it payable."""
        failing = [line for line in lines if not line.verdict.payable]
        prospect = self._worth(row.requested_cents).amount_cents
        if len(failing) != 1 or not failing[0].remedy or not prospect:
            return lines
        better = replace(
            failing[0],
            facts={**failing[0].facts, "amount_cents": prospect},
            remedy=f"{failing[0].remedy}-pays",
        )
        return [better if line is failing[0] else line for line in lines]


_ODD = frozenset("13579")
_ENDED = frozenset({ClaimState.REJECTED, ClaimState.WITHDRAWN})
"""States of a claim that asks for nobody any more and never will."""
_CELLS_OF_RULES = attrgetter(
    "degree",
    "graduated_on",
    "employer",
    "hired_on",
    "contract_first",
    "contract_last",
    "service_line",
    "training_first",
    "training_last",
    "assessment",
    "score_tenths",
    "requested_cents",
)
"""The cells that the rules look at, name and number apart."""
_GRAVITY = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2, Verdict.DUPLICATE: 3}
_NAME_MISSING = TraceLine(Rule.NAME, Verdict.FAIL, "name-missing", {}, None, RosterField.NAME)
_LOOKING_AT: Mapping[RosterField, tuple[Rule, ...]] = {
    RosterField.NAME: (Rule.NAME,),
    RosterField.DEGREE: (Rule.DEGREE,),
    RosterField.GRADUATED_ON: (Rule.GRADUATION,),
    RosterField.HIRED_ON: (Rule.NEW_HIRE, Rule.GRADUATION, Rule.TRAINING),
    RosterField.CONTRACT_FIRST: (Rule.CONTRACT,),
    RosterField.CONTRACT_LAST: (Rule.CONTRACT,),
    RosterField.EMPLOYER: (Rule.EMPLOYER,),
    RosterField.SERVICE_LINE: (Rule.WORK,),
    RosterField.TRAINING_FIRST: (Rule.TRAINING,),
    RosterField.TRAINING_LAST: (Rule.TRAINING,),
    RosterField.ASSESSMENT: (Rule.ASSESSMENT,),
    RosterField.SCORE_TENTHS: (Rule.ASSESSMENT,),
}


def _employer_line(asked: Figure[bool], employers: Employers, written: str) -> TraceLine:
    return rules.employer_line(asked, written, employers.get(name_key(written)))


def _kept(rule: Callable[..., LineT], *figures: object) -> Callable[..., LineT]:
    """Return `rule` with its figures filled in, remembering the last few thousand answers."""
    return lru_cache(maxsize=_REMEMBERED)(partial(rule, *figures))
