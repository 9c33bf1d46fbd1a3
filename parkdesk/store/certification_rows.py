"""A certificate's form as columns, and a record as what the rules want of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from parkdesk.domain.appraisals import Appraisal, Method
from parkdesk.domain.certification_forms import CertificationRules, Holder, SaveCertification
from parkdesk.domain.certifications import CertificationType, EventType
from parkdesk.store.certification_days import answered_days, days_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord


def holder_of(enterprise: EnterpriseRecord | None) -> Holder | None:
    """Return what the rules need of an enterprise."""
    return None if enterprise is None else Holder(enterprise.founded_on, enterprise.left_on)


def appraisals_of(chain: list[CertificationRecord]) -> list[Appraisal]:
    """Return the appraisals of a chain in their order; what was withdrawn is nothing to follow."""
    return [
        Appraisal(one.model, Method(one.method), one.issued_on, one.level, one.expires_on)
        for one in chain
        if one.method and one.withdrawn_on is None
    ]


def form_of(record: CertificationRecord) -> SaveCertification:
    """Return a stored certificate as its form would hold it."""
    return SaveCertification(
        enterprise_id=record.enterprise_id,
        type_code=record.type_code,
        number=record.number,
        issued_on=record.issued_on,
        expires_on=record.expires_on,
        expiry_reason=record.expiry_reason,
        level=record.level,
        model=record.model,
        view=record.view,
        method=record.method,
        issuer=record.issuer,
        lead_appraiser=record.lead_appraiser,
        org_unit=record.org_unit,
        unit_confirmed=record.unit_confirmed,
        scope=record.scope,
        event_type=EventType(record.event_type),
        last_surveillance_on=record.last_surveillance_on,
        renews_id=record.renews_id,
        note=record.note,
        appraisal_id=record.appraisal_id,
        site=record.site,
        name_en=record.name_en,
        sponsor=record.sponsor,
        partner=record.partner,
    )


def columns_of(
    form: SaveCertification,
    enterprise: EnterpriseRecord,
    kind: CertificationType,
    rules: CertificationRules,
    expires_on: dt.date | None,
    record: CertificationRecord | None = None,
) -> dict[str, Any]:
    """Return the columns of a form that has been examined; `record` is what it corrects."""
    appraised = bool(rules.models_of(kind.code))
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "type_code": kind.code,
        "event_type": form.event_type,
        "level": form.level,
        "number": form.number.strip(),
        "issuer": form.issuer.strip(),
        "lead_appraiser": form.lead_appraiser.strip(),
        "org_unit": form.org_unit.strip(),
        "unit_confirmed": form.unit_confirmed,
        "scope": form.scope.strip(),
        "issued_on": form.issued_on,
        "expires_on": expires_on,
        "expiry_reason": form.expiry_reason.strip(),
        "last_surveillance_on": form.last_surveillance_on,
        "renews_id": form.renews_id,
        "note": form.note.strip(),
        **_appraisal_columns(form, appraised=appraised),
    } | days_of(
        kind,
        form.issued_on or dt.date.min,
        expires_on,
        form.last_surveillance_on,
        None if record is None else record.lead_days_own,
        () if record is None else answered_days(record),
    )


_ONLY_APPRAISED = ("model", "method", "view", "appraisal_id", "sponsor", "partner")


def _appraisal_columns(form: SaveCertification, *, appraised: bool) -> dict[str, Any]:
    """Return what an appraisal has and another certificate has not; a unit may have any."""
    columns: dict[str, Any] = {
        name: getattr(form, name).strip() if appraised else "" for name in _ONLY_APPRAISED
    }
    columns["appraisal_ended_on"] = form.issued_on if appraised else None
    columns["site"] = form.site.strip()
    columns["name_en"] = form.name_en.strip()
    return columns


_UNIT = ("org_unit", "site", "name_en")


def unit_changed(form: SaveCertification, before: CertificationRecord) -> bool:
    """Return whether the form names another unit than a stored certificate does."""
    return any(getattr(form, name).strip() != getattr(before, name) for name in _UNIT)


def confirmation_of(
    form: SaveCertification, before: CertificationRecord | None, person: str, now: dt.datetime
) -> dict[str, Any]:
    """Return who confirmed, and when, that the unit is the enterprise.

    `before` is the record that is corrected or renewed. What somebody confirmed stays theirs as
    long as the unit stays the same; another unit is confirmed by whoever ticks it now.
    """
    if not form.unit_confirmed:
        return {"unit_confirmed_by": "", "unit_confirmed_at": None}
    if before is not None and before.unit_confirmed and not unit_changed(form, before):
        return {
            "unit_confirmed_by": before.unit_confirmed_by,
            "unit_confirmed_at": before.unit_confirmed_at,
        }
    return {"unit_confirmed_by": person, "unit_confirmed_at": now}
