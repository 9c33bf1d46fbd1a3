"""Outsourcing contracts (接包合同): registration, change (变更), execution (执行), and US dollars.

Signed amounts count on the day of signing; executed amounts on the day of the receipt
(收汇凭证). A client outside the mainland makes a contract offshore: Hong Kong, Macao and Taiwan
are outside it for this count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.money import minor_digits, round_minor
from parkdesk.domain.programmes import Mark

MAINLAND = "CN"
USD = "USD"
WARNED_AHEAD = 92
"""Days before the window shuts on which unreported executions are named: a quarter."""


class Market(StrEnum):
    """Where the client is (离岸、在岸)."""

    OFFSHORE = "offshore"
    ONSHORE = "onshore"


class ServiceLine(StrEnum):
    """The three-way split of every release; the finer code is a versioned list."""

    ITO = "ITO"
    BPO = "BPO"
    KPO = "KPO"


class ContractState(StrEnum):
    """Where a contract stands in the register."""

    DRAFT = "draft"
    """Being written; counts nowhere."""
    REGISTERED = "registered"
    """In force, counts."""
    FINISHED = "finished"
    """Nothing more will be executed."""
    TERMINATED = "terminated"
    """Ended early; what was executed stays."""


class ReportState(StrEnum):
    """Whether the state system has been told (上报)."""

    UNREPORTED = "unreported"
    REPORTED = "reported"
    """As it stands here, so it was sent."""
    DIFFERS = "differs"
    """Something moved since it was sent."""


COUNTED = frozenset(ContractState) - {ContractState.DRAFT}
"""The states whose signed and executed amounts are in the statistics."""

TO_DO = "to-do"
"""A choice of lists: contracts with an amount without a rate, or a receipt that is missing."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region (国家或地区) as the statistics show it."""

    code: str
    name_zh: str
    name_en: str


def market_of(country: str) -> Market:
    """Return offshore for a client outside the mainland; 香港、澳门、台湾 count as outside it."""
    return Market.ONSHORE if country == MAINLAND else Market.OFFSHORE


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth in US dollars in a month, and who says so."""

    currency: str
    month: dt.date
    usd_per_unit: Decimal
    source: str


def month_of(day: dt.date) -> dt.date:
    """Return the first day of the month: how months are stored."""
    return day.replace(day=1)


_RATE = re.compile(r"\d{1,4}(?:\.\d{1,12})?")


def parse_rate(text: str) -> Decimal | None:
    """Return a rate as typed: US dollars for one unit; None for what is no rate."""
    plain = text.strip()
    rate = Decimal(plain) if _RATE.fullmatch(plain) else Decimal(0)
    return rate if rate > 0 else None


def usd_cents(amount_minor: int, currency: str, usd_per_unit: Decimal) -> int:
    """Return an amount in US cents at a rate; one rounding, halves away from zero.

    Negative amounts (a change that takes away) round to the same figure with a minus.
    """
    if currency == USD:
        return amount_minor
    units = Decimal(amount_minor).scaleb(-minor_digits(currency))
    return round_minor((units * usd_per_unit).scaleb(2))


@dataclass(frozen=True, slots=True)
class Contract:
    """What the rules need of a contract."""

    number: str
    client: str
    client_country: str
    signed_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution (执行): what was received, when, and on which voucher."""

    executed_on: dt.date
    amount_minor: int
    receipt_number: str = ""


