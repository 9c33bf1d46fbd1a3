"""How a contract stands: what is agreed, what followed, which quarters closed over it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import Contract, ContractState
from parkdesk.domain.errors import NeedsConfirmation, WrongState
from parkdesk.store.closed_quarters import ClosedQuarters
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)

LATE = "counts-in-next-period"
"""Asks before something is counted later than its own day, as that quarter is closed."""


def agreed(record: ContractRecord) -> int:
    """Return the amount of the last change, or as it was signed."""
    changed = record.changed_amount_minor
    return record.amount_minor if changed is None else changed


def facts_of(contract: ContractRecord) -> Contract:
    """Return what the rules need of a contract, with the amount agreed now."""
    return Contract(
        contract.number,
        contract.client,
        contract.country_code,
        contract.signed_on,
        contract.starts_on,
        contract.ends_on,
        agreed(contract),
        contract.currency,
    )


def require_in_force(record: ContractRecord, action: str) -> None:
    """Refuse a draft and what has ended."""
    if record.state != ContractState.REGISTERED:
        raise WrongState(state=ContractState(record.state), action=action)


def has_followed(session: Session, contract_id: int) -> bool:
    """Return whether something was executed or changed."""
    for record in (ContractExecutionRecord, ContractChangeRecord):
        if session.scalar(select(record.id).filter_by(contract_id=contract_id).limit(1)):
            return True
    return False


def is_executed(session: Session, contract_id: int) -> bool:
    """Return whether anything was executed."""
    execution = ContractExecutionRecord
    found = select(execution.id).filter_by(contract_id=contract_id).limit(1)
    return session.scalar(found) is not None


def executed_besides(
    session: Session, contract_id: int, record: ContractExecutionRecord | None
) -> int:
    """Return what was executed of a contract, without one of its executions."""
    total = select(func.sum(ContractExecutionRecord.amount_minor)).filter_by(
        contract_id=contract_id
    )
    if record is not None:
        total = total.where(ContractExecutionRecord.id != record.id)
    return int(session.scalar(total) or 0)


def closed_over(session: Session, record: ContractRecord, closed: ClosedQuarters) -> Quarter | None:
    """Return a closed quarter whose figures have this contract or an execution of it."""
    if record.state == ContractState.DRAFT:
        return None
    if closed.holds(record.counted_on):
        return Quarter.of(record.counted_on)
    execution = ContractExecutionRecord
    days = session.scalars(select(execution.counted_on).filter_by(contract_id=record.id))
    return next((Quarter.of(day) for day in days if closed.holds(day)), None)


def ask_if_late(day: dt.date, closed: ClosedQuarters, confirmed: frozenset[str]) -> dt.date:
    """Return the day that figures count it on; ask where that is a later quarter than its own."""
    counted = closed.counted_on(day)
    if counted != day and LATE not in confirmed:
        raise NeedsConfirmation(
            LATE, day=day, quarter=Quarter.of(day), next_quarter=Quarter.of(counted)
        )
    return counted
