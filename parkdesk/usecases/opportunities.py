"""Opportunities (商机) of the marketplace: posted, closed, signed; who was recommended for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.contract_forms import SaveContract
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.opportunities import (
    OPEN_STATES,
    OpportunityState,
    SaveOpportunity,
    check_close,
    check_opportunity,
)
from parkdesk.store.opportunities import candidates_of, columns_of, known_of, renew
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.marketplace import OpportunityRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.core import command

_NONE_CONFIRMED: frozenset[str] = frozenset()


@command(Permission.PLATFORM_EDIT)
def add_opportunity(work: Work, form: SaveOpportunity) -> int:
    """Post an opportunity (发布); return its id."""
    values = _checked(work, form)
    prefix = f"SJ-{work.today.year}-"
    serial = next_serial(work, OpportunityRecord.number, prefix)
    return work.add(OpportunityRecord(number=f"{prefix}{serial:04d}", **values)).id


@command(Permission.PLATFORM_EDIT)
def edit_opportunity(work: Work, opportunity_id: int, version: int, form: SaveOpportunity) -> None:
    """Change what is said of an opportunity; one that was signed is past that."""
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    if record.contract_id is not None:
        raise WrongState(state=OpportunityState.SIGNED, action="edit")
    values = _checked(work, form)
    first = min((one.recommended_on for one in candidates_of(work.session, record)), default=None)
    if first is not None and values["posted_on"] > first:
        raise InvalidInput({"posted_on": "posted-after-recommended"}, day=first)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_opportunity(work: Work, opportunity_id: int, version: int) -> None:
    """Delete one that was entered by mistake; where somebody was recommended it is closed."""
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    if candidates_of(work.session, record):
        raise Refused("opportunity-was-recommended", number=record.number)
    work.session.delete(record)


@command(Permission.PLATFORM_EDIT)
def close_opportunity(work: Work, opportunity_id: int, version: int, reason: str) -> None:
    """Close an opportunity of which no contract came (关闭), with the reason."""
    record = _open(work, opportunity_id, version, "close")
    check_close(reason)
    record.closed_on = work.today
    record.reason = reason.strip()
    renew(work.session, record)


@command(Permission.PLATFORM_EDIT)
def reopen_opportunity(work: Work, opportunity_id: int, version: int) -> None:
    """Open one again that was closed: it stands where those recommended stand."""
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    if record.closed_on is None:
        raise WrongState(state=OpportunityState(record.state), action="reopen")
    record.closed_on = None
    record.reason = ""
    renew(work.session, record)


@command(Permission.PLATFORM_EDIT)
def sign_opportunity(work: Work, opportunity_id: int, version: int, contract_id: int) -> None:
    """Say which registered contract came of an opportunity (签约)."""
    record = _open(work, opportunity_id, version, "sign")
    contract = work.get(ContractRecord, contract_id)
    problem = _contract_problem(work, record, contract)
    if problem:
        raise InvalidInput({"contract_id": problem}, posted_on=record.posted_on)
    record.contract_id = contract_id
    renew(work.session, record)


@command(Permission.PLATFORM_EDIT)
def sign_with_new_contract(
    work: Work,
    opportunity_id: int,
    version: int,
    form: SaveContract,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Register the contract that came of an opportunity (签约); return the contract's id."""
    contract_id = register_contract(work, form, confirmed)
    sign_opportunity(work, opportunity_id, version, contract_id)
    return contract_id


@command(Permission.PLATFORM_EDIT)
def unsign_opportunity(work: Work, opportunity_id: int, version: int) -> None:
    """Take a wrong contract from an opportunity; the contract stays in its register."""
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    if record.contract_id is None:
        raise WrongState(state=OpportunityState(record.state), action="unsign")
    record.contract_id = None
    renew(work.session, record)


def _open(work: Work, opportunity_id: int, version: int, action: str) -> OpportunityRecord:
    record = work.get(OpportunityRecord, opportunity_id, version=version)
    state = OpportunityState(record.state)
    if state not in OPEN_STATES:
        raise WrongState(state=state, action=action)
    return record


def _contract_problem(work: Work, record: OpportunityRecord, contract: ContractRecord) -> str:
    live = {
        one.enterprise_id for one in candidates_of(work.session, record) if one.dropped_on is None
    }
    taken = select(OpportunityRecord.id).filter_by(contract_id=contract.id)
    if contract.enterprise_id not in live:
        return "contract-of-nobody-recommended"
    if contract.state == ContractState.DRAFT.value:
        return "contract-still-draft"
    if contract.signed_on < record.posted_on:
        return "contract-before-posting"
    return "contract-of-another" if work.session.scalar(taken) is not None else ""


def _checked(work: Work, form: SaveOpportunity) -> dict[str, Any]:
    problems = check_opportunity(form, known_of(work.session, form), work.today)
    if problems:
        raise InvalidInput(problems)
    return columns_of(form)
