"""After-payment verification (拨付后抽查): draw, results, and what they say of the whole."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import or_, select

from parkdesk.domain import sampling
from parkdesk.domain.claims import PAID_OUT
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.verifications import (
    VerificationState,
    row_key,
    verification_number,
)
from parkdesk.store.claim_money import MoneyRow, money_rows
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.sampling import VerificationRecord, VerificationRowRecord
from parkdesk.store.verification_rows import verification_rows
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

MOST_DRAWN = 500


@dataclass(frozen=True, slots=True)
class DrawSample:
    """How many of a programme's paid persons and items are drawn; an empty seed is made.

    `reason` says why what was drawn before is drawn again.
    """

    programme_id: int | None
    size: int | None
    seed: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A sample as it stands after a command."""

    id: int
    version: int
    number: str


@command(Permission.CLAIM_APPROVE)
def draw_verification(work: Work, form: DrawSample) -> VerificationKey:
    """Draw among all that was paid for under a programme; the seed makes it repeatable.

    Drawing again among the very same, or while a sample of the programme is still being checked,
    needs a reason; the new sample names the old one, which stays with its seed.
    """
    problems = {}
    if form.programme_id is None:
        problems["programme_id"] = "required"
    if form.size is None:
        problems["size"] = "required"
    elif not 1 <= form.size <= MOST_DRAWN:
        problems["size"] = "sample-size-out-of-range"
    if problems or form.programme_id is None or form.size is None:
        raise InvalidInput(problems, most=MOST_DRAWN)
    programme = work.get(ProgrammeRecord, form.programme_id)
    paid = _paid_rows(work, programme)
    if not paid:
        raise Refused("nothing-to-verify")
    digest = sampling.digest(paid)
    before = _drawn_before(work, programme, digest)
    reason = form.reason.strip() if before else ""
    if before and says_too_little(reason):
        raise InvalidInput({"reason": "redraw-needs-reason"}, sample=before.number)
    work.reason = work.reason or reason
    seed = form.seed.strip() or secrets.token_hex(4).upper()
    drawn = sampling.draw(seed, paid, form.size)
    year = work.today.year
    prefix = verification_number(year, 0).rpartition("-")[0] + "-"
    record = work.add(
        VerificationRecord(
            number=verification_number(year, next_serial(work, VerificationRecord.number, prefix)),
            programme_id=programme.id,
            state=VerificationState.OPEN.value,
            seed=seed,
            population=len(paid),
            population_cents=sum(row.paid_cents or 0 for row in paid.values()),
            population_digest=digest,
            size=len(drawn),
            redraws_id=before.id if before else None,
            redraw_reason=reason,
            drawn_at=work.now,
            drawn_by_id=work.actor.id,
            drawn_by_name=work.actor.name,
        )
    )
    for position, key in enumerate(drawn, start=1):
        row = paid[key]
        work.add(
            VerificationRowRecord(
                verification_id=record.id,
                position=position,
                claim_id=row.claim_id,
                row_id=row.id,
                paid_cents=row.paid_cents or 0,
                id_hash=row.id_hash,
            )
        )
    return _key(record)


def _drawn_before(work: Work, programme: ProgrammeRecord, digest: str) -> VerificationRecord | None:
    """Return the newest sample that is still being checked, or was drawn among the very same."""
    record = VerificationRecord
    return work.session.scalar(
        select(record)
        .where(
            record.programme_id == programme.id,
            or_(
                record.state == VerificationState.OPEN.value,
                record.population_digest == digest,
            ),
        )
        .order_by(record.id.desc())
        .limit(1)
    )


def _paid_rows(work: Work, programme: ProgrammeRecord) -> dict[str, MoneyRow]:
    """Return what was paid for, by a key that anybody can read off the claim: PX-2026-0001/3."""
    claims = work.session.scalars(
        select(ClaimRecord)
        .where(
            ClaimRecord.programme_id == programme.id,
            ClaimRecord.state.in_([state.value for state in PAID_OUT]),
        )
        .order_by(ClaimRecord.id)
    )
    return {
        row_key(claim.number, row.position): row
        for claim in claims
        for row in money_rows(work.session, claim)
        if row.paid_cents
    }


@command(Permission.CLAIM_APPROVE)
def record_sample_check(
    work: Work, row_id: int, version: int, wrong_cents: int | None, finding: str
) -> None:
    """Record what the check of one drawn person or item found; 0 is right."""
    row = work.get(VerificationRowRecord, row_id, version=version)
    record = work.get(VerificationRecord, row.verification_id)
    if VerificationState(record.state) is not VerificationState.OPEN:
        raise Refused("verification-closed")
    problems = sampling.check_result(row.paid_cents, wrong_cents, finding)
    if problems:
        raise InvalidInput(problems, limit_cents=row.paid_cents)
    assert wrong_cents is not None
    row.wrong_cents = wrong_cents
    row.result = "wrong" if wrong_cents else "right"
    row.finding = finding.strip()
    row.checked_at = work.now
    row.checked_by_id = work.actor.id
    row.checked_by_name = work.actor.name


@command(Permission.CLAIM_APPROVE)
def close_verification(work: Work, verification_id: int, version: int) -> VerificationKey:
    """Close a sample once every drawn one is checked; its results no longer change."""
    record = work.get(VerificationRecord, verification_id, version=version)
    if VerificationState(record.state) is not VerificationState.OPEN:
        raise Refused("verification-closed")
    unchecked = sum(1 for row in verification_rows(work, record.id) if not row.result)
    if unchecked:
        raise Refused("verification-unfinished", rows=unchecked)
    record.state = VerificationState.CLOSED.value
    record.closed_at = work.now
    record.closed_by_id = work.actor.id
    record.closed_by_name = work.actor.name
    work.session.flush()  # the caller wants the new version
    return _key(record)


def _key(record: VerificationRecord) -> VerificationKey:
    return VerificationKey(record.id, record.version, record.number)
