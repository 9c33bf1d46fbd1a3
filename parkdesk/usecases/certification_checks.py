"""Looks into public registers (查询留痕): written down once, with what proves them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.register_checks import ANSWERS, CheckResult, SaveCheck, check_problems
from parkdesk.store.evidence import keep_evidence
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationFundingRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

__all__ = ["Evidence", "SaveCheck", "certification_evidence", "record_check"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept file."""

    name: str
    content: bytes


@command(Permission.CERTIFICATION_EDIT)
def record_check(work: Work, form: SaveCheck) -> int:
    """Write down a look into a register; return its number.

    One that got no answer is kept as a trace, and leaves the age of the last check as it is.
    """
    record = work.get(CertificationRecord, form.certification_id)
    problems = check_problems(form, record.issued_on, work.today)
    if problems or form.register is None or form.result is None or form.checked_on is None:
        raise InvalidInput(problems)
    check = CertificationCheckRecord(
        certification_id=record.id,
        register=form.register.value,
        checked_on=form.checked_on,
        looked_up=form.looked_up.strip(),
        result=form.result.value,
        found=form.found.strip() if form.result is CheckResult.DIFFERENT else "",
        note=form.note.strip(),
        recorded_at=work.now,
        actor_id=work.actor.id,
        actor_name=work.actor.name,
        **keep_evidence(work, form.evidence),
    )
    work.add(check)
    if form.result in ANSWERS and form.checked_on >= record.checked_key:
        record.checked_key = form.checked_on
        record.check_result = form.result.value
    return check.id


@query(Permission.CERTIFICATION_READ)
def certification_evidence(work: Work, certification_id: int, sha256: str) -> Evidence:
    """Return a file that was kept with a check or a grant of this certificate."""
    for table in (CertificationCheckRecord, CertificationFundingRecord):
        name = work.session.scalar(
            select(table.evidence_name)
            .where(table.certification_id == certification_id, table.evidence_sha256 == sha256)
            .limit(1)
        )
        if name is not None:
            return Evidence(name, work.documents.get(sha256))
    raise NotFound(table="document", id=sha256[:12])
