"""The services of an enterprise: several, at most one of them the main one at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.enterprises import Reach
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.service_codes import Layer, Offered, Period, SaveService, check_service
from parkdesk.store.enterprise_services import end_main, sync_record
from parkdesk.store.service_code_rows import NamedCode, named_code, usable_days
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import (
    EnterpriseServiceRecord,
    ServiceCodeEditionRecord,
    ServiceCodeRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """One service of an enterprise."""

    id: int
    version: int
    code: NamedCode
    edition_title: str
    edition_title_en: str
    official_codes: bool
    reach: Reach
    layer: Layer | None
    is_main: bool
    from_on: dt.date
    to_on: dt.date | None
    note: str

    @property
    def period(self) -> Period:
        """The days it is offered."""
        return Period(self.from_on, self.to_on)


@query(Permission.ENTERPRISE_READ)
def services_of_enterprise(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[OfferedRow, ...]:
    """Return an enterprise's services, the main one first; with `on` those of that day only."""
    found = work.session.execute(
        select(EnterpriseServiceRecord, ServiceCodeRecord, ServiceCodeEditionRecord)
        .join(ServiceCodeRecord, ServiceCodeRecord.id == EnterpriseServiceRecord.service_code_id)
        .join(
            ServiceCodeEditionRecord,
            ServiceCodeEditionRecord.code == ServiceCodeRecord.edition_code,
        )
        .where(EnterpriseServiceRecord.enterprise_id == enterprise_id)
    )
    rows = [_row(service, code, edition) for service, code, edition in found]
    if on is not None:
        rows = [row for row in rows if row.period.covers(on)]
    day = on or work.today
    rows.sort(key=lambda row: (not row.period.covers(day), not row.is_main, row.from_on, row.id))
    return tuple(rows)


@command(Permission.ENTERPRISE_EDIT)
def add_enterprise_service(work: Work, enterprise_id: int, form: SaveService) -> int:
    """Add a service to an enterprise; return its id. The first one is the main one."""
    work.get(EnterpriseRecord, enterprise_id)
    _require(work, enterprise_id, form, None)
    is_main = form.is_main or not _others(work, enterprise_id, None)
    if is_main:
        _make_room(work, enterprise_id, form, None)
    record = EnterpriseServiceRecord(
        enterprise_id=enterprise_id, **_columns(form) | {"is_main": is_main}
    )
    id_ = work.add(record).id
    sync_record(work, enterprise_id)
    return id_


@command(Permission.ENTERPRISE_EDIT)
def edit_enterprise_service(work: Work, service_id: int, version: int, form: SaveService) -> None:
    """Correct a service; made the main one, it takes that from the one before, from its day on."""
    record = work.get(EnterpriseServiceRecord, service_id, version=version)
    _require(work, record.enterprise_id, form, service_id)
    if form.is_main:
        _make_room(work, record.enterprise_id, form, service_id)
    for name, value in _columns(form).items():
        setattr(record, name, value)
    sync_record(work, record.enterprise_id)


@command(Permission.ENTERPRISE_EDIT)
def delete_enterprise_service(work: Work, service_id: int, version: int) -> None:
    """Take away a service that was entered by mistake; what ended is ended by its last day."""
    record = work.get(EnterpriseServiceRecord, service_id, version=version)
    enterprise_id = record.enterprise_id
    work.session.delete(record)
    sync_record(work, enterprise_id)


def _require(work: Work, enterprise_id: int, form: SaveService, own: int | None) -> None:
    found = work.session.execute(
        select(ServiceCodeRecord, ServiceCodeEditionRecord)
        .join(
            ServiceCodeEditionRecord,
            ServiceCodeEditionRecord.code == ServiceCodeRecord.edition_code,
        )
        .where(ServiceCodeRecord.id == (form.service_code_id or 0))
    ).first()
    usable = usable_days(*found) if found else None
    others = [
        Offered(one.id, one.service_code_id, Period(one.from_on, one.to_on))
        for one in _others(work, enterprise_id, own)
    ]
    problems = check_service(form, usable, others, work.today)
    if problems:
        raise InvalidInput(problems, first=usable.first if usable else None)


def _others(work: Work, enterprise_id: int, own: int | None) -> list[EnterpriseServiceRecord]:
    query_ = select(EnterpriseServiceRecord).filter_by(enterprise_id=enterprise_id)
    return [one for one in work.session.scalars(query_) if one.id != own]


def _make_room(work: Work, enterprise_id: int, form: SaveService, own: int | None) -> None:
    """Let no other service be the main one in the days of this one."""
    assert form.from_on is not None
    for one in _others(work, enterprise_id, own):
        if one.is_main and Period(one.from_on, one.to_on).meets(form.period):
            end_main(work, one, form.from_on)


def _columns(form: SaveService) -> dict[str, object]:
    assert form.reach is not None
    return {
        "service_code_id": form.service_code_id,
        "market": form.reach.value,
        "layer": form.layer.value if form.layer else "",
        "is_main": form.is_main,
        "from_on": form.from_on,
        "to_on": form.to_on,
        "note": form.note.strip(),
    }


def _row(
    service: EnterpriseServiceRecord, code: ServiceCodeRecord, edition: ServiceCodeEditionRecord
) -> OfferedRow:
    return OfferedRow(
        service.id,
        service.version,
        named_code(code, edition),
        edition.title,
        edition.title_en,
        edition.official_codes,
        Reach(service.market),
        Layer(service.layer) if service.layer else None,
        service.is_main,
        service.from_on,
        service.to_on,
        service.note,
    )
