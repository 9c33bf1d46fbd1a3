"""Rosters in the database: rows to and from the domain, and who is claimed for elsewhere."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain import id_number
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Judge, OtherClaim, RowVerdict, Verdict
from parkdesk.domain.employers import Employer
from parkdesk.domain.programmes import Degree, Programme, Track, parse_programme
from parkdesk.domain.trainee_columns import made_of
from parkdesk.domain.trainees import Assessment, ServiceLine, Trainee
from parkdesk.store.employers import known_employers
from parkdesk.store.hash_sets import is_among, places_in_order
from parkdesk.store.person_bars import barred_rows
from parkdesk.store.person_pairs import same_persons
from parkdesk.store.tables.claims import (
    ClaimPersonRecord,
    ClaimRecord,
    TraineeRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work

_MANY = 10_000
_READ_AT_ONCE = 2_000
_FEW = 4_096
"""Values of a column that are kept once; of numbers no two are alike."""
_NOTHING_UNREAD: Mapping[str, str] = {}

DAYS_OF_CLAIM = (
    ClaimRecord.created_at,
    ClaimRecord.submitted_at,
    ClaimRecord.decided_at,
    ClaimRecord.paid_on,
)
"""What `newest_day` is told from."""
_BINDING = tuple(state.value for state in ClaimState if state.binding)
# What refuses is listed, not what pays: a row without a verdict must still bind.
_REFUSED = tuple(verdict.value for verdict in Verdict if not verdict.payable)

# The domain's field and the column it lies in; the rest is written by the use-cases.
_SAME = (
    *("name", "school", "graduated_on", "employer", "hired_on", "service_line", "course"),
    "assessment",
)
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
_CHOICES: Mapping[str, type[StrEnum]] = {
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
    return list(zip(*ids_and_rows(session, claim_id), strict=True))


def ids_and_rows(session: Session, claim_id: int) -> tuple[list[int], list[Trainee]]:
    """Return the ids of a claim's rows and what they hold, in the order of the roster.

    What stands in many rows (a school, a day) is kept once: of a hundred thousand rows, each with
    texts of its own, would fill the memory.
    """
    table = ClaimPersonRecord.__table__
    columns = [table.c.id, table.c.raw, *(table.c[column] for column in _COLUMNS.values())]
    query = select(*columns).where(table.c.claim_id == claim_id).order_by(table.c.position)
    found = session.execute(query, execution_options={"yield_per": _READ_AT_ONCE})
    known: list[dict[Any, Any]] = [_words_of(name) for name in _COLUMNS]
    ids: list[int] = []
    rows: list[Trainee] = []
    for part in found.partitions():
        numbers, raw, *values = zip(*part, strict=True)
        shared = [_kept_once(one, column) for one, column in zip(known, values, strict=True)]
        cells: dict[str, Sequence[Any]] = dict(zip(_COLUMNS, shared, strict=True))
        unread = [json.loads(text) if text else _NOTHING_UNREAD for text in raw]
        ids += numbers
        rows += made_of(cells, unread)
    return ids, rows


def _words_of(name: str) -> dict[Any, Any]:
    """Return what a field's stored values stand for, where that is not themselves."""
    known: dict[Any, Any] = {} if name not in _CHOICES else {"": None}
    known |= {member.value: member for member in _CHOICES.get(name, ())}
    return {None: ""} if name == "id_number" else known


def _kept_once(known: dict[Any, Any], values: Sequence[Any]) -> list[Any]:
    if len(known) > _FEW:
        return [known.get(value, value) for value in values]
    return [known.setdefault(value, value) for value in values]


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


def row_columns(rows: Sequence[Trainee], hashes: Mapping[str, bytes]) -> dict[str, Sequence[Any]]:
    """Return what `row_values` does for many rows, by the column; `hashes` are `hashes_of` them."""
    values: dict[str, Sequence[Any]] = {
        column: [*map(attrgetter(name), rows)] for name, column in _COLUMNS.items()
    }
    for name, kind in _CHOICES.items():
        words = {None: ""} | {member: member.value for member in kind}
        column = _COLUMNS[name]
        values[column] = [words[member] for member in values[column]]
    values["id_hash"] = [hashes.get(number) for number in values["id_number"]]
    values["id_number"] = [number or None for number in values["id_number"]]
    values["raw"] = [
        json.dumps(row.unread, ensure_ascii=False) if row.unread else None for row in rows
    ]
    return values


def add_rows(
    work: Work,
    claim_id: int,
    position: int,
    rows: Sequence[Trainee],
    hashes: Mapping[str, bytes],
) -> None:
    """Write new rows of a claim from `position` on; `hashes` are `hashes_of` them.

    Many are written in the order of their hashes: the index of a million of them is then walked
    through once, instead of being entered anywhere for each row.
    """
    columns = row_columns(rows, hashes)
    columns["claim_id"] = [claim_id] * len(rows)
    columns["position"] = [*range(position, position + len(rows))]
    if len(rows) > _MANY:
        ranks = [hash_ or b"" for hash_ in columns["id_hash"]]
        in_order = itemgetter(*places_in_order(ranks))
        # One after the other, so that there are never two of each.
        for name in columns:
            columns[name] = in_order(columns[name])
    work.insert_columns(ClaimPersonRecord, columns)


def hashes_of(work: Work, rows: Iterable[Trainee]) -> dict[str, bytes]:
    """Return the keyed hash of every number of the rows that holds."""
    return number_hashes(work, (row.id_number for row in rows))


