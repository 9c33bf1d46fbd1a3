"""What signals are found in: rosters, diplomas, staff and accounts, here and in other claims."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.programmes import Track
from parkdesk.domain.signals import Attendance
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.tables.programmes import ProgrammeRecord

_CHUNK = 500
_HOLDING = tuple(state.value for state in ClaimState if state.binding)
_REFUSED = tuple(verdict.value for verdict in Verdict if not verdict.payable)


def attendances(session: Session, claim_id: int) -> list[tuple[Attendance, dt.date | None]]:
    """Return the persons of a claim who ask for money, each with the contract's first day."""
    query = _people().where(ClaimPersonRecord.claim_id == claim_id, _asks())
    rows = session.execute(query.order_by(ClaimPersonRecord.position))
    return [(_attendance(row), row.contract_first_on) for row in rows]


def traces(session: Session, claim_id: int) -> Iterator[tuple[int, int, str, list[str]]]:
    """Yield, of each row that asks for money, its place, person, name and its lines' codes."""
    person = ClaimPersonRecord
    query = (
        select(person.position, person.trainee_id, person.name, person.trace)
        .where(person.claim_id == claim_id, person.trace != "[]", _asks())
        .order_by(person.position)
    )
    for row in session.execute(query):
        yield (
            row.position,
            row.trainee_id,
            row.name,
            [code for _rule, _what, code in json.loads(row.trace)],
        )


def attendances_of(session: Session, persons: Iterable[int], besides: int) -> list[Attendance]:
    """Return where else these persons of the ledger are claimed for, in claims that hold."""
    return _elsewhere(session, ClaimPersonRecord.trainee_id, sorted(set(persons)), besides)


def bearers_of(session: Session, diplomas: Iterable[str], besides: int) -> list[Attendance]:
    """Return the persons of other claims that hold whose rows name one of these diplomas."""
    numbers = sorted({number for number in diplomas if number})
    # The index has those alone that name one, and is taken by who says so.
    named = ClaimPersonRecord.diploma_no != literal_column("''")
    return _elsewhere(session, ClaimPersonRecord.diploma_no, numbers, besides, named)


