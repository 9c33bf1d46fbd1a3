"""Executions of some days, put together by contract before the contracts are looked up.

A quarter at the target scale has 200,000 executions. Looked up in the order of their days, each
contract lies somewhere else; put together first, the contracts are fewer and come in their own
order. What waits for a rate is nothing in dollars, so it is counted by itself: only those few rows
are read beyond their index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select

from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

_COUNTED = sorted(COUNTED)


def executed_by(
    columns: Sequence[Any],
    first: dt.date,
    last: dt.date,
    *where: ColumnElement[bool],
    enterprises: Collection[int] | None = None,
) -> Select[*tuple[Any, ...]]:
    """Return what was executed in US cents, by columns of the contract; `where` is of it as well.

    Only contracts whose state counts; of some enterprises, or of all.
    """
    record = ContractRecord
    found = _by_contract(first, last, enterprises)
    return (
        select(*columns, func.sum(found.c.cents))
        .select_from(found)
        .join(record, record.id == found.c.contract_id)
        .where(record.state.in_(_COUNTED), *where)
        .group_by(*columns)
    )


def executed_by_enterprise(
    first: dt.date, last: dt.date, enterprises: Collection[int] | None = None
) -> Select[*tuple[Any, ...]]:
    """Return enterprise, what it executed in US cents, and the part of it that was offshore."""
    record = ContractRecord
    found = _by_contract(first, last, enterprises)
    offshore = case((record.market == Market.OFFSHORE, found.c.cents), else_=0)
    return (
        select(record.enterprise_id, func.sum(found.c.cents), func.sum(offshore))
        .select_from(found)
        .join(record, record.id == found.c.contract_id)
        .where(record.state.in_(_COUNTED))
        .group_by(record.enterprise_id)
    )


def waiting_by(
    columns: Sequence[Any], executed: ColumnElement[bool], *where: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Return how many of the executions have no rate yet, by columns of contract or execution."""
    record, execution = ContractRecord, ContractExecutionRecord
    return (
        select(*columns, func.count())
        .select_from(execution)
        .join(record, record.id == execution.contract_id)
        .where(
            executed,
            execution.amount_usd_cents == 0,
            execution.usd_rate == NOT_CONVERTED,
            record.state.in_(_COUNTED),
            *where,
        )
        .group_by(*columns)
    )


def _by_contract(first: dt.date, last: dt.date, enterprises: Collection[int] | None) -> Subquery:
    execution = ContractExecutionRecord
    found = select(execution.contract_id, func.sum(execution.amount_usd_cents).label("cents"))
    if enterprises is not None:
        of_them = select(ContractRecord.id).where(ContractRecord.enterprise_id.in_(enterprises))
        found = found.where(execution.contract_id.in_(of_them))
    days = execution.counted_on.between(first, last)
    return found.where(days).group_by(execution.contract_id).subquery()
