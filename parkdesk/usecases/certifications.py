"""Writing certificates: register, correct, renew, delete."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.certification_forms import SaveCertification, examine, followed_problems
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.store.certification_rows import (
    appraisals_of,
    columns_of,
    confirmation_of,
    form_of,
    holder_of,
)
from parkdesk.store.standing import chain_of
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationFundingRecord,
    CertificationSurveillanceRecord,
    CertificationSuspensionRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command

__all__ = [
    "SaveCertification",
    "delete_certification",
    "edit_certification",
    "register_certification",
    "renew_certification",
]


@command(Permission.CERTIFICATION_EDIT)
def register_certification(
    work: Work, form: SaveCertification, confirmed: frozenset[str] = frozenset()
) -> int:
    """Register a certificate; return its id."""
    values = _checked(work, form, [], None, confirmed)
    values |= confirmation_of(form, None, work.actor.name, work.now)
    return work.add(CertificationRecord(**values)).id


@command(Permission.CERTIFICATION_EDIT)
def edit_certification(
    work: Work,
    certification_id: int,
    version: int,
    form: SaveCertification,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Correct a certificate; a renewal is a new record, not an edit.

    Money that was granted for it never changes its owner: refused while a grant stands.
    """
    record = work.get(CertificationRecord, certification_id, version=version)
    chain = chain_of(work.session, record)
    before = chain[: chain.index(record)]
    values = _checked(work, form, before, record, confirmed)
    _check_in_chain(record, chain, form)
    if form.enterprise_id != record.enterprise_id and _is_funded(work, record):
        raise Refused("certificate-funded")
    values |= confirmation_of(form, record, work.actor.name, work.now)
    values.pop("renews_id")
    for name, value in values.items():
        setattr(record, name, value)
    if before:
        before[-1].superseded_on = record.issued_on


@command(Permission.CERTIFICATION_EDIT)
def renew_certification(
    work: Work, form: SaveCertification, confirmed: frozenset[str] = frozenset()
) -> int:
    """Register the certificate that follows another one and takes over from its first day."""
    if form.renews_id is None:
        raise InvalidInput({"renews_id": "required"})
    predecessor = work.get(CertificationRecord, form.renews_id)
    chain = chain_of(work.session, predecessor)
    if chain[-1] is not predecessor:
        raise WrongState(state=CertificationStatus.SUPERSEDED, action="renew")
    values = _checked(work, form, chain, None, confirmed)
    values |= confirmation_of(form, predecessor, work.actor.name, work.now)
    record = work.add(CertificationRecord(**values))
    predecessor.superseded_on = record.issued_on
    return record.id


@command(Permission.CERTIFICATION_EDIT)
def delete_certification(work: Work, certification_id: int, version: int) -> None:
    """Delete a certificate that was entered by mistake, and what was written down about it.

    Refused while another one renews it, while money stands against it, and once papers were filed
    with it: those are never deleted.
    """
    record = work.get(CertificationRecord, certification_id, version=version)
    chain = chain_of(work.session, record)
    place = chain.index(record)
    if place + 1 < len(chain):
        raise WrongState(state=CertificationStatus.SUPERSEDED, action="delete")
    if _is_funded(work, record):
        raise Refused("certificate-funded")
    if work.session.scalar(select(PaperRecord.id).where(PaperRecord.certification_id == record.id)):
        raise Refused("certificate-has-papers")
    if place:
        chain[place - 1].superseded_on = None
    for table in _PARTS:
        work.delete_many(table, table.certification_id == record.id)
    work.session.delete(record)


_PARTS = (
    CertificationCheckRecord,
    CertificationSurveillanceRecord,
    CertificationSuspensionRecord,
)
"""What is written down about a certificate and goes with it."""


def _is_funded(work: Work, record: CertificationRecord) -> bool:
    funding = CertificationFundingRecord
    found = select(funding.id).where(funding.certification_id == record.id).limit(1)
    return work.session.scalar(found) is not None


def _check_in_chain(
    record: CertificationRecord, chain: list[CertificationRecord], form: SaveCertification
) -> None:
    """Refuse what would tear a chain apart.

    Another holder or kind, a day past the renewal, another level than the sustainment keeps.
    """
    if len(chain) == 1:
        return
    problems = {
        name: "fixed-in-chain"
        for name in ("enterprise_id", "type_code")
        if getattr(form, name) != getattr(record, name)
    }
    later = chain[chain.index(record) + 1 :]
    if later:
        problems |= followed_problems(form, form_of(later[0]))
    if problems:
        raise InvalidInput(problems)


def _checked(
    work: Work,
    form: SaveCertification,
    before: list[CertificationRecord],
    record: CertificationRecord | None,
    confirmed: frozenset[str],
) -> dict[str, Any]:
    """Return the columns of a certificate, or refuse the form with everything that is wrong."""
    rules = certification_rules(work)
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    kind = rules.type_of(form.type_code)
    found = examine(form, holder_of(enterprise), rules, appraisals_of(before), work.today)
    problems = found.problems
    if kind is not None and kind.retired and (record is None or record.type_code != kind.code):
        problems = {**problems, "type_code": "kind-retired"}
    if not problems and _number_taken(work, form, record):
        problems = {"number": "number-taken"}
    if problems or enterprise is None or kind is None:
        raise InvalidInput(problems)
    for code in found.questions:
        if code not in confirmed:
            raise NeedsConfirmation(code, enterprise=enterprise.name, day=form.issued_on)
    return columns_of(form, enterprise, kind, rules, found.expires_on, record)


def _number_taken(work: Work, form: SaveCertification, record: CertificationRecord | None) -> bool:
    found = work.session.scalar(
        select(CertificationRecord.id).where(
            CertificationRecord.enterprise_id == form.enterprise_id,
            CertificationRecord.type_code == form.type_code,
            CertificationRecord.number == form.number.strip(),
        )
    )
    return found is not None and (record is None or found != record.id)
