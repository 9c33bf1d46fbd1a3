"""Public money for certificates: what was granted, and what each programme still allows.

The rows are facts that others decided: a claim for a certificate will refer to them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.certification_funding import (
    FundingCounter,
    Granted,
    SaveFunding,
    counter,
    examine_funding,
)
from parkdesk.domain.certifications import EventType
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Programme
from parkdesk.store.evidence import keep_evidence
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.certification_history import CertificationFundingRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

__all__ = [
    "FundingRow",
    "FundingView",
    "ProgrammeCounter",
    "SaveFunding",
    "certification_funding",
    "delete_funding",
    "enterprise_funding",
    "record_funding",
]


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One grant."""

    id: int
    version: int
    certification_id: int
    type_code: str
    number: str
    programme_id: int
    year: int
    programme: str
    programme_document: str
    event_type: EventType
    amount_cents: int
    cost_cents: int | None
    granted_on: dt.date
    document_number: str
    evidence_sha256: str | None
    evidence_name: str
    note: str
    person: str


@dataclass(frozen=True, slots=True)
class ProgrammeCounter:
    """What a programme has granted to an enterprise for certificates, against its limits."""

    programme_id: int
    year: int
    title: str
    title_en: str
    document: str
    open_for_claims: bool
    counter: FundingCounter


@dataclass(frozen=True, slots=True)
class FundingView:
    """The grants in view and the counters of their enterprise, the newest programme first."""

    enterprise_id: int
    enterprise: str
    grants: tuple[FundingRow, ...]
    counters: tuple[ProgrammeCounter, ...]


@command(Permission.CERTIFICATION_EDIT)
def record_funding(work: Work, form: SaveFunding, confirmed: frozenset[str] = frozenset()) -> int:
    """Write down that an event of a certificate was funded; return the number of the row.

    Twice the same event in one programme is refused; what does not fit the programme's figures is
    asked.
    """
    record = work.get(CertificationRecord, form.certification_id)
    programme = _programme(work, form.programme_id)
    granted = _granted(work, record.enterprise_id)
    support = programme.certification if programme else None
    verdict = examine_funding(form, record.type_code, support, granted, work.today)
    problems = dict(verdict.problems)
    if form.programme_id is not None and programme is None:
        problems["programme_id"] = "unknown"
    if problems or form.event_type is None:
        raise InvalidInput(problems)
    for code, facts in verdict.questions.items():
        if code not in confirmed:
            raise NeedsConfirmation(code, **facts)
    row = CertificationFundingRecord(
        certification_id=record.id,
        programme_id=form.programme_id,
        event_type=form.event_type.value,
        amount_cents=form.amount_cents,
        cost_cents=form.cost_cents,
        granted_on=form.granted_on,
        document_number=form.document_number.strip(),
        note=form.note.strip(),
        recorded_at=work.now,
        actor_id=work.actor.id,
        actor_name=work.actor.name,
        **keep_evidence(work, form.evidence),
    )
    return work.add(row).id


@command(Permission.CERTIFICATION_EDIT)
def delete_funding(work: Work, funding_id: int, version: int) -> None:
    """Delete a grant that was entered by mistake."""
    work.session.delete(work.get(CertificationFundingRecord, funding_id, version=version))


@query(Permission.CERTIFICATION_READ)
def certification_funding(
    work: Work, certification_id: int, on: dt.date | None = None
) -> FundingView:
    """Return the grants of one certificate by a day, with the counters of its enterprise."""
    record = work.get(CertificationRecord, certification_id)
    return _view(work, record.enterprise_id, certification_id, on)


@query(Permission.CERTIFICATION_READ)
def enterprise_funding(work: Work, enterprise_id: int, on: dt.date | None = None) -> FundingView:
    """Return the grants of all certificates of an enterprise by a day, with its counters."""
    return _view(work, enterprise_id, None, on)


def _view(
    work: Work, enterprise_id: int, certification_id: int | None, on: dt.date | None = None
) -> FundingView:
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    rows = [
        row
        for row in _rows(work, enterprise_id)
        if (certification_id is None or row.certification_id == certification_id)
        and (on is None or row.granted_on <= on)
    ]
    counters = _counters(work, _granted(work, enterprise_id, on))
    return FundingView(enterprise_id, enterprise.name, tuple(rows), counters)


def _programme(work: Work, programme_id: int | None) -> Programme | None:
    found = work.session.get(ProgrammeRecord, programme_id or 0)
    return None if found is None else programme_of(found.content)


def _granted(work: Work, enterprise_id: int, on: dt.date | None = None) -> list[Granted]:
    table = CertificationFundingRecord
    rows = work.session.execute(
        select(table.certification_id, table.programme_id, table.event_type, table.amount_cents)
        .join(CertificationRecord, CertificationRecord.id == table.certification_id)
        .where(
            CertificationRecord.enterprise_id == enterprise_id,
            *([table.granted_on <= on] if on else []),
        )
        .order_by(table.id)
    )
    return [
        Granted(row.certification_id, row.programme_id, EventType(row.event_type), row.amount_cents)
        for row in rows
    ]


def _counters(work: Work, granted: list[Granted]) -> tuple[ProgrammeCounter, ...]:
    """Return a counter for each programme that pays for certificates, or has paid."""
    paid = {one.programme_id for one in granted}
    counters = []
    for record in work.session.scalars(select(ProgrammeRecord).filter_by(state=RELEASED)):
        programme = programme_of(record.content)
        if programme.certification is None and record.id not in paid:
            continue
        counters.append(
            ProgrammeCounter(
                record.id,
                record.year,
                programme.title,
                programme.title_en,
                programme.document,
                record.open_for_claims,
                counter(granted, record.id, programme.certification),
            )
        )
    return tuple(sorted(counters, key=lambda one: (-one.year, one.programme_id)))


def _rows(work: Work, enterprise_id: int) -> list[FundingRow]:
    table = CertificationFundingRecord
    found = work.session.execute(
        select(table, CertificationRecord, ProgrammeRecord)
        .join(CertificationRecord, CertificationRecord.id == table.certification_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == table.programme_id)
        .where(CertificationRecord.enterprise_id == enterprise_id)
        .order_by(table.granted_on.desc(), table.id.desc())
    )
    return [_row(*one) for one in found]


def _row(
    grant: CertificationFundingRecord, certificate: CertificationRecord, programme: ProgrammeRecord
) -> FundingRow:
    return FundingRow(
        grant.id,
        grant.version,
        certificate.id,
        certificate.type_code,
        certificate.number,
        programme.id,
        programme.year,
        programme.title,
        programme.document_number,
        EventType(grant.event_type),
        grant.amount_cents,
        grant.cost_cents,
        grant.granted_on,
        grant.document_number,
        grant.evidence_sha256,
        grant.evidence_name,
        grant.note,
        grant.actor_name,
    )
