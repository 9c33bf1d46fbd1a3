"""What of a PDF's page leads somewhere: its links, and the figures whose rows can be opened."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from parkdesk.domain.summaries import LEADING, FigureKey
from parkdesk.i18n import label, speaking

if TYPE_CHECKING:
    from parkdesk.gui.summaries.pdf_file import PdfFile

Rect = tuple[float, float, float, float]
"""Left, top, width and height in points, from the upper left corner of the page."""
_CARD, _STRIP = (114.0, 68.0), (120.0, 33.0)
"""How large a figure's card on page 1 is, and a figure in the strip under the cards."""
_LEFT, _ABOVE = 8.0, 9.0
"""From the corner of a card to the name in it."""
_MARGIN, _INDENT = 57.0, 5.0
_ROW_HEIGHT = 18.0
_FIRST_PAGES = 6
"""The table of the figures stands on one of these."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place of a page that leads to another page, from 0, and how far below its upper edge."""

    rect: Rect
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class FigureArea:
    """A place of a page, from 0, where a figure stands."""

    page: int
    rect: Rect
    key: FigureKey


def holds(rect: Rect, x: float, y: float) -> bool:
    """Return whether a point of the page lies in a rectangle."""
    left, top, width, height = rect
    return left <= x <= left + width and top <= y <= top + height


def page_links(document: Any, page: Any, sizes: Sequence[tuple[float, float]]) -> list[PageLink]:  # noqa: ANN401
    """Return the links of an opened page that lead into the same file; it is PDFium's turn."""
    found = []
    height = page.get_height()
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, start, link):
        goal = raw.FPDFLink_GetDest(document.raw, link)
        target = raw.FPDFDest_GetDestPageIndex(document.raw, goal) if goal else -1
        box = raw.FS_RECTF()
        if 0 <= target < len(sizes) and raw.FPDFLink_GetAnnotRect(link, box):
            rect = (box.left, height - box.top, box.right - box.left, box.top - box.bottom)
            found.append(PageLink(rect, target, _top_of(goal, sizes[target][1])))
    return found


def _top_of(goal: Any, height: float) -> float:  # noqa: ANN401
    has = [ctypes.c_int() for _side in range(3)]
    place = [ctypes.c_float() for _side in range(3)]
    read = raw.FPDFDest_GetLocationInPage(goal, *has, *place)
    return max(height - place[1].value, 0.0) if read and has[1].value else 0.0


def figure_areas(file: PdfFile, languages: Sequence[str]) -> tuple[FigureArea, ...]:
    """Return where the figures of page 1 stand, there and in their table; run in a thread.

    They are found by their names, so that a document issued long ago has them too.
    """
    found: list[FigureArea] = []
    for language in languages:
        with speaking(language):
            names = [(key, label(key)) for key in FigureKey]
        for key, name in names:
            found += _areas(file, key, name)
    return tuple(found)


def _areas(file: PdfFile, key: FigureKey, name: str) -> list[FigureArea]:
    """Return the card of a figure, and its row in the table of the figures."""
    found: list[FigureArea] = []
    for hit in file.find(name, pages=range(min(_FIRST_PAGES, len(file.sizes)))):
        if not hit.rects:
            continue
        left, top, _width, _height = hit.rects[0]
        is_row = _MARGIN <= left <= _MARGIN + _INDENT
        if not hit.page and not found:
            wide, high = _CARD if key in LEADING else _STRIP
            found.append(FigureArea(0, (left - _LEFT, top - _ABOVE, wide, high), key))
        elif hit.page and is_row:
            wide = file.sizes[hit.page][0] - 2 * _MARGIN
            found.append(FigureArea(hit.page, (_MARGIN, top - 4, wide, _ROW_HEIGHT), key))
    return found
