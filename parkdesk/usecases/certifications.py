"""Writing certificates: register, edit, renew, suspend, withdraw, delete."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from parkdesk.domain.certification_forms import SaveCertification, examine
from parkdesk.domain.certifications import CertificationStatus, status_on
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.store.certification_rows import appraisals_of, columns_of, holder_of
from parkdesk.store.standing import chain_of, standing_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command

__all__ = [
    "SaveCertification",
    "delete_certification",
    "edit_certification",
    "register_certification",
    "renew_certification",
    "resume_certification",
    "suspend_certification",
    "withdraw_certification",
]


@command(Permission.CERTIFICATION_EDIT)
def register_certification(
    work: Work, form: SaveCertification, confirmed: frozenset[str] = frozenset()
) -> int:
    """Register a certificate; return its id."""
    values = _checked(work, form, [], None, confirmed)
    return work.add(CertificationRecord(**values)).id


@command(Permission.CERTIFICATION_EDIT)
def edit_certification(
    work: Work,
    certification_id: int,
    version: int,
    form: SaveCertification,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Correct a certificate; a renewal is a new record, not an edit."""
    record = work.get(CertificationRecord, certification_id, version=version)
    chain = chain_of(work.session, record)
    before = chain[: chain.index(record)]
    values = _checked(work, form, before, record, confirmed)
    _check_in_chain(record, chain, form)
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
    if status_on(standing_of(predecessor), work.today) is CertificationStatus.SUPERSEDED:
        raise WrongState(state=CertificationStatus.SUPERSEDED, action="renew")
    chain = chain_of(work.session, predecessor)
    if chain[-1] is not predecessor:
        raise WrongState(state=CertificationStatus.SUPERSEDED, action="renew")
    values = _checked(work, form, chain, None, confirmed)
    record = work.add(CertificationRecord(**values))
    predecessor.superseded_on = record.issued_on
    return record.id


@command(Permission.CERTIFICATION_EDIT)
def suspend_certification(
    work: Work, certification_id: int, version: int, on: dt.date, reason: str
) -> None:
    """Note that the certifier suspended a certificate, and why."""
    record = _stoppable(work, certification_id, version, on, reason)
    record.suspended_on = on
    record.stop_reason = reason.strip()


@command(Permission.CERTIFICATION_EDIT)
def resume_certification(work: Work, certification_id: int, version: int, reason: str) -> None:
    """Note that a suspension was lifted."""
    record = work.get(CertificationRecord, certification_id, version=version)
    if record.suspended_on is None or record.withdrawn_on is not None:
        raise WrongState(state=status_on(standing_of(record), work.today), action="resume")
    _require_reason(reason)
    work.reason = reason.strip()
    record.suspended_on = None
    record.stop_reason = ""


@command(Permission.CERTIFICATION_EDIT)
def withdraw_certification(
    work: Work, certification_id: int, version: int, on: dt.date, reason: str
) -> None:
    """Note that the certifier withdrew a certificate for good, and why."""
    record = _stoppable(work, certification_id, version, on, reason)
    record.withdrawn_on = on
    record.stop_reason = reason.strip()


@command(Permission.CERTIFICATION_EDIT)
def delete_certification(work: Work, certification_id: int, version: int) -> None:
    """Delete a certificate that was entered by mistake; refused while another one renews it."""
    record = work.get(CertificationRecord, certification_id, version=version)
    chain = chain_of(work.session, record)
    place = chain.index(record)
    if place + 1 < len(chain):
        raise WrongState(state=CertificationStatus.SUPERSEDED, action="delete")
    if place:
        chain[place - 1].superseded_on = None
    work.session.delete(record)


def _check_in_chain(
    record: CertificationRecord, chain: list[CertificationRecord], form: SaveCertification
) -> None:
    """Refuse what would tear a chain apart: another holder or kind, or a day past the renewal."""
    if len(chain) == 1:
        return
    problems = {
        name: "fixed-in-chain"
        for name in ("enterprise_id", "type_code")
        if getattr(form, name) != getattr(record, name)
    }
    later = chain[chain.index(record) + 1 :]
    if later and form.issued_on is not None and form.issued_on >= later[0].issued_on:
        problems["issued_on"] = "after-renewal"
    if problems:
        raise InvalidInput(problems)


def _stoppable(
    work: Work, certification_id: int, version: int, on: dt.date, reason: str
) -> CertificationRecord:
    record = work.get(CertificationRecord, certification_id, version=version)
    if record.withdrawn_on is not None or record.superseded_on is not None:
        raise WrongState(state=status_on(standing_of(record), work.today), action="stop")
    if on < record.issued_on:
        raise InvalidInput({"on": "before-issue"})
    if on > work.today:
        raise InvalidInput({"on": "in-the-future"})
    _require_reason(reason)
    work.reason = reason.strip()
    return record


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput({"reason": "required"})


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
