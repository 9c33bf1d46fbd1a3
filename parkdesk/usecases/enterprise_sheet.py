"""The page of one enterprise: its head on a day, and who stands beside it in the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort
from parkdesk.store.enterprise_as_at import facts_on
from parkdesk.store.stops import stops_holding
from parkdesk.store.tables.enterprises import EnterpriseRecord
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
    stopped: bool
    """暂停办理: a stop holds on the day, whatever it forbids."""


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
    name: str = record.name
    status: EnterpriseStatus | None = EnterpriseStatus(record.status)
    if on is not None:
        facts = facts_on(work.session, [enterprise_id], on)[enterprise_id]
        name, status = facts.name, facts.status
    stopped = bool(stops_holding(work.session, [enterprise_id], on or work.today))
    return EnterpriseHead(
        record.id, record.version, name, record.name, record.code, status, stopped
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
