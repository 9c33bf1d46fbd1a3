"""Events of the public brand platform: planned, called off, who took part, what came of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.brand_events import (
    SERVICE_OF,
    EventKind,
    EventState,
    SaveEvent,
    SaveParticipant,
    check_cancel,
    check_event,
    check_hours,
    check_participant,
)
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.platforms import Platform
from parkdesk.store.brand_events import (
    columns_of,
    contracts_of,
    event_of,
    participants_of,
    state_of,
)
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.brand import (
    BrandEventRecord,
    EventContractRecord,
    EventParticipantRecord,
)
from parkdesk.store.tables.contracts import ContractRecord, CountryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platform_money import PlatformOutlayRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.platforms import SaveService, record_service

_NONE_CONFIRMED: frozenset[str] = frozenset()


@command(Permission.PLATFORM_EDIT)
def add_event(work: Work, form: SaveEvent) -> int:
    """Enter an event; return its id."""
    values = _checked(work, form)
    prefix = f"HD-{values['first_on'].year}-"
    serial = next_serial(work, BrandEventRecord.number, prefix)
    return work.add(BrandEventRecord(number=f"{prefix}{serial:04d}", **values)).id


@command(Permission.PLATFORM_EDIT)
def edit_event(work: Work, event_id: int, version: int, form: SaveEvent) -> None:
    """Change an event; its days stay before what came of it."""
    record = _standing(work, event_id, version, "edit")
    values = _checked(work, form)
    participants = participants_of(work.session, event_id)
    if values["first_on"] > work.today and any(one.leads for one in participants):
        raise InvalidInput({"first_on": "event-has-leads"})
    if any(one.service_id is not None for one in participants):
        moved = [name for name in ("kind", "first_on") if values[name] != getattr(record, name)]
        if moved:
            raise InvalidInput(dict.fromkeys(moved, "event-in-log"))
    for one in contracts_of(work.session, event_id):
        contract = work.get(ContractRecord, one.contract_id)
        if contract.signed_on < values["first_on"]:
            problems = {"first_on": "event-after-contract"}
            raise InvalidInput(problems, number=contract.number, signed_on=contract.signed_on)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_event(work: Work, event_id: int, version: int) -> None:
    """Delete an event entered by mistake; one in which somebody takes part is called off."""
    record = work.get(BrandEventRecord, event_id, version=version)
    if participants_of(work.session, event_id):
        raise Refused("event-has-participants", number=record.number)
    paid = select(PlatformOutlayRecord.id).filter_by(event_id=event_id).limit(1)
    if work.session.scalar(paid) is not None:
        raise Refused("event-in-funds", number=record.number)
    work.session.delete(record)


@command(Permission.PLATFORM_EDIT)
def cancel_event(work: Work, event_id: int, version: int, reason: str) -> None:
    """Call an event off (取消), with the reason; not one of which something came already."""
    record = _standing(work, event_id, version, "cancel")
    check_cancel(reason)
    participants = participants_of(work.session, event_id)
    if contracts_of(work.session, event_id) or any(
        one.leads or one.service_id is not None for one in participants
    ):
        raise Refused("event-brought-something", number=record.number)
    record.cancelled_on = work.today
    record.reason = reason.strip()


@command(Permission.PLATFORM_EDIT)
def resume_event(work: Work, event_id: int, version: int) -> None:
    """Let an event that was called off take place after all."""
    record = work.get(BrandEventRecord, event_id, version=version)
    if record.cancelled_on is None:
        raise WrongState(state=state_of(record, work.today), action="resume")
    record.cancelled_on = None
    record.reason = ""


@command(Permission.PLATFORM_EDIT)
def add_participant(work: Work, event_id: int, version: int, form: SaveParticipant) -> int:
    """Enter an enterprise that takes part (参加企业); return the entry's id."""
    record = _standing(work, event_id, version, "add-participant")
    enterprise = _of_the_park(work, record, form)
    if any(one.enterprise_id == enterprise.id for one in participants_of(work.session, event_id)):
        raise InvalidInput({"enterprise_id": "participant-already"}, name=enterprise.name)
    return work.add(
        EventParticipantRecord(
            event_id=event_id,
            enterprise_id=enterprise.id,
            people=form.people,
            leads=form.leads,
            interest=form.interest.strip(),
        )
    ).id


@command(Permission.PLATFORM_EDIT)
def edit_participant(work: Work, participant_id: int, version: int, form: SaveParticipant) -> None:
    """Note how many people came and which clients showed interest."""
    one = work.get(EventParticipantRecord, participant_id, version=version)
    record = _standing(work, one.event_id, None, "edit-participant")
    problems = check_participant(form, record.first_on, work.today)
    if form.enterprise_id not in {None, one.enterprise_id}:
        problems["enterprise_id"] = "participant-of-another"
    if problems:
        raise InvalidInput(problems, first_on=record.first_on)
    one.people, one.leads, one.interest = form.people, form.leads, form.interest.strip()


