"""One person across years, enterprises and institutions: found by number, never by its text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.id_number import Sex
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programmes import Track
from parkdesk.store.lists import fetch_window
from parkdesk.store.person_pairs import same_persons
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, TraineeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class PersonClaim:
    """A row of a roster that names the person."""

    claim_id: int
    number: str
    enterprise: str
    year: int
    track: Track
    state: ClaimState
    requested_cents: int
    approved_cents: int | None
    employer: str = ""
    """Who hired them (录用企业), where an institution's roster says it."""


@dataclass(frozen=True, slots=True)
class PersonLedger:
    """What the park has on one person; the number is masked, and of the birth there is the year.

    `other_numbers` are masked numbers that somebody found to be the same person's; what was
    claimed under them is among the claims.
    """

    id: int | None
    name: str
    masked_number: str
    birth_year: int | None
    sex: Sex | None
    claims: tuple[PersonClaim, ...]
    other_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list of the ledger, each with the sums of all claims that hold."""

    id: int
    name: str
    masked_number: str
    birth_year: int | None
    sex: Sex | None
    claims: int
    approved_cents: int


SORTS = {"id": TraineeRecord.id, "name": TraineeRecord.name}
"""What the ledger can be ordered by; each is NOT NULL and indexed with the id."""


@query(Permission.CLAIM_READ)
def list_persons(work: Work, text: str, sort: Sort, offset: int, limit: int) -> Window[PersonRow]:
    """Return the persons whose name begins with `text`, or who have this identity number.

    A number is looked up by its keyed hash: part of one finds nobody.
    """
    return fetch_window(
        work.session,
        TraineeRecord.id,
        _named(work, text.strip()),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _person_rows(work, ids),
    )


@query(Permission.CLAIM_READ)
def person_detail(work: Work, person_id: int) -> PersonLedger:
    """Return one person of the ledger with everything claimed for them."""
    return _ledger(work, work.get(TraineeRecord, person_id))


@query(Permission.CLAIM_READ)
def person_ledger(work: Work, number: str) -> PersonLedger | None:
    """Return the person with this identity number, by its keyed hash; None for nobody."""
    reading = id_number.read(number, work.today)
    if reading.problem is not None:
        raise InvalidInput({"id_number": reading.problem.value}, expected=reading.expected)
    hash_ = work.vault.keyed_hash(reading.number)
    trainee = work.session.scalar(select(TraineeRecord).where(TraineeRecord.id_hash == hash_))
    if trainee is not None:
        return _ledger(work, trainee)
    rows = _claims(work, {hash_})
    if not rows:
        return None
    return PersonLedger(
        id=None,
        name=rows[0][0],
        masked_number=mask_id_number(reading.number),
        birth_year=reading.birth.year if reading.birth else None,
        sex=reading.sex,
        claims=tuple(claim for _name, claim in rows),
    )


@query(Permission.CLAIM_READ)
def count_trainees(work: Work) -> int:
    """Return how many persons the ledger knows."""
    return work.session.scalar(select(func.count()).select_from(TraineeRecord)) or 0


def _ledger(work: Work, trainee: TraineeRecord) -> PersonLedger:
    others = same_persons(work.session).get(trainee.id_hash, set())
    numbers = work.session.scalars(
        select(TraineeRecord).where(TraineeRecord.id_hash.in_(others)).order_by(TraineeRecord.id)
    )
    return PersonLedger(
        id=trainee.id,
        name=trainee.name,
        masked_number=mask_id_number(trainee.id_number),
        birth_year=trainee.born_on.year if trainee.born_on else None,
        sex=Sex(trainee.sex) if trainee.sex else None,
        claims=tuple(claim for _name, claim in _claims(work, {trainee.id_hash, *others})),
        other_numbers=tuple(mask_id_number(one.id_number) for one in numbers),
    )


def _named(work: Work, text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    number = id_number.normalise(text)
    if id_number.holds(number):
        return [TraineeRecord.id_hash == work.vault.keyed_hash(number)]
    # Up to the highest character there is: the order's own index answers it.
    return [TraineeRecord.name >= text, TraineeRecord.name < text + "\U0010ffff"]


def _person_rows(work: Work, ids: Sequence[int]) -> dict[int, PersonRow]:
    binding = [state.value for state in ClaimState if state.binding]
    sums = {
        row.trainee_id: row
        for row in work.session.execute(
            select(
                ClaimPersonRecord.trainee_id,
                func.count(ClaimPersonRecord.claim_id.distinct()).label("claims"),
                func.coalesce(func.sum(ClaimPersonRecord.approved_cents), 0).label("approved"),
            )
            .join(ClaimRecord, ClaimRecord.id == ClaimPersonRecord.claim_id)
            .where(ClaimPersonRecord.trainee_id.in_(ids), ClaimRecord.state.in_(binding))
            .group_by(ClaimPersonRecord.trainee_id)
        )
    }
    found = work.session.scalars(select(TraineeRecord).where(TraineeRecord.id.in_(ids)))
    return {
        one.id: PersonRow(
            id=one.id,
            name=one.name,
            masked_number=mask_id_number(one.id_number),
            birth_year=one.born_on.year if one.born_on else None,
            sex=Sex(one.sex) if one.sex else None,
            claims=sums[one.id].claims if one.id in sums else 0,
            approved_cents=int(sums[one.id].approved) if one.id in sums else 0,
        )
        for one in found
    }


def _claims(work: Work, hashes: Collection[bytes]) -> list[tuple[str, PersonClaim]]:
    found = work.session.execute(
        select(
            ClaimPersonRecord.name.label("person"),
            ClaimPersonRecord.requested_cents,
            ClaimPersonRecord.approved_cents,
            ClaimPersonRecord.employer,
            ClaimRecord.id,
            ClaimRecord.number,
            ClaimRecord.track,
            ClaimRecord.state,
            ProgrammeRecord.year,
            EnterpriseRecord.name,
        )
        .join(ClaimRecord, ClaimRecord.id == ClaimPersonRecord.claim_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(ClaimPersonRecord.id_hash.in_(sorted(hashes)))
        .order_by(ProgrammeRecord.year.desc(), ClaimRecord.id.desc())
    )
    return [
        (
            row.person,
            PersonClaim(
                row.id,
                row.number,
                row.name,
                row.year,
                Track(row.track),
                ClaimState(row.state),
                row.requested_cents,
                row.approved_cents,
                row.employer,
            ),
        )
        for row in found
    ]
