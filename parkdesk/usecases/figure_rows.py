"""The rows behind every figure of the park, and what they are made of by each dimension."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.park_figures import (
    DaySum,
    FigureSource,
    ParkFigureKey,
    Periods,
    periods_of,
    spec_of,
)
from parkdesk.domain.periods import Period
from parkdesk.domain.shares import permille
from parkdesk.store.figure_rows import Chosen, rows_of, total_of, values_by
from parkdesk.store.park_sums import day_sums
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord, CountryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_OF_CONTRACTS = frozenset({FigureSource.SIGNED, FigureSource.EXECUTED})


class FigurePart(StrEnum):
    """Which of the periods of a figure rows are wanted of; `QUARTER` is the one in view."""

    QUARTER = "quarter"
    PREVIOUS = "previous"
    YEAR_BEFORE = "year-before"
    YEAR = "year"
    YEAR_EARLIER = "year-earlier"


class Dimension(StrEnum):
    """What a figure of contracts is taken apart by."""

    ENTERPRISE = "enterprise"
    SERVICE_CODE = "service-code"
    LINE = "line"
    MARKET = "market"
    COUNTRY = "country"
    MONTH = "month"


_OF_DAYS: Mapping[Dimension, Callable[[DaySum], str]] = {
    Dimension.LINE: lambda one: one.line.value,
    Dimension.MARKET: lambda one: one.market.value,
    Dimension.COUNTRY: lambda one: one.country,
    Dimension.MONTH: lambda one: f"{one.day:%Y-%m}",
}
"""What the sums of days are told apart by."""


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure of a period whose rows are wanted; of one country or enterprise where given.

    People of a month or a year come from the returns of months and years.
    """

    key: ParkFigureKey
    period: Period
    part: FigurePart = FigurePart.QUARTER
    on: dt.date | None = None
    country: str = ""
    enterprise_id: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of a figure. `id` is that of the enterprise, return, contract or execution."""

    id: int
    enterprise_id: int
    enterprise: str
    number: str
    """Contract number, credit code, or the period of a return."""
    detail: str
    day: dt.date | None
    value: int


@dataclass(frozen=True, slots=True)
class FigureRows:
    """Some of a figure's rows, and the foot of them all."""

    days: DateRange
    rows: tuple[FigureRow, ...]
    count: int
    total: int
    """The sum of all rows: the figure."""


@dataclass(frozen=True, slots=True)
class BreakdownLine:
    """One part of a figure, the largest first."""

    key: str
    name_zh: str
    name_en: str
    value: int
    permille: int


@query(Permission.STATISTICS_READ)
def figure_rows(work: Work, choice: FigureChoice, offset: int, limit: int) -> FigureRows:
    """Return rows of a figure with the number and the sum of all of them."""
    chosen = _chosen(work, choice)
    count, total = total_of(work.session, chosen)
    rows = rows_of(work.session, chosen, offset, limit)
    return FigureRows(
        chosen.days,
        tuple(
            FigureRow(
                one.id,
                one.enterprise_id,
                one.enterprise,
                one.number,
                one.detail,
                one.day,
                one.value,
            )
            for one in rows
        ),
        count,
        total,
    )


@query(Permission.STATISTICS_READ)
def figure_breakdown(
    work: Work, choice: FigureChoice, dimension: Dimension
) -> tuple[BreakdownLine, ...]:
    """Return what a figure of contracts is made of; the lines add up to the figure."""
    chosen = _chosen(work, choice)
    if chosen.spec.source not in _OF_CONTRACTS:
        raise InvalidInput({"dimension": "not-of-contracts"})
    record = ContractRecord
    if dimension in _OF_DAYS and chosen.enterprise_id is None:
        return _lines(work.session, dimension, _from_days(work.session, chosen, dimension))
    if dimension is Dimension.MONTH:
        executed = chosen.spec.source is FigureSource.EXECUTED
        column = (ContractExecutionRecord if executed else record).counted_on
        values: Mapping[Any, int] = _by_month(dict(values_by(work.session, chosen, column)))
    else:
        columns = {
            Dimension.ENTERPRISE: record.enterprise_id,
            Dimension.SERVICE_CODE: record.service_code_id,
            Dimension.LINE: record.service_line,
            Dimension.MARKET: record.market,
            Dimension.COUNTRY: record.country_code,
        }
        values = dict(values_by(work.session, chosen, columns[dimension]))
    return _lines(work.session, dimension, values)


