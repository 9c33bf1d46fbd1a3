"""PDFium, one call at a time in the whole process: it is not safe for threads.

It is built without JavaScript and XFA, and forms are never initialised: nothing in a file runs.
"""

from __future__ import annotations

import threading

import pypdfium2 as pdfium

from parkdesk.domain.errors import Refused
from parkdesk.domain.papers import MOST_PAGES

turn = threading.RLock()
"""Whose turn it is. The same thread may come again: Python collects files whenever it likes."""
_NEEDS_PASSWORD = 4
"""FPDF_ERR_PASSWORD of fpdfview.h."""


def count_pages(content: bytes) -> int:
    """Open a PDF, look at its first page, and return how many it has.

    Raises `paper-encrypted` for one that asks for a password, `paper-damaged` for one that does
    not open or has no page, `paper-too-long` for one of too many pages.
    """
    with turn:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            code = getattr(error, "err_code", None)
            locked = code == _NEEDS_PASSWORD
            raise Refused("paper-encrypted" if locked else "paper-damaged") from None
        try:
            pages = len(document)
            if 0 < pages <= MOST_PAGES:
                document.get_page_size(0)
        except pdfium.PdfiumError:
            raise Refused("paper-damaged") from None
        finally:
            document.close()
    if pages < 1:
        raise Refused("paper-damaged")
    if pages > MOST_PAGES:
        raise Refused("paper-too-long", limit=MOST_PAGES)
    return pages
