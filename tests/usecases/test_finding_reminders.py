"""Findings among the reminders: by enterprise, by owner, put off with a reason, counted alike."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.errors import InvalidInput, NotPermitted, StaleRecord, WrongState
from parkdesk.domain.findings import FindingAnswer
from parkdesk.domain.identity import Permission, Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import (
    NOBODY,
    RAISED,
    SAID_ALREADY,
    TO_ACT,
    Reminder,
    ReminderFilter,
    ReminderKind,
    ReminderState,
    rule_on,
    state_on,
)
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.finding_lists import FindingFilter, finding_owners, list_findings
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    assign_findings,
    move_due_day,
    refresh_findings,
    waive_findings,
)
from parkdesk.usecases.reminder_calendar import BarFilter, due_on_day, year_counts
from parkdesk.usecases.reminder_exports import reminder_calendar
from parkdesk.usecases.reminder_lists import (
    count_reminders,
    list_reminders,
    reminder_counts,
    reminder_sheet,
    states_counted,
)
from parkdesk.usecases.reminders import (
    ContactNote,
    assign_reminders,
    note_contact,
    reminder_rules,
    reopen_reminders,
    snooze_reminders,
)
from tests import registers
from tests.usecases.test_findings import TODAY, add_enterprise, ask, at, do

DAY = dt.timedelta(days=1)
CURRENT = BarFilter(current=True)
SECURITY = RuleCode.SECURITY_UNATTESTED


@pytest.fixture
def holder(desk):
    """An enterprise that attested nothing; its findings are to be answered in thirty days."""
    id_ = add_enterprise(desk, entered_on=dt.date(2020, 5, 1))
    do(desk, refresh_findings)
    return id_


def lines(desk, **criteria):
    found = ask(desk, list_reminders, ReminderFilter(**criteria), Sort("due"), 0, 100)
    assert found.total == len(found.lines)
    return found.lines


def items(desk, enterprise_id):
    return [
        one
        for one in ask(desk, reminder_sheet, enterprise_id).items
        if one.reminder.kind is ReminderKind.FINDING
    ]


def security(desk, enterprise_id):
    return next(one for one in items(desk, enterprise_id) if one.rule is SECURITY)


def versions(desk, **criteria):
    found = ask(desk, list_findings, FindingFilter(**criteria), Sort("due"), 0, 500)
    return {row.id: row.version for row in found.rows}


def test_a_finding_is_told_when_its_day_is_near_and_is_overdue_after_it(desk, holder):
    due_on = TODAY + 30 * DAY
    assert lines(desk) == ()
    assert {one.state for one in items(desk, holder)} == {ReminderState.COMING}
    near = at(desk, due_on - 15 * DAY)
    (line,) = lines(near)
    assert (line.id, line.state) == (holder, ReminderState.DUE)
    assert line.nearest.reminder.due_on == due_on
    assert line.nearest.rule is not None
    assert security(near, holder).facts["year"] == 2026
    assert lines(at(desk, due_on - 7 * DAY))[0].state is ReminderState.URGENT
    assert lines(at(desk, due_on + DAY))[0].state is ReminderState.OVERDUE


def test_certificates_and_findings_of_one_enterprise_are_one_line(desk, holder):
    form = registers.benchmark(holder, issued_on=TODAY.replace(year=2023) + 40 * DAY)
    do(desk, register_certification, form)
    later = at(desk, TODAY + 31 * DAY)
    do(later, refresh_findings)
    (line,) = lines(later)
    kinds = {one.reminder.kind for one in ask(later, reminder_sheet, holder).items}
    assert kinds == {ReminderKind.EXPIRY, ReminderKind.FINDING}
    assert line.count == len(items(later, holder)) - _coming(later, holder) + 1
    # The certificate that runs out is a reminder itself: its finding is not told a second time.
    assert not {one.rule for one in items(later, holder)} & SAID_ALREADY
    (expiry,) = lines(later, kind=ReminderKind.EXPIRY)
    assert expiry.count == 1
    assert lines(later, kind=ReminderKind.FINDING)[0].count == line.count - 1


def _coming(desk, enterprise_id):
    return sum(one.state is ReminderState.COMING for one in items(desk, enterprise_id))


def test_what_was_answered_or_waived_waits_for_nobody(desk, holder):
    near = at(desk, TODAY + 20 * DAY)
    before = lines(near)[0].count
    first = security(near, holder).reminder.subject_id
    said = AnswerFinding(FindingAnswer.UNDER_WAY, "已发企业盖章")
    do(near, answer_findings, {first: versions(near)[first]}, said)
    assert lines(near)[0].count == before - 1
    rest = {id_: version for id_, version in versions(near).items() if id_ != first}
    do(near, waive_findings, rest, TODAY + 90 * DAY, "搬迁期间")
    assert lines(near) == ()
    assert lines(at(desk, TODAY + 91 * DAY))[0].count == len(rest)


def test_put_off_with_a_reason_it_is_back_on_its_day_and_never_past_it(desk, holder):
    near = at(desk, TODAY + 16 * DAY)
    meant = [one.reminder for one in items(near, holder) if one.state is ReminderState.DUE]
    with pytest.raises(InvalidInput) as refused:
        do(near, snooze_reminders, meant, TODAY + 40 * DAY, "等企业盖章")
    assert refused.value.problems == {"until_on": "snooze-past-the-day"}
    with pytest.raises(InvalidInput):
        do(near, snooze_reminders, meant, TODAY + 20 * DAY, " ")
    do(near, snooze_reminders, meant, TODAY + 20 * DAY, "等企业盖章")
    assert {one.state for one in lines(near)} == {ReminderState.SNOOZED}
    assert lines(near, states=TO_ACT) == ()
    assert lines(at(desk, TODAY + 20 * DAY), states=TO_ACT)[0].id == holder
    do(near, reopen_reminders, meant[:1], "企业已来电")
    assert lines(near, states=TO_ACT)[0].count == 1
    assert ask(near, reminder_sheet, holder).notes[0].words == "企业已来电"


def test_a_day_that_was_moved_makes_what_was_said_of_the_old_one_stale(desk, holder):
    near = at(desk, TODAY + 16 * DAY)
    item = security(near, holder)
    version = versions(near, rule=SECURITY)[item.reminder.subject_id]
    do(near, move_due_day, {item.reminder.subject_id: version}, TODAY + 60 * DAY)
    with pytest.raises(StaleRecord):
        do(near, snooze_reminders, [item.reminder], TODAY + 17 * DAY, "等企业盖章")


def test_a_finding_takes_an_answer_and_no_note_of_a_talk(desk, holder):
    item = security(desk, holder)
    note = ContactNote(TODAY, "王总", "下周补齐")
    with pytest.raises(WrongState):
        do(desk, note_contact, [item.reminder], note)


def test_whose_it_is_says_the_finding_before_its_enterprise(desk, holder):
    near = at(desk, TODAY + 16 * DAY)
    people = {name: id_ for id_, name in ask(desk, finding_owners)}
    one, other = people["李芳"], people["周敏"]
    do(near, assign_reminders, holder, one)
    whole = lines(near)[0].count
    assert lines(near, owner_id=one)[0].count == whole
    assert lines(near, owner_id=other) == ()
    finding = security(near, holder).reminder.subject_id
    version = versions(near, rule=SECURITY)[finding]
    do(near, assign_findings, {finding: version}, other)
    (theirs,) = lines(near, owner_id=other)
    assert (theirs.count, theirs.owner) == (1, "周敏")
    assert lines(near, owner_id=one)[0].count == whole - 1
    assert lines(near, owner_id=NOBODY) == ()
    do(near, assign_reminders, holder, None)
    assert lines(near, owner_id=NOBODY)[0].count == whole - 1


def test_the_badge_the_head_and_the_list_say_one_number(act_as, desk, holder):
    add_enterprise(desk, entered_on=dt.date(2021, 5, 1))
    for days, waiting, raised in ((0, 0, 0), (16, 2, 0), (25, 2, 2), (45, 2, 2)):
        on = at(desk, TODAY + days * DAY)
        do(on, refresh_findings)
        assert ask(on, states_counted) == TO_ACT
        assert ask(on, count_reminders) == len(lines(on, states=TO_ACT)) == waiting
        assert ask(on, reminder_counts).waiting == waiting
        manager = at(act_as(Role.MANAGER), TODAY + days * DAY)
        assert ask(manager, states_counted) == RAISED
        assert ask(manager, count_reminders) == len(lines(manager, states=RAISED)) == raised


def test_the_state_in_sql_is_the_state_of_the_domain(desk, holder):
    rules = ask(desk, reminder_rules)
    for days in range(0, 45, 3):
        on = at(desk, TODAY + days * DAY)
        today = TODAY + days * DAY
        for item in items(on, holder):
            rule = rule_on(rules, ReminderKind.FINDING, today)
            state = state_on(item.reminder, item.word, rule, today)
            assert item.state is state
            ids = {line.id for line in lines(on, within_days=365, states=frozenset({state}))}
            assert holder in ids


def test_who_may_read_no_finding_is_reminded_of_none(desk, holder):
    near = at(desk, TODAY + 20 * DAY)
    may = near.actor.permissions - {Permission.COMPLIANCE_READ, Permission.COMPLIANCE_EDIT}
    blind = near.signed_in(type(near.actor)(near.actor.id, near.actor.name, near.actor.role, may))
    assert lines(near) != ()
    assert lines(blind) == ()
    with pytest.raises(NotPermitted):
        lines(blind, kind=ReminderKind.FINDING)
    item = security(near, holder)
    with pytest.raises(NotPermitted):
        do(blind, snooze_reminders, [item.reminder], TODAY + 21 * DAY, "等企业盖章")


def test_a_calendar_file_names_findings_by_their_sentence(desk, holder):
    near = at(desk, TODAY + 20 * DAY)
    found = ask(near, reminder_calendar, ReminderFilter(kind=ReminderKind.FINDING)).items
    assert SECURITY in {one.rule for one in found}
    assert all(isinstance(one.reminder, Reminder) for one in found)


def test_the_year_has_the_days_by_which_findings_are_to_be_answered(desk, holder, act_as):
    waiting = FindingFilter(rule=SECURITY)
    with desk.work(read_only=True) as work:
        rows = list_findings(work, waiting, Sort("enterprise"), 0, 50).rows
        day = rows[0].due_on
        counts, due = year_counts(work, day.year, CURRENT), due_on_day(work, day, CURRENT)
        assert counts.days[day].findings == len(due) == len(rows)
        assert counts.on(day) == counts.days[day].total
        assert {one.kind for one in due} == {ReminderKind.FINDING}
        assert {one.id for one in due} == {one.id for one in rows}
        assert {one.rule for one in due} == {SECURITY}
        assert all(one.enterprise == rows[0].enterprise and one.facts for one in due)
        narrowed = (
            BarFilter(current=True, type_code="CMMI"),
            BarFilter(current=True, on=TODAY),
            BarFilter(current=True, enterprise_id=holder + 1),
            BarFilter(current=True, text="没有这样的企业"),
        )
        for criteria in narrowed:
            assert year_counts(work, day.year, criteria).on(day) == 0
            assert due_on_day(work, day, criteria) == ()
        by_name = BarFilter(current=True, text=rows[0].enterprise)
        assert year_counts(work, day.year, by_name).on(day) == len(rows)
    with desk.work(read_only=False) as work:
        first, *others = rows
        answer = AnswerFinding(FindingAnswer.UNDER_WAY, "已寄出")
        answer_findings(work, {first.id: first.version}, answer)
        if others:
            waived = {others[0].id: others[0].version}
            waive_findings(work, waived, TODAY + 60 * DAY, "换证期间")
    with desk.work(read_only=True) as work:
        left = {one.id for one in due_on_day(work, day, CURRENT)}
    assert left == {one.id for one in rows[2:]}


def test_whoever_may_read_no_findings_sees_none_in_the_year(desk, holder):
    actor = desk.actor
    blind = replace(actor, permissions=actor.permissions - {Permission.COMPLIANCE_READ})
    with replace(desk, actor=blind).work(read_only=True) as work:
        year = TODAY.year
        counts = [*year_counts(work, year, CURRENT).days.values()]
        counts += year_counts(work, year + 1, CURRENT).days.values()
    assert all(one.findings == 0 for one in counts)
