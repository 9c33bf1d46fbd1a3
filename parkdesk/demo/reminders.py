"""What the office did about its reminders: talks, snoozes, who looks after whom."""

from __future__ import annotations

import datetime as dt

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import ReminderFilter, ReminderKind, ReminderState
from parkdesk.store.work import Work
from parkdesk.usecases.reminder_lists import ReminderLine, list_reminders
from parkdesk.usecases.reminders import (
    ContactNote,
    assign_reminders,
    note_contact,
    set_lead_time,
    snooze_reminders,
)

_TOLD = 14
"""Lines of the worklist that somebody has touched, in turn."""
_TALKS = (
    ("质量部主管", "已与评估机构签约，十一月中旬进场。"),
    ("总经理助理", "正在比较三家认证机构，月底前定。"),
    ("认证专员", "材料已寄出，等待受理通知。"),
)
_WAITING = "企业在等主任评估师的档期。"
_LAPSES = "业务已转型，不再续评，园区同意。"
_OWN_LEAD_DAYS = 240
_A_WEEK = dt.timedelta(days=7)
_PROMISED = "企业已来电，下周一并补齐。"


def tend_reminders(team: Team) -> None:
    """Act on the first lines of the worklist as a clerk would have by today."""
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        expiring = ReminderFilter(kind=ReminderKind.EXPIRY)
        lines = list_reminders(work, expiring, Sort("due"), 0, _TOLD).lines
        for place, line in enumerate(lines):
            if place % 2:
                owner = people.CLERK if place % 4 == 1 else people.REVIEWER
                assign_reminders(work, line.id, team.actors[owner.login].id)
            _act(work, place, line)
        _put_findings_off(work)


def _put_findings_off(work: Work) -> None:
    """Put off what one enterprise was asked for and has promised."""
    due = ReminderFilter(kind=ReminderKind.FINDING, states=frozenset({ReminderState.DUE}))
    for line in list_reminders(work, due, Sort("due"), 0, 1).lines:
        back = min(TODAY + _A_WEEK, line.nearest.reminder.due_on)
        snooze_reminders(work, [line.nearest.reminder], back, _PROMISED)


def _act(work: Work, place: int, line: ReminderLine) -> None:
    item = line.nearest
    answered = TODAY - dt.timedelta(days=4 + place)
    if item.state is ReminderState.OVERDUE:
        if place == 1:
            note = ContactNote(answered, "总经理", _LAPSES, settles=True)
            note_contact(work, [item.reminder], note)
        return
    if place % 3 == 0:
        person, answer = _TALKS[place // 3 % len(_TALKS)]
        note_contact(work, [item.reminder], ContactNote(answered, person, answer))
    elif place % 3 == 1 and item.days_left > _TOLD:
        back = TODAY + dt.timedelta(days=9)
        snooze_reminders(work, [item.reminder], back, _WAITING)
    elif place % 6 == 5:  # noqa: PLR2004
        set_lead_time(work, item.reminder.subject_id, item.version, _OWN_LEAD_DAYS)
