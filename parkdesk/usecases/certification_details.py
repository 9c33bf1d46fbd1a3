"""One certificate with all that is known of it: chain, suspensions, surveillance, register checks.

What public money it brought stands in `certification_funding`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import end_of_day, known_by
from parkdesk.domain.certifications import (
    CertificationStatus,
    CertificationType,
    EventType,
    Suspension,
    status_on,
    surveillance_due,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.register_checks import CheckResult, Register, usual_register
from parkdesk.domain.surveillance import (
    SurveillanceOutcome,
    SurveillanceStep,
    Visit,
    course,
)
from parkdesk.store.certification_as_at import certification_rows_on
from parkdesk.store.certification_listing import CertificationRow
from parkdesk.store.standing import chain_of, standings
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationSurveillanceRecord,
    CertificationSuspensionRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import query

__all__ = [
    "CertificationDetail",
    "ChainLink",
    "CheckRow",
    "KindFacts",
    "SuspensionRow",
    "certification_detail",
]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One certificate of a chain of renewals."""

    id: int
    number: str
    method: str
    level: int | None
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus | None


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """A suspension with what the certifier and the clerk said."""

    period: Suspension
    reason: str
    lifted_reason: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One look into a register."""

    id: int
    register: Register
    checked_on: dt.date
    looked_up: str
    result: CheckResult
    found: str
    note: str
    evidence_sha256: str | None
    evidence_name: str
    person: str


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the kind says about its certificates, in effect in this park."""

    validity_months: int | None
    source: str
    mark: Mark
    register: Register
    lead_days: int


@dataclass(frozen=True, slots=True)
class CertificationDetail:
    """Everything about one certificate."""

    row: CertificationRow
    event_type: EventType
    view: str
    method: str
    appraisal_id: str
    lead_appraiser: str
    sponsor: str
    partner: str
    org_unit: str
    site: str
    name_en: str
    unit_confirmed: bool
    unit_confirmed_by: str
    unit_confirmed_at: dt.datetime | None
    scope: str
    appraisal_ended_on: dt.date | None
    expiry_reason: str
    last_surveillance_on: dt.date | None
    surveillance: tuple[SurveillanceStep, ...]
    suspensions: tuple[SuspensionRow, ...]
    """The oldest first, those that were lifted among them."""
    suspended_on: dt.date | None
    withdrawn_on: dt.date | None
    stop_reason: str
    renews_id: int | None
    renewed_by_id: int | None
    chain: tuple[ChainLink, ...]
    """The certificates of the same chain, the oldest first, this one among them."""
    checks: tuple[CheckRow, ...]
    """The newest first."""
    kind: KindFacts
    note: str

    @property
    def last_check(self) -> CheckRow | None:
        """The newest check that got an answer."""
        answered = (one for one in self.checks if one.result is not CheckResult.UNAVAILABLE)
        return next(answered, None)


