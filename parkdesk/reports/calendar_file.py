"""A calendar file (.ics, RFC 5545) of reminders: all-day events with alarms, for any calendar.

An event keeps its identity from file to file, so that a calendar that reads a newer file moves
its events instead of doubling them. Enterprises and certificates are named; no person is.
"""

from __future__ import annotations

import datetime as dt

from icalendar import Alarm, Calendar, Event

from parkdesk.domain.reminders import DueItem, ReminderCalendar, ReminderKind
from parkdesk.i18n import date_text, label, language, tr, trn
from parkdesk.reports.due import item_text

MAKER = "-//ParkDesk//Reminders//EN"
ALARM_HOUR = 9
"""An alarm sounds at nine in the morning, not at the midnight that begins an all-day event."""


def calendar_file(calendar: ReminderCalendar) -> bytes:
    """Return the file, in the language being spoken; lines are folded at 75 octets."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    park = calendar.park if language() == "zh_CN" else calendar.park_en or calendar.park
    made.add("x-wr-calname", tr("{park}: reminders", park=park))
    for item in calendar.items:
        made.add_component(_event(item, calendar))
    return bytes(made.to_ical())


def identity(item: DueItem, park_key: str) -> str:
    """Return the event's identity.

    A certificate ends once, so its day may move; its yearly checks are told apart by their days.
    """
    reminder = item.reminder
    name = f"{reminder.kind.value}-{reminder.subject_id}"
    if reminder.kind is ReminderKind.SURVEILLANCE:
        name += f"-{reminder.due_on:%Y%m%d}"
    return f"{name}@{park_key}.parkdesk"


def _event(item: DueItem, calendar: ReminderCalendar) -> Event:
    reminder = item.reminder
    what = item_text(item)
    title = tr("{enterprise}: {what}", enterprise=item.enterprise, what=what)
    event = Event()
    event.add("uid", identity(item, calendar.park_key))
    event.add("dtstamp", calendar.made_at)
    event.add("dtstart", reminder.due_on)
    event.add("dtend", reminder.due_on + dt.timedelta(days=1))
    event.add("summary", title)
    event.add("description", _description(item))
    event.add("categories", [label(reminder.kind)])
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title, item.lead_days))
    return event


def _alarm(title: str, lead_days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(days=-lead_days, hours=ALARM_HOUR))
    return alarm


def _description(item: DueItem) -> str:
    lead = trn("{n} day before", "{n} days before", item.lead_days)
    return "\n".join(
        (
            tr("Number {number}", number=item.number)
            if item.rule is None
            else tr("Rule {number}", number=item.number),
            tr(
                "Reminded from {day} ({lead})",
                day=date_text(item.reminder.first_on),
                lead=lead,
            ),
        )
    )
