"""Findings by the day on which they are to be answered: what the year counts, and a day's list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingFact, FindingState
from parkdesk.domain.reminders import SAID_ALREADY
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.signals import facts_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord


def waiting_findings(
    today: dt.date, first: dt.date, last: dt.date, text: str, enterprise_id: int | None
) -> list[ColumnElement[bool]]:
    """Return the SQL of "waits for an answer, by one of these days": as the reminders have it."""
    record = FindingRecord
    where = [
        record.state == FindingState.OPEN.value,
        record.due_on.between(first, last),
        record.waived_until < today,
        record.rule_code.not_in(sorted(SAID_ALREADY)),
    ]
    if text.strip():
        where.append(record.enterprise_id.in_(ids_called(text.strip())))
    if enterprise_id is not None:
        where.append(record.enterprise_id == enterprise_id)
    return where


def findings_by_day(session: Session, where: list[ColumnElement[bool]]) -> dict[dt.date, int]:
    """Return how many findings are to be answered by each day on which any are."""
    record = FindingRecord
    counted = select(record.due_on, func.count()).where(*where).group_by(record.due_on)
    return {day: int(count) for day, count in session.execute(counted)}


def findings_of_day(
    session: Session, where: list[ColumnElement[bool]]
) -> Iterator[tuple[int, int, str, RuleCode, dict[str, FindingFact]]]:
    """Yield number, enterprise, its name, rule and facts of each finding, by enterprise."""
    record = FindingRecord
    found = session.execute(
        select(
            record.id, record.enterprise_id, EnterpriseRecord.name, record.rule_code, record.facts
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(*where)
        .order_by(record.enterprise_sort_key, record.id)
    )
    for id_, enterprise_id, called, rule, facts in found:
        yield id_, enterprise_id, called, RuleCode(rule), facts_of(facts)
