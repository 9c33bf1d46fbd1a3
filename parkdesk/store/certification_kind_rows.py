"""Kinds of certificate and appraisal rules as they hold in this park, read from their records."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.appraisals import AppraisalRule, Method
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
)
from parkdesk.domain.programmes import Mark
from parkdesk.store.tables.certifications import AppraisalRuleRecord, CertificationTypeRecord


def months_in_effect(record: CertificationTypeRecord | AppraisalRuleRecord) -> int | None:
    """Return the months that hold: the park's own reading where there is one; None: no expiry."""
    if record.park_validity_months is None:
        return record.validity_months
    return record.park_validity_months or None


def source_in_effect(record: CertificationTypeRecord | AppraisalRuleRecord) -> tuple[str, Mark]:
    """Return where the months were read: what the park read in a document is confirmed."""
    if record.park_validity_months is None:
        return record.source, Mark(record.certainty)
    return record.park_source, Mark.DOCUMENT


def _chinese(record: CertificationTypeRecord | AppraisalRuleRecord) -> str:
    return record.source_zh if record.park_validity_months is None else record.park_source


def kind_in_effect(record: CertificationTypeRecord, day: dt.date) -> CertificationType:
    """Return a kind as it holds in this park."""
    source, certainty = source_in_effect(record)
    return CertificationType(
        record.code,
        record.name_zh,
        record.name_en,
        CertificationFamily(record.family),
        months_in_effect(record),
        LastDay(record.last_day),
        Surveillance(record.surveillance),
        record.lead_days if record.park_lead_days is None else record.park_lead_days,
        record.top_level,
        source,
        certainty,
        record.retired_on is not None and record.retired_on <= day,
        _chinese(record),
    )


def rule_in_effect(record: AppraisalRuleRecord) -> AppraisalRule:
    """Return an appraisal rule as it holds in this park."""
    source, certainty = source_in_effect(record)
    return AppraisalRule(
        record.type_code,
        record.model,
        Method(record.method),
        record.gives_level,
        months_in_effect(record),
        record.at_most,
        record.in_a_row,
        record.holds_at_least_until,
        record.accepted_from,
        record.accepted_until,
        source,
        certainty,
        _chinese(record),
    )
