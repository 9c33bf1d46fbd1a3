"""Reading the registry of enterprises: the list, its key figures, the rows of an export."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import CertificateState, EnterpriseStatus, Reach, SaveEnterprise
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.enterprise_rows import EnterpriseRow, NamedCertificate, form_of, rows_of
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.standing import in_force, status_is
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = [
    "SORTS",
    "EnterpriseCounts",
    "EnterpriseFilter",
    "EnterpriseRow",
    "NamedCertificate",
    "enterprise_counts",
    "enterprise_place",
    "export_enterprises",
    "list_enterprises",
]

SORTS: SortKeys = {
    "name": EnterpriseRecord.sort_key,
    "code": EnterpriseRecord.code,
    "status": EnterpriseRecord.status,
    "service_line": EnterpriseRecord.service_line,
    "entered_on": EnterpriseRecord.entered_on,
    "headcount": EnterpriseRecord.headcount,
}
"""What the registry can be ordered by."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class EnterpriseFilter:
    """Which enterprises to list; what is left out does not narrow."""

    text: str = ""
    """Part of the name, its pinyin, its initials, or the code."""
    status: EnterpriseStatus | None = None
    service_line: ServiceLine | None = None
    certificates: CertificateState | None = None
    reach: Reach | None = None
    """Offshore and onshore each hold those that do both."""


@dataclass(frozen=True, slots=True)
class EnterpriseCounts:
    """The registry's key figures."""

    resident: int
    offshore: int
    """Of the residents: those whose recorded market is offshore, or both. No contract is asked."""
    unrecorded: int
    """Of the residents: those of whom no market is recorded."""
    all: int


@query(Permission.ENTERPRISE_READ)
def list_enterprises(
    work: Work, criteria: EnterpriseFilter, sort: Sort, offset: int, limit: int
) -> Window[EnterpriseRow]:
    """Return the enterprises in view of the registry, as they stand today."""
    return fetch_window(
        work.session,
        EnterpriseRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: rows_of(work.session, ids, work.today),
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_counts(work: Work) -> EnterpriseCounts:
    """Return how many enterprises are in the park, and what market is recorded of these."""
    resident = EnterpriseRecord.status == EnterpriseStatus.RESIDENT.value
    offshore = EnterpriseRecord.market.in_([Reach.OFFSHORE.value, Reach.BOTH.value])
    unrecorded = EnterpriseRecord.market == ""
    everything = func.count()
    figures = work.session.execute(
        select(
            everything.filter(resident),
            everything.filter(resident, offshore),
            everything.filter(resident, unrecorded),
            everything,
        ).select_from(EnterpriseRecord)
    ).one()
    return EnterpriseCounts(*figures)


@query(Permission.ENTERPRISE_READ)
def enterprise_place(
    work: Work, criteria: EnterpriseFilter, sort: Sort, enterprise_id: int
) -> int | None:
    """Return the row at which a list shows an enterprise, from 0; None if the filter hides it."""
    record = work.get(EnterpriseRecord, enterprise_id)
    conditions = _where(criteria, work.today)
    column = SORTS[sort.column]
    value = getattr(record, column.key)
    shown = select(EnterpriseRecord.id).where(*conditions, EnterpriseRecord.id == enterprise_id)
    if work.session.scalar(shown) is None:
        return None
    if sort.descending:
        before = or_(column > value, and_(column == value, EnterpriseRecord.id > enterprise_id))
    else:
        before = or_(column < value, and_(column == value, EnterpriseRecord.id < enterprise_id))
    count = select(func.count()).select_from(EnterpriseRecord).where(*conditions, before)
    return work.session.scalar(count)


@query(Permission.ENTERPRISE_READ)
def export_enterprises(
    work: Work, criteria: EnterpriseFilter, sort: Sort
) -> tuple[SaveEnterprise, ...]:
    """Return every row of the list, as the columns of the import have them.

    Numbers of persons and accounts are masked already: an export leaves the house.
    """
    column = SORTS[sort.column]
    order = (
        (column.desc(), EnterpriseRecord.id.desc())
        if sort.descending
        else (column, EnterpriseRecord.id)
    )
    query_ = select(EnterpriseRecord.id).where(*_where(criteria, work.today)).order_by(*order)
    ids = work.session.scalars(query_).all()
    found: list[SaveEnterprise] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        records = {
            one.id: one
            for one in work.session.scalars(
                select(EnterpriseRecord).where(EnterpriseRecord.id.in_(chunk))
            )
        }
        found.extend(_masked(form_of(records[id_])) for id_ in chunk)
        work.session.expunge_all()
        work.progress.step(len(found), len(ids))
    return tuple(found)


def _masked(form: SaveEnterprise) -> SaveEnterprise:
    return replace(
        form,
        contact_phone=mask_phone(form.contact_phone) if form.contact_phone else None,
        bank_account=mask_account(form.bank_account) if form.bank_account else None,
    )


def _where(criteria: EnterpriseFilter, today: dt.date) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter."""
    found: list[ColumnElement[bool]] = []
    if criteria.text.strip():
        found.append(_contains(criteria.text))
    if criteria.status is not None:
        found.append(EnterpriseRecord.status == criteria.status.value)
    if criteria.service_line is not None:
        found.append(EnterpriseRecord.service_line == criteria.service_line.value)
    if criteria.reach is not None:
        wanted = {criteria.reach.value, Reach.BOTH.value}
        found.append(EnterpriseRecord.market.in_(sorted(wanted)))
    if criteria.certificates is not None:
        found.append(_CERTIFICATES[criteria.certificates](today))
    return found


def _contains(text: str) -> ColumnElement[bool]:
    words = unicodedata.normalize("NFKC", text).strip()
    if not words.isascii():
        return EnterpriseRecord.name.contains(words, autoescape=True)
    letters = "".join(words.casefold().split())
    return or_(
        EnterpriseRecord.initials.contains(letters, autoescape=True),
        EnterpriseRecord.pinyin.contains(letters, autoescape=True),
        EnterpriseRecord.code.contains(letters.upper(), autoescape=True),
    )


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(CertificationRecord.enterprise_id == EnterpriseRecord.id, condition)


_CERTIFICATES = {
    CertificateState.EXPIRING: lambda day: _has(status_is(CertificationStatus.EXPIRING, day)),
    CertificateState.VALID: lambda day: and_(
        _has(status_is(CertificationStatus.VALID, day)),
        ~_has(status_is(CertificationStatus.EXPIRING, day)),
    ),
    CertificateState.EXPIRED: lambda day: and_(
        ~_has(in_force(day)), _has(CertificationRecord.issued_on <= day)
    ),
    CertificateState.NONE: lambda day: ~_has(CertificationRecord.issued_on <= day),
}
