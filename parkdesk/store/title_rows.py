"""Titles and memberships as rows of lists, and a title's state as SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import known_by
from parkdesk.domain.programmes import Mark
from parkdesk.domain.titles import (
    AllianceRole,
    MembershipState,
    TitleState,
    membership_state,
    title_state,
)
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.titles import AllianceMembershipRecord, TitleKindRecord, TitleRecord


@dataclass(frozen=True, slots=True)
class TitleKind:
    """A kind of title, in both languages."""

    id: int
    version: int
    code: str
    name_zh: str
    name_en: str
    basis: str
    valid_months: int | None
    own: bool
    mark: Mark
    retired_on: dt.date | None


@dataclass(frozen=True, slots=True)
class TitleRow:
    """One title of one enterprise, as at a day."""

    id: int
    version: int
    enterprise_id: int
    enterprise: str
    code: str
    """The enterprise's."""
    kind_code: str
    kind_zh: str
    kind_en: str
    number: str
    authority: str
    granted_on: dt.date
    valid_until: dt.date | None
    withdrawn_on: dt.date | None
    withdrawal: str
    note: str
    state: TitleState


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One membership of one enterprise, as at a day."""

    id: int
    version: int
    alliance: str
    role: AllianceRole
    since_on: dt.date
    until_on: dt.date | None
    number: str
    note: str
    state: MembershipState


def kind_of(record: TitleKindRecord) -> TitleKind:
    """Return a record as a kind of title."""
    return TitleKind(
        record.id,
        record.version,
        record.code,
        record.name_zh,
        record.name_en or record.name_zh,
        record.basis,
        record.valid_months,
        record.own,
        _mark(record),
        record.retired_on,
    )


def _mark(record: TitleKindRecord) -> Mark:
    """Return how well a kind is known: without a document's number nobody can look it up."""
    known = Mark(record.certainty)
    return known if record.own or record.basis or not known.confirmed else Mark.UNVERIFIED


def title_rows(
    session: Session, ids: Sequence[int], on: dt.date | None, today: dt.date
) -> dict[int, TitleRow]:
    """Return titles by id, as at a past day `on` or as they are today: one query for all.

    As at a past day the enterprise is called as it was then, and a later withdrawal is not told.
    """
    found = session.execute(
        select(TitleRecord, TitleKindRecord, EnterpriseRecord.name, EnterpriseRecord.code)
        .join(TitleKindRecord, TitleKindRecord.code == TitleRecord.kind_code)
        .join(EnterpriseRecord, EnterpriseRecord.id == TitleRecord.enterprise_id)
        .where(TitleRecord.id.in_(ids))
    ).all()
    names = names_then(session, {row.TitleRecord.enterprise_id: row.name for row in found}, on)
    return {
        title.id: _title(title, kind, names[title.enterprise_id], code, on, today)
        for title, kind, _name, code in found
    }


def _title(
    record: TitleRecord,
    kind: TitleKindRecord,
    enterprise: str,
    code: str,
    on: dt.date | None,
    today: dt.date,
) -> TitleRow:
    withdrawn_on = known_by(record.withdrawn_on, on)
    return TitleRow(
        record.id,
        record.version,
        record.enterprise_id,
        enterprise,
        code,
        record.kind_code,
        kind.name_zh,
        kind.name_en or kind.name_zh,
        record.number,
        record.authority,
        record.granted_on,
        record.valid_until,
        withdrawn_on,
        record.withdrawal if withdrawn_on is not None else "",
        record.note,
        title_state(record.granted_on, record.valid_until, withdrawn_on, on or today),
    )


def membership_row(record: AllianceMembershipRecord, day: dt.date) -> MembershipRow:
    """Return a membership with its state on `day`."""
    return MembershipRow(
        record.id,
        record.version,
        record.alliance,
        AllianceRole(record.role),
        record.since_on,
        record.until_on,
        record.number,
        record.note,
        membership_state(record.since_on, record.until_on, day),
    )


def title_is(state: TitleState, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `title_state(…, day) is state`: the same rule, for filters and counts."""
    withdrawn = and_(TitleRecord.withdrawn_on.is_not(None), TitleRecord.withdrawn_on <= day)
    if state is TitleState.WITHDRAWN:
        return withdrawn
    stands = or_(TitleRecord.withdrawn_on.is_(None), TitleRecord.withdrawn_on > day)
    if state is TitleState.COMING:
        return and_(stands, TitleRecord.granted_on > day)
    if state is TitleState.EXPIRED:
        return and_(stands, TitleRecord.granted_on <= day, TitleRecord.valid_key < day)
    return and_(stands, TitleRecord.granted_on <= day, TitleRecord.valid_key >= day)


def holds_title(kind_code: str, day: dt.date) -> ColumnElement[bool]:
    """Return the condition for an enterprise that holds a kind of title on `day`."""
    holders = select(TitleRecord.enterprise_id).where(
        TitleRecord.kind_code == kind_code, title_is(TitleState.HELD, day)
    )
    return EnterpriseRecord.id.in_(holders)


def is_offered(kind: TitleKindRecord, day: dt.date) -> bool:
    """Whether new titles of a kind are taken on a day: from `retired_on` on no more."""
    return kind.retired_on is None or day < kind.retired_on
