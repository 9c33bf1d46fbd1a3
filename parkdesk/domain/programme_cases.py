"""Test cases of a programme: rows of facts, run through the same rules as claims.

A case keeps its facts as texts, as a clerk would type them (days 2026-05-11, amounts 4,500) or as
the code of a choice. What a case does not name is a blank, except what no rule of money is about:
the person's name and number, an employer of the register, the invoice and the bank's slip are there
unless the case says not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from parkdesk.domain import contracts, id_number, money
from parkdesk.domain.certification_claims import (
    CertificateItem,
    FundedEvent,
    judge_certificates,
)
from parkdesk.domain.certifications import EventType
from parkdesk.domain.claimants import ClaimantFacts, claimant_lines
from parkdesk.domain.eligibility import Judge, RowVerdict
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.employers import Employer, employers_by_key
from parkdesk.domain.platform_claims import PlatformItem, judge_platform
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import ClaimKind, Degree, FeeKind, ItemKind
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import PackCase
from parkdesk.domain.trainees import (
    Assessment,
    CellProblemError,
    RosterField,
    ServiceLine,
    read_day,
    typed_row,
)


class CaseFact(StrEnum):
    """The facts that a case can name besides the cells of a roster."""

    BORN = "born"
    TURNOVER_USD = "turnover_usd"
    OFFSHORE_USD = "offshore_usd"
    STAFF = "staff"
    GRADUATES = "graduates"
    HEADS = "heads"
    LAST_VIOLATION = "last_violation"
    CERTIFICATE = "certificate"
    LEVEL = "level"
    EVENT = "event"
    FEE = "fee"
    COST = "cost"
    ASKED = "asked"
    PAID_ON = "paid_on"
    INVOICE = "invoice"
    BANK_SLIP = "bank_slip"
    FUNDED_EVENTS = "funded_events"
    PLATFORM = "platform"
    COST_KIND = "cost_kind"
    JUDGED_ON = "judged_on"


_CLAIMANT = (
    CaseFact.TURNOVER_USD,
    CaseFact.OFFSHORE_USD,
    CaseFact.STAFF,
    CaseFact.GRADUATES,
    CaseFact.LAST_VIOLATION,
)
_PERSON = (
    RosterField.DEGREE,
    RosterField.GRADUATED_ON,
    RosterField.HIRED_ON,
    RosterField.CONTRACT_FIRST,
    RosterField.CONTRACT_LAST,
    RosterField.SERVICE_LINE,
    RosterField.TRAINING_FIRST,
    RosterField.TRAINING_LAST,
    RosterField.ASSESSMENT,
    RosterField.SCORE_TENTHS,
    RosterField.REQUESTED_CENTS,
    CaseFact.BORN,
)
_PAID = (
    CaseFact.COST,
    CaseFact.ASKED,
    CaseFact.PAID_ON,
    CaseFact.INVOICE,
    CaseFact.BANK_SLIP,
)
FACTS_OF: Mapping[ClaimKind, tuple[RosterField | CaseFact, ...]] = {
    ClaimKind.ENTERPRISE: (*_PERSON, CaseFact.HEADS, *_CLAIMANT, CaseFact.JUDGED_ON),
    ClaimKind.INSTITUTION: (
        *_PERSON,
        RosterField.EMPLOYER,
        CaseFact.LAST_VIOLATION,
        CaseFact.JUDGED_ON,
    ),
    ClaimKind.CERTIFICATION: (
        CaseFact.CERTIFICATE,
        CaseFact.LEVEL,
        CaseFact.EVENT,
        CaseFact.FEE,
        *_PAID,
        CaseFact.FUNDED_EVENTS,
        *_CLAIMANT,
        CaseFact.JUDGED_ON,
    ),
    ClaimKind.PLATFORM: (
        CaseFact.PLATFORM,
        CaseFact.COST_KIND,
        *_PAID,
        CaseFact.LAST_VIOLATION,
        CaseFact.JUDGED_ON,
    ),
}
"""The facts that a case of each kind may name, in the order in which they are asked for."""

CHOICES: Mapping[str, type[StrEnum]] = {
    RosterField.DEGREE.value: Degree,
    RosterField.SERVICE_LINE.value: ServiceLine,
    RosterField.ASSESSMENT.value: Assessment,
    CaseFact.EVENT.value: EventType,
    CaseFact.FEE.value: FeeKind,
    CaseFact.PLATFORM.value: Platform,
    CaseFact.COST_KIND.value: ItemKind,
}
"""The facts that are chosen: their text is the code of a member."""

_ADULT = dt.date(1995, 3, 7)
_GIVEN = "there"
_EMPLOYER = Employer("张三所在的服务外包企业", "", "", contracts.ServiceLine.ITO)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case; `unread` is the name of the first fact that cannot be read."""

    case: PackCase
    verdict: Verdict | None
    amount_cents: int
    lines: tuple[TraceLine, ...]
    unread: str = ""

    @property
    def passed(self) -> bool:
        """Whether the programme gives what the case expects."""
        return self.verdict == self.case.verdict and self.amount_cents == self.case.amount_cents


