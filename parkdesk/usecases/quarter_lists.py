"""The enterprises of a quarter as a list: by name, by fill state, by what a check found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.statistics import FillState
from parkdesk.store.enterprise_search import is_called
from parkdesk.store.id_sets import is_one_of
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.quarters import concerned_in, due_rule, fill_is, not_filed_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.return_findings import enterprises_found
from parkdesk.usecases.statistics import QuarterRow, quarter_rows

SORTS: SortKeys = {"enterprise": EnterpriseRecord.sort_key}
"""What the quarter's list can be ordered by."""


@dataclass(frozen=True, slots=True)
class QuarterFilter:
    """Which enterprises of a quarter to list; the last full quarter where none is named."""

    quarter: Quarter | None = None
    text: str = ""
    fill: FillState | None = None
    not_filed: bool = False
    """Whoever owes a return and has not handed it in, whether due already or not."""
    check: CheckCode | None = None
    """Those that this check before a closing found."""
    on: dt.date | None = None
    """The day as at which to read: what was signed, executed and handed in by then."""


@query(Permission.STATISTICS_READ)
def list_quarter(
    work: Work, criteria: QuarterFilter, sort: Sort, offset: int, limit: int
) -> Window[QuarterRow]:
    """Return the enterprises in view of a quarter: those that owe a return or have an amount."""
    quarter = criteria.quarter or Quarter.last_full(criteria.on or work.today)
    return fetch_window(
        work.session,
        EnterpriseRecord.id,
        _where(work, quarter, criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: quarter_rows(work, quarter, ids, criteria.on),
    )


def _where(work: Work, quarter: Quarter, criteria: QuarterFilter) -> list[ColumnElement[bool]]:
    on = criteria.on
    # Who owes a month's return may have left before the quarter's end: a check names them all.
    where = [concerned_in(quarter, on)] if criteria.check is None else []
    text = criteria.text.strip()
    if text:
        where.append(is_called(text))
    if criteria.not_filed:
        where.append(not_filed_in(quarter, on))
    if criteria.fill is not None:
        late = (on or work.today) > due_rule(work.session).due_on(quarter)
        where.append(fill_is(criteria.fill, quarter, late=late, on=on))
    if criteria.check is not None:
        found = enterprises_found(work, quarter).get(criteria.check, {})
        where.append(is_one_of(work.session, EnterpriseRecord.id, found))
    return where
