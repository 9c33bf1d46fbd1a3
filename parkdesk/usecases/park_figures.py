"""Figures of the park (园区数据) for a quarter: each beside the quarter and the year before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.concentration import (
    Concentration,
    Measure,
    MeasureKind,
    concentration,
)
from parkdesk.domain.contracts import Market
from parkdesk.domain.identity import Permission
from parkdesk.domain.park_figures import (
    SPECS,
    Beside,
    DaySum,
    FigureSource,
    FigureSpec,
    ParkFigure,
    ParkFigureKey,
    Periods,
    amount_of,
    periods_of,
    spec_of,
)
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.statistics import InBoth, Totals
from parkdesk.store.kept_until import KeptUntil
from parkdesk.store.park_stock import stock_of
from parkdesk.store.park_sums import enterprise_sums, first_day, period_sums
from parkdesk.store.quarters import people_in_both, people_of
from parkdesk.store.tables.contracts import CountryRecord
from parkdesk.store.tables.figures import ConcentrationMeasureRecord
from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_PEOPLE: KeptUntil[tuple[Totals, InBoth]] = KeptUntil(QuarterReturnRecord)
"""People of a quarter and those in both of two, until a return is saved."""


@dataclass(frozen=True, slots=True)
class MarketFigure:
    """What one country or region gave in the quarter, in US cents, beside the year before."""

    code: str
    name_zh: str
    name_en: str
    signed: int
    executed: Beside


@dataclass(frozen=True, slots=True)
class QuarterPark:
    """The park's figures of a quarter."""

    periods: Periods
    figures: tuple[ParkFigure, ...]
    markets: tuple[MarketFigure, ...]
    """Those abroad, the most executed first; together what was signed and executed offshore."""
    waiting: int
    """Contracts and executions of the quarter without a rate: in no amount yet."""

    def figure(self, key: ParkFigureKey) -> ParkFigure:
        """Return one of them."""
        return next(one for one in self.figures if one.key is key)


@dataclass(frozen=True, slots=True)
class CumulativeFigure:
    """The year so far (累计) of one figure, beside the same part of the year before (同期)."""

    key: ParkFigureKey
    beside: Beside


@dataclass(frozen=True, slots=True)
class QuarterPoint:
    """One quarter of a series, in US cents; people are None where no return is in."""

    quarter: Quarter
    signed: int
    executed_ito: int
    executed_bpo: int
    executed_kpo: int
    executed_offshore: int
    executed_onshore: int
    headcount: int | None
    residents: int


@query(Permission.STATISTICS_READ)
def park_figures(work: Work, quarter: Quarter, on: dt.date | None = None) -> QuarterPark:
    """Return the park's figures of a quarter with 环比 and 同比, like for like.

    Of a quarter that has not ended (today, or as at the day) the part that has passed is taken, of
    the others the same part.
    """
    periods = periods_of(quarter, _known_until(work, on))
    gathered = _Gathered(work.session, periods, on)
    return QuarterPark(
        periods,
        tuple(gathered.figure(spec) for spec in SPECS),
        _markets(work.session, gathered),
        sum(one.waiting for one in gathered.sums(periods.now)),
    )


@query(Permission.STATISTICS_READ)
def park_year(
    work: Work, quarter: Quarter, on: dt.date | None = None
) -> tuple[CumulativeFigure, ...]:
    """Return the year so far (累计) of every flow, against the same part of the year before."""
    periods = periods_of(quarter, _known_until(work, on))
    gathered = _Gathered(work.session, periods, on)
    return tuple(
        CumulativeFigure(spec.key, gathered.year_so_far(spec)) for spec in SPECS if not spec.stock
    )


@query(Permission.STATISTICS_READ)
def park_concentration(
    work: Work, quarter: Quarter, on: dt.date | None = None
) -> tuple[Concentration, ...]:
    """Return how concentrated the quarter's execution is on its largest enterprises."""
    periods = periods_of(quarter, _known_until(work, on))
    sums = enterprise_sums(work.session, periods.now)
    return concentration((one.executed for one in sums.values()), _measures(work.session))


