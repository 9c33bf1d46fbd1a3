"""Persons who may not be claimed for until a day (限制申报), as a rule of every row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.trainees import RosterField


@dataclass(frozen=True, slots=True)
class PersonBar:
    """One bar, as far as it binds; `until` still counts."""

    document: str
    first: dt.date
    until: dt.date
    lifted_on: dt.date | None = None
    """The first day on which it no longer holds."""

    def holds(self, day: dt.date) -> bool:
        """Whether the person may not be claimed for on `day`."""
        over = self.lifted_on is not None and self.lifted_on <= day
        return self.first <= day <= self.until and not over


def with_bar(verdict: RowVerdict, bar: PersonBar | None) -> RowVerdict:
    """Return a row's reasoning with the bar of its person: nothing is paid for them then."""
    if bar is None:
        return verdict
    facts: dict[str, Fact] = {"document": bar.document, "until": bar.until}
    line = TraceLine(Rule.BARRED, Verdict.FAIL, "person-barred", facts, None, RosterField.ID_NUMBER)
    worth = next((one for one in verdict.lines if one.rule is Rule.AMOUNT), None)
    basis = worth.basis if worth else None
    cell = RosterField.REQUESTED_CENTS
    nothing = TraceLine(Rule.AMOUNT, Verdict.FAIL, "amount-withheld", {}, basis, cell)
    kept = tuple(one for one in verdict.lines if one.rule is not Rule.AMOUNT)
    worst = Verdict.FAIL if verdict.verdict.payable else verdict.verdict
    return RowVerdict(worst, 0, (*kept, line, nothing))
