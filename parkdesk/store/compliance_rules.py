"""The catalogue of compliance rules, as it is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.compliance_rules import (
    ComplianceRule,
    Concerned,
    Measure,
    Parameter,
    ParameterName,
    RuleArea,
    RuleBook,
    RuleCode,
)
from parkdesk.domain.programmes import Mark
from parkdesk.domain.severity import Level
from parkdesk.store.tables.compliance_rules import (
    AttestationMeasureRecord,
    ComplianceParameterRecord,
    ComplianceRuleRecord,
)


def rule_book(session: Session) -> RuleBook:
    """Return all rules in the order of the catalogue, with every figure and measure."""
    rule, parameter, measure = (
        ComplianceRuleRecord,
        ComplianceParameterRecord,
        AttestationMeasureRecord,
    )
    rules = session.scalars(select(rule).order_by(rule.position, rule.id))
    parameters = session.scalars(select(parameter).order_by(parameter.from_on, parameter.id))
    measures = session.scalars(select(measure).order_by(measure.position, measure.id))
    return RuleBook(
        {RuleCode(one.code): _rule(one) for one in rules},
        tuple(_parameter(one) for one in parameters),
        tuple(_measure(one) for one in measures),
    )


def _rule(one: ComplianceRuleRecord) -> ComplianceRule:
    return ComplianceRule(
        RuleCode(one.code),
        RuleArea(one.area),
        Level(one.severity),
        Concerned(one.concerns),
        one.sentence_zh,
        one.sentence_en,
        one.source_zh,
        one.source,
        Mark(one.certainty),
        one.valid_from,
        one.valid_to,
    )


def _parameter(one: ComplianceParameterRecord) -> Parameter:
    return Parameter(
        RuleCode(one.rule_code),
        ParameterName(one.name),
        one.from_on,
        one.value,
        one.source,
        Mark(one.certainty),
    )


def _measure(one: AttestationMeasureRecord) -> Measure:
    return Measure(
        one.code,
        RuleCode(one.rule_code),
        one.name_zh,
        one.name_en,
        one.source_zh,
        one.source,
        Mark(one.certainty),
        one.valid_from,
        one.valid_to,
    )
