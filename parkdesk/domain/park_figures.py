"""Figures of the park (园区数据): what each one is, and what it is compared with.

A figure is a stock at a day or a flow between two days. A quarter that has not ended is compared
with the same part of the others: the same months up to the same day, month's end with month's end.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import DateRange, Quarter, add_months
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.statistics import Growth, growth


class FigureSource(StrEnum):
    """Which rows a figure is the sum of."""

    ENTERPRISES = "enterprises"
    RETURNS = "returns"
    SIGNED = "signed"
    EXECUTED = "executed"


class FigureUnit(StrEnum):
    """What a figure counts."""

    ENTERPRISES = "enterprises"
    PERSONS = "persons"
    CONTRACTS = "contracts"
    USD_CENTS = "usd-cents"


class FigureGroup(StrEnum):
    """Where a figure stands on the page."""

    ENTERPRISES = "enterprises"
    STAFF = "staff"
    SIGNED = "signed"
    EXECUTED = "executed"


class ParkFigureKey(StrEnum):
    """Every figure of the park, in the order they stand on the page."""

    RESIDENTS = "residents"
    JOINED = "joined"
    LEFT = "left"
    HEADCOUNT = "headcount"
    GRADUATES = "graduates"
    NEW_HIRES = "new-hires"
    NEW_GRADUATES = "new-graduates"
    CONTRACTS = "contracts"
    SIGNED = "signed"
    SIGNED_OFFSHORE = "signed-offshore"
    SIGNED_ONSHORE = "signed-onshore"
    SIGNED_ITO = "signed-ito"
    SIGNED_BPO = "signed-bpo"
    SIGNED_KPO = "signed-kpo"
    EXECUTED = "executed"
    EXECUTED_OFFSHORE = "executed-offshore"
    EXECUTED_ONSHORE = "executed-onshore"
    EXECUTED_ITO = "executed-ito"
    EXECUTED_BPO = "executed-bpo"
    EXECUTED_KPO = "executed-kpo"


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What a figure is: whose rows it sums, which of them, and how its meaning is looked up."""

    key: ParkFigureKey
    group: FigureGroup
    source: FigureSource
    unit: FigureUnit
    indicator: str
    """The code of the indicator that says what it means, and since when."""
    stock: bool = False
    """A stock at the end, not a flow: it has no sum over the year."""
    market: Market | None = None
    line: ServiceLine | None = None
    column: str = ""
    """Which figure of a return it sums."""


def _amounts(source: FigureSource, group: FigureGroup) -> Iterable[FigureSpec]:
    name, cents = source.value, FigureUnit.USD_CENTS
    yield FigureSpec(ParkFigureKey(name), group, source, cents, name)
    for market in Market:
        key = ParkFigureKey(f"{name}-{market}")
        yield FigureSpec(key, group, source, cents, key.value, market=market)
    for line in ServiceLine:
        key = ParkFigureKey(f"{name}-{line.lower()}")
        indicator = name if source is FigureSource.SIGNED else f"{name}-by-line"
        yield FigureSpec(key, group, source, cents, indicator, line=line)


def _people(key: ParkFigureKey, column: str, *, stock: bool) -> FigureSpec:
    return FigureSpec(
        key,
        FigureGroup.STAFF,
        FigureSource.RETURNS,
        FigureUnit.PERSONS,
        key.value,
        stock=stock,
        column=column,
    )


def _enterprises(key: ParkFigureKey, *, stock: bool) -> FigureSpec:
    return FigureSpec(
        key,
        FigureGroup.ENTERPRISES,
        FigureSource.ENTERPRISES,
        FigureUnit.ENTERPRISES,
        ParkFigureKey.RESIDENTS.value,
        stock=stock,
    )


SPECS: tuple[FigureSpec, ...] = (
    _enterprises(ParkFigureKey.RESIDENTS, stock=True),
    _enterprises(ParkFigureKey.JOINED, stock=False),
    _enterprises(ParkFigureKey.LEFT, stock=False),
    _people(ParkFigureKey.HEADCOUNT, "headcount", stock=True),
    _people(ParkFigureKey.GRADUATES, "graduates", stock=True),
    _people(ParkFigureKey.NEW_HIRES, "new_hires", stock=False),
    _people(ParkFigureKey.NEW_GRADUATES, "new_graduates", stock=False),
    FigureSpec(
        ParkFigureKey.CONTRACTS,
        FigureGroup.SIGNED,
        FigureSource.SIGNED,
        FigureUnit.CONTRACTS,
        "contracts",
    ),
    *_amounts(FigureSource.SIGNED, FigureGroup.SIGNED),
    *_amounts(FigureSource.EXECUTED, FigureGroup.EXECUTED),
)
"""Every figure, in the order of its keys."""


def spec_of(key: ParkFigureKey) -> FigureSpec:
    """Return what a figure is."""
    return next(one for one in SPECS if one.key is key)


# Periods: like for like


