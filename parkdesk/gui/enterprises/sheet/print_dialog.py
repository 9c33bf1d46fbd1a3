"""The sheet of an enterprise as it will be printed: looked at, printed, saved as a PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.domain.enterprise_print import EnterprisePrint
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.usecases.enterprise_prints import enterprise_print

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.runner import Request, Runner


class SheetPrintDialog(PreviewDialog[EnterprisePrint]):
    """One enterprise, as at a day."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        enterprise_id: int,
        on: dt.date | None,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(runner, parent, tr("Print the enterprise's sheet"), notify)
        self.gather(enterprise_print, enterprise_id, on)

    def file_name(self) -> str:
        """Return the name to save under."""
        assert self.found is not None
        name = self.found.facts.form.name
        return tr("{enterprise} {day}.pdf", enterprise=name, day=self.found.day.isoformat())

    def begin_drawing(self, found: EnterprisePrint, spoken: str) -> Request[Printed]:
        """Start drawing the sheet."""
        return self.runner.call(self, print_sheet, found, spoken)


def print_sheet(sheet: EnterprisePrint, language: str, progress: Progress) -> Printed:
    """Render a sheet; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.enterprise_sheet import render_enterprise_sheet

    out = BytesIO()
    missing = render_enterprise_sheet(sheet, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
