"""Reading findings (合规发现): the office's worklist, one finding with its past, the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import (
    NEVER,
    NO_WAIVER,
    NOBODY,
    TO_ANSWER,
    Ending,
    FindingAct,
    FindingAnswer,
    FindingFact,
    FindingStanding,
    FindingState,
    QuarterMark,
    quarters_of,
    standing_on,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.severity import Level
from parkdesk.store.finding_choices import answering_accounts
from parkdesk.store.lists import fetch_window
from parkdesk.store.signals import facts_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import (
    FindingRecord,
    FindingStepRecord,
    FindingWaiverRecord,
)
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the worklist shows; None and empty mean all."""

    text: str = ""
    """Part of the enterprise's name, its pinyin initials or code."""
    rule: RuleCode | None = None
    level: Level | None = None
    standings: frozenset[FindingStanding] = frozenset()
    owner_id: int | None = None
    """Looked after by this account; `NOBODY`: by none."""
    enterprise_id: int | None = None
    quarter: Quarter | None = None
    mark: QuarterMark | None = None
    """Only what was this in the quarter; without a quarter it says nothing."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as it stands today."""

    id: int
    version: int
    rule: RuleCode
    level: Level
    enterprise_id: int
    enterprise: str
    subject: str
    page: str
    record_id: int
    facts: Mapping[str, FindingFact]
    standing: FindingStanding
    since_on: dt.date
    found_on: dt.date
    due_on: dt.date
    owner_id: int | None
    owner: str
    answer: FindingAnswer | None
    words: str
    answered_on: dt.date | None
    answered_by: str
    paper_id: int | None
    waived_until: dt.date | None
    ended_on: dt.date | None
    ending: Ending | None
    came_back: bool


@dataclass(frozen=True, slots=True)
class FindingStep:
    """One step in the life of a finding."""

    act: FindingAct
    at: dt.datetime
    by: str
    words: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class FindingWaiver:
    """Leave for a finding to stand: by whom, until when, why."""

    id: int
    version: int
    from_on: dt.date
    until_on: dt.date
    reason: str
    by: str
    revoked_on: dt.date | None
    revoked_by: str
    revoked_reason: str


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """A finding with all that was said to it, and the quarters it was in."""

    row: FindingRow
    file_name: str
    """Of the paper that the answer rests on; empty: none."""
    steps: tuple[FindingStep, ...]
    waivers: tuple[FindingWaiver, ...]
    quarters: tuple[tuple[Quarter, QuarterMark], ...]


SORTS = {
    "due": FindingRecord.due_on,
    "enterprise": FindingRecord.enterprise_sort_key,
    "found": FindingRecord.found_on,
    "level": FindingRecord.rank,
    "rule": FindingRecord.rule_code,
}
"""What the worklist can be ordered by; each is NOT NULL and indexed with the id."""


@query(Permission.COMPLIANCE_READ)
def list_findings(
    work: Work, criteria: FindingFilter, sort: Sort, offset: int, limit: int
) -> Window[FindingRow]:
    """Return the findings in view of the worklist."""
    return fetch_window(
        work.session,
        FindingRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.COMPLIANCE_READ)
def finding_detail(work: Work, finding_id: int) -> FindingDetail:
    """Return one finding with its past."""
    record = work.get(FindingRecord, finding_id)
    row = _rows(work, [finding_id])[finding_id]
    step, waiver = FindingStepRecord, FindingWaiverRecord
    steps = work.session.scalars(
        select(step).where(step.finding_id == finding_id).order_by(step.id.desc())
    )
    waivers = work.session.scalars(
        select(waiver).where(waiver.finding_id == finding_id).order_by(waiver.id.desc())
    )
    paper = None if record.paper_id is None else work.get(PaperRecord, record.paper_id)
    marks = quarters_of(row.found_on, row.ended_on, work.today, came_back=row.came_back)
    return FindingDetail(
        row,
        "" if paper is None else paper.file_name,
        tuple(
            FindingStep(FindingAct(one.act), one.at, one.actor_name, one.words, one.day)
            for one in steps
        ),
        tuple(_waiver(one) for one in waivers),
        tuple(marks),
    )


@query(Permission.COMPLIANCE_READ)
def findings_of_enterprise(work: Work, enterprise_id: int) -> tuple[FindingRow, ...]:
    """Return the findings of one enterprise that have not ended, the gravest first."""
    record = FindingRecord
    ids = work.session.scalars(
        select(record.id)
        .where(record.enterprise_id == enterprise_id, record.ended_key == NEVER)
        .order_by(record.rank, record.due_on, record.id)
    ).all()
    rows = _rows(work, ids)
    return tuple(rows[id_] for id_ in ids)


@query(Permission.COMPLIANCE_READ)
def count_overdue_findings(work: Work) -> int:
    """Return how many findings should have been answered by now."""
    return _counted(work, frozenset({FindingStanding.OVERDUE}))


def _counted(work: Work, standings: frozenset[FindingStanding]) -> int:
    where = _where(FindingFilter(standings=standings), work.today)
    return work.session.scalar(select(func.count()).select_from(FindingRecord).where(*where)) or 0


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """How many findings wait for an answer, those that are overdue among them."""

    waiting: int
    overdue: int


