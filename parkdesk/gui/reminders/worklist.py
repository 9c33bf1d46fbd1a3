"""The worklist: one line per enterprise with what is due, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.reminders import NOBODY, RAISED, ReminderFilter, ReminderKind, ReminderState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.surveillance_dialog import SurveillanceDialog
from parkdesk.gui.documents.expiries import expiry_action
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.reminders.answering import ask_answer
from parkdesk.gui.reminders.dialogs import (
    AssignDialog,
    ContactDialog,
    LeadTimeDialog,
    ReopenDialog,
    SnoozeDialog,
)
from parkdesk.gui.reminders.files import ask_calendar
from parkdesk.gui.reminders.panel import ReminderPanel
from parkdesk.gui.reminders.rules_dialog import RulesDialog
from parkdesk.gui.reminders.words import TONES, days_text
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.reports.due import item_text
from parkdesk.usecases.certification_details import CertificationDetail, certification_detail
from parkdesk.usecases.certification_rules import CertificationRules, certification_rules
from parkdesk.usecases.certifications import renew_certification
from parkdesk.usecases.findings import answer_findings
from parkdesk.usecases.reminder_exports import reminder_calendar
from parkdesk.usecases.reminder_lists import (
    UNTOUCHED,
    ReminderCounts,
    ReminderLine,
    ReminderPerson,
    ReminderSheet,
    Worklist,
    list_reminders,
    reminder_counts,
    reminder_people,
    reminder_sheet,
    states_counted,
)
from parkdesk.usecases.reminders import (
    assign_reminders,
    note_contact,
    reminder_rules,
    reopen_reminders,
    set_lead_time,
    snooze_reminders,
)

if TYPE_CHECKING:
    from parkdesk.domain.reminders import ReminderRule
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

_WITHIN_DAYS = (30, 90, 180, 365)
_WHOLE_PAST = -1
_UNTOUCHED, _RAISED = "untouched", "raised"
_MINE, _NOBODY = "mine", "nobody"


class WorklistSection(RegistryPage[ReminderLine]):
    """What is due by enterprise; the chosen one's reminders at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "certification",
            "certification_surveillance",
            "certification_type",
            "enterprise",
            "finding",
            "reminder_note",
            "reminder_owner",
            "reminder_rule",
        }
    )

    view_key: ClassVar[str] = "reminders"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("due"))
        self.set_empty(
            tr("Nothing is due"),
            tr("Certificates and findings show up here when their lead time begins."),
            icon="calendar",
        )
        self.table.records.counted.connect(self._say_done)
        self.panel = ReminderPanel()
        for action in (self.contact, self.snooze, self.renew, self.open):
            self.panel.add_foot(action)
        self.panel.add_more((self.assign, self.lead, self.reopen))
        self.panel.item_changed.connect(self._enable)
        self.set_detail(self.panel, widths=(700, 430))
        self.table.opened.connect(lambda _row: self.contact.trigger())
        self._enable()
        self._count()
        self.runner.run(self, states_counted).done(self._open_with)

    def _open_with(self, states: frozenset[ReminderState]) -> None:
        """Open with what the side bar counts, unless the person has asked for something else."""
        if states == RAISED and self.state.value() == _UNTOUCHED:
            self.state.come_with(_RAISED)
            self.reload()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.contact = make(
            note_contact, tr("Contacted…"), self._open_contact, key="F2", icon="person"
        )
        self.snooze = make(
            snooze_reminders, tr("Put off…"), self._open_snooze, key="F6", icon="clock"
        )
        self.renew = make(
            renew_certification, tr("Renew"), self._open_renewal, key="Ctrl+R", icon="refresh"
        )
        self.open = PageAction(
            self, tr("Open"), self._open_certificate, key="F4", icon="certificate"
        )
        self.assign = make(assign_reminders, tr("Assign…"), self._open_assign, key="F7")
        self.lead = make(set_lead_time, tr("Lead time…"), self._open_lead, key="Ctrl+Alt+L")
        self.reopen = make(reopen_reminders, tr("Bring back…"), self._open_reopen)
        for action in (self.contact, self.snooze, self.renew, self.open):
            self.add_key(action)
        for action in (self.assign, self.lead, self.reopen):
            self.add_key(action)
        self.rules = make(reminder_rules, tr("Rules…"), self._open_rules, icon="settings")
        self.save_calendar = make(
            reminder_calendar,
            tr("Save as calendar…"),
            self._ask_calendar,
            key="Ctrl+Shift+E",
            icon="export",
        )
        self.add_action(self.rules)
        self.add_action(expiry_action(self.runner, self))
        self.add_action(self.save_calendar)

    def _make_filters(self) -> None:
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in ReminderKind], key="kind"
        )
        within = [(days, tr("Due within {days} days", days=days)) for days in _WITHIN_DAYS]
        self.within = self.add_choice(
            tr("Reminded by now"),
            [*within, (_WHOLE_PAST, tr("However long past due"))],
            key="within",
        )
        self.state = self.add_choice(
            tr("All states"),
            [
                (_UNTOUCHED, tr("Nobody has acted")),
                (_RAISED, tr("Urgent or past due")),
                *((one, label(one)) for one in ReminderState),
            ],
            key="state",
        )
        # What waits for somebody is what an office opens this page for.
        self.state.come_with(_UNTOUCHED)
        self.owner = self.add_choice(
            tr("Anybody's"), [(_MINE, tr("Mine")), (_NOBODY, tr("Nobody's"))], key="owner"
        )
        self.search = self.add_search(tr("Enterprise"))
        self.end_filters()

    def criteria(self) -> ReminderFilter:
        """Return what the filters say."""
        assert self.runner.desk is not None
        state, within = self.state.value() or "", self.within.value()
        several = {"": frozenset[ReminderState](), _UNTOUCHED: UNTOUCHED, _RAISED: RAISED}
        states = several.get(state)
        owners = {_MINE: self.runner.desk.actor.id, _NOBODY: NOBODY}
        return ReminderFilter(
            self.search.words(),
            None if within == _WHOLE_PAST else within,
            self.kind.value(),
            frozenset({ReminderState(state)}) if states is None else states,
            owners.get(self.owner.value() or ""),
            whole_past=within == _WHOLE_PAST,
        )

    def show_detail(self, record_id: int | None) -> None:
        """Load an enterprise into the panel."""
        if record_id is None:
            self.panel.forget()
            self._enable()
            return
        self.runner.run(self, reminder_sheet, record_id).done(self._show)

    def refresh(self) -> None:
        """Fetch lines, detail and counts again."""
        super().refresh()
        self._count()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ReminderLine]) -> object:
        def windowed(found: Worklist) -> None:
            arrived(Window(found.lines, found.total, found.offset))

        request = self.runner.run(self, list_reminders, self.criteria(), sort, offset, limit)
        return request.done(windowed)

    def _say_done(self, total: int) -> None:
        """Say that the work is done where nothing is left of what the list opens with."""
        untouched = replace(self.criteria(), states=frozenset()) == ReminderFilter()
        if total == 0 and untouched and self.state.value() in {_UNTOUCHED, _RAISED}:
            self.table.empty.say(
                tr("Nothing waits for anybody"),
                tr("What was put off or talked about is under “All states”."),
                "check",
            )
            self.table.empty.offer_button(tr("All states"), self.state.clear_choice)

    def _show(self, sheet: ReminderSheet) -> None:
        if sheet.enterprise_id == self.current_id():
            self.panel.show_sheet(sheet)
            self._enable()

    def _enable(self) -> None:
        item = self.panel.item()
        here, can = item is not None, self.runner.can
        over = item is not None and item.days_left <= 0
        acted = item is not None and item.state in {
            ReminderState.SNOOZED,
            ReminderState.SETTLED,
            ReminderState.CONTACTED,
        }
        expiry = item is not None and item.reminder.kind is ReminderKind.EXPIRY
        finding = item is not None and item.reminder.kind is ReminderKind.FINDING
        self.contact.setText(tr("Answer…") if finding else tr("Contacted…"))
        self.contact.setEnabled(here and can(answer_findings if finding else note_contact))
        self.snooze.setEnabled(here and not over and can(snooze_reminders))
        # What ends a reminder for good: the next certificate, or the word on its yearly check.
        self.renew.setText(tr("Audit done…") if here and not expiry else tr("Renew"))
        self.renew.setVisible(not finding)
        self.renew.setEnabled(here and not finding and can(renew_certification))
        self.open.setEnabled(here)
        self.assign.setEnabled(self.panel.sheet is not None and can(assign_reminders))
        self.lead.setEnabled(expiry and can(set_lead_time))
        self.reopen.setEnabled(acted and can(reopen_reminders))

    def _count(self) -> None:
        self.runner.run(self, reminder_counts).done(self._show_counts)

    def _show_counts(self, counts: ReminderCounts) -> None:
        self.set_count(
            tr(
                "{waiting} enterprises wait · {urgent} urgent · {overdue} past due",
                waiting=number_text(counts.waiting),
                urgent=number_text(counts.urgent),
                overdue=number_text(counts.overdue),
            )
        )

    # What can be done

    def _open_contact(self) -> None:
        item = self.panel.item()
        if item is not None and item.rule is not None:
            ask_answer(self.runner, self, item, self._ask)
        elif item is not None:
            self._ask(ContactDialog(self.runner, self, item, self.panel.others(), self.shell.today))

    def _open_snooze(self) -> None:
        item = self.panel.item()
        if item is not None:
            self._ask(SnoozeDialog(self.runner, self, item, self.panel.others(), self.shell.today))

    def _open_reopen(self) -> None:
        item = self.panel.item()
        if item is not None:
            self._ask(ReopenDialog(self.runner, self, item))

    def _open_lead(self) -> None:
        item = self.panel.item()
        if item is not None:
            self._ask(LeadTimeDialog(self.runner, self, item))

    def _open_assign(self) -> None:
        sheet = self.panel.sheet

        def opened(people: tuple[ReminderPerson, ...]) -> None:
            if sheet is not None:
                self._ask(AssignDialog(self.runner, self, sheet, people))

        self.runner.run(self, reminder_people).done(opened)

    def _open_rules(self) -> None:
        def opened(rules: tuple[ReminderRule, ...]) -> None:
            self._ask(RulesDialog(self.runner, self, rules, self.shell.today))

        self.runner.run(self, reminder_rules).done(opened)

    def _open_certificate(self) -> None:
        item = self.panel.item()
        if item is not None:
            page = "certifications" if item.rule is None else "findings"
            self.shell.open_page(page, item.reminder.subject_id)

    def _open_renewal(self) -> None:
        item = self.panel.item()
        if item is None:
            return

        def found(detail: CertificationDetail) -> None:
            if item.reminder.kind is ReminderKind.SURVEILLANCE:
                dialog = SurveillanceDialog(self.runner, self, detail, self.shell.today)
                dialog.due_on.set_value(item.reminder.due_on)
                dialog.set_untouched()
                self._ask(dialog)
                return
            asked = self.runner.run(self, certification_rules)
            asked.done(partial(self._open_form, detail))

        self.runner.run(self, certification_detail, item.reminder.subject_id).done(found)

    def _open_form(self, detail: CertificationDetail, rules: CertificationRules) -> None:
        today = self.shell.today
        self._ask(CertificationDialog(self.runner, self, rules, today, renews=detail))

    def _ask(self, dialog: FormDialog) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(tr("Saved")))
        dialog.open()

    def _ask_calendar(self) -> None:
        ask_calendar(self, self.criteria())


