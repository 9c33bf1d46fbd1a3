"""Reading certificates: the register in any order, what is about to expire, the best of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, func, select, union_all

from parkdesk.domain.certifications import (
    IN_FORCE,
    CertificationFamily,
    CertificationStatus,
    Held,
    best,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.register_checks import CheckResult
from parkdesk.store.certification_as_at import certification_rows_on, checked_by, result_by
from parkdesk.store.certification_listing import CertificationRow, certification_rows
from parkdesk.store.containing import containing
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.list_ids import IdQuery
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.standing import held, standings, status_by_dates, status_is, suspended
from parkdesk.store.tables.certifications import (
    UNKNOWN,
    CertificationRecord,
    CertificationTypeRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = [
    "SORTS",
    "CertificationCounts",
    "CertificationFilter",
    "CertificationRow",
    "best_certifications",
    "certification_counts",
    "count_expiring",
    "list_certifications",
]

SORTS: SortKeys = {
    "enterprise": CertificationRecord.enterprise_sort_key,
    "type": CertificationRecord.type_code,
    "number": CertificationRecord.number,
    "issued_on": CertificationRecord.issued_on,
    "expires_on": CertificationRecord.expires_key,
    "checked_on": CertificationRecord.checked_key,
}
"""What the register can be ordered by."""


@dataclass(frozen=True, slots=True)
class CertificationFilter:
    """Which certificates to list; what is left out does not narrow."""

    text: str = ""
    """Part of the number, or of the enterprise's name, pinyin initials or code."""
    family: CertificationFamily | None = None
    status: CertificationStatus | None = None
    expiring_within_days: int | None = None
    enterprise_id: int | None = None
    in_force: bool = False
    """Only valid ones and those about to expire."""
    unchecked_for_days: int | None = None
    """Only those that no register check has answered for more than so many days, or ever."""
    never_checked: bool = False
    check_result: CheckResult | None = None
    """Only those whose last check found this."""
    surveillance_open: bool = False
    """Only those whose surveillance is past due, of those in force or suspended."""
    on: dt.date | None = None
    """The day as at which to read; today by default. What was issued later is left out, checks and
    the names of holders are those of the day; the order of names and open surveillance are today's.
    """


@dataclass(frozen=True, slots=True)
class CertificationCounts:
    """The key figures of the register on a day."""

    in_force: int
    expiring: int
    expired: int


@query(Permission.CERTIFICATION_READ)
def list_certifications(
    work: Work, criteria: CertificationFilter, sort: Sort, offset: int, limit: int
) -> Window[CertificationRow]:
    """Return the certificates in view of the register, with their status on the day in view."""
    day = criteria.on or work.today
    return fetch_window(
        work.session,
        CertificationRecord.id,
        _where(criteria, day),
        _sorts(criteria.on),
        sort,
        offset,
        limit,
        lambda ids: certification_rows_on(work.session, ids, criteria.on, work.today),
        _among(criteria),
        # Suspended ones are no longer in force, whatever their dates say.
        suspended(day) if _is_in_force(criteria) else None,
        # What is in force has not expired.
        {"expires_on": day} if _is_in_force(criteria) else None,
    )


@query(Permission.CERTIFICATION_READ)
def certification_counts(work: Work, on: dt.date | None = None) -> CertificationCounts:
    """Return how many certificates are in force, about to expire, and lapsed on a day."""
    day = on or work.today
    # To ask of each whether it is suspended takes as long as to count them; those few are counted
    # by themselves.
    expiring = CertificationRecord.remind_key <= day
    figures = select(func.count(), func.count().filter(expiring)).where(held(day))
    everyone, due = work.session.execute(figures).one()
    stopped = figures.where(CertificationRecord.id.in_(suspended(day)))
    few, few_due = work.session.execute(stopped).one()
    expired = _count(work, status_is(CertificationStatus.EXPIRED, day))
    return CertificationCounts(everyone - few, due - few_due, expired)


@query(Permission.CERTIFICATION_READ)
def count_expiring(work: Work) -> int:
    """Return how many certificates are within the lead time of their kind."""
    return _count(work, status_is(CertificationStatus.EXPIRING, work.today))