@dataclass(frozen=True, slots=True)
class Residence:
    """When the enterprise belonged to the park; `left_on` is its last day there, if any."""

    joined_on: dt.date | None
    left_on: dt.date | None

    def covers(self, day: dt.date) -> bool:
        """Return whether the enterprise was in the park on `day`."""
        after_joining = self.joined_on is None or self.joined_on <= day
        return after_joining and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What does not hold (field to code) and what a person has to confirm (codes)."""

    problems: dict[str, str]
    questions: tuple[str, ...] = ()


def check_contract(
    contract: Contract, countries: Mapping[str, Country], residence: Residence, today: dt.date
) -> Verdict:
    """Check a contract as it is registered."""
    problems = _amount_problems(contract.amount_minor)
    if not contract.number.strip():
        problems["number"] = "required"
    if not contract.client.strip():
        problems["client"] = "required"
    if contract.client_country not in countries:
        problems["client_country"] = "unknown-country"
    if not is_currency(contract.currency):
        problems["currency"] = "unknown-currency"
    if contract.signed_on > today:
        problems["signed_on"] = "in-the-future"
    if contract.ends_on and contract.ends_on < (contract.starts_on or contract.signed_on):
        problems["ends_on"] = "end-before-start"
    questions = () if residence.covers(contract.signed_on) else ("signed-outside-residence",)
    return Verdict(problems, questions)


def _amount_problems(amount_minor: int) -> dict[str, str]:
    if amount_minor > LARGEST_MINOR:
        return {"amount": "number-too-large"}
    if amount_minor > 0:
        return {}
    return {"amount": "negative-amount" if amount_minor < 0 else "required"}


def is_currency(code: str) -> bool:
    """Return whether `code` has the form of an ISO 4217 code."""
    return len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()  # noqa: PLR2004


def check_execution(
    contract: Contract,
    execution: Execution,
    executed_before_minor: int,
    today: dt.date,
    window: DateRange | None,
) -> Verdict:
    """Check an execution against its contract and the window of the state system.

    `executed_before_minor` is the sum of the contract's other executions. `window` is None where
    no dated rule is known. Money received above the signed amount happens (the change comes
    later), so it asks; so does a day that the state system no longer takes.
    """
    problems = _amount_problems(execution.amount_minor)
    if execution.executed_on < contract.signed_on:
        problems["executed_on"] = "execution-before-signature"
    elif execution.executed_on > today:
        problems["executed_on"] = "in-the-future"
    questions = []
    if executed_before_minor + execution.amount_minor > contract.amount_minor:
        questions.append("executed-above-signed")
    if window is not None and not problems and execution.executed_on not in window:
        questions.append("outside-execution-window")
    return Verdict(problems, tuple(questions))


def check_change(amount_after_minor: int, executed_minor: int) -> dict[str, str]:
    """Check a change of the amount: it may not fall below what was executed already."""
    problems = _amount_problems(amount_after_minor)
    if not problems and amount_after_minor < executed_minor:
        problems["amount"] = "below-executed"
    return problems


@dataclass(frozen=True, slots=True)
class Loss:
    """Days of execution that can be reported until `last_day`, and never after it."""

    days: DateRange
    last_day: dt.date

    def warns_on(self, today: dt.date) -> bool:
        """Return whether it is near enough to say so."""
        return (self.last_day - today).days <= WARNED_AHEAD


@dataclass(frozen=True, slots=True)
class ExecutionWindow:
    """A dated rule: which execution days the state system takes.

    Until `grace_until` (month, day) days from `grace_from` of last year; after it, this year only.
    """

    valid_from: dt.date
    valid_to: dt.date | None
    grace_until: tuple[int, int]
    grace_from: tuple[int, int]
    source: str
    certainty: Mark

    def days(self, today: dt.date) -> DateRange:
        """Return the days that can be reported on `today`."""
        if (today.month, today.day) <= self.grace_until:
            return DateRange(dt.date(today.year - 1, *self.grace_from), today)
        return DateRange(dt.date(today.year, 1, 1), today)

    def closes_in(self, today: dt.date) -> int | None:
        """Return the days left to report last year's second half; None when that has passed."""
        if (today.month, today.day) > self.grace_until:
            return None
        return (dt.date(today.year, *self.grace_until) - today).days

    def next_loss(self, today: dt.date) -> Loss:
        """Return which days the state system takes today and soon will not, and until when.

        It follows from the rule itself: after `grace_until` last year is shut, and with the year
        its first half, which the time of grace of the next one leaves out.
        """
        if (today.month, today.day) <= self.grace_until:
            first = dt.date(today.year - 1, *self.grace_from)
            last = dt.date(today.year, *self.grace_until)
            return Loss(DateRange(first, dt.date(today.year - 1, 12, 31)), last)
        before_grace = dt.date(today.year, *self.grace_from) - dt.timedelta(days=1)
        days = DateRange(dt.date(today.year, 1, 1), before_grace)
        return Loss(days, dt.date(today.year, 12, 31))


def window_in_force(rules: tuple[ExecutionWindow, ...], today: dt.date) -> ExecutionWindow | None:
    """Return the rule in force on `today`, the newest first."""
    held = [
        rule
        for rule in rules
        if rule.valid_from <= today and (rule.valid_to is None or today <= rule.valid_to)
    ]
    return max(held, key=lambda rule: rule.valid_from, default=None)
