"""How lists of contracts and of executions are imported."""

from __future__ import annotations

from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.executions import EXECUTION_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.contract_imports import import_contracts, preview_contract_import
from parkdesk.usecases.execution_imports import import_executions, preview_execution_import


def contract_import() -> ImportSpec:
    """Return how a list of contracts is imported."""
    return ImportSpec(
        key="contracts",
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
        asks_reason=True,
    )


def execution_import() -> ImportSpec:
    """Return how a list of executions is imported."""
    return ImportSpec(
        key="executions",
        title=tr("Import executions"),
        things=tr("executions"),
        counted=lambda n: trn("{n} execution", "{n} executions", n),
        columns=EXECUTION_COLUMNS,
        preview=preview_execution_import,
        apply=import_executions,
        template=tr("Executions template"),
        intro=tr(
            "A row is an execution of the contract with its number. One with the same receipt"
            " number is corrected; one with the same day and amount is there already."
        ),
        asks_reason=True,
    )
