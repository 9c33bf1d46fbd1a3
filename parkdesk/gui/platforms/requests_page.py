"""Requests to the public platforms: who asks for what, until when, and where it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform
from parkdesk.domain.requests import OPEN_STATES, RequestState
from parkdesk.gui.actions import action_for
from parkdesk.gui.platforms.request_dialogs import CompleteDialog, RefuseDialog, RequestDialog
from parkdesk.gui.platforms.words import line_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, tr, trn
from parkdesk.usecases.request_lists import (
    RequestFilter,
    RequestRow,
    list_requests,
    request_detail,
)
from parkdesk.usecases.requests import (
    accept_request,
    add_request,
    begin_request,
    complete_request,
    delete_request,
    edit_request,
    refuse_request,
)

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

TONES = {
    RequestState.RECEIVED: Tone.ACCENT,
    RequestState.ACCEPTED: Tone.ACCENT,
    RequestState.UNDERWAY: Tone.WARN,
    RequestState.DONE: Tone.GOOD,
    RequestState.REFUSED: Tone.NEUTRAL,
}
_OPEN, _OVERDUE = "open", "overdue"


class RequestsPage(RecordPage[RequestRow]):
    """Every request, those due first; one of them at the right with its next step."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"platform_request", "platform_service", "platform_offer", "enterprise"}
    )
    view_key: ClassVar[str] = "requests"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.as_at_note = tr("Requests that had come by that day, as they stood on it.")
        self.set_title(tr("Service requests"))
        self.say_count(lambda n: trn("{n} request", "{n} requests", n))
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("due_on"))
        self.set_empty(
            tr("No requests yet"),
            tr("Enter what an enterprise asks a platform for, and until when."),
            self.new,
            icon="send",
        )
        for action in (self.accept, self.begin, self.complete):
            self.panel.add_foot(action, primary=True)
        self.panel.add_foot(self.refuse)
        self.set_detail(self.panel, widths=(780, 400))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.accept = make(
            accept_request, tr("Accept"), self._accept, key="Ctrl+Return", icon="approve"
        )
        self.begin = make(
            begin_request, tr("Begin work"), self._begin_work, key="Ctrl+Return", icon="clock"
        )
        self.complete = make(
            complete_request, tr("Done…"), self._complete, key="Ctrl+Return", icon="check"
        )
        self.refuse = make(refuse_request, tr("Decline…"), self._refuse, icon="reject")
        self.edit = make(edit_request, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_request, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.accept, self.begin, self.complete, self.refuse):
            self.add_key(action)
        self.new = make(
            add_request, tr("New request"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        for action in (
            self._way_back(tr("To the service log"), "platforms", "platform"),
            self.edit,
            self.delete,
        ):
            self.add_action(action)
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.standing = self.add_choice(
            tr("Open and closed"),
            [(_OPEN, tr("Still open")), (_OVERDUE, tr("Past due"))],
            key="standing",
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in RequestState], key="state"
        )
        self.platform = self.add_choice(
            tr("All platforms"), [(one, label(one)) for one in Platform], key="platform"
        )
        self.search = self.add_search(tr("Enterprise, number or subject"))
        self.end_filters()

    def criteria(self) -> RequestFilter:
        """Return what the filters say."""
        standing = self.standing.value()
        return RequestFilter(
            self.search.words(),
            self.platform.value(),
            self.state.value(),
            standing == _OPEN,
            standing == _OVERDUE,
            self.shell.on,
        )

    def _ask(self, record_id: int) -> Request[RequestRow]:
        return self.runner.run(self, request_detail, record_id, self.shell.on)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[RequestRow]) -> object:
        request = self.runner.run(self, list_requests, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: RequestRow) -> None:
        self.panel.show_title(row.number, row.enterprise, (_state_text(row), _state_tone(row)))
        self.facts.show_facts(_facts(row))

    def _enable(self) -> None:
        """Offer the one next step of the request in view; what is past offers none."""
        row = self._row
        state = row.state if row is not None and self.shell.on is None else None
        may = self.runner.can(accept_request)
        for action, before in (
            (self.accept, RequestState.RECEIVED),
            (self.begin, RequestState.ACCEPTED),
            (self.complete, RequestState.UNDERWAY),
        ):
            # They share a key: only the one that comes next is there.
            action.setVisible(state is before and may)
            action.setEnabled(state is before and may)
        is_open = state in OPEN_STATES
        self.refuse.setEnabled(is_open and self.runner.can(refuse_request))
        self.edit.setEnabled(is_open and self.runner.can(edit_request))
        self.delete.setEnabled(state is RequestState.RECEIVED and self.runner.can(delete_request))
        self.panel.fit_foot()

    # Steps

    def _accept(self) -> None:
        if self._row is not None:
            request = self.runner.run(self, accept_request, self._row.id, self._row.version)
            request.done(lambda _none: self.shell.notify(tr("Request accepted")))

    def _begin_work(self) -> None:
        if self._row is not None:
            request = self.runner.run(self, begin_request, self._row.id, self._row.version)
            request.done(lambda _none: self.shell.notify(tr("Work on the request begun")))

    def _complete(self) -> None:
        if self._row is not None:
            self._open(CompleteDialog(self.runner, self, self.shell.today, self._row))

    def _refuse(self) -> None:
        if self._row is not None:
            self._open(RefuseDialog(self.runner, self, self._row))

    def _open_new(self) -> None:
        dialog = RequestDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, request_id: object) -> None:
        self.shell.notify(tr("Request saved"))
        if isinstance(request_id, int):
            self.show_record(request_id)

    def _open_edit(self) -> None:
        if self._row is not None:
            self._open(RequestDialog(self.runner, self, self.shell.today, self._row))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, _result: object) -> None:
        self.shell.notify(tr("Request saved"))

    def _ask_delete(self) -> None:
        row = self._row
        if row is None:
            return
        self._confirm_delete(
            tr(
                "Delete request {number} of {enterprise}?",
                number=row.number,
                enterprise=row.enterprise,
            ),
            lambda: self.runner.run(self, delete_request, row.id, row.version),
            tr("Request deleted"),
        )