@query(Permission.CERTIFICATION_READ)
def certification_detail(
    work: Work, certification_id: int, on: dt.date | None = None
) -> CertificationDetail:
    """Return one certificate with its chain of renewals, as at a day: today by default.

    As at a past day nothing is told that came later: renewals, suspensions and their end, visits,
    looks into registers, a withdrawal, who confirmed the unit.
    """
    day = on or work.today
    record = work.get(CertificationRecord, certification_id)
    chain = chain_of(work.session, record)
    kind = certification_rules(work).type_of(record.type_code)
    assert kind is not None, "a certificate refers to a kind of the register"
    if on is not None:
        chain = [one for one in chain if one.issued_on <= on or one is record]
    later = [one.id for one in chain if one.renews_id == record.id]
    suspensions = _suspensions(work, record.id, on)
    stop = _stop(record, suspensions, on)
    confirmed_at = record.unit_confirmed_at
    known = on is None or confirmed_at is None or confirmed_at < end_of_day(on)
    return CertificationDetail(
        row=certification_rows_on(work.session, [record.id], on, work.today)[record.id],
        event_type=EventType(record.event_type),
        view=record.view,
        method=record.method,
        appraisal_id=record.appraisal_id,
        lead_appraiser=record.lead_appraiser,
        sponsor=record.sponsor,
        partner=record.partner,
        org_unit=record.org_unit,
        site=record.site,
        name_en=record.name_en,
        unit_confirmed=record.unit_confirmed and known,
        unit_confirmed_by=record.unit_confirmed_by if known else "",
        unit_confirmed_at=confirmed_at if known else None,
        scope=record.scope,
        appraisal_ended_on=record.appraisal_ended_on,
        expiry_reason=record.expiry_reason,
        last_surveillance_on=known_by(record.last_surveillance_on, on),
        surveillance=_surveillance(work, record, kind, day),
        suspensions=suspensions,
        suspended_on=stop.suspended_on,
        withdrawn_on=stop.withdrawn_on,
        stop_reason=stop.reason,
        renews_id=record.renews_id,
        renewed_by_id=later[0] if later else None,
        chain=_links(work, chain, day),
        checks=_checks(work, record.id, on),
        kind=_kind_facts(kind),
        note=record.note,
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    suspended_on: dt.date | None
    withdrawn_on: dt.date | None
    reason: str


def _stop(
    record: CertificationRecord, suspensions: tuple[SuspensionRow, ...], on: dt.date | None
) -> _Stop:
    """Return what stops a certificate, or stopped it on the day, and why."""
    if on is None:
        return _Stop(record.suspended_on, record.withdrawn_on, record.stop_reason)
    running = [one for one in suspensions if one.period.lifted_on is None]
    suspended_on = running[-1].period.first_on if running else None
    if known_by(record.withdrawn_on, on) is not None:
        return _Stop(suspended_on, record.withdrawn_on, record.stop_reason)
    return _Stop(suspended_on, None, running[-1].reason if running else "")


def _kind_facts(kind: CertificationType) -> KindFacts:
    return KindFacts(
        kind.validity_months, kind.source, kind.certainty, usual_register(kind), kind.lead_days
    )


def _links(work: Work, chain: list[CertificationRecord], day: dt.date) -> tuple[ChainLink, ...]:
    held = standings(work.session, chain)
    return tuple(
        ChainLink(
            one.id,
            one.number,
            one.method,
            one.level,
            one.issued_on,
            one.expires_on,
            status_on(held[one.id], day),
        )
        for one in chain
    )


def _surveillance(
    work: Work, record: CertificationRecord, kind: CertificationType, day: dt.date
) -> tuple[SurveillanceStep, ...]:
    table = CertificationSurveillanceRecord
    rows = work.session.scalars(
        select(table).where(table.certification_id == record.id).order_by(table.id)
    )
    visits = [
        Visit(one.due_on, SurveillanceOutcome(one.outcome), one.done_on)
        for one in rows
        # Of a visit that was missed its due day is known.
        if (one.done_on or one.due_on) <= day
    ]
    due = surveillance_due(kind, record.issued_on, record.expires_on)
    passed = [one.done_on for one in visits if one.done_on is not None]
    last = known_by(record.last_surveillance_on, day) or max(passed, default=None)
    return course(due, visits, last, day)


def _suspensions(
    work: Work, certification_id: int, on: dt.date | None
) -> tuple[SuspensionRow, ...]:
    table = CertificationSuspensionRecord
    rows = work.session.scalars(
        select(table)
        .where(table.certification_id == certification_id)
        .where(*([table.first_on <= on] if on else []))
        .order_by(table.first_on, table.id)
    )
    found = []
    for one in rows:
        lifted_on = known_by(one.lifted_on, on)
        reason = one.lifted_reason if lifted_on is not None else ""
        found.append(SuspensionRow(Suspension(one.first_on, lifted_on), one.reason, reason))
    return tuple(found)


def _checks(work: Work, certification_id: int, on: dt.date | None) -> tuple[CheckRow, ...]:
    table = CertificationCheckRecord
    rows = work.session.scalars(
        select(table)
        .where(table.certification_id == certification_id)
        .where(*([table.checked_on <= on] if on else []))
        .order_by(table.checked_on.desc(), table.id.desc())
    )
    return tuple(
        CheckRow(
            one.id,
            Register(one.register),
            one.checked_on,
            one.looked_up,
            CheckResult(one.result),
            one.found,
            one.note,
            one.evidence_sha256,
            one.evidence_name,
            one.actor_name,
        )
        for one in rows
    )
