"""Clawbacks (追回): opening one by person or item, its plan, receipts, and barring to a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain import clawbacks
from parkdesk.domain.claims import PAID_OUT, ClaimAction, ClaimState
from parkdesk.domain.clawbacks import ClawbackAction, ClawbackState, OpenClawback, Receipt
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.stops import StopEffect, effects_text
from parkdesk.store.claim_money import MoneyRow, money_rows, move_claim
from parkdesk.store.clawback_money import (
    apply_receipts,
    reopen_claim,
    settle_claim,
    write_receipt,
)
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import (
    ClawbackInstalmentRecord,
    ClawbackLineRecord,
    ClawbackReceiptRecord,
    ClawbackRecord,
    PersonBarRecord,
)
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ClawbackKey:
    """A clawback as it stands after a command."""

    id: int
    version: int
    number: str
    state: ClawbackState


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A row of a paid claim, and what may still be asked back of it."""

    row_id: int
    position: int
    name: str
    paid_cents: int
    asked_cents: int
    """What was asked back before, withdrawn clawbacks left out."""

    @property
    def room_cents(self) -> int:
        """What may still be asked back."""
        return self.paid_cents - self.asked_cents


@query(Permission.CLAIM_READ)
def recoverable_rows(work: Work, claim_id: int) -> tuple[Recoverable, ...]:
    """Return the rows of a paid claim for which money left."""
    claim = work.get(ClaimRecord, claim_id)
    if ClaimState(claim.state) not in PAID_OUT:
        return ()
    asked = _asked(work, claim.id)
    return tuple(
        Recoverable(row.id, row.position, row.name, row.paid_cents, asked.get(row.id, 0))
        for row in money_rows(work.session, claim)
        if row.paid_cents
    )


def _asked(work: Work, claim_id: int) -> dict[int, int]:
    line, record = ClawbackLineRecord, ClawbackRecord
    query = (
        select(line.row_id, func.sum(line.amount_cents))
        .join(record, record.id == line.clawback_id)
        .where(line.claim_id == claim_id, record.state != ClawbackState.WITHDRAWN.value)
        .group_by(line.row_id)
    )
    # PostgreSQL gives a Decimal for the sum of a BIGINT.
    return {row: int(cents) for row, cents in work.session.execute(query)}


@command(Permission.CLAIM_APPROVE)
def open_clawback(work: Work, form: OpenClawback) -> ClawbackKey:
    """Ask money of a paid claim back, row by row, with a plan that sums to it.

    No more can be asked back than was paid for a row and not asked back before. Bars the
    enterprise's new claims, or the persons, until the day that is given.
    """
    claim = work.get(ClaimRecord, form.claim_id)
    if ClaimState(claim.state) not in PAID_OUT:
        raise Refused("claim-not-paid", claim=claim.number)
    room = {one.row_id: one.room_cents for one in recoverable_rows.function(work, claim.id)}
    clawbacks.check_clawback(form, room, work.today)
    assert form.reason_code is not None
    assert form.decided_on is not None
    year = work.today.year
    prefix = clawbacks.clawback_number(year, 0).rpartition("-")[0] + "-"
    record = work.add(
        ClawbackRecord(
            number=clawbacks.clawback_number(
                year, next_serial(work, ClawbackRecord.number, prefix)
            ),
            claim_id=claim.id,
            enterprise_id=claim.enterprise_id,
            state=ClawbackState.OPEN.value,
            reason_code=form.reason_code.value,
            reason=form.reason.strip(),
            document_number=form.document_number.strip(),
            decided_on=form.decided_on,
            amount_cents=sum(form.rows.values()),
            received_cents=0,
            opened_at=work.now,
            opened_by_id=work.actor.id,
            opened_by_name=work.actor.name,
        )
    )
    rows = {row.id: row for row in money_rows(work.session, claim)}
    _write_lines(work, record, form.rows, rows)
    _write_plan(work, record, form.first_due_on, form.instalments)
    move_claim(
        work,
        claim,
        ClaimAction.RECOVER,
        amount_cents=record.amount_cents,
        reason=f"{record.number} {record.reason}",
    )
    _bar(work, form, record, claim, rows)
    return _key(record)