def _state_text(row: RequestRow) -> str:
    state = label(row.state)
    return tr("{state}, past due", state=state) if row.overdue else state


def _state_tone(row: RequestRow) -> Tone:
    return Tone.BAD if row.overdue else TONES[row.state]


def _due_text(row: RequestRow) -> str:
    day = date_text(row.due_on)
    return tr("{day}, overdue", day=day) if row.overdue else day


def _service_text(row: RequestRow) -> str:
    return row.offer or label(row.kind)


def _facts(row: RequestRow) -> list[tuple[str, str]]:
    facts = [
        (tr("Subject of the request"), row.subject),
        (tr("Platform"), label(row.platform)),
        (tr("Service"), _service_text(row)),
        (tr("Came on"), date_text(row.received_on)),
        (tr("To be done by"), _due_text(row)),
        (tr("Accepted on"), date_text(row.accepted_on)),
        (tr("Work begun on"), date_text(row.begun_on)),
        (tr("Closed on"), date_text(row.closed_on)),
    ]
    if row.state is RequestState.REFUSED:
        facts.append((tr("Reason"), row.reason))
    if row.line is not None:
        facts.append((tr("Line of the log"), line_text(row.line)))
    return [*facts, (tr("Remarks"), row.note)]


def _columns() -> tuple[Column[RequestRow], ...]:
    return (
        Column(
            tr("To be done by"),
            lambda row: date_text(row.due_on),
            "due_on",
            width=92,
            value=lambda row: row.due_on,
        ),
        Column(
            tr("State"),
            _state_text,
            tone=_state_tone,
            width=90,
            key="state",
        ),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=190, grows=True),
        Column(
            tr("Subject of the request"),
            lambda row: row.subject,
            width=180,
            key="subject",
            grows=True,
        ),
        Column(tr("Platform"), lambda row: label(row.platform), "platform", width=110, yields=1),
        Column(tr("Service"), _service_text, width=120, key="service", hidden=True, grows=True),
        Column(
            tr("Came on"),
            lambda row: date_text(row.received_on),
            "received_on",
            width=92,
            yields=2,
            value=lambda row: row.received_on,
        ),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=3),
        Column(tr("Remarks"), lambda row: row.note, width=160, key="note", hidden=True, grows=True),
    )
