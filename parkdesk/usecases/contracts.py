"""Writing contracts (接包合同): register, edit, change, execute, end, delete."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.contract_forms import SaveContract, as_typed, examine
from parkdesk.domain.contracts import (
    Contract,
    ContractState,
    Execution,
    check_change,
    check_execution,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.stops import StopEffect
from parkdesk.store.contract_rows import columns_of, residence_of
from parkdesk.store.conversion import (
    Converted,
    as_converted,
    convert,
    executed_of,
    execution_window,
    rates,
)
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.core import command

__all__ = [
    "ChangeContract",
    "SaveContract",
    "SaveExecution",
    "change_contract",
    "delete_contract",
    "delete_execution",
    "edit_contract",
    "edit_execution",
    "end_contract",
    "record_execution",
    "register_contract",
    "reopen_contract",
]

NONE_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChangeContract:
    """A change (变更): what is agreed from `changed_on` on, and why."""

    changed_on: dt.date | None
    amount_minor: int | None
    ends_on: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class SaveExecution:
    """One execution (执行) as typed; the amount in minor units of the contract's currency."""

    executed_on: dt.date | None
    amount_minor: int | None
    receipt_no: str = ""
    note: str = ""


@command(Permission.CONTRACT_EDIT)
def register_contract(
    work: Work, form: SaveContract, confirmed: frozenset[str] = NONE_CONFIRMED
) -> int:
    """Register a contract; return its id."""
    return work.add(ContractRecord(**_checked(work, form, None, confirmed))).id


@command(Permission.CONTRACT_EDIT)
def edit_contract(
    work: Work,
    contract_id: int,
    version: int,
    form: SaveContract,
    confirmed: frozenset[str] = NONE_CONFIRMED,
) -> None:
    """Correct a contract (修改).

    Once something was executed or changed, the amount, its currency and the day of signing move
    by a change (变更) only: they are in figures that were reported.
    """
    record = work.get(ContractRecord, contract_id, version=version)
    values = _checked(work, form, record, confirmed)
    if _has_followed(work, contract_id):
        fixed = ("amount_minor", "currency", "signed_on", "enterprise_id")
        moved = {name: "moves-by-change" for name in fixed if values[name] != getattr(record, name)}
        if moved:
            raise InvalidInput(moved)
        for name in ("amount_usd_cents", "usd_rate", "state"):
            values.pop(name)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.CONTRACT_EDIT)
def change_contract(work: Work, contract_id: int, version: int, form: ChangeContract) -> None:
    """Record a change (变更) of a contract; the signed amount stays in its month's figures."""
    record = work.get(ContractRecord, contract_id, version=version)
    _require_open(record, "change")
    before = _agreed(record)
    after = before if form.amount_minor is None else form.amount_minor
    problems = check_change(after, executed_of(work.session, [contract_id]).get(contract_id, 0))
    problems |= _change_problems(work, record, form)
    if problems:
        raise InvalidInput(problems)
    assert form.changed_on is not None
    work.add(
        ContractChangeRecord(
            contract_id=contract_id,
            changed_on=form.changed_on,
            amount_minor_before=before,
            amount_minor_after=after,
            ends_on_after=form.ends_on,
            reason=form.reason.strip(),
        )
    )
    work.reason = form.reason.strip()
    record.changed_amount_minor = after
    record.ends_on = form.ends_on or record.ends_on


@command(Permission.CONTRACT_EDIT)
def end_contract(
    work: Work, contract_id: int, version: int, state: ContractState, reason: str
) -> None:
    """Close a contract: finished, or terminated early with a reason. What was executed stays."""
    record = work.get(ContractRecord, contract_id, version=version)
    _require_open(record, "end")
    if state not in {ContractState.FINISHED, ContractState.TERMINATED}:
        raise WrongState(state=state, action="end")
    if state is ContractState.TERMINATED and not reason.strip():
        raise InvalidInput({"reason": "required"})
    work.reason = reason.strip()
    record.state = state


@command(Permission.CONTRACT_EDIT)
def reopen_contract(work: Work, contract_id: int, version: int) -> None:
    """Open a contract again that was closed by mistake."""
    record = work.get(ContractRecord, contract_id, version=version)
    if record.state not in {ContractState.FINISHED, ContractState.TERMINATED}:
        raise WrongState(state=ContractState(record.state), action="reopen")
    record.state = ContractState.REGISTERED


@command(Permission.CONTRACT_EDIT)
def delete_contract(work: Work, contract_id: int, version: int) -> None:
    """Delete a contract that was entered by mistake; refused once it was executed or changed."""
    record = work.get(ContractRecord, contract_id, version=version)
    if _has_followed(work, contract_id):
        raise Refused("contract-has-executions", number=record.number)
    work.session.delete(record)


