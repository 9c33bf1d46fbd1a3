"""Persons of the ledger who may be one: found at submission, asked once, the answer kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain.likely_same import (
    PairAnswer,
    Resemblance,
    births_near,
    new_form,
    resemblance,
)
from parkdesk.store.pinyin import spellings
from parkdesk.store.tables.claims import ClaimPersonRecord, TraineeRecord
from parkdesk.store.tables.signals import PersonPairRecord
from parkdesk.store.work import Work

_CHUNK = 500
_FEW = 500
"""Up to so many persons are looked up by their days of birth; for more, all are read once."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A person of the ledger, without the number."""

    id: int
    name: str
    born_on: dt.date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons, the smaller number first; `stored` is the row that asks about them."""

    stored: int
    version: int
    first: int
    second: int
    resemblance: Resemblance
    answer: PairAnswer | None


def pairs_of(work: Work, persons: Iterable[int]) -> list[Pair]:
    """Find who resembles one of these persons, keep new pairs, and return all of them."""
    wanted = sorted(set(persons))
    known = {(pair.first, pair.second) for pair in stored_pairs(work.session, wanted)}
    for first, second, why in _alike(work, wanted):
        if (first, second) not in known:
            known.add((first, second))
            work.add(
                PersonPairRecord(
                    first_id=first, second_id=second, resemblance=why.value, found_at=work.now
                )
            )
    return stored_pairs(work.session, wanted)


def stored_pairs(session: Session, persons: Sequence[int]) -> list[Pair]:
    """Return the pairs that one of these persons is in, answered or not."""
    table = PersonPairRecord
    found: dict[int, Pair] = {}
    for start in range(0, len(persons), _CHUNK):
        chunk = persons[start : start + _CHUNK]
        query = select(table).where(or_(table.first_id.in_(chunk), table.second_id.in_(chunk)))
        for row in session.scalars(query):
            answer = PairAnswer(row.answer) if row.answer else None
            why = Resemblance(row.resemblance)
            found[row.id] = Pair(row.id, row.version, row.first_id, row.second_id, why, answer)
    return [found[id_] for id_ in sorted(found)]


def same_persons(session: Session) -> dict[bytes, set[bytes]]:
    """Return, by a number's keyed hash, the other numbers of that person.

    Those are the pairs that somebody answered with "one person"; there are never many. Who is one
    person with a second number, and that with a third, has all three.
    """
    first, second = aliased(TraineeRecord), aliased(TraineeRecord)
    query = (
        select(first.id_hash.label("one"), second.id_hash.label("other"))
        .select_from(PersonPairRecord)
        .join(first, first.id == PersonPairRecord.first_id)
        .join(second, second.id == PersonPairRecord.second_id)
        .where(PersonPairRecord.answer == PairAnswer.SAME.value)
    )
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for row in session.execute(query):
        together = {row.one, row.other, *found[row.one], *found[row.other]}
        for number in together:
            found[number] = together - {number}
    return found


def known_new_forms(work: Work, claim_id: int) -> Iterator[tuple[int, str, int]]:
    """Yield rows with a 15-digit number whose 18-digit form is in the ledger.

    Each is its position, the name in the row, and the person's number in the ledger.
    """
    table = ClaimPersonRecord
    rows = work.session.execute(
        select(table.position, table.name, table.id_number)
        .where(table.claim_id == claim_id, table.id_hash.is_(None), table.id_number.is_not(None))
        .order_by(table.position)
    )
    longer = [(row.position, row.name, new_form(row.id_number)) for row in rows]
    hashes = {
        work.vault.keyed_hash(number): (position, name)
        for position, name, number in longer
        if number is not None
    }
    known = _trainees_by_hash(work.session, sorted(hashes))
    for hash_, person in known.items():
        position, name = hashes[hash_]
        yield position, name, person


def _trainees_by_hash(session: Session, hashes: Sequence[bytes]) -> Mapping[bytes, int]:
    found: dict[bytes, int] = {}
    for start in range(0, len(hashes), _CHUNK):
        chunk = hashes[start : start + _CHUNK]
        query = select(TraineeRecord.id_hash, TraineeRecord.id)
        for row in session.execute(query.where(TraineeRecord.id_hash.in_(chunk))):
            found[row.id_hash] = row.id
    return found


def _alike(work: Work, persons: Sequence[int]) -> Iterator[tuple[int, int, Resemblance]]:
    candidates = _near(work.session, list(_by_ids(work.session, persons)))
    numbers = _numbers(work.session, candidates)
    for row, others in candidates.items():
        for other in others:
            why = resemblance(row.name, numbers[row.id], other.name, numbers[other.id])
            if why is not None:
                first, second = sorted((row.id, other.id))
                yield first, second, why


def _near(session: Session, people: Sequence[_Person]) -> dict[_Person, list[_Person]]:
    """Return who sounds like each of them and was born on a day that looks like theirs."""
    wanted: dict[tuple[str, dt.date], list[_Person]] = defaultdict(list)
    for row in people:
        for day in births_near(row.born_on):
            wanted[_sound(row.name), day].append(row)
    sounds = {sound for sound, _day in wanted}
    days = {day for _sound_of, day in wanted}
    found: dict[_Person, list[_Person]] = {}
    for other in _born_on(session, days if len(people) <= _FEW else None):
        sound = _sound(other.name)
        if sound not in sounds:
            continue
        for row in wanted.get((sound, other.born_on), ()):
            if row.id != other.id:
                found.setdefault(row, []).append(other)
    return found


def _born_on(session: Session, days: set[dt.date] | None) -> Iterator[_Person]:
    if days is None:
        yield from _people(session, TraineeRecord.born_on.is_not(None))
        return
    ordered = sorted(days)
    for start in range(0, len(ordered), _CHUNK):
        yield from _people(session, TraineeRecord.born_on.in_(ordered[start : start + _CHUNK]))


def _by_ids(session: Session, persons: Sequence[int]) -> Iterator[_Person]:
    for start in range(0, len(persons), _CHUNK):
        yield from _people(session, TraineeRecord.id.in_(persons[start : start + _CHUNK]))


def _people(session: Session, where: ColumnElement[bool]) -> Iterator[_Person]:
    query = select(TraineeRecord.id, TraineeRecord.name, TraineeRecord.born_on).where(where)
    for row in session.execute(query):
        if row.born_on is not None:
            yield _Person(row.id, row.name, row.born_on)


def _numbers(session: Session, candidates: Mapping[_Person, Sequence[_Person]]) -> dict[int, str]:
    """Return the whole numbers of those who are compared, and of nobody else."""
    ids = {row.id for row in candidates} | {
        other.id for others in candidates.values() for other in others
    }
    ordered = sorted(ids)
    found: dict[int, str] = {}
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        query = select(TraineeRecord.id, TraineeRecord.id_number)
        for row in session.execute(query.where(TraineeRecord.id.in_(chunk))):
            found[row.id] = row.id_number
    return found


@lru_cache(maxsize=65536)
def _sound(name: str) -> str:
    """Return how a name is spoken, without tones: 李蕾 and 李雷 sound alike."""
    return spellings(name).pinyin
