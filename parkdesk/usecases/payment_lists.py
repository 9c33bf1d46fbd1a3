"""Payment batches to look at: the list, and one in full with masked accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from parkdesk.domain import payments
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.payment_holds import HoldRow
from parkdesk.domain.payment_returns import Returned, ReturnState
from parkdesk.domain.payments import BatchState, BatchTotals, LineState
from parkdesk.store.claim_money import claims_by_id
from parkdesk.store.closing_rows import unsettled_batch
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.payment_checks import live_levels, require_may_approve
from parkdesk.store.payment_hold_rows import hold_rows
from parkdesk.store.programme_choices import titles_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentLineRecord,
    PaymentReturnRecord,
    PaymentSheetRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "made": PaymentBatchRecord.made_at,
    "state": PaymentBatchRecord.state,
    "total": PaymentBatchRecord.total_cents,
}
"""What the list can be ordered by."""

_ENDED = (BatchState.SETTLED.value, BatchState.CANCELLED.value)


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """Which batches to list; what is left out does not narrow."""

    text: str = ""
    state: BatchState | None = None
    unsettled: bool = False
    """Only those that are neither settled nor cancelled."""
    unsettled_for: Quarter | None = None
    """Of these, only those made by the end of this quarter: what its closing asks about."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in a line."""

    id: int
    version: int
    number: str
    programme: str
    programme_en: str
    state: BatchState
    lines: int
    total_cents: int
    paid_cents: int
    failed_cents: int
    made_at: dt.datetime
    made_by: str
    approved_by: str
    follows: str
    """Number of the batch whose failures it pays again."""

    @property
    def pending_cents(self) -> int:
        """What is neither paid nor failed."""
        return self.total_cents - self.paid_cents - self.failed_cents


@dataclass(frozen=True, slots=True)
class LineRow:
    """One transfer, its account masked."""

    id: int
    reference: str
    claim_id: int
    claim: str
    enterprise: str
    level: str
    amount_cents: int
    holder: str
    bank: str
    account: str
    state: LineState
    paid_on: dt.date | None
    bank_reference: str
    failure: str
    returned: Returned | None
    """The record of its coming back, the newest of several."""
    to_follow: bool
    """It failed, and no batch has taken it up again."""


