"""The chain of a closed quarter: read, printed, saved as a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ClosingChain
from parkdesk.excel.closing_chain import CHAIN_COLUMNS
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import quarter_text, tr
from parkdesk.usecases.closing_chains import chain_rows, closing_chain

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.page import Page
    from parkdesk.gui.runner import Request


class ChainDialog(PreviewDialog[ClosingChain]):
    """Who closed, opened, corrected what, and why, on one page."""

    def __init__(self, page: Page, quarter: Quarter) -> None:
        title = tr("How {quarter} was closed", quarter=quarter_text(quarter))
        super().__init__(page.runner, page, title, page.shell.notify)
        self._page, self._quarter = page, quarter
        self.exporting = PageAction(
            self, tr("Export the rows"), self._export, key="Ctrl+Shift+E", icon="export"
        )
        self.foot.insertWidget(0, ActionButton(self.exporting, key_shown=True))
        self.gather(closing_chain, quarter)

    def export_spec(self) -> Export:
        """Return what an export is: every row of contracts, those of imports one by one."""
        title = tr("Rows of the closing chain {quarter}", quarter=str(self._quarter))
        return Export(title, CHAIN_COLUMNS, chain_rows, (self._quarter,))

    def file_name(self) -> str:
        """Return the name to save under."""
        return f"{tr('Closing chain')} {self._quarter}.pdf"

    def begin_drawing(self, found: ClosingChain, spoken: str) -> Request[Printed]:
        """Start drawing the chain."""
        return self.runner.call(self, print_chain, found, spoken)

    def _export(self) -> None:
        ask_export(self._page, self.export_spec())


def print_chain(found: ClosingChain, language: str, progress: Progress) -> Printed:
    """Render a chain; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.closing_chain import render_closing_chain

    out = BytesIO()
    missing = render_closing_chain(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
