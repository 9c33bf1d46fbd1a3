"""Persons who may not be claimed for until a day (限制申报), as a rule of every row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.trainees import RosterField


class BarState(StrEnum):
    """What a bar is on a day."""

    COMING = "coming"
    HOLDING = "holding"
    """限制申报中"""
    OVER = "over"
    LIFTED = "lifted"


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

    def state(self, day: dt.date) -> BarState:
        """Return what it is on `day`."""
        if self.holds(day):
            return BarState.HOLDING
        if self.lifted_on is not None and self.lifted_on <= day:
            return BarState.LIFTED
        return BarState.COMING if day < self.first else BarState.OVER


@dataclass(frozen=True, slots=True)
class SaveBar:
    """What a person says of a bar that no clawback brought."""

    id_number: str
    document_number: str
    reason: str
    from_on: dt.date | None
    until_on: dt.date | None


def check_bar(form: SaveBar) -> dict[str, str]:
    """Return what is wrong with a bar, by field; whose number it is, is looked up elsewhere."""
    problems: dict[str, str] = {}
    if not form.document_number.strip():
        problems["document_number"] = "required"
    if says_too_little(form.reason):
        problems["reason"] = "reason-missing"
    if form.from_on is None:
        problems["from_on"] = "required"
    if form.until_on is None:
        problems["until_on"] = "required"
    elif form.from_on is not None and form.until_on < form.from_on:
        problems["until_on"] = "barred-until-before"
    return problems


def check_bar_lifting(
    first: dt.date, lifted_on: dt.date | None, today: dt.date, why: str
) -> dict[str, str]:
    """Return what is wrong with the lifting of a bar, by field; no day ahead is taken."""
    problems: dict[str, str] = {}
    if lifted_on is None:
        problems["lifted_on"] = "required"
    elif not first <= lifted_on <= today:
        problems["lifted_on"] = "lifted-outside"
    if says_too_little(why):
        problems["reason"] = "reason-missing"
    return problems


def with_bar(verdict: RowVerdict, bar: PersonBar | None) -> RowVerdict:
    """Return a row's reasoning with the bar of its person: nothing is paid for them then.

    取消以后年度申报资格: 财企[2011]69号 (S7, A); the line names the document of the bar itself.
    """
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
