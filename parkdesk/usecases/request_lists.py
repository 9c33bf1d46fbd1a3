"""The register of requests to the public platforms, and what is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import OPEN_STATES, RequestState, StepDays, is_overdue
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import (
    PlatformOfferRecord,
    PlatformRequestRecord,
    PlatformServiceRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "due_on": PlatformRequestRecord.due_on,
    "received_on": PlatformRequestRecord.received_on,
    "enterprise": PlatformRequestRecord.enterprise_sort_key,
    "platform": PlatformRequestRecord.platform,
    "number": PlatformRequestRecord.number,
}
"""What the register can be ordered by."""
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests to list; what is left out does not narrow."""

    text: str = ""
    platform: Platform | None = None
    state: RequestState | None = None
    is_open: bool = False
    overdue: bool = False
    on: dt.date | None = None
    """The day as at which requests are read; None is today."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A line of the log, as far as a request names it."""

    id: int
    served_on: dt.date
    kind: ServiceKind
    offer: str
    hours_tenths: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as it stands on the day."""

    id: int
    version: int
    number: str
    enterprise_id: int
    enterprise: str
    platform: Platform
    kind: ServiceKind
    offer_id: int | None
    offer: str
    subject: str
    received_on: dt.date
    due_on: dt.date
    state: RequestState
    overdue: bool
    accepted_on: dt.date | None
    begun_on: dt.date | None
    closed_on: dt.date | None
    reason: str
    note: str
    line: RequestLine | None
    """The line that came of it."""


@query(Permission.PLATFORM_READ)
def list_requests(
    work: Work, criteria: RequestFilter, sort: Sort, offset: int, limit: int
) -> Window[RequestRow]:
    """Return the requests in view."""
    day = criteria.on or work.today
    return fetch_window(
        work.session,
        PlatformRequestRecord.id,
        _where(criteria, day),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, criteria.on, day),
    )


@query(Permission.PLATFORM_READ)
def request_detail(work: Work, request_id: int, on: dt.date | None = None) -> RequestRow:
    """Return one request; as at a day with the state and the name of that day."""
    record = work.get(PlatformRequestRecord, request_id)
    if on is not None and record.received_on > on:
        raise NotFound(table=PlatformRequestRecord.__tablename__, id=request_id)
    return _rows(work.session, [request_id], on, on or work.today)[request_id]


@query(Permission.PLATFORM_READ)
def count_overdue_requests(work: Work) -> int:
    """Return how many requests are open after the day on which they were due."""
    where = _where(RequestFilter(overdue=True), work.today)
    counted = select(func.count()).select_from(PlatformRequestRecord).where(*where)
    return work.session.scalar(counted) or 0


@query(Permission.PLATFORM_READ)
def lines_to_name(work: Work, request_id: int) -> tuple[RequestLine, ...]:
    """Return lines of the enterprise since the request came that no request names, newest first."""
    record = work.get(PlatformRequestRecord, request_id)
    table = PlatformServiceRecord
    found = work.session.execute(
        select(table, PlatformOfferRecord.name)
        .outerjoin(PlatformOfferRecord, PlatformOfferRecord.id == table.offer_id)
        .where(
            table.enterprise_id == record.enterprise_id,
            table.served_on >= record.received_on,
            table.request_id.is_(None),
        )
        .order_by(table.served_on.desc(), table.id.desc())
        .limit(_MOST_LINES)
    )
    return tuple(_line(line, offer) for line, offer in found)


def _line(line: PlatformServiceRecord, offer: str | None) -> RequestLine:
    kind = ServiceKind(line.kind)
    return RequestLine(line.id, line.served_on, kind, offer or "", line.hours_tenths)


def _lines(session: Session, ids: Sequence[int]) -> dict[int, RequestLine]:
    table = PlatformServiceRecord
    found = session.execute(
        select(table, PlatformOfferRecord.name)
        .outerjoin(PlatformOfferRecord, PlatformOfferRecord.id == table.offer_id)
        .where(table.request_id.in_(ids))
    )
    return {line.request_id: _line(line, offer) for line, offer in found if line.request_id}


def _rows(
    session: Session, ids: Sequence[int], on: dt.date | None, day: dt.date
) -> dict[int, RequestRow]:
    found = session.execute(
        select(PlatformRequestRecord, EnterpriseRecord.name, PlatformOfferRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == PlatformRequestRecord.enterprise_id)
        .outerjoin(PlatformOfferRecord, PlatformOfferRecord.id == PlatformRequestRecord.offer_id)
        .where(PlatformRequestRecord.id.in_(ids))
    ).all()
    names = names_then(session, {one.enterprise_id: name for one, name, _offer in found}, on)
    lines = _lines(session, ids)
    rows: dict[int, RequestRow] = {}
    for record, _name, offer in found:
        state = _days(record).state_on(day)
        closed = state not in OPEN_STATES
        rows[record.id] = RequestRow(
            record.id,
            record.version,
            record.number,
            record.enterprise_id,
            names[record.enterprise_id],
            Platform(record.platform),
            ServiceKind(record.kind),
            record.offer_id,
            offer or "",
            record.subject,
            record.received_on,
            record.due_on,
            state,
            is_overdue(state, record.due_on, day),
            _until(record.accepted_on, day),
            _until(record.begun_on, day),
            _until(record.closed_on, day),
            record.reason if closed else "",
            record.note,
            lines.get(record.id) if closed else None,
        )
    return rows


def _until(happened: dt.date | None, day: dt.date) -> dt.date | None:
    return happened if happened is not None and happened <= day else None


def _days(record: PlatformRequestRecord) -> StepDays:
    state = RequestState(record.state)
    return StepDays(state, record.accepted_on, record.begun_on, record.closed_on)


def _where(criteria: RequestFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = PlatformRequestRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(
            or_(
                table.enterprise_id.in_(ids_called(text)),
                table.number.contains(text, autoescape=True),
                table.subject.contains(text, autoescape=True),
            )
        )
    if criteria.platform is not None:
        where.append(table.platform == criteria.platform)
    state = table.state if criteria.on is None else _state_then(day)
    if criteria.on is not None:
        where.append(table.received_on <= day)
    if criteria.state is not None:
        where.append(state == criteria.state.value)
    if criteria.is_open or criteria.overdue:
        where.append(state.in_([one.value for one in OPEN_STATES]))
    if criteria.overdue:
        where.append(table.due_on < day)
    return where


def _state_then(day: dt.date) -> ColumnElement[str]:
    """Return the SQL of `StepDays.state_on`: the same rule, for filters."""
    table = PlatformRequestRecord
    return case(
        (table.closed_on <= day, table.state),
        (table.begun_on <= day, RequestState.UNDERWAY.value),
        (table.accepted_on <= day, RequestState.ACCEPTED.value),
        else_=RequestState.RECEIVED.value,
    )
