"""Reference data of certificates: their kinds, and the rules of appraisals."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.appraisals import AppraisalRule, Method
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


@dataclass(frozen=True, slots=True)
class CertificationRules:
    """Every kind on offer and every rule of appraisals, in the order of the reference data."""

    types: tuple[CertificationType, ...]
    appraisals: tuple[AppraisalRule, ...]

    def type_of(self, code: str) -> CertificationType | None:
        """Return the kind with this code."""
        return next((kind for kind in self.types if kind.code == code), None)

    def models_of(self, type_code: str) -> tuple[str, ...]:
        """Return the model versions of a kind that is appraised; empty for one that is not."""
        found = (rule.model for rule in self.appraisals if rule.type_code == type_code)
        return tuple(dict.fromkeys(found))

    def methods_of(self, model: str) -> tuple[Method, ...]:
        """Return the appraisal methods of a model version."""
        return tuple(rule.method for rule in self.appraisals if rule.model == model)

    def rule_of(self, model: str, method: str) -> AppraisalRule | None:
        """Return what a method gives under a model version; None where it has no such method."""
        fits = (one for one in self.appraisals if one.model == model and one.method == method)
        return next(fits, None)


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
