"""Filings and disputes: what the platform follows for whom, and what has to be done by when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.ip_matters import IpKind, IpState
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.ip.dialogs import EndDialog, FiledDialog, MatterDialog
from parkdesk.gui.ip.words import facts_of, state_text, state_tone
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.i18n import date_text, label, tr, trn
from parkdesk.usecases.ip_matter_lists import (
    MatterFilter,
    MatterRow,
    list_matters,
    matter_detail,
)
from parkdesk.usecases.ip_matters import (
    add_matter,
    delete_matter,
    edit_matter,
    end_matter,
    file_matter,
    take_matter_back,
)

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

_OPEN, _PAST_DUE = "open", "past-due"


class IpMattersPage(RecordPage[MatterRow]):
    """Every filing and dispute, what is due first at the top; one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"ip_matter", "enterprise"})
    view_key: ClassVar[str] = "ip-matters"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.as_at_note = tr("Filings and disputes taken on by that day, as they stood on it.")
        self.set_title(tr("Filings and disputes"))
        self.say_count(lambda n: trn("{n} matter", "{n} matters", n))
        self._make_actions()
        self.standing = self.add_choice(
            tr("Open and closed"),
            [(_OPEN, tr("Still open")), (_PAST_DUE, tr("Past due"))],
            key="standing",
        )
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in IpKind], key="kind"
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in IpState], key="state"
        )
        self.search = self.add_search(tr("Enterprise, matter, other side or number"))
        self.templates = PageAction(
            self, tr("IP templates"), lambda: self.shell.open_page("ip-templates"), icon="book"
        )
        self.filters.add(ActionButton(self.add_key(self.templates)))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("due_on"))
        self.set_empty(
            tr("No filings or disputes yet"),
            tr("Take down what the platform files or settles for an enterprise, and by when."),
            self.new,
            icon="certificate",
        )
        for action in (self.file, self.end):
            self.panel.add_foot(action, primary=True)
        self.panel.add_foot(self.drop)
        self.panel.add_foot(self.back)
        self.set_detail(self.panel, widths=(780, 400))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.file = make(
            file_matter, tr("Taken in…"), self._open_filed, key="Ctrl+Return", icon="approve"
        )
        self.end = make(end_matter, tr("Ended…"), self._open_end, key="Ctrl+Return", icon="check")
        self.drop = make(end_matter, tr("Given up…"), self._open_end, icon="reject")
        self.back = make(take_matter_back, tr("Take the step back"), self._take_back, icon="return")
        self.edit = make(edit_matter, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_matter, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.file, self.end, self.drop, self.back):
            self.add_key(action)
        self.new = make(
            add_matter, tr("New matter"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        for action in (
            self._way_back(tr("To the service log"), "platforms", "platform"),
            self.edit,
            self.delete,
        ):
            self.add_action(action)
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> MatterFilter:
        """Return what the filters say."""
        standing = self.standing.value()
        return MatterFilter(
            self.search.words(),
            self.kind.value(),
            self.state.value(),
            standing == _OPEN,
            standing == _PAST_DUE,
            self.shell.on,
        )

    def _ask(self, record_id: int) -> Request[MatterRow]:
        return self.runner.run(self, matter_detail, record_id, self.shell.on)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[MatterRow]) -> object:
        request = self.runner.run(self, list_matters, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: MatterRow) -> None:
        self.panel.show_title(row.number, row.enterprise, (state_text(row), state_tone(row)))
        self.facts.show_facts(facts_of(row))

    def _enable(self) -> None:
        """Offer what comes next for the matter in view; what is past offers nothing."""
        row = self._row if self.shell.on is None else None
        state = row.state if row is not None else None
        in_hand = state is IpState.OPEN and row is not None and not row.kind.is_dispute
        ends = state is IpState.FILED or (state is IpState.OPEN and not in_hand)
        for action, does, there in (
            (self.file, file_matter, in_hand),
            (self.end, end_matter, ends),
            (self.drop, end_matter, in_hand),
        ):
            # The first two share a key: only the one that comes next is there.
            shown = there and self.runner.can(does)
            action.setVisible(shown)
            action.setEnabled(shown)
        is_open = in_hand or ends
        went_on = state is not None and state is not IpState.OPEN
        self.back.setEnabled(went_on and self.runner.can(take_matter_back))
        self.edit.setEnabled(is_open and self.runner.can(edit_matter))
        self.delete.setEnabled(state is IpState.OPEN and self.runner.can(delete_matter))
        self.panel.fit_foot()

    # Steps

    def _open_new(self) -> None:
        dialog = MatterDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, matter_id: object) -> None:
        self._saved(None)
        if isinstance(matter_id, int):
            self.show_record(matter_id)

    def _open_edit(self) -> None:
        if self._row is not None:
            self._open(MatterDialog(self.runner, self, self.shell.today, self._row))

    def _open_filed(self) -> None:
        if self._row is not None:
            self._open(FiledDialog(self.runner, self, self.shell.today, self._row))

    def _open_end(self) -> None:
        if self._row is not None:
            self._open(EndDialog(self.runner, self, self.shell.today, self._row))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, _result: object) -> None:
        self.shell.notify(tr("Filing or dispute saved"))

    def _take_back(self) -> None:
        if self._row is not None:
            row = self._row
            request = self.runner.run(self, take_matter_back, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("The last step was taken back")))

    def _ask_delete(self) -> None:
        row = self._row
        if row is None:
            return
        self._confirm_delete(
            tr("Delete {number} of {enterprise}?", number=row.number, enterprise=row.enterprise),
            lambda: self.runner.run(self, delete_matter, row.id, row.version),
            tr("Filing or dispute deleted"),
        )


def _columns() -> tuple[Column[MatterRow], ...]:
    return (
        Column(tr("Next step by"), lambda row: date_text(row.due_on), "due_on", width=92,
               value=lambda row: row.due_on),
        Column(tr("State"), state_text, tone=state_tone, width=96, key="state"),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=180, grows=True),
        Column(tr("What it is about"), lambda row: row.title, width=180, key="title", grows=True),
        Column(tr("Kind"), lambda row: label(row.kind), "kind", width=110, yields=1),
        Column(tr("Taken on"), lambda row: date_text(row.opened_on), "opened_on", width=92,
               yields=2, value=lambda row: row.opened_on),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=3),
        Column(tr("Other side"), lambda row: row.other_side, width=140, key="other-side",
               hidden=True),
        Column(tr("Application number"), lambda row: row.application_number, width=130,
               key="application", hidden=True),
        Column(tr("Number of the certificate"), lambda row: row.certificate_number, width=130,
               key="certificate", hidden=True),
        Column(tr("Ended on"), lambda row: date_text(row.closed_on), width=92, key="ended",
               hidden=True, value=lambda row: row.closed_on),
        Column(tr("Remarks"), lambda row: row.note, width=160, key="note", hidden=True, grows=True),
    )  # fmt: skip
