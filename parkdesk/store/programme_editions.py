"""The released editions of one programme: their claims stay apart, their money is one.

A corrected edition brings no new money, so what was allotted moves to the newest edition and what
the claims of all editions have taken counts against it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import Refused
from parkdesk.store.tables.budgets import LevelBudgetRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord


def editions_of(session: Session, programme: ProgrammeRecord) -> tuple[ProgrammeRecord, ...]:
    """Return the released editions of a programme, the oldest first; of a draft itself alone."""
    if programme.state != RELEASED:
        return (programme,)
    table = ProgrammeRecord
    return tuple(
        session.scalars(
            select(table)
            .where(table.code == programme.code, table.state == RELEASED)
            .order_by(table.edition)
        )
    )


def newest_of(session: Session, programme: ProgrammeRecord) -> ProgrammeRecord:
    """Return the edition that holds a programme's money."""
    return editions_of(session, programme)[-1]


def require_newest(session: Session, programme: ProgrammeRecord) -> None:
    """Refuse to set money on an edition that a newer one has replaced, or on a draft."""
    if programme.state != RELEASED:
        raise Refused("programme-is-draft")
    newest = newest_of(session, programme)
    if newest.id != programme.id:
        raise Refused("programme-newer-edition", edition=newest.edition)


def hand_on_money(session: Session, before: ProgrammeRecord, after: ProgrammeRecord) -> None:
    """Move what was allotted from an edition to the one that replaces it."""
    after.budget_cents, before.budget_cents = before.budget_cents, None
    table = LevelBudgetRecord
    for row in session.scalars(select(table).where(table.programme_id == before.id)):
        row.programme_id = after.id