def run_cases(programme: Programme) -> tuple[CaseResult, ...]:
    """Run every test case of a programme, in their order."""
    return tuple(run_case(programme, case) for case in programme.cases)


def run_case(programme: Programme, case: PackCase) -> CaseResult:
    """Judge the row that a case describes as a claim of its kind would be judged."""
    facts = _Facts(programme.year, case.facts)
    try:
        day = facts.day(CaseFact.JUDGED_ON) or _judging_day(programme)
        row = _JUDGES[case.kind](programme, facts, day)
        claimant = _claimant_lines(programme, case, facts, day)
    except _UnreadError as error:
        return CaseResult(case, None, 0, (), error.name)
    return _result(case, row, claimant)


def _result(case: PackCase, row: RowVerdict, claimant: tuple[TraceLine, ...]) -> CaseResult:
    order = list(Verdict)
    verdicts = (row.verdict, *(line.verdict for line in claimant))
    worst = max(verdicts, key=order.index)
    amount = row.amount_cents if worst.payable else 0
    return CaseResult(case, worst, amount, (*claimant, *row.lines))


def _judging_day(programme: Programme) -> dt.date:
    """Return a day on which everything of the programme lies in the past: cases do not age."""
    last = programme.window.value.last if programme.window else dt.date(programme.year, 12, 31)
    return max(last, dt.date(programme.year, 12, 31))


