"""Programmes with claims in some state, for whoever has to choose one, and what they are called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Titles:
    """What a programme is called."""

    zh: str
    en: str


def titles_of(session: Session, programme_ids: Collection[int]) -> dict[int, Titles]:
    """Return what programmes are called, by their id; the English title lies in the content."""
    query = select(ProgrammeRecord.id, ProgrammeRecord.title, ProgrammeRecord.content).where(
        ProgrammeRecord.id.in_(programme_ids)
    )
    return {
        id_: Titles(title, programme_of(content).title_en)
        for id_, title, content in session.execute(query)
    }


def programmes_with(work: Work, *states: ClaimState) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes with claims in these states, the latest first."""
    query = (
        select(ProgrammeRecord.id, func.count())
        .join(ClaimRecord, ClaimRecord.programme_id == ProgrammeRecord.id)
        .where(ClaimRecord.state.in_([state.value for state in states]))
        .group_by(ProgrammeRecord.id, ProgrammeRecord.year)
        .order_by(ProgrammeRecord.year.desc(), ProgrammeRecord.id)
    )
    counts = {row[0]: row[1] for row in work.session.execute(query)}
    titles = titles_of(work.session, counts)
    return tuple(
        ProgrammeChoice(id_, titles[id_].zh, titles[id_].en, claims)
        for id_, claims in counts.items()
    )
