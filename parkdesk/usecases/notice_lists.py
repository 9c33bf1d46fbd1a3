"""Public notices to look at: the list, one in full, what may be published, what is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.identity import Permission
from parkdesk.domain.notices import ListedState, NoticeState, ObjectionState
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.domain.programmes import Mark
from parkdesk.domain.working_days import working_days_between
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.programme_choices import programmes_with, titles_of
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.notices import NoticeClaimRecord, NoticeRecord, ObjectionRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.store.working_days import calendar_of
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "created": NoticeRecord.created_at,
    "state": NoticeRecord.state,
    "published": NoticeRecord.published_on,
    "amount": NoticeRecord.amount_cents,
}
"""What the list can be ordered by."""


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """Which notices to list; what is left out does not narrow."""

    text: str = ""
    state: NoticeState | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice in a line."""

    id: int
    version: int
    number: str
    programme: str
    programme_en: str
    state: NoticeState
    published_on: dt.date
    working_days: int
    last_on: dt.date
    calendar_known: bool
    claims: int
    heads: int
    amount_cents: int
    open_objections: int


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """One claim of a notice."""

    claim_id: int
    number: str
    enterprise: str
    heads: int
    amount_cents: int
    state: ListedState
    claim_state: ClaimState


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection; who objects is shown to those who may decide it."""

    id: int
    version: int
    claim: str
    """Number of the claim; empty for the whole notice."""
    received_on: dt.date
    objector: str
    words: str
    state: ObjectionState
    finding: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class NoticeDetail:
    """One notice in full."""

    row: NoticeRow
    place: str
    created_by: str
    days_gone: int
    """Working days of the notice up to today."""
    claims: tuple[ListedClaim, ...]
    objections: tuple[ObjectionRow, ...]
    closing: str
    closed_by: str


@query(Permission.CLAIM_READ)
def list_notices(
    work: Work, criteria: NoticeFilter, sort: Sort, offset: int, limit: int
) -> Window[NoticeRow]:
    """Return the notices in view."""
    return fetch_window(
        work.session,
        NoticeRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.CLAIM_READ)
def count_notices_over(work: Work) -> int:
    """Return how many notices have ended and wait to be closed."""
    record = NoticeRecord
    over = select(func.count()).where(
        record.state == NoticeState.OPEN.value, record.last_on < work.today
    )
    return work.session.scalar(over) or 0


def _where(criteria: NoticeFilter) -> list[ColumnElement[bool]]:
    record, where = NoticeRecord, []
    if criteria.state is not None:
        where.append(record.state == criteria.state.value)
    text = criteria.text.strip()
    if text:
        found = (
            select(NoticeClaimRecord.notice_id)
            .join(ClaimRecord, ClaimRecord.id == NoticeClaimRecord.claim_id)
            .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
            .where(
                or_(
                    EnterpriseRecord.name.contains(text, autoescape=True),
                    ClaimRecord.number.contains(text, autoescape=True),
                )
            )
        )
        where.append(or_(record.number.contains(text, autoescape=True), record.id.in_(found)))
    return where


def _rows(work: Work, ids: Sequence[int]) -> dict[int, NoticeRow]:
    objection = ObjectionRecord
    waiting = {
        row[0]: row[1]
        for row in work.session.execute(
            select(objection.notice_id, func.count())
            .where(objection.notice_id.in_(ids), objection.state == ObjectionState.OPEN.value)
            .group_by(objection.notice_id)
        )
    }
    records = work.session.scalars(select(NoticeRecord).where(NoticeRecord.id.in_(ids))).all()
    titles = titles_of(work.session, {record.programme_id for record in records})
    return {
        record.id: NoticeRow(
            record.id,
            record.version,
            record.number,
            titles[record.programme_id].zh,
            titles[record.programme_id].en,
            NoticeState(record.state),
            record.published_on,
            record.working_days,
            record.last_on,
            record.calendar_known,
            record.claims,
            record.heads,
            record.amount_cents,
            waiting.get(record.id, 0),
        )
        for record in records
    }


@query(Permission.CLAIM_READ)
def notice_detail(work: Work, notice_id: int) -> NoticeDetail:
    """Return one notice in full."""
    record = work.get(NoticeRecord, notice_id)
    until = min(work.today, record.last_on)
    return NoticeDetail(
        _rows(work, [notice_id])[notice_id],
        record.place,
        record.created_by_name,
        working_days_between(calendar_of(work.session), record.published_on, until),
        _listed(work, notice_id),
        _objections(work, notice_id),
        record.closing,
        record.closed_by_name,
    )


def _listed(work: Work, notice_id: int) -> tuple[ListedClaim, ...]:
    listed = NoticeClaimRecord
    query = (
        select(listed, ClaimRecord.number, ClaimRecord.state, EnterpriseRecord.name)
        .join(ClaimRecord, ClaimRecord.id == listed.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(listed.notice_id == notice_id)
        .order_by(listed.position)
    )
    return tuple(
        ListedClaim(
            one.claim_id,
            number,
            enterprise,
            one.heads,
            one.amount_cents,
            ListedState(one.state),
            ClaimState(state),
        )
        for one, number, state, enterprise in work.session.execute(query)
    )


def _objections(work: Work, notice_id: int) -> tuple[ObjectionRow, ...]:
    record = ObjectionRecord
    query = (
        select(record, ClaimRecord.number)
        .outerjoin(ClaimRecord, ClaimRecord.id == record.claim_id)
        .where(record.notice_id == notice_id)
        .order_by(record.id)
    )
    decides = work.actor.may(Permission.CLAIM_APPROVE)
    return tuple(
        ObjectionRow(
            one.id,
            one.version,
            number or "",
            one.received_on,
            (one.objector or "") if decides else "",
            one.words,
            ObjectionState(one.state),
            one.finding,
            one.decided_by_name,
        )
        for one, number in work.session.execute(query)
    )


@dataclass(frozen=True, slots=True)
class PublishableClaim:
    """An approved claim that no notice shows yet."""

    id: int
    number: str
    kind: ClaimKind
    enterprise: str
    heads: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Publishable:
    """What may be published under a programme, and for how long at least."""

    programme_id: int
    working_days: int | None
    """None where the programme's number of days is not known."""
    confirmed: bool
    claims: tuple[PublishableClaim, ...]


@query(Permission.CLAIM_READ)
def programmes_to_publish(work: Work) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes with approved claims that are not published."""
    return programmes_with(work, ClaimState.APPROVED)


@query(Permission.CLAIM_READ)
def publishable_claims(work: Work, programme_id: int) -> Publishable:
    """Return the approved claims of a programme, in the order of their numbers."""
    programme = work.get(ProgrammeRecord, programme_id)
    days = programme_of(programme.content).notice_days
    query = (
        select(ClaimRecord, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(
            ClaimRecord.programme_id == programme_id,
            ClaimRecord.state == ClaimState.APPROVED.value,
        )
        .order_by(ClaimRecord.number)
    )
    return Publishable(
        programme_id,
        days.value if days else None,
        bool(days and Mark(days.mark).confirmed),
        tuple(
            PublishableClaim(
                claim.id,
                claim.number,
                ClaimKind(claim.track),
                name,
                claim.eligible_heads,
                claim.approved_cents or 0,
            )
            for claim, name in work.session.execute(query)
        ),
    )
