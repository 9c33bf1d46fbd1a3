"""The findings of a quarter as they stood when it ended, for its summary: six statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.findings import (
    NEVER,
    FindingAct,
    FindingStanding,
    QuarterMark,
    quarter_mark,
)
from parkdesk.domain.programmes import Mark
from parkdesk.domain.severity import Level
from parkdesk.domain.summary_findings import (
    FindingLine,
    FindingRule,
    Leave,
    QuarterFindings,
    Step,
    Stood,
    as_it_stood,
    kept_facts,
    ordered_lines,
)
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.signals import facts_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import (
    FindingRecord,
    FindingRunRecord,
    FindingStepRecord,
    FindingWaiverRecord,
)

_Row: TypeAlias = Any
"""A row of the columns that a line is made of."""
_LEVELS = tuple(Level)
_SURE = frozenset({Mark.DOCUMENT, Mark.REPORT})


def quarter_findings(session: Session, quarter: Quarter, today: dt.date) -> QuarterFindings:
    """Return the findings that were in a quarter; of one that runs, as they stand today."""
    as_at, book = min(quarter.last, today), rule_book(session)
    record = FindingRecord
    past = _Past(session, quarter, as_at, book)
    # Columns alone: of a hundred thousand findings no objects are made, and no facts but these.
    rows = session.execute(
        select(
            record.id,
            record.rank,
            record.rule_code,
            record.facts,
            record.since_on,
            record.found_on,
            record.due_on,
            record.ended_on,
            record.ending,
            record.follows_id,
            EnterpriseRecord.name,
        )
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(*_in_quarter(quarter, as_at))
    )
    since = select(func.count()).where(record.found_on > as_at, record.ended_key == NEVER)
    return QuarterFindings(
        as_at,
        session.scalar(select(func.min(record.found_on))),
        session.scalar(select(FindingRunRecord.day)),
        ordered_lines(_line(one, quarter, past) for one in rows),
        session.scalar(since) or 0,
        tuple(_rules(book, as_at)),
    )


def _in_quarter(quarter: Quarter, as_at: dt.date) -> tuple[ColumnElement[bool], ...]:
    record = FindingRecord
    return record.found_on <= as_at, record.ended_key >= quarter.first


class _Past:
    """What was done about the findings of a quarter, to tell how each stood on a day."""

    def __init__(self, session: Session, quarter: Quarter, as_at: dt.date, book: RuleBook) -> None:
        self._as_at = as_at
        self._book = book
        self._steps = _steps(session, quarter, as_at)
        self._leave = _leave(session)
        record = FindingRecord
        followers = select(record.id, record.follows_id).where(record.follows_id.is_not(None))
        self._before: dict[int, int] = {
            id_: before
            for id_, before in session.execute(followers)
            if before is not None
        }  # fmt: skip

    def stood(self, one: _Row) -> Stood:
        """Return how a finding that stood on the day stood then."""
        steps = self._steps.get(one.id, [])
        moved = any(step.act is FindingAct.DUE_MOVED for step in steps)
        days = self._book.figure(RuleCode(one.rule_code), ParameterName.ANSWER_DAYS, one.found_on)
        first = one.found_on + dt.timedelta(days=days) if moved else one.due_on
        inherited = list(self._inherited(one))
        return as_it_stood(self._as_at, steps, first, self._leave.get(one.id, []), inherited)

    def _inherited(self, one: _Row) -> Iterator[Leave]:
        before = self._before.get(one.id)
        while before is not None:
            for leave in self._leave.get(before, []):
                if leave.holds_on(one.found_on):
                    yield leave
            before = self._before.get(before)


def _steps(session: Session, quarter: Quarter, as_at: dt.date) -> Mapping[int, list[Step]]:
    step = FindingStepRecord
    rows = session.execute(
        select(step.finding_id, step.act, step.at, step.words, step.day)
        .join(FindingRecord, FindingRecord.id == step.finding_id)
        .where(*_in_quarter(quarter, as_at))
        .order_by(step.id)
    )
    found: defaultdict[int, list[Step]] = defaultdict(list)
    for id_, act, at, words, day in rows:
        found[id_].append(Step(FindingAct(act), day_in_china(at), words, day))
    return found


def _leave(session: Session) -> Mapping[int, list[Leave]]:
    waiver = FindingWaiverRecord
    rows = session.execute(
        select(waiver.finding_id, waiver.from_on, waiver.until_on, waiver.revoked_on).order_by(
            waiver.id
        )
    )
    found: defaultdict[int, list[Leave]] = defaultdict(list)
    for id_, from_on, until_on, revoked_on in rows:
        found[id_].append(Leave(from_on, until_on, revoked_on))
    return found


def _line(one: _Row, quarter: Quarter, past: _Past) -> FindingLine:
    mark = (
        quarter_mark(one.found_on, one.ended_on, quarter, came_back=one.follows_id is not None)
        or QuarterMark.NEW
    )
    stood = past.stood(one)
    closed = mark is QuarterMark.CLOSED
    return FindingLine(
        finding_id=one.id,
        level=_LEVELS[one.rank],
        rule=RuleCode(one.rule_code),
        enterprise=one.name,
        facts=kept_facts(facts_of(one.facts)),
        since_on=one.since_on,
        found_on=one.found_on,
        due_on=stood.due_on,
        owner=stood.owner,
        standing=FindingStanding.ENDED if closed else stood.standing,
        mark=mark,
        waived_until=None if closed else stood.waived_until,
        ended_on=one.ended_on,
        ending=kept_facts(facts_of(one.ending)) if one.ending else (),
    )


def _rules(book: RuleBook, day: dt.date) -> Iterator[FindingRule]:
    """Yield the rules that were asked on a day, in the order of the catalogue."""
    for one in book.rules.values():
        if one.holds_on(day):
            yield FindingRule(
                one.code,
                one.level,
                one.sentence_zh,
                one.sentence_en,
                one.source_zh,
                one.source,
                one.mark in _SURE,
                book.figure(one.code, ParameterName.ANSWER_DAYS, day),
            )
