"""技术先进型服务企业: each document's thresholds held against one year's figures.

The thresholds are data (`db/seed/atse_rules.csv`); nothing here knows one. No verdict is ever
stored: the same figures are held against 50, 70 or 35 % by other rules, and change when a paper
is corrected. What is not known stays not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.programmes import Mark
from parkdesk.domain.shares import permille


class EnterpriseClass(StrEnum):
    """Which services a document is about."""

    TECHNOLOGY = "technology"
    """技术先进型服务: ITO, technical BPO and KPO."""
    SERVICE_TRADE = "service-trade"
    """服务贸易类."""


class Area(StrEnum):
    """Where the enterprise has to be registered."""

    CITIES_20 = "cities-20"
    CITIES_21 = "cities-21"
    COUNTRY = "country"


class Condition(StrEnum):
    """What a document asks for."""

    INCOME = "income"
    """Income from such services in the year's whole income."""
    OFFSHORE = "offshore"
    """Income from offshore outsourcing in the year's whole income."""
    GRADUATES = "graduates"
    """大专以上 among the employees."""
    CERTIFICATE = "certificate"
    """An international qualification."""
    AREA = "area"


class Outcome(StrEnum):
    """What a condition comes to."""

    MET = "met"
    SHORT = "short"
    """The figures are known and do not suffice."""
    UNKNOWN = "unknown"
    """Figures are missing: nothing is guessed."""
    PERSON = "person"
    """No figure decides it: a person compares it with the document."""
    NOT_ASKED = "not-asked"


