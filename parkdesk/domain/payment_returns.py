"""Transfers that come back after they were recorded as paid (银行退票).

The bank's paper says so, one person enters it, another confirms it: the line has failed then, and
the claim waits for its payment again. It is no clawback: nobody had the money.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.errors import InvalidInput, Refused

SHORTEST_BANK_WORDS = 2
"""账号错误 and the like: a bank's words may be short."""


class ReturnState(StrEnum):
    """Where the record of a returned transfer is."""

    ENTERED = "entered"
    """待复核: the line still counts as paid."""
    CONFIRMED = "confirmed"
    """已确认: the line has failed."""
    DISMISSED = "dismissed"
    """已撤销: it was a mistake; the line stays paid."""


@dataclass(frozen=True, slots=True)
class TransferReturn:
    """What the bank's paper says of a transfer that came back."""

    returned_on: dt.date | None
    reason: str
    bank_reference: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What somebody entered of a transfer that came back."""

    id: int
    version: int
    state: ReturnState
    returned_on: dt.date
    reason: str
    entered_by_id: int
    entered_by: str
    decided_by: str


def check_return(form: TransferReturn, paid_on: dt.date, today: dt.date) -> None:
    """Refuse a return of an impossible day, or one that does not say why."""
    problems: dict[str, str] = {}
    if form.returned_on is None:
        problems["returned_on"] = "required"
    elif not paid_on <= form.returned_on <= today:
        problems["returned_on"] = "returned-outside"
    if len(form.reason.strip()) < SHORTEST_BANK_WORDS:
        problems["reason"] = "answer-failure-missing"
    if problems:
        raise InvalidInput(problems, first=paid_on)


def require_entered(state: ReturnState) -> None:
    """Refuse to decide on a return twice."""
    if state is not ReturnState.ENTERED:
        raise Refused("return-decided")


def require_second_person(entered_by_id: int, actor_id: int) -> None:
    """Refuse the confirmation by whoever entered it, administrators too."""
    if entered_by_id == actor_id:
        raise Refused("return-same-person")
