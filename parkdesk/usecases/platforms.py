"""Public platforms (公共服务平台): the services they gave, and what each did in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platforms import (
    SATISFIED_FROM,
    Platform,
    PlatformTotals,
    Service,
    ServiceKind,
    check_service,
    is_long,
)
from parkdesk.domain.stops import StopEffect
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.stops import refuse_if_stopped
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import PlatformServiceRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "served_on": PlatformServiceRecord.served_on,
    "platform": PlatformServiceRecord.platform,
    "enterprise": PlatformServiceRecord.enterprise_sort_key,
    "fee": PlatformServiceRecord.fee_cents,
}
"""What the list can be ordered by."""


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """Which services to list; what is left out does not narrow."""

    text: str = ""
    platform: Platform | None = None
    days: DateRange | None = None
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


@dataclass(frozen=True, slots=True)
class SaveService:
    """A service as typed."""

    enterprise_id: int | None
    platform: Platform
    kind: ServiceKind | None
    served_on: dt.date | None
    hours_tenths: int = 0
    people: int = 0
    fee_cents: int = 0
    satisfaction: int | None = None
    note: str = ""


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
    return work.add(PlatformServiceRecord(**values)).id


@command(Permission.PLATFORM_EDIT)
def edit_service(
    work: Work,
    service_id: int,
    version: int,
    form: SaveService,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Correct a service."""
    record = work.get(PlatformServiceRecord, service_id, version=version)
    values = _checked(work, form, confirmed)
    given = (values["enterprise_id"], values["served_on"])
    if given != (record.enterprise_id, record.served_on):
        refuse_if_stopped(work, given[0], StopEffect.SERVICES, given[1])
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_service(work: Work, service_id: int, version: int) -> None:
    """Delete a service that was entered by mistake."""
    work.session.delete(work.get(PlatformServiceRecord, service_id, version=version))


def _checked(work: Work, form: SaveService, confirmed: frozenset[str]) -> dict[str, Any]:
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    problems = {
        name: "required"
        for name in ("enterprise_id", "kind", "served_on")
        if getattr(form, name) is None
    }
    if enterprise is None and "enterprise_id" not in problems:
        problems["enterprise_id"] = "unknown"
    if problems or enterprise is None or form.kind is None or form.served_on is None:
        raise InvalidInput(problems)
    service = Service(
        form.platform,
        form.kind,
        form.served_on,
        form.hours_tenths,
        form.people,
        form.fee_cents,
        form.satisfaction,
    )
    problems = check_service(service, work.today)
    if problems:
        raise InvalidInput(
            {"fee_cents" if name == "fee" else name: code for name, code in problems.items()}
        )
    residence = Residence(enterprise.entered_on, enterprise.left_on)
    questions = {
        "served-outside-residence": not residence.covers(form.served_on),
        "more-hours-than-a-day": is_long(service),
    }
    for code, applies in questions.items():
        if applies and code not in confirmed:
            raise NeedsConfirmation(code, enterprise=enterprise.name, day=form.served_on)
    return {
        "platform": form.platform,
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "kind": form.kind,
        "served_on": form.served_on,
        "hours_tenths": form.hours_tenths,
        "people": form.people,
        "fee_cents": form.fee_cents,
        "satisfaction": form.satisfaction,
        "note": form.note.strip(),
    }


def _rows(session: Session, ids: Sequence[int], on: dt.date | None = None) -> dict[int, ServiceRow]:
    found = session.execute(
        select(PlatformServiceRecord, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == PlatformServiceRecord.enterprise_id)
        .where(PlatformServiceRecord.id.in_(ids))
    ).all()
    present = {record.enterprise_id: name for record, name in found}
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
        )
        for record, _name in found
    }


def _where(criteria: ServiceFilter) -> list[ColumnElement[bool]]:
    record = PlatformServiceRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        enterprises = ids_called(text)
        where.append(
            or_(record.enterprise_id.in_(enterprises), record.note.contains(text, autoescape=True))
        )
    if criteria.platform is not None:
        where.append(record.platform == criteria.platform)
    if criteria.on is not None:
        where.append(record.served_on <= criteria.on)
    if criteria.days is not None:
        where.append(record.served_on.between(criteria.days.first, criteria.days.last))
    if criteria.enterprise_id is not None:
        where.append(record.enterprise_id == criteria.enterprise_id)
    return where
