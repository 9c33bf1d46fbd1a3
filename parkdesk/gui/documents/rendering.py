"""Drawing a registered document: run in a thread."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]


def print_document(snapshot: DocumentSnapshot, language: str, progress: Progress) -> Printed:
    """Render a draft or a frozen edition."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.issued_document import TEMPLATE, render_document

    out = BytesIO()
    missing = render_document(snapshot, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing, TEMPLATE)
