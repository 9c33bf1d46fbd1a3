"""Certificates as SQL: their status on a day, and the chain of renewals that one belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Date, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.certifications import NEVER, CertificationStatus, Standing
from parkdesk.store.tables.certifications import CertificationRecord

_never = literal(NEVER, Date())
_withdrawn_key = func.coalesce(CertificationRecord.withdrawn_on, _never)
_superseded_key = func.coalesce(CertificationRecord.superseded_on, _never)
_suspended_key = func.coalesce(CertificationRecord.suspended_on, _never)


def standing_of(record: CertificationRecord) -> Standing:
    """Return the dates of a record that decide its status."""
    return Standing(
        record.issued_on,
        record.expires_on,
        None if record.remind_key == NEVER else record.remind_key,
        record.suspended_on,
        record.withdrawn_on,
        record.superseded_on,
    )


def status_is(status: CertificationStatus, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `status_on(…, day) is status`: the same rule, for filters and counts."""
    return and_(CertificationRecord.issued_on <= day, _CONDITIONS[status](day))


def in_force(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `status_on(…, day) in IN_FORCE`."""
    return or_(
        status_is(CertificationStatus.VALID, day), status_is(CertificationStatus.EXPIRING, day)
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


def _holds(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "nothing has ended it for good"."""
    return and_(CertificationRecord.expires_key >= day, _withdrawn_key > day, _superseded_key > day)


_CONDITIONS: Mapping[CertificationStatus, Callable[[dt.date], ColumnElement[bool]]] = {
    CertificationStatus.VALID: lambda day: and_(
        _holds(day), _suspended_key > day, CertificationRecord.remind_key > day
    ),
    CertificationStatus.EXPIRING: lambda day: and_(
        _holds(day), _suspended_key > day, CertificationRecord.remind_key <= day
    ),
    CertificationStatus.SUSPENDED: lambda day: and_(
        _holds(day), CertificationRecord.suspended_on <= day
    ),
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
        CertificationRecord.expires_key < day,
        CertificationRecord.expires_key < _withdrawn_key,
        CertificationRecord.expires_key < _superseded_key,
    ),
}
