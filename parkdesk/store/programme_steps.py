"""Who began, changed and released an edition of a programme."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from parkdesk.domain.programme_checks import ProgrammeStep
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeStepRecord
from parkdesk.store.work import Work

_WRITING = ("begin", "edit")


def steps_of(session: Session, programme_id: int) -> tuple[ProgrammeStep, ...]:
    """Return the steps of an edition, the oldest first; of many changes in a row the last."""
    table = ProgrammeStepRecord
    found = session.scalars(
        select(table).where(table.programme_id == programme_id).order_by(table.id)
    ).all()
    kept: list[ProgrammeStepRecord] = []
    for one in found:
        if kept and (kept[-1].action, kept[-1].actor_id) == (one.action, one.actor_id):
            kept.pop()
        kept.append(one)
    return tuple(
        ProgrammeStep(one.at, one.actor_name, one.action, one.cases_passed, one.note)
        for one in kept
    )


def authors_of(session: Session, programme_id: int) -> frozenset[int]:
    """Return the accounts of everybody who has written in an edition."""
    table = ProgrammeStepRecord
    return frozenset(
        session.scalars(
            select(table.actor_id).where(
                table.programme_id == programme_id, table.action.in_(_WRITING)
            )
        )
    )


def note_step(
    work: Work, programme_id: int, action: str, note: str = "", cases_passed: int | None = None
) -> None:
    """Keep who took a step."""
    work.add(
        ProgrammeStepRecord(
            programme_id=programme_id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=action,
            cases_passed=cases_passed,
            note=note,
        )
    )


def has_claims(session: Session, programme_id: int) -> bool:
    """Return whether any claim stands under an edition."""
    statement = select(exists().where(ClaimRecord.programme_id == programme_id))
    return bool(session.scalar(statement))
