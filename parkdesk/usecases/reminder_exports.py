"""Reminders for the calendar program that an office already uses."""

from __future__ import annotations

import hashlib

from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.reminders import ReminderCalendar, ReminderFilter
from parkdesk.store.reminder_items import reminder_items
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

MOST_EXPORTED = 20_000
"""Reminders in one calendar file; no calendar program takes more in a bearable time."""


@query(Permission.CERTIFICATION_READ)
def reminder_calendar(work: Work, criteria: ReminderFilter) -> ReminderCalendar:
    """Return every reminder that a filter lets through, by day."""
    found = reminder_items(work, criteria)
    items = sorted(found, key=lambda one: (one.reminder.due_on, one.reminder.subject_id))
    if len(items) > MOST_EXPORTED:
        raise Refused("too-many-for-a-calendar", count=len(items), most=MOST_EXPORTED)
    park = work.get(ParkRecord, 1)
    key = hashlib.sha256(park.key_id.encode()).hexdigest()[:16]
    return ReminderCalendar(park.name, park.name_en, key, work.now, tuple(items))
