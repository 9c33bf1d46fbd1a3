"""The register of filings and disputes, and what is past the last day of its next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.ip_matters import OPEN_STATES, IpKind, IpState, MatterDays, is_past_due
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.containing import containing
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.ip_matters import IpMatterRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "due_on": IpMatterRecord.due_key,
    "opened_on": IpMatterRecord.opened_on,
    "enterprise": IpMatterRecord.enterprise_sort_key,
    "kind": IpMatterRecord.kind,
    "number": IpMatterRecord.number,
}
"""What the register can be ordered by."""


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which matters to list; what is left out does not narrow."""

    text: str = ""
    kind: IpKind | None = None
    state: IpState | None = None
    is_open: bool = False
    past_due: bool = False
    on: dt.date | None = None
    """The day as at which matters are read; None is today."""


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as it stands on the day; what came later is not told."""

    id: int
    version: int
    number: str
    enterprise_id: int
    enterprise: str
    kind: IpKind
    title: str
    other_side: str
    opened_on: dt.date
    due_on: dt.date | None
    state: IpState
    past_due: bool
    filed_on: dt.date | None
    application_number: str
    closed_on: dt.date | None
    certificate_number: str
    outcome: str
    note: str


@query(Permission.PLATFORM_READ)
def list_matters(
    work: Work, criteria: MatterFilter, sort: Sort, offset: int, limit: int
) -> Window[MatterRow]:
    """Return the matters in view."""
    day = criteria.on or work.today
    return fetch_window(
        work.session,
        IpMatterRecord.id,
        _where(criteria, day),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, criteria.on, day),
    )


@query(Permission.PLATFORM_READ)
def matter_detail(work: Work, matter_id: int, on: dt.date | None = None) -> MatterRow:
    """Return one matter; as at a day with the state and the name of that day."""
    record = work.get(IpMatterRecord, matter_id)
    if on is not None and record.opened_on > on:
        raise NotFound(table=IpMatterRecord.__tablename__, id=matter_id)
    return _rows(work.session, [matter_id], on, on or work.today)[matter_id]


def _rows(
    session: Session, ids: Sequence[int], on: dt.date | None, day: dt.date
) -> dict[int, MatterRow]:
    found = session.execute(
        select(IpMatterRecord, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == IpMatterRecord.enterprise_id)
        .where(IpMatterRecord.id.in_(ids))
    ).all()
    names = names_then(session, {one.enterprise_id: name for one, name in found}, on)
    return {record.id: _row(record, names[record.enterprise_id], day) for record, _name in found}


def _row(record: IpMatterRecord, name: str, day: dt.date) -> MatterRow:
    days = MatterDays(IpState(record.state), record.filed_on, record.closed_on)
    state = days.state_on(day)
    is_filed = record.filed_on is not None and record.filed_on <= day
    is_closed = state not in OPEN_STATES
    return MatterRow(
        record.id,
        record.version,
        record.number,
        record.enterprise_id,
        name,
        IpKind(record.kind),
        record.title,
        record.other_side,
        record.opened_on,
        record.due_on,
        state,
        is_past_due(state, record.due_on, day),
        record.filed_on if is_filed else None,
        record.application_number if is_filed else "",
        record.closed_on if is_closed else None,
        record.certificate_number if is_closed else "",
        record.outcome if is_closed else "",
        record.note,
    )


def _where(criteria: MatterFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = IpMatterRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        fields = (table.number, table.title, table.other_side, table.application_number,
                  table.certificate_number)  # fmt: skip
        found = [containing(one, text) for one in fields]
        where.append(or_(table.enterprise_id.in_(ids_called(text)), *found))
    if criteria.kind is not None:
        where.append(table.kind == criteria.kind.value)
    state = table.state if criteria.on is None else _state_then(day)
    if criteria.on is not None:
        where.append(table.opened_on <= day)
    if criteria.state is not None:
        where.append(state == criteria.state.value)
    if criteria.is_open or criteria.past_due:
        where.append(state.in_([one.value for one in OPEN_STATES]))
    if criteria.past_due:
        where.append(table.due_key < day)
    return where


def _state_then(day: dt.date) -> ColumnElement[str]:
    """Return the SQL of `MatterDays.state_on`: the same rule, for filters."""
    table = IpMatterRecord
    return case(
        (table.closed_on <= day, table.state),
        (table.filed_on <= day, IpState.FILED.value),
        else_=IpState.OPEN.value,
    )
