"""The findings of one enterprise as they are handed over: looked at, printed, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.domain.findings_print import FindingsSheet
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.usecases.finding_prints import findings_sheet

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.runner import Request, Runner


class FindingsPrintDialog(PreviewDialog[FindingsSheet]):
    """One enterprise's findings of today."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        enterprise_id: int,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(runner, parent, tr("Findings to hand over"), notify)
        self.gather(findings_sheet, enterprise_id)

    def file_name(self) -> str:
        """Return the name to save under."""
        assert self.found is not None
        return tr(
            "{enterprise} findings {day}.pdf",
            enterprise=self.found.enterprise,
            day=self.found.day.isoformat(),
        )

    def begin_drawing(self, found: FindingsSheet, spoken: str) -> Request[Printed]:
        """Start drawing the sheet."""
        return self.runner.call(self, print_findings, found, spoken)


def print_findings(found: FindingsSheet, language: str, progress: Progress) -> Printed:
    """Render the sheet; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.findings_sheet import render_findings_sheet

    out = BytesIO()
    missing = render_findings_sheet(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
