"""What is known of a claim's papers, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain.claim_papers import PaperLine, PaperState, checklist
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.programme_parts import Material
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claim_returns import ClaimMaterialRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


def paper_states(session: Session, claim_id: int) -> dict[str, PaperState]:
    """Return what is known of a claim's papers, by their codes."""
    return {row.code: _state(row) for row in _records(session, claim_id)}


def papers_of(session: Session, claim: ClaimRecord) -> tuple[PaperLine, ...]:
    """Return the checklist of a claim, the missing papers first."""
    return checklist(_asked(session, claim), paper_states(session, claim.id))


def lacking_papers(session: Session, claim: ClaimRecord) -> tuple[str, ...]:
    """Return the codes of the papers that have to come and have not."""
    return tuple(line.material.code for line in papers_of(session, claim) if line.lacking)


def count_lacking(session: Session, claims: Sequence[ClaimRecord]) -> dict[int, int]:
    """Return how many papers have to come and have not, by claim; one query for all."""
    record = ClaimMaterialRecord
    known: dict[int, dict[str, PaperState]] = {}
    ids = [claim.id for claim in claims]
    for row in session.scalars(select(record).where(record.claim_id.in_(ids))):
        known.setdefault(row.claim_id, {})[row.code] = _state(row)
    asked: dict[tuple[int, str], Sequence[Material]] = {}
    found = {}
    for claim in claims:
        rules = (claim.programme_id, claim.track)
        if rules not in asked:
            asked[rules] = _asked(session, claim)
        lines = checklist(asked[rules], known.get(claim.id, {}))
        found[claim.id] = sum(line.lacking for line in lines)
    return found


def _asked(session: Session, claim: ClaimRecord) -> Sequence[Material]:
    programme = session.get_one(ProgrammeRecord, claim.programme_id)
    return programme_of(programme.content).materials_for(ClaimKind(claim.track))


def write_papers(work: Work, claim: ClaimRecord, states: Iterable[PaperState]) -> int:
    """Write what is new; return how many papers that were. The claim's version rises then."""
    there = {row.code: row for row in _records(work.session, claim.id)}
    added: list[dict[str, Any]] = []
    changed = 0
    for state in states:
        values = {
            "handed_in": state.handed_in,
            "original_seen": state.original_seen,
            "not_applicable": state.not_applicable,
            "note": state.note.strip(),
            "changed_at": work.now,
            "changed_by": work.actor.name,
        }
        record = there.get(state.code)
        if record is None:
            if state != PaperState(state.code):
                added.append({"claim_id": claim.id, "code": state.code, **values})
        elif _state(record) != state:
            changed += 1
            for name, value in values.items():
                setattr(record, name, value)
    work.insert_many(ClaimMaterialRecord, added)
    if added or changed:
        # The checklist belongs to the claim: an older one must not be saved over it.
        flag_modified(claim, "heads")
    return len(added) + changed


def _records(session: Session, claim_id: int) -> list[ClaimMaterialRecord]:
    record = ClaimMaterialRecord
    query = select(record).where(record.claim_id == claim_id).order_by(record.id)
    return list(session.scalars(query))


def _state(record: ClaimMaterialRecord) -> PaperState:
    return PaperState(
        record.code,
        record.handed_in,
        record.original_seen,
        record.not_applicable,
        record.note,
    )
