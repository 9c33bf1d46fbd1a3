"""The key figures of one enterprise in the calendar year of a day, up to that day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import case, func, select

from parkdesk.domain.calendar import DateRange, add_years
from parkdesk.domain.certifications import IN_FORCE
from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.domain.enterprise_sheets import SheetFacts, YearFigures
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.identity import Permission
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.enterprise_as_at import facts_on
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.enterprise_details import enterprise_detail
from parkdesk.usecases.enterprise_holdings import certificates_held
from parkdesk.usecases.enterprise_subsidies import claims_made

_COUNTED = sorted(COUNTED)


@query(Permission.ENTERPRISE_READ)
def enterprise_facts_on(work: Work, enterprise_id: int, on: dt.date | None = None) -> SheetFacts:
    """Return what is recorded of an enterprise itself; its numbers are masked."""
    detail = enterprise_detail.function(work, enterprise_id, on)
    status: EnterpriseStatus | None = detail.form.status
    if on is not None:
        status = facts_on(work.session, [enterprise_id], on)[enterprise_id].status
    head = detail.head_office
    return SheetFacts(
        form=detail.form,
        status=status,
        statuses=detail.statuses,
        former_names=detail.former_names,
        head_office=head.name if head is not None else "",
        branches=tuple(one.name for one in detail.branches),
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_year_figures(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> YearFigures:
    """Return the figures of a year; those before compare the same days of the year before."""
    day = on or work.today
    days = DateRange(dt.date(day.year, 1, 1), day)
    before = DateRange(add_years(days.first, -1), add_years(days.last, -1))
    executed, waiting = _executed(work, enterprise_id, days)
    contracts, signed, waiting_too = _signed(work, enterprise_id, days)
    claims = [one for one in claims_made.function(work, enterprise_id, on) if one.year == day.year]
    held = certificates_held.function(work, enterprise_id, on)
    return YearFigures(
        year=day.year,
        executed_offshore_usd_cents=executed,
        executed_offshore_before_usd_cents=_executed(work, enterprise_id, before)[0],
        signed_usd_cents=signed,
        contracts=contracts,
        approved_cents=sum(one.approved_cents or 0 for one in claims),
        paid_cents=sum(one.paid_cents or 0 for one in claims),
        certificates=sum(one.status in IN_FORCE for one in held),
        unconverted=waiting + waiting_too,
    )


def _executed(work: Work, enterprise_id: int, days: DateRange) -> tuple[int, int]:
    """Return what was executed offshore in US cents, and how many executions have no rate."""
    execution = ContractExecutionRecord
    waits = case((execution.usd_rate == NOT_CONVERTED, 1), else_=0)
    total, waiting = work.session.execute(
        select(
            func.coalesce(func.sum(execution.amount_usd_cents), 0),
            func.coalesce(func.sum(waits), 0),
        )
        .join(ContractRecord, ContractRecord.id == execution.contract_id)
        .where(
            ContractRecord.enterprise_id == enterprise_id,
            ContractRecord.market == Market.OFFSHORE.value,
            ContractRecord.state.in_(_COUNTED),
            execution.counted_on.between(days.first, days.last),
        )
    ).one()
    return int(total), int(waiting)


def _signed(work: Work, enterprise_id: int, days: DateRange) -> tuple[int, int, int]:
    """Return how many contracts were signed, their US cents, and how many have no rate."""
    waits = case((ContractRecord.usd_rate == NOT_CONVERTED, 1), else_=0)
    count, total, waiting = work.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(ContractRecord.amount_usd_cents), 0),
            func.coalesce(func.sum(waits), 0),
        ).where(
            ContractRecord.enterprise_id == enterprise_id,
            ContractRecord.state.in_(_COUNTED),
            ContractRecord.counted_on.between(days.first, days.last),
        )
    ).one()
    return int(count), int(total), int(waiting)
