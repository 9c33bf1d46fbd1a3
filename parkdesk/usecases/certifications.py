"""Writing certificates: register, edit, renew, suspend, withdraw, delete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from parkdesk.domain.appraisals import Appraisal, Method, check, computed_expiry
from parkdesk.domain.certifications import (
    NEVER,
    CertificationStatus,
    CertificationType,
    EventType,
    expiry,
    remind_on,
    status_on,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.store.standing import chain_of, standing_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import CertificationRules, certification_rules
from parkdesk.usecases.core import command


@dataclass(frozen=True, slots=True)
class SaveCertification:
    """What the certificate form holds when the person saves it.

    For an appraised kind `issued_on` is the day the appraisal ended. `expires_on` is None to take
    the computed day. `renews_id` names the certificate that this one follows.
    """

    enterprise_id: int | None
    type_code: str
    number: str
    issued_on: dt.date | None
    expires_on: dt.date | None = None
    expiry_reason: str = ""
    level: int | None = None
    model: str = ""
    view: str = ""
    method: str = ""
    issuer: str = ""
    lead_appraiser: str = ""
    org_unit: str = ""
    unit_confirmed: bool = False
    scope: str = ""
    event_type: EventType = EventType.FIRST
    last_surveillance_on: dt.date | None = None
    renews_id: int | None = None
    note: str = ""


@command(Permission.CERTIFICATION_EDIT)
def register_certification(
    work: Work, form: SaveCertification, confirmed: frozenset[str] = frozenset()
) -> int:
    """Register a certificate; return its id."""
    values = _checked(work, form, (), None, confirmed)
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
    before: Sequence[CertificationRecord],
    record: CertificationRecord | None,
    confirmed: frozenset[str],
) -> dict[str, Any]:
    """Return the columns of a certificate, or refuse the form with everything that is wrong."""
    rules = certification_rules(work)
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    kind = rules.type_of(form.type_code)
    problems = _basic_problems(work, form, enterprise, kind)
    questions: list[str] = []
    expires_on: dt.date | None = None
    if kind is not None and form.issued_on is not None:
        found, asked, expires_on = _examined(form, form.issued_on, kind, rules, before)
        problems |= found
        questions += asked
    if enterprise is not None and not problems and _number_taken(work, form, record):
        problems["number"] = "number-taken"
    if problems or enterprise is None or kind is None or form.issued_on is None:
        raise InvalidInput(problems)
    questions += _residence_questions(form.issued_on, enterprise)
    for code in questions:
        if code not in confirmed:
            raise NeedsConfirmation(code, enterprise=enterprise.name, day=form.issued_on)
    return _columns(form, enterprise, kind, rules, expires_on)


def _basic_problems(
    work: Work,
    form: SaveCertification,
    enterprise: EnterpriseRecord | None,
    kind: CertificationType | None,
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if enterprise is None:
        problems["enterprise_id"] = "required" if form.enterprise_id is None else "unknown"
    if kind is None:
        problems["type_code"] = "unknown" if form.type_code else "required"
    if not form.number.strip():
        problems["number"] = "required"
    if form.issued_on is None:
        problems["issued_on"] = "required"
    elif form.issued_on > work.today:
        problems["issued_on"] = "in-the-future"
    return problems


def _examined(
    form: SaveCertification,
    issued_on: dt.date,
    kind: CertificationType,
    rules: CertificationRules,
    before: Sequence[CertificationRecord],
) -> tuple[dict[str, str], tuple[str, ...], dt.date | None]:
    """Return problems, questions and the last day of a certificate of this kind."""
    if rules.models_of(kind.code):
        return _appraised(form, issued_on, kind, rules, before)
    return _certified(form, issued_on, kind)


def _appraised(
    form: SaveCertification,
    issued_on: dt.date,
    kind: CertificationType,
    rules: CertificationRules,
    before: Sequence[CertificationRecord],
) -> tuple[dict[str, str], tuple[str, ...], dt.date | None]:
    missing = {name: "required" for name in ("model", "method") if not getattr(form, name)}
    if missing:
        return missing, (), None
    rule = rules.rule_of(form.model, form.method)
    if rule is None or rule.type_code != kind.code:
        return {"method": "method-not-of-model"}, (), None
    appraisal = Appraisal(
        form.model,
        rule.method,
        issued_on,
        form.level,
        form.expires_on,
        form.expiry_reason,
    )
    chain = [
        Appraisal(one.model, Method(one.method), one.issued_on, one.level, one.expires_on)
        for one in before
        if one.method
    ]
    verdict = check(appraisal, rule, chain, kind.top_level)
    # The form has one day for both: the appraisal's end is the first day of the rating.
    problems = {
        "issued_on" if field == "ended_on" else field: code
        for field, code in verdict.problems.items()
    }
    last = form.expires_on or computed_expiry(rule, issued_on)
    return problems, verdict.questions, last


def _certified(
    form: SaveCertification, issued_on: dt.date, kind: CertificationType
) -> tuple[dict[str, str], tuple[str, ...], dt.date | None]:
    problems: dict[str, str] = {}
    if kind.has_levels and form.level is None:
        problems["level"] = "required"
    elif form.level is not None and not 1 <= form.level <= kind.top_level:
        problems["level"] = "no-such-level" if kind.has_levels else "kind-has-no-level"
    computed = expiry(issued_on, kind.validity_months, kind.last_day)
    last = form.expires_on or computed
    if last is not None and last < issued_on:
        problems["expires_on"] = "expiry-before-issue"
    longer = computed is not None and last is not None and last > computed
    return problems, ("expiry-beyond-cycle",) if longer else (), last


def _residence_questions(issued_on: dt.date, enterprise: EnterpriseRecord) -> list[str]:
    if enterprise.founded_on is not None and issued_on < enterprise.founded_on:
        return ["issued-before-founding"]
    if enterprise.left_on is not None and issued_on > enterprise.left_on:
        return ["issued-after-leaving"]
    return []


def _number_taken(work: Work, form: SaveCertification, record: CertificationRecord | None) -> bool:
    found = work.session.scalar(
        select(CertificationRecord.id).where(
            CertificationRecord.enterprise_id == form.enterprise_id,
            CertificationRecord.type_code == form.type_code,
            CertificationRecord.number == form.number.strip(),
        )
    )
    return found is not None and (record is None or found != record.id)


def _columns(
    form: SaveCertification,
    enterprise: EnterpriseRecord,
    kind: CertificationType,
    rules: CertificationRules,
    expires_on: dt.date | None,
) -> dict[str, Any]:
    appraised = bool(rules.models_of(kind.code))
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "type_code": kind.code,
        "event_type": form.event_type,
        "level": form.level,
        "model": form.model if appraised else "",
        "view": form.view.strip() if appraised else "",
        "method": form.method if appraised else "",
        "number": form.number.strip(),
        "issuer": form.issuer.strip(),
        "lead_appraiser": form.lead_appraiser.strip(),
        "org_unit": form.org_unit.strip(),
        "unit_confirmed": form.unit_confirmed,
        "scope": form.scope.strip(),
        "appraisal_ended_on": form.issued_on if appraised else None,
        "issued_on": form.issued_on,
        "expires_on": expires_on,
        "expires_key": expires_on or NEVER,
        "remind_key": remind_on(expires_on, kind.lead_days) or NEVER,
        "expiry_reason": form.expiry_reason.strip(),
        "last_surveillance_on": form.last_surveillance_on,
        "renews_id": form.renews_id,
        "note": form.note.strip(),
    }
