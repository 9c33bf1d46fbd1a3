"""What may be paid of a claim now: what its levels still owe it, who is held back, and why.

A claim is paid over its whole life, in as many batches as its levels and its failures need. Who
was given less in a batch that has paid, or is under way, is given no more by a later one: every
level pays its share of the same sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.domain.claimant_findings import ConditionChange
from parkdesk.domain.payments import LevelPart, LineState, parts_left
from parkdesk.domain.programme_figures import Level
from parkdesk.store.claim_money import MoneyRow, money_rows
from parkdesk.store.claimant_findings import condition_changes
from parkdesk.store.level_budgets import shares_of
from parkdesk.store.payment_checks import held_rows
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentHoldRecord,
    PaymentLineRecord,
    PaymentPartRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_LIVE = tuple(state.value for state in LineState if state.live)
LiveParts = Mapping[str, Mapping[int, int]]
"""What stands paid or under way of a claim: level → row → fen."""


@dataclass(frozen=True, slots=True)
class RowHold:
    """A person or item of which a part of the approved sum is not paid."""

    row: MoneyRow
    held_cents: int
    difference: str
    """The findings before and now, as JSON."""


@dataclass(frozen=True, slots=True)
class Due:
    """A claim as a batch would pay it now.

    With `conditions`, which came to fail since the approval, nothing of it is paid; `parts` say
    what would be.
    """

    claim: ClaimRecord
    parts: tuple[LevelPart, ...]
    holds: tuple[RowHold, ...]
    conditions: tuple[ConditionChange, ...]

    @property
    def cents(self) -> int:
        """What the levels that have not paid yet would pay."""
        return sum(part.amount_cents for part in self.parts)


def due_of(work: Work, claim: ClaimRecord, *, beside: int | None = None) -> Due:
    """Run the rules once more over a claim and its claimant; `beside` is a batch left aside."""
    rows = [row for row in money_rows(work.session, claim) if row.approved_cents]
    live = live_parts(work, claim.id, beside=beside)
    kept = lasting_holds(work, claim.id, beside=beside)
    judged = {one.row.id: one for one in held_rows(work, claim)}
    left = {row.id: row.approved_cents for row in rows}
    holds = []
    for row in rows:
        held, lasting = judged.get(row.id), kept.get(row.id)
        cents = max(held.held_cents if held else 0, lasting[0] if lasting else 0)
        # What has been paid is no longer held, whatever the rules say of it now.
        cents = min(cents, row.approved_cents - _paid(live, row.id))
        left[row.id] -= max(cents, 0)
        if cents > 0:
            by_rules = held is not None and (lasting is None or held.held_cents > lasting[0])
            why = held.difference if held and by_rules else (lasting or (0, "{}"))[1]
            holds.append(RowHold(row, cents, why))
    parts = parts_left(left, _shares(work, claim), live)
    return Due(claim, parts, tuple(holds), condition_changes(work, claim))


def still_to_pay(work: Work, claim: ClaimRecord) -> tuple[LevelPart, ...]:
    """Return what levels still pay of a claim by what its batches have held; no rule is run."""
    held = lasting_holds(work, claim.id)
    left = {
        row.id: row.approved_cents - held.get(row.id, (0, ""))[0]
        for row in money_rows(work.session, claim)
        if row.approved_cents
    }
    return parts_left(left, _shares(work, claim), live_parts(work, claim.id))


def live_parts(work: Work, claim_id: int, *, beside: int | None = None) -> LiveParts:
    """Return what stands paid or under way of a claim, but not in the batch `beside`."""
    line, part = PaymentLineRecord, PaymentPartRecord
    query = (
        select(line.level, part.row_id, part.amount_cents)
        .join(part, part.line_id == line.id)
        .where(line.claim_id == claim_id, line.state.in_(_LIVE))
    )
    if beside is not None:
        query = query.where(line.batch_id != beside)
    found: dict[str, dict[int, int]] = {}
    for row in work.session.execute(query):
        rows = found.setdefault(row.level, {})
        rows[row.row_id] = rows.get(row.row_id, 0) + row.amount_cents
    return found


def lasting_holds(
    work: Work, claim_id: int, *, beside: int | None = None
) -> Mapping[int, tuple[int, str]]:
    """Return what batches with money of the claim paid or under way hold: row → fen, difference."""
    hold, line = PaymentHoldRecord, PaymentLineRecord
    with_money = select(line.batch_id).where(line.claim_id == claim_id, line.state.in_(_LIVE))
    query = (
        select(hold.row_id, hold.amount_cents, hold.difference)
        .where(hold.claim_id == claim_id, hold.batch_id.in_(with_money))
        .order_by(hold.id)
    )
    if beside is not None:
        query = query.where(hold.batch_id != beside)
    found: dict[int, tuple[int, str]] = {}
    for row in work.session.execute(query):
        before = found.get(row.row_id)
        if before is None or row.amount_cents > before[0]:
            found[row.row_id] = (row.amount_cents, row.difference)
    return found


def recorded_holds(work: Work, batch_id: int) -> Mapping[tuple[int, int], PaymentHoldRecord]:
    """Return what a batch holds, by claim and row."""
    query = select(PaymentHoldRecord).where(PaymentHoldRecord.batch_id == batch_id)
    return {(one.claim_id, one.row_id): one for one in work.session.scalars(query)}


def changed_dues(
    work: Work,
    batch: PaymentBatchRecord,
    claims: Iterable[ClaimRecord],
    *,
    again: bool = False,
) -> list[Due]:
    """Return the claims of a batch that get less by now than it pays, or nothing at all.

    Their `holds` are only the rows that are worse than when the batch was made. `again` says that
    what failed of the batch is to be paid again: nothing of it is under way then.
    """
    known = recorded_holds(work, batch.id)
    paid = _rows_paid(work, batch.id)
    found = []
    for claim in claims:
        due = due_of(work, claim, beside=None if again else batch.id)
        worse = tuple(
            one
            for one in due.holds
            if (claim.id, one.row.id) in paid
            and one.held_cents > _held_before(known, claim.id, one.row.id)
        )
        if due.conditions or worse:
            found.append(replace(due, holds=worse))
    return found


def _held_before(known: Mapping[tuple[int, int], PaymentHoldRecord], claim: int, row: int) -> int:
    record = known.get((claim, row))
    return record.amount_cents if record else 0


def _rows_paid(work: Work, batch_id: int) -> frozenset[tuple[int, int]]:
    """Return the rows of which a batch pays something, with their claims."""
    line, part = PaymentLineRecord, PaymentPartRecord
    query = (
        select(part.claim_id, part.row_id)
        .join(line, line.id == part.line_id)
        .where(line.batch_id == batch_id)
    )
    return frozenset((row.claim_id, row.row_id) for row in work.session.execute(query))


def _paid(live: LiveParts, row: int) -> int:
    return sum(rows.get(row, 0) for rows in live.values())


def _shares(work: Work, claim: ClaimRecord) -> Mapping[Level, int]:
    return shares_of(work.get(ProgrammeRecord, claim.programme_id))
