"""Reading certificates: the register, one certificate with its chain, what is about to expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationStatus,
    EventType,
    Held,
    best,
    status_on,
    surveillance_due,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.standing import chain_of, in_force, standing_of, status_is
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "enterprise": CertificationRecord.enterprise_sort_key,
    "type": CertificationRecord.type_code,
    "number": CertificationRecord.number,
    "issued_on": CertificationRecord.issued_on,
    "expires_on": CertificationRecord.expires_key,
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


@dataclass(frozen=True, slots=True)
class CertificationRow:
    """One line of the register."""

    id: int
    version: int
    enterprise_id: int
    enterprise: str
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    number: str
    issuer: str
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus | None
    """None: issued after the day in view."""
    days_left: int | None
    """Days until the last day; negative once it has passed; None without an expiry."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One certificate of a chain of renewals."""

    id: int
    number: str
    method: str
    level: int | None
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus | None


@dataclass(frozen=True, slots=True)
class CertificationDetail:
    """Everything about one certificate."""

    row: CertificationRow
    event_type: EventType
    view: str
    method: str
    lead_appraiser: str
    org_unit: str
    unit_confirmed: bool
    scope: str
    appraisal_ended_on: dt.date | None
    expiry_reason: str
    last_surveillance_on: dt.date | None
    surveillance_due: tuple[dt.date, ...]
    suspended_on: dt.date | None
    withdrawn_on: dt.date | None
    stop_reason: str
    renews_id: int | None
    renewed_by_id: int | None
    chain: tuple[ChainLink, ...]
    """The certificates of the same chain, the oldest first, this one among them."""
    note: str


@dataclass(frozen=True, slots=True)
class CertificationCounts:
    """The key figures of the register today."""

    in_force: int
    expiring: int
    expired: int


@query(Permission.CERTIFICATION_READ)
def list_certifications(
    work: Work, criteria: CertificationFilter, sort: Sort, offset: int, limit: int
) -> Window[CertificationRow]:
    """Return the certificates in view of the register, with their status today."""
    return fetch_window(
        work.session,
        CertificationRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.CERTIFICATION_READ)
def certification_counts(work: Work) -> CertificationCounts:
    """Return how many certificates are in force, about to expire, and lapsed."""
    return CertificationCounts(
        _count(work, in_force(work.today)),
        _count(work, status_is(CertificationStatus.EXPIRING, work.today)),
        _count(work, status_is(CertificationStatus.EXPIRED, work.today)),
    )


@query(Permission.CERTIFICATION_READ)
def count_expiring(work: Work) -> int:
    """Return how many certificates are within the lead time of their kind."""
    return _count(work, status_is(CertificationStatus.EXPIRING, work.today))


@query(Permission.CERTIFICATION_READ)
def certification_detail(work: Work, certification_id: int) -> CertificationDetail:
    """Return one certificate with its chain of renewals."""
    record = work.get(CertificationRecord, certification_id)
    chain = chain_of(work.session, record)
    kind = certification_rules(work).type_of(record.type_code)
    later = [one.id for one in chain if one.renews_id == record.id]
    return CertificationDetail(
        _rows(work.session, [record.id], work.today)[record.id],
        EventType(record.event_type),
        record.view,
        record.method,
        record.lead_appraiser,
        record.org_unit,
        record.unit_confirmed,
        record.scope,
        record.appraisal_ended_on,
        record.expiry_reason,
        record.last_surveillance_on,
        surveillance_due(kind, record.issued_on, record.expires_on) if kind else (),
        record.suspended_on,
        record.withdrawn_on,
        record.stop_reason,
        record.renews_id,
        later[0] if later else None,
        tuple(_link(one, work.today) for one in chain),
        record.note,
    )


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
    by_enterprise: dict[int, list[Held]] = {}
    for record, family in held:
        one = Held(
            record.id,
            record.type_code,
            CertificationFamily(family),
            record.level,
            standing_of(record),
        )
        by_enterprise.setdefault(record.enterprise_id, []).append(one)
    chosen = {id_: best(several, on) for id_, several in by_enterprise.items()}
    rows = _rows(work.session, [one.id for one in chosen.values() if one], on)
    return {id_: rows[one.id] for id_, one in chosen.items() if one}


def _rows(session: Session, ids: Sequence[int], today: dt.date) -> dict[int, CertificationRow]:
    found = session.execute(
        select(
            CertificationRecord,
            EnterpriseRecord.name,
            CertificationTypeRecord.name_zh,
            CertificationTypeRecord.name_en,
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == CertificationRecord.enterprise_id)
        .join(
            CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code
        )
        .where(CertificationRecord.id.in_(ids))
    )
    return {
        record.id: _row(record, enterprise, zh, en, today) for record, enterprise, zh, en in found
    }


def _row(
    record: CertificationRecord, enterprise: str, type_zh: str, type_en: str, today: dt.date
) -> CertificationRow:
    return CertificationRow(
        record.id,
        record.version,
        record.enterprise_id,
        enterprise,
        record.type_code,
        type_zh,
        type_en,
        record.level,
        record.model,
        record.number,
        record.issuer,
        record.issued_on,
        record.expires_on,
        status_on(standing_of(record), today),
        None if record.expires_on is None else (record.expires_on - today).days,
    )


def _link(record: CertificationRecord, today: dt.date) -> ChainLink:
    return ChainLink(
        record.id,
        record.number,
        record.method,
        record.level,
        record.issued_on,
        record.expires_on,
        status_on(standing_of(record), today),
    )


def _count(work: Work, where: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(CertificationRecord).where(where)
    return work.session.scalar(counted) or 0


def _where(criteria: CertificationFilter, today: dt.date) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.text.strip():
        where.append(_matches(criteria.text.strip()))
    if criteria.family is not None:
        codes = select(CertificationTypeRecord.code).where(
            CertificationTypeRecord.family == criteria.family
        )
        where.append(CertificationRecord.type_code.in_(codes))
    if criteria.status is not None:
        where.append(status_is(criteria.status, today))
    if criteria.expiring_within_days is not None:
        last = today + dt.timedelta(days=criteria.expiring_within_days)
        where += [in_force(today), CertificationRecord.expires_key <= last]
    if criteria.in_force:
        where.append(in_force(today))
    if criteria.enterprise_id is not None:
        where.append(CertificationRecord.enterprise_id == criteria.enterprise_id)
    return where


def _matches(text: str) -> ColumnElement[bool]:
    enterprises = select(EnterpriseRecord.id).where(
        or_(
            EnterpriseRecord.name.contains(text, autoescape=True),
            EnterpriseRecord.initials.startswith(text.lower(), autoescape=True),
            EnterpriseRecord.code.startswith(text.upper(), autoescape=True),
        )
    )
    return or_(
        CertificationRecord.number.icontains(text, autoescape=True),
        CertificationRecord.enterprise_id.in_(enterprises),
    )