@query(Permission.COMPLIANCE_READ)
def findings_to_answer(work: Work) -> ToAnswer:
    """Return what waits for an answer, and how much of it is overdue, as of one moment."""
    return ToAnswer(_counted(work, TO_ANSWER), count_overdue_findings(work))


@query(Permission.COMPLIANCE_READ)
def quarter_counts(work: Work, quarter: Quarter) -> Mapping[QuarterMark, int]:
    """Return how many findings were new, repeated and closed in a quarter."""
    return {
        mark: work.session.scalar(
            select(func.count())
            .select_from(FindingRecord)
            .where(*_where(FindingFilter(quarter=quarter, mark=mark), work.today))
        )
        or 0
        for mark in QuarterMark
    }


@query(Permission.COMPLIANCE_READ)
def finding_owners(work: Work) -> tuple[tuple[int, str], ...]:
    """Return the people who may be given a finding: active accounts that may answer one."""
    accounts = work.session.execute(answering_accounts().order_by(AccountRecord.id))
    return tuple((row.id, row.name) for row in accounts)


def _where(criteria: FindingFilter, today: dt.date) -> list[ColumnElement[bool]]:
    record = FindingRecord
    where: list[ColumnElement[bool]] = []
    if criteria.rule is not None:
        where.append(record.rule_code == criteria.rule.value)
    if criteria.level is not None:
        where.append(record.rank == LEVELS.index(criteria.level))
    if criteria.standings:
        where.append(or_(*(_stands(one, today) for one in sorted(criteria.standings))))
    if criteria.owner_id is not None:
        anybody, owner = criteria.owner_id != NOBODY, record.owner_id
        where.append(owner == criteria.owner_id if anybody else owner.is_(None))
    if criteria.enterprise_id is not None:
        where.append(record.enterprise_id == criteria.enterprise_id)
    if criteria.quarter is not None and criteria.mark is not None:
        where.append(_was(criteria.mark, criteria.quarter))
    text = criteria.text.strip()
    if text:
        where.append(record.enterprise_id.in_(_named(text)))
    return where


def _stands(standing: FindingStanding, today: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `standing_on`."""
    record = FindingRecord
    if standing is FindingStanding.ENDED:
        return record.ended_key != NEVER
    if standing is FindingStanding.WAIVED:
        return (record.ended_key == NEVER) & (record.waived_until >= today)
    stands = (record.ended_key == NEVER) & (record.waived_until < today)
    if standing is FindingStanding.ANSWERED:
        return stands & (record.state == FindingState.ANSWERED.value)
    waits = stands & (record.state == FindingState.OPEN.value)
    is_over = record.due_on < today
    return waits & (is_over if standing is FindingStanding.OVERDUE else ~is_over)


def _was(mark: QuarterMark, quarter: Quarter) -> ColumnElement[bool]:
    """Return the SQL of `quarter_mark`."""
    record = FindingRecord
    if mark is QuarterMark.CLOSED:
        return (record.found_on <= quarter.last) & record.ended_key.between(
            quarter.first, quarter.last
        )
    in_it = (record.found_on <= quarter.last) & (record.ended_key > quarter.last)
    repeated = (record.found_on < quarter.first) | record.follows_id.is_not(None)
    return in_it & (repeated if mark is QuarterMark.REPEATED else ~repeated)


def _named(text: str) -> Select[int]:
    record = EnterpriseRecord
    return select(record.id).where(
        or_(
            record.name.contains(text, autoescape=True),
            record.initials.startswith(text.lower(), autoescape=True),
            record.code.contains(text.upper(), autoescape=True),
        )
    )


def _rows(work: Work, ids: Sequence[int]) -> dict[int, FindingRow]:
    found = work.session.execute(
        select(FindingRecord, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == FindingRecord.enterprise_id)
        .where(FindingRecord.id.in_(ids))
    )
    return {one.id: _row(one, name, work.today) for one, name in found}


def _row(one: FindingRecord, enterprise: str, today: dt.date) -> FindingRow:
    state = FindingState(one.state)
    return FindingRow(
        one.id,
        one.version,
        RuleCode(one.rule_code),
        LEVELS[one.rank],
        one.enterprise_id,
        enterprise,
        one.subject,
        one.page,
        one.record_id,
        facts_of(one.facts),
        standing_on(state, one.due_on, one.waived_until, today),
        one.since_on,
        one.found_on,
        one.due_on,
        one.owner_id,
        one.owner_name,
        FindingAnswer(one.answer) if one.answer else None,
        one.words,
        one.answered_on,
        one.answered_by,
        one.paper_id,
        None if one.waived_until == NO_WAIVER else one.waived_until,
        one.ended_on,
        _ending(one.ending),
        one.follows_id is not None,
    )


def _ending(text: str) -> Ending | None:
    if not text:
        return None
    facts = facts_of(text)
    return Ending(str(facts.pop("")), facts)


def _waiver(one: FindingWaiverRecord) -> FindingWaiver:
    return FindingWaiver(
        one.id,
        one.version,
        one.from_on,
        one.until_on,
        one.reason,
        one.given_by_name,
        one.revoked_on,
        one.revoked_by_name,
        one.revoked_reason,
    )
