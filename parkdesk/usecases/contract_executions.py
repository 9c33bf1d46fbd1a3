"""Executing contracts (执行): what was received, when, on which receipt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contract_forms import as_typed
from parkdesk.domain.contracts import Execution, check_execution
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_standing import (
    ask_if_late,
    executed_besides,
    facts_of,
    require_in_force,
)
from parkdesk.store.conversion import (
    NOT_CONVERTED,
    Converted,
    as_converted,
    convert,
    execution_window,
    rates,
)
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_NONE_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SaveExecution:
    """One execution (执行) as typed; the amount in minor units of the contract's currency."""

    executed_on: dt.date | None
    amount_minor: int | None
    receipt_no: str = ""
    note: str = ""
    reason: str = ""
    """Why an execution is corrected; the trail and the chain of a closed quarter tell it."""


@command(Permission.CONTRACT_EDIT)
def record_execution(
    work: Work,
    contract_id: int,
    form: SaveExecution,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Record an execution (执行) of a contract; return its id."""
    contract = work.get(ContractRecord, contract_id)
    require_in_force(contract, "execute")
    values = _checked(work, contract, form, None, confirmed)
    id_ = work.add(ContractExecutionRecord(contract_id=contract_id, **values)).id
    renew_report_state(work.session, contract)
    return id_


@command(Permission.CONTRACT_EDIT)
def edit_execution(
    work: Work,
    execution_id: int,
    version: int,
    form: SaveExecution,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> None:
    """Correct an execution; its day and amount stay where a closed quarter counted it.

    Another day, amount or receipt needs a reason; a receipt that came, and remarks, do not.
    """
    record = work.get(ContractExecutionRecord, execution_id, version=version)
    contract = work.get(ContractRecord, record.contract_id)
    if _is_corrected(record, form) and not form.reason.strip():
        raise InvalidInput({"reason": "execution-needs-reason"})
    work.reason = form.reason.strip()
    if closed_quarters(work.session).holds(record.counted_on):
        kept = ("executed_on", "amount_minor")
        moved = [name for name in kept if getattr(form, name) != getattr(record, name)]
        if moved:
            raise InvalidInput(dict.fromkeys(moved, "in-closed-quarter"))
    for name, value in _checked(work, contract, form, record, confirmed).items():
        setattr(record, name, value)
    renew_report_state(work.session, contract)


def _is_corrected(record: ContractExecutionRecord, form: SaveExecution) -> bool:
    """Return whether a form contradicts what stands there; a receipt that came does not."""
    typed, stored = (form.executed_on, form.amount_minor), (record.executed_on, record.amount_minor)
    receipt = record.receipt_no
    return typed != stored or (receipt != "" and receipt != form.receipt_no.strip())


@command(Permission.CONTRACT_EDIT)
def delete_execution(work: Work, execution_id: int, version: int, reason: str) -> None:
    """Delete an execution that was entered by mistake; the reason stands in the trail.

    Refused where a closed quarter counted it, and where papers hang on it: those are never lost.
    """
    record = work.get(ContractExecutionRecord, execution_id, version=version)
    if closed_quarters(work.session).holds(record.counted_on):
        quarter = Quarter.of(record.counted_on)
        raise Refused("execution-in-closed-quarter", day=record.executed_on, quarter=quarter)
    if _has_papers(work, execution_id):
        raise Refused("execution-has-papers", day=record.executed_on)
    if not reason.strip():
        raise InvalidInput({"reason": "execution-needs-reason"})
    work.reason = reason.strip()
    contract = work.get(ContractRecord, record.contract_id)
    work.session.delete(record)
    renew_report_state(work.session, contract)


def _has_papers(work: Work, execution_id: int) -> bool:
    found = select(PaperRecord.id).filter_by(contract_execution_id=execution_id).limit(1)
    return work.session.scalar(found) is not None


def _checked(
    work: Work,
    contract: ContractRecord,
    form: SaveExecution,
    record: ContractExecutionRecord | None,
    confirmed: frozenset[str],
) -> dict[str, Any]:
    missing = {
        name: "required" for name in ("executed_on", "amount_minor") if getattr(form, name) is None
    }
    if form.executed_on is None or form.amount_minor is None:
        raise InvalidInput(missing)
    execution = Execution(form.executed_on, form.amount_minor, form.receipt_no)
    _require(work, contract, execution, record, confirmed)
    stays = record is not None and record.executed_on == form.executed_on
    counted_on = (
        record.counted_on
        if record is not None and stays
        else ask_if_late(form.executed_on, closed_quarters(work.session), confirmed)
    )
    usd = _unmoved(form, record) or convert(
        form.amount_minor, contract.currency, form.executed_on, rates(work.session)
    )
    waited = record is not None and record.usd_rate == NOT_CONVERTED
    if usd.rate == NOT_CONVERTED and not waited and "no-rate-yet" not in confirmed:
        month = f"{form.executed_on:%Y-%m}"
        raise NeedsConfirmation("no-rate-yet", currency=contract.currency, month=month)
    return {
        "executed_on": form.executed_on,
        "counted_on": counted_on,
        "amount_minor": form.amount_minor,
        "amount_usd_cents": usd.usd_cents,
        "usd_rate": usd.rate,
        "receipt_no": form.receipt_no.strip(),
        "note": form.note.strip(),
    }


def _require(
    work: Work,
    contract: ContractRecord,
    execution: Execution,
    record: ContractExecutionRecord | None,
    confirmed: frozenset[str],
) -> None:
    """Refuse what does not hold of an execution, and ask what a person has to say."""
    rule = execution_window(work.session, work.today)
    window = rule.days(work.today) if rule else None
    before = executed_besides(work.session, contract.id, record)
    verdict = check_execution(facts_of(contract), execution, before, work.today, window)
    if verdict.problems:
        raise InvalidInput(as_typed(verdict.problems), signed_on=contract.signed_on)
    for code in verdict.questions:
        if code not in confirmed:
            raise NeedsConfirmation(
                code,
                number=contract.number,
                first=window.first if window else None,
                last=window.last if window else None,
            )


def _unmoved(form: SaveExecution, record: ContractExecutionRecord | None) -> Converted | None:
    """Return the amount in US cents as it stands; None where it is new, moved or not converted.

    The currency is the contract's, which does not move once something was executed.
    """
    if record is None:
        return None
    typed, stored = (form.amount_minor, form.executed_on), (record.amount_minor, record.executed_on)
    return as_converted(record) if typed == stored else None
