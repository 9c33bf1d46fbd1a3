"""Reminders (到期提醒): what is due, how pressing it is on a day, what was done about it.

A reminder is no row: it follows from dates that stand in the registers, and its state from the day
on which one asks. So nothing is missed because a computer was off, and no timer can forget. The
sources are the last day of a certificate, the yearly check of its certifier, and the day by which a
compliance finding is to be answered; a fourth is another `ReminderKind` and another select.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from parkdesk.domain.certifications import CertificationType, surveillance_due
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingFact
from parkdesk.domain.programmes import Mark

KEPT_DAYS = 365
"""So long after its day a reminder that nobody settled stands in the list that is opened first."""
HALF_A_YEAR = dt.timedelta(days=182)


NOBODY = 0
"""As the owner of a filter: those that nobody looks after."""


class ReminderKind(StrEnum):
    """What a reminder is about."""

    EXPIRY = "expiry"
    """The last day of a certificate."""
    SURVEILLANCE = "surveillance"
    """The day by which the certifier's yearly check (监督审核) has to be passed."""
    FINDING = "finding"
    """The day by which a compliance finding (合规发现) is to be answered."""


OF_CERTIFICATES = frozenset({ReminderKind.EXPIRY, ReminderKind.SURVEILLANCE})
"""What is read from certificates."""
SAID_ALREADY = frozenset(
    {
        RuleCode.CERTIFICATE_EXPIRED,
        RuleCode.CERTIFICATE_EXPIRING,
        RuleCode.CERTIFICATE_UNCHECKED,
    }
)
"""Rules whose findings are no reminders: their certificate is one itself, of the same fact."""


class ReminderState(StrEnum):
    """How a reminder stands on a day, the least pressing first."""

    SETTLED = "settled"
    """Somebody said, with a reason, that nothing more is to be done."""
    COMING = "coming"
    """Its first day has not come."""
    SNOOZED = "snoozed"
    CONTACTED = "contacted"
    """The enterprise was spoken with; the day has not come."""
    DUE = "due"
    """Nobody has acted on it."""
    URGENT = "urgent"
    """So near that the rule calls for somebody above (升级)."""
    OVERDUE = "overdue"
    """Its day is over."""


PRESSING = tuple(ReminderState)
"""The states in order: of a line with several reminders the last one counts."""
TO_ACT = frozenset({ReminderState.DUE, ReminderState.URGENT, ReminderState.OVERDUE})
"""What waits for somebody today."""
RAISED = frozenset({ReminderState.URGENT, ReminderState.OVERDUE})
"""What is counted for the role that a rule names."""


class ReminderAct(StrEnum):
    """What somebody did about a reminder; the newest act counts."""

    SNOOZED = "snoozed"
    CONTACTED = "contacted"
    SETTLED = "settled"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that is due: of what kind, of which record, by which day, told from which day."""

    kind: ReminderKind
    subject_id: int
    due_on: dt.date
    first_on: dt.date


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest act on a reminder."""

    act: ReminderAct
    until_on: dt.date | None = None
    """Of a snooze: the day on which the reminder is back."""


@dataclass(frozen=True, slots=True)
class ReminderFilter:
    """Which reminders to list; what is left out does not narrow."""

    text: str = ""
    """Part of the enterprise's name, its pinyin initials or code."""
    within_days: int | None = None
    """Due so soon, whether or not the reminder has begun; None: those that have begun."""
    kind: ReminderKind | None = None
    states: frozenset[ReminderState] = frozenset()
    """Only these; empty: all."""
    owner_id: int | None = None
    """Looked after by this account; `NOBODY`: by none."""
    enterprise_id: int | None = None
    whole_past: bool = False
    """What has been overdue for longer than a year too."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One reminder with what it is about, as it stands today."""

    reminder: Reminder
    state: ReminderState
    days_left: int
    """Negative once its day is over."""
    enterprise_id: int
    enterprise: str
    type_zh: str
    type_en: str
    type_code: str
    level: int | None
    model: str
    number: str
    version: int
    """Of the certificate: for a change of its own lead time."""
    lead_days: int
    """Days before its day that it began."""
    lead_days_own: int | None
    word: LastWord | None
    rule: RuleCode | None = None
    """Of a finding; certificates have none."""
    facts: Mapping[str, FindingFact] = field(default_factory=dict)
    """What the finding's sentence names."""
    owner: str = ""
    """Who looks after the finding itself; empty: who looks after its enterprise."""


