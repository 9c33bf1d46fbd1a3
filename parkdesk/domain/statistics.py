"""Quarterly statistics (季度统计): returns, the park's figures, and how they grew.

A figure's growth has a value only where both ends mean the same and the base is not nothing;
otherwise one of three marks says why it has none. Sums add up: the park's figures are the sum of
its enterprises', whatever the order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Protocol

from parkdesk.domain.bounds import MOST_COUNTED
from parkdesk.domain.calendar import add_months
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.periods import Period
from parkdesk.domain.programmes import Mark
from parkdesk.domain.shares import permille

_HUNDREDTH = Decimal("0.01")


class FillState(StrEnum):
    """How far an enterprise's return has come (填报状态)."""

    NOT_EXPECTED = "not-expected"
    """The enterprise was not in the park in that quarter."""
    MISSING = "missing"
    """Nothing entered, and still time."""
    OVERDUE = "overdue"
    """Nothing handed in after the due day."""
    DRAFT = "draft"
    """Entered, not yet handed in."""
    SUBMITTED = "submitted"


NOT_FILED = "not-filed"
"""A choice of lists: whoever owes a return and has not handed it in, due already or not."""


class ReturnState(StrEnum):
    """Where a return stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class GrowthMark(StrEnum):
    """Why a growth rate has no value, or that it has one."""

    VALUE = "value"
    BASE_ZERO = "base-zero"
    MISSING = "missing"
    REDEFINED = "redefined"


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth rate in per cent with two decimals, or the mark that says why there is none."""

    mark: GrowthMark
    percent: Decimal | None = None
    permille: int | None = None
    """The rate in thousandths, as screens and prints show it; rounded once, not from `percent`."""


def growth(now: int | None, base: int | None, *, same_definition: bool = True) -> Growth:
    """Return how `now` has grown over `base`, per cent of the base.

    Used for both 环比 (the quarter before) and 同比 (the same quarter a year before).
    """
    if now is None or base is None:
        return Growth(GrowthMark.MISSING)
    if not same_definition:
        return Growth(GrowthMark.REDEFINED)
    if base == 0:
        return Growth(GrowthMark.BASE_ZERO)
    percent = Decimal(100 * (now - base)) / Decimal(abs(base))
    rounded = percent.quantize(_HUNDREDTH, ROUND_HALF_UP)
    return Growth(GrowthMark.VALUE, rounded, permille(now - base, abs(base)))


@dataclass(frozen=True, slots=True)
class Return:
    """What an enterprise hands in for a quarter: people at its end, and those who came in it."""

    headcount: int | None = None
    graduates: int | None = None
    new_hires: int | None = None
    new_graduates: int | None = None


_SMALL_JUMP = 20
_JUMP_FACTOR = 2


def return_problems(entered: Return, asked: Collection[str] | None = None) -> dict[str, str]:
    """Return what does not hold inside one return: field to code.

    `asked` names the figures of its form, all four where it is left out.
    """
    wanted = PEOPLE if asked is None else asked
    found = {name: _figure_problem(getattr(entered, name), name in wanted) for name in PEOPLE}
    problems = {name: code for name, code in found.items() if code}
    if problems:
        return problems
    if _is_more(entered.graduates, entered.headcount):
        problems["graduates"] = "more-than-headcount"
    if _is_more(entered.new_graduates, entered.new_hires):
        problems["new_graduates"] = "more-than-new-hires"
    return problems


def _figure_problem(value: int | None, is_asked: bool) -> str:  # noqa: FBT001 - a fact
    if value is None:
        return "required" if is_asked else ""
    if value < 0:
        return "negative-number"
    return "number-too-large" if value > MOST_COUNTED else ""


def return_questions(
    entered: Return, before: Return | None, year_before: Return | None = None
) -> tuple[str, ...]:
    """Return what looks odd and needs a word from the person: within the return, and in time.

    New hires above the stock are possible (they left again); a headcount that doubled or halved
    since the last period, or since the same period a year before, is possible too.
    """
    asked = []
    if _is_more(entered.new_hires, entered.headcount):
        asked.append("new-hires-above-headcount")
    if _jumps(before, entered):
        asked.append("headcount-jump")
    if _jumps(year_before, entered):
        asked.append("headcount-jump-in-a-year")
    return tuple(asked)


