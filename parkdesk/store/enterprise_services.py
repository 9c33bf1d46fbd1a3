"""The main service of an enterprise and the columns of its record, kept in step: one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ServiceLine
from parkdesk.store.service_code_rows import class_of_line
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord, ServiceCodeRecord
from parkdesk.store.work import Work

_CHUNK = 500
_DAY = dt.timedelta(days=1)


def main_services(
    session: Session, ids: Sequence[int], day: dt.date
) -> dict[int, tuple[EnterpriseServiceRecord, ServiceCodeRecord]]:
    """Return the main service of each enterprise on a day."""
    found = session.execute(
        select(EnterpriseServiceRecord, ServiceCodeRecord)
        .join(ServiceCodeRecord, ServiceCodeRecord.id == EnterpriseServiceRecord.service_code_id)
        .where(
            EnterpriseServiceRecord.enterprise_id.in_(ids),
            EnterpriseServiceRecord.is_main,
            EnterpriseServiceRecord.from_on <= day,
            or_(EnterpriseServiceRecord.to_on.is_(None), EnterpriseServiceRecord.to_on >= day),
        )
    )
    return {service.enterprise_id: (service, code) for service, code in found}


def offers_service(code: str, day: dt.date) -> ColumnElement[bool]:
    """Return the condition that an enterprise offers a class of services, or a part of it.

    The code is looked up in every edition: a service keeps the one it was entered under.
    """
    offered = (
        select(EnterpriseServiceRecord.enterprise_id)
        .join(ServiceCodeRecord, ServiceCodeRecord.id == EnterpriseServiceRecord.service_code_id)
        .where(
            or_(ServiceCodeRecord.code == code, ServiceCodeRecord.parent_code == code),
            EnterpriseServiceRecord.from_on <= day,
            or_(EnterpriseServiceRecord.to_on.is_(None), EnterpriseServiceRecord.to_on >= day),
        )
    )
    return EnterpriseRecord.id.in_(offered)


def sync_record(work: Work, enterprise_id: int) -> None:
    """Give the record's line and market what today's main service says; none leaves them."""
    work.session.flush()  # what was just changed is asked for again
    found = main_services(work.session, [enterprise_id], work.today).get(enterprise_id)
    if found is None:
        return
    service, code = found
    record = work.get(EnterpriseRecord, enterprise_id)
    # Only what differs: a save of the same would count as a new version of the record.
    if record.service_line != code.line:
        record.service_line = code.line
    if record.market != service.market:
        record.market = service.market


def follow_records(work: Work, said: Mapping[int, tuple[str, str]]) -> None:
    """Let the main services follow line and market as a form or a list has just set them.

    `said` are both by the enterprise's id; an empty text says nothing. An enterprise without
    services keeps none. A market is corrected in place; with another line, that line's own class
    is the main service from today, and the one before goes on beside it.
    """
    ids = sorted(said)
    for start in range(0, len(ids), _CHUNK):
        found = main_services(work.session, ids[start : start + _CHUNK], work.today)
        for id_, (service, code) in found.items():
            line, market = said[id_]
            if market and market != service.market:
                service.market = market
            if line and line != code.line:
                _change_line(work, service, ServiceLine(line))


def _change_line(work: Work, service: EnterpriseServiceRecord, line: ServiceLine) -> None:
    successor = class_of_line(work.session, line, work.today)
    if service.from_on >= work.today and successor is not None:
        service.service_code_id = successor.id
        return
    end_main(work, service, work.today)
    if successor is not None:
        work.session.add(
            EnterpriseServiceRecord(
                enterprise_id=service.enterprise_id,
                service_code_id=successor.id,
                market=service.market,
                is_main=True,
                from_on=work.today,
            )
        )


def end_main(work: Work, service: EnterpriseServiceRecord, day: dt.date) -> None:
    """Let a service be the main one until the day before `day`; it goes on beside another one."""
    if service.from_on >= day:
        service.is_main = False
        return
    if service.to_on is not None and service.to_on < day:
        return
    work.session.add(
        EnterpriseServiceRecord(
            enterprise_id=service.enterprise_id,
            service_code_id=service.service_code_id,
            market=service.market,
            layer=service.layer,
            is_main=False,
            from_on=day,
            to_on=service.to_on,
            note=service.note,
        )
    )
    service.to_on = day - _DAY
