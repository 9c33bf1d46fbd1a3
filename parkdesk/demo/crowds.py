"""Large claims of people who are there to be many: judged by the rules once, and written at once.

The use-cases judge a roster when it is saved and once more when it is submitted, and look up every
person among all others. For a million newcomers, none of whom can be known yet, that is twice the
work for the same rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.demo import people
from parkdesk.demo.claims import Claim
from parkdesk.demo.journeys import Team
from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.eligibility import Judge, RowVerdict, totals
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import Trainee
from parkdesk.store import rosters
from parkdesk.store.tables.claims import (
    ClaimPersonRecord,
    ClaimRecord,
    ClaimStepRecord,
    TraineeRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import NewClaim, create_claim


def submit_at_once(team: Team, claim: Claim) -> None:
    """Write a claim of newcomers as it stands when it has been submitted."""
    step = claim.steps[0]
    with team.at(people.CLERK, step.day).work(read_only=False) as work:
        programme = _programme(work.session, claim.programme)
        key = create_claim(work, NewClaim(claim.enterprise, programme.id, ClaimKind(claim.track)))
        verdicts = _judge(programme.content, claim.track, work).judge_roster(claim.rows)
        _write_people(work, key.id, claim, verdicts)
        _hand_in(work, work.get(ClaimRecord, key.id), verdicts)


def _programme(session: Session, code: str) -> ProgrammeRecord:
    return session.scalars(select(ProgrammeRecord).filter_by(code=code)).one()


def _judge(content: str, track: Track, work: Work) -> Judge:
    return Judge(rosters.programme_of(content), track, work.today)


def _write_people(
    work: Work, claim_id: int, claim: Claim, verdicts: tuple[RowVerdict, ...]
) -> None:
    first = (work.session.scalar(select(func.max(TraineeRecord.id))) or 0) + 1
    persons, lines = [], []
    numbered = enumerate(zip(claim.rows, verdicts, strict=True))
    for place, (row, verdict) in numbered:
        values = rosters.row_values(work, row)
        persons.append(_person(first + place, row, values["id_hash"]))
        lines.append(
            values
            | {
                "claim_id": claim_id,
                "position": place + 1,
                "trainee_id": first + place,
                "verdict": verdict.verdict.value,
                "requested_cents": verdict.amount_cents,
                "trace": _trace(verdict),
            }
        )
    work.insert_many(TraineeRecord, persons)
    work.insert_many(ClaimPersonRecord, lines)


def _person(id_: int, row: Trainee, hashed: bytes | None) -> dict[str, Any]:
    return {
        "id": id_,
        "name": row.name,
        "id_number": row.id_number,
        "id_hash": hashed,
        "born_on": id_number.birth_date(row.id_number),
        "sex": id_number.sex(row.id_number).value,
    }


def _trace(verdict: RowVerdict) -> str:
    return rosters.trace_text(verdict) if verdict.problems else _NO_PROBLEMS


_NO_PROBLEMS = "[]"


def _hand_in(work: Work, claim: ClaimRecord, verdicts: tuple[RowVerdict, ...]) -> None:
    sums = totals(verdicts)
    claim.state = ClaimState.SUBMITTED.value
    claim.heads = sums.heads
    claim.eligible_heads = sums.payable
    claim.requested_cents = sums.amount_cents
    claim.submitted_at = work.now
    claim.submitted_by_id = work.actor.id
    work.add(
        ClaimStepRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=ClaimAction.SUBMIT.value,
            state=claim.state,
            amount_cents=sums.amount_cents,
            reason="",
        )
    )
