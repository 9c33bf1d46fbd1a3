"""Exchange rates (汇率) by month, with their source; an amount keeps the rate it got."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import add_months
from parkdesk.domain.contracts import USD, is_currency, month_of, parse_rate, usd_cents
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.store.closed_quarters import ClosedQuarters, closed_quarters
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.tables.chain import ChainLinkRecord
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    ExchangeRateRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate: US dollars for one unit of the currency."""

    id: int
    currency: str
    month: dt.date
    usd: str
    source: str


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A month whose amounts in a currency cannot be converted yet."""

    currency: str
    month: dt.date
    amounts: int


@dataclass(frozen=True, slots=True)
class SaveRate:
    """A rate as typed: `usd` is the decimal text of US dollars for one unit."""

    currency: str
    month: dt.date
    usd: str
    source: str


@query(Permission.CONTRACT_READ)
def list_rates(work: Work) -> tuple[RateRow, ...]:
    """Return every rate, the newest month first."""
    found = work.session.scalars(
        select(ExchangeRateRecord).order_by(
            ExchangeRateRecord.month_on.desc(), ExchangeRateRecord.currency
        )
    )
    return tuple(RateRow(one.id, one.currency, one.month_on, one.usd, one.source) for one in found)


@query(Permission.CONTRACT_READ)
def missing_rates(work: Work) -> tuple[MissingRate, ...]:
    """Return the months and currencies whose amounts wait for a rate."""
    waiting: dict[tuple[str, dt.date], int] = {}
    waits = (*_waiting_contracts(work), *_waiting_executions(work), *_waiting_links(work))
    for currency, day in waits:
        key = (currency, month_of(day))
        waiting[key] = waiting.get(key, 0) + 1
    return tuple(MissingRate(*key, amounts) for key, amounts in sorted(waiting.items()))


@command(Permission.CONTRACT_EDIT)
def enter_rate(work: Work, form: SaveRate) -> int:
    """Enter or correct a month's rate and convert the amounts that wait for it; return how many.

    Amounts converted before keep the rate they have: a figure that was reported does not move.
    One that waited while its quarter was closed is in no figure: it counts in the next open one.
    """
    rate = _checked(form)
    month = month_of(form.month)
    record = work.session.scalar(
        select(ExchangeRateRecord).filter_by(currency=form.currency, month_on=month)
    )
    text = format(rate, "f")
    if record is None:
        work.add(
            ExchangeRateRecord(
                currency=form.currency, month_on=month, usd=text, source=form.source.strip()
            )
        )
    else:
        record.usd, record.source = text, form.source.strip()
    return _convert_waiting(work, form.currency, month, rate)


@command(Permission.CONTRACT_EDIT)
def delete_rate(work: Work, rate_id: int) -> None:
    """Delete a rate; amounts that were converted at it keep their US dollars."""
    work.session.delete(work.get(ExchangeRateRecord, rate_id))


def _checked(form: SaveRate) -> Decimal:
    problems: dict[str, str] = {}
    if not is_currency(form.currency) or form.currency == USD:
        problems["currency"] = "unknown-currency"
    if not form.source.strip():
        problems["source"] = "required"
    rate = parse_rate(form.usd)
    if rate is None:
        problems["usd"] = "not-a-rate"
    if problems or rate is None:
        raise InvalidInput(problems)
    return rate


def _waiting_contracts(work: Work) -> Sequence[Any]:
    return work.session.execute(
        select(ContractRecord.currency, ContractRecord.signed_on).where(
            ContractRecord.usd_rate == NOT_CONVERTED
        )
    ).all()


def _waiting_executions(work: Work) -> Sequence[Any]:
    return work.session.execute(
        select(ContractRecord.currency, ContractExecutionRecord.executed_on)
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(ContractExecutionRecord.usd_rate == NOT_CONVERTED)
    ).all()


def _waiting_links(work: Work) -> Sequence[Any]:
    return work.session.execute(
        select(ChainLinkRecord.currency, ChainLinkRecord.from_on).where(
            ChainLinkRecord.usd_rate == NOT_CONVERTED
        )
    ).all()


def _convert_waiting(work: Work, currency: str, month: dt.date, rate: Decimal) -> int:
    last = add_months(month, 1) - dt.timedelta(days=1)
    contracts = work.session.execute(
        select(ContractRecord.id, ContractRecord.amount_minor, ContractRecord.counted_on).where(
            ContractRecord.usd_rate == NOT_CONVERTED,
            ContractRecord.currency == currency,
            ContractRecord.signed_on.between(month, last),
        )
    ).all()
    executions = work.session.execute(
        select(
            ContractExecutionRecord.id,
            ContractExecutionRecord.amount_minor,
            ContractExecutionRecord.counted_on,
        )
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(
            ContractExecutionRecord.usd_rate == NOT_CONVERTED,
            ContractRecord.currency == currency,
            ContractExecutionRecord.executed_on.between(month, last),
        )
    ).all()
    links = work.session.execute(
        select(ChainLinkRecord.id, ChainLinkRecord.amount_minor).where(
            ChainLinkRecord.usd_rate == NOT_CONVERTED,
            ChainLinkRecord.currency == currency,
            ChainLinkRecord.from_on.between(month, last),
        )
    ).all()
    closed = closed_quarters(work.session)
    work.update_many(ContractRecord, _counted_rows(contracts, currency, rate, closed))
    work.update_many(ContractExecutionRecord, _counted_rows(executions, currency, rate, closed))
    work.update_many(ChainLinkRecord, _converted_rows(links, currency, rate))
    return len(contracts) + len(executions) + len(links)


def _counted_rows(
    found: Sequence[Any], currency: str, rate: Decimal, closed: ClosedQuarters
) -> list[dict[str, object]]:
    """Return the amounts converted, each counted on a day that is open."""
    rows = _converted_rows(found, currency, rate)
    return [
        converted | {"counted_on": closed.counted_on(row.counted_on)}
        for converted, row in zip(rows, found, strict=True)
    ]


def _converted_rows(found: Sequence[Any], currency: str, rate: Decimal) -> list[dict[str, object]]:
    return [
        {
            "id": row.id,
            "amount_usd_cents": usd_cents(row.amount_minor, currency, rate),
            "usd_rate": format(rate, "f"),
        }
        for row in found
    ]
