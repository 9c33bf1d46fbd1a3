"""Pages of foreign PDFs placed on sheets that are drawn already, as they are: no pixels, no loss.

The sheets keep what they have: their outline, their page numbers, their texts. Annotations of the
foreign pages stay behind: to draw them PDFium would have to start the forms of a foreign file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from parkdesk.domain.errors import Refused
from parkdesk.scans.pdfium import turn


@dataclass(frozen=True, slots=True)
class Placed:
    """A page, from 0, of a document goes on a sheet, from 0, into left, bottom, width, height."""

    sheet: int
    document: int
    page: int
    frame: tuple[float, float, float, float]


def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Return the width and height of each page, in points; a PDF that does not open is refused."""
    with turn:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError:
            raise Refused("paper-damaged") from None
        try:
            return tuple(document.get_page_size(page) for page in range(len(document)))
        except pdfium.PdfiumError:
            raise Refused("paper-damaged") from None
        finally:
            document.close()


def place_pages(
    base: bytes,
    documents: Sequence[bytes],
    placed: Sequence[Placed],
    progress: Callable[[int, int], None],
) -> bytes:
    """Return `base` with the pages in their frames; `progress(done, total)` may raise to stop."""
    with turn:
        target = pdfium.PdfDocument(base)
        opened: dict[int, pdfium.PdfDocument] = {}
        try:
            for done, one in enumerate(placed):
                progress(done, len(placed))
                if one.document not in opened:
                    # One at a time: the pages of a document follow one another.
                    _close(opened)
                    opened[one.document] = pdfium.PdfDocument(documents[one.document])
                _place(target, opened[one.document], one)
            out = BytesIO()
            target.save(out)
        finally:
            _close(opened)
            target.close()
    return out.getvalue()


def _close(opened: dict[int, pdfium.PdfDocument]) -> None:
    for document in opened.values():
        document.close()
    opened.clear()


def _place(target: pdfium.PdfDocument, source: pdfium.PdfDocument, one: Placed) -> None:
    size = source.get_page_size(one.page)
    captured = source.page_as_xobject(one.page, target)
    shown = captured.as_pageobject()
    x, y, wide, high = one.frame
    scale = min(wide / size[0], high / size[1])
    free = ((wide - size[0] * scale) / 2, (high - size[1] * scale) / 2)
    # What was captured stands upright already: a page's own turn and margins are in it.
    matrix = pdfium.PdfMatrix().scale(scale, scale).translate(x + free[0], y + free[1])
    shown.set_matrix(matrix)
    sheet = target[one.sheet]
    sheet.insert_obj(shown)
    sheet.gen_content()
    sheet.close()
    captured.close()
