"""Returns of a claim in the database: how it stood, what was marked, what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.claim_amounts import RowDecision
from parkdesk.domain.claim_returns import (
    Change,
    Difference,
    Mark,
    MarkSubject,
    Returned,
    Standing,
)
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import Refused
from parkdesk.store import claim_standing
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.tables.claim_returns import ClaimReturnMarkRecord, ClaimReturnRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A return that waits for its answer, with the amounts of every row as they were then."""

    returned: Returned
    requested: Mapping[int, int]
    recommended: Mapping[int, RowDecision]


def keep_return(
    work: Work, claim: ClaimRecord, marks: Sequence[Mark], words: str, names: Mapping[int, Any]
) -> ClaimReturnRecord:
    """Keep a return with its marks; `names` are the lines of the marked rows by their number."""
    stood = claim_standing.standing(work, claim)
    lines = amount_lines(work.session, claim)
    kept = {
        "rows": {str(row): one for row, one in stood.rows.items()},
        "papers": dict(stood.papers),
        "conditions": dict(stood.conditions or {}),
        "scans": [[list(rows), files] for rows, files in (stood.scans or {}).items()],
        "requested": {str(line.id): line.requested_cents for line in lines},
        "recommended": [
            [line.id, line.recommended_cents, line.recommended_reason]
            for line in lines
            if line.recommended_cents is not None
        ],
    }
    record = work.add(
        ClaimReturnRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            from_state=claim.state,
            words=words,
            fingerprint=json.dumps(kept),
            opened_whole=False,
            straight_back=False,
        )
    )
    work.insert_many(
        ClaimReturnMarkRecord,
        [
            {
                "return_id": record.id,
                "subject": mark.subject.value,
                "row_id": mark.row or None,
                "position": names[mark.row].position if mark.row else None,
                "name": names[mark.row].name if mark.row else "",
                "paper_code": mark.paper,
                "reason": mark.reason,
                "words": mark.words.strip(),
            }
            for mark in marks
        ],
    )
    return record


def open_return(session: Session, claim_id: int) -> OpenReturn | None:
    """Return the return of a claim that has not been answered; None where there is none.

    A claim that an earlier release returned has none: everything in it is open.
    """
    record = _open_record(session, claim_id)
    if record is None:
        return None
    kept = json.loads(record.fingerprint)
    returned = _returned(session, record)
    recommended = {row: RowDecision(row, *given) for row, *given in kept["recommended"]}
    return OpenReturn(returned, _numbered(kept["requested"]), recommended)


def newest_return(session: Session, claim_id: int) -> Returned | None:
    """Return the last return of a claim, answered or not; None where it was never returned."""
    found = _newest_record(session, claim_id)
    return None if found is None else _returned(session, found)


def _newest_record(session: Session, claim_id: int) -> ClaimReturnRecord | None:
    record = ClaimReturnRecord
    return session.scalar(
        select(record).where(record.claim_id == claim_id).order_by(record.id.desc()).limit(1)
    )


def _returned(session: Session, record: ClaimReturnRecord) -> Returned:
    kept = json.loads(record.fingerprint)
    marks = session.scalars(
        select(ClaimReturnMarkRecord)
        .where(ClaimReturnMarkRecord.return_id == record.id)
        .order_by(ClaimReturnMarkRecord.id)
    )
    return Returned(
        record.id,
        record.at,
        record.actor_id,
        ClaimState(record.from_state),
        tuple(mark_of(mark) for mark in marks),
        _stood(kept),
        record.opened_whole,
    )


def _stood(kept: Mapping[str, Any]) -> Standing:
    scans = kept.get("scans")
    return Standing(
        _numbered(kept["rows"]),
        kept["papers"],
        kept.get("conditions"),
        None if scans is None else {tuple(rows): files for rows, files in scans},
    )


def mark_of(record: ClaimReturnMarkRecord) -> Mark:
    """Return a stored mark."""
    return Mark(
        MarkSubject(record.subject),
        record.reason,
        record.row_id or 0,
        record.paper_code,
        record.words,
    )


def _numbered(kept: Mapping[str, Any]) -> dict[int, Any]:
    return {int(row): value for row, value in kept.items()}


def open_whole(work: Work, claim_id: int) -> bool:
    """Open everything of a returned claim; return whether it was not open before."""
    record = _open_record(work.session, claim_id)
    if record is None or record.opened_whole:
        return False
    record.opened_whole = True
    return True


def answer_return(
    work: Work, claim: ClaimRecord, changed: Iterable[Difference], *, straight_back: bool
) -> None:
    """Note that a returned claim was handed in again, and what was `changed` for it.

    It is kept: what reviewers put down later is no change of the claimant's.
    """
    record = _open_record(work.session, claim.id)
    if record is not None:
        record.answered_at = work.now
        record.straight_back = straight_back
        answered = [asdict(one) | {"change": one.change.value} for one in changed]
        record.fingerprint = json.dumps(json.loads(record.fingerprint) | {"answered": answered})


def answered_changes(session: Session, claim_id: int) -> tuple[Difference, ...] | None:
    """Return what the newest return was answered with; None where that is open or not kept.

    Earlier releases did not keep it.
    """
    record = _newest_record(session, claim_id)
    answered = None if record is None else json.loads(record.fingerprint).get("answered")
    if answered is None:
        return None
    return tuple(Difference(**one | {"change": Change(one["change"])}) for one in answered)


def _open_record(session: Session, claim_id: int) -> ClaimReturnRecord | None:
    record = ClaimReturnRecord
    return session.scalar(
        select(record)
        .where(record.claim_id == claim_id, record.answered_at.is_(None))
        .order_by(record.id.desc())
        .limit(1)
    )


def open_rows(session: Session, claim: ClaimRecord) -> frozenset[int] | None:
    """Return the rows of a claim that a return has opened; None where all may be changed."""
    if claim.state != ClaimState.RETURNED.value:
        return None
    asked = open_return(session, claim.id)
    return None if asked is None else asked.returned.open_rows


def refuse_unmarked(
    session: Session, claim: ClaimRecord, rows: Iterable[int], *, moved: bool
) -> None:
    """Refuse to change rows of a returned claim that were not marked, or to add or take out any."""
    opened = open_rows(session, claim)
    if opened is None:
        return
    if moved:
        raise Refused("returned-rows-stay")
    if any(row not in opened for row in rows):
        raise Refused("row-not-marked")
