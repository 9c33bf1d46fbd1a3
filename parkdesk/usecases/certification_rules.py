"""Reference data of certificates: their kinds, and the rules of appraisals."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from parkdesk.domain.appraisals import AppraisalRule, Method
from parkdesk.domain.certification_forms import CertificationRules, ModelView
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.tables.certifications import (
    AppraisalRuleRecord,
    CertificationTypeRecord,
    ModelViewRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = ["CertificationRules", "certification_rules"]


@query(Permission.CERTIFICATION_READ)
def certification_rules(work: Work) -> CertificationRules:
    """Return the kinds and rules that the certificate form needs to compute as the person types.

    Retired kinds are among them: certificates of theirs are still read and corrected.
    """
    types = work.session.scalars(
        select(CertificationTypeRecord).order_by(CertificationTypeRecord.id)
    )
    rules = work.session.scalars(select(AppraisalRuleRecord).order_by(AppraisalRuleRecord.id))
    views = work.session.scalars(select(ModelViewRecord).order_by(ModelViewRecord.id))
    return CertificationRules(
        tuple(kind_in_effect(one, work.today) for one in types),
        tuple(rule_in_effect(one) for one in rules),
        tuple(map(_view, views)),
    )


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


def _view(record: ModelViewRecord) -> ModelView:
    return ModelView(
        record.model,
        record.view,
        record.name_zh,
        record.name_en,
        record.source,
        Mark(record.certainty),
        record.source_zh,
    )
