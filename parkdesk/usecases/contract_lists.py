"""Reading contracts: the register, its key figures, and the countries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import (
    COUNTED,
    ContractState,
    Country,
    Loss,
    Market,
    ReportState,
    ServiceLine,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.closing_rows import above_signed
from parkdesk.store.contract_register import ContractRow, register_rows
from parkdesk.store.contracts_as_at import state_was
from parkdesk.store.conversion import NOT_CONVERTED, execution_window
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    CountryRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = [
    "SORTS",
    "ContractCounts",
    "ContractFilter",
    "ContractRow",
    "contract_counts",
    "list_contracts",
    "list_countries",
]

SORTS: SortKeys = {
    "number": ContractRecord.number,
    "enterprise": ContractRecord.enterprise_sort_key,
    "client": ContractRecord.client,
    "signed_on": ContractRecord.signed_on,
    "amount": ContractRecord.amount_usd_cents,
}
"""What the register can be ordered by; the amount in US dollars."""


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """Which contracts to list; what is left out does not narrow."""

    text: str = ""
    """Part of the number or client, or of the enterprise's name, initials or code."""
    market: Market | None = None
    service_line: ServiceLine | None = None
    state: ContractState | None = None
    signed_in: DateRange | None = None
    """Counted as signed in these days: its own day, or later where it came late."""
    executed_in: DateRange | None = None
    """With an execution that is counted in these days."""
    report_state: ReportState | None = None
    losing: bool = False
    """Only those with an execution that the state system soon takes no more, not reported."""
    enterprise_id: int | None = None
    above_signed_in: Quarter | None = None
    """Executed in this quarter, and in all more than was agreed: what its closing asks about."""
    to_do: bool = False
    """Only those with an amount without a rate or an execution without a receipt."""
    on: dt.date | None = None
    """The day as at which to read; None is today."""


@dataclass(frozen=True, slots=True)
class ContractCounts:
    """The key figures of the register."""

    contracts: int
    offshore: int
    to_do: int
    losing: int = 0
    """Contracts with executions that the state system soon takes no more, and does not know."""
    loss: Loss | None = None
    """Which executions those are; None while that is far off, or as at another day."""


@query(Permission.CONTRACT_READ)
def list_contracts(
    work: Work, criteria: ContractFilter, sort: Sort, offset: int, limit: int
) -> Window[ContractRow]:
    """Return the contracts in view of the register."""
    return fetch_window(
        work.session,
        ContractRecord.id,
        _where(work, criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: register_rows(work.session, ids, criteria.on),
    )


@query(Permission.CONTRACT_READ)
def contract_counts(work: Work, on: dt.date | None = None) -> ContractCounts:
    """Return how many contracts there are, how many of them offshore, how many need work.

    As at a day: of those signed by then. What needs work is today's in any case.
    """
    signed = [ContractRecord.signed_on <= on] if on is not None else []
    loss = _loss(work) if on is None else None
    return ContractCounts(
        _count(work, [*signed]),
        _count(work, [*signed, ContractRecord.market == Market.OFFSHORE]),
        _count(work, [*signed, _to_do()]),
        _count(work, [_losing(loss.days)]) if loss is not None else 0,
        loss,
    )


@query(Permission.CONTRACT_READ)
def list_countries(work: Work) -> tuple[Country, ...]:
    """Return the countries and regions, the frequent source markets first."""
    found = work.session.scalars(select(CountryRecord).order_by(CountryRecord.id))
    return tuple(Country(one.code, one.name_zh, one.name_en) for one in found)


def _loss(work: Work) -> Loss | None:
    """Return which executions the state system soon takes no more; None while that is far off."""
    rule = execution_window(work.session, work.today)
    loss = rule.next_loss(work.today) if rule is not None else None
    return loss if loss is not None and loss.warns_on(work.today) else None


def _count(work: Work, where: list[ColumnElement[bool]]) -> int:
    counted = select(func.count()).select_from(ContractRecord).where(*where)
    return work.session.scalar(counted) or 0


def _to_do() -> ColumnElement[bool]:
    incomplete = select(ContractExecutionRecord.contract_id).where(
        or_(
            ContractExecutionRecord.receipt_no == "",
            ContractExecutionRecord.usd_rate == NOT_CONVERTED,
        )
    )
    return or_(ContractRecord.usd_rate == NOT_CONVERTED, ContractRecord.id.in_(incomplete))


def _losing_now(work: Work) -> ColumnElement[bool]:
    rule = execution_window(work.session, work.today)
    return _losing(rule.next_loss(work.today).days) if rule is not None else false()


def _losing(days: DateRange) -> ColumnElement[bool]:
    executed = select(ContractExecutionRecord.contract_id).where(
        ContractExecutionRecord.executed_on.between(days.first, days.last)
    )
    return and_(
        ContractRecord.report_state != ReportState.REPORTED.value,
        ContractRecord.state.in_(sorted(COUNTED)),
        ContractRecord.id.in_(executed),
    )


def _where(work: Work, criteria: ContractFilter) -> list[ColumnElement[bool]]:
    where = [
        column == value
        for column, value in (
            (ContractRecord.market, criteria.market),
            (ContractRecord.service_line, criteria.service_line),
            (ContractRecord.report_state, criteria.report_state),
            (ContractRecord.enterprise_id, criteria.enterprise_id),
        )
        if value is not None
    ]
    if criteria.on is not None:
        where.append(ContractRecord.signed_on <= criteria.on)
    if criteria.state is not None:
        where.append(_has_state(work.session, criteria.state, criteria.on))
    if criteria.text.strip():
        where.append(_matches(criteria.text.strip()))
    if criteria.losing:
        where.append(_losing_now(work))
    return [*where, *_worked_on(criteria)]


def _has_state(session: Session, state: ContractState, on: dt.date | None) -> ColumnElement[bool]:
    return ContractRecord.state == state if on is None else state_was(session, state, on)


def _worked_on(criteria: ContractFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on days: signed, executed, not complete yet."""
    if criteria.signed_in is not None:
        days = criteria.signed_in
        yield ContractRecord.counted_on.between(days.first, days.last)
    if criteria.executed_in is not None:
        days = criteria.executed_in
        executed = select(ContractExecutionRecord.contract_id).where(
            ContractExecutionRecord.counted_on.between(days.first, days.last)
        )
        yield ContractRecord.id.in_(executed)
    if criteria.above_signed_in is not None:
        yield above_signed(criteria.above_signed_in)
    if criteria.to_do:
        yield _to_do()


def _matches(text: str) -> ColumnElement[bool]:
    enterprises = ids_called(text)
    return or_(
        ContractRecord.number.icontains(text, autoescape=True),
        ContractRecord.client.icontains(text, autoescape=True),
        ContractRecord.enterprise_id.in_(enterprises),
    )
