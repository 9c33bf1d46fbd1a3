"""Public platforms (公共服务平台): the services they gave, and what each did in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platforms import (
    SATISFIED_FROM,
    Platform,
    PlatformTotals,
    Service,
    ServiceKind,
)
from parkdesk.domain.requests import RequestState
from parkdesk.domain.service_log import judge
from parkdesk.domain.stops import StopEffect
from parkdesk.store.brand_events import leave_log
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_standing import ask_if_late
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.offers import offer_of
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.bookings import BookingRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import (
    PlatformOfferRecord,
    PlatformRequestRecord,
    PlatformServiceRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "served_on": PlatformServiceRecord.served_on,
    "platform": PlatformServiceRecord.platform,
    "enterprise": PlatformServiceRecord.enterprise_sort_key,
    "fee": PlatformServiceRecord.fee_cents,
}
"""What the list can be ordered by."""
_COUNTING = (
    "enterprise_id",
    "platform",
    "kind",
    "offer_id",
    "served_on",
    "hours_tenths",
    "people",
    "fee_cents",
    "satisfaction",
)
"""What the figures of a closed quarter rest on; remarks may be written at any time."""


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """Which services to list; what is left out does not narrow."""

    text: str = ""
    platform: Platform | None = None
    days: DateRange | None = None
    """Days on which figures count the services: what came late counts in a later quarter."""
    enterprise_id: int | None = None
    on: dt.date | None = None
    """The day up to which services count; None is all that are registered."""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service; it has no more than a line shows, so it is the detail too."""

    id: int
    version: int
    platform: Platform
    kind: ServiceKind
    enterprise_id: int
    enterprise: str
    served_on: dt.date
    hours_tenths: int
    people: int
    fee_cents: int
    satisfaction: int | None
    note: str
    counted_on: dt.date
    offer_id: int | None = None
    offer: str = ""
    """What the catalogue calls it; empty where the line names no entry."""
    request_id: int | None = None
    request: str = ""
    """Number of the request that it came of."""


@dataclass(frozen=True, slots=True)
class SaveService:
    """A service as typed; an entry of the catalogue says platform and kind itself."""

    enterprise_id: int | None
    platform: Platform
    kind: ServiceKind | None
    served_on: dt.date | None
    hours_tenths: int = 0
    people: int = 0
    fee_cents: int = 0
    satisfaction: int | None = None
    note: str = ""
    offer_id: int | None = None


@query(Permission.PLATFORM_READ)
def list_services(
    work: Work, criteria: ServiceFilter, sort: Sort, offset: int, limit: int
) -> Window[ServiceRow]:
    """Return the services in view."""
    return fetch_window(
        work.session,
        PlatformServiceRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, criteria.on),
    )


@query(Permission.PLATFORM_READ)
def service_detail(work: Work, service_id: int, on: dt.date | None = None) -> ServiceRow:
    """Return one service; as at a day its enterprise is called as it was then."""
    record = work.get(PlatformServiceRecord, service_id)
    if on is not None and record.served_on > on:
        raise NotFound(table=PlatformServiceRecord.__tablename__, id=service_id)
    return _rows(work.session, [service_id], on)[service_id]


@query(Permission.PLATFORM_READ)
def platform_totals(
    work: Work, days: DateRange | None = None, on: dt.date | None = None
) -> tuple[PlatformTotals, ...]:
    """Return what each of the four platforms did in the period; zeros where it did nothing.

    As at a day: up to that day.
    """
    record = PlatformServiceRecord
    satisfied = case((record.satisfaction >= SATISFIED_FROM, 1), else_=0)
    found = work.session.execute(
        select(
            record.platform,
            func.count(),
            func.count(record.enterprise_id.distinct()),
            func.sum(record.hours_tenths),
            func.sum(record.people),
            func.sum(record.fee_cents),
            func.count(record.satisfaction),
            func.sum(satisfied),
        )
        .where(*_where(ServiceFilter(days=days, on=on)))
        .group_by(record.platform)
    )
    by_platform = {row[0]: [int(value) for value in row[1:]] for row in found}
    return tuple(PlatformTotals(one, *by_platform.get(one.value, ())) for one in Platform)


@command(Permission.PLATFORM_EDIT)
def record_service(work: Work, form: SaveService, confirmed: frozenset[str] = frozenset()) -> int:
    """Record a service; return its id."""
    values = _checked(work, form, confirmed)
    refuse_if_stopped(work, values["enterprise_id"], StopEffect.SERVICES, values["served_on"])
    counted_on = ask_if_late(values["served_on"], closed_quarters(work.session), confirmed)
    return work.add(PlatformServiceRecord(**values, counted_on=counted_on)).id


