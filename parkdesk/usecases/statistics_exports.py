"""A quarter, a month or a year as a list to save: one row an enterprise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import WHOLE_LIST, Sort
from parkdesk.domain.periods import Period
from parkdesk.domain.return_forms import form_for
from parkdesk.domain.statistics import FillState, Return
from parkdesk.store.period_returns import form_of
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.period_returns import PeriodFilter, PeriodRow, list_period
from parkdesk.usecases.statistics import QuarterRow, quarter_enterprises


@dataclass(frozen=True, slots=True)
class ListedQuarter:
    """One row of the exported quarter; people are None where nothing counts yet."""

    enterprise: str
    code: str
    quarter: str
    headcount: int | None
    graduates: int | None
    new_hires: int | None
    new_graduates: int | None
    note: str
    fill: FillState
    contracts: int
    signed_usd_cents: int
    signed_offshore_usd_cents: int
    executed_usd_cents: int
    executed_offshore_usd_cents: int
    executed_before_usd_cents: int
    executed_year_before_usd_cents: int


@query(Permission.STATISTICS_READ)
def listed_quarter(
    work: Work, quarter: Quarter, on: dt.date | None = None
) -> tuple[ListedQuarter, ...]:
    """Return every enterprise of a quarter as an exported list has it, today or as at a day."""
    return tuple(_as_listed(row, quarter) for row in quarter_enterprises(work, quarter, on))


def _as_listed(row: QuarterRow, quarter: Quarter) -> ListedQuarter:
    totals = row.totals
    counts = totals.returns > 0
    return ListedQuarter(
        row.enterprise,
        row.code,
        str(quarter),
        totals.headcount if counts else None,
        totals.graduates if counts else None,
        totals.new_hires if counts else None,
        totals.new_graduates if counts else None,
        row.note,
        row.fill,
        totals.contracts,
        totals.signed_usd_cents,
        totals.signed_offshore_usd_cents,
        totals.executed_usd_cents,
        totals.executed_offshore_usd_cents,
        row.previous.executed_usd_cents,
        row.year_before.executed_usd_cents,
    )


@dataclass(frozen=True, slots=True)
class ListedReturn:
    """One row of an exported month or year; people are None where nothing counts yet."""

    enterprise: str
    code: str
    period: str
    headcount: int | None
    graduates: int | None
    new_hires: int | None
    new_graduates: int | None
    note: str
    form: str
    fill: FillState
    received_on: dt.date | None


@query(Permission.STATISTICS_READ)
def listed_period(work: Work, period: Period) -> tuple[ListedReturn, ...]:
    """Return every enterprise of a month or a year with what was entered for it."""
    version = form_of(work.session, period).version
    rows = list_period(work, PeriodFilter(period), Sort("enterprise"), 0, WHOLE_LIST).rows
    return tuple(_as_return(row, period, version) for row in rows)


def _as_return(row: PeriodRow, period: Period, version: int) -> ListedReturn:
    counts = row.fill is FillState.SUBMITTED
    told = row.entered if counts and row.entered is not None else Return()
    return ListedReturn(
        row.enterprise,
        row.code,
        str(period),
        told.headcount,
        told.graduates,
        told.new_hires,
        told.new_graduates,
        row.note,
        str(form_for(period, row.code, version)),
        row.fill,
        row.received_on,
    )
