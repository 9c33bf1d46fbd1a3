"""A programme as it will be printed: looked at, printed, saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.domain.programme_print import ProgrammePrint
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.usecases.programme_prints import programme_print

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.runner import Request, Runner


class ProgrammePrintDialog(PreviewDialog[ProgrammePrint]):
    """One edition of a programme."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        programme_id: int,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(runner, parent, tr("Print the programme"), notify)
        self.gather(programme_print, programme_id)

    def file_name(self) -> str:
        """Return the name to save under."""
        assert self.found is not None
        programme = self.found.programme
        return f"{programme.code}-{programme.version}.pdf"

    def begin_drawing(self, found: ProgrammePrint, spoken: str) -> Request[Printed]:
        """Start drawing the programme."""
        return self.runner.call(self, print_programme, found, spoken)


def print_programme(found: ProgrammePrint, language: str, progress: Progress) -> Printed:
    """Render a programme; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.programme import render_programme

    out = BytesIO()
    missing = render_programme(found, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
