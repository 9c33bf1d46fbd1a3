"""Requests (服务申请) to the public platforms: put, accepted, worked on, done or refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import (
    OPEN_STATES,
    Asked,
    RequestAction,
    RequestState,
    after,
    check_refusal,
    check_request,
)
from parkdesk.store.offers import offer_of
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import (
    PlatformOfferRecord,
    PlatformRequestRecord,
    PlatformServiceRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.platforms import SaveService, record_service

_NONE_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """A request as typed; an entry of the catalogue says platform and kind itself."""

    enterprise_id: int | None
    platform: Platform | None
    kind: ServiceKind | None
    subject: str
    received_on: dt.date | None
    due_on: dt.date | None
    note: str = ""
    offer_id: int | None = None


@command(Permission.PLATFORM_EDIT)
def add_request(work: Work, form: SaveRequest) -> int:
    """Enter a request that came; return its id."""
    values = _checked(work, form)
    prefix = f"SQ-{work.today.year}-"
    serial = next_serial(work, PlatformRequestRecord.number, prefix)
    record = PlatformRequestRecord(
        number=f"{prefix}{serial:04d}", state=RequestState.RECEIVED.value, **values
    )
    return work.add(record).id


@command(Permission.PLATFORM_EDIT)
def edit_request(work: Work, request_id: int, version: int, form: SaveRequest) -> None:
    """Correct a request that is open, or put its day off."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    if RequestState(record.state) not in OPEN_STATES:
        raise WrongState(state=RequestState(record.state), action="edit")
    values = _checked(work, form)
    begun = record.accepted_on
    if begun is not None and values["received_on"] > begun:
        raise InvalidInput({"received_on": "received-after-accepted"}, day=begun)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def accept_request(work: Work, request_id: int, version: int) -> None:
    """Accept a request (受理)."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    record.state = after(RequestState(record.state), RequestAction.ACCEPT).value
    record.accepted_on = work.today


@command(Permission.PLATFORM_EDIT)
def begin_request(work: Work, request_id: int, version: int) -> None:
    """Begin to work on a request (办理)."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    record.state = after(RequestState(record.state), RequestAction.BEGIN).value
    record.begun_on = work.today


@command(Permission.PLATFORM_EDIT)
def complete_request(
    work: Work,
    request_id: int,
    version: int,
    form: SaveService,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> int:
    """Finish a request with the line of the log that came of it; return the line's id."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    done = after(RequestState(record.state), RequestAction.COMPLETE)
    _require_since(record, form.served_on)
    line_id = record_service(work, replace(form, enterprise_id=record.enterprise_id), confirmed)
    work.get(PlatformServiceRecord, line_id).request_id = request_id
    _close(work, record, done)
    return line_id


@command(Permission.PLATFORM_EDIT)
def complete_request_by_line(work: Work, request_id: int, version: int, service_id: int) -> None:
    """Finish a request with a line that stands in the log already."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    done = after(RequestState(record.state), RequestAction.COMPLETE)
    line = work.get(PlatformServiceRecord, service_id)
    if line.enterprise_id != record.enterprise_id:
        raise InvalidInput({"service_id": "line-of-another-enterprise"})
    if line.request_id is not None:
        raise InvalidInput({"service_id": "line-of-another-request"})
    _require_since(record, line.served_on, "service_id")
    line.request_id = request_id
    _close(work, record, done)


@command(Permission.PLATFORM_EDIT)
def refuse_request(work: Work, request_id: int, version: int, reason: str) -> None:
    """Refuse a request (拒绝) with a reason."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    refused = after(RequestState(record.state), RequestAction.REFUSE)
    check_refusal(reason)
    record.reason = reason.strip()
    _close(work, record, refused)


@command(Permission.PLATFORM_EDIT)
def delete_request(work: Work, request_id: int, version: int) -> None:
    """Delete a request that was entered by mistake; one that was accepted stays."""
    record = work.get(PlatformRequestRecord, request_id, version=version)
    if RequestState(record.state) is not RequestState.RECEIVED:
        raise Refused("request-was-accepted", number=record.number)
    work.session.delete(record)


def _require_since(
    record: PlatformRequestRecord, day: dt.date | None, field: str = "served_on"
) -> None:
    if day is not None and day < record.received_on:
        raise InvalidInput({field: "served-before-request"}, received_on=record.received_on)


def _close(work: Work, record: PlatformRequestRecord, state: RequestState) -> None:
    record.state = state.value
    record.closed_on = work.today


def _checked(work: Work, form: SaveRequest) -> dict[str, Any]:
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    entry = work.session.get(PlatformOfferRecord, form.offer_id or 0)
    offer = offer_of(entry) if entry is not None else None
    platform, kind = (offer.platform, offer.kind) if offer else (form.platform, form.kind)
    needed = {
        "enterprise_id": form.enterprise_id,
        "kind": kind and platform,
        "received_on": form.received_on,
        "due_on": form.due_on,
    }
    problems = {name: "required" for name, value in needed.items() if value is None}
    if enterprise is None and "enterprise_id" not in problems:
        problems["enterprise_id"] = "unknown"
    if form.offer_id is not None and offer is None:
        problems["offer_id"] = "unknown"
    if (
        problems
        or enterprise is None
        or platform is None
        or kind is None
        or form.received_on is None
        or form.due_on is None
    ):
        raise InvalidInput(problems)
    asked = Asked(platform, kind, form.subject, form.received_on, form.due_on)
    problems = check_request(
        asked, Residence(enterprise.entered_on, enterprise.left_on), work.today
    )
    if problems:
        raise InvalidInput(problems, enterprise=enterprise.name, left_on=enterprise.left_on)
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "platform": platform.value,
        "kind": kind.value,
        "offer_id": form.offer_id,
        "subject": form.subject.strip(),
        "received_on": form.received_on,
        "due_on": form.due_on,
        "note": form.note.strip(),
    }