class _UnreadError(Exception):
    """A fact of a case cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Facts:
    """The texts of a case, read as they are asked for."""

    def __init__(self, year: int, texts: Mapping[str, str]) -> None:
        self.year = year
        self.texts = {name: text.strip() for name, text in texts.items() if text.strip()}

    def day(self, name: CaseFact) -> dt.date | None:
        found: dt.date | None = self._read(name, lambda text: read_day(text, self.year))
        return found

    def cents(self, name: CaseFact) -> int | None:
        found: int | None = self._read(name, money.parse_amount)
        return found

    def count(self, name: CaseFact) -> int | None:
        found: int | None = self._read(name, _whole)
        return found

    def member(self, name: CaseFact) -> Any:  # noqa: ANN401 - a member of whichever enum
        return self._read(name, CHOICES[name.value])

    def text(self, name: CaseFact | RosterField, default: str = "") -> str:
        return self.texts.get(name.value, default)

    def _read(self, name: CaseFact, read: Callable[[str], Any]) -> Any:  # noqa: ANN401
        text = self.texts.get(name.value)
        if text is None:
            return None
        try:
            return read(text)
        except (ValueError, CellProblemError):
            raise _UnreadError(name.value) from None


def _person(kind: ClaimKind, programme: Programme, facts: _Facts, day: dt.date) -> RowVerdict:
    typed = {field.value: facts.texts.get(field.value, "") for field in RosterField}
    typed[RosterField.EMPLOYER.value] = _paper(facts, RosterField.EMPLOYER, _EMPLOYER.name)
    chosen = {name: typed.pop(name) for name in CHOICES if typed.get(name)}
    born = facts.day(CaseFact.BORN) or _ADULT
    row = typed_row({"name": "张三", "id_number": _number(born)} | _given(typed), programme.year)
    for name, code in chosen.items():
        try:
            member: Any = CHOICES[name](code)
        except ValueError:
            raise _UnreadError(name) from None
        row = replace(row, **{name: member})
    if row.unread:
        raise _UnreadError(next(iter(row.unread)))
    track = kind.track
    assert track is not None
    return Judge(programme, track, day, employers_by_key([_EMPLOYER])).judge(row)


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _given(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _number(born: dt.date) -> str:
    # A number of nobody: it only has to hold, and to give the day of birth.
    body = f"110105{born:%Y%m%d}015"
    return body + id_number.check_character(body)


def _certificate(programme: Programme, facts: _Facts, day: dt.date) -> RowVerdict:
    before = facts.count(CaseFact.FUNDED_EVENTS) or 0
    item = CertificateItem(
        certification_id=1,
        kind_code=facts.text(CaseFact.CERTIFICATE),
        has_levels=bool(facts.text(CaseFact.LEVEL)),
        level=facts.count(CaseFact.LEVEL),
        event=facts.member(CaseFact.EVENT),
        fee_kind=facts.member(CaseFact.FEE),
        **_paid(facts),
    )
    elsewhere = [
        FundedEvent(-place, EventType.FIRST, programme.code, "", programme.year, 0, day)
        for place in range(1, before + 1)
    ]
    return judge_certificates(programme, [item], elsewhere, day)[0]


def _platform(programme: Programme, facts: _Facts, day: dt.date) -> RowVerdict:
    platform, kind = facts.member(CaseFact.PLATFORM), facts.member(CaseFact.COST_KIND)
    return judge_platform(programme, [PlatformItem(platform, kind, **_paid(facts))], day)[0]


def _paid(facts: _Facts) -> dict[str, Any]:
    return {
        "cost_cents": facts.cents(CaseFact.COST),
        "asked_cents": facts.cents(CaseFact.ASKED),
        "invoice_number": _paper(facts, CaseFact.INVOICE),
        "bank_slip": _paper(facts, CaseFact.BANK_SLIP),
        "paid_on": facts.day(CaseFact.PAID_ON),
    }


def _paper(facts: _Facts, name: CaseFact | RosterField, default: str = _GIVEN) -> str:
    text = facts.text(name, default)
    return "" if text in NOT_THERE else text


NOT_THERE = frozenset({"-", "无", "none"})
"""What a case says of a paper, or of an employer, that is missing."""


def _claimant_lines(
    programme: Programme, case: PackCase, facts: _Facts, day: dt.date
) -> tuple[TraceLine, ...]:
    """Return the lines about the claimant that the case gives facts for, and no others."""
    named = {
        Rule.THRESHOLD: (CaseFact.TURNOVER_USD, CaseFact.OFFSHORE_USD),
        Rule.GRADUATES: (CaseFact.STAFF, CaseFact.GRADUATES),
        Rule.CLEAN_YEARS: (CaseFact.LAST_VIOLATION,),
        Rule.HEADS: (CaseFact.HEADS,),
    }
    wanted = {
        rule for rule, names in named.items() if any(name.value in facts.texts for name in names)
    }
    known = ClaimantFacts(
        turnover_usd_cents=facts.cents(CaseFact.TURNOVER_USD),
        offshore_usd_cents=facts.cents(CaseFact.OFFSHORE_USD),
        staff=facts.count(CaseFact.STAFF),
        graduates=facts.count(CaseFact.GRADUATES),
        last_violation_on=facts.day(CaseFact.LAST_VIOLATION),
    )
    heads = facts.count(CaseFact.HEADS) or 0
    lines = claimant_lines(programme, case.kind, known, heads, day)
    return tuple(line for line in lines if line.rule in wanted)


_JUDGES: Mapping[ClaimKind, Callable[[Programme, _Facts, dt.date], RowVerdict]] = {
    ClaimKind.ENTERPRISE: partial(_person, ClaimKind.ENTERPRISE),
    ClaimKind.INSTITUTION: partial(_person, ClaimKind.INSTITUTION),
    ClaimKind.CERTIFICATION: _certificate,
    ClaimKind.PLATFORM: _platform,
}
