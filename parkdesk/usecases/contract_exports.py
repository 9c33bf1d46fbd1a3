"""Exporting a list of contracts, as the columns of its import have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.money import minor_digits
from parkdesk.domain.paging import Sort
from parkdesk.domain.service_codes import Layer
from parkdesk.store.list_pages import list_pages
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class ListedContract:
    """One row of an exported list; the fields are those of the import's columns."""

    number: str
    enterprise: str
    code: str
    client: str
    country_code: str
    final_customer: str
    service_line: ServiceLine
    currency: str
    amount: Decimal
    signed_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    subject: str
    service_code: str
    layer: Layer | None
    note: str


@query(Permission.CONTRACT_READ)
def export_contracts(
    work: Work, criteria: ContractFilter, sort: Sort
) -> tuple[ListedContract, ...]:
    """Return every row of the list, as the columns of the import have them."""
    pages = list_pages(work, partial(list_contracts, work, criteria, sort))
    countries = ({row.id: row.country_zh for row in rows} for rows in pages)
    return tuple(one for named in countries for one in _listed(work, named))


def _listed(work: Work, countries: dict[int, str]) -> list[ListedContract]:
    found = work.session.execute(
        select(ContractRecord, EnterpriseRecord.name, EnterpriseRecord.code, ServiceCodeRecord.code)
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .outerjoin(ServiceCodeRecord, ServiceCodeRecord.id == ContractRecord.service_code_id)
        .where(ContractRecord.id.in_(list(countries)))
    )
    by_id = {
        record.id: ListedContract(
            record.number,
            name,
            code,
            record.client,
            countries[record.id],
            record.final_customer,
            ServiceLine(record.service_line),
            record.currency,
            Decimal(record.amount_minor).scaleb(-minor_digits(record.currency)),
            record.signed_on,
            record.starts_on,
            record.ends_on,
            record.subject,
            service_code or "",
            Layer(record.layer) if record.layer else None,
            record.note,
        )
        for record, name, code, service_code in found
    }
    return [by_id[id_] for id_ in countries]