def part_until(quarter: Quarter, on: dt.date | None) -> DateRange:
    """Return the part of a quarter up to a day; the whole where the day is none or past it.

    Of a quarter that begins after the day nothing has passed: its part is its first day less one.
    """
    if on is None or on >= quarter.last:
        return quarter.days
    return DateRange(quarter.first, max(on, quarter.first - dt.timedelta(days=1)))


def same_part(part: DateRange, quarter: Quarter, base: Quarter) -> DateRange:
    """Return the same part of another quarter: as many months, and of the last one as many days.

    The end of a month goes with the end of a month, whether it has 28 days or 31.
    """
    if part.last < part.first:
        return DateRange(base.first, base.first - dt.timedelta(days=1))
    months = part.last.month - quarter.first.month
    month = add_months(base.first, months)
    length = _days_in(month)
    ends = part.last.day == _days_in(part.last)
    return DateRange(base.first, month.replace(day=length if ends else min(part.last.day, length)))


def year_until(part: DateRange) -> DateRange:
    """Return the year up to the end of a part: what is cumulative (累计)."""
    return DateRange(dt.date(part.first.year, 1, 1), part.last)


@dataclass(frozen=True, slots=True)
class Periods:
    """The days a quarter's figures are of, and those they are compared with."""

    quarter: Quarter
    now: DateRange
    previous: DateRange
    year_before: DateRange
    until: dt.date | None = None
    """The day as at which they are read; None: no day limits them."""

    @property
    def partial(self) -> bool:
        """Whether the quarter had not ended."""
        return self.now != self.quarter.days

    @property
    def year(self) -> DateRange:
        """The year so far (累计); of a quarter that has not begun it ends with the day."""
        year = year_until(self.now)
        if self.until is None or self.until >= year.last:
            return year
        return DateRange(year.first, max(self.until, year.first - dt.timedelta(days=1)))

    @property
    def year_earlier(self) -> DateRange:
        """The same part of the year before (同期)."""
        if self.year.last == self.now.last:
            return year_until(self.year_before)
        return DateRange(add_months(self.year.first, -12), add_months(self.year.last, -12))


def periods_of(quarter: Quarter, on: dt.date | None) -> Periods:
    """Return a quarter as known on a day, with the like parts of the two it is compared with."""
    now = part_until(quarter, on)
    previous, year_before = quarter.previous(), quarter.year_before()
    if now == quarter.days:
        return Periods(quarter, now, previous.days, year_before.days, on)
    return Periods(
        quarter,
        now,
        same_part(now, quarter, previous),
        same_part(now, quarter, year_before),
        on,
    )


def _days_in(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


# Amounts


@dataclass(frozen=True, slots=True)
class DaySum:
    """What was signed and executed on one day of one market, service line and country.

    Amounts in US cents. `waiting` counts contracts and executions without a rate: they are in no
    amount yet.
    """

    day: dt.date
    market: Market
    line: ServiceLine
    country: str
    contracts: int = 0
    signed: int = 0
    executed: int = 0
    waiting: int = 0

    def is_of(self, spec: FigureSpec) -> bool:
        """Whether a figure of contracts counts it: its market, its service line."""
        return spec.market in {None, self.market} and spec.line in {None, self.line}

    def amount_of(self, spec: FigureSpec) -> int:
        """Return what it adds to a figure that counts it."""
        if spec.source is FigureSource.EXECUTED:
            return self.executed
        return self.contracts if spec.unit is FigureUnit.CONTRACTS else self.signed


def amount_of(spec: FigureSpec, days: Iterable[DaySum], within: DateRange) -> int:
    """Return a figure of contracts over the days within."""
    first, last = within.first, within.last
    return sum(one.amount_of(spec) for one in days if first <= one.day <= last and one.is_of(spec))


# A figure with what it is compared with


@dataclass(frozen=True, slots=True)
class Beside:
    """A value and the one it is compared with; None is not known.

    `like` is the value of those alone that are in both; None: the value itself. `narrowed` says
    that somebody is in one of the two alone, and so in neither side of the comparison.
    """

    now: int | None
    base: int | None
    like: int | None = None
    narrowed: bool = False
    redefined: bool = False

    @property
    def growth(self) -> Growth:
        """The rate, or the mark that says why there is none."""
        now = self.now if self.like is None else self.like
        return growth(now, self.base, same_definition=not self.redefined)


@dataclass(frozen=True, slots=True)
class ParkFigure:
    """One figure of a quarter: with 环比, 同比, and the year so far with 同期."""

    key: ParkFigureKey
    quarter: Beside
    """Against the quarter before (环比)."""
    year: Beside
    """Against the same quarter a year before (同比)."""
    cumulative: Beside | None = None
    """The year so far against the same part of the year before; a stock has none."""

    @property
    def value(self) -> int | None:
        """The figure itself."""
        return self.quarter.now

    @property
    def spec(self) -> FigureSpec:
        """What it is."""
        return spec_of(self.key)
