"""What somebody should look at in one enterprise as at a day: facts, each with its place.

A finding is shown to whoever may read what it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import IN_FORCE, CertificationStatus
from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimState
from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.domain.enterprise_facts import PremisesFact
from parkdesk.domain.enterprise_sheets import CertificateLine, Finding, ordered_findings
from parkdesk.domain.enterprises import EnterpriseStatus, Fact, IdentifierKind, identify
from parkdesk.domain.identity import Permission
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState
from parkdesk.domain.stops import StopState
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.enterprise_facts import enterprise_facts
from parkdesk.usecases.enterprise_holdings import certificates_held
from parkdesk.usecases.enterprise_returns import returns_handed_in
from parkdesk.usecases.enterprise_subsidies import claims_made
from parkdesk.usecases.stops import enterprise_stops

Found = Iterator[Finding]
Look = Callable[[Work, EnterpriseRecord, dt.date | None], Found]


@query(Permission.ENTERPRISE_READ)
def enterprise_findings(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a day, the gravest first."""
    record = work.get(EnterpriseRecord, enterprise_id)
    found: list[Finding] = []
    for needs, look in _LOOKS:
        if work.actor.may(needs):
            found.extend(look(work, record, on))
    return ordered_findings(found)


def _of_identifier(_work: Work, record: EnterpriseRecord, _on: dt.date | None) -> Found:
    if identify(record.code).kind is not IdentifierKind.CREDIT_CODE:
        yield Finding("older-identifier", Level.HINT, "enterprises", record.id)


def _of_stops(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    for stop in enterprise_stops.function(work, record.id, on):
        if stop.state is StopState.HOLDING:
            facts: dict[str, Fact] = {"number": stop.document_number, "from_on": stop.from_on}
            yield Finding("finding-stopped", Level.SERIOUS, "enterprise", record.id, facts)


def _of_leases(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    day = on or work.today
    for row in enterprise_facts.function(work, record.id, on).premises:
        fact = row.fact
        if not (row.holds and isinstance(fact, PremisesFact)) or fact.lease_to is None:
            continue
        if fact.lease_to < day:
            facts: dict[str, Fact] = {"place": fact.place, "lease_to": fact.lease_to}
            yield Finding("finding-lease-ended", Level.WARNING, "enterprise", record.id, facts)


def _of_certificates(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    day = on or work.today
    held = certificates_held.function(work, record.id, on)
    for one in held:
        yield from _of_certificate(one, day)
    resident = record.status == EnterpriseStatus.RESIDENT
    if held and resident and not any(one.status in IN_FORCE for one in held):
        yield Finding("certificates-all-expired", Level.SERIOUS, "certifications", held[0].id)


def _of_certificate(one: CertificateLine, day: dt.date) -> Found:
    last = one.expires_on
    if one.status is CertificationStatus.EXPIRING and last is not None and not one.renewed:
        days = (last - day).days
        yield _certificate(one, "certificate-expiring", Level.WARNING, days=days)
    elif one.status is CertificationStatus.SUSPENDED:
        yield _certificate(one, "certificate-suspended", Level.WARNING)
    elif one.status is CertificationStatus.WITHDRAWN:
        yield _certificate(one, "finding-certificate-withdrawn", Level.SERIOUS)
    elif one.status is CertificationStatus.EXPIRED and not one.renewed:
        yield _certificate(one, "finding-certificate-expired", Level.SERIOUS, expired_on=last)


def _certificate(one: CertificateLine, code: str, level: Level, **more: Fact) -> Finding:
    facts: dict[str, Fact] = {
        "type": one.type_code,
        "type_zh": one.type_zh,
        "type_en": one.type_en,
        "model": one.model,
        "held_level": one.level,
        "number": one.number,
        **more,
    }
    return Finding(code, level, "certifications", one.id, facts)


def _of_returns(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    for line in returns_handed_in.function(work, record.id, on):
        assert isinstance(line.period, Quarter)
        facts: dict[str, Fact] = {"quarter": line.period, "due_on": line.due_on}
        if line.fill is FillState.OVERDUE:
            yield Finding("finding-return-overdue", Level.WARNING, "statistics", record.id, facts)
        elif line.is_late:
            facts["received_on"] = line.received_on
            yield Finding("finding-return-was-late", Level.HINT, "statistics", record.id, facts)


def _of_claims(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    for claim in claims_made.function(work, record.id, on):
        facts: dict[str, Fact] = {"number": claim.number}
        if claim.state is ClaimState.RETURNED:
            code = "finding-claim-waits-for-correction"
            yield Finding(code, Level.WARNING, "claims", claim.id, facts)
        elif claim.state in GRANTED - PAID_OUT:
            facts["approved_cents"] = claim.approved_cents
            yield Finding("finding-claim-approved-not-paid", Level.HINT, "claims", claim.id, facts)


def _of_contracts(work: Work, record: EnterpriseRecord, on: dt.date | None) -> Found:
    day = on or work.today
    execution = ContractExecutionRecord
    counted = (
        ContractRecord.enterprise_id == record.id,
        ContractRecord.state.in_(sorted(COUNTED)),
    )
    executed = (*counted, execution.executed_on <= day)
    waiting = [
        select(ContractRecord.id).where(
            *counted, ContractRecord.signed_on <= day, ContractRecord.usd_rate == NOT_CONVERTED
        ),
        select(ContractRecord.id)
        .join(execution, execution.contract_id == ContractRecord.id)
        .where(*executed, execution.usd_rate == NOT_CONVERTED),
    ]
    ids = sorted({id_ for statement in waiting for id_ in work.session.scalars(statement)})
    yield from _several("finding-contracts-without-rate", Level.HINT, ids)
    lacking = work.session.execute(
        select(ContractRecord.id, func.count())
        .join(execution, execution.contract_id == ContractRecord.id)
        .where(*executed, ContractRecord.market == Market.OFFSHORE, execution.receipt_no == "")
        .group_by(ContractRecord.id)
        .order_by(ContractRecord.id)
    ).all()
    if lacking:
        facts: dict[str, Fact] = {"count": sum(count for _id, count in lacking)}
        yield Finding("finding-receipts-missing", Level.WARNING, "contracts", lacking[0][0], facts)


def _several(code: str, level: Level, ids: Sequence[int]) -> Found:
    if ids:
        yield Finding(code, level, "contracts", ids[0], {"count": len(ids)})


_LOOKS: tuple[tuple[Permission, Look], ...] = (
    (Permission.CERTIFICATION_READ, _of_certificates),
    (Permission.STATISTICS_READ, _of_returns),
    (Permission.CLAIM_READ, _of_claims),
    (Permission.CONTRACT_READ, _of_contracts),
    (Permission.ENTERPRISE_READ, _of_stops),
    (Permission.ENTERPRISE_READ, _of_leases),
    (Permission.ENTERPRISE_READ, _of_identifier),
)
