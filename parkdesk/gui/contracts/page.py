"""The register of contracts (接包合同)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from parkdesk.domain.contracts import ContractState, Country, Market, ServiceLine
from parkdesk.domain.paging import Sort
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.contracts.change_dialog import ChangeDialog, EndDialog
from parkdesk.gui.contracts.columns import contract_columns
from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.contracts.execution_dialog import ExecutionDialog
from parkdesk.gui.contracts.panel import ContractPanel
from parkdesk.gui.contracts.rates_dialog import RatesDialog
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, money_text, number_text, tr, trn
from parkdesk.usecases.contract_imports import (
    export_contracts,
    import_contracts,
    preview_contract_import,
)
from parkdesk.usecases.contract_lists import (
    ContractCounts,
    ContractDetail,
    ContractFilter,
    ContractRow,
    ExecutionRow,
    contract_counts,
    contract_detail,
    list_contracts,
    list_countries,
)
from parkdesk.usecases.contracts import (
    change_contract,
    delete_contract,
    delete_execution,
    edit_contract,
    edit_execution,
    end_contract,
    record_execution,
    register_contract,
    reopen_contract,
)
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.rates import enter_rate

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

SIGNED, EXECUTED, TO_DO = "signed", "executed", "to-do"
RATES = "rates"
CLOSED = frozenset({ContractState.FINISHED, ContractState.TERMINATED})


class ContractsPage(RegistryPage[ContractRow]):
    """Every contract with what was signed and executed, and one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"contract", "contract_execution", "contract_change", "exchange_rate", "enterprise"}
    )
    view_key: ClassVar[str] = "contracts"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: ContractDetail | None = None
        self.set_title(tr("Contract register"))
        self.as_at_note = tr(
            "Contracts signed by that day, with state, amount agreed and what was executed by then;"
            " a state changed on the day somebody wrote it down."
        )
        self._make_actions()
        self._make_filters()
        self.set_list(contract_columns(), self._load, Sort("signed_on", descending=True))
        self.set_empty(
            tr("No contracts yet"),
            tr("Register a contract with its client, its amount and the day it was signed."),
            self.new,
            self.import_list,
            icon="contract",
        )
        self.panel = ContractPanel(self.correct, self.remove)
        self.panel.add_foot(self.execute, primary=True, key_shown=True)
        for action in (self.edit, self.change):
            self.panel.add_foot(action, key_shown=True)
        self.panel.add_more(self.end, self.delete)
        self.panel.executions.row_changed.connect(lambda _row: self._enable())
        self.panel.executions.opened.connect(lambda _row: self.correct.trigger())
        self.set_detail(self.panel, widths=(764, 440))
        self.table.opened.connect(lambda _row: self.edit.trigger())
        shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        self._count()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.execute = make(record_execution, tr("Execute"), self._open_execution, key="Ctrl+E")
        self.edit = make(edit_contract, tr("Correct"), self._open_edit, key="F2")
        self.change = make(change_contract, tr("Amend"), self._open_change, key="F4")
        self.end = make(end_contract, tr("Close…"), self._end_or_reopen)
        self.delete = make(delete_contract, tr("Delete"), self._ask_delete)
        self.correct = make(edit_execution, tr("Correct execution"), self._open_correction)
        self.remove = make(delete_execution, tr("Delete execution"), self._ask_remove)
        for action in (self.execute, self.edit, self.change, self.end, self.delete):
            self.add_key(action)
        self.rates = make(
            enter_rate,
            tr("Exchange rates"),
            self._open_rates,
            key="Ctrl+Shift+R",
            icon="money",
        )
        self.import_list = make(
            import_contracts,
            tr("Import Excel"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.export = make(
            export_contracts, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        for action in (self.rates, self.import_list, self.export):
            self.add_action(action)
        self.new: PageAction = make(
            register_contract,
            tr("New contract"),
            self._open_new,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.market = self.add_choice(
            tr("Offshore and onshore"), [(one, label(one)) for one in Market], key="market"
        )
        self.line = self.add_choice(
            tr("All service lines"), [(one, label(one)) for one in ServiceLine], key="service_line"
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in ContractState], key="state"
        )
        self.period = self.add_choice(
            tr("Any time"),
            [
                (SIGNED, tr("Signed in the quarter in view")),
                (EXECUTED, tr("Executed in the quarter in view")),
                (TO_DO, tr("Rate or receipt missing")),
            ],
            key="period",
        )
        self.search = self.add_search(tr("Number, client or enterprise"))
        self.end_filters()

    def criteria(self) -> ContractFilter:
        """Return what the filters say."""
        what, days = self.period.value(), self.shell.quarter.days
        return ContractFilter(
            self.search.words(),
            self.market.value(),
            self.line.value(),
            self.state.value(),
            signed_in=days if what == SIGNED else None,
            executed_in=days if what == EXECUTED else None,
            to_do=what == TO_DO,
            on=self.shell.on,
        )

    def show_period(self, what: str, enterprise: str = "") -> None:
        """Show what was `signed` or `executed` in the quarter in view: the rows of a figure."""
        self.clear_filters()
        self.search.setText(enterprise)
        self.period.set_value(what)
        self.reload()

    def show_detail(self, record_id: int | None) -> None:
        """Load a contract into the panel."""
        if record_id is None:
            self._show_none()
            return
        request = self.runner.run(self, contract_detail, record_id, self.shell.on)
        request.done(self.of_day(self._show)).refused(self._gone)

    def refresh(self) -> None:
        """Fetch rows, detail and counts again."""
        super().refresh()
        self._count()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ContractRow]) -> object:
        request = self.runner.run(self, list_contracts, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _quarter_changed(self, _quarter: object) -> None:
        if self.period.value() in {SIGNED, EXECUTED}:
            self.reload()

    def _show(self, detail: ContractDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self._detail = detail
        self.panel.show_detail(detail)
        self._enable()

    def _show_none(self) -> None:
        self._detail = None
        self.panel.show_nothing()
        self._enable()

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_none()
        return True

    def _execution(self) -> ExecutionRow | None:
        return self.panel.executions.current() if self._detail is not None else None

    def _enable(self) -> None:
        detail = self._detail
        is_open = detail is not None and detail.row.state is ContractState.REGISTERED
        closed = detail is not None and detail.row.state in CLOSED
        followed = detail is not None and bool(detail.executions or detail.changes)
        can = self._may
        self.execute.setEnabled(is_open and can(record_execution))
        self.edit.setEnabled(detail is not None and can(edit_contract))
        self.change.setEnabled(is_open and can(change_contract))
        self.end.setEnabled((is_open or closed) and can(end_contract))
        self.end.setText(tr("Reopen") if closed else tr("Close…"))
        self.delete.setEnabled(detail is not None and not followed and can(delete_contract))
        chosen = self._execution() is not None
        self.correct.setEnabled(chosen and can(edit_execution))
        self.remove.setEnabled(chosen and can(delete_execution))

    def _may(self, use_case: UseCase[..., Any]) -> bool:
        # What the panel shows of a past day is no ground to change today's on.
        return self.shell.on is None and self.runner.can(use_case)

    def _count(self) -> None:
        request = self.runner.run(self, contract_counts, self.shell.on)
        request.done(self.of_day(self._show_counts))

    def _show_counts(self, counts: ContractCounts) -> None:
        self.set_count(
            trn(
                "{n} contract · {offshore} offshore · {to_do} to complete",
                "{n} contracts · {offshore} offshore · {to_do} to complete",
                counts.contracts,
                offshore=number_text(counts.offshore),
                to_do=number_text(counts.to_do),
            )
        )

    # Import and export

    def open_import(self) -> ImportDialog:
        """Open the import of a list of contracts."""
        dialog = ImportDialog(self.runner, self, contract_import())
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        order = self.table.records.order
        title = tr("Contract register")
        return Export(title, CONTRACT_COLUMNS, export_contracts, (self.criteria(), order))

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    # Dialogs

    def _open_new(self) -> None:
        self._open_form(None)

    def _open_edit(self) -> None:
        if self._detail is not None:
            self._open_form(self._detail)

    def _open_form(self, edits: ContractDetail | None) -> None:
        def opened(countries: tuple[Country, ...]) -> None:
            dialog = ContractDialog(self.runner, self, countries, self.shell.today, edits=edits)
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, list_countries).done(opened)

    def _saved(self, contract_id: object) -> None:
        self.shell.notify(tr("Contract saved"))
        if isinstance(contract_id, int):
            self.show_record(contract_id)

    def _open_execution(self) -> None:
        self._open_execution_form(None)

    def _open_correction(self) -> None:
        edits = self._execution()
        if edits is not None:
            self._open_execution_form(edits)

    def _open_execution_form(self, edits: ExecutionRow | None) -> None:
        if self._detail is not None:
            dialog = ExecutionDialog(self.runner, self, self._detail, self.shell.today, edits=edits)
            dialog.saved.connect(lambda _id: self.shell.notify(tr("Execution saved")))
            dialog.open()

    def _open_change(self) -> None:
        if self._detail is not None:
            dialog = ChangeDialog(self.runner, self, self._detail, self.shell.today)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Change saved")))
            dialog.open()

    def _end_or_reopen(self) -> None:
        detail = self._detail
        if detail is None:
            return
        if detail.row.state is ContractState.REGISTERED:
            dialog = EndDialog(self.runner, self, detail)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Contract closed")))
            dialog.open()
        else:
            row = detail.row
            request = self.runner.run(self, reopen_contract, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Contract opened again")))

    def choose(self, value: object) -> None:
        """Open the exchange rates, which the Ctrl+K box knows; else show a part of the list."""
        if value == RATES:
            self.rates.trigger()
        else:
            super().choose(value)

    def _open_rates(self) -> None:
        dialog = RatesDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(lambda _count: self.shell.notify(dialog.told.text.text()))
        dialog.open()

    def _ask_delete(self) -> None:
        if self._detail is None:
            return
        row = self._detail.row

        def delete() -> None:
            request = self.runner.run(self, delete_contract, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Contract deleted")))

        self.banner.show_text(
            tr("Delete contract {number} with {client}?", number=row.number, client=row.client),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    def _ask_remove(self) -> None:
        execution = self._execution()
        if execution is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_execution, execution.id, execution.version)
            request.done(lambda _none: self.shell.notify(tr("Execution deleted")))

        self.banner.show_text(
            tr(
                "Delete the execution of {day} over {amount}?",
                day=date_text(execution.executed_on),
                amount=money_text(execution.amount_minor, execution.currency),
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )


def contract_import() -> ImportSpec:
    """Return how a list of contracts is imported."""
    return ImportSpec(
        title=tr("Import contracts"),
        things=tr("contract entries"),
        counted=lambda n: trn("{n} contract entry", "{n} contract entries", n),
        columns=CONTRACT_COLUMNS,
        preview=preview_contract_import,
        apply=import_contracts,
        template=tr("Contracts template"),
        intro=tr(
            "A row is the contract of the register with its number. A blank cell changes nothing."
        ),
    )