@command(Permission.PLATFORM_EDIT)
def remove_participant(work: Work, participant_id: int, version: int) -> None:
    """Take out an enterprise that does not take part; not one of which something came."""
    one = work.get(EventParticipantRecord, participant_id, version=version)
    record = _standing(work, one.event_id, None, "remove-participant")
    enterprise = work.get(EnterpriseRecord, one.enterprise_id)
    signed = {
        work.get(ContractRecord, contract.contract_id).enterprise_id
        for contract in contracts_of(work.session, record.id)
    }
    if one.leads or one.service_id is not None or one.enterprise_id in signed:
        raise Refused("participant-brought-something", name=enterprise.name)
    work.session.delete(one)


@command(Permission.PLATFORM_EDIT)
def log_event(
    work: Work,
    event_id: int,
    version: int,
    hours_tenths: int,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Make a line of the service log for each participant that has none; return how many.

    `hours_tenths` are those given to each. The lines are free of charge; a fee is entered there.
    """
    record = _standing(work, event_id, version, "log")
    kind = SERVICE_OF.get(EventKind(record.kind))
    if kind is None:
        raise Refused("event-kind-not-in-log", number=record.number)
    if record.first_on > work.today:
        raise Refused("event-still-to-come", number=record.number, day=record.first_on)
    problems = check_hours(hours_tenths, record.first_on, record.until_on)
    if problems:
        raise InvalidInput(problems)
    waiting = [one for one in participants_of(work.session, event_id) if one.service_id is None]
    if not waiting:
        raise Refused("event-all-in-log", number=record.number)
    for one in waiting:
        line = SaveService(
            one.enterprise_id,
            Platform.BRAND,
            kind,
            record.first_on,
            hours_tenths,
            one.people or 0,
            note=f"{record.number} {record.title}",
        )
        one.service_id = record_service(work, line, confirmed)
    return len(waiting)


@command(Permission.PLATFORM_EDIT)
def name_event_contract(work: Work, event_id: int, version: int, contract_id: int) -> None:
    """Say that a registered contract came of an event."""
    record = _standing(work, event_id, version, "name-contract")
    contract = work.get(ContractRecord, contract_id)
    firms = {one.enterprise_id for one in participants_of(work.session, event_id)}
    problem = _contract_problem(record, contract, firms)
    if not problem and event_of(work.session, contract_id):
        problem = "contract-of-another-event"
    if problem:
        raise InvalidInput({"contract_id": problem}, first_on=record.first_on)
    work.add(EventContractRecord(event_id=event_id, contract_id=contract_id))


@command(Permission.PLATFORM_EDIT)
def take_event_contract_back(work: Work, event_id: int, version: int, contract_id: int) -> None:
    """Take a wrong contract from an event; the contract stays in its register."""
    _standing(work, event_id, version, "take-contract-back")
    found = [one for one in contracts_of(work.session, event_id) if one.contract_id == contract_id]
    if not found:
        raise InvalidInput({"contract_id": "unknown"})
    work.session.delete(found[0])


def _standing(work: Work, event_id: int, version: int | None, action: str) -> BrandEventRecord:
    record = work.get(BrandEventRecord, event_id, version=version)
    state = state_of(record, work.today)
    if state is EventState.CANCELLED:
        raise WrongState(state=state, action=action)
    return record


def _of_the_park(work: Work, record: BrandEventRecord, form: SaveParticipant) -> EnterpriseRecord:
    problems = check_participant(form, record.first_on, work.today)
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    if enterprise is None and "enterprise_id" not in problems:
        problems["enterprise_id"] = "unknown"
    if problems or enterprise is None:
        raise InvalidInput(problems, first_on=record.first_on)
    if enterprise.left_on is not None and enterprise.left_on <= record.first_on:
        raise Refused("participant-had-left", name=enterprise.name, left_on=enterprise.left_on)
    return enterprise


def _contract_problem(record: BrandEventRecord, contract: ContractRecord, firms: set[int]) -> str:
    if contract.enterprise_id not in firms:
        return "contract-of-no-participant"
    if contract.state == ContractState.DRAFT.value:
        return "contract-still-draft"
    return "contract-before-event" if contract.signed_on < record.first_on else ""


def _checked(work: Work, form: SaveEvent) -> dict[str, Any]:
    countries = set(work.session.scalars(select(CountryRecord.code)))
    problems = check_event(form, countries)
    if problems:
        raise InvalidInput(problems)
    return columns_of(form)
