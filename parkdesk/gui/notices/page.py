"""Public notices (公示): what is published until when, who objects, what may then be paid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.notices import NoticeAction, NoticeState, ObjectionState, notice_actions
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.documents.dialog import open_document
from parkdesk.gui.notices.calendar_dialog import CalendarDialog
from parkdesk.gui.notices.dialogs import (
    CloseDialog,
    DecideDialog,
    ObjectionDialog,
    PublishDialog,
    WithdrawDialog,
)
from parkdesk.gui.notices.showing import (
    claim_columns,
    notice_columns,
    notice_facts,
    objection_columns,
)
from parkdesk.gui.notices.words import NOTICE_TONES
from parkdesk.gui.payments.files import ask_paper
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.issued_documents import draft_document
from parkdesk.usecases.notice_lists import (
    ListedClaim,
    NoticeDetail,
    NoticeFilter,
    NoticeRow,
    ObjectionRow,
    list_notices,
    notice_detail,
)
from parkdesk.usecases.notices import (
    NoticeKey,
    close_notice,
    decide_objection,
    publish_notice,
    record_objection,
    withdraw_notice,
)
from parkdesk.usecases.payment_prints import notice_paper
from parkdesk.usecases.working_days import save_year_notice

if TYPE_CHECKING:
    from parkdesk.domain.payment_papers import NoticePaper
    from parkdesk.gui.pages import Shell


class NoticesPage(RegistryPage[NoticeRow]):
    """Every notice, and one with its claims and objections at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"notice", "notice_claim", "notice_objection", "claim"}
    )
    view_key: ClassVar[str] = "notices"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: NoticeDetail | None = None
        self.set_title(tr("Public notices"))
        self.say_count(lambda n: trn("{n} notice", "{n} notices", n))
        self._make_actions()
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in NoticeState], key="state"
        )
        self.search = self.add_search(tr("Notice, claim or enterprise"))
        self.end_filters()
        self.set_list(notice_columns(shell.today), self._load, Sort("created", descending=True))
        self.set_empty(
            tr("No public notices yet"),
            tr("Approved claims are published for a number of working days before they are paid."),
            self.new,
            icon="eye",
        )
        self._make_panel()
        self.table.opened.connect(lambda _row: self._do_next())
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.calendar = make(
            save_year_notice, tr("Working days…"), self._open_calendar, icon="calendar"
        )
        self.print = PageAction(self, tr("Print the list"), self._print, key="Ctrl+P", icon="print")
        self.issuing = make(
            draft_document,
            tr("Issue the list…"),
            self.open_list,
            key="Ctrl+Shift+G",
            icon="report",
        )
        self.new = make(
            publish_notice, tr("New notice"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        for action in (self.calendar, self.issuing, self.print):
            self.add_action(action)
        self.add_action(self.new, primary=True, key_shown=True)
        self.close_it = make(close_notice, tr("Close the notice…"), self._close, icon="check")
        self.object = make(
            record_objection, tr("Objection…"), self._object, key="Ctrl+Alt+O", icon="plus"
        )
        self.decide = make(decide_objection, tr("Decide…"), self._decide, key="F2")
        self.withdraw = make(withdraw_notice, tr("Withdraw…"), self._withdraw, icon="return")
        for action in (self.close_it, self.object, self.decide, self.withdraw):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.panel = DetailPanel(tr("Choose a notice to see its claims."))
        self.facts, self.notes = Facts(), Callout()
        over = QWidget()
        box = QVBoxLayout(over)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(self.notes)
        box.addWidget(self.facts)
        self.claims: ShortTable[ListedClaim] = ShortTable("NoticeClaims", claim_columns(), most=14)
        self.objections: ShortTable[ObjectionRow] = ShortTable(
            "NoticeObjections", objection_columns(), most=10
        )
        self.objections.row_changed.connect(lambda _row: self._enable())
        self.objections.opened.connect(lambda _row: self.decide.trigger())
        self.panel.add_tab(tr("Overview"), over)
        self.panel.add_tab(tr("Claims"), self.claims)
        self.panel.add_tab(tr("Objections"), self.objections)
        self.panel.add_foot(self.close_it, primary=True)
        self.panel.add_foot(self.object)
        self.panel.add_foot(self.decide)
        self.panel.add_foot(self.withdraw)
        self.set_detail(self.panel, widths=(680, 480))

    def criteria(self) -> NoticeFilter:
        """Return what the filters say."""
        return NoticeFilter(self.search.words(), self.state.value())

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[NoticeRow]) -> object:
        request = self.runner.run(self, list_notices, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    # Showing

    def show_detail(self, record_id: int | None) -> None:
        """Load a notice into the panel."""
        self._detail = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
            return
        request = self.runner.run(self, notice_detail, record_id)
        request.done(self._show).refused(lambda _error: True)

    def _show(self, detail: NoticeDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self._detail = detail
        row = detail.row
        self.panel.show_title(
            row.number,
            in_language(row.programme, row.programme_en),
            (label(row.state), NOTICE_TONES[row.state]),
        )
        self.facts.show_facts(notice_facts(detail))
        words, tone = self._next_step(detail)
        self.notes.say(words, tone)
        self.notes.setVisible(bool(words))
        self.claims.show_rows(detail.claims)
        self.objections.show_rows(detail.objections)
        self.panel.name_tab(1, tr("Claims {n}", n=number_text(len(detail.claims))))
        self.panel.name_tab(2, tr("Objections {n}", n=number_text(len(detail.objections))))
        self._enable()

    def _next_step(self, detail: NoticeDetail) -> tuple[str, Tone]:
        row = detail.row
        if row.state is not NoticeState.OPEN:
            return detail.closing, Tone.NEUTRAL
        if row.open_objections:
            words = trn("{n} objection is open", "{n} objections are open", row.open_objections)
            return tr(
                "{objections}: nothing in this notice is paid until it is decided.",
                objections=words,
            ), Tone.WARN
        if row.last_on < self.shell.today:
            return tr("Over without an open objection: close it."), Tone.GOOD
        words = tr(
            "Working day {n} of {days}; objections until {day}.",
            n=number_text(detail.days_gone),
            days=number_text(row.working_days),
            day=date_text(row.last_on),
        )
        return words, Tone.ACCENT

    def _enable(self) -> None:
        detail = self._detail
        allowed = notice_actions(detail.row.state) if detail else ()
        over = detail is not None and detail.row.last_on < self.shell.today
        settled = detail is not None and not detail.row.open_objections
        objection = self.objections.current()
        states: dict[PageAction, tuple[bool, UseCase[..., Any]]] = {
            self.close_it: (NoticeAction.CLOSE in allowed and over and settled, close_notice),
            self.object: (NoticeAction.CLOSE in allowed, record_objection),
            self.withdraw: (NoticeAction.WITHDRAW in allowed, withdraw_notice),
            self.decide: (
                detail is not None
                and objection is not None
                and objection.state is ObjectionState.OPEN,
                decide_objection,
            ),
        }
        for action, (fits, use_case) in states.items():
            action.setEnabled(fits and self.runner.can(use_case))
        self.print.setEnabled(detail is not None)
        self.issuing.setEnabled(detail is not None)

    # Doing

    def _do_next(self) -> None:
        if self.close_it.isEnabled():
            self.close_it.trigger()
        elif self._detail is not None and self._detail.objections:
            self.panel.tabs.setCurrentIndex(2)
        else:
            self.panel.tabs.setCurrentIndex(1)

    def _open_new(self) -> None:
        dialog = PublishDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._published)
        dialog.open()

    def _published(self, notice: NoticeKey) -> None:
        self.shell.notify(tr("{notice} published", notice=notice.number))
        self.show_record(notice.id)

    def _open_calendar(self) -> None:
        dialog = CalendarDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(lambda _days: self.shell.notify(tr("The year is entered")))
        dialog.open()

    def _object(self) -> None:
        if self._detail is not None:
            dialog = ObjectionDialog(self.runner, self, self._detail, self.shell.today)
            dialog.saved.connect(lambda _id: self.panel.tabs.setCurrentIndex(2))
            dialog.open()

    def _decide(self) -> None:
        row = self.objections.current()
        if row is not None:
            DecideDialog(self.runner, self, row).open()

    def _close(self) -> None:
        if self._detail is not None:
            dialog = CloseDialog(self.runner, self, self._detail.row)
            dialog.saved.connect(
                lambda _key: self.shell.notify(tr("Closed: its claims wait for payment"))
            )
            dialog.open()

    def _withdraw(self) -> None:
        if self._detail is not None:
            WithdrawDialog(self.runner, self, self._detail.row).open()

    def open_list(self) -> None:
        """Show the list of the notice in view as it would be issued."""
        if self._detail is not None:
            asked = DocumentRequest(DocumentKind.NOTICE, self._detail.row.id)
            open_document(self.runner, self, asked, self.shell.notify)

    def _print(self) -> None:
        if self._detail is not None:
            row = self._detail.row
            ask_paper(self, row.number, notice_paper, row.id, _draw)


def _draw(paper: NoticePaper, code: str) -> bytes:
    # Imported here, as every print is: ReportLab takes its time.
    from parkdesk.reports.payment_papers import render_notice

    return render_notice(paper, code)
