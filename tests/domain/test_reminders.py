"""How a reminder stands on a day, which rule holds, which yearly check is next."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
    surveillance_due,
)
from parkdesk.domain.programmes import Mark
from parkdesk.domain.reminders import (
    LastWord,
    Reminder,
    ReminderAct,
    ReminderKind,
    ReminderRule,
    ReminderState,
    lead_problem,
    most_pressing,
    next_surveillance,
    rule_on,
    rule_problems,
    snooze_problem,
    state_on,
)

D = dt.date
DUE = D(2026, 12, 31)
REMINDER = Reminder(ReminderKind.EXPIRY, 7, DUE, D(2026, 10, 2))
RULE = ReminderRule(ReminderKind.EXPIRY, D(2000, 1, 1), 90, 60, 15, "manager", "Practice")
CONTACTED = LastWord(ReminderAct.CONTACTED)
SETTLED = LastWord(ReminderAct.SETTLED)
REOPENED = LastWord(ReminderAct.REOPENED)
ISO = CertificationType(
    "ISO27001", "", "", CertificationFamily.MANAGEMENT, 36, LastDay.DAY_BEFORE,
    Surveillance.YEARLY, 90, 0, "", Mark.DOCUMENT,
)  # fmt: skip
ISSUED, EXPIRES = D(2024, 5, 10), D(2027, 5, 9)


def snoozed(until):
    return LastWord(ReminderAct.SNOOZED, until)


@pytest.mark.parametrize(
    ("day", "word", "state"),
    [
        (D(2026, 10, 1), None, ReminderState.COMING),
        (D(2026, 10, 2), None, ReminderState.DUE),
        (D(2026, 10, 31), None, ReminderState.DUE),
        (D(2026, 11, 1), None, ReminderState.URGENT),
        (D(2026, 12, 31), None, ReminderState.URGENT),
        (D(2027, 1, 1), None, ReminderState.OVERDUE),
        (D(2026, 10, 20), CONTACTED, ReminderState.CONTACTED),
        (D(2026, 12, 15), CONTACTED, ReminderState.CONTACTED),
        (D(2026, 12, 16), CONTACTED, ReminderState.URGENT),
        (D(2027, 1, 1), CONTACTED, ReminderState.OVERDUE),
        (D(2026, 10, 20), snoozed(D(2026, 10, 21)), ReminderState.SNOOZED),
        (D(2026, 10, 21), snoozed(D(2026, 10, 21)), ReminderState.DUE),
        (D(2026, 11, 20), snoozed(D(2026, 12, 1)), ReminderState.SNOOZED),
        (D(2026, 12, 1), snoozed(D(2026, 12, 1)), ReminderState.URGENT),
        (D(2026, 12, 16), snoozed(DUE), ReminderState.URGENT),
        (D(2027, 1, 1), snoozed(D(2030, 1, 1)), ReminderState.OVERDUE),
        (D(2026, 9, 1), SETTLED, ReminderState.SETTLED),
        (D(2027, 6, 1), SETTLED, ReminderState.SETTLED),
        (D(2026, 10, 20), REOPENED, ReminderState.DUE),
    ],
)
def test_a_state_follows_from_the_day_and_the_last_word(day, word, state):
    assert state_on(REMINDER, word, RULE, day) is state


days = st.dates(D(2026, 1, 1), D(2028, 1, 1))


@given(days, days)
def test_no_snooze_hides_a_reminder_past_its_day_or_right_before_it(day, until):
    state = state_on(REMINDER, snoozed(until), RULE, day)
    if day > DUE:
        assert state is ReminderState.OVERDUE
    elif (DUE - day).days <= RULE.always_days:
        assert state is ReminderState.URGENT


@given(days, st.integers(0, 60))
def test_a_day_switched_off_changes_nothing_that_is_shown_on_the_next(day, off):
    later = day + dt.timedelta(days=off)
    seen_daily = [
        state_on(REMINDER, None, RULE, day + dt.timedelta(days=n)) for n in range(off + 1)
    ]
    assert state_on(REMINDER, None, RULE, later) is seen_daily[-1]
    assert [seen_daily.index(one) for one in dict.fromkeys(seen_daily)] == sorted(
        seen_daily.index(one) for one in dict.fromkeys(seen_daily)
    )


def test_a_lead_time_shorter_than_the_rule_outweighs_it():
    late = replace(REMINDER, first_on=D(2026, 12, 21))
    assert state_on(late, None, RULE, D(2026, 12, 20)) is ReminderState.COMING
    assert state_on(late, None, RULE, D(2026, 12, 21)) is ReminderState.URGENT


def test_the_rule_that_began_last_is_in_force():
    newer = replace(RULE, from_on=D(2026, 11, 1), urgent_days=30)
    other = replace(RULE, kind=ReminderKind.SURVEILLANCE)
    rules = (newer, RULE, other)
    assert rule_on(rules, ReminderKind.EXPIRY, D(2026, 10, 31)) is RULE
    assert rule_on(rules, ReminderKind.EXPIRY, D(2026, 11, 1)) is newer
    assert rule_on(rules, ReminderKind.SURVEILLANCE, D(2026, 11, 1)) is other
    with pytest.raises(LookupError):
        rule_on((newer,), ReminderKind.EXPIRY, D(2026, 10, 31))


def test_a_line_shows_its_most_pressing_state():
    states = [ReminderState.SETTLED, ReminderState.URGENT, ReminderState.SNOOZED]
    assert most_pressing(states) is ReminderState.URGENT


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        (None, "required"),
        (D(2026, 10, 12), "snooze-not-later"),
        (D(2026, 10, 13), None),
        (DUE, None),
        (D(2027, 1, 1), "snooze-past-the-day"),
    ],
)
def test_a_snooze_ends_between_tomorrow_and_the_day(until, problem):
    assert snooze_problem([REMINDER], until, D(2026, 10, 12)) == problem


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"from_on": D(2026, 10, 11)}, {"from_on": "in-the-past"}),
        ({"lead_days": 0}, {"lead_days": "not-a-lead-time"}),
        (
            {"urgent_days": -1, "always_days": 0},
            {"urgent_days": "not-a-lead-time", "always_days": "not-nearer-than-urgent"},
        ),
        ({"always_days": 61}, {"always_days": "not-nearer-than-urgent"}),
        ({"always_days": -1}, {"always_days": "not-nearer-than-urgent"}),
        ({"source": " "}, {"source": "required"}),
    ],
)
def test_a_rule_is_checked(differences, problems):
    rule = replace(RULE, from_on=D(2026, 10, 12))
    assert rule_problems(replace(rule, **differences), D(2026, 10, 12)) == problems


@pytest.mark.parametrize(("days", "fine"), [(None, True), (1, True), (0, False), (9999, False)])
def test_a_lead_time_is_between_a_day_and_three_years(days, fine):
    assert (lead_problem(days) is None) is fine


@pytest.mark.parametrize(
    ("passed", "answered", "due"),
    [
        (None, (), D(2025, 5, 10)),
        # Four weeks early, in time, three months late: it was the first check.
        (D(2025, 4, 12), (), D(2026, 5, 10)),
        (D(2025, 5, 10), (), D(2026, 5, 10)),
        (D(2025, 8, 10), (), D(2026, 5, 10)),
        # Nearer to the second.
        (D(2025, 12, 10), (), None),
        (D(2026, 5, 1), (), None),
        # Written down as missed: the next one is due.
        (None, (D(2025, 5, 10),), D(2026, 5, 10)),
        (None, (D(2025, 5, 10), D(2026, 5, 10)), None),
    ],
)
def test_the_next_yearly_check(passed, answered, due):
    assert next_surveillance(ISO, ISSUED, EXPIRES, passed, answered) == due


def test_an_appraisal_has_no_yearly_check():
    kind = replace(ISO, surveillance=Surveillance.NONE)
    assert next_surveillance(kind, ISSUED, EXPIRES, None) is None


@given(st.dates(D(2020, 1, 1), D(2026, 1, 1)), st.none() | st.dates(D(2020, 1, 1), D(2030, 1, 1)))
def test_the_next_check_is_one_of_those_due(issued, passed):
    expires = issued.replace(day=1, year=issued.year + 3)
    due = next_surveillance(ISO, issued, expires, passed)
    assert due is None or due in surveillance_due(ISO, issued, expires)