@dataclass(frozen=True, slots=True)
class ReminderCalendar:
    """Reminders for a calendar file, and of which park they are."""

    park: str
    park_en: str
    park_key: str
    """Names the park in the events' identities: the same for as long as the park lives."""
    made_at: dt.datetime
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """How a kind of reminder runs from `from_on` on: data, `db/seed/reminder_rules.csv`.

    `lead_days` before its day it starts (an expiry's lead time is its certificate's), `urgent_days`
    before it is urgent unless somebody acted, `always_days` before whatever was done.
    """

    kind: ReminderKind
    from_on: dt.date
    lead_days: int
    urgent_days: int
    always_days: int
    role: str
    source: str = ""
    certainty: Mark = Mark.UNVERIFIED


def rule_on(rules: Iterable[ReminderRule], kind: ReminderKind, day: dt.date) -> ReminderRule:
    """Return the rule of a kind that is in force on `day`: the one that began last.

    Raises `LookupError` where none had begun: the seeds hold one for every kind from 2000 on.
    """
    begun = [one for one in rules if one.kind is kind and one.from_on <= day]
    if not begun:
        raise LookupError(kind)
    return max(begun, key=lambda one: one.from_on)


def state_on(
    reminder: Reminder, word: LastWord | None, rule: ReminderRule, day: dt.date
) -> ReminderState:
    """Return how a reminder stands on `day`.

    A snooze hides nothing past its day, nor so near to it that the rule wants it seen whatever was
    done; and once its own day has come it counts as if nobody had acted.
    """
    if word is not None and word.act is ReminderAct.SETTLED:
        return ReminderState.SETTLED
    if reminder.due_on < day:
        return ReminderState.OVERDUE
    if day < reminder.first_on:
        return ReminderState.COMING
    return _while_running(reminder, word, rule, day)


def _while_running(
    reminder: Reminder, word: LastWord | None, rule: ReminderRule, day: dt.date
) -> ReminderState:
    left = (reminder.due_on - day).days
    if left <= rule.always_days:
        return ReminderState.URGENT
    if word is not None and word.act is ReminderAct.CONTACTED:
        return ReminderState.CONTACTED
    if word is not None and word.until_on is not None and word.until_on > day:
        return ReminderState.SNOOZED
    return ReminderState.URGENT if left <= rule.urgent_days else ReminderState.DUE


def most_pressing(states: Iterable[ReminderState]) -> ReminderState:
    """Return the state that a line of several reminders shows."""
    return max(states, key=PRESSING.index)


def snooze_problem(
    reminders: Sequence[Reminder], until_on: dt.date | None, today: dt.date
) -> str | None:
    """Return the code of what is wrong with putting these off until a day, or None."""
    if until_on is None:
        return "required"
    if until_on <= today:
        return "snooze-not-later"
    if any(until_on > one.due_on for one in reminders):
        return "snooze-past-the-day"
    return None


def rule_problems(rule: ReminderRule, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a rule that somebody wants to put into force, by field.

    A rule begins today or later: what was shown on past days stays as it was.
    """
    problems = {}
    if rule.from_on < today:
        problems["from_on"] = "in-the-past"
    if rule.lead_days < 1:
        problems["lead_days"] = "not-a-lead-time"
    if rule.urgent_days < 0:
        problems["urgent_days"] = "not-a-lead-time"
    if not 0 <= rule.always_days <= rule.urgent_days:
        problems["always_days"] = "not-nearer-than-urgent"
    if not rule.source.strip():
        problems["source"] = "required"
    return problems


LONGEST_LEAD = 3 * 366
"""Days: a certificate holds three years; a lead time beyond would remind from the first day on."""


def lead_problem(days: int | None) -> str | None:
    """Return the code of what is wrong with a lead time of one certificate, or None."""
    return None if days is None or 1 <= days <= LONGEST_LEAD else "not-a-lead-time"


def next_surveillance(
    kind: CertificationType,
    issued_on: dt.date,
    expires_on: dt.date | None,
    passed_on: dt.date | None,
    answered: Collection[dt.date] = (),
) -> dt.date | None:
    """Return the day by which the next yearly check is due; None where none is left.

    `answered` are days due of which it was written down what became of the check. Otherwise one
    counts for the day that it lies nearest to: certifiers come some weeks before, and a late check
    must not be taken for the next. (Derived; no document says so.)
    """
    for due in surveillance_due(kind, issued_on, expires_on):
        if due not in answered and (passed_on is None or passed_on < due - HALF_A_YEAR):
            return due
    return None
