"""Clawbacks (追回): who owes what back, by which plan, and what has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from parkdesk.domain.clawbacks import (
    ClawbackAction,
    ClawbackState,
    Instalment,
    clawback_actions,
)
from parkdesk.domain.money import major_units, rmb_capitals
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.clawbacks.bars_dialog import BarsDialog
from parkdesk.gui.clawbacks.dialogs import (
    CorrectReceiptDialog,
    OpenClawbackDialog,
    ReceiptDialog,
    ReplanDialog,
    WithdrawClawbackDialog,
)
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, list_text, money_text, number_text, tr, trn
from parkdesk.usecases.clawback_lists import (
    ClawbackDetail,
    ClawbackFilter,
    ClawbackLine,
    ClawbackRow,
    ReceiptRow,
    clawback_detail,
    list_clawbacks,
)
from parkdesk.usecases.clawbacks import (
    ClawbackKey,
    correct_receipt,
    open_clawback,
    receive_clawback,
    replan_clawback,
    withdraw_clawback,
)
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.person_bars import list_person_bars

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

_TONES = {
    ClawbackState.OPEN: Tone.WARN,
    ClawbackState.SETTLED: Tone.GOOD,
    ClawbackState.WITHDRAWN: Tone.NEUTRAL,
}


class ClawbacksPage(RegistryPage[ClawbackRow]):
    """Every clawback, and one with its persons, plan and receipts at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"clawback", "clawback_line", "clawback_instalment", "clawback_receipt", "claim"}
    )
    view_key: ClassVar[str] = "clawbacks"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: ClawbackDetail | None = None
        self.set_title(tr("Clawbacks"))
        self.say_count(lambda n: trn("{n} clawback", "{n} clawbacks", n))
        self._make_actions()
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in ClawbackState], key="state"
        )
        self.search = self.add_search(tr("Clawback, claim or enterprise"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("opened", descending=True))
        self.set_empty(
            tr("Nothing has been asked back"),
            tr("Money of a paid claim is asked back by person or item, with a plan and receipts."),
            self.new,
            icon="return",
        )
        self._make_panel()
        self.table.opened.connect(lambda _row: self.receive.trigger())
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.new = make(
            open_clawback, tr("New clawback"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.bars = make(
            list_person_bars,
            tr("Barred persons"),
            self._open_bars,
            key="Ctrl+Alt+P",
            icon="lock",
        )
        self.add_action(self.bars)
        self.add_action(self.new, primary=True, key_shown=True)
        self.receive = make(receive_clawback, tr("Receipt…"), self._receive, key="F2", icon="money")
        self.replan = make(replan_clawback, tr("Another plan…"), self._replan, icon="calendar")
        self.correct = make(correct_receipt, tr("Take a receipt back…"), self._correct)
        self.withdraw = make(withdraw_clawback, tr("Withdraw…"), self._withdraw, icon="reject")
        for action in (self.receive, self.replan, self.correct, self.withdraw):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.panel = DetailPanel(tr("Choose a clawback to see whose money it is."))
        self.facts = Facts()
        self.lines: ShortTable[ClawbackLine] = ShortTable("ClawbackLines", _line_columns(), most=14)
        self.plan: ShortTable[Instalment] = ShortTable("ClawbackPlan", _plan_columns(), most=12)
        self.receipts: ShortTable[ReceiptRow] = ShortTable(
            "ClawbackReceipts", _receipt_columns(), most=12
        )
        self.receipts.row_changed.connect(lambda _row: self._enable())
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.add_tab(tr("Persons or items"), self.lines)
        self.panel.add_tab(tr("Plan"), self.plan)
        self.panel.add_tab(tr("Receipts"), self.receipts)
        self.panel.add_foot(self.receive, primary=True)
        self.panel.add_foot(self.replan)
        self.panel.add_foot(self.withdraw)
        self.set_detail(self.panel, widths=(690, 470))

    def criteria(self) -> ClawbackFilter:
        """Return what the filters say."""
        return ClawbackFilter(self.search.words(), self.state.value())

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ClawbackRow]) -> object:
        request = self.runner.run(self, list_clawbacks, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def show_detail(self, record_id: int | None) -> None:
        """Load a clawback into the panel."""
        self._detail = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
            return
        request = self.runner.run(self, clawback_detail, record_id)
        request.done(self._show).refused(lambda _error: True)

    def _show(self, detail: ClawbackDetail) -> None:
        row = detail.row
        if row.id != self.current_id():
            return
        self._detail = detail
        self.panel.show_title(row.number, row.enterprise, (label(row.state), _TONES[row.state]))
        self.facts.show_facts(_facts(detail))
        self.lines.show_rows(detail.lines)
        self.plan.show_rows(detail.plan)
        self.receipts.show_rows(detail.receipts)
        self.panel.name_tab(1, tr("Persons or items {n}", n=number_text(len(detail.lines))))
        self.panel.name_tab(3, tr("Receipts {n}", n=number_text(len(detail.receipts))))
        self._enable()

    def _enable(self) -> None:
        detail = self._detail
        allowed = clawback_actions(detail.row.state) if detail else ()
        nothing_came = detail is not None and not detail.row.received_cents
        receipt = self.receipts.current()
        correctable = receipt is not None and receipt.amount_cents > 0 and not receipt.corrected
        states: dict[PageAction, tuple[bool, UseCase[..., Any]]] = {
            self.receive: (ClawbackAction.RECEIVE in allowed, receive_clawback),
            self.replan: (ClawbackAction.REPLAN in allowed, replan_clawback),
            self.withdraw: (
                ClawbackAction.WITHDRAW in allowed and nothing_came,
                withdraw_clawback,
            ),
            self.correct: (ClawbackAction.CORRECT in allowed and correctable, correct_receipt),
        }
        for action, (fits, use_case) in states.items():
            action.setEnabled(fits and self.runner.can(use_case))

    def _open_new(self) -> None:
        dialog = OpenClawbackDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._opened)
        dialog.open()

    def _open_bars(self) -> None:
        BarsDialog(self.runner, self, self.shell.today).open()

    def _opened(self, clawback: ClawbackKey) -> None:
        self.shell.notify(tr("{clawback} opened", clawback=clawback.number))
        self.show_record(clawback.id)

    def _receive(self) -> None:
        if self._detail is not None:
            dialog = ReceiptDialog(self.runner, self, self._detail.row, self.shell.today)
            dialog.saved.connect(lambda _key: self.shell.notify(tr("Receipt recorded")))
            dialog.open()

    def _replan(self) -> None:
        if self._detail is not None:
            ReplanDialog(self.runner, self, self._detail.row, self.shell.today).open()

    def _correct(self) -> None:
        receipt = self.receipts.current()
        if self._detail is not None and receipt is not None:
            CorrectReceiptDialog(self.runner, self, self._detail.row, receipt).open()

    def _withdraw(self) -> None:
        if self._detail is not None:
            WithdrawClawbackDialog(self.runner, self, self._detail.row).open()


def _facts(detail: ClawbackDetail) -> list[tuple[str, str]]:
    row = detail.row
    pairs = [
        (tr("Claim"), row.claim),
        (tr("Reason"), label(row.reason_code)),
        (tr("Explanation"), detail.reason),
        (tr("Document number"), detail.document_number),
        (tr("Day of the order"), date_text(row.decided_on)),
        (tr("Asked back"), money_text(row.amount_cents)),
        (tr("Amount in words"), rmb_capitals(row.amount_cents)),
        (tr("Received so far"), money_text(row.received_cents)),
        (tr("Outstanding"), money_text(row.left_cents)),
    ]
    if row.next_due_on is not None:
        pairs.append((tr("Next payment by"), date_text(row.next_due_on)))
    if row.overdue_cents:
        pairs.append((tr("Payment overdue"), money_text(row.overdue_cents)))
    if detail.barred:
        names = list_text(
            tr("{name} until {day}", name=name, day=date_text(day)) for name, day in detail.barred
        )
        pairs.append((tr("Barred"), names))
    if detail.ending:
        pairs.append((tr("Why withdrawn"), detail.ending))
    return pairs


def _columns() -> tuple[Column[ClawbackRow], ...]:
    return (
        Column(tr("Clawback"), lambda row: row.number, width=124, key="number"),
        Column(
            tr("Ordered on"),
            lambda row: date_text(row.decided_on),
            "opened",
            width=96,
            yields=3,
            value=lambda row: row.decided_on,
        ),
        Column(
            tr("Enterprise"), lambda row: row.enterprise, width=170, grows=True, key="enterprise"
        ),
        Column(tr("Claim"), lambda row: row.claim, width=110, key="claim", yields=2),
        Column(
            tr("Asked back"),
            lambda row: money_text(row.amount_cents),
            "amount",
            numeric=True,
            width=112,
            value=lambda row: major_units(row.amount_cents),
        ),
        Column(
            tr("Outstanding"),
            lambda row: money_text(row.left_cents),
            numeric=True,
            width=112,
            key="left",
            yields=1,
            value=lambda row: major_units(row.left_cents),
        ),
        Column(
            tr("Next payment by"),
            lambda row: date_text(row.next_due_on),
            width=112,
            key="next_due",
            hidden=True,
            value=lambda row: row.next_due_on,
        ),
        Column(tr("State"), _state, "state", tone=_tone, width=100),
    )


def _state(row: ClawbackRow) -> str:
    return tr("Payment overdue") if row.overdue_cents else label(row.state)


def _tone(row: ClawbackRow) -> Tone:
    return Tone.BAD if row.overdue_cents else _TONES[row.state]


def _line_columns() -> tuple[Column[ClawbackLine], ...]:
    return (
        Column(tr("Row"), lambda one: str(one.position), numeric=True, width=50),
        Column(tr("Person or item"), lambda one: one.name, width=100, grows=True),
        Column(tr("Paid"), lambda one: money_text(one.paid_cents), numeric=True, width=100),
        Column(tr("Asked back"), lambda one: money_text(one.amount_cents), numeric=True, width=100),
        Column(
            tr("Received so far"),
            lambda one: money_text(one.received_cents),
            numeric=True,
            width=100,
        ),
    )


def _plan_columns() -> tuple[Column[Instalment], ...]:
    return (
        Column(tr("Due by"), lambda one: date_text(one.due_on), width=110, grows=True),
        Column(tr("Amount"), lambda one: money_text(one.amount_cents), numeric=True, width=120),
    )


def _receipt_columns() -> tuple[Column[ReceiptRow], ...]:
    return (
        Column(tr("No. of the receipt"), lambda one: one.number, width=130),
        Column(tr("Received on"), lambda one: date_text(one.received_on), width=92),
        Column(tr("Amount"), lambda one: money_text(one.amount_cents), numeric=True, width=108),
        Column(tr("Bank's serial number"), lambda one: one.bank_reference, width=110, yields=2),
        Column(
            tr("Remarks"),
            lambda one: tr("taken back") if one.corrected else one.note or "—",
            width=110,
            grows=True,
            yields=1,
        ),
    )