def people_of_year(session: Session, enterprise_id: int, year: int) -> int:
    """Return how many persons an enterprise's claims that hold name in a programme year."""
    counted = (
        select(func.count(ClaimPersonRecord.trainee_id.distinct()))
        .join(ClaimRecord, ClaimRecord.id == ClaimPersonRecord.claim_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(
            ClaimRecord.enterprise_id == enterprise_id,
            ClaimRecord.state.in_(_HOLDING),
            ProgrammeRecord.year == year,
            _asks(),
        )
    )
    return session.scalar(counted) or 0


def is_first_claim(session: Session, claim: ClaimRecord) -> bool:
    """Whether no other claim of the enterprise was ever handed in."""
    other = select(ClaimRecord.id).where(
        ClaimRecord.enterprise_id == claim.enterprise_id,
        ClaimRecord.id != claim.id,
        ClaimRecord.submitted_at.is_not(None),
    )
    return session.scalar(other.limit(1)) is None


def scans_elsewhere(session: Session, claim_id: int) -> list[tuple[str, str, str, int]]:
    """Return files of a claim that are papers of another: SHA-256, name, claim's number, place.

    The place is the row of the roster that the file was attached to, 0 for the claim itself.
    """
    mine = _papers(claim_id).subquery()
    here = {row.sha256: row for row in session.execute(select(mine))}
    found: list[tuple[str, str, str, int]] = []
    hashes = sorted(here)
    for start in range(0, len(hashes), _CHUNK):
        wanted = PaperRecord.sha256.in_(hashes[start : start + _CHUNK])
        for row in session.execute(_owning_claims(wanted, claim_id)):
            paper = here[row.sha256]
            found.append((row.sha256, paper.file_name, row.number, paper.position or 0))
    return sorted(set(found))


def invoices_elsewhere(session: Session, claim_id: int) -> list[tuple[str, int, str, str]]:
    """Return invoice numbers of a claim that stand in another one that holds.

    Each is the number, its item's place here, the other claim's number and its enterprise.
    """
    here, other = ClaimItemRecord, aliased(ClaimItemRecord)
    query = (
        select(here.invoice_number, here.position, ClaimRecord.number, EnterpriseRecord.name)
        .join(other, other.invoice_number == here.invoice_number)
        .join(ClaimRecord, ClaimRecord.id == other.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(
            here.claim_id == claim_id,
            here.invoice_number != "",
            other.claim_id != claim_id,
            ClaimRecord.state.in_(_HOLDING),
        )
        .order_by(here.position, ClaimRecord.id)
    )
    return [(*row,) for row in session.execute(query)]


def newest_paper() -> ScalarSelect[int]:
    """Return, beside a claim in a query, the number of the newest paper of it and its persons."""
    person = ClaimPersonRecord
    of_people = select(person.id).where(person.claim_id == ClaimRecord.id).correlate(ClaimRecord)
    return (
        select(func.coalesce(func.max(PaperRecord.id), 0))
        .where(
            or_(PaperRecord.claim_id == ClaimRecord.id, PaperRecord.claim_person_id.in_(of_people))
        )
        .correlate(ClaimRecord)
        .scalar_subquery()
    )


def _papers(claim_id: int) -> Select[str, str, int]:
    person = ClaimPersonRecord
    return (
        select(PaperRecord.sha256, PaperRecord.file_name, person.position)
        .outerjoin(person, person.id == PaperRecord.claim_person_id)
        .where(
            (PaperRecord.claim_id == claim_id)
            | PaperRecord.claim_person_id.in_(select(person.id).where(person.claim_id == claim_id)),
            PaperRecord.removed_at.is_(None),
        )
    )


def _owning_claims(wanted: ColumnElement[bool], besides: int) -> Select[str, str]:
    person = ClaimPersonRecord
    owner = func.coalesce(PaperRecord.claim_id, person.claim_id)
    return (
        select(PaperRecord.sha256, ClaimRecord.number)
        .outerjoin(person, person.id == PaperRecord.claim_person_id)
        .join(ClaimRecord, ClaimRecord.id == owner)
        .where(wanted, PaperRecord.removed_at.is_(None), ClaimRecord.id != besides)
    )


def _elsewhere(
    session: Session,
    column: InstrumentedAttribute[int | None] | InstrumentedAttribute[str],
    values: Sequence[int] | Sequence[str],
    besides: int,
    indexed: ColumnElement[bool] | None = None,
) -> list[Attendance]:
    """Return the rows of other claims that hold whose `column` is one of the values.

    Their ids first: asked with the claims beside it, a database may well go through all people of
    all claims that hold, once for every few hundred values.
    """
    person = ClaimPersonRecord
    ids: list[int] = []
    for start in range(0, len(values), _CHUNK):
        part = column.in_(values[start : start + _CHUNK])
        found = select(person.id).where(part, person.claim_id != besides)
        ids += session.scalars(found if indexed is None else found.where(indexed))
    rows: list[Any] = []
    for start in range(0, len(ids), _CHUNK):
        query = _people().where(
            person.id.in_(ids[start : start + _CHUNK]), ClaimRecord.state.in_(_HOLDING), _asks()
        )
        rows += session.execute(query.add_columns(ClaimRecord.id))
    return [_attendance(row) for row in sorted(rows, key=lambda row: row.id)]


def _asks() -> ColumnElement[bool]:
    """Return the condition "a person of the ledger in a row that was not refused"."""
    return ClaimPersonRecord.trainee_id.is_not(None) & ClaimPersonRecord.verdict.not_in(_REFUSED)


def _people() -> Select[*tuple[Any, ...]]:
    person = ClaimPersonRecord
    return (
        select(
            person.trainee_id,
            person.position,
            person.name,
            person.hired_on,
            person.contract_first_on,
            person.contract_last_on,
            person.trained_first_on,
            person.trained_last_on,
            person.course,
            person.diploma_no,
            ClaimRecord.number,
            ClaimRecord.enterprise_id,
            ClaimRecord.track,
            EnterpriseRecord.name.label("enterprise"),
        )
        .join(ClaimRecord, ClaimRecord.id == person.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
    )


def _attendance(row: Row[*tuple[Any, ...]]) -> Attendance:
    return Attendance(
        person=row.trainee_id,
        position=row.position,
        name=row.name,
        claim=row.number,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise,
        employed=row.track == Track.ENTERPRISE.value,
        hired_on=row.hired_on,
        contract_last=row.contract_last_on,
        training_first=row.trained_first_on,
        training_last=row.trained_last_on,
        course=row.course,
        diploma_number=row.diploma_no,
    )
