"""What the page asks of the render pool: a summary becomes bytes, and the bytes an open file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from parkdesk.domain.packs import Section
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.gui.summaries.pdf_file import PdfFile

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that can be seen: its file, and the signs that no face could write."""

    file: PdfFile
    missing: tuple[str, ...] = ()
    template: str = ""
    """The layout it was drawn in; empty: it was drawn before."""


def print_summary(
    summary: QuarterlySummary,
    language: str,
    chosen: tuple[Section, ...] | None,
    progress: Progress,
) -> Printed:
    """Render a summary with the sections chosen; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.quarterly import render_quarterly, template_of, unprintable

    out = BytesIO()
    render_quarterly(summary, out, language, progress.step, chosen)
    return Printed(PdfFile(out.getvalue()), unprintable(summary), template_of(summary, chosen))


def open_file(content: bytes) -> Printed:
    """Open bytes that are a PDF already; run in a thread."""
    return Printed(PdfFile(content))
