"""Rosters in the database: rows to and from the domain, and who is claimed for elsewhere."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain import id_number
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import ClaimState, Handled
from parkdesk.domain.eligibility import Judge, OtherClaim, RowVerdict, Verdict
from parkdesk.domain.programmes import Degree, Programme, Track, parse_programme
from parkdesk.domain.trainees import Assessment, ServiceLine, Trainee
from parkdesk.store.person_bars import barred_rows
from parkdesk.store.person_pairs import same_persons
from parkdesk.store.tables.claims import (
    ClaimPersonRecord,
    ClaimRecord,
    ClaimStepRecord,
    TraineeRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_CHUNK = 500
"""Values in one IN list: below the 999 that the oldest SQLite builds take."""

EDITED = "edit"
"""The action of a step that says whose hand was in the roster; no action of the workflow."""

_BINDING = tuple(state.value for state in ClaimState if state.binding)
# What refuses is listed, not what pays: a row without a verdict must still bind.
_REFUSED = tuple(verdict.value for verdict in Verdict if not verdict.payable)

# The domain's field and the column it lies in; the rest is written by the use-cases.
_SAME = ("name", "school", "graduated_on", "hired_on", "service_line", "course", "assessment")
_COLUMNS = {name: name for name in _SAME} | {
    "id_number": "id_number",
    "degree": "education",
    "contract_first": "contract_first_on",
    "contract_last": "contract_last_on",
    "post": "job",
    "training_first": "trained_first_on",
    "training_last": "trained_last_on",
    "score_tenths": "score_tenths",
    "diploma_number": "diploma_no",
    "requested_cents": "asked_cents",
    "note": "note",
}
_CHOICES: Mapping[str, Callable[[str], Any]] = {
    "degree": Degree,
    "service_line": ServiceLine,
    "assessment": Assessment,
}


@lru_cache(maxsize=64)
def programme_of(content: str) -> Programme:
    """Return the rules that a programme's stored text holds."""
    return parse_programme(tomllib.loads(content))


def roster_rows(session: Session, claim_id: int) -> list[tuple[int, Trainee]]:
    """Return the id and content of a claim's rows, in the order of the roster."""
    table = ClaimPersonRecord.__table__
    columns = [table.c.id, table.c.raw, *(table.c[column] for column in _COLUMNS.values())]
    query = select(*columns).where(table.c.claim_id == claim_id).order_by(table.c.position)
    return [(row.id, _trainee(row)) for row in session.execute(query)]


def _trainee(row: Row[Any]) -> Trainee:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    values = {name: found[column] for name, column in _COLUMNS.items()}
    for name, kind in _CHOICES.items():
        values[name] = kind(values[name]) if values[name] else None
    values["id_number"] = values["id_number"] or ""
    return Trainee(**values, unread=json.loads(found["raw"]) if found["raw"] else {})


def row_values(work: Work, row: Trainee) -> dict[str, Any]:
    """Return the columns of a roster's row; the number's hash is there once the number holds."""
    values = {column: getattr(row, name) for name, column in _COLUMNS.items()}
    for name in _CHOICES:
        chosen = getattr(row, name)
        values[_COLUMNS[name]] = chosen.value if chosen else ""
    holds = id_number.holds(row.id_number)
    values["id_number"] = row.id_number or None
    values["id_hash"] = work.vault.keyed_hash(row.id_number) if holds else None
    values["raw"] = json.dumps(row.unread, ensure_ascii=False) if row.unread else None
    return values


def others_for(
    work: Work, claim_id: int, track: str, numbers: Iterable[str]
) -> dict[str, tuple[OtherClaim, ...]]:
    """Return, by identity number, the other claims of the track that hold the person.

    A row that was refused when its claim was submitted asks for nothing, so it holds nobody.
    """
    by_hash = _numbers_by_hash(work, numbers)
    found: dict[str, list[OtherClaim]] = defaultdict(list)
    for hashes in _chunks(list(by_hash)):
        query = (
            select(
                ClaimPersonRecord.id_hash,
                ClaimPersonRecord.requested_cents,
                ClaimPersonRecord.approved_cents,
                ClaimRecord.number,
                ClaimRecord.state,
                ProgrammeRecord.code,
                ProgrammeRecord.year,
                EnterpriseRecord.name,
            )
            .join(ClaimRecord, ClaimRecord.id == ClaimPersonRecord.claim_id)
            .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
            .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
            .where(
                ClaimPersonRecord.id_hash.in_(hashes),
                ClaimPersonRecord.claim_id != claim_id,
                ClaimRecord.track == track,
                or_(ClaimRecord.state.not_in(_BINDING), ClaimPersonRecord.verdict.not_in(_REFUSED)),
            )
        )
        for row in work.session.execute(query):
            for number in by_hash[row.id_hash]:
                found[number].append(_other(row))
    return {number: tuple(others) for number, others in found.items()}


def _numbers_by_hash(work: Work, numbers: Iterable[str]) -> dict[bytes, list[str]]:
    """Return whom each keyed hash speaks of: a number found to be the same person's counts too."""
    same = same_persons(work.session)
    found: dict[bytes, list[str]] = defaultdict(list)
    for number in {one for one in numbers if id_number.holds(one)}:
        hash_ = work.vault.keyed_hash(number)
        for meant in (hash_, *same.get(hash_, ())):
            found[meant].append(number)
    return found