@query(Permission.CERTIFICATION_READ)
def best_certifications(
    work: Work, enterprise_ids: Sequence[int], day: dt.date | None = None
) -> dict[int, CertificationRow]:
    """Return each enterprise's certificate to name first (最高资质) on `day`, today by default."""
    on = day or work.today
    held = work.session.execute(
        select(CertificationRecord, CertificationTypeRecord.family)
        .join(
            CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code
        )
        .where(CertificationRecord.enterprise_id.in_(enterprise_ids))
    ).all()
    standing = standings(work.session, [row[0] for row in held])
    by_enterprise: dict[int, list[Held]] = {}
    for record, family in held:
        one = Held(
            record.id,
            record.type_code,
            CertificationFamily(family),
            record.level,
            standing[record.id],
        )
        by_enterprise.setdefault(record.enterprise_id, []).append(one)
    chosen = {id_: best(several, on) for id_, several in by_enterprise.items()}
    rows = certification_rows(work.session, [one.id for one in chosen.values() if one], on)
    return {id_: rows[one.id] for id_, one in chosen.items() if one}


def _count(work: Work, where: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(CertificationRecord).where(where)
    return work.session.scalar(counted) or 0


def _sorts(on: dt.date | None) -> SortKeys:
    """Return what the list can be ordered by on a day; a past one's checks are worked out."""
    if on is None:
        return SORTS
    # Worked-out columns order as columns do; only the list's own type asks for the latter.
    return cast("SortKeys", {**SORTS, "checked_on": checked_by(on)})


def _is_in_force(criteria: CertificationFilter) -> bool:
    """Whether only what is in force is listed."""
    expiring = criteria.expiring_within_days is not None
    return criteria.in_force or expiring or criteria.status in IN_FORCE


def _where(criteria: CertificationFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Return what a filter asks of the dates and words; suspended ones are left out elsewhere."""
    where: list[ColumnElement[bool]] = []
    if criteria.family is not None:
        codes = select(CertificationTypeRecord.code).where(
            CertificationTypeRecord.family == criteria.family
        )
        where.append(CertificationRecord.type_code.in_(codes))
    if criteria.status is not None:
        where.append(status_by_dates(criteria.status, today))
    if criteria.expiring_within_days is not None:
        last = today + dt.timedelta(days=criteria.expiring_within_days)
        where += [held(today), CertificationRecord.expires_key <= last]
    if criteria.in_force:
        where.append(held(today))
    if criteria.enterprise_id is not None:
        where.append(CertificationRecord.enterprise_id == criteria.enterprise_id)
    if criteria.on is not None:
        where.append(CertificationRecord.issued_on <= criteria.on)
    return where + _checked(criteria, today)


def _checked(criteria: CertificationFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Return what narrows by register checks and surveillance."""
    where: list[ColumnElement[bool]] = []
    on = criteria.on
    checked_on = CertificationRecord.checked_key if on is None else checked_by(on)
    if criteria.unchecked_for_days is not None:
        before = today - dt.timedelta(days=criteria.unchecked_for_days)
        where.append(checked_on < before)
    if criteria.never_checked:
        where.append(checked_on == UNKNOWN)
    if criteria.check_result is not None:
        result = CertificationRecord.check_result if on is None else result_by(on)
        where.append(result == criteria.check_result.value)
    if criteria.surveillance_open:
        # A day not found out yet is no day that is over.
        overdue = CertificationRecord.surveillance_key.between(
            UNKNOWN + dt.timedelta(days=1), today - dt.timedelta(days=1)
        )
        where += [held(today), overdue]
    return where


def _among(criteria: CertificationFilter) -> list[IdQuery]:
    """Return the certificates that what is typed is found in: each way by an index of its own."""
    text = criteria.text.strip()
    if not text:
        return []
    enterprises = ids_called(text)
    by_number = select(CertificationRecord.id).where(containing(CertificationRecord.number, text))
    by_holder = select(CertificationRecord.id).where(
        CertificationRecord.enterprise_id.in_(enterprises)
    )
    return [union_all(by_number, by_holder)]
