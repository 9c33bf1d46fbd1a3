"""Sentences and words of reminders."""

from parkdesk.domain.gantt import Look, Zoom
from parkdesk.domain.reminders import ReminderAct, ReminderKind, ReminderState
from parkdesk.i18n import N_

SENTENCES = {
    "in-the-past": N_("This day is over."),
    "not-a-lead-time": N_("A lead time is between 1 day and three years."),
    "not-nearer-than-urgent": N_("This must be no more days than before it is urgent."),
    "snooze-not-later": N_("Choose a day after today."),
    "snooze-past-the-day": N_("It is due on {due_on}: nothing can be put off past its day."),
    "too-many-for-a-calendar": N_(
        "{count} reminders are more than a calendar takes ({most}): narrow the filters."
    ),
    "too-many-to-print": N_(
        "{count} certificates are too many to print ({most}): narrow the filters."
    ),
}

LABELS = {
    ReminderKind.EXPIRY: N_("Certificate expiry"),
    ReminderKind.SURVEILLANCE: N_("Surveillance"),
    ReminderKind.FINDING: N_("Compliance finding"),
    Look.HOLDS: N_("Valid"),
    Look.REMINDED: N_("Within its lead time"),
    Look.STOPPED: N_("Suspended"),
    Look.LAPSED: N_("Expired, not renewed"),
    Zoom.QUARTER: N_("3 months"),
    Zoom.YEAR: N_("12 months"),
    Zoom.CYCLE: N_("36 months"),
}

LABELS_STATES = {
    ReminderState.SETTLED: N_("Settled"),
    ReminderState.COMING: N_("Not begun"),
    ReminderState.SNOOZED: N_("Put off"),
    ReminderState.CONTACTED: N_("Contacted"),
    ReminderState.DUE: N_("To be dealt with"),
    ReminderState.URGENT: N_("Urgent"),
    ReminderState.OVERDUE: N_("Past due"),
}

LABELS_ACTS = {
    ReminderAct.SNOOZED: N_("Put off"),
    ReminderAct.CONTACTED: N_("Contacted"),
    ReminderAct.SETTLED: N_("Settled"),
    ReminderAct.REOPENED: N_("Brought back"),
}
