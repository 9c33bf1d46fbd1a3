"""Clawbacks to look at: the list, one in full with plan and receipts, claims to ask money of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from parkdesk.domain import clawbacks
from parkdesk.domain.claims import PAID_OUT
from parkdesk.domain.clawbacks import ClawbackReason, ClawbackState, Instalment
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programme_parts import BarringRule
from parkdesk.store.claim_money import money_rows
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import (
    ClawbackInstalmentRecord,
    ClawbackLineRecord,
    ClawbackReceiptRecord,
    ClawbackRecord,
    PersonBarRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "opened": ClawbackRecord.opened_at,
    "state": ClawbackRecord.state,
    "amount": ClawbackRecord.amount_cents,
}
"""What the list can be ordered by."""
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class ClawbackFilter:
    """Which clawbacks to list; what is left out does not narrow."""

    text: str = ""
    state: ClawbackState | None = None


@dataclass(frozen=True, slots=True)
class ClawbackRow:
    """One clawback in a line."""

    id: int
    version: int
    number: str
    claim: str
    claim_id: int
    enterprise: str
    state: ClawbackState
    reason_code: ClawbackReason
    amount_cents: int
    received_cents: int
    next_due_on: dt.date | None
    overdue_cents: int
    decided_on: dt.date

    @property
    def left_cents(self) -> int:
        """What has still to come."""
        return self.amount_cents - self.received_cents


@dataclass(frozen=True, slots=True)
class ClawbackLine:
    """What one person or item gives back."""

    position: int
    name: str
    paid_cents: int
    amount_cents: int
    received_cents: int


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt; negative where it takes another one back."""

    id: int
    number: str
    received_on: dt.date
    amount_cents: int
    bank_reference: str
    note: str
    by: str
    corrected: bool
    """Whether another one takes it back."""


@dataclass(frozen=True, slots=True)
class ClawbackDetail:
    """One clawback in full."""

    row: ClawbackRow
    reason: str
    document_number: str
    opened_by: str
    lines: tuple[ClawbackLine, ...]
    plan: tuple[Instalment, ...]
    receipts: tuple[ReceiptRow, ...]
    barred: tuple[tuple[str, dt.date], ...]
    """Persons that are barred because of it, with the last day."""
    ending: str


