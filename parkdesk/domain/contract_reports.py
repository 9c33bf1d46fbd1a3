"""Reporting (上报): what the state system was sent of a contract, and how it differs from now.

What was sent is kept as canonical JSON. Nothing in it depends on a rate of ours: the state system
converts by itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import TypeAlias

from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.service_codes import Layer

Sent: TypeAlias = str | int | dt.date | None
"""A value that is sent; amounts are minor units of the contract's currency."""


@dataclass(frozen=True, slots=True)
class SentExecution:
    """An execution as it was sent; `id` says which row of the register it is."""

    id: int
    executed_on: dt.date
    amount_minor: int
    receipt_no: str
    note: str


@dataclass(frozen=True, slots=True)
class SentChange:
    """A change as it was sent."""

    id: int
    changed_on: dt.date
    amount_minor_before: int
    amount_minor_after: int
    reason: str


@dataclass(frozen=True, slots=True)
class SentContract:
    """A contract as it was sent: what the forms of the state system ask for."""

    number: str
    subject: str
    client: str
    country_code: str
    final_customer: str
    market: Market
    service_line: ServiceLine
    service_code: str
    layer: Layer | None
    currency: str
    signed_minor: int
    agreed_minor: int
    signed_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    note: str
    executions: tuple[SentExecution, ...] = ()
    changes: tuple[SentChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """One thing that is not as it was sent.

    `part` is "contract", "execution" or "change", `day` tells one execution or change from another.
    Of what was added since, `sent` is None; of what was taken away, `now` is.
    """

    part: str
    field: str
    sent: Sent
    now: Sent
    day: dt.date | None = None


_PARTS = frozenset({"executions", "changes"})


def differences(sent: SentContract, now: SentContract) -> tuple[ReportDifference, ...]:
    """Return what differs, the contract first, then executions and changes in their order."""
    own = [
        ReportDifference("contract", one.name, getattr(sent, one.name), getattr(now, one.name))
        for one in fields(SentContract)
        if one.name not in _PARTS and getattr(sent, one.name) != getattr(now, one.name)
    ]
    executed = _rows(
        "execution",
        {one.id: (one.executed_on, one) for one in sent.executions},
        {one.id: (one.executed_on, one) for one in now.executions},
    )
    changed = _rows(
        "change",
        {one.id: (one.changed_on, one) for one in sent.changes},
        {one.id: (one.changed_on, one) for one in now.changes},
    )
    return (*own, *executed, *changed)


_Rows: TypeAlias = dict[int, tuple[dt.date, SentExecution | SentChange]]


def _rows(part: str, sent: _Rows, now: _Rows) -> list[ReportDifference]:
    found = []
    for id_ in sorted({*sent, *now}):
        before, after = sent.get(id_), now.get(id_)
        day = (after or before or (None,))[0]
        if before is None or after is None:
            amount = "amount_minor" if part == "execution" else "amount_minor_after"
            was = getattr(before[1], amount) if before else None
            is_ = getattr(after[1], amount) if after else None
            found.append(ReportDifference(part, amount, was, is_, day))
            continue
        found += [
            ReportDifference(
                part, one.name, getattr(before[1], one.name), getattr(after[1], one.name), day
            )
            for one in fields(before[1])
            if getattr(before[1], one.name) != getattr(after[1], one.name)
        ]
    return found