@query(Permission.STATISTICS_READ)
def park_series(
    work: Work, last: Quarter, quarters: int, on: dt.date | None = None
) -> tuple[QuarterPoint, ...]:
    """Return the quarters up to `last`, the oldest first: what charts are drawn from."""
    wanted = [last.shifted(-back) for back in reversed(range(quarters))]
    until = _known_until(work, on)
    parts = [periods_of(one, until).now for one in wanted]
    return tuple(
        _point(work.session, one, part, on) for one, part in zip(wanted, parts, strict=True)
    )


def _known_until(work: Work, on: dt.date | None) -> dt.date:
    return work.today if on is None else min(on, work.today)


class _Gathered:
    """What the figures of one quarter are made from."""

    def __init__(
        self,
        session: Session,
        periods: Periods,
        on: dt.date | None,
    ) -> None:
        self.session = session
        self.periods = periods
        self._on = on
        self._stock = stock_of(session)
        self._begins = (first_day(session), self._stock.begins)
        self._sums: dict[DateRange, tuple[DaySum, ...]] = {}
        self._counted: dict[tuple[Quarter, Quarter], tuple[Totals, InBoth]] = {}
        self._meanings = _meanings(session)

    def figure(self, spec: FigureSpec) -> ParkFigure:
        """Return a figure beside the quarter and the year before."""
        periods = self.periods
        return ParkFigure(
            spec.key,
            self._beside(spec, periods.previous, periods.quarter.previous()),
            self._beside(spec, periods.year_before, periods.quarter.year_before()),
        )

    def year_so_far(self, spec: FigureSpec) -> Beside:
        """Return the year so far of a flow beside the same part of the year before."""
        now, then = self.periods.year, self.periods.year_earlier
        redefined = self._redefined(spec, now, then)
        if spec.source is FigureSource.RETURNS:
            return self._people_of_year(spec, redefined=redefined)
        value = self.value(spec, now)
        return Beside(value, self.base(spec, then), redefined=redefined)

    def value(self, spec: FigureSpec, days: DateRange) -> int:
        """Return a figure of enterprises or contracts over a period."""
        if spec.source is FigureSource.ENTERPRISES:
            return self._stock.count(spec.key, days)
        return amount_of(spec, self.sums(days), days)

    def sums(self, days: DateRange) -> tuple[DaySum, ...]:
        """Return what contracts come to over a period, by market, service line and country."""
        found = self._sums.get(days)
        if found is None:
            found = self._sums[days] = period_sums(self.session, days)
        return found

    def _beside(self, spec: FigureSpec, base: DateRange, other: Quarter) -> Beside:
        redefined = self._redefined(spec, self.periods.now, base)
        if spec.source is FigureSource.RETURNS:
            now, both = self._people(self.periods.quarter, other)
            return _people_beside(spec, now, both, redefined=redefined)
        return Beside(
            self.value(spec, self.periods.now), self.base(spec, base), redefined=redefined
        )

    def base(self, spec: FigureSpec, days: DateRange) -> int | None:
        """Return a base, None where the park has no rows from so early: that is no 0."""
        contracts, entries = self._begins
        begins = entries if spec.source is FigureSource.ENTERPRISES else contracts
        if begins is None or days.last < begins:
            return None
        return self.value(spec, days)

    def _people_of_year(self, spec: FigureSpec, *, redefined: bool) -> Beside:
        year = self.periods.quarter.year
        now, both = Totals(), InBoth(Totals(), Totals(), 0)
        for number in range(1, self.periods.quarter.number + 1):
            quarter = Quarter(year, number)
            found = self._people(quarter, quarter.year_before())
            now, both = now + found[0], both + found[1]
        return _people_beside(spec, now, both, redefined=redefined)

    def _people(self, quarter: Quarter, other: Quarter) -> tuple[Totals, InBoth]:
        """Return the people of a quarter, and of those in both."""
        found = self._counted.get((quarter, other))
        if found is None:
            found = self._counted[quarter, other] = self._ask_people(quarter, other)
        return found

    def _ask_people(self, quarter: Quarter, other: Quarter) -> tuple[Totals, InBoth]:
        session, on = self.session, self._on

        def ask() -> tuple[Totals, InBoth]:
            return people_of(session, quarter, on=on), people_in_both(session, quarter, other, on)

        return _PEOPLE.get(session, (quarter, other, on), ask)

    def _redefined(self, spec: FigureSpec, now: DateRange, then: DateRange) -> bool:
        meanings = self._meanings.get(spec.indicator, [])
        return _meaning_on(meanings, now.last) != _meaning_on(meanings, then.last)


