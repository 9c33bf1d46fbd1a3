"""The list of certificates as it is saved: what the import reads, in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from parkdesk.domain.calendar import known_by
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort
from parkdesk.store.certification_listing import CertificationRow
from parkdesk.store.list_pages import list_pages
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class ListedCertification:
    """One row of an exported list; the fields are those of the import's columns."""

    enterprise: str
    code: str
    type_code: str
    level: int | None
    number: str
    issued_on: dt.date
    expires_on: dt.date | None
    model: str
    view: str
    method: str
    issuer: str
    event_type: str
    last_surveillance_on: dt.date | None
    scope: str
    org_unit: str
    site: str
    name_en: str
    appraisal_id: str
    lead_appraiser: str
    sponsor: str
    partner: str
    expiry_reason: str
    note: str


@query(Permission.CERTIFICATION_READ)
def export_certifications(
    work: Work, criteria: CertificationFilter, sort: Sort
) -> tuple[ListedCertification, ...]:
    """Return every row of the list, as the columns of the import have them.

    As at a past day names are those of the day, and a later surveillance is not told.
    """
    pages = list_pages(work, partial(list_certifications, work, criteria, sort))
    return tuple(one for rows in pages for one in _listed(work, rows, criteria.on))


def _listed(
    work: Work, rows: Sequence[CertificationRow], on: dt.date | None
) -> list[ListedCertification]:
    names = {row.id: row.enterprise for row in rows}
    found = work.session.execute(
        select(CertificationRecord, EnterpriseRecord.code)
        .join(EnterpriseRecord, EnterpriseRecord.id == CertificationRecord.enterprise_id)
        .where(CertificationRecord.id.in_(names))
    )
    by_id = {
        record.id: ListedCertification(
            names[record.id],
            code,
            record.type_code,
            record.level,
            record.number,
            record.issued_on,
            record.expires_on,
            record.model,
            record.view,
            record.method,
            record.issuer,
            record.event_type,
            known_by(record.last_surveillance_on, on),
            record.scope,
            record.org_unit,
            record.site,
            record.name_en,
            record.appraisal_id,
            record.lead_appraiser,
            record.sponsor,
            record.partner,
            record.expiry_reason,
            record.note,
        )
        for record, code in found
    }
    return [by_id[row.id] for row in rows]