@command(Permission.CONTRACT_EDIT)
def record_execution(
    work: Work,
    contract_id: int,
    form: SaveExecution,
    confirmed: frozenset[str] = NONE_CONFIRMED,
) -> int:
    """Record an execution (执行) of a contract; return its id."""
    contract = work.get(ContractRecord, contract_id)
    _require_open(contract, "execute")
    values = _checked_execution(work, contract, form, None, confirmed)
    return work.add(ContractExecutionRecord(contract_id=contract_id, **values)).id


@command(Permission.CONTRACT_EDIT)
def edit_execution(
    work: Work,
    execution_id: int,
    version: int,
    form: SaveExecution,
    confirmed: frozenset[str] = NONE_CONFIRMED,
) -> None:
    """Correct an execution."""
    record = work.get(ContractExecutionRecord, execution_id, version=version)
    contract = work.get(ContractRecord, record.contract_id)
    for name, value in _checked_execution(work, contract, form, record, confirmed).items():
        setattr(record, name, value)


@command(Permission.CONTRACT_EDIT)
def delete_execution(work: Work, execution_id: int, version: int) -> None:
    """Delete an execution that was entered by mistake."""
    work.session.delete(work.get(ContractExecutionRecord, execution_id, version=version))


def _agreed(record: ContractRecord) -> int:
    changed = record.changed_amount_minor
    return record.amount_minor if changed is None else changed


def _require_open(record: ContractRecord, action: str) -> None:
    if record.state != ContractState.REGISTERED:
        raise WrongState(state=ContractState(record.state), action=action)


def _has_followed(work: Work, contract_id: int) -> bool:
    for record in (ContractExecutionRecord, ContractChangeRecord):
        if work.session.scalar(select(record.id).filter_by(contract_id=contract_id).limit(1)):
            return True
    return False


def _checked(
    work: Work, form: SaveContract, record: ContractRecord | None, confirmed: frozenset[str]
) -> dict[str, Any]:
    """Return the columns of a contract, or refuse the form with everything that is wrong."""
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    countries = {one.code: one for one in list_countries(work)}
    verdict = examine(form, residence_of(enterprise), countries, work.today)
    problems = verdict.problems
    if "number" not in problems and _number_taken(work, form.number.strip(), record):
        problems["number"] = "number-taken"
    if problems or enterprise is None:
        raise InvalidInput(problems)
    if record is None or record.enterprise_id != enterprise.id:
        refuse_if_stopped(work, enterprise.id, StopEffect.CONTRACTS, work.today)
    for code in verdict.questions:
        if code not in confirmed:
            raise NeedsConfirmation(code, enterprise=enterprise.name, day=form.signed_on)
    return columns_of(form, enterprise, record, rates(work.session))


def _number_taken(work: Work, number: str, record: ContractRecord | None) -> bool:
    found = work.session.scalar(select(ContractRecord.id).filter_by(number=number))
    return found is not None and (record is None or found != record.id)


def _change_problems(work: Work, record: ContractRecord, form: ChangeContract) -> dict[str, str]:
    problems: dict[str, str] = {}
    if form.changed_on is None:
        problems["changed_on"] = "required"
    elif form.changed_on < record.signed_on:
        problems["changed_on"] = "change-before-signature"
    elif form.changed_on > work.today:
        problems["changed_on"] = "in-the-future"
    if form.ends_on is not None and form.ends_on < record.signed_on:
        problems["ends_on"] = "end-before-start"
    if not form.reason.strip():
        problems["reason"] = "required"
    return problems


def _checked_execution(
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
    rule = execution_window(work.session, work.today)
    window = rule.days(work.today) if rule else None
    verdict = check_execution(
        Contract(
            contract.number,
            contract.client,
            contract.country_code,
            contract.signed_on,
            contract.starts_on,
            contract.ends_on,
            _agreed(contract),
            contract.currency,
        ),
        Execution(form.executed_on, form.amount_minor, form.receipt_no),
        _executed_besides(work, contract.id, record),
        work.today,
        window,
    )
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
    usd = _unmoved(form, record) or convert(
        form.amount_minor, contract.currency, form.executed_on, rates(work.session)
    )
    return {
        "executed_on": form.executed_on,
        "amount_minor": form.amount_minor,
        "amount_usd_cents": usd.usd_cents,
        "usd_rate": usd.rate,
        "receipt_no": form.receipt_no.strip(),
        "note": form.note.strip(),
    }


def _unmoved(form: SaveExecution, record: ContractExecutionRecord | None) -> Converted | None:
    """Return the amount in US cents as it stands; None where it is new, moved or not converted.

    The currency is the contract's, which does not move once something was executed.
    """
    if record is None:
        return None
    typed, stored = (form.amount_minor, form.executed_on), (record.amount_minor, record.executed_on)
    return as_converted(record) if typed == stored else None


def _executed_besides(work: Work, contract_id: int, record: ContractExecutionRecord | None) -> int:
    total = select(func.sum(ContractExecutionRecord.amount_minor)).filter_by(
        contract_id=contract_id
    )
    if record is not None:
        total = total.where(ContractExecutionRecord.id != record.id)
    return int(work.session.scalar(total) or 0)
