"""Acting on reminders: put off, note a talk, settle, reopen, assign; lead times and rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, StaleRecord, WrongState
from parkdesk.domain.findings import FindingState
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.reminders import (
    Reminder,
    ReminderAct,
    ReminderKind,
    ReminderRule,
    lead_problem,
    rule_problems,
    snooze_problem,
)
from parkdesk.store.certification_days import refresh_days
from parkdesk.store.reminder_rows import rules_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.store.tables.reminders import (
    ReminderNoteRecord,
    ReminderOwnerRecord,
    ReminderRuleRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command, query

NOTE_LONGEST = 500
"""Characters of a reason or an answer."""


@dataclass(frozen=True, slots=True)
class ContactNote:
    """A talk with an enterprise: on which day, with whom, what they said."""

    contacted_on: dt.date | None
    person: str
    answer: str
    settles: bool = False
    """Nothing more is to be done: they let it lapse, or it is in hand elsewhere."""


@command(Permission.CERTIFICATION_EDIT)
def snooze_reminders(
    work: Work, reminders: Sequence[Reminder], until_on: dt.date | None, reason: str
) -> None:
    """Put reminders off until a day, with the reason; never past the day they are about."""
    problem = snooze_problem(reminders, until_on, work.today)
    problems = {"until_on": problem} if problem else {}
    problems |= _words_problem("reason", reason)
    _refuse(problems, due_on=min((one.due_on for one in reminders), default=None))
    for one in reminders:
        _write(work, one, ReminderAct.SNOOZED, reason, until_on=until_on)


@command(Permission.CERTIFICATION_EDIT)
def note_contact(work: Work, reminders: Sequence[Reminder], note: ContactNote) -> None:
    """Note a talk with the enterprise about these reminders.

    A finding takes an answer instead, which says what became of it: `answer_findings`.
    """
    if any(one.kind is ReminderKind.FINDING for one in reminders):
        raise WrongState(action="note_contact")
    problems = _words_problem("answer", note.answer)
    if note.contacted_on is None:
        problems["contacted_on"] = "required"
    elif note.contacted_on > work.today:
        problems["contacted_on"] = "in-the-future"
    if not note.person.strip():
        problems["person"] = "required"
    _refuse(problems)
    act = ReminderAct.SETTLED if note.settles else ReminderAct.CONTACTED
    for one in reminders:
        _write(
            work,
            one,
            act,
            note.answer,
            contacted_on=note.contacted_on,
            person=note.person.strip(),
        )


@command(Permission.CERTIFICATION_EDIT)
def reopen_reminders(work: Work, reminders: Sequence[Reminder], reason: str) -> None:
    """Bring back what was put off or settled: it counts as if nobody had acted."""
    _refuse(_words_problem("reason", reason))
    for one in reminders:
        _write(work, one, ReminderAct.REOPENED, reason)


@command(Permission.CERTIFICATION_EDIT)
def assign_reminders(work: Work, enterprise_id: int, account_id: int | None) -> None:
    """Say who looks after an enterprise's reminders; None: nobody in particular."""
    work.get(EnterpriseRecord, enterprise_id)
    present = work.session.scalar(
        select(ReminderOwnerRecord).where(ReminderOwnerRecord.enterprise_id == enterprise_id)
    )
    if account_id is None:
        if present is not None:
            work.session.delete(present)
        return
    account = work.session.get(AccountRecord, account_id)
    if account is None or not account.active:
        raise InvalidInput({"account_id": "unknown"})
    if present is None:
        present = ReminderOwnerRecord(enterprise_id=enterprise_id)
        work.session.add(present)
    present.account_id = account_id
    present.assigned_at = work.now
    present.assigned_by = work.actor.name


