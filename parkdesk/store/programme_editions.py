"""The released editions of one programme: their claims stay apart, their money is one.

A corrected edition brings no new money, so what was allotted moves to the newest edition and what
the claims of all editions have taken counts against it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
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


def newest_in_window(
    session: Session, day: dt.date
) -> tuple[tuple[ProgrammeRecord, DateRange], ...]:
    """Return the newest released edition of each programme in whose window a day lies.

    Each with its window; the programmes of the newest year come first.
    """
    table = ProgrammeRecord
    found: dict[str, tuple[ProgrammeRecord, DateRange]] = {}
    for one in session.scalars(
        select(table)
        .where(table.state == RELEASED, table.window_first_on <= day, table.window_last_on >= day)
        .order_by(table.year.desc(), table.code, table.edition)
    ):
        assert one.window_first_on is not None
        assert one.window_last_on is not None
        found[one.code] = one, DateRange(one.window_first_on, one.window_last_on)
    return tuple(found.values())


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
