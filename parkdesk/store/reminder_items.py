"""Reminders that a filter lets through: as a query to group, and as what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, or_, select

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.identity import Permission
from parkdesk.domain.reminders import (
    NOBODY,
    OF_CERTIFICATES,
    PRESSING,
    DueItem,
    LastWord,
    Reminder,
    ReminderAct,
    ReminderFilter,
    ReminderKind,
    ReminderRule,
    rule_on,
    state_on,
)
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.reminder_rows import Reach, due_items, rules_of
from parkdesk.store.signals import facts_of
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.reminders import ReminderNoteRecord, ReminderOwnerRecord
from parkdesk.store.work import Work


def reminder_items(
    work: Work, criteria: ReminderFilter, enterprise_ids: Sequence[int] | None = None
) -> list[DueItem]:
    """Return the reminders that a filter lets through, of these enterprises alone, in no order."""
    rules = rules_of(work.session)
    in_force = {kind: rule_on(rules, kind, work.today) for kind in ReminderKind}
    kinds = kinds_of(work, criteria)
    found = []
    if not OF_CERTIFICATES.isdisjoint(kinds):
        found += _certificates(work, criteria, enterprise_ids, in_force)
    if ReminderKind.FINDING in kinds:
        found += _findings(work, criteria, enterprise_ids, in_force[ReminderKind.FINDING])
    return found


def _certificates(
    work: Work,
    criteria: ReminderFilter,
    enterprise_ids: Sequence[int] | None,
    in_force: Mapping[ReminderKind, ReminderRule],
) -> list[DueItem]:
    kinds = [one for one in kinds_of(work, criteria) if one in OF_CERTIFICATES]
    found = _wanted(work, criteria, enterprise_ids, kinds)
    certificate, kind, note = CertificationRecord, CertificationTypeRecord, ReminderNoteRecord
    rows = work.session.execute(
        select(
            found.c.kind,
            found.c.due_on,
            found.c.remind_key,
            certificate,
            EnterpriseRecord.name,
            kind.name_zh,
            kind.name_en,
            note.act,
            note.until_on,
        )
        .join(certificate, certificate.id == found.c.subject_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == found.c.enterprise_id)
        .join(kind, kind.code == certificate.type_code)
        .outerjoin(
            note,
            (note.kind == found.c.kind)
            & (note.subject_id == found.c.subject_id)
            & (note.due_on == found.c.due_on)
            & note.newest.is_(True),
        )
    )
    return [_item(row, in_force, work.today) for row in rows]


def _findings(
    work: Work,
    criteria: ReminderFilter,
    enterprise_ids: Sequence[int] | None,
    rule: ReminderRule,
) -> list[DueItem]:
    found = _wanted(work, criteria, enterprise_ids, [ReminderKind.FINDING])
    finding, note = FindingRecord, ReminderNoteRecord
    rows = work.session.execute(
        select(
            finding.id,
            finding.version,
            finding.rule_code,
            finding.facts,
            finding.due_on,
            finding.enterprise_id,
            finding.owner_name,
            EnterpriseRecord.name,
            note.act,
            note.until_on,
        )
        .join(found, found.c.subject_id == finding.id)
        .join(EnterpriseRecord, EnterpriseRecord.id == finding.enterprise_id)
        .outerjoin(
            note,
            (note.kind == ReminderKind.FINDING.value)
            & (note.subject_id == finding.id)
            & (note.due_on == finding.due_on)
            & note.newest.is_(True),
        )
    )
    return [_finding_item(row, rule, work.today) for row in rows]


def _finding_item(row: Any, rule: ReminderRule, today: dt.date) -> DueItem:  # noqa: ANN401 (SQLAlchemy's row)
    first = row.due_on - dt.timedelta(days=rule.lead_days)
    reminder = Reminder(ReminderKind.FINDING, row.id, row.due_on, first)
    word = None if row.act is None else LastWord(ReminderAct(row.act), row.until_on)
    return DueItem(
        reminder,
        state_on(reminder, word, rule, today),
        (row.due_on - today).days,
        row.enterprise_id,
        row.name,
        type_zh="",
        type_en="",
        type_code="",
        level=None,
        model="",
        number=row.rule_code,
        version=row.version,
        lead_days=rule.lead_days,
        lead_days_own=None,
        word=word,
        rule=RuleCode(row.rule_code),
        facts=facts_of(row.facts),
        owner=row.owner_name,
    )


def _item(row: Any, rules: Mapping[ReminderKind, ReminderRule], today: dt.date) -> DueItem:  # noqa: ANN401 (SQLAlchemy's row)
    what, due, first, record, enterprise, zh, en, act, until = row
    kind = ReminderKind(what)
    if kind is ReminderKind.SURVEILLANCE:
        first = due - dt.timedelta(days=rules[kind].lead_days)
    reminder = Reminder(kind, record.id, due, first)
    word = None if act is None else LastWord(ReminderAct(act), until)
    return DueItem(
        reminder,
        state_on(reminder, word, rules[kind], today),
        (due - today).days,
        record.enterprise_id,
        enterprise,
        zh,
        en,
        record.type_code,
        record.level,
        record.model,
        record.number,
        record.version,
        (due - first).days,
        record.lead_days_own,
        word,
    )


def wanted_reminders(
    work: Work, criteria: ReminderFilter, enterprise_ids: Sequence[int] | None = None
) -> Subquery:
    """Return the query of the reminders that a filter lets through, for counts and groups."""
    return _wanted(work, criteria, enterprise_ids, kinds_of(work, criteria))


def kinds_of(work: Work, criteria: ReminderFilter) -> list[ReminderKind]:
    """Return the kinds that a filter means: who may read no finding is reminded of none."""
    if criteria.kind is ReminderKind.FINDING:
        work.actor.require(Permission.COMPLIANCE_READ)
    if criteria.kind is not None:
        return [criteria.kind]
    may = work.actor.may(Permission.COMPLIANCE_READ)
    return [one for one in ReminderKind if may or one in OF_CERTIFICATES]


def _wanted(
    work: Work,
    criteria: ReminderFilter,
    enterprise_ids: Sequence[int] | None,
    kinds: Sequence[ReminderKind],
) -> Subquery:
    until = criteria.within_days
    reach = Reach(
        None if until is None else work.today + dt.timedelta(days=until),
        whole_past=criteria.whole_past,
    )

    def where(kind: ReminderKind) -> list[ColumnElement[bool]]:
        table = FindingRecord if kind is ReminderKind.FINDING else CertificationRecord
        found = _where(criteria, table)
        if enterprise_ids is not None:
            found.append(table.enterprise_id.in_(enterprise_ids))
        return found

    rules = rules_of(work.session)
    found = due_items(rules, work.today, reach, kinds, where).subquery("due")
    if not criteria.states:
        return found
    ranks = [PRESSING.index(state) for state in criteria.states]
    return select(found).where(found.c.rank.in_(ranks)).subquery("wanted")


def _where(
    criteria: ReminderFilter, table: type[CertificationRecord | FindingRecord]
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.text.strip():
        where.append(table.enterprise_id.in_(ids_called(criteria.text.strip())))
    if criteria.enterprise_id is not None:
        where.append(table.enterprise_id == criteria.enterprise_id)
    if criteria.owner_id is not None:
        where.append(_owned(criteria.owner_id, table))
    return where


def _owned(owner_id: int, table: type[CertificationRecord | FindingRecord]) -> ColumnElement[bool]:
    """Return the SQL of "this person looks after it": a finding's own owner goes before."""
    owner = ReminderOwnerRecord
    if owner_id == NOBODY:
        through = table.enterprise_id.not_in(select(owner.enterprise_id))
    else:
        theirs = select(owner.enterprise_id).where(owner.account_id == owner_id)
        through = table.enterprise_id.in_(theirs)
    if table is not FindingRecord:
        return through
    own = FindingRecord.owner_id
    nobodys = own.is_(None) & through
    return nobodys if owner_id == NOBODY else or_(own == owner_id, nobodys)
