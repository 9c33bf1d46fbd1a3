"""The picture as a PDF, saved or sent to a printer; run in threads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.reports.chain import ChainReport


def save_chain(path: Path, report: ChainReport, language: str, progress: Progress) -> Path:
    """Write the PDF: the whole new file or nothing; return where it is."""
    from parkdesk.excel.saving import saved

    content = chain_bytes(report, language, progress)
    with saved(path) as beside:
        beside.write_bytes(content)
    return path


def print_chain(printer: QPrinter, report: ChainReport, language: str, progress: Progress) -> int:
    """Print the pages that the dialogue asked for; return how many."""
    from parkdesk.gui.summaries.pdf_file import PdfFile
    from parkdesk.gui.summaries.printing import pages_asked, print_pages

    content = chain_bytes(report, language, progress)
    file = PdfFile(content)
    pages = pages_asked(printer, len(file.sizes))
    file.close()
    return print_pages(content, printer, pages, progress)


def chain_bytes(report: ChainReport, language: str, progress: Progress) -> bytes:
    """Return the PDF."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.chain import render_chain

    out = BytesIO()
    render_chain(report, out, language, progress.step)
    return out.getvalue()
