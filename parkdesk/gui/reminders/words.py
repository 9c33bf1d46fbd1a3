"""How reminders are said and toned, for the list, the panel and the pictures."""

from __future__ import annotations

from parkdesk.domain.reminders import ReminderAct, ReminderState
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, number_text, tr
from parkdesk.usecases.reminder_lists import ReminderNote

TONES = {
    ReminderState.SETTLED: Tone.NEUTRAL,
    ReminderState.COMING: Tone.NEUTRAL,
    ReminderState.SNOOZED: Tone.NEUTRAL,
    ReminderState.CONTACTED: Tone.ACCENT,
    ReminderState.DUE: Tone.WARN,
    ReminderState.URGENT: Tone.BAD,
    ReminderState.OVERDUE: Tone.BAD,
}


def days_text(days_left: int) -> str:
    """Return in how many days, or how many ago."""
    if days_left < 0:
        return tr("{n} past", n=number_text(-days_left))
    return tr("today") if days_left == 0 else number_text(days_left)


def note_text(note: ReminderNote) -> str:
    """Return what somebody did, in a line."""
    if note.act is ReminderAct.SNOOZED:
        return tr("Put off until {day}: {words}", day=date_text(note.until_on), words=note.words)
    if note.act is ReminderAct.CONTACTED:
        return tr(
            "{person}, {day}: {words}",
            person=note.person,
            day=date_text(note.contacted_on),
            words=note.words,
        )
    if note.act is ReminderAct.SETTLED:
        return tr("Settled: {words}", words=note.words)
    return tr("Brought back: {words}", words=note.words)
