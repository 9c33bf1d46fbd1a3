"""Certificates as SQL: their status on a day, and the chain of renewals that one belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from parkdesk.domain.certifications import (
    IN_FORCE,
    NEVER,
    CertificationStatus,
    Standing,
    Suspension,
)
from parkdesk.store.tables.certification_history import CertificationSuspensionRecord
from parkdesk.store.tables.certifications import CertificationRecord

_CHUNK = 5_000
_never = literal(NEVER, Date())
_withdrawn_key = func.coalesce(CertificationRecord.withdrawn_on, _never)
_superseded_key = func.coalesce(CertificationRecord.superseded_on, _never)
# Made once: a list asks these for every window.
_IDS = bindparam("ids", expanding=True, type_=Integer())
_SUSPENSIONS = select(
    CertificationSuspensionRecord.certification_id,
    CertificationSuspensionRecord.first_on,
    CertificationSuspensionRecord.lifted_on,
).order_by(CertificationSuspensionRecord.first_on, CertificationSuspensionRecord.id)
_OF_CERTIFICATES = _SUSPENSIONS.where(CertificationSuspensionRecord.certification_id.in_(_IDS))
_OF_HOLDERS = _SUSPENSIONS.join(
    CertificationRecord, CertificationRecord.id == CertificationSuspensionRecord.certification_id
).where(CertificationRecord.enterprise_id.in_(_IDS))

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
STANDING = (
    CertificationRecord.id,
    CertificationRecord.issued_on,
    CertificationRecord.expires_on,
    CertificationRecord.remind_key,
    CertificationRecord.withdrawn_on,
    CertificationRecord.superseded_on,
)
"""The columns that `standing_of` wants of a row."""


def standing_of(
    record: CertificationRecord | AnyRow, suspensions: Sequence[Suspension]
) -> Standing:
    """Return the dates that decide the status of a record, its suspensions among them.

    Of many records `standings` asks once for all suspensions.
    """
    return Standing(
        record.issued_on,
        record.expires_on,
        None if record.remind_key == NEVER else record.remind_key,
        tuple(suspensions),
        record.withdrawn_on,
        record.superseded_on,
    )


def standings(
    session: Session, records: Sequence[CertificationRecord | AnyRow]
) -> dict[int, Standing]:
    """Return the standing of each record by its id."""
    found = suspensions_of(session, [one.id for one in records])
    return {one.id: standing_of(one, found.get(one.id, ())) for one in records}


def suspensions_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[Suspension, ...]]:
    """Return the suspensions of these certificates, the oldest first; nothing for one without."""
    found: dict[int, tuple[Suspension, ...]] = {}
    # One query for none as for many: a list asks as often whatever its rows hold.
    for start in range(0, max(len(ids), 1), _CHUNK):
        found |= _by_certificate(session, _OF_CERTIFICATES, ids[start : start + _CHUNK])
    return found


def suspensions_of_holders(
    session: Session, enterprise_ids: Sequence[int]
) -> dict[int, tuple[Suspension, ...]]:
    """Return the suspensions of all certificates of these enterprises, as `suspensions_of` does."""
    return _by_certificate(session, _OF_HOLDERS, enterprise_ids)


def _by_certificate(
    session: Session, query: Select[int, dt.date, dt.date | None], ids: Sequence[int]
) -> dict[int, tuple[Suspension, ...]]:
    found: dict[int, tuple[Suspension, ...]] = {}
    for certificate, first_on, lifted_on in session.execute(query, {"ids": list(ids)}):
        found[certificate] = (*found.get(certificate, ()), Suspension(first_on, lifted_on))
    return found


def status_is(status: CertificationStatus, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `status_on(…, day) is status`: the same rule, for filters and counts."""
    dated = status_by_dates(status, day)
    return and_(dated, ~_suspended(day)) if status in IN_FORCE else dated


def status_by_dates(status: CertificationStatus, day: dt.date) -> ColumnElement[bool]:
    """Return `status_is` without asking of one in force whether it is suspended on the day.

    To ask that of each of many rows takes as long as all else; a list takes the few that
    `suspended` returns out by itself.
    """
    return and_(CertificationRecord.issued_on <= day, _CONDITIONS[status](day))


def in_force(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `status_on(…, day) in IN_FORCE`."""
    return and_(held(day), ~_suspended(day))


def held(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "issued, and nothing has ended it": in force, or suspended."""
    return and_(CertificationRecord.issued_on <= day, _holds(day))


def suspended(day: dt.date) -> Select[int]:
    """Return the ids of the certificates that a suspension covers on the day."""
    table = CertificationSuspensionRecord
    return select(table.certification_id).where(
        table.first_on <= day, or_(table.lifted_on.is_(None), table.lifted_on > day)
    )


def chain_of(session: Session, record: CertificationRecord) -> list[CertificationRecord]:
    """Return the chain of renewals that `record` belongs to, the oldest first."""
    same = session.scalars(
        select(CertificationRecord)
        .where(
            CertificationRecord.enterprise_id == record.enterprise_id,
            CertificationRecord.type_code == record.type_code,
        )
        .order_by(CertificationRecord.issued_on, CertificationRecord.id)
    ).all()
    by_id = {one.id: one for one in same}
    follower = {one.renews_id: one for one in same if one.renews_id is not None}
    first = record
    # A chain cannot be longer than the records there are, whatever their links say.
    for _ in same:
        first = by_id.get(first.renews_id or 0, first)
    chain = [first]
    while (after := follower.get(chain[-1].id)) is not None and after not in chain:
        chain.append(after)
    return chain


def _suspended(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "a suspension covers the day"; suspensions are few, certificates many."""
    return CertificationRecord.id.in_(suspended(day))


def _holds(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "nothing has ended it for good"."""
    return CertificationRecord.held_key >= day


def _ended(day: dt.date) -> ColumnElement[bool]:
    return CertificationRecord.held_key < day


_CONDITIONS: Mapping[CertificationStatus, Callable[[dt.date], ColumnElement[bool]]] = {
    CertificationStatus.VALID: lambda day: and_(_holds(day), CertificationRecord.remind_key > day),
    CertificationStatus.EXPIRING: lambda day: and_(
        _holds(day), CertificationRecord.remind_key <= day
    ),
    CertificationStatus.SUSPENDED: lambda day: and_(_holds(day), _suspended(day)),
    CertificationStatus.WITHDRAWN: lambda day: and_(
        CertificationRecord.withdrawn_on <= day,
        CertificationRecord.withdrawn_on <= _superseded_key,
        CertificationRecord.withdrawn_on <= CertificationRecord.expires_key,
    ),
    CertificationStatus.SUPERSEDED: lambda day: and_(
        CertificationRecord.superseded_on <= day,
        CertificationRecord.superseded_on < _withdrawn_key,
        CertificationRecord.superseded_on <= CertificationRecord.expires_key,
    ),
    CertificationStatus.EXPIRED: lambda day: and_(
        _ended(day), CertificationRecord.held_key == CertificationRecord.expires_key
    ),
}