def _columns() -> tuple[Column[ReminderLine], ...]:
    return (
        Column(tr("Enterprise"), lambda line: line.enterprise, "enterprise", width=176, grows=True),
        Column(
            tr("Nearest day"),
            lambda line: date_text(line.nearest.reminder.due_on),
            "due",
            width=92,
            value=lambda line: line.nearest.reminder.due_on,
        ),
        Column(
            tr("Days left"),
            lambda line: days_text(line.nearest.days_left),
            numeric=True,
            width=84,
            key="days_left",
            value=lambda line: line.nearest.days_left,
            yields=1,
        ),
        Column(
            tr("State"),
            lambda line: label(line.state),
            "state",
            tone=lambda line: TONES[line.state],
            width=84,
        ),
        # The last words say what is to be done: lesser columns wait until they stand.
        Column(
            tr("What"),
            lambda line: item_text(line.nearest),
            width=280,
            key="what",
            grows=True,
            wraps=True,
        ),
        Column(
            tr("In all"),
            lambda line: number_text(line.count),
            "count",
            numeric=True,
            width=52,
            value=lambda line: line.count,
            yields=2,
        ),
        Column(
            tr("Owner"),
            lambda line: line.owner or "—",
            width=84,
            muted=True,
            key="owner",
            yields=3,
        ),
    )