@query(Permission.CLAIM_READ)
def list_clawbacks(
    work: Work, criteria: ClawbackFilter, sort: Sort, offset: int, limit: int
) -> Window[ClawbackRow]:
    """Return the clawbacks in view."""
    return fetch_window(
        work.session,
        ClawbackRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


def _where(criteria: ClawbackFilter) -> list[ColumnElement[bool]]:
    record, where = ClawbackRecord, []
    if criteria.state is not None:
        where.append(record.state == criteria.state.value)
    text = criteria.text.strip()
    if text:
        named = select(EnterpriseRecord.id).where(
            EnterpriseRecord.name.contains(text, autoescape=True)
        )
        numbered = select(ClaimRecord.id).where(ClaimRecord.number.contains(text, autoescape=True))
        where.append(
            or_(
                record.number.contains(text, autoescape=True),
                record.enterprise_id.in_(named),
                record.claim_id.in_(numbered),
            )
        )
    return where


def _rows(work: Work, ids: Sequence[int]) -> dict[int, ClawbackRow]:
    plans = _plans(work, ids)
    query = (
        select(ClawbackRecord, ClaimRecord.number, EnterpriseRecord.name)
        .join(ClaimRecord, ClaimRecord.id == ClawbackRecord.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClawbackRecord.enterprise_id)
        .where(ClawbackRecord.id.in_(ids))
    )
    return {
        record.id: _row(work, record, claim, enterprise, plans.get(record.id, ()))
        for record, claim, enterprise in work.session.execute(query)
    }


def _row(
    work: Work,
    record: ClawbackRecord,
    claim: str,
    enterprise: str,
    plan: Sequence[Instalment],
) -> ClawbackRow:
    is_open = record.state == ClawbackState.OPEN.value
    due = clawbacks.next_due(plan, record.received_cents) if is_open else None
    late = clawbacks.overdue_cents(plan, record.received_cents, work.today) if is_open else 0
    return ClawbackRow(
        record.id,
        record.version,
        record.number,
        claim,
        record.claim_id,
        enterprise,
        ClawbackState(record.state),
        ClawbackReason(record.reason_code),
        record.amount_cents,
        record.received_cents,
        due.due_on if due else None,
        late,
        record.decided_on,
    )


def _plans(work: Work, ids: Sequence[int]) -> dict[int, tuple[Instalment, ...]]:
    record = ClawbackInstalmentRecord
    query = select(record).where(record.clawback_id.in_(ids)).order_by(record.position)
    found: dict[int, tuple[Instalment, ...]] = {}
    for one in work.session.scalars(query):
        before = found.get(one.clawback_id, ())
        found[one.clawback_id] = (*before, Instalment(one.due_on, one.amount_cents))
    return found


@query(Permission.CLAIM_READ)
def clawback_detail(work: Work, clawback_id: int) -> ClawbackDetail:
    """Return one clawback in full."""
    record = work.get(ClawbackRecord, clawback_id)
    return ClawbackDetail(
        _rows(work, [clawback_id])[clawback_id],
        record.reason,
        record.document_number,
        record.opened_by_name,
        _lines(work, record),
        _plans(work, [clawback_id]).get(clawback_id, ()),
        _receipts(work, clawback_id),
        _barred(work, record),
        record.ending,
    )


def _lines(work: Work, record: ClawbackRecord) -> tuple[ClawbackLine, ...]:
    rows = {row.id: row for row in money_rows(work.session, work.get(ClaimRecord, record.claim_id))}
    line = ClawbackLineRecord
    query = select(line).where(line.clawback_id == record.id).order_by(line.position)
    return tuple(
        ClawbackLine(
            rows[one.row_id].position,
            rows[one.row_id].name,
            rows[one.row_id].paid_cents or 0,
            one.amount_cents,
            one.received_cents,
        )
        for one in work.session.scalars(query)
        if one.row_id in rows
    )


def _receipts(work: Work, clawback_id: int) -> tuple[ReceiptRow, ...]:
    record = ClawbackReceiptRecord
    query = select(record).where(record.clawback_id == clawback_id).order_by(record.id)
    records = work.session.scalars(query).all()
    corrected = {one.corrects_id for one in records}
    return tuple(
        ReceiptRow(
            one.id,
            one.number,
            one.received_on,
            one.amount_cents,
            one.bank_reference,
            one.note,
            one.recorded_by_name,
            one.id in corrected,
        )
        for one in records
    )


def _barred(work: Work, record: ClawbackRecord) -> tuple[tuple[str, dt.date], ...]:
    bar = PersonBarRecord
    bars = work.session.scalars(select(bar).where(bar.clawback_id == record.id).order_by(bar.id))
    rows = money_rows(work.session, work.get(ClaimRecord, record.claim_id))
    names = {row.id_hash: row.name for row in rows if row.id_hash is not None}
    return tuple((names.get(one.id_hash, ""), one.until_on) for one in bars)


@dataclass(frozen=True, slots=True)
class PaidClaim:
    """A claim whose money has left."""

    id: int
    number: str
    enterprise: str
    paid_cents: int
    barring: tuple[BarringRule, ...] = ()
    """What its programme says of losing the right to claim."""


@query(Permission.CLAIM_READ)
def paid_claims(work: Work, text: str = "") -> tuple[PaidClaim, ...]:
    """Return paid claims by number or enterprise, the latest first; fifty at most."""
    words = text.strip()
    query = (
        select(ClaimRecord, EnterpriseRecord.name, ProgrammeRecord.content)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(ClaimRecord.state.in_([state.value for state in PAID_OUT]))
        .order_by(ClaimRecord.id.desc())
        .limit(_MOST_FOUND)
    )
    if words:
        query = query.where(
            or_(
                ClaimRecord.number.contains(words, autoescape=True),
                EnterpriseRecord.name.contains(words, autoescape=True),
            )
        )
    return tuple(
        PaidClaim(claim.id, claim.number, name, claim.paid_cents or 0, _barring(content))
        for claim, name, content in work.session.execute(query)
    )


def _barring(content: str) -> tuple[BarringRule, ...]:
    return tuple(figure.value for figure in programme_of(content).barring)
