"""Items of a claim in the database: rows to and from the domain, and judged by the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain.certification_claims import CertificateItem, FundedEvent, judge_certificates
from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.platform_claims import PlatformItem, judge_platform
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.store.rosters import DAYS_OF_CLAIM, newest_day, programme_of
from parkdesk.store.tables.certification_history import CertificationFundingRecord
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_SAME = (
    "certification_id",
    "title",
    "supplier",
    "invoice_number",
    "invoice_on",
    "bank_slip",
    "paid_on",
    "cost_cents",
    "asked_cents",
    "note",
)
_CHOICES: Mapping[str, Callable[[str], Any]] = {
    "kind": ItemKind,
    "event": EventType,
    "platform": Platform,
    "fee_kind": FeeKind,
}
_REFUSED = tuple(verdict.value for verdict in Verdict if not verdict.payable)


def item_rows(session: Session, claim_id: int) -> list[tuple[int, ClaimItem]]:
    """Return the id and content of a claim's items, in their order."""
    table = ClaimItemRecord.__table__
    columns = [table.c[name] for name in (*_SAME, *_CHOICES)]
    query = (
        select(table.c.id, *columns)
        .where(table.c.claim_id == claim_id)
        .order_by(table.c.position, table.c.id)
    )
    return [(row.id, _item(row)) for row in session.execute(query)]


def _item(row: Row[Any]) -> ClaimItem:
    values = {name: getattr(row, name) for name in _SAME}
    for name, kind in _CHOICES.items():
        stored = getattr(row, name)
        values[name] = kind(stored) if stored else None
    return ClaimItem(**values)


def item_values(item: ClaimItem) -> dict[str, Any]:
    """Return the columns of an item."""
    values = {name: getattr(item, name) for name in _SAME}
    for name in _CHOICES:
        chosen = getattr(item, name)
        values[name] = chosen.value if chosen else ""
    return values


def judge_items(
    work: Work, claim: ClaimRecord, items: Sequence[ClaimItem]
) -> tuple[RowVerdict, ...]:
    """Return the reasoning for every item of a claim, with what was funded elsewhere looked up."""
    programme = programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
    if ClaimKind(claim.track) is ClaimKind.PLATFORM:
        costs = [_cost(item) for item in items]
        return judge_platform(programme, costs, work.today, platform_cents(work.session, claim))
    ids = {item.certification_id for item in items if item.certification_id}
    facts = _certificates(work.session, claim.enterprise_id, ids)
    fees = [_fee(item, facts.get(item.certification_id or 0)) for item in items]
    return judge_certificates(programme, fees, funded_elsewhere(work.session, claim), work.today)


def platform_cents(session: Session, claim: ClaimRecord) -> int:
    """Return what the enterprise's other platform claims under the programme are given, in fen."""
    here, record = aliased(ProgrammeRecord), ProgrammeRecord
    given = func.coalesce(ClaimRecord.approved_cents, ClaimRecord.requested_cents)
    found = session.scalar(
        select(func.sum(given))
        .join(record, record.id == ClaimRecord.programme_id)
        .join(here, here.code == record.code)
        .where(
            here.id == claim.programme_id,
            ClaimRecord.enterprise_id == claim.enterprise_id,
            ClaimRecord.id != claim.id,
            ClaimRecord.track == ClaimKind.PLATFORM.value,
            ClaimRecord.state.in_([state.value for state in ClaimState if state.binding]),
        )
    )
    # PostgreSQL gives a Decimal for the sum of a BIGINT.
    return int(found or 0)


def _cost(item: ClaimItem) -> PlatformItem:
    return PlatformItem(
        item.platform,
        item.kind,
        item.cost_cents,
        item.asked_cents,
        item.invoice_number,
        item.bank_slip,
        item.paid_on,
    )


def _fee(item: ClaimItem, certificate: Any) -> CertificateItem:  # noqa: ANN401 (four columns)
    return CertificateItem(
        certificate.id if certificate else None,
        certificate.type_code if certificate else "",
        bool(certificate and certificate.top_level),
        certificate.level if certificate else None,
        item.event,
        item.fee_kind,
        item.cost_cents,
        item.asked_cents,
        item.invoice_number,
        item.bank_slip,
        item.paid_on,
    )


def _certificates(session: Session, enterprise_id: int, ids: set[int]) -> dict[int, Any]:
    """Return what is needed of the enterprise's own certificates: no other's is paid for."""
    held, kind = CertificationRecord, CertificationTypeRecord
    query = (
        select(held.id, held.type_code, held.level, kind.top_level)
        .join(kind, kind.code == held.type_code)
        .where(held.id.in_(ids), held.enterprise_id == enterprise_id)
    )
    return {row.id: row for row in session.execute(query)}


def funded_elsewhere(session: Session, claim: ClaimRecord) -> tuple[FundedEvent, ...]:
    """Return the events that the same enterprise asks for in other claims, or had funded.

    A grant that was written down beside the register and not claimed here counts as well.
    """
    claimed = select(
        ClaimItemRecord.certification_id,
        ClaimItemRecord.event,
        ProgrammeRecord.code,
        ClaimRecord.number,
        ProgrammeRecord.year,
        ClaimItemRecord.requested_cents,
        ClaimItemRecord.approved_cents,
        ClaimRecord.state,
        ClaimItemRecord.verdict,
        *DAYS_OF_CLAIM,
    )
    claimed = (
        claimed.join(ClaimRecord, ClaimRecord.id == ClaimItemRecord.claim_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(
            ClaimRecord.enterprise_id == claim.enterprise_id,
            ClaimRecord.id != claim.id,
            ClaimRecord.track == ClaimKind.CERTIFICATION.value,
            ClaimRecord.state.not_in([ClaimState.REJECTED.value, ClaimState.WITHDRAWN.value]),
            ClaimItemRecord.certification_id.is_not(None),
            ClaimItemRecord.event != "",
        )
        .order_by(ClaimRecord.id, ClaimItemRecord.position)
    )
    found = [
        FundedEvent(
            row.certification_id,
            EventType(row.event),
            row.code,
            row.number,
            row.year,
            row.requested_cents if row.approved_cents is None else row.approved_cents,
            newest_day(row),
            binding=ClaimState(row.state).binding,
        )
        for row in session.execute(claimed)
        if not (ClaimState(row.state).binding and row.verdict in _REFUSED)
    ]
    return (*found, *_granted(session, claim))


def _granted(session: Session, claim: ClaimRecord) -> list[FundedEvent]:
    record = CertificationFundingRecord
    query = (
        select(
            record.certification_id,
            record.event_type,
            ProgrammeRecord.code,
            record.document_number,
            ProgrammeRecord.year,
            record.amount_cents,
            record.granted_on,
        )
        .join(CertificationRecord, CertificationRecord.id == record.certification_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == record.programme_id)
        .where(CertificationRecord.enterprise_id == claim.enterprise_id)
        # What a claim of ours was paid for is written down under the claim's own number.
        .where(record.document_number != claim.number)
        .order_by(record.id)
    )
    return [
        FundedEvent(
            row.certification_id,
            EventType(row.event_type),
            row.code,
            row.document_number,
            row.year,
            row.amount_cents,
            row.granted_on,
        )
        for row in session.execute(query)
    ]
