"""The quarter as a list to save: one row an enterprise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import FillState
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
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