def _write_lines(
    work: Work, record: ClawbackRecord, wanted: Mapping[int, int], rows: Mapping[int, MoneyRow]
) -> None:
    ordered = sorted(wanted, key=lambda row: rows[row].position)
    work.insert_many(
        ClawbackLineRecord,
        [
            {
                "clawback_id": record.id,
                "position": position,
                "claim_id": record.claim_id,
                "row_id": row,
                "amount_cents": wanted[row],
                "received_cents": 0,
            }
            for position, row in enumerate(ordered, start=1)
        ],
    )


def _write_plan(
    work: Work, record: ClawbackRecord, first_due_on: dt.date | None, count: int | None
) -> None:
    assert first_due_on is not None
    assert count is not None
    work.insert_many(
        ClawbackInstalmentRecord,
        [
            {
                "clawback_id": record.id,
                "position": position,
                "due_on": one.due_on,
                "amount_cents": one.amount_cents,
            }
            for position, one in enumerate(
                clawbacks.plan(record.amount_cents, first_due_on, count), start=1
            )
        ],
    )


def _bar(
    work: Work,
    form: OpenClawback,
    record: ClawbackRecord,
    claim: ClaimRecord,
    rows: Mapping[int, MoneyRow],
) -> None:
    if form.barred_until is None:
        return
    document = form.document_number.strip()
    if form.bars_enterprise:
        work.add(
            StopRecord(
                enterprise_id=claim.enterprise_id,
                document_number=document,
                reason=f"{record.number} {record.reason}",
                effects=effects_text({StopEffect.NEW_CLAIMS, StopEffect.SUBMISSION}),
                from_on=record.decided_on,
                until_on=form.barred_until,
                set_at=work.now,
                set_by_id=work.actor.id,
                set_by_name=work.actor.name,
            )
        )
    if form.bars_persons:
        persons = [rows[row] for row in form.rows if rows[row].id_hash is not None]
        if not persons:
            raise InvalidInput({"bars_persons": "no-persons-to-bar"})
        for row in persons:
            assert row.id_hash is not None
            work.add(
                PersonBarRecord(
                    trainee_id=row.trainee_id,
                    id_hash=row.id_hash,
                    clawback_id=record.id,
                    document_number=document,
                    reason=record.reason,
                    from_on=record.decided_on,
                    until_on=form.barred_until,
                    set_at=work.now,
                    set_by_id=work.actor.id,
                    set_by_name=work.actor.name,
                )
            )


@command(Permission.CLAIM_APPROVE)
def replan_clawback(
    work: Work, clawback_id: int, version: int, first_due_on: dt.date | None, count: int | None
) -> ClawbackKey:
    """Make another plan for the whole sum; what has come counts towards its first payments."""
    record = work.get(ClawbackRecord, clawback_id, version=version)
    clawbacks.advance_clawback(ClawbackState(record.state), ClawbackAction.REPLAN)
    problems = {}
    if first_due_on is None:
        problems["first_due_on"] = "required"
    elif first_due_on < record.decided_on:
        problems["first_due_on"] = "due-before-order"
    if count is None or not 1 <= count <= min(clawbacks.MOST_INSTALMENTS, record.amount_cents):
        problems["instalments"] = "instalments-out-of-range"
    if problems:
        raise InvalidInput(problems)
    work.delete_many(ClawbackInstalmentRecord, ClawbackInstalmentRecord.clawback_id == record.id)
    _write_plan(work, record, first_due_on, count)
    _touch(work, record)
    return _key(record)


