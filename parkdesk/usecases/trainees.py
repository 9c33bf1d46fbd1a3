"""One person across years, enterprises and institutions: found by number, never by its text."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.id_number import Sex
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.programmes import Track
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


@dataclass(frozen=True, slots=True)
class PersonLedger:
    """What the park has on one person; the number is masked, and of the birth there is the year."""

    name: str
    masked_number: str
    birth_year: int | None
    sex: Sex | None
    claims: tuple[PersonClaim, ...]


@query(Permission.CLAIM_READ)
def person_ledger(work: Work, number: str) -> PersonLedger | None:
    """Return the person with this identity number, by its keyed hash; None for nobody."""
    reading = id_number.read(number, work.today)
    if reading.problem is not None:
        raise InvalidInput({"id_number": reading.problem.value}, expected=reading.expected)
    hash_ = work.vault.keyed_hash(reading.number)
    rows = _claims(work, hash_)
    trainee = work.session.scalar(select(TraineeRecord).where(TraineeRecord.id_hash == hash_))
    if trainee is None and not rows:
        return None
    name = trainee.name if trainee else rows[0][0]
    return PersonLedger(
        name=name,
        masked_number=mask_id_number(reading.number),
        birth_year=reading.birth.year if reading.birth else None,
        sex=reading.sex,
        claims=tuple(claim for _name, claim in rows),
    )


@query(Permission.CLAIM_READ)
def count_trainees(work: Work) -> int:
    """Return how many persons the ledger knows."""
    return work.session.scalar(select(func.count()).select_from(TraineeRecord)) or 0


def _claims(work: Work, hash_: bytes) -> list[tuple[str, PersonClaim]]:
    found = work.session.execute(
        select(
            ClaimPersonRecord.name.label("person"),
            ClaimPersonRecord.requested_cents,
            ClaimPersonRecord.approved_cents,
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
        .where(ClaimPersonRecord.id_hash == hash_)
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
            ),
        )
        for row in found
    ]
