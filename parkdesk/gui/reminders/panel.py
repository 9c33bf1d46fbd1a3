"""One enterprise beside the worklist: what is due, and what was done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.reminders import DueItem, ReminderKind, ReminderState, most_pressing
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.reminders.words import TONES, days_text, note_text
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, instant_text, label, number_text, tr, trn
from parkdesk.reports.due import item_text
from parkdesk.usecases.reminder_lists import ReminderNote, ReminderSheet


class ReminderPanel(DetailPanel):
    """Shows the reminders of an enterprise; what can be done with them are the page's actions.

    Signals:
        item_changed: another reminder is chosen; ask `item()`.
    """

    item_changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Choose an enterprise to see what is due and what was done."))
        self.sheet: ReminderSheet | None = None
        self.items = ShortTable[DueItem]("ReminderItems", _item_columns(), most=7, least=1)
        self.items.row_changed.connect(self._item_changed)
        self.callout = Callout("", Tone.BAD)
        self.facts = Facts()
        self.notes = ShortTable[ReminderNote]("ReminderNotes", _note_columns(), most=14)
        self._more = QHBoxLayout()
        self._more.setSpacing(SPACE * 2)
        due = QWidget()
        box = QVBoxLayout(due)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        for part in (self.items, self.callout, self.facts):
            box.addWidget(part)
        box.addLayout(self._more)
        self.add_tab(tr("What is due"), due)
        self.quiet = text_label(tr("Nobody has noted anything yet."), "muted", wrap=True)
        self.add_tab(tr("What was done"), self._done_tab())

    def add_more(self, actions: Sequence[PageAction]) -> None:
        """Put the buttons of seldom actions under the facts."""
        for action in actions:
            self._more.addWidget(ActionButton(action))
        self._more.addStretch()

    def show_sheet(self, sheet: ReminderSheet) -> None:
        """Show an enterprise, the reminder chosen before still chosen where it is there."""
        before = self.item()
        self.sheet = sheet
        state = most_pressing(one.state for one in sheet.items) if sheet.items else None
        owner = (
            tr("looked after by {name}", name=sheet.owner)
            if sheet.owner
            else tr("nobody looks after it in particular")
        )
        count = trn("{n} reminder", "{n} reminders", len(sheet.items))
        chip = (label(state), TONES[state]) if state is not None else None
        self.show_title(sheet.enterprise, f"{count} · {owner}", chip)
        self.items.show_rows(sheet.items)
        place = 0
        if before is not None:
            names = [(one.reminder.kind, one.reminder.subject_id) for one in sheet.items]
            wanted = (before.reminder.kind, before.reminder.subject_id)
            place = names.index(wanted) if wanted in names else 0
        self.items.select_place(place)
        self.notes.show_rows(sheet.notes)
        self.notes.setVisible(bool(sheet.notes))
        self.quiet.setVisible(not sheet.notes)
        self.name_tab(1, tr("What was done {n}", n=number_text(len(sheet.notes))))
        self._item_changed()

    def forget(self) -> None:
        """Show no enterprise."""
        self.sheet = None
        self.items.show_rows(())
        self.show_nothing()

    def item(self) -> DueItem | None:
        """Return the reminder that is chosen."""
        return self.items.current() if self.sheet is not None else None

    def others(self) -> list[DueItem]:
        """Return the other reminders of the enterprise that have begun and are not settled."""
        chosen, sheet = self.item(), self.sheet
        if sheet is None:
            return []
        passed_over = {ReminderState.COMING, ReminderState.SETTLED}
        return [one for one in sheet.items if one is not chosen and one.state not in passed_over]

    def _done_tab(self) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.notes)
        box.addWidget(self.quiet)
        return tab

    def _item_changed(self, _row: object = None) -> None:
        item = self.item()
        if item is not None:
            self.facts.show_facts(_facts(item))
            said = _warning(item)
            self.callout.say(said, Tone.BAD)
            self.callout.setVisible(bool(said))
        self.item_changed.emit()


def _item_columns() -> tuple[Column[DueItem], ...]:
    return (
        Column(tr("What"), item_text, width=170, grows=True, wraps=True),
        Column(tr("Day"), lambda item: date_text(item.reminder.due_on), width=92),
        Column(
            tr("State"),
            lambda item: label(item.state),
            tone=lambda item: TONES[item.state],
            width=84,
        ),
    )


def _note_columns() -> tuple[Column[ReminderNote], ...]:
    return (
        Column(tr("When"), lambda note: instant_text(note.noted_at), width=120, muted=True),
        Column(tr("Who"), lambda note: note.noted_by, width=64),
        Column(tr("What was done"), note_text, width=260, grows=True),
    )


def _facts(item: DueItem) -> list[tuple[str, str]]:
    reminder = item.reminder
    lead = trn("{n} day before", "{n} days before", item.lead_days)
    if item.lead_days_own is not None and reminder.kind is ReminderKind.EXPIRY:
        lead = tr("{lead}, set for this certificate", lead=lead)
    number = (tr("Number"), item.number)
    # The list has room for the beginning of a finding's sentence alone.
    said = [(tr("What"), item_text(item)), (tr("Rule no."), item.number)]
    return [
        *((number,) if item.rule is None else said),
        (tr("Day") if item.rule is None else tr("Answer by"), date_text(reminder.due_on)),
        (tr("Days left"), days_text(item.days_left)),
        (tr("Reminded from"), f"{date_text(reminder.first_on)} · {lead}"),
        # An empty line is left out: nobody was given it.
        (tr("Owner"), item.owner),
    ]


def _warning(item: DueItem) -> str:
    if item.state is ReminderState.OVERDUE and item.rule is not None:
        return tr("Its day is over and nobody has answered.")
    if item.state is ReminderState.OVERDUE:
        return tr("Its day is over and no renewal or check is registered.")
    if item.state is ReminderState.URGENT:
        return tr("Near its day: it is counted for the manager too.")
    return ""
