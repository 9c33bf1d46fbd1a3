"""The page of one enterprise: its head on a day, and who stands beside it in the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.enterprises import EnterpriseStatus, StatusChange, status_on
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, enterprise_place, list_enterprises


@dataclass(frozen=True, slots=True)
class EnterpriseHead:
    """What stands over every tab of an enterprise's page."""

    id: int
    version: int
    name: str
    """The name it bore on the day."""
    present_name: str
    code: str
    status: EnterpriseStatus | None
    """On the day; None where nothing is recorded of it by then."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Where an enterprise stands in the register as it is filtered and ordered."""

    place: int
    """The number of its row, from 1; 0 where the filter hides it."""
    total: int
    previous: int | None
    next: int | None


@query(Permission.ENTERPRISE_READ)
def enterprise_head(work: Work, enterprise_id: int, on: dt.date | None) -> EnterpriseHead:
    """Return name, code and status of an enterprise as at a day, today by default."""
    record = work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    return EnterpriseHead(
        id=record.id,
        version=record.version,
        name=_name_on(work, record, day),
        present_name=record.name,
        code=record.code,
        status=_status_on(work, record, day),
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_beside(
    work: Work, enterprise_id: int, criteria: EnterpriseFilter, sort: Sort
) -> Beside:
    """Return the enterprises before and after this one in the register's order."""
    place = enterprise_place.function(work, criteria, sort, enterprise_id)
    if place is None:
        return Beside(0, 0, None, None)
    first = max(place - 1, 0)
    window = list_enterprises.function(work, criteria, sort, first, 3)
    ids = [row.id for row in window.rows]
    at = place - first
    return Beside(
        place + 1,
        window.total,
        ids[at - 1] if at else None,
        ids[at + 1] if at + 1 < len(ids) else None,
    )


def _name_on(work: Work, record: EnterpriseRecord, day: dt.date) -> str:
    former = work.session.scalar(
        select(EnterpriseNameRecord.name)
        .where(
            EnterpriseNameRecord.enterprise_id == record.id, EnterpriseNameRecord.until_on >= day
        )
        .order_by(EnterpriseNameRecord.until_on)
        .limit(1)
    )
    return former or record.name


def _status_on(work: Work, record: EnterpriseRecord, day: dt.date) -> EnterpriseStatus | None:
    changes = [
        StatusChange(one.from_on, EnterpriseStatus(one.status))
        for one in work.session.scalars(
            select(EnterpriseStatusRecord)
            .where(EnterpriseStatusRecord.enterprise_id == record.id)
            .order_by(EnterpriseStatusRecord.from_on, EnterpriseStatusRecord.id)
        )
    ]
    return status_on(changes, day)
