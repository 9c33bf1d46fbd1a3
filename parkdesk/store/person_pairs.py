"""Persons of the ledger who may be one: found at submission, asked once, the answer kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from parkdesk.domain.id_number import birth_date
from parkdesk.domain.likely_same import (
    Numbered,
    PairAnswer,
    Resemblance,
    alike,
    births_near,
    new_form,
)
from parkdesk.store.pinyin import spellings
from parkdesk.store.tables.claims import ClaimPersonRecord, TraineeRecord
from parkdesk.store.tables.signals import PersonPairRecord
from parkdesk.store.work import Work

_CHUNK = 500
_AT_ONCE = 5_000
_FEW = 500
"""Up to so many persons are looked up by their days of birth; for more, all are read once."""


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
    new = {
        (first, second): why
        for first, second, why in _alike(work, wanted)
        if (first, second) not in known
    }
    work.insert_many(
        PersonPairRecord,
        [
            {"first_id": one, "second_id": other, "resemblance": why.value, "found_at": work.now}
            for (one, other), why in new.items()
        ],
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
    table = TraineeRecord
    asked = list(_numbered(work.session, _by_ids(work.session, persons)))
    if len(asked) <= _FEW:
        days = {near for one in asked for near in births_near(birth_date(one.number))}
        known = _people_in(work.session, table.born_on, sorted(days))
    else:
        known = _people(work.session, table.born_on.is_not(None))
    sounds = {one.sound for one in asked}
    heard = ((id_, name) for id_, name in known if _sound(name) in sounds)
    for one, other, why in alike(asked, _numbered(work.session, heard)):
        first, second = sorted((one.id, other.id))
        yield first, second, why


def _numbered(session: Session, people: Iterable[tuple[int, str]]) -> Iterator[Numbered]:
    """Yield people with their whole numbers: of those who are compared, and of nobody else."""
    people = iter(people)
    while chunk := dict(islice(people, _CHUNK)):
        query = select(TraineeRecord.id, TraineeRecord.id_number)
        for id_, number in session.execute(query.where(TraineeRecord.id.in_(chunk))):
            yield Numbered(id_, chunk[id_], _sound(chunk[id_]), number)


def _by_ids(session: Session, persons: Sequence[int]) -> Iterator[tuple[int, str]]:
    return _people_in(session, TraineeRecord.id, persons)


def _people_in(
    session: Session, column: InstrumentedAttribute[Any], values: Sequence[object]
) -> Iterator[tuple[int, str]]:
    for start in range(0, len(values), _CHUNK):
        yield from _people(session, column.in_(values[start : start + _CHUNK]))


def _people(session: Session, where: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
    """Yield the id and name of people of the ledger whose birth date is known."""
    born = TraineeRecord.born_on.is_not(None)
    query = select(TraineeRecord.id, TraineeRecord.name).where(where, born)
    for part in session.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        yield from ((row.id, row.name) for row in part)


def _sound(name: str) -> str:
    """Return how a name is spoken, without tones: 李蕾 and 李雷 sound alike.

    Sign by sign: no phrase is read otherwise in one of two names.
    """
    return "".join(map(_syllable, name))


@lru_cache(maxsize=16384)
def _syllable(sign: str) -> str:
    return spellings(sign).pinyin