def number_hashes(work: Work, numbers: Iterable[str]) -> dict[str, bytes]:
    """Return the keyed hash of every one of the numbers that holds."""
    return work.vault.keyed_hashes({one for one in numbers if id_number.holds(one)})


def others_for(
    work: Work, claim_id: int, track: str, hashes: Mapping[str, bytes]
) -> dict[str, tuple[OtherClaim, ...]]:
    """Return, by identity number, the other claims of the track that hold the person.

    `hashes` are those of the numbers. A row that was refused when its claim was submitted asks
    for nothing, so it holds nobody.
    """
    same = same_persons(work.session)
    sought = set(hashes.values())
    sought.update(*(same[one] for one in same.keys() & sought))
    rows = _claimed(work.session, claim_id, track, sought)
    if not rows:
        return {}
    numbers: dict[bytes, list[str]] = defaultdict(list)
    for number, hash_ in hashes.items():
        for meant in (hash_, *same.get(hash_, ())):
            numbers[meant].append(number)
    found: dict[str, list[OtherClaim]] = defaultdict(list)
    for row in rows:
        for number in numbers[row.id_hash]:
            found[number].append(_other(row))
    return {number: tuple(others) for number, others in found.items()}


def _claimed(session: Session, claim_id: int, track: str, hashes: Collection[bytes]) -> list[Any]:
    """Return the rows of other claims of the track that hold somebody with one of the hashes."""
    table = ClaimPersonRecord
    query = (
        select(
            table.id_hash,
            table.requested_cents,
            table.approved_cents,
            ClaimRecord.number,
            ClaimRecord.state,
            *DAYS_OF_CLAIM,
            ProgrammeRecord.code,
            ProgrammeRecord.year,
            EnterpriseRecord.name,
        )
        .join(ClaimRecord, ClaimRecord.id == table.claim_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(
            is_among(session, table.id_hash, hashes),
            table.claim_id != claim_id,
            ClaimRecord.track == track,
            or_(ClaimRecord.state.not_in(_BINDING), table.verdict.not_in(_REFUSED)),
        )
        .order_by(table.id)
    )
    return list(session.execute(query))


def _other(row: Any) -> OtherClaim:  # noqa: ANN401 - a dozen typed columns say no more
    amount = row.requested_cents if row.approved_cents is None else row.approved_cents
    state, on = ClaimState(row.state), newest_day(row)
    return OtherClaim(row.number, row.code, row.year, row.name, state, amount, on)


def newest_day(row: Any) -> dt.date:  # noqa: ANN401 - any row with the four columns
    """Return the day of a claim's payment, or else of its decision, hand-in or start.

    `row` has the columns of `DAYS_OF_CLAIM`.
    """
    at = row.decided_at or row.submitted_at or row.created_at
    return row.paid_on or day_in_china(at)


def person_of(work: Work, hashes: Mapping[str, bytes]) -> dict[str, str]:
    """Return, for numbers found to be one person's, the same number for all of them.

    Who is in a roster under two numbers is paid for once, as across claims.
    """
    same = same_persons(work.session)
    if not same:
        return {}
    by_hash = {hash_: number for number, hash_ in hashes.items()}
    return {
        number: min([number, *(by_hash[other] for other in same[hash_] if other in by_hash)])
        for number, hash_ in hashes.items()
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


def _trainee_ids(session: Session, hashes: Collection[bytes]) -> dict[bytes, int]:
    query = select(TraineeRecord.id_hash, TraineeRecord.id)
    found = session.execute(query.where(is_among(session, TraineeRecord.id_hash, hashes)))
    return {row.id_hash: row.id for row in found}


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


@dataclass(frozen=True, slots=True)
class Judged:
    """The reasoning for every row, and the other claims of those who are in some, by number.

    `employers` are the register's enterprises, where the rules ask who hired somebody.
    """

    verdicts: tuple[RowVerdict, ...]
    others: dict[str, tuple[OtherClaim, ...]]
    employers: tuple[Employer, ...] = ()


def judge_claim(work: Work, claim: ClaimRecord, rows: Sequence[Trainee]) -> tuple[RowVerdict, ...]:
    """Return the reasoning for every row of a claim, with the other claims looked up."""
    return judge_people(work, claim, rows, hashes_of(work, rows)).verdicts


def judge_people(
    work: Work, claim: ClaimRecord, rows: Sequence[Trainee], hashes: Mapping[str, bytes]
) -> Judged:
    """Judge the rows of a claim; `hashes` are those of their numbers."""
    programme = programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
    track, day = Track(claim.track), day_of_bars(work, claim)
    return judge_listed(work, claim.id, programme, track, rows, hashes, day)


def judge_listed(
    work: Work,
    claim_id: int,
    programme: Programme,
    track: Track,
    rows: Sequence[Trainee],
    hashes: Mapping[str, bytes],
    day_of_bars: dt.date,
) -> Judged:
    """Judge rows under a programme and track; `claim_id` is the claim that does not count."""
    others = others_for(work, claim_id, track.value, hashes)
    same = person_of(work, hashes)
    employers = known_employers(work.session) if track is Track.INSTITUTION else {}
    verdicts = Judge(programme, track, work.today, employers).judge_roster(
        rows, others, same, hashes
    )
    barred = barred_rows(work, rows, verdicts, day_of_bars, hashes)
    return Judged(barred, others, tuple(dict.fromkeys(employers.values())))


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