def _from_days(session: Session, chosen: Chosen, dimension: Dimension) -> dict[str, int]:
    """Return a figure by what the sums of days know: they are read like a short list."""
    values: dict[str, int] = defaultdict(int)
    for one in day_sums(session, chosen.days):
        if chosen.country in {"", one.country} and one.is_of(chosen.spec):
            values[_OF_DAYS[dimension](one)] += one.amount_of(chosen.spec)
    return values


def _days_of(periods: Periods, part: FigurePart) -> DateRange:
    """Return the days of one of the periods."""
    return {
        FigurePart.QUARTER: periods.now,
        FigurePart.PREVIOUS: periods.previous,
        FigurePart.YEAR_BEFORE: periods.year_before,
        FigurePart.YEAR: periods.year,
        FigurePart.YEAR_EARLIER: periods.year_earlier,
    }[part]


def _chosen(work: Work, choice: FigureChoice) -> Chosen:
    until = work.today if choice.on is None else min(choice.on, work.today)
    periods = _periods_asked(choice)
    if isinstance(choice.period, Quarter):
        days = _days_of(periods_of(choice.period, until), choice.part)
    else:
        days = _passed(DateRange(periods[0].first, periods[-1].last), until)
    return Chosen(
        spec_of(choice.key), days, periods, choice.on, choice.country, choice.enterprise_id
    )


def _periods_asked(choice: FigureChoice) -> tuple[Period, ...]:
    """Return the periods of a part: one, or those of the year up to it."""
    last = {
        FigurePart.PREVIOUS: choice.period.previous(),
        FigurePart.YEAR_BEFORE: choice.period.year_before(),
        FigurePart.YEAR_EARLIER: choice.period.year_before(),
    }.get(choice.part, choice.period)
    found: list[Period] = [last]
    if choice.part in {FigurePart.YEAR, FigurePart.YEAR_EARLIER}:
        while (earlier := found[0].previous()).first.year == last.first.year:
            found.insert(0, earlier)
    return tuple(found)


def _passed(days: DateRange, until: dt.date) -> DateRange:
    """Return the days up to a day; none where they begin after it."""
    return DateRange(days.first, max(min(days.last, until), days.first - dt.timedelta(days=1)))


def _by_month(values: Mapping[dt.date, int]) -> dict[str, int]:
    months: dict[str, int] = defaultdict(int)
    for day, value in values.items():
        months[f"{day:%Y-%m}"] += value
    return months


def _lines(
    session: Session, dimension: Dimension, values: Mapping[Any, int]
) -> tuple[BreakdownLine, ...]:
    # What waits for its rate is in no amount yet.
    values = {key: value for key, value in values.items() if value}
    names = _names(session, dimension, values)
    whole = sum(values.values())
    lines = [
        BreakdownLine(
            "" if key is None else str(key),
            *names.get(key, (str(key or ""), str(key or ""))),
            value,
            permille(value, whole),
        )
        for key, value in values.items()
    ]
    if dimension is Dimension.MONTH:
        return tuple(sorted(lines, key=lambda one: one.key))
    return tuple(sorted(lines, key=lambda one: (-one.value, one.name_zh, one.key)))


def _names(
    session: Session, dimension: Dimension, values: Mapping[Any, int]
) -> dict[Any, tuple[str, str]]:
    if dimension is Dimension.ENTERPRISE:
        record = EnterpriseRecord
        # All of them at once: an IN list of a whole park is longer than a database takes.
        found = session.execute(select(record.id, record.name))
        return {id_: (name, name) for id_, name in found if id_ in values}
    if dimension is Dimension.COUNTRY:
        country = CountryRecord
        rows = session.execute(select(country.code, country.name_zh, country.name_en))
        return {code: (zh, en) for code, zh, en in rows}
    if dimension is Dimension.SERVICE_CODE:
        code = ServiceCodeRecord
        texts = session.execute(select(code.id, code.code, code.name, code.name_en))
        return {
            id_: (f"{number} {name}", f"{number} {name_en or name}")
            for id_, number, name, name_en in texts
        }
    kinds: dict[Any, tuple[str, str]] = {
        one.value: (one.value, one.value) for one in (*Market, *ServiceLine)
    }
    return kinds
