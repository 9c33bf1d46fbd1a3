"""Returns of months and years (月报、年报): who handed in, what it says, what it compares with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.periods import Period, PeriodKind, kind_of, parts_of, period_of, whole_of
from parkdesk.domain.return_kinds import FLOWS, ReturnField, ReturnFormRule
from parkdesk.domain.statistics import (
    PEOPLE,
    Compared,
    FillState,
    Return,
    ReturnState,
    compared_people,
    fill_state,
)
from parkdesk.store.enterprise_search import is_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.period_returns import figures_of, form_of, handed_in, returns_of, table_of
from parkdesk.store.quarters import (
    due_rule,
    expected_in,
    fill_is,
    not_filed_in,
    people_in_both,
    people_of,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.return_counts import ReturnCounts, return_counts

SORTS: SortKeys = {"enterprise": EnterpriseRecord.sort_key}
"""What the list of a period can be ordered by."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One enterprise's return of a period; `id` is the enterprise's."""

    id: int
    enterprise: str
    code: str
    fill: FillState
    entered: Return | None
    """What was entered, also while it is a draft; None when nothing was."""
    return_version: int | None
    received_on: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """A figure of a return beside those it is compared with; None where nothing was handed in."""

    field: ReturnField
    now: int | None
    before: int | None
    year_before: int | None
    parts: int | None
    """Of its parts: their sum, of a stock the last one's."""
    whole: int | None
    """Of the longer period that it is part of."""


@dataclass(frozen=True, slots=True)
class PeriodDetail:
    """One enterprise's return of a period with what it is compared with."""

    row: PeriodRow
    figures: tuple[FigureBeside, ...]
    """Those of the period's form."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What the returns of a period come to, and how far they have come."""

    form: ReturnFormRule
    people: tuple[tuple[str, Compared], ...]
    """With the period before and the same one a year before, like for like."""
    returns: ReturnCounts


@dataclass(frozen=True, slots=True)
class PeriodFilter:
    """Which enterprises of a period to list; the last full month where none is named."""

    period: Period | None = None
    text: str = ""
    fill: FillState | None = None
    not_filed: bool = False
    """Whoever owes a return and has not handed it in, whether due already or not."""


@query(Permission.STATISTICS_READ)
def list_period(
    work: Work, criteria: PeriodFilter, sort: Sort, offset: int, limit: int
) -> Window[PeriodRow]:
    """Return the enterprises in view of a period: those that owe a return or have one."""
    period = criteria.period or period_of(PeriodKind.MONTH, work.today).previous()
    return fetch_window(
        work.session,
        EnterpriseRecord.id,
        _where(work, period, criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, period, ids),
    )


@query(Permission.STATISTICS_READ)
def period_detail(work: Work, enterprise_id: int, period: Period) -> PeriodDetail:
    """Return one enterprise's return of a period."""
    work.get(EnterpriseRecord, enterprise_id)
    row = _rows(work, period, [enterprise_id])[enterprise_id]
    fields = form_of(work.session, period).fields
    return PeriodDetail(row, tuple(_beside(work, row, period, field) for field in fields))


@query(Permission.STATISTICS_READ)
def period_figures(work: Work, period: Period) -> PeriodFigures:
    """Return the sums of a period's returns, and how many were handed in."""
    session = work.session
    people = people_of(session, period)
    before = people_in_both(session, period, period.previous())
    year_before = people_in_both(session, period, period.year_before())
    form = form_of(session, period)
    asked = [name for name in PEOPLE if name in form.fields]
    return PeriodFigures(
        form,
        tuple((name, compared_people(name, people, before, year_before)) for name in asked),
        return_counts(work, period),
    )


def _where(work: Work, period: Period, criteria: PeriodFilter) -> list[ColumnElement[bool]]:
    record = table_of(period)
    returned = select(record.enterprise_id).where(record.period == str(period))
    where = [or_(expected_in(period), EnterpriseRecord.id.in_(returned))]
    text = criteria.text.strip()
    if text:
        where.append(is_called(text))
    if criteria.not_filed:
        where.append(not_filed_in(period))
    if criteria.fill is not None:
        late = work.today > due_rule(work.session, kind_of(period)).due_on(period)
        where.append(fill_is(criteria.fill, period, late=late))
    return where


def _rows(work: Work, period: Period, ids: Sequence[int]) -> dict[int, PeriodRow]:
    session = work.session
    due_on = due_rule(session, kind_of(period)).due_on(period)
    returns = returns_of(session, period, ids)
    found = session.execute(
        select(
            EnterpriseRecord.id,
            EnterpriseRecord.name,
            EnterpriseRecord.code,
            expected_in(period).label("expected"),
        ).where(EnterpriseRecord.id.in_(ids))
    )
    rows = {}
    for id_, name, code, expected in found:
        one = returns.get(id_)
        state = ReturnState(one.state) if one is not None else None
        rows[id_] = PeriodRow(
            id_,
            name,
            code,
            fill_state(state, expected=bool(expected), due_on=due_on, today=work.today),
            figures_of(one) if one is not None else None,
            one.version if one is not None else None,
            one.received_on if one is not None else None,
            one.note if one is not None else "",
        )
    return rows


def _beside(work: Work, row: PeriodRow, period: Period, field: ReturnField) -> FigureBeside:
    def told(then: Period | None) -> int | None:
        filed = None if then is None else handed_in(work.session, row.id, then)
        return _figure(filed, field)

    parts = [told(part) for part in parts_of(period)]
    if field not in FLOWS:
        parts = parts[-1:]
    known = [one for one in parts if one is not None]
    return FigureBeside(
        field,
        _figure(row.entered, field),
        told(period.previous()),
        told(period.year_before()),
        sum(known) if parts and len(known) == len(parts) else None,
        told(whole_of(period)),
    )


def _figure(told: Return | None, field: ReturnField) -> int | None:
    value: int | None = getattr(told, field.value, None)
    return value
