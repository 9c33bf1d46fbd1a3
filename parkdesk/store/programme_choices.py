"""Programmes with claims in some state, for whoever has to choose one."""

from __future__ import annotations

from sqlalchemy import func, select

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


def programmes_with(work: Work, *states: ClaimState) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes with claims in these states, the latest first."""
    query = (
        select(ProgrammeRecord.id, ProgrammeRecord.title, func.count())
        .join(ClaimRecord, ClaimRecord.programme_id == ProgrammeRecord.id)
        .where(ClaimRecord.state.in_([state.value for state in states]))
        .group_by(ProgrammeRecord.id, ProgrammeRecord.title, ProgrammeRecord.year)
        .order_by(ProgrammeRecord.year.desc(), ProgrammeRecord.id)
    )
    return tuple(ProgrammeChoice(*row) for row in work.session.execute(query))
