"""Exporting a list of contracts, as the columns of its import have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.money import minor_digits
from parkdesk.domain.paging import Sort
from parkdesk.domain.service_codes import Layer
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts
from parkdesk.usecases.core import query

_PAGE = 500


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
    listed: list[ListedContract] = []
    total = 1
    while len(listed) < total:
        window = list_contracts(work, criteria, sort, len(listed), _PAGE)
        total = window.total
        countries = {row.id: row.country_zh for row in window.rows}
        listed += _listed(work, countries)
        work.progress.step(len(listed), total)
        if not window.rows:
            break
    return tuple(listed)


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
