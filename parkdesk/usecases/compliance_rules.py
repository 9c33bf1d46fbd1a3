"""The catalogue of compliance rules (合规规则), and the park's own figures from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select

from parkdesk.domain.compliance_rules import (
    ComplianceRule,
    Measure,
    Parameter,
    ParameterName,
    RuleCode,
    parameter_on,
    parameter_problems,
)
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.findings import NEVER
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.tables.compliance_rules import ComplianceParameterRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with the figures in force, those to come, and how much is found by it."""

    rule: ComplianceRule
    in_force: tuple[Parameter, ...]
    history: tuple[Parameter, ...]
    """Every figure of it, the newest first."""
    measures: tuple[Measure, ...]
    found: int
    """Findings that have not ended."""
    ended: int


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """A figure of a rule that somebody wants to put into force from a day on."""

    rule: RuleCode
    name: ParameterName
    from_on: dt.date | None
    value: int | None
    source: str


@query(Permission.COMPLIANCE_READ)
def compliance_catalogue(work: Work) -> tuple[RuleLine, ...]:
    """Return every rule in the order of the catalogue."""
    book = rule_book(work.session)
    record = FindingRecord
    stands = func.sum(case((record.ended_key == NEVER, 1), else_=0))
    counts = {
        code: (int(standing), int(every) - int(standing))
        for code, standing, every in work.session.execute(
            select(record.rule_code, stands, func.count()).group_by(record.rule_code)
        )
    }
    lines = []
    for code, rule in book.rules.items():
        own = [one for one in book.parameters if one.rule is code]
        names = [name for name in ParameterName if any(one.name is name for one in own)]
        lines.append(
            RuleLine(
                rule,
                tuple(parameter_on(own, code, name, work.today) for name in names),
                tuple(sorted(own, key=lambda one: one.from_on, reverse=True)),
                tuple(one for one in book.measures if one.rule is code),
                *counts.get(code.value, (0, 0)),
            )
        )
    return tuple(lines)


@command(Permission.COMPLIANCE_DECIDE)
def set_rule_figure(work: Work, form: RuleFigure) -> None:
    """Put a figure of the park's own into force from a day on; the ones before stay in the list.

    A second one of the same rule and name from the same day replaces the first.
    """
    problems = parameter_problems(form.name, form.from_on, form.value, form.source, work.today)
    if form.from_on is None or form.value is None or problems:
        raise InvalidInput(problems)
    table = ComplianceParameterRecord
    own = (table.rule_code == form.rule.value, table.name == form.name.value)
    if work.session.scalar(select(table.id).where(*own).limit(1)) is None:
        raise InvalidInput({"name": "rule-has-no-such-figure"})
    code = f"park-{form.rule.value}:{form.name.value}:{form.from_on.isoformat()}"
    found = work.session.scalar(select(table).where(table.code == code))
    if found is None:
        found = table(
            code=code, rule_code=form.rule.value, name=form.name.value, from_on=form.from_on
        )
        work.session.add(found)
    found.value = form.value
    found.source = form.source.strip()
    found.certainty = Mark.DOCUMENT.value
