"""The list of services as stored: editions, their lines, and a code with its names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.contract_forms import CodeOfContract
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.service_codes import CodeLine, Edition, Period, edition_in_use
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.service_codes import (
    EnterpriseServiceRecord,
    ServiceCodeEditionRecord,
    ServiceCodeRecord,
)


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code as a list or a choice names it, in both languages."""

    id: int
    edition_code: str
    code: str
    parent_code: str
    line: ServiceLine
    name: str
    name_en: str
    period: Period
    """The days it may be used on: its own within its edition's."""


def editions(session: Session) -> tuple[Edition, ...]:
    """Return every edition with the number of its codes."""
    sizes = select(ServiceCodeRecord.edition_code, func.count()).group_by(
        ServiceCodeRecord.edition_code
    )
    count: dict[str, int] = {code: size for code, size in session.execute(sizes)}  # noqa: C416
    return tuple(
        Edition(one.code, Period(one.valid_from, one.valid_to), count.get(one.code, 0))
        for one in session.scalars(select(ServiceCodeEditionRecord))
    )


def edition_today(session: Session, day: dt.date) -> str:
    """Return the code of the edition in use on a day; an empty text where there is none."""
    found = edition_in_use(editions(session), day)
    return found.code if found else ""


def lines_of(session: Session, edition_code: str) -> tuple[CodeLine, ...]:
    """Return an edition's lines in their order."""
    query = (
        select(ServiceCodeRecord)
        .filter_by(edition_code=edition_code)
        .order_by(ServiceCodeRecord.position, ServiceCodeRecord.code)
    )
    return tuple(line_of(one) for one in session.scalars(query))


def line_of(record: ServiceCodeRecord) -> CodeLine:
    """Return a record as the rules see it."""
    period = Period(record.valid_from, record.valid_to)
    return CodeLine(
        record.code, record.name, ServiceLine(record.line), record.parent_code, period, record.id
    )


def usable_days(record: ServiceCodeRecord, edition: ServiceCodeEditionRecord) -> Period:
    """Return the days on which a code may be used."""
    first = max(record.valid_from or edition.valid_from, edition.valid_from)
    ends = [day for day in (record.valid_to, edition.valid_to) if day is not None]
    return Period(first, min(ends, default=None))


def named_code(record: ServiceCodeRecord, edition: ServiceCodeEditionRecord) -> NamedCode:
    """Return a code with its names and days."""
    return NamedCode(
        record.id,
        record.edition_code,
        record.code,
        record.parent_code,
        ServiceLine(record.line),
        record.name,
        record.name_en,
        usable_days(record, edition),
    )


def codes_of_contracts(session: Session) -> dict[int, CodeOfContract]:
    """Return the service codes of every edition, by id: what a contract may name."""
    found = session.execute(
        select(ServiceCodeRecord, ServiceCodeEditionRecord).join(
            ServiceCodeEditionRecord,
            ServiceCodeEditionRecord.code == ServiceCodeRecord.edition_code,
        )
    )
    return {
        record.id: CodeOfContract(
            record.id, record.code, ServiceLine(record.line), usable_days(record, edition)
        )
        for record, edition in found
    }


def class_of_line(session: Session, line: ServiceLine, day: dt.date) -> ServiceCodeRecord | None:
    """Return the one class of the first level of a line on a day; None where there are several."""
    query = select(ServiceCodeRecord).filter_by(
        edition_code=edition_today(session, day), line=line.value, parent_code=""
    )
    found = list(session.scalars(query))
    return found[0] if len(found) == 1 else None


def uses_of(session: Session, record: ServiceCodeRecord) -> int:
    """Return how much refers to a code: services and contracts under it, and its parts."""
    services = select(func.count()).select_from(EnterpriseServiceRecord)
    contracts = select(func.count()).select_from(ContractRecord)
    parts = select(func.count()).select_from(ServiceCodeRecord)
    uses = (
        services.filter_by(service_code_id=record.id),
        contracts.filter_by(service_code_id=record.id),
        parts.filter_by(edition_code=record.edition_code, parent_code=record.code),
    )
    return sum(session.scalar(one) or 0 for one in uses)
