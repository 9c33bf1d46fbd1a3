"""What the pictures of contracts show: the register, its dialogs, and the strip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from parkdesk.domain.contracts import ContractState, ReportState
from parkdesk.gui.contracts.delete_dialog import DeletedContractsDialog
from parkdesk.gui.scene_steps import afterwards, press, sought
from parkdesk.usecases.contract_deletions import DeletedContractRow

if TYPE_CHECKING:
    from parkdesk.gui.contracts.page import ContractsPage
    from parkdesk.usecases.contract_lists import ContractRow

_DELETED_AT = dt.datetime(2026, 10, 12, 1, 30, tzinfo=dt.UTC)
_EXECUTIONS, _CHANGES, _REPORTING = 1, 2, 3


def show(page: ContractsPage, name: str) -> None:
    """Open what a picture shows."""
    _OPENS[name](page)


Opens = Callable[["ContractsPage"], None]


def _of(fits: Callable[[ContractRow], bool], act: Callable[[ContractsPage], object]) -> Opens:
    """Return what chooses the first contract in view that fits, waits for its panel, then acts."""

    def opens(page: ContractsPage) -> None:
        records = page.table.records
        rows = ((place, records.row(place)) for place in range(min(records.total, 40)))
        place = next((at for at, row in rows if row is not None and fits(row)), None)
        page.table.select_place(sought(place, "such a contract"))
        afterwards(lambda: act(page))

    return opens


def _tab(place: int) -> Callable[[ContractsPage], object]:
    return lambda page: page.panel.tabs.setCurrentIndex(place)


def _on_execution(name: str) -> Callable[[ContractsPage], object]:
    """Choose the contract's first execution, then do something with it."""

    def act(page: ContractsPage) -> None:
        page.panel.tabs.setCurrentIndex(_EXECUTIONS)
        page.panel.executions.select_place(0)
        afterwards(lambda: press(getattr(page.acts, name)))

    return act


def _step_on(page: ContractsPage) -> None:
    press(page.acts.assist)

    def twice() -> None:
        strip = sought(page.acts.strip, "the strip")
        for _press in range(3):
            strip.go_on()

    afterwards(twice)


def _in_force(row: ContractRow) -> bool:
    return row.state is ContractState.REGISTERED


def _executed(row: ContractRow) -> bool:
    return _in_force(row) and row.executed_minor > 0


def _reported(row: ContractRow) -> bool:
    return row.report_state is ReportState.REPORTED


def _differs(row: ContractRow) -> bool:
    return row.report_state is ReportState.DIFFERS


def _unreported(row: ContractRow) -> bool:
    return row.report_state is ReportState.UNREPORTED and _in_force(row)


def _draft(row: ContractRow) -> bool:
    return row.state is ContractState.DRAFT


def _deleted(page: ContractsPage) -> None:
    """Show the list of what was deleted; nothing is deleted for it."""
    press(page.acts.deleted)
    row = sought(page.table.records.row(0), "a contract")
    deleted = DeletedContractRow(
        row.id, row.version, row.number, row.enterprise, row.client, "重复登记", _DELETED_AT, "李芳"
    )

    def fill() -> None:
        dialog = page.findChild(DeletedContractsDialog)
        sought(dialog, "the list of deleted contracts").table.show_rows((deleted,))

    afterwards(fill)


def _several(page: ContractsPage) -> None:
    """Choose the whole list as far as it is loaded, then report it."""
    page.table.selectAll()
    press(page.acts.report_many)


_OPENS: Mapping[str, Opens] = {
    "contract-assist": _of(_unreported, _step_on),
    "contract-change": _of(_in_force, lambda page: press(page.change)),
    "contract-changes": _of(_executed, _tab(_CHANGES)),
    "contract-code": _of(_unreported, lambda page: press(page.edit)),
    "contract-delete": _of(_draft, lambda page: press(page.delete)),
    "contract-deleted": _deleted,
    "contract-differs": _of(_differs, _tab(_REPORTING)),
    "contract-edit": lambda page: press(page.edit),
    "contract-end": _of(_in_force, lambda page: press(page.end)),
    "contract-evidence": _of(_executed, _on_execution("evidence")),
    "contract-execute": _of(_in_force, lambda page: press(page.execute)),
    "contract-execution-correct": _of(_executed, _on_execution("correct")),
    "contract-execution-delete": _of(_executed, _on_execution("remove")),
    "contract-executions": _of(_executed, _tab(_EXECUTIONS)),
    "contract-import-executions": lambda page: press(page.import_executions),
    "contract-new": lambda page: press(page.new),
    "contract-print": _of(_executed, lambda page: press(page.acts.print)),
    "contract-rates": lambda page: press(page.rates),
    "contract-report": _of(_differs, lambda page: press(page.acts.report)),
    "contract-report-many": _several,
    "contract-withdraw": _of(_reported, lambda page: press(page.acts.withdraw)),
}
