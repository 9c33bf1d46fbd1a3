"""The platforms' money: what was bought, from which money, and what a grant still allows.

Building (建设) and running (运行) cost, and own money and grant, are kept apart in every funding
rule (财企[2009]44号; Fuzhou and Guangzhou fund each at its own share). Grants have their days, and
spending outside them or without an invoice is what the yearly tracking of use looks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR
from parkdesk.domain.platforms import Platform

NEVER = dt.date.max
"""Stands for "no last day" where days are put in order."""
LONGEST_NAME = 80
LONGEST_NUMBER = 60
SOON_DAYS = 90
"""A licence that ends within so many days is named. (The park's own; no document says so.)"""


class OutlayKind(StrEnum):
    """What was paid for."""

    ASSET = "asset"
    LICENCE = "licence"
    EXPENSE = "expense"
    """Cost with nothing to keep: power, rent, wages of the platform."""


class CostKind(StrEnum):
    """建设 or 运行: funding rules pay them at different shares."""

    BUILDING = "building"
    RUNNING = "running"


class Condition(StrEnum):
    """What has become of an asset."""

    IN_USE = "in-use"
    LENT = "lent"
    BROKEN = "broken"
    RETIRED = "retired"


EXPLAINED = frozenset({Condition.LENT, Condition.RETIRED})
"""To whom it was lent, why it was retired, has to be said."""


class FundsFault(StrEnum):
    """What is not as a grant was given."""

    OVER = "over"
    OUTSIDE = "outside"
    NO_INVOICE = "no-invoice"


@dataclass(frozen=True, slots=True)
class Grant:
    """Money granted (批复) to a platform, to be spent from its first to its last day."""

    number: str
    title: str
    platform: Platform
    granted_cents: int
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class Outlay:
    """One thing bought or paid; `grant` None is own money."""

    platform: Platform
    item: str
    kind: OutlayKind
    cost_kind: CostKind
    price_cents: int
    bought_on: dt.date
    invoice_number: str = ""
    grant: Grant | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What the sums need of one outlay; `grant_id` None is own money."""

    platform: Platform
    grant_id: int | None
    cost_kind: CostKind
    cents: int
    spent_on: dt.date
    has_invoice: bool


@dataclass(frozen=True, slots=True)
class FundsLine:
    """A year's use of one source of a platform's money; without platform the sum of all.

    `spent_cents` is what was spent of it up to the year's end; the other sums are of the year.
    """

    platform: Platform | None
    grant_id: int | None = None
    grant: Grant | None = None
    building_cents: int = 0
    running_cents: int = 0
    spent_cents: int = 0
    outside_cents: int = 0
    """Spent in the year before the grant's first day or after its last one."""
    unproved_cents: int = 0
    """Spent in the year without the number of an invoice."""

    @property
    def year_cents(self) -> int:
        """What was spent in the year."""
        return self.building_cents + self.running_cents

    @property
    def left_cents(self) -> int | None:
        """What the grant still allows, negative where more was spent; None for own money."""
        return None if self.grant is None else self.grant.granted_cents - self.spent_cents

    @property
    def faults(self) -> tuple[FundsFault, ...]:
        """Return what is not as granted; own money is nobody's grant."""
        if self.grant is None:
            return ()
        found = (
            (FundsFault.OVER, (self.left_cents or 0) < 0),
            (FundsFault.OUTSIDE, self.outside_cents > 0),
            (FundsFault.NO_INVOICE, self.unproved_cents > 0),
        )
        return tuple(fault for fault, so in found if so)


def check_grant(grant: Grant) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems = _words("number", grant.number, LONGEST_NUMBER)
    problems |= _words("title", grant.title, LONGEST_NAME)
    problems |= _amount("granted_cents", grant.granted_cents)
    if grant.last_on < grant.first_on:
        problems["last_on"] = "end-before-start"
    return problems


def check_outlay(outlay: Outlay, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems = _words("item", outlay.item, LONGEST_NAME)
    if len(outlay.invoice_number.strip()) > LONGEST_NUMBER:
        problems["invoice_number"] = "money-words-too-long"
    problems |= _amount("price_cents", outlay.price_cents)
    if outlay.bought_on > today:
        problems["bought_on"] = "in-the-future"
    if outlay.grant is not None and outlay.grant.platform is not outlay.platform:
        problems["funding"] = "grant-of-another-platform"
    if outlay.valid_until is not None:
        if outlay.kind is not OutlayKind.LICENCE:
            problems["valid_until"] = "only-a-licence-ends"
        elif outlay.valid_until < outlay.bought_on:
            problems["valid_until"] = "end-before-start"
    return problems


def check_condition(
    condition: Condition, on: dt.date, words: str, bought_on: dt.date, today: dt.date
) -> dict[str, str]:
    """Return what does not hold of a change of an asset's condition: field to code."""
    problems: dict[str, str] = {}
    if on > today:
        problems["on"] = "in-the-future"
    elif on < bought_on:
        problems["on"] = "before-it-was-bought"
    if condition in EXPLAINED and not words.strip():
        problems["words"] = "required"
    elif len(words.strip()) > LONGEST_NAME:
        problems["words"] = "money-words-too-long"
    return problems


def ends_soon(valid_until: dt.date | None, condition: Condition, day: dt.date) -> bool:
    """Return whether a licence that is not retired ends within 90 days, or has ended."""
    if valid_until is None or condition is Condition.RETIRED:
        return False
    return valid_until <= day + dt.timedelta(days=SOON_DAYS)


def use_of_funds(
    grants: Mapping[int, Grant], spent: Iterable[Spent], year: int
) -> tuple[FundsLine, ...]:
    """Return a year's use by platform and source, own money first, and the sum as the last line.

    A grant is listed in the years of its days and in every year in which it was spent.
    """
    upto = [one for one in spent if one.spent_on.year <= year]
    lines: list[FundsLine] = []
    for platform in Platform:
        sources: list[tuple[int | None, Grant | None]] = [(None, None)]
        sources += [(id_, one) for id_, one in grants.items() if one.platform is platform]
        for id_, grant in sources:
            rows = [one for one in upto if (one.platform, one.grant_id) == (platform, id_)]
            line = _line(platform, id_, grant, rows, year)
            runs = grant is not None and grant.first_on.year <= year <= grant.last_on.year
            if runs or any(one.spent_on.year == year for one in rows):
                lines.append(line)
    return (*lines, _total(lines)) if lines else ()


def _line(
    platform: Platform, id_: int | None, grant: Grant | None, rows: list[Spent], year: int
) -> FundsLine:
    now = [one for one in rows if one.spent_on.year == year]

    def outside(one: Spent) -> bool:
        return grant is not None and not grant.first_on <= one.spent_on <= grant.last_on

    return FundsLine(
        platform,
        id_,
        grant,
        sum(one.cents for one in now if one.cost_kind is CostKind.BUILDING),
        sum(one.cents for one in now if one.cost_kind is CostKind.RUNNING),
        sum(one.cents for one in rows),
        sum(one.cents for one in now if outside(one)),
        sum(one.cents for one in now if not one.has_invoice),
    )


def _total(lines: list[FundsLine]) -> FundsLine:
    return FundsLine(
        None,
        building_cents=sum(one.building_cents for one in lines),
        running_cents=sum(one.running_cents for one in lines),
        spent_cents=sum(one.spent_cents for one in lines),
        outside_cents=sum(one.outside_cents for one in lines),
        unproved_cents=sum(one.unproved_cents for one in lines),
    )


def _words(field: str, text: str, most: int) -> dict[str, str]:
    if not text.strip():
        return {field: "required"}
    return {field: "money-words-too-long"} if len(text.strip()) > most else {}


def _amount(field: str, cents: int) -> dict[str, str]:
    if cents <= 0:
        return {field: "not-above-nothing"}
    return {field: "number-too-large"} if cents > LARGEST_MINOR else {}
