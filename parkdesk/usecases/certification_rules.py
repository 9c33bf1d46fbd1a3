"""Reference data of certificates: their kinds, and the rules of appraisals."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.certification_forms import CertificationRules, ModelView
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.certification_kind_rows import kind_in_effect, rule_in_effect
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