def _people_beside(spec: FigureSpec, now: Totals, both: InBoth, *, redefined: bool) -> Beside:
    """Return people beside those of then, like for like: of those alone who handed in both."""
    value = int(getattr(now, spec.column)) if now.returns else None
    if not both.then.returns:
        return Beside(value, None, redefined=redefined)
    return Beside(
        value,
        int(getattr(both.then, spec.column)),
        int(getattr(both.now, spec.column)),
        narrowed=both.narrows(now.returns),
        redefined=redefined,
    )


def _meanings(session: Session) -> dict[str, list[tuple[dt.date, dt.date | None]]]:
    record = IndicatorRecord
    found: dict[str, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for code, first, last in session.execute(
        select(record.code, record.valid_from, record.valid_to).order_by(record.valid_from)
    ):
        found[code].append((first, last))
    return found


def _meaning_on(meanings: Iterable[tuple[dt.date, dt.date | None]], day: dt.date) -> dt.date | None:
    """Return since when the meaning of a day holds; None where none is written down."""
    return next(
        (first for first, last in meanings if first <= day and (last is None or day <= last)), None
    )


def _markets(session: Session, gathered: _Gathered) -> tuple[MarketFigure, ...]:
    periods = gathered.periods
    names = {
        record.code: (record.name_zh, record.name_en)
        for record in session.scalars(select(CountryRecord))
    }
    now = _by_country(gathered.sums(periods.now))
    then = _by_country(gathered.sums(periods.year_before))
    known = gathered.base(spec_of(ParkFigureKey.EXECUTED_OFFSHORE), periods.year_before) is not None
    found = [
        MarketFigure(
            code,
            *names.get(code, (code, code)),
            signed,
            Beside(executed, then.get(code, (0, 0))[1] if known else None),
        )
        for code, (signed, executed) in now.items()
        if signed or executed
    ]
    return tuple(sorted(found, key=lambda one: (-(one.executed.now or 0), -one.signed, one.code)))


def _by_country(sums: Iterable[DaySum]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for one in sums:
        if one.market is Market.OFFSHORE:
            signed, executed = found.get(one.country, (0, 0))
            found[one.country] = (signed + one.signed, executed + one.executed)
    return found


def _point(
    session: Session,
    quarter: Quarter,
    part: DateRange,
    on: dt.date | None,
) -> QuarterPoint:
    within = period_sums(session, part)

    def amount(key: ParkFigureKey) -> int:
        return amount_of(spec_of(key), within, part)

    people = people_of(session, quarter, on=on)
    key = ParkFigureKey
    return QuarterPoint(
        quarter,
        amount(key.SIGNED),
        amount(key.EXECUTED_ITO),
        amount(key.EXECUTED_BPO),
        amount(key.EXECUTED_KPO),
        amount(key.EXECUTED_OFFSHORE),
        amount(key.EXECUTED_ONSHORE),
        people.headcount if people.returns else None,
        stock_of(session).count(key.RESIDENTS, part),
    )


def _measures(session: Session) -> list[Measure]:
    return [
        Measure(
            record.code,
            MeasureKind(record.kind),
            record.largest,
            record.name_zh,
            record.name_en,
            record.definition_zh,
            record.definition_en,
            record.source,
            Mark(record.certainty),
        )
        for record in session.scalars(
            select(ConcentrationMeasureRecord).order_by(ConcentrationMeasureRecord.position)
        )
    ]
