"""Payment batches (拨付批次): who is paid what, who approved it, and what the bank says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.errors import NeedsConfirmation
from parkdesk.domain.paging import Sort
from parkdesk.domain.payment_holds import HoldRow
from parkdesk.domain.payments import (
    BatchAction,
    BatchKey,
    LineState,
    batch_actions,
)
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.payments.answers_dialog import AnswersDialog
from parkdesk.gui.payments.dialogs import (
    AnswerDialog,
    ApproveBatchDialog,
    BankSheetDialog,
    CancelBatchDialog,
)
from parkdesk.gui.payments.files import ask_sheet_file, print_batch
from parkdesk.gui.payments.finish_dialog import offer_to_finish
from parkdesk.gui.payments.list_dialog import tab_of
from parkdesk.gui.payments.make_dialog import MakeBatchDialog
from parkdesk.gui.payments.returns_dialogs import DecideReturnDialog, ReturnDialog
from parkdesk.gui.payments.sheets_dialog import BankSheetsDialog
from parkdesk.gui.payments.showing import (
    batch_columns,
    batch_facts,
    hold_columns,
    is_entered,
    line_columns,
    may_follow,
    next_step,
    sheet_columns,
    withheld_text,
)
from parkdesk.gui.payments.states import FOR_CLOSING, batch_filter, state_options
from parkdesk.gui.payments.words import BATCH_TONES
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, message, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.payments import hold_text
from parkdesk.usecases.bank_sheets import list_bank_sheets
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.payment_lists import (
    BatchDetail,
    BatchFilter,
    BatchRow,
    LineRow,
    WrittenSheetRow,
    batch_detail,
    list_batches,
)
from parkdesk.usecases.payment_returns import enter_transfer_return
from parkdesk.usecases.payment_sheets import (
    Recorded,
    open_bank_sheet,
    record_bank_answer,
    record_bank_answers,
)
from parkdesk.usecases.payments import (
    approve_batch,
    cancel_batch,
    follow_up_batch,
    make_batch,
)

if TYPE_CHECKING:
    from parkdesk.domain.closing import CheckCode
    from parkdesk.gui.pages import Shell


class PaymentsPage(RegistryPage[BatchRow]):
    """Every batch, and one of them with its lines at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"payment_batch", "payment_line", "payment_return", "payment_sheet", "claim"}
    )
    view_key: ClassVar[str] = "payments"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: BatchDetail | None = None
        self.set_title(tr("Payment batches"))
        self.say_count(lambda n: trn("{n} batch", "{n} batches", n))
        self._make_actions()
        self.state = self.add_choice(tr("All states"), state_options(), key="state")
        self.search = self.add_search(tr("Batch, claim or enterprise"))
        self.end_filters()
        self.set_list(batch_columns(), self._load, Sort("made", descending=True))
        self.set_empty(
            tr("No payment batches yet"),
            tr("Claims that wait for payment go into a batch; a second person approves it."),
            self.new,
            icon="money",
        )
        self._make_panel()
        self.table.opened.connect(lambda _row: self._do_next())
        shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        offer_to_finish(self)

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.budgets = PageAction(
            self, tr("Budgets"), lambda: self.shell.open_page("budgets"), icon="statistics"
        )
        self.checks = PageAction(
            self,
            tr("After-payment checks"),
            lambda: self.shell.open_page("verifications"),
            icon="search",
        )
        self.approve = make(approve_batch, tr("Approve…"), self._approve, icon="approve")
        self.sheet = make(
            open_bank_sheet, tr("Bank sheet…"), self._open_sheet, key="Ctrl+Shift+E", icon="export"
        )
        self.answers = make(
            record_bank_answers,
            tr("Bank's answer…"),
            self._open_answers,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.answer = make(record_bank_answer, tr("One line…"), self._open_answer, key="F2")
        self.follow = make(
            follow_up_batch, tr("Pay failures again"), self._follow_up, key="Ctrl+B", icon="return"
        )
        self.returned = make(
            enter_transfer_return,
            tr("Transfer came back…"),
            self._open_return,
            key="Shift+F2",
            icon="return",
        )
        self.templates = make(
            list_bank_sheets, tr("Templates of bank sheets"), self._open_templates, icon="columns"
        )
        self.cancel = make(cancel_batch, tr("Cancel the batch…"), self._cancel, icon="reject")
        self.print = PageAction(self, tr("Print"), self._print, key="Ctrl+P", icon="print")
        for action in (self.answer, self.cancel, self.follow):
            self.add_key(action)
        self.new = make(
            make_batch, tr("New batch"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        for action in (self.budgets, self.checks, self.templates, self.print):
            self.add_action(action)
        self.add_action(self.new, primary=True, key_shown=True)
        for action in (self.approve, self.sheet, self.answers, self.returned):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.panel = DetailPanel(tr("Choose a batch to see its lines."))
        self.facts = Facts()
        self.notes = Callout()
        over = QWidget()
        box = QVBoxLayout(over)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(self.notes)
        box.addWidget(self.facts)
        self.lines: ShortTable[LineRow] = ShortTable("PaymentLines", line_columns(), most=14)
        self.lines.row_changed.connect(lambda _row: self._enable())
        self.lines.opened.connect(lambda _row: self.answer.trigger())
        self.holds: ShortTable[HoldRow] = ShortTable("PaymentHolds", hold_columns(), most=10)
        self.sheets: ShortTable[WrittenSheetRow] = ShortTable(
            "PaymentSheets", sheet_columns(), most=6
        )
        self.panel.add_tab(tr("Overview"), over)
        self.hold_said = text_label("", wrap=True, selectable=True)
        self.holds.row_changed.connect(self._say_hold)
        doing = QHBoxLayout()
        doing.setSpacing(SPACE * 2)
        for action in (self.answer, self.returned):
            doing.addWidget(ActionButton(action))
        doing.addStretch()
        self.panel.add_tab(tr("Lines"), tab_of(self.lines, doing))
        self.panel.add_tab(tr("Held back"), tab_of(self.holds, self.hold_said))
        self.panel.add_tab(tr("Bank sheets"), self.sheets)
        self.panel.add_foot(self.approve, primary=True)
        self.panel.add_foot(self.sheet)
        self.panel.add_foot(self.answers)
        self.set_detail(self.panel, widths=(700, 480))

    def _say_hold(self, row: HoldRow | None) -> None:
        """Say in full why the chosen one is held: the column has no room for it."""
        if row is not None:
            self.hold_said.setText(hold_text(row))
            return
        whole = self._detail is not None and not self._detail.holds
        self.hold_said.setText(tr("Nothing of this batch is held back.") if whole else "")

    @property
    def detail(self) -> BatchDetail | None:
        """The batch in the panel; None until it has come."""
        return self._detail

    def criteria(self) -> BatchFilter:
        """Return what the filters say."""
        return batch_filter(self.search.words(), self.state.value(), self.shell.quarter)

    def show_check(self, _check: CheckCode) -> None:
        """Show what the closing of the quarter in view asks about, and only that."""
        self.clear_filters()
        self.state.set_value(FOR_CLOSING)

    def _quarter_changed(self, _quarter: object) -> None:
        if self.state.value() == FOR_CLOSING:
            self.reload()

    def refresh(self) -> None:
        """Fetch the batches again, and what can be ended."""
        super().refresh()
        offer_to_finish(self)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[BatchRow]) -> object:
        request = self.runner.run(self, list_batches, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    # Showing

    def show_detail(self, record_id: int | None) -> None:
        """Load a batch into the panel."""
        self._detail = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
            return
        request = self.runner.run(self, batch_detail, record_id)
        request.done(self._show).refused(lambda _error: True)

    def _show(self, detail: BatchDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self._detail = detail
        row = detail.row
        programme = in_language(row.programme, row.programme_en)
        self.panel.show_title(row.number, programme, (label(row.state), BATCH_TONES[row.state]))
        self.facts.show_facts(batch_facts(detail))
        self._note(detail)
        self.lines.show_rows(detail.lines)
        self.holds.show_rows(detail.holds)
        self._say_hold(None)
        self.sheets.show_rows(detail.sheets)
        self.panel.name_tab(1, tr("Lines {n}", n=number_text(len(detail.lines))))
        self.panel.name_tab(2, tr("Held back {n}", n=number_text(len(detail.holds))))
        self._enable()

    def _note(self, detail: BatchDetail) -> None:
        words, tone = next_step(detail)
        self.notes.say(words, tone)
        self.notes.setVisible(bool(words))

    def _enable(self) -> None:
        detail = self._detail
        allowed = batch_actions(detail.row.state) if detail else ()
        needs: dict[PageAction, tuple[BatchAction, UseCase[..., Any]]] = {
            self.approve: (BatchAction.APPROVE, approve_batch),
            self.sheet: (BatchAction.SEND, open_bank_sheet),
            self.answers: (BatchAction.ANSWER, record_bank_answers),
            self.cancel: (BatchAction.CANCEL, cancel_batch),
        }
        for action, (step, use_case) in needs.items():
            action.setEnabled(step in allowed and self.runner.can(use_case))
        self.approve.withhold(withheld_text(detail))
        line = self.lines.current()
        self.answer.setEnabled(
            BatchAction.ANSWER in allowed
            and line is not None
            and line.state is LineState.PENDING
            and self.runner.can(record_bank_answer)
        )
        may_return = line is not None and (line.state is LineState.PAID or is_entered(line))
        self.returned.setEnabled(may_return and self.runner.can(enter_transfer_return))
        self.follow.setEnabled(
            detail is not None and may_follow(detail) and self.runner.can(follow_up_batch)
        )
        self.print.setEnabled(detail is not None)

    # Doing

    def _do_next(self) -> None:
        for action in (self.approve, self.sheet, self.answers):
            if action.isEnabled():
                action.trigger()
                return

    def _open_new(self) -> None:
        dialog = MakeBatchDialog(self.runner, self)
        dialog.saved.connect(self._made)
        dialog.open()

    def _made(self, batch: BatchKey) -> None:
        self.shell.notify(tr("{batch} made: another person approves it", batch=batch.number))
        self.show_record(batch.id)

    def _approve(self) -> None:
        if self._detail is not None:
            dialog = ApproveBatchDialog(self.runner, self, self._detail.row)
            dialog.saved.connect(lambda _key: self.shell.notify(tr("Batch approved")))
            dialog.open()

    def _cancel(self) -> None:
        if self._detail is not None:
            dialog = CancelBatchDialog(self.runner, self, self._detail.row)
            dialog.saved.connect(lambda _key: self.shell.notify(tr("Batch cancelled")))
            dialog.open()

    def _open_sheet(self) -> None:
        if self._detail is not None:
            dialog = BankSheetDialog(self.runner, self, self._detail)
            dialog.saved.connect(lambda found: ask_sheet_file(self, found))
            dialog.open()

    def _open_answers(self) -> None:
        if self._detail is not None:
            dialog = AnswersDialog(self.runner, self, self._detail.row)
            dialog.saved.connect(self._recorded)
            dialog.open()

    def _open_answer(self) -> None:
        line = self.lines.current()
        if self._detail is not None and line is not None:
            dialog = AnswerDialog(self.runner, self, self._detail.row, line, self.shell.today)
            dialog.saved.connect(self._recorded)
            dialog.open()

    def _open_return(self) -> None:
        line = self.lines.current()
        if self._detail is None or line is None:
            return
        if is_entered(line) and line.returned is not None:
            decided = DecideReturnDialog(self.runner, self, line, line.returned)
            decided.saved.connect(lambda _key: self.shell.notify(tr("Return decided")))
            decided.open()
            return
        dialog = ReturnDialog(self.runner, self, self._detail.row, line, self.shell.today)
        dialog.saved.connect(
            lambda _key: self.shell.notify(tr("Return entered: another person confirms it"))
        )
        dialog.open()

    def _open_templates(self) -> None:
        BankSheetsDialog(self.runner, self).open()

    def _recorded(self, result: Recorded) -> None:
        self.shell.notify(
            tr(
                "{paid} paid, {failed} failed, {left} left out",
                paid=number_text(result.paid),
                failed=number_text(result.failed),
                left=number_text(result.left_out),
            )
        )

    def _follow_up(self, confirmed: frozenset[str] = frozenset()) -> None:
        detail = self._detail
        if detail is None:
            return
        request = self.runner.run(self, follow_up_batch, detail.row.id, confirmed)
        request.done(self._made).refused(partial(self._asked, confirmed))

    def _asked(self, confirmed: frozenset[str], error: Exception) -> bool:
        if not isinstance(error, NeedsConfirmation):
            return False
        again = partial(self._follow_up, confirmed | {error.code})
        self.banner.show_text(
            message(error), Tone.WARN, offers=((tr("Pay failures again"), again),)
        )
        self.banner.focus_first()
        return True

    def _print(self) -> None:
        if self._detail is not None:
            print_batch(self, self._detail.row.id, self._detail.row.number)