@command(Permission.CLAIM_PAY)
def receive_clawback(work: Work, clawback_id: int, version: int, form: Receipt) -> ClawbackKey:
    """Record money that came back; when all has come the clawback, and its claim, are settled."""
    record = work.get(ClawbackRecord, clawback_id, version=version)
    clawbacks.advance_clawback(ClawbackState(record.state), ClawbackAction.RECEIVE)
    left = record.amount_cents - record.received_cents
    clawbacks.check_receipt(form, left, record.decided_on, work.today)
    assert form.amount_cents is not None
    assert form.received_on is not None
    write_receipt(work, record, form.received_on, form.amount_cents, form)
    apply_receipts(work, record)
    if record.received_cents == record.amount_cents:
        state = clawbacks.advance_clawback(ClawbackState(record.state), ClawbackAction.SETTLE)
        record.state = state.value
        record.ended_at = work.now
    work.session.flush()  # the claim is settled by what is stored
    settle_claim(work, record)
    return _key(record)


@command(Permission.CLAIM_PAY)
def correct_receipt(
    work: Work, clawback_id: int, version: int, receipt_id: int, why: str
) -> ClawbackKey:
    """Take a receipt back by one of the opposite sum: receipts are never edited.

    A clawback that was settled by it is open again, and its claim is in recovery again.
    """
    record = work.get(ClawbackRecord, clawback_id, version=version)
    before = ClawbackState(record.state)
    state = clawbacks.advance_clawback(before, ClawbackAction.CORRECT)
    wrong = work.get(ClawbackReceiptRecord, receipt_id)
    taken_back = select(ClawbackReceiptRecord.id).where(
        ClawbackReceiptRecord.corrects_id == receipt_id
    )
    if wrong.clawback_id != record.id or wrong.amount_cents < 0:
        raise Refused("receipt-not-correctable")
    if work.session.scalar(taken_back) is not None:
        raise Refused("receipt-corrected-before", receipt=wrong.number)
    if says_too_little(why):
        raise InvalidInput({"note": "reason-missing"})
    form = Receipt(wrong.received_on, -wrong.amount_cents, wrong.bank_reference, why.strip())
    write_receipt(work, record, work.today, -wrong.amount_cents, form, corrects=wrong.id)
    apply_receipts(work, record)
    record.state = state.value
    if before is ClawbackState.SETTLED:
        record.ended_at = None
        reopen_claim(work, record, f"{wrong.number} {why.strip()}")
    work.session.flush()  # the caller wants the new version
    return _key(record)


@command(Permission.CLAIM_APPROVE)
def withdraw_clawback(work: Work, clawback_id: int, version: int, reason: str) -> ClawbackKey:
    """Withdraw a clawback of which nothing has come, by the document that says so.

    The bars of its persons end with it: nothing else lifts them. A stop of the enterprise is
    lifted on the enterprise's own page, by its own document.
    """
    record = work.get(ClawbackRecord, clawback_id, version=version)
    state = clawbacks.advance_clawback(ClawbackState(record.state), ClawbackAction.WITHDRAW)
    if record.received_cents:
        raise Refused("clawback-has-receipts", received_cents=record.received_cents)
    if says_too_little(reason):
        raise InvalidInput({"reason": "reason-missing"})
    record.state = state.value
    record.ending = reason.strip()
    record.ended_at = work.now
    bars = select(PersonBarRecord).where(
        PersonBarRecord.clawback_id == record.id, PersonBarRecord.lifted_on.is_(None)
    )
    for bar in work.session.scalars(bars):
        bar.lifted_on = work.today
    work.session.flush()  # the claim is settled by what is stored
    settle_claim(work, record)
    return _key(record)


def _touch(work: Work, record: ClawbackRecord) -> None:
    """Raise the version of a record whose parts alone have changed."""
    flag_modified(record, "amount_cents")
    work.session.flush()


def _key(record: ClawbackRecord) -> ClawbackKey:
    return ClawbackKey(record.id, record.version, record.number, ClawbackState(record.state))
