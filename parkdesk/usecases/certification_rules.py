"""Reference data of certificates: their kinds, and the rules of appraisals."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.appraisals import AppraisalRule, Method
from parkdesk.domain.certification_forms import CertificationRules
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.tables.certifications import AppraisalRuleRecord, CertificationTypeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

__all__ = ["CertificationRules", "certification_rules"]


@query(Permission.CERTIFICATION_READ)
def certification_rules(work: Work) -> CertificationRules:
    """Return the kinds and rules that the certificate form needs to compute as the person types."""
    types = work.session.scalars(
        select(CertificationTypeRecord)
        .where(CertificationTypeRecord.retired_on.is_(None))
        .order_by(CertificationTypeRecord.id)
    )
    rules = work.session.scalars(select(AppraisalRuleRecord).order_by(AppraisalRuleRecord.id))
    return CertificationRules(
        tuple(map(_type, types)),
        tuple(map(_rule, rules)),
    )


def _type(record: CertificationTypeRecord) -> CertificationType:
    return CertificationType(
        record.code,
        record.name_zh,
        record.name_en,
        CertificationFamily(record.family),
        record.validity_months,
        LastDay(record.last_day),
        Surveillance(record.surveillance),
        record.lead_days,
        record.top_level,
        record.source,
        Mark(record.certainty),
    )


def _rule(record: AppraisalRuleRecord) -> AppraisalRule:
    return AppraisalRule(
        record.type_code,
        record.model,
        Method(record.method),
        record.gives_level,
        record.validity_months,
        record.at_most,
        record.in_a_row,
        record.holds_at_least_until,
        record.accepted_from,
        record.accepted_until,
        record.source,
        Mark(record.certainty),
    )
