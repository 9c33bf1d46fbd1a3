"""Pairs of persons who may be one (疑似同一人): shown side by side, answered once for good."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.claims import WAITING, ClaimAction, require_another_person
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState, check_answer
from parkdesk.store.claim_hands import handled_by
from parkdesk.store.signals import close_signal
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, TraineeRecord
from parkdesk.store.tables.signals import PersonPairRecord, SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.trainees import PersonClaim, person_detail


@dataclass(frozen=True, slots=True)
class PairedPerson:
    """One of the two: the number is masked, of the birth there is the year.

    Once somebody found the two to be one person, each has the claims of both.
    """

    id: int
    name: str
    masked_number: str
    birth_year: int | None
    claims: tuple[PersonClaim, ...]


@dataclass(frozen=True, slots=True)
class PairDetail:
    """Two persons side by side."""

    id: int
    version: int
    resemblance: Resemblance
    differing: tuple[int, ...]
    """Places of the digits that differ, from 1; the digits themselves are asked for."""
    first: PairedPerson
    second: PairedPerson
    found_at: dt.datetime
    answer: PairAnswer | None
    words: str
    answered_at: dt.datetime | None
    answered_by: str


@query(Permission.CLAIM_READ)
def pair_detail(work: Work, pair_id: int) -> PairDetail:
    """Return two persons with everything that was claimed for each."""
    pair = work.get(PersonPairRecord, pair_id)
    first = work.get(TraineeRecord, pair.first_id)
    second = work.get(TraineeRecord, pair.second_id)
    digits = zip(first.id_number, second.id_number, strict=True)
    return PairDetail(
        id=pair.id,
        version=pair.version,
        resemblance=Resemblance(pair.resemblance),
        differing=tuple(place for place, (a, b) in enumerate(digits, start=1) if a != b),
        first=_person(work, first),
        second=_person(work, second),
        found_at=pair.found_at,
        answer=PairAnswer(pair.answer) if pair.answer else None,
        words=pair.words,
        answered_at=pair.answered_at,
        answered_by=pair.answered_by_name,
    )


@command(Permission.CLAIM_APPROVE)
def answer_pair(
    work: Work, pair_id: int, version: int, answer: PairAnswer | None, words: str
) -> int:
    """Keep whether two numbers are one person's, and answer every claim's question about it.

    From then on what is claimed under the one number counts for the other. Nobody answers for a
    claim that they handed in or edited, as with every other signal.
    """
    pair = work.get(PersonPairRecord, pair_id, version=version)
    if pair.answer:
        raise WrongState(state=PairAnswer(pair.answer))
    if answer is None:
        raise InvalidInput({"answer": "required"})
    _require_other_hands(work, pair)
    told = SignalAnswer.CONFIRMED if answer is PairAnswer.SAME else SignalAnswer.EXPLAINED
    checked = check_answer(told, words)
    work.reason = checked
    pair.answer = answer.value
    pair.words = checked
    pair.answered_at = work.now
    pair.answered_by_id = work.actor.id
    pair.answered_by_name = work.actor.name
    asking = select(SignalRecord).where(
        SignalRecord.kind == SignalKind.LIKELY_SAME.value,
        SignalRecord.subject == str(pair.id),
        SignalRecord.state == SignalState.OPEN.value,
    )
    for signal in work.session.scalars(asking).all():
        close_signal(work, signal, told, checked)
    work.session.flush()  # the caller wants the new version
    return pair.version


def _require_other_hands(work: Work, pair: PersonPairRecord) -> None:
    """Refuse an answer of somebody who had a claim in hand that names one of the two."""
    row = ClaimPersonRecord
    ids = select(row.claim_id).where(row.trainee_id.in_([pair.first_id, pair.second_id]))
    waiting = [state.value for state in WAITING]
    claims = select(ClaimRecord).where(ClaimRecord.id.in_(ids), ClaimRecord.state.in_(waiting))
    for claim in work.session.scalars(claims.order_by(ClaimRecord.id)).all():
        handled = handled_by(work.session, claim)
        require_another_person(ClaimAction.PRECHECK, work.actor.id, handled)


def _person(work: Work, record: TraineeRecord) -> PairedPerson:
    return PairedPerson(
        id=record.id,
        name=record.name,
        masked_number=mask_id_number(record.id_number),
        birth_year=record.born_on.year if record.born_on else None,
        claims=person_detail.function(work, record.id).claims,
    )
