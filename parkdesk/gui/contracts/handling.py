"""What can be done with a contract: the actions of the register, and the dialogs they open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from parkdesk.domain.contracts import ContractState, Country, ReportState
from parkdesk.domain.paging import WHOLE_LIST
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.contracts.assist_strip import AssistStrip
from parkdesk.gui.contracts.change_dialog import ChangeDialog, EndDialog
from parkdesk.gui.contracts.delete_dialog import DeletedContractsDialog, DeleteDialog
from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.contracts.evidence_dialog import EvidenceDialog
from parkdesk.gui.contracts.execution_dialog import DeleteExecutionDialog, ExecutionDialog
from parkdesk.gui.contracts.print_dialog import ContractPrintDialog
from parkdesk.gui.contracts.report_dialog import (
    ReportDialog,
    ReportManyDialog,
    WithdrawReportDialog,
)
from parkdesk.gui.theme import Tone
from parkdesk.gui.whole_choice import with_chosen
from parkdesk.i18n import list_text, number_text, tr, trn
from parkdesk.usecases.contract_assist import AssistSheet, assist_sheet
from parkdesk.usecases.contract_changes import change_contract
from parkdesk.usecases.contract_deletions import (
    delete_contract,
    list_deleted_contracts,
    restore_contract,
)
from parkdesk.usecases.contract_executions import (
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contract_lists import ContractRow, list_contracts, list_countries
from parkdesk.usecases.contract_prints import contract_print
from parkdesk.usecases.contract_report_lists import ReportedMany, report_contracts
from parkdesk.usecases.contract_reports import (
    ReportStanding,
    report_contract,
    report_standing,
    withdraw_report,
)
from parkdesk.usecases.contracts import edit_contract, end_contract, reopen_contract
from parkdesk.usecases.paper_lists import papers_of
from parkdesk.usecases.service_code_lists import usable_service_codes

if TYPE_CHECKING:
    from parkdesk.gui.contracts.page import ContractsPage
    from parkdesk.usecases.contract_details import ContractDetail, ExecutionRow
    from parkdesk.usecases.core import UseCase
    from parkdesk.usecases.service_code_lists import NamedCode

_NAMED = 5
_CLOSED = frozenset({ContractState.FINISHED, ContractState.TERMINATED})


class ContractActions:
    """The actions on one contract follow what `show` was given."""

    def __init__(self, page: ContractsPage) -> None:
        self._page = page
        self._runner = page.runner
        self._detail: ContractDetail | None = None
        self.strip: AssistStrip | None = None
        make = partial(action_for, page, page.runner)
        self.execute = make(record_execution, tr("Execute"), self._execute, key="Ctrl+E")
        self.edit = make(edit_contract, tr("Correct"), self._edit, key="F2")
        self.change = make(change_contract, tr("Change"), self._change, key="Shift+F2")
        self.report = make(report_contract, tr("Report…"), self._report, key="Ctrl+Return")
        self.report_many = make(
            report_contracts, tr("Report those chosen…"), self._report_many, key="Ctrl+Shift+Return"
        )
        self.withdraw = make(withdraw_report, tr("Take the reporting back…"), self._withdraw)
        self.assist = make(assist_sheet, tr("Assist strip"), self.open_strip, key="Ctrl+Alt+A")
        self.print = make(contract_print, tr("Print…"), self._print, key="Ctrl+P")
        self.end = make(end_contract, tr("Close…"), self._end_or_reopen)
        self.delete = make(delete_contract, tr("Delete…"), self._delete, key="Ctrl+Del")
        self.deleted = make(list_deleted_contracts, tr("Deleted contracts"), self.open_deleted)
        self.correct = make(edit_execution, tr("Correct execution"), self._correct)
        self.remove = make(delete_execution, tr("Delete execution"), self._ask_remove)
        self.evidence = make(papers_of, tr("Evidence…"), self._open_evidence, key="Ctrl+U")
        for action in (
            *(self.execute, self.edit, self.change, *self.seldom),
            *(self.correct, self.remove, self.evidence),
        ):
            page.add_key(action)
        # Until a contract is chosen there is none to work on.
        self.show(None)

    @property
    def seldom(self) -> tuple[PageAction, ...]:
        """What stands behind the button More, in the order of a contract's life."""
        return (
            self.report,
            self.report_many,
            self.withdraw,
            self.assist,
            self.print,
            self.end,
            self.delete,
            self.deleted,
        )

    def show(self, detail: ContractDetail | None) -> None:
        """Follow the contract in the panel: grey what its state forbids."""
        self._detail = detail
        row = detail.row if detail is not None else None
        is_open = row is not None and row.state is ContractState.REGISTERED
        closed = row is not None and row.state in _CLOSED
        reported = row is not None and row.report_state is not ReportState.UNREPORTED
        counts = is_open or closed
        followed = detail is not None and bool(detail.executions or detail.changes)
        self._enable(self.execute, record_execution, is_open)
        self._enable(self.edit, edit_contract, detail is not None)
        self._enable(self.change, change_contract, is_open)
        stands = row is not None and row.report_state is ReportState.REPORTED
        self._enable(self.report, report_contract, counts and not stands)
        self._enable(self.report_many, report_contracts, detail is not None)
        self._enable(self.withdraw, withdraw_report, reported)
        self._enable(self.assist, assist_sheet, counts)
        self.print.setEnabled(detail is not None and self._runner.can(contract_print))
        self._enable(self.end, end_contract, counts)
        self.end.setText(tr("Reopen") if closed else tr("Close…"))
        erasable = detail is not None and not followed and not reported
        self._enable(self.delete, delete_contract, erasable)
        self.follow_execution()

    def follow_execution(self, _row: object = None) -> None:
        """Follow the execution that is chosen in the panel."""
        chosen = self._execution() is not None
        self._enable(self.correct, edit_execution, chosen)
        self._enable(self.remove, delete_execution, chosen)
        self.evidence.setEnabled(chosen and self._runner.can(papers_of))

    def _enable(self, action: PageAction, use_case: UseCase[..., Any], possible: bool) -> None:  # noqa: FBT001 - a fact
        action.setEnabled(possible and self._may(use_case))

    def _may(self, use_case: UseCase[..., Any]) -> bool:
        # What the panel shows of a past day is no ground to change today's on.
        return self._page.shell.on is None and self._runner.can(use_case)

    def _execution(self) -> ExecutionRow | None:
        # The panel is made after these actions.
        panel = getattr(self._page, "panel", None)
        return panel.executions.current() if panel is not None and self._detail else None

    # The contract

    def open_new(self) -> None:
        """Open the form of a new contract."""
        self._open_form(None)

    def _edit(self) -> None:
        if self._detail is not None:
            self._open_form(self._detail)

    def _open_form(self, edits: ContractDetail | None) -> None:
        page = self._page

        def opened(countries: tuple[Country, ...], codes: tuple[NamedCode, ...]) -> None:
            dialog = ContractDialog(
                self._runner, page, countries, page.shell.today, codes=codes, edits=edits
            )
            dialog.saved.connect(self._saved)
            dialog.open()

        def with_codes(countries: tuple[Country, ...]) -> None:
            day = edits.row.signed_on if edits is not None else None
            request = self._runner.run(page, usable_service_codes, day)
            request.done(partial(opened, countries))

        self._runner.run(page, list_countries).done(with_codes)

    def _saved(self, contract_id: object) -> None:
        self._page.shell.notify(tr("Contract saved"))
        if isinstance(contract_id, int):
            self._page.show_record(contract_id)

    def _change(self) -> None:
        if self._detail is not None:
            page = self._page
            dialog = ChangeDialog(self._runner, page, self._detail, page.shell.today)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("Change saved")))
            dialog.open()

    def _end_or_reopen(self) -> None:
        detail, page = self._detail, self._page
        if detail is None:
            return
        if detail.row.state is ContractState.REGISTERED:
            dialog = EndDialog(self._runner, page, detail)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("Contract closed")))
            dialog.open()
        else:
            row = detail.row
            request = self._runner.run(page, reopen_contract, row.id, row.version)
            request.done(lambda _none: page.shell.notify(tr("Contract opened again")))

    def _delete(self) -> None:
        if self._detail is not None:
            dialog = DeleteDialog(self._runner, self._page, self._detail)
            number = self._detail.row.number
            dialog.saved.connect(lambda deleted_id: self._deleted(number, deleted_id))
            dialog.open()

    def _deleted(self, number: str, deleted_id: int) -> None:
        def undo() -> None:
            # Nobody else can have saved it: it was made a moment ago, with version 1.
            request = self._runner.run(self._page, restore_contract, deleted_id, 1)
            request.done(self._restored)

        self._page.banner.show_text(
            tr("Contract {number} is deleted.", number=number),
            Tone.GOOD,
            offers=((tr("Undo"), undo),),
        )

    def open_deleted(self) -> None:
        """Open the list of deleted contracts."""
        dialog = DeletedContractsDialog(self._runner, self._page)
        dialog.restored.connect(self._restored)
        dialog.open()

    def _restored(self, contract_id: int) -> None:
        self._page.shell.notify(tr("Contract is back"))
        self._page.show_record(contract_id)

    def _print(self) -> None:
        if self._detail is not None:
            page = self._page
            ContractPrintDialog(self._runner, page, self._detail.row.id, page.shell.notify).open()

    # Reporting

    def _report(self) -> None:
        detail = self._detail
        if detail is not None:
            request = self._runner.run(self._page, report_standing, detail.row.id)
            request.done(partial(self._open_report, detail))

    def _open_report(self, detail: ContractDetail, standing: ReportStanding) -> None:
        page = self._page
        dialog = ReportDialog(self._runner, page, detail, standing, page.shell.today)
        dialog.saved.connect(lambda _none: page.shell.notify(tr("Reporting recorded")))
        dialog.open()

    def _report_many(self) -> None:
        """Report the rows that are chosen in the list, by Shift or Ctrl with the arrows."""
        page = self._page
        with_chosen(
            page,
            lambda order: self._runner.run(
                page, list_contracts, page.criteria(), order, 0, WHOLE_LIST
            ),
            self._open_report_many,
            tr("The list has changed meanwhile: choose the contracts again."),
        )

    def _open_report_many(self, chosen: Sequence[ContractRow]) -> None:
        page = self._page
        dialog = ReportManyDialog(self._runner, page, chosen, page.shell.today)
        dialog.saved.connect(self._reported_many)
        dialog.open()

    def _reported_many(self, done: ReportedMany) -> None:
        told = trn("{n} contract reported", "{n} contracts reported", done.reported)
        if done.passed_over:
            names = list_text(done.passed_over[:_NAMED])
            count = number_text(len(done.passed_over))
            told = tr("{told}; skipped: {count} ({names})", told=told, count=count, names=names)
        self._page.shell.notify(told)

    def _withdraw(self) -> None:
        if self._detail is not None:
            page = self._page
            dialog = WithdrawReportDialog(self._runner, page, self._detail)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("Reporting taken back")))
            dialog.open()

    def open_strip(self) -> None:
        """Open the strip for this contract; one that is open is closed first."""
        if self._detail is not None:
            request = self._runner.run(self._page, assist_sheet, self._detail.row.id)
            request.done(self._show_strip)

    def _show_strip(self, sheet: AssistSheet) -> None:
        if self.strip is not None:
            self.strip.close()
        strip = AssistStrip(self._page, sheet)
        strip.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        strip.finished.connect(self._strip_closed)
        self.strip = strip
        strip.show()

    def _strip_closed(self) -> None:
        self.strip = None

    # Executions

    def _execute(self) -> None:
        self._open_execution(None)

    def _correct(self) -> None:
        edits = self._execution()
        if edits is not None:
            self._open_execution(edits)

    def _open_execution(self, edits: ExecutionRow | None) -> None:
        if self._detail is not None:
            page = self._page
            dialog = ExecutionDialog(
                self._runner, page, self._detail, page.shell.today, edits=edits
            )
            dialog.saved.connect(lambda _id: page.shell.notify(tr("Execution saved")))
            dialog.open()

    def _open_evidence(self) -> None:
        execution = self._execution()
        if self._detail is not None and execution is not None:
            page = self._page
            EvidenceDialog(
                self._runner,
                page,
                page.shell,
                self._detail,
                execution,
                may_change=self._may(edit_execution),
            ).open()

    def _ask_remove(self) -> None:
        execution, page = self._execution(), self._page
        if execution is not None:
            dialog = DeleteExecutionDialog(self._runner, page, execution)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("Execution deleted")))
            dialog.open()
