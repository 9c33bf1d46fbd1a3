"""The register of contracts (接包合同)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.contracts import TO_DO, ContractState, Market, ReportState, ServiceLine
from parkdesk.domain.paging import Sort
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.executions import EXECUTION_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.contracts.columns import contract_columns
from parkdesk.gui.contracts.handling import ContractActions
from parkdesk.gui.contracts.importing import contract_import, execution_import
from parkdesk.gui.contracts.panel import ContractPanel
from parkdesk.gui.contracts.rates_dialog import RatesDialog
from parkdesk.gui.contracts.words import loss_text
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.following import go_on_with_first
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.contract_details import ContractDetail, contract_detail
from parkdesk.usecases.contract_exports import export_contracts
from parkdesk.usecases.contract_imports import import_contracts
from parkdesk.usecases.contract_lists import (
    ContractCounts,
    ContractFilter,
    ContractRow,
    contract_counts,
    list_contracts,
)
from parkdesk.usecases.contract_reports import ReportStanding, report_standing
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.execution_imports import export_executions, import_executions
from parkdesk.usecases.rates import enter_rate

if TYPE_CHECKING:
    from parkdesk.domain.closing import CheckCode
    from parkdesk.gui.pages import Shell

SIGNED, EXECUTED, LOSING = "signed", "executed", "losing"
ABOVE_SIGNED = "above-signed"
RATES = "rates"


class ContractsPage(RegistryPage[ContractRow]):
    """Every contract with what was signed and executed, and one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "contract",
            "contract_execution",
            "contract_change",
            "contract_report",
            "exchange_rate",
            "enterprise",
            "paper",
        }
    )
    view_key: ClassVar[str] = "contracts"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._warned = ""
        self.set_title(tr("Contract register"))
        self.as_at_note = tr(
            "Contracts signed by that day, with state, amount agreed and what was executed by then;"
            " a state changed on the day somebody wrote it down."
        )
        self.acts = ContractActions(self)
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
        self.panel = ContractPanel(self.correct, self.remove, self.acts.evidence)
        self.panel.add_foot(self.execute, primary=True, key_shown=True)
        for action in (self.edit, self.change):
            self.panel.add_foot(action, key_shown=True)
        self.panel.add_seldom(*self.acts.seldom)
        self.panel.executions.row_changed.connect(self.acts.follow_execution)
        self.panel.executions.opened.connect(lambda _row: self.correct.trigger())
        self.set_detail(self.panel, widths=(732, 472))
        self.table.opened.connect(lambda _row: self.edit.trigger())
        shell.quarter_changed.connect(self._quarter_changed)
        self._count()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        acts = self.acts
        self.execute, self.edit, self.change = acts.execute, acts.edit, acts.change
        self.end, self.delete = acts.end, acts.delete
        self.correct, self.remove = acts.correct, acts.remove
        self.rates = make(
            enter_rate,
            tr("Exchange rates"),
            self._open_rates,
            key="Ctrl+Shift+H",
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
        self.import_executions = make(
            import_executions, tr("Import executions"), self.open_execution_import, icon="import"
        )
        self.export_executions = make(
            export_executions, tr("Export executions"), self._ask_execution_export, icon="export"
        )
        for action in (self.import_executions, self.export_executions):
            self.add_key(action)
        for action in (self.rates, self.import_list, self.export):
            self.add_action(action)
        self.new: PageAction = make(
            register_contract,
            tr("New contract"),
            self.acts.open_new,
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
                (ABOVE_SIGNED, tr("Of these, executed above what was signed")),
                (TO_DO, tr("Rate or receipt missing")),
                (LOSING, tr("Executions soon past reporting")),
            ],
            key="period",
        )
        self.reported = self.add_choice(
            tr("Reported or not"), [(one, label(one)) for one in ReportState], key="report_state"
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
            above_signed_in=self.shell.quarter if what == ABOVE_SIGNED else None,
            report_state=self.reported.value(),
            to_do=what == TO_DO,
            losing=what == LOSING,
            on=self.shell.on,
        )

    def show_period(self, what: str, enterprise: str = "") -> None:
        """Show what was `signed` or `executed` in the quarter in view: the rows of a figure."""
        self.clear_filters()
        self.search.setText(enterprise)
        self.period.set_value(what)
        self.reload()

    def show_check(self, _check: CheckCode) -> None:
        """Show the contracts that the closing of the quarter in view asks about, and only them."""
        self.show_period(ABOVE_SIGNED)

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
        if self.period.value() in {SIGNED, EXECUTED, ABOVE_SIGNED}:
            self.reload()

    def _show(self, detail: ContractDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self.panel.show_detail(detail)
        self.acts.show(detail)
        request = self.runner.run(self, report_standing, detail.row.id)
        request.done(lambda standing: self._show_reports(detail, standing)).refused(self._gone)

    def _show_reports(self, detail: ContractDetail, standing: ReportStanding) -> None:
        if detail.row.id == self.current_id():
            self.panel.show_reports(standing)

    def _show_none(self) -> None:
        self.panel.show_nothing()
        self.acts.show(None)

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_none()
        return True

    def _count(self) -> None:
        request = self.runner.run(self, contract_counts, self.shell.on)
        request.done(self.of_day(self._show_counts))

    def _show_counts(self, counts: ContractCounts) -> None:
        self._warn(counts)
        self.set_count(
            trn(
                "{n} contract · {offshore} offshore · {to_do} to complete",
                "{n} contracts · {offshore} offshore · {to_do} to complete",
                counts.contracts,
                offshore=number_text(counts.offshore),
                to_do=number_text(counts.to_do),
            )
        )

    def _warn(self, counts: ContractCounts) -> None:
        """Name the executions that the state system soon takes no more."""
        text = loss_text(counts, self.shell.today)
        if text != self._warned:
            self._warned = text
            offers = ((tr("Show them"), lambda: self.show_period(LOSING)),)
            if text:
                self.banner.show_text(text, Tone.WARN, offers=offers)

    # Import and export

    def open_import(self) -> ImportDialog:
        """Open the import of a list of contracts."""
        dialog = ImportDialog(self.runner, self, contract_import())
        go_on_with_first(self, dialog)
        dialog.open()
        return dialog

    def open_execution_import(self) -> ImportDialog:
        """Open the import of a list of executions."""
        dialog = ImportDialog(self.runner, self, execution_import())
        go_on_with_first(self, dialog)
        dialog.open()
        return dialog

    def execution_export_spec(self) -> Export:
        """Return what an export of the executions of the list is."""
        order = self.table.records.order
        return Export(
            tr("Executions"), EXECUTION_COLUMNS, export_executions, (self.criteria(), order)
        )

    def _ask_execution_export(self) -> None:
        ask_export(self, self.execution_export_spec())

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        order = self.table.records.order
        title = tr("Contract register")
        return Export(title, CONTRACT_COLUMNS, export_contracts, (self.criteria(), order))

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

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
