"""What lists of contracts and of executions ask alike: late data, and amounts without a rate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.imports import Problem, Severity, Value
from parkdesk.domain.money import minor_digits
from parkdesk.store.contract_standing import LATE
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord


def minor_amount(row: int, amount: Decimal, currency: str) -> int | Problem:
    """Return an amount in minor units; what has more decimals than its currency is a problem."""
    digits = minor_digits(currency)
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        return Problem(row, "amount", "too-many-decimals", {"limit": digits})
    return int(minor)


def late_or_unconverted(
    row: int,
    day: dt.date,
    currency: str,
    columns: Mapping[str, Any],
    record: ContractRecord | ContractExecutionRecord | None,
    *,
    shown: tuple[str, str],
    moved: bool,
) -> Iterator[Problem]:
    """Yield what a person has to know before: a closed quarter, a month without a rate.

    `shown` are the columns of the list where the one and the other is shown; `moved` says whether
    the day is new.
    """
    if moved and columns["counted_on"] != day:
        facts: dict[str, Value] = {
            "day": day,
            "quarter": str(Quarter.of(day)),
            "next_quarter": str(Quarter.of(columns["counted_on"])),
        }
        yield Problem(row, shown[0], LATE, facts, Severity.ASK)
    waited = record is not None and record.usd_rate == NOT_CONVERTED
    if columns["usd_rate"] == NOT_CONVERTED and not waited:
        facts = {"currency": currency, "month": f"{day:%Y-%m}"}
        yield Problem(row, shown[1], "no-rate-yet", facts, Severity.ASK)
