"""A contract as it will be printed: looked at, printed, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contract_print import ContractPrint
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.usecases.contract_prints import contract_print

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.runner import Request, Runner

_UNFIT = str.maketrans('<>:"/\\|?*', "_________")


class ContractPrintDialog(PreviewDialog[ContractPrint]):
    """One contract with its changes and executions."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        contract_id: int,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(runner, parent, tr("Print the contract"), notify)
        self.gather(contract_print, contract_id)

    def file_name(self) -> str:
        """Return the name to save under."""
        assert self.found is not None
        return f"{self.found.contract.number.translate(_UNFIT).strip('. ')}.pdf"

    def begin_drawing(self, found: ContractPrint, spoken: str) -> Request[Printed]:
        """Start drawing the contract."""
        return self.runner.call(self, print_contract, found, spoken)


def print_contract(found: ContractPrint, language: str, progress: Progress) -> Printed:
    """Render a contract; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.contract import render_contract

    out = BytesIO()
    missing = render_contract(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