class Missing(StrEnum):
    """Which figure is not there."""

    TOTAL = "total"
    ATS = "ats"
    SERVICE_TRADE = "service-trade"
    OFFSHORE = "offshore"
    STAFF = "staff"
    """No return of the year's last quarter."""
    NOBODY = "nobody"
    """The return of the year's last quarter counts no people."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A least share in per cent, None where none is asked for, with the mark of its source."""

    percent: int | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class AtseRule:
    """The thresholds of one document, for the days on which they hold."""

    code: str
    document_number: str
    valid_from: dt.date
    valid_to: dt.date | None
    period_mark: Mark
    enterprise_class: EnterpriseClass
    area: Area
    income: Limit
    offshore: Limit
    graduates: Limit
    needs_certificate: bool
    certificate_mark: Mark
    source: str = ""

    def touches(self, year: int) -> bool:
        """Whether the thresholds hold on some day of a calendar year."""
        ended = self.valid_to is not None and self.valid_to.year < year
        return self.valid_from.year <= year and not ended


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is known of an enterprise and a calendar year; None is not known."""

    year: int
    total_cents: int | None = None
    ats_cents: int | None = None
    service_trade_cents: int | None = None
    """Income of the service-trade class, which has a document of its own."""
    offshore_cents: int | None = None
    headcount: int | None = None
    graduates: int | None = None
    counted_in: Quarter | None = None
    """The quarter whose return the people were read from."""
    certificates: tuple[str, ...] = ()
    """Those in force on the year's last day, by name."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part and its whole, in fen or in people."""

    part: int
    whole: int

    @property
    def percent(self) -> Fraction:
        """The share in per cent, exactly."""
        return Fraction(100 * self.part, self.whole)

    def lacks(self, percent: int) -> int:
        """Return how much the part lacks of `percent` of the same whole, rounded up."""
        wanted = -(-self.whole * percent // 100)
        return max(wanted - self.part, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition of one document, held against one year."""

    condition: Condition
    outcome: Outcome
    mark: Mark
    limit_percent: int | None = None
    share: Share | None = None
    lacking: int = 0
    """What would make it pass: so many fen, or people, more of the same whole."""
    missing: Missing | None = None
    facts: tuple[str, ...] = field(default_factory=tuple)
    """What a person compares, by name: the certificates in force."""

    @property
    def limit_permille(self) -> int | None:
        """The least share in thousandths."""
        return None if self.limit_percent is None else self.limit_percent * 10

    @property
    def permille(self) -> int | None:
        """The share as it reads beside the limit: one that falls short never reads as it."""
        if self.share is None:
            return None
        return permille(self.share.part, self.share.whole, reaching=self.limit_permille)


@dataclass(frozen=True, slots=True)
class AtseCheck:
    """One document's conditions, held against one year."""

    rule: AtseRule
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """The gravest finding: what is short comes before what is not known."""
        found = {one.outcome for one in self.findings}
        for outcome in (Outcome.SHORT, Outcome.UNKNOWN, Outcome.PERSON):
            if outcome in found:
                return outcome
        return Outcome.MET


def check_year(rules: Iterable[AtseRule], figures: YearFigures) -> tuple[AtseCheck, ...]:
    """Return what each document that holds in the year says; which one applies a person decides."""
    return tuple(
        AtseCheck(rule, _findings(rule, figures)) for rule in rules if rule.touches(figures.year)
    )


def _findings(rule: AtseRule, figures: YearFigures) -> tuple[Finding, ...]:
    own, if_missing = figures.ats_cents, Missing.ATS
    if rule.enterprise_class is EnterpriseClass.SERVICE_TRADE:
        own, if_missing = figures.service_trade_cents, Missing.SERVICE_TRADE
    found = [
        _income_share(Condition.INCOME, rule.income, figures, own, if_missing),
        _income_share(
            Condition.OFFSHORE, rule.offshore, figures, figures.offshore_cents, Missing.OFFSHORE
        ),
        _graduates(rule.graduates, figures),
    ]
    if rule.needs_certificate:
        found.append(
            Finding(
                Condition.CERTIFICATE,
                Outcome.PERSON,
                rule.certificate_mark,
                facts=figures.certificates,
            )
        )
    if rule.area is not Area.COUNTRY:
        found.append(Finding(Condition.AREA, Outcome.PERSON, rule.period_mark))
    return tuple(found)


def _income_share(
    condition: Condition,
    limit: Limit,
    figures: YearFigures,
    part: int | None,
    if_missing: Missing,
) -> Finding:
    missing: Missing | None = None
    if not figures.total_cents:
        missing = Missing.TOTAL
    elif part is None:
        missing = if_missing
    share = None if missing or part is None else Share(part, figures.total_cents or 0)
    return _held_against(condition, limit, share, missing)


def _graduates(limit: Limit, figures: YearFigures) -> Finding:
    missing: Missing | None = None
    if figures.headcount is None or figures.graduates is None:
        missing = Missing.STAFF
    elif figures.headcount == 0:
        missing = Missing.NOBODY
    share = None if missing else Share(figures.graduates or 0, figures.headcount or 0)
    return _held_against(Condition.GRADUATES, limit, share, missing)


def _held_against(
    condition: Condition, limit: Limit, share: Share | None, missing: Missing | None
) -> Finding:
    if limit.percent is None:
        return Finding(condition, Outcome.NOT_ASKED, limit.mark, share=share)
    if share is None:
        return Finding(condition, Outcome.UNKNOWN, limit.mark, limit.percent, missing=missing)
    lacking = share.lacks(limit.percent)
    outcome = Outcome.SHORT if lacking else Outcome.MET
    return Finding(condition, outcome, limit.mark, limit.percent, share, lacking)


@dataclass(frozen=True, slots=True)
class SaveIncome:
    """A year's income as typed; None is not known."""

    year: int | None
    total_cents: int | None = None
    ats_cents: int | None = None
    service_trade_cents: int | None = None
    offshore_cents: int | None = None
    paper: str = ""
    note: str = ""


FIRST_YEAR = 2000


def check_income(form: SaveIncome, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a year's income, by field."""
    problems: dict[str, str] = {}
    if form.year is None:
        problems["year"] = "required"
    elif not FIRST_YEAR <= form.year <= today.year:
        problems["year"] = "income-year"
    amounts = {
        "total_cents": form.total_cents,
        "ats_cents": form.ats_cents,
        "service_trade_cents": form.service_trade_cents,
        "offshore_cents": form.offshore_cents,
    }
    problems |= {
        name: "negative-amount"
        for name, value in amounts.items()
        if value is not None and value < 0
    }
    if all(value is None for value in amounts.values()):
        problems["total_cents"] = "required"
    if form.total_cents is not None:
        for name in ("ats_cents", "service_trade_cents", "offshore_cents"):
            value = amounts[name]
            if value is not None and value > form.total_cents:
                problems.setdefault(name, "part-exceeds-income")
    return problems
