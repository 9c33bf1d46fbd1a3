"""A claim's rows as money: persons of a roster or items, alike, from approval to recovery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from parkdesk.domain import claims
from parkdesk.domain.claim_amounts import spread_cents
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.reasons import OwnReason
from parkdesk.store.claim_steps import state_after, take_step
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.work import Work

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One person or item; amounts in fen, None where the stage has not come."""

    id: int
    claim_id: int
    position: int
    name: str
    id_hash: bytes | None
    trainee_id: int | None
    approved_cents: int
    paid_cents: int | None
    recovered_cents: int


def has_roster(claim: ClaimRecord) -> bool:
    """Whether the claim's rows are persons; else they are items."""
    return ClaimKind(claim.track).track is not None


def money_rows(session: Session, claim: ClaimRecord) -> tuple[MoneyRow, ...]:
    """Return the rows of a claim in their order; what was approved and paid foots with the claim.

    Claims of releases before 0003 have sums without rows': those are spread by what was asked.
    """
    record = ClaimPersonRecord if has_roster(claim) else ClaimItemRecord
    found = list(
        session.execute(
            select(*_columns(record))
            .where(record.claim_id == claim.id)
            .order_by(record.position, record.id)
        )
    )
    weights = [row.requested_cents or 0 for row in found]
    approved = _footing([row.approved_cents for row in found], claim.approved_cents, weights)
    paid = _footing([row.paid_cents for row in found], claim.paid_cents, approved)
    return tuple(
        MoneyRow(
            row.id,
            row.claim_id,
            row.position,
            row.name,
            row.id_hash,
            row.trainee_id,
            approved[at],
            None if claim.paid_cents is None else paid[at],
            row.recovered_cents or 0,
        )
        for at, row in enumerate(found)
    )


def _columns(record: type[ClaimPersonRecord | ClaimItemRecord]) -> list[Any]:
    money = (record.requested_cents, record.approved_cents, record.paid_cents)
    same = [record.id, record.claim_id, record.position, *money, record.recovered_cents]
    if record is ClaimPersonRecord:
        person = ClaimPersonRecord
        return [*same, person.name, person.id_hash, person.trainee_id]
    title = ClaimItemRecord.title.label("name")
    return [*same, title, null().label("id_hash"), null().label("trainee_id")]


def _footing(
    rows: Sequence[int | None], total: int | None, weights: Sequence[int]
) -> Sequence[int]:
    stored = [cents or 0 for cents in rows]
    if total is None or sum(stored) == total:
        return stored
    return spread_cents(total, weights)


def move_claim(
    work: Work,
    claim: ClaimRecord,
    action: ClaimAction,
    *,
    amount_cents: int | None = None,
    reason: str = "",
) -> None:
    """Take a claim a step further, as its table of states and its stops allow."""
    state = state_after(work, claim, action)
    take_step(work, claim, action, state, amount_cents=amount_cents, reason=reason)


def record_payment(
    work: Work, claim: ClaimRecord, paid: Mapping[int, int], paid_on: dt.date, reason: str = ""
) -> None:
    """Write what was paid for every row, and the claim's own sum; the claim is paid then.

    A row that `paid` does not name was held because its verdict had changed: it was paid nothing.
    """
    rows = money_rows(work.session, claim)
    values = [
        {
            "id": row.id,
            "approved_cents": row.approved_cents,
            "paid_cents": paid.get(row.id, 0),
            "paid_reason": ""
            if paid.get(row.id, 0) == row.approved_cents
            else OwnReason.VERDICT_CHANGED.value,
        }
        for row in rows
    ]
    _write_rows(work, claim, values)
    claim.paid_cents = sum(paid.values())
    claim.paid_on = paid_on
    # What has left the bank is written down, whatever a stop has forbidden since.
    state = claims.advance(ClaimState(claim.state), ClaimAction.PAY)
    take_step(work, claim, ClaimAction.PAY, state, amount_cents=claim.paid_cents, reason=reason)


def forget_payment(work: Work, claim: ClaimRecord, came_back_cents: int, reason: str) -> None:
    """Take back what was recorded as paid for a claim: money of it came back from the bank.

    What other levels have paid stays with their lines, and is written again with the last one.
    """
    rows = money_rows(work.session, claim)
    _write_rows(
        work, claim, [{"id": row.id, "paid_cents": None, "paid_reason": ""} for row in rows]
    )
    claim.paid_cents = None
    claim.paid_on = None
    move_claim(work, claim, ClaimAction.BOUNCE, amount_cents=came_back_cents, reason=reason)


def record_recovery(work: Work, claim: ClaimRecord, recovered: Mapping[int, int]) -> None:
    """Write what has come back for rows, and the claim's own sum; rows not named stay."""
    rows = money_rows(work.session, claim)
    now = {row.id: recovered.get(row.id, row.recovered_cents) for row in rows}
    _write_rows(work, claim, [{"id": row, "recovered_cents": cents} for row, cents in now.items()])
    claim.recovered_cents = sum(now.values())


def _write_rows(work: Work, claim: ClaimRecord, values: Sequence[Mapping[str, object]]) -> None:
    work.update_many(ClaimPersonRecord if has_roster(claim) else ClaimItemRecord, values)


def claims_by_id(session: Session, ids: Iterable[int]) -> dict[int, ClaimRecord]:
    """Return claims by their number."""
    wanted = sorted(set(ids))
    found: dict[int, ClaimRecord] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(ClaimRecord).where(ClaimRecord.id.in_(wanted[start : start + _CHUNK]))
        found |= {claim.id: claim for claim in session.scalars(query)}
    return found
