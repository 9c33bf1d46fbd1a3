"""What interrupts or ends a certificate: suspended, resumed, withdrawn; and its surveillance."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from parkdesk.domain.certifications import CertificationStatus, status_on, surveillance_due
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.surveillance import (
    SaveSurveillance,
    SurveillanceOutcome,
    surveillance_problems,
)
from parkdesk.store.certification_days import refresh_days
from parkdesk.store.standing import standings
from parkdesk.store.tables.certification_history import (
    CertificationSurveillanceRecord,
    CertificationSuspensionRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command


@command(Permission.CERTIFICATION_EDIT)
def suspend_certification(
    work: Work, certification_id: int, version: int, on: dt.date, reason: str
) -> None:
    """Note that the certifier suspended a certificate, and why."""
    record = _stoppable(work, certification_id, version, on, reason)
    if _running(work, record) is not None:
        raise WrongState(state=CertificationStatus.SUSPENDED, action="stop")
    if _covered(work, record, on):
        raise InvalidInput({"on": "suspended-already"})
    _suspend(work, record, on, reason.strip())


@command(Permission.CERTIFICATION_EDIT)
def resume_certification(
    work: Work, certification_id: int, version: int, reason: str, on: dt.date | None = None
) -> None:
    """Note that a suspension was lifted, with the first day in force again: today by default.

    The suspension stays: a day inside it still reads as suspended.
    """
    record = work.get(CertificationRecord, certification_id, version=version)
    running = _running(work, record)
    if running is None or record.withdrawn_on is not None:
        raise WrongState(state=_status(work, record), action="resume")
    day = on or work.today
    if day < running.first_on:
        raise InvalidInput({"on": "before-suspension"})
    if day > work.today:
        raise InvalidInput({"on": "in-the-future"})
    _require_reason(reason)
    work.reason = reason.strip()
    running.lifted_on = day
    running.lifted_reason = reason.strip()
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
def record_surveillance(work: Work, form: SaveSurveillance) -> None:
    """Write down what became of a surveillance audit that was due.

    A missed one suspends nothing by itself: only the day that the certifier named does.
    """
    record = work.get(CertificationRecord, form.certification_id, version=form.version)
    kind = certification_rules(work).type_of(record.type_code)
    due = surveillance_due(kind, record.issued_on, record.expires_on) if kind else ()
    problems = surveillance_problems(form, due, record.issued_on, work.today)
    missed = form.outcome is SurveillanceOutcome.MISSED
    suspends = missed and form.suspended_on is not None
    if (
        suspends
        and form.suspended_on is not None
        and not problems
        and (_running(work, record) is not None or _covered(work, record, form.suspended_on))
    ):
        problems = {"suspended_on": "suspended-already"}
    if problems or kind is None or form.outcome is None or form.due_on is None:
        raise InvalidInput(problems)
    work.add(
        CertificationSurveillanceRecord(
            certification_id=record.id,
            due_on=form.due_on,
            outcome=form.outcome.value,
            done_on=None if missed else form.done_on,
            note=form.note.strip(),
            recorded_at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
        )
    )
    last = record.last_surveillance_on
    if not missed and form.done_on is not None and (last is None or form.done_on > last):
        record.last_surveillance_on = form.done_on
    if suspends and form.suspended_on is not None:
        _suspend(work, record, form.suspended_on, form.note.strip())
    refresh_days(record, kind)


def _suspend(work: Work, record: CertificationRecord, on: dt.date, reason: str) -> None:
    work.add(CertificationSuspensionRecord(certification_id=record.id, first_on=on, reason=reason))
    record.suspended_on = on
    record.stop_reason = reason


def _running(work: Work, record: CertificationRecord) -> CertificationSuspensionRecord | None:
    """Return the suspension that nobody has lifted."""
    table = CertificationSuspensionRecord
    return work.session.scalar(
        select(table).where(table.certification_id == record.id, table.lifted_on.is_(None))
    )


def _covered(work: Work, record: CertificationRecord, on: dt.date) -> bool:
    """Whether a suspension that was lifted reaches over the day, or began after it."""
    table = CertificationSuspensionRecord
    found = select(table.id).where(table.certification_id == record.id, table.lifted_on > on)
    return work.session.scalar(found.limit(1)) is not None


def _status(work: Work, record: CertificationRecord) -> CertificationStatus | None:
    return status_on(standings(work.session, [record])[record.id], work.today)


def _stoppable(
    work: Work, certification_id: int, version: int, on: dt.date, reason: str
) -> CertificationRecord:
    record = work.get(CertificationRecord, certification_id, version=version)
    if record.withdrawn_on is not None or record.superseded_on is not None:
        raise WrongState(state=_status(work, record), action="stop")
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