def _is_more(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


def _jumps(then: Return | None, now: Return) -> bool:
    if then is None or then.headcount is None or now.headcount is None:
        return False
    low, high = sorted((then.headcount, now.headcount))
    return high - low > _SMALL_JUMP and high > _JUMP_FACTOR * low


@dataclass(frozen=True, slots=True)
class DueRule:
    """When a period's return is due: a day of the month that many months after its last month."""

    period: str
    month_offset: int
    due_day: int
    source: str
    certainty: Mark

    def due_on(self, period: Period) -> dt.date:
        """Return the day by which the return of a period of this kind is due."""
        month = add_months(period.last.replace(day=1), self.month_offset)
        return month.replace(day=self.due_day)


def fill_state(
    state: ReturnState | None, *, expected: bool, due_on: dt.date, today: dt.date
) -> FillState:
    """Return how far a return has come on `today`; what nobody owes is never missing or late."""
    if state is ReturnState.SUBMITTED:
        return FillState.SUBMITTED
    if not expected:
        return FillState.NOT_EXPECTED
    if today > due_on:
        return FillState.OVERDUE
    return FillState.DRAFT if state is ReturnState.DRAFT else FillState.MISSING


@dataclass(frozen=True, slots=True)
class Amount:
    """Contracts of one market and service line in a quarter, in US cents."""

    market: Market
    line: ServiceLine
    contracts: int
    signed_usd_cents: int
    executed_usd_cents: int
    unconverted: int = 0
    """Contracts and executions among them that wait for a rate: in no amount yet."""


PEOPLE = ("headcount", "graduates", "new_hires", "new_graduates")
"""The figures of `Totals` that come from returns, not from contracts."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a quarter. Amounts in US cents; people as counted at its end or in it.

    `unconverted` counts the contracts and executions whose currency had no rate: they are in no
    amount, so a figure with unconverted rows is not complete.
    """

    contracts: int = 0
    signed_usd_cents: int = 0
    signed_offshore_usd_cents: int = 0
    executed_usd_cents: int = 0
    executed_offshore_usd_cents: int = 0
    ito_usd_cents: int = 0
    bpo_usd_cents: int = 0
    kpo_usd_cents: int = 0
    headcount: int = 0
    graduates: int = 0
    new_hires: int = 0
    new_graduates: int = 0
    returns: int = 0
    unconverted: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def signed_onshore_usd_cents(self) -> int:
        """Signed with clients of the mainland."""
        return self.signed_usd_cents - self.signed_offshore_usd_cents

    @property
    def executed_onshore_usd_cents(self) -> int:
        """Executed for clients of the mainland."""
        return self.executed_usd_cents - self.executed_offshore_usd_cents


class _HasTotals(Protocol):
    @property
    def totals(self) -> Totals: ...


def sum_totals(parts: Iterable[_HasTotals]) -> Totals:
    """Return the sum of the parts' totals; nothing sums to zeros."""
    total = Totals()
    for part in parts:
        total += part.totals
    return total


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure with the quarter before and the same quarter a year before."""

    now: int
    previous: int | None
    year_before: int | None
    quarter_on_quarter: Growth
    """环比."""
    year_on_year: Growth
    """同比."""
    quarter_narrowed: bool = False
    """Whether 环比 leaves out people of somebody who handed in only one of the two."""
    year_narrowed: bool = False
    """Whether 同比 does."""


def compared(
    name: str, now: Totals, previous: Totals | None, year_before: Totals | None
) -> Compared:
    """Return the figure `name` of `Totals` in three quarters; None where there are no data."""
    value = int(getattr(now, name))
    before = None if previous is None else int(getattr(previous, name))
    year = None if year_before is None else int(getattr(year_before, name))
    return Compared(value, before, year, growth(value, before), growth(value, year))


@dataclass(frozen=True, slots=True)
class InBoth:
    """People of the enterprises that handed in two periods: now, and then.

    A growth of people compares these: otherwise a late return would look like dismissals.
    """

    now: Totals
    then: Totals
    returns_then: int
    """How many handed in then, whether or not they did so now."""

    def __add__(self, other: InBoth) -> InBoth:
        return InBoth(
            self.now + other.now, self.then + other.then, self.returns_then + other.returns_then
        )

    def narrows(self, returns_now: int) -> bool:
        """Whether somebody is left out who handed in one of the two alone."""
        both = self.then.returns
        return both > 0 and (both < returns_now or both < self.returns_then)


def compared_people(name: str, now: Totals, previous: InBoth, year_before: InBoth) -> Compared:
    """Return a figure of people, its growth like for like; the figure itself is everybody's."""

    def base(pair: InBoth) -> int | None:
        return int(getattr(pair.then, name)) if pair.then.returns else None

    def grown(pair: InBoth) -> Growth:
        return growth(int(getattr(pair.now, name)), base(pair))

    return Compared(
        int(getattr(now, name)),
        base(previous),
        base(year_before),
        grown(previous),
        grown(year_before),
        previous.narrows(now.returns),
        year_before.narrows(now.returns),
    )
