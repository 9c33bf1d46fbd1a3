"""Claims as they stood at a day's end: their last step by then, as SQL and by claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.claims import GRANTED, PAID_OUT, WAITING, ClaimAction, ClaimState
from parkdesk.store.budgets import ClaimSums
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord

_UNPAID = sorted(GRANTED - PAID_OUT)
_HANDED_IN = (ClaimAction.RESUBMIT, ClaimAction.SUBMIT)

_CHUNK = 500


def made_by(day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of "it was begun by the end of `day`"."""
    return ClaimRecord.created_at < end_of_day(day)


def claim_state_at(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of the state at the end of `day`; a draft before the first step.

    Money has left on the day of payment, whenever somebody wrote it down.
    """
    table = ClaimStepRecord
    found = (
        select(table.state)
        .where(table.claim_id == ClaimRecord.id, table.at < end_of_day(day))
        .order_by(table.id.desc())
        .limit(1)
        .correlate(ClaimRecord)
        .scalar_subquery()
    )
    # A step on record says what it led to; a payment noted later is as old as its day.
    paid = and_(found.in_(_UNPAID), ClaimRecord.paid_on <= day)
    return case((paid, ClaimState.PAID.value), else_=func.coalesce(found, ClaimState.DRAFT.value))


@dataclass(slots=True)
class ClaimOn:
    """What had been decided of a claim by the end of a day."""

    state: ClaimState = ClaimState.DRAFT
    submitted_at: dt.datetime | None = None
    amounts: dict[ClaimAction, int | None] = field(default_factory=dict)
    """What had been decided since it was last handed in, and the amount of it then."""

    def newest(self, *actions: ClaimAction) -> int | None:
        """Return the amount of the first of these steps that was taken; None for none of them."""
        return next((self.amounts[one] for one in actions if one in self.amounts), None)


def sums_then(session: Session, day: dt.date) -> dict[int, ClaimSums]:
    """Return the sums of each programme's claims as they stood at the end of `day`."""
    found: dict[int, ClaimSums] = {}
    rows = session.execute(
        select(ClaimRecord.id, ClaimRecord.programme_id, ClaimRecord.requested_cents).where(
            made_by(day)
        )
    ).all()
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        then = claims_on(session, [row.id for row in chunk], day)
        for id_, programme_id, requested in chunk:
            sums = found.setdefault(programme_id, ClaimSums())
            sums.claims += 1
            claim = then[id_]
            if claim.state in PAID_OUT:
                sums.committed_cents += claim.newest(ClaimAction.PAY, ClaimAction.APPROVE) or 0
            elif claim.state in GRANTED:
                sums.committed_cents += claim.newest(ClaimAction.APPROVE) or 0
            elif claim.state in WAITING:
                waiting = claim.newest(ClaimAction.PRECHECK, *_HANDED_IN)
                sums.pending_cents += (requested or 0) if waiting is None else waiting
    return found


def claims_on(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, ClaimOn]:
    """Return how claims stood at the end of `day`, in one query."""
    found = {id_: ClaimOn() for id_ in ids}
    table = ClaimStepRecord
    for step in session.scalars(
        select(table).where(table.claim_id.in_(ids), table.at < end_of_day(day)).order_by(table.id)
    ):
        claim = found[step.claim_id]
        claim.state = ClaimState(step.state)
        if step.action not in set(ClaimAction):
            continue
        action = ClaimAction(step.action)
        if action is ClaimAction.SUBMIT:
            claim.submitted_at = step.at
        if action in {ClaimAction.SUBMIT, ClaimAction.RETURN}:
            claim.amounts = {}
        claim.amounts[action] = step.amount_cents
        if step.recommended_cents is not None:
            # An answer that went past the pre-check: what stayed recommended is as of this step.
            claim.amounts[ClaimAction.PRECHECK] = step.recommended_cents
    return found