def _other(row: Any) -> OtherClaim:  # noqa: ANN401 - eight typed columns say no more
    amount = row.requested_cents if row.approved_cents is None else row.approved_cents
    return OtherClaim(row.number, row.code, row.year, row.name, ClaimState(row.state), amount)


def person_of(work: Work, numbers: Iterable[str]) -> dict[str, str]:
    """Return, for numbers found to be one person's, the same number for all of them.

    Who is in a roster under two numbers is paid for once, as across claims.
    """
    same = same_persons(work.session)
    if not same:
        return {}
    by_hash = {work.vault.keyed_hash(one): one for one in set(numbers) if id_number.holds(one)}
    return {
        number: min([number, *(by_hash[other] for other in same[hash_] if other in by_hash)])
        for hash_, number in by_hash.items()
        if hash_ in same
    }


def remember_trainees(work: Work, rows: Sequence[Trainee]) -> dict[str, int]:
    """Return the person's number in the ledger for every identity number that holds.

    Who is not in the ledger yet is added to it.
    """
    people = {
        work.vault.keyed_hash(row.id_number): row for row in rows if id_number.holds(row.id_number)
    }
    known = _trainee_ids(work.session, list(people))
    missing = [_ledger_row(hash_, row) for hash_, row in people.items() if hash_ not in known]
    if missing:
        work.insert_many(TraineeRecord, missing)
        known |= _trainee_ids(work.session, [row["id_hash"] for row in missing])
    return {row.id_number: known[hash_] for hash_, row in people.items()}


def _ledger_row(hash_: bytes, row: Trainee) -> dict[str, Any]:
    born = id_number.birth_date(row.id_number)
    sex = id_number.sex(row.id_number)
    return {
        "name": row.name,
        "id_number": row.id_number,
        "id_hash": hash_,
        "born_on": born,
        "sex": sex.value,
    }


def _trainee_ids(session: Session, hashes: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for chunk in _chunks(hashes):
        query = select(TraineeRecord.id_hash, TraineeRecord.id).where(
            TraineeRecord.id_hash.in_(chunk)
        )
        found |= {row.id_hash: row.id for row in session.execute(query)}
    return found


def handled_by(session: Session, claim: ClaimRecord) -> Handled:
    """Return who has had the claim in hand."""
    return Handled(
        claim.created_by_id,
        claim.submitted_by_id,
        claim.prechecked_by_id,
        frozenset(session.scalars(_editors(claim.id))),
        claim.decided_by_id,
    )


def remember_editor(work: Work, claim: ClaimRecord) -> None:
    """Keep that this person changed the roster; once for a claim, since it binds for good.

    A claim that comes back for correction still holds what was typed before it was submitted.
    """
    if work.actor.id in set(work.session.scalars(_editors(claim.id))):
        return
    work.add(
        ClaimStepRecord(
            claim_id=claim.id,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            action=EDITED,
            state=claim.state,
            amount_cents=None,
            reason="",
        )
    )


def _editors(claim_id: int) -> Select[int]:
    return select(ClaimStepRecord.actor_id).where(
        ClaimStepRecord.claim_id == claim_id, ClaimStepRecord.action == EDITED
    )


def people_elsewhere(session: Session, claim_id: int) -> int:
    """Return how many people of the ledger there are beside those of this claim alone."""
    elsewhere = aliased(ClaimPersonRecord)
    here_alone = (
        select(func.count(ClaimPersonRecord.trainee_id.distinct()))
        .where(of_claim(claim_id), ClaimPersonRecord.trainee_id.is_not(None))
        .where(
            ~exists().where(
                elsewhere.trainee_id == ClaimPersonRecord.trainee_id,
                elsewhere.claim_id != claim_id,
            )
        )
    )
    everybody = session.scalar(select(func.count()).select_from(TraineeRecord)) or 0
    return everybody - (session.scalar(here_alone) or 0)


def of_claim(claim_id: int) -> ColumnElement[bool]:
    """Return the condition "a row of this claim"."""
    return ClaimPersonRecord.claim_id == claim_id


def behind(claim_id: int, position: int) -> ColumnElement[bool]:
    """Return the condition "a row of this claim after `position`"."""
    return and_(of_claim(claim_id), ClaimPersonRecord.position > position)


def _chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]


def judge_claim(work: Work, claim: ClaimRecord, rows: Sequence[Trainee]) -> tuple[RowVerdict, ...]:
    """Return the reasoning for every row of a claim, with the other claims looked up."""
    programme = work.get(ProgrammeRecord, claim.programme_id)
    others = others_for(work, claim.id, claim.track, (row.id_number for row in rows))
    judge = Judge(programme_of(programme.content), Track(claim.track), work.today)
    same = person_of(work, (row.id_number for row in rows))
    verdicts = judge.judge_roster(rows, others, same)
    return barred_rows(work, rows, verdicts, day_of_bars(work, claim))


def day_of_bars(work: Work, claim: ClaimRecord) -> dt.date:
    """Return the day on which a bar must hold to touch a claim.

    A bar is about new claims: one that was handed in before it began stays as it is. What was
    returned is handed in anew: nobody who was barred meanwhile is written into it.
    """
    if claim.submitted_at is None or ClaimState(claim.state).editable:
        return work.today
    return day_in_china(claim.submitted_at)


def trace_text(verdict: RowVerdict) -> str:
    """Return what did not simply pass, as JSON; the whole trace follows from the same rules."""
    return json.dumps(
        [[line.rule.value, line.verdict.value, line.code] for line in verdict.problems]
    )