@dataclass(frozen=True, slots=True)
class WrittenSheetRow:
    """A bank sheet that was written: when, by whom, why, and its checksum."""

    written_at: dt.datetime
    by: str
    reason: str
    template: str
    lines: int
    total_cents: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a step is not for this person: the code of the refusal, and what they did before."""

    code: str
    step: ClaimState | None = None


@dataclass(frozen=True, slots=True)
class BatchDetail:
    """One batch in full."""

    row: BatchRow
    programme_document: str
    lines: tuple[LineRow, ...]
    holds: tuple[HoldRow, ...]
    sheets: tuple[WrittenSheetRow, ...]
    totals: BatchTotals
    approved_at: dt.datetime | None
    ending: str
    exceptions: str
    note: str
    followed_by: str
    """Number of the batch that pays its failures again."""
    withheld: Withheld | None
    """Why who asks may not approve it, although others may; None where they may, or nobody can."""


@query(Permission.CLAIM_READ)
def list_batches(
    work: Work, criteria: BatchFilter, sort: Sort, offset: int, limit: int
) -> Window[BatchRow]:
    """Return the batches in view."""
    return fetch_window(
        work.session,
        PaymentBatchRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.CLAIM_READ)
def count_batches_to_approve(work: Work) -> int:
    """Return how many batches wait for this person: to be approved by who may and did not make."""
    if not work.actor.may(Permission.CLAIM_PAY):
        return 0
    record = PaymentBatchRecord
    waiting = select(func.count()).where(
        record.state == BatchState.MADE.value, record.made_by_id != work.actor.id
    )
    return work.session.scalar(waiting) or 0


def _where(criteria: BatchFilter) -> list[ColumnElement[bool]]:
    record, where = PaymentBatchRecord, []
    if criteria.state is not None:
        where.append(record.state == criteria.state.value)
    if criteria.unsettled:
        where.append(record.state.not_in(_ENDED))
    if criteria.unsettled_for is not None:
        where.append(unsettled_batch(criteria.unsettled_for))
    text = criteria.text.strip()
    if text:
        enterprise = EnterpriseRecord
        found = (
            select(PaymentLineRecord.batch_id)
            .join(enterprise, enterprise.id == PaymentLineRecord.enterprise_id)
            .join(ClaimRecord, ClaimRecord.id == PaymentLineRecord.claim_id)
            .where(
                or_(
                    enterprise.name.contains(text, autoescape=True),
                    ClaimRecord.number.contains(text, autoescape=True),
                )
            )
        )
        where.append(or_(record.number.contains(text, autoescape=True), record.id.in_(found)))
    return where


def _rows(work: Work, ids: Sequence[int]) -> dict[int, BatchRow]:
    before = aliased(PaymentBatchRecord)
    query = (
        select(PaymentBatchRecord, before.number.label("follows"))
        .outerjoin(before, before.id == PaymentBatchRecord.follows_id)
        .where(PaymentBatchRecord.id.in_(ids))
    )
    found = work.session.execute(query).all()
    titles = titles_of(work.session, {record.programme_id for record, _follows in found})
    return {
        record.id: BatchRow(
            record.id,
            record.version,
            record.number,
            titles[record.programme_id].zh,
            titles[record.programme_id].en,
            BatchState(record.state),
            record.lines,
            record.total_cents,
            record.paid_cents,
            record.failed_cents,
            record.made_at,
            record.made_by_name,
            record.approved_by_name,
            follows or "",
        )
        for record, follows in found
    }


@query(Permission.CLAIM_READ)
def batch_detail(work: Work, batch_id: int) -> BatchDetail:
    """Return one batch in full; account numbers are masked."""
    record = work.get(PaymentBatchRecord, batch_id)
    lines = _lines(work, batch_id)
    followed = work.session.scalar(
        select(PaymentBatchRecord.number)
        .where(
            PaymentBatchRecord.follows_id == batch_id,
            PaymentBatchRecord.state != BatchState.CANCELLED.value,
        )
        .order_by(PaymentBatchRecord.id.desc())
        .limit(1)
    )
    return BatchDetail(
        _rows(work, [batch_id])[batch_id],
        work.get(ProgrammeRecord, record.programme_id).document_number,
        lines,
        hold_rows(work, batch_id),
        _sheets(work, batch_id),
        payments.totals_of((line.state, line.amount_cents) for line in lines),
        record.approved_at,
        record.ending,
        record.exceptions,
        record.note,
        followed or "",
        _withheld(work, record, lines),
    )


def _withheld(work: Work, record: PaymentBatchRecord, lines: Sequence[LineRow]) -> Withheld | None:
    if record.state != BatchState.MADE.value or not work.actor.may(Permission.CLAIM_PAY):
        return None
    claims = claims_by_id(work.session, [line.claim_id for line in lines])
    try:
        require_may_approve(work, record.made_by_id, claims.values())
    except Refused as refused:
        step = refused.params.get("step")
        return Withheld(refused.code, step if isinstance(step, ClaimState) else None)
    return None


def _lines(work: Work, batch_id: int) -> tuple[LineRow, ...]:
    line = PaymentLineRecord
    query = (
        select(line, ClaimRecord.number, EnterpriseRecord.name)
        .join(ClaimRecord, ClaimRecord.id == line.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == line.enterprise_id)
        .where(line.batch_id == batch_id)
        .order_by(line.position)
    )
    returned, followed = _returned(work, batch_id), _followed(work, batch_id)
    found = work.session.execute(query).all()
    live = live_levels(work.session, [one.claim_id for one, _claim, _name in found])
    return tuple(
        LineRow(
            one.id,
            one.reference,
            one.claim_id,
            claim,
            enterprise,
            one.level,
            one.amount_cents,
            one.holder,
            one.bank_name,
            mask_account(one.account),
            LineState(one.state),
            one.paid_on,
            one.bank_reference,
            one.failure,
            returned.get(one.id),
            one.state == LineState.FAILED.value
            and one.id not in followed
            and one.level not in live.get(one.claim_id, ()),
        )
        for one, claim, enterprise in found
    )


def _followed(work: Work, batch_id: int) -> frozenset[int]:
    """Return the failed lines of a batch that another batch has taken up."""
    line, again = PaymentLineRecord, aliased(PaymentLineRecord)
    query = (
        select(again.follows_id)
        .join(line, line.id == again.follows_id)
        .where(line.batch_id == batch_id)
    )
    return frozenset(one for one in work.session.scalars(query) if one is not None)


def _returned(work: Work, batch_id: int) -> dict[int, Returned]:
    record = PaymentReturnRecord
    query = select(record).where(record.batch_id == batch_id).order_by(record.id)
    return {
        one.line_id: Returned(
            one.id,
            one.version,
            ReturnState(one.state),
            one.returned_on,
            one.reason,
            one.entered_by_id,
            one.entered_by_name,
            one.decided_by_name,
        )
        for one in work.session.scalars(query)
    }


def _sheets(work: Work, batch_id: int) -> tuple[WrittenSheetRow, ...]:
    query = select(PaymentSheetRecord).where(PaymentSheetRecord.batch_id == batch_id)
    return tuple(
        WrittenSheetRow(
            one.written_at,
            one.written_by_name,
            one.reason,
            one.template_code,
            one.lines,
            one.total_cents,
            one.sha256,
        )
        for one in work.session.scalars(query.order_by(PaymentSheetRecord.id.desc()))
    )
