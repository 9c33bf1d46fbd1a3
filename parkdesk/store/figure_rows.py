"""The rows a figure of the park is the sum of, and their sum: one condition for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.park_figures import FigureSource, FigureSpec, FigureUnit, ParkFigureKey
from parkdesk.domain.periods import Period
from parkdesk.domain.statistics import ReturnState
from parkdesk.store.executed import executed_by
from parkdesk.store.period_returns import table_of
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord

_COUNTED = sorted(COUNTED)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A figure over some days; narrowed to one country, enterprise or service code where given."""

    spec: FigureSpec
    days: DateRange
    periods: tuple[Period, ...]
    """Those of one kind whose returns count."""
    on: dt.date | None = None
    country: str = ""
    enterprise_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row of a figure: whose, which, when, and what it adds."""

    id: int
    enterprise_id: int
    enterprise: str
    number: str
    detail: str
    day: dt.date | None
    value: int


def total_of(session: Session, chosen: Chosen) -> tuple[int, int]:
    """Return how many rows a figure has, and their sum: the foot of the list."""
    rows = _rows_query(chosen).subquery()
    count, total = session.execute(
        select(func.count(), func.coalesce(func.sum(rows.c.value), 0))
    ).one()
    return int(count), int(total)


def rows_of(session: Session, chosen: Chosen, offset: int, limit: int) -> tuple[StoredRow, ...]:
    """Return rows of a figure by day, or by enterprise where they have none."""
    query = _rows_query(chosen)
    day, name = query.selected_columns.day, query.selected_columns.sort_key
    found = session.execute(query.order_by(day, name, "id").offset(offset).limit(limit))
    return tuple(
        StoredRow(row.id, row.enterprise_id, row.name, row.number, row.detail, row.day, row.value)
        for row in found
    )


def values_by(
    session: Session, chosen: Chosen, column: InstrumentedAttribute[Any]
) -> Sequence[tuple[Any, int]]:
    """Return a figure of contracts by a column of the contract; they add up to the figure."""
    record, execution = ContractRecord, ContractExecutionRecord
    where = [*_of_contract(chosen), record.state.in_(_COUNTED)]
    days = (chosen.days.first, chosen.days.last)
    if chosen.spec.source is FigureSource.EXECUTED and column.class_ is record:
        query = executed_by((column,), *days, *_of_contract(chosen))
        return [(key, int(value)) for key, value in session.execute(query)]
    if chosen.spec.source is FigureSource.EXECUTED:
        query = (
            select(column, func.sum(execution.amount_usd_cents))
            .select_from(execution)
            .join(record, record.id == execution.contract_id)
            .where(execution.counted_on.between(*days), *where)
        )
    else:
        value: Any = func.sum(record.amount_usd_cents)
        if chosen.spec.unit is FigureUnit.CONTRACTS:
            value = func.count()
        query = select(column, value).where(record.counted_on.between(*days), *where)
    return [(key, int(value)) for key, value in session.execute(query.group_by(column))]


def residents_on(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "in the park on a day": its last day there counts."""
    record = EnterpriseRecord
    return (
        (record.status != EnterpriseStatus.APPLIED)
        & (record.entered_on <= day)
        & or_(record.left_on.is_(None), record.left_on >= day)
    )


def enterprises_of(spec: FigureSpec, days: DateRange) -> ColumnElement[bool]:
    """Return the SQL of a figure of enterprises.

    Who has its last day in the park on the last day of a period is still in its stock, and has
    left in the next: so the stock before, and who joined less who left, is the stock after.
    """
    record = EnterpriseRecord
    if spec.key is ParkFigureKey.RESIDENTS:
        return residents_on(days.last)
    moved = record.status != EnterpriseStatus.APPLIED
    if spec.key is ParkFigureKey.JOINED:
        return moved & record.entered_on.between(days.first, days.last)
    return (
        moved
        & record.left_on.between(days.first - _DAY, days.last - _DAY)
        & (record.entered_on <= days.last)
    )


def _rows_query(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    made = {
        FigureSource.ENTERPRISES: _enterprise_rows,
        FigureSource.RETURNS: _return_rows,
        FigureSource.SIGNED: _contract_rows,
        FigureSource.EXECUTED: _execution_rows,
    }
    return made[chosen.spec.source](chosen)


def _enterprise_rows(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    record = EnterpriseRecord
    left = chosen.spec.key is ParkFigureKey.LEFT
    return select(
        record.id.label("id"),
        record.id.label("enterprise_id"),
        record.name.label("name"),
        record.sort_key.label("sort_key"),
        record.code.label("number"),
        literal("").label("detail"),
        (record.left_on if left else record.entered_on).label("day"),
        literal(1).label("value"),
    ).where(enterprises_of(chosen.spec, chosen.days))


def _return_rows(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    record, enterprise = table_of(chosen.periods[0]), EnterpriseRecord
    where = [
        record.period.in_([str(one) for one in chosen.periods]),
        record.state == ReturnState.SUBMITTED,
    ]
    if chosen.on is not None:
        where.append(or_(record.received_on.is_(None), record.received_on <= chosen.on))
    return (
        select(
            record.id.label("id"),
            record.enterprise_id.label("enterprise_id"),
            enterprise.name.label("name"),
            enterprise.sort_key.label("sort_key"),
            record.period.label("number"),
            record.note.label("detail"),
            record.received_on.label("day"),
            getattr(record, chosen.spec.column).label("value"),
        )
        .join(enterprise, enterprise.id == record.enterprise_id)
        .where(*where)
    )


def _contract_rows(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    record, enterprise = ContractRecord, EnterpriseRecord
    counts = chosen.spec.unit is FigureUnit.CONTRACTS
    return (
        select(
            record.id.label("id"),
            record.enterprise_id.label("enterprise_id"),
            enterprise.name.label("name"),
            record.enterprise_sort_key.label("sort_key"),
            record.number.label("number"),
            record.client.label("detail"),
            record.counted_on.label("day"),
            (literal(1) if counts else record.amount_usd_cents).label("value"),
        )
        .join(enterprise, enterprise.id == record.enterprise_id)
        .where(
            record.counted_on.between(chosen.days.first, chosen.days.last),
            record.state.in_(_COUNTED),
            *_of_contract(chosen),
        )
    )


def _execution_rows(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    record, execution, enterprise = ContractRecord, ContractExecutionRecord, EnterpriseRecord
    return (
        select(
            execution.id.label("id"),
            record.enterprise_id.label("enterprise_id"),
            enterprise.name.label("name"),
            record.enterprise_sort_key.label("sort_key"),
            record.number.label("number"),
            record.client.label("detail"),
            execution.counted_on.label("day"),
            execution.amount_usd_cents.label("value"),
        )
        .select_from(execution)
        .join(record, record.id == execution.contract_id)
        .join(enterprise, enterprise.id == record.enterprise_id)
        .where(
            execution.counted_on.between(chosen.days.first, chosen.days.last),
            record.state.in_(_COUNTED),
            *_of_contract(chosen),
        )
    )


def _of_contract(chosen: Chosen) -> list[ColumnElement[bool]]:
    record, spec = ContractRecord, chosen.spec
    where: list[ColumnElement[bool]] = []
    if spec.market is not None:
        where.append(record.market == spec.market)
    if spec.line is not None:
        where.append(record.service_line == spec.line)
    if chosen.country:
        where.append(record.country_code == chosen.country)
    if chosen.enterprise_id is not None:
        where.append(record.enterprise_id == chosen.enterprise_id)
    return where