@command(Permission.CERTIFICATION_EDIT)
def set_lead_time(work: Work, certification_id: int, version: int, days: int | None) -> None:
    """Give one certificate a lead time of its own, in days; None: that of its kind again."""
    record = work.get(CertificationRecord, certification_id, version=version)
    problem = lead_problem(days)
    if problem:
        raise InvalidInput({"lead_days_own": problem})
    if record.expires_on is None:
        raise WrongState(action="set_lead_time")
    record.lead_days_own = days
    refresh_days(
        record, next(one for one in certification_rules(work).types if one.code == record.type_code)
    )


@query(Permission.CERTIFICATION_READ)
def reminder_rules(work: Work) -> tuple[ReminderRule, ...]:
    """Return every rule, of each kind the newest first."""
    rules = sorted(rules_of(work.session), key=lambda one: one.from_on, reverse=True)
    return tuple(sorted(rules, key=lambda one: list(ReminderKind).index(one.kind)))


@command(Permission.PARK_EDIT)
def set_reminder_rule(work: Work, rule: ReminderRule) -> None:
    """Put a rule of the park's own into force from a day on; the ones before stay in the list.

    A second rule of the same kind from the same day replaces the first.
    """
    _refuse(rule_problems(rule, work.today))
    code = f"park-{rule.kind.value}-{rule.from_on.isoformat()}"
    found = work.session.scalar(select(ReminderRuleRecord).where(ReminderRuleRecord.code == code))
    if found is None:
        found = ReminderRuleRecord(code=code, kind=rule.kind.value, from_on=rule.from_on)
        work.session.add(found)
    found.lead_days = rule.lead_days
    found.urgent_days = rule.urgent_days
    found.always_days = rule.always_days
    found.role_code = rule.role
    found.source = rule.source.strip()
    found.certainty = Mark.DOCUMENT.value


def _write(
    work: Work,
    reminder: Reminder,
    act: ReminderAct,
    words: str,
    *,
    until_on: dt.date | None = None,
    contacted_on: dt.date | None = None,
    person: str = "",
) -> None:
    enterprise_id = _require_current(work, reminder)
    table = ReminderNoteRecord
    before = work.session.scalar(
        select(table).where(
            table.kind == reminder.kind.value,
            table.subject_id == reminder.subject_id,
            table.due_on == reminder.due_on,
            table.newest.is_(True),
        )
    )
    if before is not None:
        before.newest = None
        work.session.flush()  # the new one takes its place under the unique constraint
    work.add(
        table(
            kind=reminder.kind.value,
            subject_id=reminder.subject_id,
            due_on=reminder.due_on,
            enterprise_id=enterprise_id,
            act=act.value,
            until_on=until_on,
            contacted_on=contacted_on,
            person=person,
            words=words.strip(),
            noted_at=work.now,
            noted_by_id=work.actor.id,
            noted_by=work.actor.name,
            newest=True,
        )
    )


def _require_current(work: Work, reminder: Reminder) -> int:
    """Return whose it is; refuse a day that is no longer the one: somebody edited it meanwhile."""
    if reminder.kind is ReminderKind.FINDING:
        return _require_standing(work, reminder)
    certificate = work.get(CertificationRecord, reminder.subject_id)
    day = (
        certificate.expires_key
        if reminder.kind is ReminderKind.EXPIRY
        else certificate.surveillance_key
    )
    if day != reminder.due_on:
        raise StaleRecord(table=CertificationRecord.__tablename__, id=certificate.id)
    return certificate.enterprise_id


def _require_standing(work: Work, reminder: Reminder) -> int:
    work.actor.require(Permission.COMPLIANCE_EDIT)
    finding = work.get(FindingRecord, reminder.subject_id)
    if finding.due_on != reminder.due_on or finding.state != FindingState.OPEN.value:
        raise StaleRecord(table=FindingRecord.__tablename__, id=finding.id)
    return finding.enterprise_id


def _words_problem(name: str, words: str) -> dict[str, str]:
    if not words.strip():
        return {name: "required"}
    return {name: "too-long"} if len(words.strip()) > NOTE_LONGEST else {}


def _refuse(problems: dict[str, str], **facts: object) -> None:
    if problems:
        raise InvalidInput(problems, **facts)
