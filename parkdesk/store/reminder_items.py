"""Reminders that a filter lets through: as a query to group, and as what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, select

from parkdesk.domain.reminders import (
    NOBODY,
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
from parkdesk.store.reminder_rows import Reach, due_items, enterprise_matches, rules_of
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.reminders import ReminderNoteRecord, ReminderOwnerRecord
from parkdesk.store.work import Work


def reminder_items(
    work: Work, criteria: ReminderFilter, enterprise_ids: Sequence[int] | None = None
) -> list[DueItem]:
    """Return the reminders that a filter lets through, of these enterprises alone, in no order."""
    found = wanted_reminders(work, criteria, enterprise_ids)
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
    rules = rules_of(work.session)
    in_force = {kind: rule_on(rules, kind, work.today) for kind in ReminderKind}
    return [_item(row, in_force, work.today) for row in rows]


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
    until = criteria.within_days
    reach = Reach(
        None if until is None else work.today + dt.timedelta(days=until),
        whole_past=criteria.whole_past,
    )
    where = _where(criteria)
    if enterprise_ids is not None:
        where.append(CertificationRecord.enterprise_id.in_(enterprise_ids))
    rules = rules_of(work.session)
    found = due_items(rules, work.today, reach, criteria.kind, where).subquery("due")
    if not criteria.states:
        return found
    ranks = [PRESSING.index(state) for state in criteria.states]
    return select(found).where(found.c.rank.in_(ranks)).subquery("wanted")


def _where(criteria: ReminderFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.text.strip():
        where.append(enterprise_matches(criteria.text.strip()))
    if criteria.enterprise_id is not None:
        where.append(CertificationRecord.enterprise_id == criteria.enterprise_id)
    owner = ReminderOwnerRecord
    if criteria.owner_id == NOBODY:
        where.append(CertificationRecord.enterprise_id.not_in(select(owner.enterprise_id)))
    elif criteria.owner_id is not None:
        theirs = select(owner.enterprise_id).where(owner.account_id == criteria.owner_id)
        where.append(CertificationRecord.enterprise_id.in_(theirs))
    return where
