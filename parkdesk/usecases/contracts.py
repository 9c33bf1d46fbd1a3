"""Writing contracts (接包合同): register (新增), correct (修改), end, open again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.contract_forms import SaveContract, examine
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.stops import StopEffect
from parkdesk.store.closed_quarters import ClosedQuarters, closed_quarters
from parkdesk.store.contract_keeping import FOLLOWED_KEEPS, kept_fields
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_rows import columns_of, residence_of
from parkdesk.store.contract_standing import (
    ask_if_late,
    has_followed,
    require_in_force,
)
from parkdesk.store.conversion import NOT_CONVERTED, rates
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.core import command

__all__ = [
    "SaveContract",
    "edit_contract",
    "end_contract",
    "register_contract",
    "reopen_contract",
]

NONE_CONFIRMED: frozenset[str] = frozenset()


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

    A reported contract moves by a change (变更) only, and so do the amount, its currency and the
    day of signing of one that was executed or changed. What a closed quarter counted stays.
    """
    record = work.get(ContractRecord, contract_id, version=version)
    values = _checked(work, form, record, confirmed)
    if has_followed(work.session, contract_id):
        for name in FOLLOWED_KEEPS:
            values.pop(name)
    for name, value in values.items():
        setattr(record, name, value)
    renew_report_state(work.session, record)


@command(Permission.CONTRACT_EDIT)
def end_contract(
    work: Work, contract_id: int, version: int, state: ContractState, reason: str
) -> None:
    """Close a contract: finished, or terminated early with a reason. What was executed stays."""
    record = work.get(ContractRecord, contract_id, version=version)
    require_in_force(record, "end")
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


def _checked(
    work: Work, form: SaveContract, record: ContractRecord | None, confirmed: frozenset[str]
) -> dict[str, Any]:
    """Return the columns of a contract, or refuse the form with everything that is wrong."""
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    countries = {one.code: one for one in list_countries(work)}
    codes = codes_of_contracts(work.session)
    verdict = examine(form, residence_of(enterprise), countries, work.today, codes)
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
    closed = closed_quarters(work.session)
    columns = columns_of(form, enterprise, record, rates(work.session), closed)
    kept = kept_fields(work.session, record, columns, closed) if record is not None else {}
    if kept:
        raise InvalidInput(kept)
    _ask(form, record, columns, closed, confirmed)
    return columns


def _ask(
    form: SaveContract,
    record: ContractRecord | None,
    columns: dict[str, Any],
    closed: ClosedQuarters,
    confirmed: frozenset[str],
) -> None:
    """Ask what follows from the day of signing: no rate yet, or a quarter that is closed."""
    assert form.signed_on is not None
    if form.draft:
        return
    unmoved = record is not None and record.counted_on == columns["counted_on"]
    if not unmoved:
        ask_if_late(form.signed_on, closed, confirmed)
    waited = record is not None and record.usd_rate == NOT_CONVERTED
    if columns["usd_rate"] == NOT_CONVERTED and not waited and "no-rate-yet" not in confirmed:
        raise NeedsConfirmation(
            "no-rate-yet", currency=form.currency, month=f"{form.signed_on:%Y-%m}"
        )


def _number_taken(work: Work, number: str, record: ContractRecord | None) -> bool:
    found = work.session.scalar(select(ContractRecord.id).filter_by(number=number))
    return found is not None and (record is None or found != record.id)
