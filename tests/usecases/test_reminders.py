"""Reminders on a real database: one line per enterprise, acts on them, days switched off."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import (
    NOBODY,
    TO_ACT,
    Reminder,
    ReminderAct,
    ReminderFilter,
    ReminderKind,
    ReminderState,
    rule_on,
    state_on,
)
from parkdesk.store.certification_days import fill_days
from parkdesk.store.tables.certifications import UNKNOWN, CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases import reminder_exports
from parkdesk.usecases.certifications import (
    edit_certification,
    register_certification,
    renew_certification,
)
from parkdesk.usecases.reminder_exports import reminder_calendar
from parkdesk.usecases.reminder_lists import (
    UNTOUCHED,
    count_reminders,
    list_reminders,
    reminder_counts,
    reminder_people,
    reminder_sheet,
)
from parkdesk.usecases.reminders import (
    ContactNote,
    assign_reminders,
    note_contact,
    reminder_rules,
    reopen_reminders,
    set_lead_time,
    set_reminder_rule,
    snooze_reminders,
)
from tests.registers import benchmark, enterprise, iso

D = dt.date
TODAY = D(2026, 10, 12)
BY_DAY = Sort("due")


def lines(work, sort=BY_DAY, **criteria):
    found = list_reminders(work, ReminderFilter(**criteria), sort, 0, 100)
    assert found.total == len(found.lines)
    return found.lines


def ending(work, holder, last, **differences):
    """An appraisal that ends on this day; its id."""
    form = benchmark(holder, issued_on=D(last.year - 3, last.month, last.day), **differences)
    return register_certification(work, form)


def certified(work, holder, issued, **differences):
    return register_certification(work, iso(holder, issued_on=issued, **differences))


def only(work, holder, kind=ReminderKind.EXPIRY):
    (item,) = [one for one in reminder_sheet(work, holder).items if one.reminder.kind is kind]
    return item


def later(work, days):
    work.now += dt.timedelta(days=days)


@pytest.fixture
def holder(work):
    return enterprise(work, name="太湖软件外包有限公司", initials="thrj", sort_key="tai")


def test_one_line_per_enterprise_with_its_nearest_day_and_what_else_is_due(work, holder):
    ending(work, holder, D(2027, 3, 1))
    ending(work, holder, D(2026, 12, 31))
    certified(work, holder, D(2025, 11, 1))  # its first check is due on 2026-11-01
    other = enterprise(work, sort_key="a")
    ending(work, other, D(2027, 2, 1))
    first, second = lines(work)
    assert (first.id, first.count) == (holder, 3)
    assert first.nearest.reminder.kind is ReminderKind.SURVEILLANCE
    assert first.nearest.reminder.due_on == D(2026, 11, 1)
    assert first.nearest.days_left == 20
    assert first.state is ReminderState.URGENT
    assert (second.id, second.count, second.state) == (other, 1, ReminderState.DUE)
    assert [line.id for line in lines(work, Sort("enterprise"))] == [other, holder]
    assert [line.id for line in lines(work, Sort("count", descending=True))] == [holder, other]
    assert [line.id for line in lines(work, Sort("state"))] == [other, holder]


def test_nothing_is_told_before_its_lead_time_unless_one_looks_ahead(work, holder):
    ending(work, holder, D(2027, 6, 1))
    assert lines(work) == ()
    (line,) = lines(work, within_days=365)
    assert line.state is ReminderState.COMING
    assert lines(work, within_days=30) == ()


def test_three_weeks_switched_off_lose_nothing(work, holder):
    """The computer is off while a lead time begins, a snooze ends and a day passes."""
    begins = ending(work, holder, D(2027, 4, 20))  # its lead time begins on 2026-10-22
    second = enterprise(work)
    ending(work, second, D(2027, 3, 1))
    snooze_reminders(work, [only(work, second).reminder], D(2026, 10, 20), "出差")
    third = enterprise(work)
    ending(work, third, D(2026, 10, 25))
    assert [line.id for line in lines(work, states=TO_ACT)] == [third]
    later(work, 21)
    found = {line.id: line for line in lines(work, states=TO_ACT)}
    assert set(found) == {holder, second, third}
    assert found[holder].nearest.reminder.subject_id == begins
    assert found[second].state is ReminderState.DUE
    assert found[third].state is ReminderState.OVERDUE
    assert reminder_counts(work).overdue == 1


def test_what_is_renewed_withdrawn_or_gone_is_told_no_more(work, holder):
    renewed = ending(work, holder, D(2026, 12, 31))
    form = benchmark(holder, issued_on=D(2026, 10, 1), renews_id=renewed)
    renew_certification(work, form)
    assert lines(work) == ()
    second = enterprise(work)
    stopped = ending(work, second, D(2026, 12, 31))
    work.get(CertificationRecord, stopped).withdrawn_on = TODAY
    work.session.flush()
    assert lines(work) == ()
    third = enterprise(work)
    ending(work, third, D(2026, 12, 31))
    work.get(EnterpriseRecord, third).status = "moved-out"
    work.session.flush()
    assert lines(work) == ()


def test_a_snooze_needs_a_reason_and_a_day_before_the_last(work, holder):
    ending(work, holder, D(2026, 12, 31))
    item = only(work, holder)
    with pytest.raises(InvalidInput) as refused:
        snooze_reminders(work, [item.reminder], D(2027, 1, 1), " ")
    assert refused.value.problems == {"until_on": "snooze-past-the-day", "reason": "required"}
    snooze_reminders(work, [item.reminder], D(2026, 11, 20), "企业在等评估师档期")
    assert lines(work, states=UNTOUCHED) == ()
    assert lines(work)[0].state is ReminderState.SNOOZED
    (note,) = reminder_sheet(work, holder).notes
    assert (note.act, note.words, note.noted_by) == (
        ReminderAct.SNOOZED, "企业在等评估师档期", "王敏",
    )  # fmt: skip
    assert note.noted_at == work.now
    later(work, 39)
    assert lines(work, states=UNTOUCHED)[0].state is ReminderState.URGENT


def test_a_snooze_hides_nothing_past_the_day(work, holder):
    ending(work, holder, D(2026, 12, 31))
    snooze_reminders(work, [only(work, holder).reminder], D(2026, 12, 31), "年底前不办")
    later(work, 100)
    assert lines(work, states=UNTOUCHED)[0].state is ReminderState.OVERDUE


def test_a_talk_is_noted_with_whom_and_what_they_said(work, holder):
    ending(work, holder, D(2027, 1, 31))
    item = only(work, holder)
    with pytest.raises(InvalidInput) as refused:
        note_contact(work, [item.reminder], ContactNote(D(2026, 10, 13), "", ""))
    assert refused.value.problems == {
        "contacted_on": "in-the-future", "person": "required", "answer": "required",
    }  # fmt: skip
    note_contact(work, [item.reminder], ContactNote(TODAY, "周经理", "十一月开始准备"))
    assert lines(work)[0].state is ReminderState.CONTACTED
    assert lines(work, states=UNTOUCHED) == ()
    later(work, 96)  # fifteen days before it, whatever was said
    assert lines(work)[0].state is ReminderState.URGENT


def test_what_is_settled_stays_so_until_it_is_reopened(work, holder):
    ending(work, holder, D(2026, 12, 31))
    item = only(work, holder)
    note_contact(work, [item.reminder], ContactNote(TODAY, "周经理", "不再续评", settles=True))
    later(work, 100)
    assert lines(work)[0].state is ReminderState.SETTLED
    assert lines(work, states=UNTOUCHED) == ()
    reopen_reminders(work, [item.reminder], "改变主意")
    assert lines(work, states=UNTOUCHED)[0].state is ReminderState.OVERDUE
    assert [note.act for note in reminder_sheet(work, holder).notes] == [
        ReminderAct.REOPENED,
        ReminderAct.SETTLED,
    ]


def test_a_note_on_a_day_that_changed_meanwhile_is_refused(work, holder):
    id_ = ending(work, holder, D(2026, 12, 31))
    old = only(work, holder).reminder
    snooze_reminders(work, [old], D(2026, 11, 1), "等材料")
    form = benchmark(
        holder, number="A-X", issued_on=D(2023, 12, 31), expires_on=D(2026, 12, 1),
        expiry_reason="证书所载",
    )  # fmt: skip
    edit_certification(work, id_, work.get(CertificationRecord, id_).version, form)
    with pytest.raises(StaleRecord):
        note_contact(work, [old], ContactNote(TODAY, "周经理", "好"))
    # What was said about another day does not hide the new one.
    assert lines(work, states=UNTOUCHED)[0].state is ReminderState.URGENT


def test_a_lead_time_of_its_own_moves_the_first_day_and_survives_an_edit(work, holder):
    id_ = ending(work, holder, D(2027, 8, 1))
    assert lines(work) == ()
    version = work.get(CertificationRecord, id_).version
    set_lead_time(work, id_, version, 300)
    record = work.get(CertificationRecord, id_)
    assert record.remind_key == D(2027, 8, 1) - dt.timedelta(days=300)
    assert lines(work)[0].nearest.lead_days_own == 300
    form = benchmark(holder, number="A-Y", issued_on=D(2024, 9, 1))
    edit_certification(work, id_, record.version, form)
    assert record.remind_key == D(2027, 9, 1) - dt.timedelta(days=300)
    set_lead_time(work, id_, record.version, None)
    assert record.remind_key == D(2027, 9, 1) - dt.timedelta(days=180)
    with pytest.raises(InvalidInput):
        set_lead_time(work, id_, record.version, 0)
    endless = register_certification(work, replace(iso(holder), type_code="SAS70"))
    with pytest.raises(WrongState):
        set_lead_time(work, endless, work.get(CertificationRecord, endless).version, 30)


def test_a_yearly_check_is_due_until_it_is_passed(work, holder):
    id_ = certified(work, holder, D(2025, 11, 1), number="I-9")
    assert only(work, holder, ReminderKind.SURVEILLANCE).reminder.due_on == D(2026, 11, 1)
    form = iso(holder, number="I-9", issued_on=D(2025, 11, 1), last_surveillance_on=D(2026, 10, 10))
    edit_certification(work, id_, work.get(CertificationRecord, id_).version, form)
    assert work.get(CertificationRecord, id_).surveillance_key == D(2027, 11, 1)
    assert lines(work) == ()


@pytest.fixture
def clerk(act_as):
    """Signed in before the unit of work of the test is open: there is one writer."""
    return act_as(Role.CLERK).actor


def test_a_person_looks_after_an_enterprise(clerk, work, holder):
    ending(work, holder, D(2026, 12, 31))
    assert lines(work, owner_id=NOBODY)[0].owner_id is None
    assign_reminders(work, holder, clerk.id)
    (line,) = lines(work, owner_id=clerk.id)
    assert (line.owner_id, line.owner) == (clerk.id, "李芳")
    assert lines(work, owner_id=NOBODY) == ()
    assign_reminders(work, holder, None)
    assert lines(work, owner_id=clerk.id) == ()
    with pytest.raises(InvalidInput):
        assign_reminders(work, holder, 999)
    assert [one.name for one in reminder_people(work)] == sorted(["王敏", "李芳", "周敏"])


def test_filters_narrow_by_kind_text_and_enterprise(work, holder):
    ending(work, holder, D(2026, 12, 31))
    certified(work, holder, D(2025, 11, 1))
    other = enterprise(work, name="凌云信息有限公司", initials="lyxx")
    certified(work, other, D(2025, 11, 15))
    assert [line.id for line in lines(work, kind=ReminderKind.EXPIRY)] == [holder]
    checks = lines(work, kind=ReminderKind.SURVEILLANCE)
    assert [(line.id, line.count) for line in checks] == [(holder, 1), (other, 1)]
    assert [line.id for line in lines(work, text="lyxx")] == [other]
    assert [line.id for line in lines(work, text="太湖")] == [holder]
    assert [line.id for line in lines(work, enterprise_id=other)] == [other]


def test_a_worklist_is_fetched_in_windows(work):
    for _ in range(5):
        ending(work, enterprise(work), D(2026, 12, 31))
    found = list_reminders(work, ReminderFilter(), Sort("enterprise"), 3, 10)
    assert (len(found.lines), found.total, found.offset) == (2, 5, 3)
    past = list_reminders(work, ReminderFilter(), Sort("enterprise"), 50, 10)
    assert (past.lines, past.total) == ((), 5)


def test_what_is_long_overdue_stands_apart(work, holder):
    ending(work, holder, D(2025, 6, 30))
    assert lines(work) == ()
    assert lines(work, whole_past=True)[0].state is ReminderState.OVERDUE
    assert len(reminder_sheet(work, holder).items) == 1


def test_managers_count_what_is_urgent_and_clerks_what_waits(act_as):
    desk = act_as(Role.CLERK)
    with desk.work(read_only=False) as work:
        ending(work, enterprise(work), D(2027, 3, 1))
        ending(work, enterprise(work), D(2026, 10, 20))
        ending(work, enterprise(work), D(2026, 9, 20))
        assert count_reminders(work) == 3
        found = reminder_counts(work)
        assert (found.waiting, found.urgent, found.overdue) == (3, 1, 1)
    with act_as(Role.MANAGER).work(read_only=True) as work:
        assert count_reminders(work) == 2


def test_a_rule_of_the_park_holds_from_its_day(work, holder):
    ending(work, holder, D(2027, 1, 31))
    assert lines(work)[0].state is ReminderState.DUE
    old = rule_on(reminder_rules(work), ReminderKind.EXPIRY, TODAY)
    new = replace(old, from_on=TODAY, urgent_days=120, source="园区办公会 2026-10")
    with pytest.raises(InvalidInput):
        set_reminder_rule(work, replace(new, from_on=D(2026, 10, 11)))
    set_reminder_rule(work, new)
    assert lines(work)[0].state is ReminderState.URGENT
    set_reminder_rule(work, replace(new, urgent_days=60))
    assert lines(work)[0].state is ReminderState.DUE
    assert [rule.kind for rule in reminder_rules(work)].count(ReminderKind.EXPIRY) == 2


def test_who_may_only_look_acts_on_nothing(act_as):
    with act_as(Role.MANAGER).work(read_only=False) as work, pytest.raises(NotPermitted):
        reopen_reminders(work, [Reminder(ReminderKind.EXPIRY, 1, TODAY, TODAY)], "x")
    with act_as(Role.CLERK).work(read_only=False) as work, pytest.raises(NotPermitted):
        set_reminder_rule(work, reminder_rules(work)[0])


def act_on_some(work, items):
    for place, item in enumerate(items):
        talk = ContactNote(TODAY, "周经理", "好", settles=place % 4 == 3)
        if place % 4 == 1 and item.reminder.due_on > TODAY:
            snooze_reminders(work, [item.reminder], TODAY + dt.timedelta(days=1), "等")
        elif place % 4 > 1:
            note_contact(work, [item.reminder], talk)


def test_the_query_and_the_rule_agree_on_every_state(work):
    """`rank` in SQL against `state_on`, over days and acts."""
    for month, day in [(10, 1), (10, 12), (10, 13), (10, 27), (11, 1), (11, 12), (12, 27)]:
        ending(work, enterprise(work), D(2026, month, day))
        certified(work, enterprise(work), D(2025, month, day))
    act_on_some(work, reminder_calendar(work, ReminderFilter(within_days=400)).items)
    rules = reminder_rules(work)
    for _ in range(8):
        for state in ReminderState:
            wanted = ReminderFilter(within_days=400, states=frozenset({state}), whole_past=True)
            for item in reminder_calendar(work, wanted).items:
                rule = rule_on(rules, item.reminder.kind, work.today)
                assert item.state is state
                assert state_on(item.reminder, item.word, rule, work.today) is state
        later(work, 11)


def test_checks_of_a_park_of_an_earlier_release_are_found_out(work, holder):
    id_ = certified(work, holder, D(2025, 11, 1))
    record = work.get(CertificationRecord, id_)
    record.surveillance_key = UNKNOWN
    work.session.flush()
    assert fill_days(work.session) == 1
    work.session.refresh(record)
    assert record.surveillance_key == D(2026, 11, 1)
    assert fill_days(work.session) == 0


def test_whoever_looks_after_an_enterprise_gives_it_to_another(clerk, work, holder):
    ending(work, holder, D(2026, 12, 31))
    assign_reminders(work, holder, None)
    assert lines(work, owner_id=NOBODY)[0].id == holder
    assign_reminders(work, holder, clerk.id)
    assign_reminders(work, holder, work.actor.id)
    assert lines(work, owner_id=clerk.id) == ()
    (line,) = lines(work, owner_id=work.actor.id)
    assert (line.id, line.owner) == (holder, "王敏")


def test_a_talk_is_noted_with_its_day(work, holder):
    ending(work, holder, D(2026, 12, 31))
    item = only(work, holder)
    with pytest.raises(InvalidInput) as refused:
        note_contact(work, [item.reminder], ContactNote(None, "张工", "已在准备换证"))
    assert refused.value.problems == {"contacted_on": "required"}
    assert only(work, holder) == item


def test_more_days_than_a_calendar_holds_are_refused(work, holder, monkeypatch):
    ending(work, holder, D(2026, 12, 31))
    ending(work, enterprise(work), D(2026, 11, 30))
    monkeypatch.setattr(reminder_exports, "MOST_EXPORTED", 1)
    with pytest.raises(Refused) as refused:
        reminder_calendar(work, ReminderFilter())
    assert refused.value.code == "too-many-for-a-calendar"
    assert refused.value.params == {"count": 2, "most": 1}
    monkeypatch.setattr(reminder_exports, "MOST_EXPORTED", 2)
    assert len(reminder_calendar(work, ReminderFilter()).items) == 2
