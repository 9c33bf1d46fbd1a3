"""Amounts in US dollars at the stored rate of their month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import (
    USD,
    ExecutionWindow,
    month_of,
    usd_cents,
    window_in_force,
)
from parkdesk.domain.programmes import Mark
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    ExchangeRateRecord,
    ExecutionWindowRecord,
)

NOT_CONVERTED = ""
"""Stands in `usd_rate` of an amount whose month has no rate yet."""

RateKey = tuple[str, dt.date]
"""A currency and the first day of a month."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in US cents and the rate used; the rate is empty where there is none yet."""

    usd_cents: int
    rate: str


def rates(session: Session) -> dict[RateKey, str]:
    """Return every stored rate: US dollars for one unit, decimal text."""
    found = session.execute(
        select(ExchangeRateRecord.currency, ExchangeRateRecord.month_on, ExchangeRateRecord.usd)
    )
    return {(currency, month): usd for currency, month, usd in found}


def convert(amount_minor: int, currency: str, day: dt.date, known: dict[RateKey, str]) -> Converted:
    """Return an amount in US cents at the rate of the day's month."""
    if currency == USD:
        return Converted(amount_minor, "1")
    text = known.get((currency, month_of(day)))
    if text is None:
        return Converted(0, NOT_CONVERTED)
    return Converted(usd_cents(amount_minor, currency, Decimal(text)), text)


def as_converted(record: ContractRecord | ContractExecutionRecord) -> Converted | None:
    """Return a stored amount in US cents as it stands; None where it was not converted yet.

    An amount in figures that were reported does not move because a rate was corrected since.
    """
    if record.usd_rate == NOT_CONVERTED:
        return None
    return Converted(record.amount_usd_cents, record.usd_rate)


def executed_of(session: Session, ids: Sequence[int], on: dt.date | None = None) -> dict[int, int]:
    """Return what was executed of each contract by a day, in minor units of its currency."""
    found = session.execute(
        select(ContractExecutionRecord.contract_id, func.sum(ContractExecutionRecord.amount_minor))
        .where(
            ContractExecutionRecord.contract_id.in_(ids),
            *([ContractExecutionRecord.executed_on <= on] if on else []),
        )
        .group_by(ContractExecutionRecord.contract_id)
    )
    return {id_: int(total) for id_, total in found}


def execution_window(session: Session, today: dt.date) -> ExecutionWindow | None:
    """Return the rule on execution days in force today; None where none is known."""
    rules = (
        ExecutionWindow(
            one.valid_from,
            one.valid_to,
            _month_day(one.grace_until),
            _month_day(one.grace_from),
            one.source,
            Mark(one.certainty),
        )
        for one in session.scalars(select(ExecutionWindowRecord))
    )
    return window_in_force(tuple(rules), today)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
