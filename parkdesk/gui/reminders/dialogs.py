"""What is asked when somebody acts on a reminder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.reminders import OF_CERTIFICATES, DueItem, Reminder
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import date_text, tr, trn
from parkdesk.reports.due import item_text
from parkdesk.usecases.reminder_lists import ReminderPerson, ReminderSheet
from parkdesk.usecases.reminders import (
    ContactNote,
    assign_reminders,
    note_contact,
    reopen_reminders,
    set_lead_time,
    snooze_reminders,
)


class ReminderDialog(FormDialog):
    """A form about one reminder, or about all that its enterprise has."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        title: str,
        item: DueItem,
        others: Sequence[DueItem],
        save_text: str = "",
    ) -> None:
        intro = tr(
            "{enterprise} · {what} · {day}",
            enterprise=item.enterprise,
            what=item_text(item),
            day=date_text(item.reminder.due_on),
        )
        super().__init__(runner, parent, title, save_text=save_text, width=520, intro=intro)
        self._item = item
        self._others = tuple(others)

    def offer_others(self) -> None:
        """Ask whether the other reminders of the enterprise are meant too, where there are any."""
        n = len(self._others)
        self.together = self.check(
            "together",
            trn(
                "The other reminder of this enterprise too",
                "The other {n} reminders of this enterprise too",
                n,
            ),
        )
        self.together.set_visible(n > 0)

    def reminders(self) -> list[Reminder]:
        """Return the reminders that are meant."""
        meant = [self._item, *(self._others if self.together.value() else ())]
        return [one.reminder for one in meant]


class SnoozeDialog(ReminderDialog):
    """Puts reminders off until a day, with the reason."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        item: DueItem,
        others: Sequence[DueItem],
        today: dt.date,
    ) -> None:
        # What is over cannot be put off; it is said of one that its day has not come.
        super().__init__(
            runner,
            parent,
            tr("Put reminders off"),
            item,
            [one for one in others if one.days_left > 0],
            tr("Put reminders off"),
        )
        self.until = self.date("until_on", tr("Put off until"), today=today, required=True)
        week = today + dt.timedelta(days=7)
        self.until.set_value(min(week, item.reminder.due_on))
        self.reason = self.text(
            "reason", tr("Reason"), required=True, placeholder=tr("What is being waited for")
        )
        self.offer_others()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put off."""
        del confirmed
        return self.runner.run(
            self, snooze_reminders, self.reminders(), self.until.value(), self.reason.value()
        )


class ContactDialog(ReminderDialog):
    """Notes a talk with the enterprise."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        item: DueItem,
        others: Sequence[DueItem],
        today: dt.date,
    ) -> None:
        # A finding takes an answer of its own, which says what became of it.
        alike = [one for one in others if one.reminder.kind in OF_CERTIFICATES]
        super().__init__(runner, parent, tr("Enterprise contacted"), item, alike)
        self.on = self.date("contacted_on", tr("Day of the talk"), today=today, required=True)
        self.on.set_value(today)
        self.person = self.text(
            "person", tr("Spoke with"), required=True, longest=80, placeholder=tr("Name or post")
        )
        self.answer = self.multiline("answer", tr("Answer"), required=True, lines=3)
        self.settles = self.check("settles", tr("Nothing more is to be done: settle it"))
        self.offer_others()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note the talk."""
        del confirmed
        note = ContactNote(
            self.on.value(),
            self.person.value(),
            self.answer.value(),
            settles=bool(self.settles.value()),
        )
        return self.runner.run(self, note_contact, self.reminders(), note)


class ReopenDialog(ReminderDialog):
    """Brings back what was put off or settled."""

    def __init__(self, runner: Runner, parent: QWidget | None, item: DueItem) -> None:
        super().__init__(runner, parent, tr("Bring back"), item, (), tr("Bring back"))
        self.reason = self.text("reason", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Bring it back."""
        del confirmed
        return self.runner.run(self, reopen_reminders, [self._item.reminder], self.reason.value())


class LeadTimeDialog(ReminderDialog):
    """Gives one certificate a lead time of its own."""

    def __init__(self, runner: Runner, parent: QWidget | None, item: DueItem) -> None:
        super().__init__(runner, parent, tr("Lead time of this certificate"), item, ())
        self.days = self.number(
            "lead_days_own",
            tr("Days before"),
            hint=tr("Blank: the lead time of its kind."),
        )
        self.days.set_value(item.lead_days_own)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Set it."""
        del confirmed
        item = self._item
        return self.runner.run(
            self, set_lead_time, item.reminder.subject_id, item.version, self.days.value()
        )


class AssignDialog(FormDialog):
    """Says who looks after an enterprise's reminders."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        sheet: ReminderSheet,
        people: Sequence[ReminderPerson],
    ) -> None:
        super().__init__(runner, parent, tr("Assign"), width=480, intro=sheet.enterprise)
        self._sheet = sheet
        self.person = self.choice(
            "account_id",
            tr("Owner"),
            [(one.id, one.name) for one in people],
            typed=False,
            empty=tr("Nobody in particular"),
        )
        self.person.set_value(sheet.owner_id)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Assign."""
        del confirmed
        return self.runner.run(
            self, assign_reminders, self._sheet.enterprise_id, self.person.value()
        )