@command(Permission.PLATFORM_EDIT)
def edit_service(
    work: Work,
    service_id: int,
    version: int,
    form: SaveService,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Correct a service; what a closed quarter counted of it stays."""
    record = work.get(PlatformServiceRecord, service_id, version=version)
    values = _checked(work, form, confirmed)
    _keep_with_request(work, record, values)
    closed = closed_quarters(work.session)
    if closed.holds(record.counted_on):
        moved = [name for name in _COUNTING if values[name] != getattr(record, name)]
        if moved:
            raise InvalidInput(dict.fromkeys(moved, "in-closed-quarter"))
    given = (values["enterprise_id"], values["served_on"])
    if given != (record.enterprise_id, record.served_on):
        refuse_if_stopped(work, given[0], StopEffect.SERVICES, given[1])
    if values["served_on"] != record.served_on:
        values["counted_on"] = ask_if_late(values["served_on"], closed, confirmed)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_service(work: Work, service_id: int, version: int) -> None:
    """Delete a service that was entered by mistake; refused where a closed quarter counted it.

    A request that was done by it is worked on again; a booking or an event that it came of can
    be put in the log again.
    """
    record = work.get(PlatformServiceRecord, service_id, version=version)
    if closed_quarters(work.session).holds(record.counted_on):
        quarter = Quarter.of(record.counted_on)
        raise Refused("service-in-closed-quarter", day=record.served_on, quarter=quarter)
    if record.request_id is not None:
        request = work.get(PlatformRequestRecord, record.request_id)
        request.state, request.closed_on = RequestState.UNDERWAY.value, None
    for booking in work.session.scalars(select(BookingRecord).filter_by(service_id=service_id)):
        booking.service_id = None
    leave_log(work.session, service_id)
    work.session.flush()  # nothing may name a line that is gone
    work.session.delete(record)


def _keep_with_request(work: Work, record: PlatformServiceRecord, values: dict[str, Any]) -> None:
    """Refuse to take a line away from the request that it came of."""
    if record.request_id is None:
        return
    request = work.get(PlatformRequestRecord, record.request_id)
    if values["enterprise_id"] != request.enterprise_id:
        raise InvalidInput({"enterprise_id": "enterprise-of-request"}, number=request.number)
    if values["served_on"] < request.received_on:
        problems = {"served_on": "served-before-request"}
        raise InvalidInput(problems, received_on=request.received_on)


def _checked(work: Work, form: SaveService, confirmed: frozenset[str]) -> dict[str, Any]:
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    entry = work.session.get(PlatformOfferRecord, form.offer_id or 0)
    offer = offer_of(entry) if entry is not None else None
    platform, kind = (offer.platform, offer.kind) if offer else (form.platform, form.kind)
    problems = {
        name: "required"
        for name, value in (
            ("enterprise_id", form.enterprise_id),
            ("kind", kind),
            ("served_on", form.served_on),
        )
        if value is None
    }
    if enterprise is None and "enterprise_id" not in problems:
        problems["enterprise_id"] = "unknown"
    if form.offer_id is not None and offer is None:
        problems["offer_id"] = "unknown"
    if problems or enterprise is None or kind is None or form.served_on is None:
        raise InvalidInput(problems)
    service = Service(
        platform,
        kind,
        form.served_on,
        form.hours_tenths,
        form.people,
        form.fee_cents,
        form.satisfaction,
    )
    residence = Residence(enterprise.entered_on, enterprise.left_on)
    verdict = judge(service, residence, offer, work.today)
    facts = {
        "enterprise": enterprise.name,
        "day": form.served_on,
        "left_on": enterprise.left_on,
        "offer": offer.name if offer else "",
    }
    if verdict.problems:
        raise InvalidInput(verdict.problems, **facts)
    for code in verdict.questions.values():
        if code not in confirmed:
            raise NeedsConfirmation(code, **facts)
    return {
        "platform": platform,
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "kind": kind,
        "offer_id": form.offer_id,
        "served_on": form.served_on,
        "hours_tenths": form.hours_tenths,
        "people": form.people,
        "fee_cents": form.fee_cents,
        "satisfaction": form.satisfaction,
        "note": form.note.strip(),
    }


def _rows(session: Session, ids: Sequence[int], on: dt.date | None = None) -> dict[int, ServiceRow]:
    found = session.execute(
        select(
            PlatformServiceRecord,
            EnterpriseRecord.name,
            PlatformOfferRecord.name,
            PlatformRequestRecord.number,
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == PlatformServiceRecord.enterprise_id)
        .outerjoin(PlatformOfferRecord, PlatformOfferRecord.id == PlatformServiceRecord.offer_id)
        .outerjoin(
            PlatformRequestRecord, PlatformRequestRecord.id == PlatformServiceRecord.request_id
        )
        .where(PlatformServiceRecord.id.in_(ids))
    ).all()
    present = {record.enterprise_id: name for record, name, *_rest in found}
    names = names_then(session, present, on)
    return {
        record.id: ServiceRow(
            record.id,
            record.version,
            Platform(record.platform),
            ServiceKind(record.kind),
            record.enterprise_id,
            names[record.enterprise_id],
            record.served_on,
            record.hours_tenths,
            record.people,
            record.fee_cents,
            record.satisfaction,
            record.note,
            record.counted_on,
            record.offer_id,
            offer or "",
            record.request_id,
            request or "",
        )
        for record, _name, offer, request in found
    }


def _where(criteria: ServiceFilter) -> list[ColumnElement[bool]]:
    record = PlatformServiceRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        called = select(PlatformOfferRecord.id).where(
            PlatformOfferRecord.name.contains(text, autoescape=True)
        )
        where.append(
            or_(
                record.enterprise_id.in_(ids_called(text)),
                record.offer_id.in_(called),
                record.note.contains(text, autoescape=True),
            )
        )
    if criteria.platform is not None:
        where.append(record.platform == criteria.platform)
    if criteria.on is not None:
        where.append(record.served_on <= criteria.on)
    if criteria.days is not None:
        where.append(record.counted_on.between(criteria.days.first, criteria.days.last))
    if criteria.enterprise_id is not None:
        where.append(record.enterprise_id == criteria.enterprise_id)
    return where
