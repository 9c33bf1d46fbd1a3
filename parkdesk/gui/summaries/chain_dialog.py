"""The chain of a closed quarter: read, printed, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ClosingChain
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import quarter_text, tr
from parkdesk.usecases.closing_chains import closing_chain

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.runner import Request, Runner


class ChainDialog(PreviewDialog[ClosingChain]):
    """Who closed, opened, corrected what, and why, on one page."""

    def __init__(
        self, runner: Runner, parent: QWidget, quarter: Quarter, notify: Callable[[str], object]
    ) -> None:
        title = tr("How {quarter} was closed", quarter=quarter_text(quarter))
        super().__init__(runner, parent, title, notify)
        self._quarter = quarter
        self.gather(closing_chain, quarter)

    def file_name(self) -> str:
        """Return the name to save under."""
        return f"{tr('Closing chain')} {self._quarter}.pdf"

    def begin_drawing(self, found: ClosingChain, spoken: str) -> Request[Printed]:
        """Start drawing the chain."""
        return self.runner.call(self, print_chain, found, spoken)


def print_chain(found: ClosingChain, language: str, progress: Progress) -> Printed:
    """Render a chain; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.closing_chain import render_closing_chain

    out = BytesIO()
    missing = render_closing_chain(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
