"""The very PDF file, drawn page by page: what is seen is what will be printed and kept."""

from __future__ import annotations

import atexit
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

from parkdesk.domain.errors import Refused
from parkdesk.gui.summaries.page_links import PageLink, page_links
from parkdesk.scans.pdfium import turn as _turn

MOST_PIXELS = 40_000_000
"""A page that says it is larger is drawn smaller: a foreign file may say anything."""
_open: weakref.WeakSet[PdfFile] = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a searched text stands: page from 0, rectangles in points from the top."""

    page: int
    rects: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; the page counts from 0."""

    title: str
    level: int
    page: int


class PagedFile(Protocol):
    """What has pages that can be drawn, from any thread."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page, in points."""

    @property
    def links(self) -> Mapping[int, list[PageLink]]:
        """The links of each page that has been drawn."""

    def image(self, page: int, scale: float) -> QImage:
        """Return a page, from 0, drawn with `scale` pixels to the point."""

    def close(self) -> None:
        """Let go of the file."""


class PdfFile:
    """An open PDF. Its methods may be called from any thread, one at a time."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._closed = True
        with _turn:
            self._document = pdfium.PdfDocument(content)
            self._closed = False
            pages = range(len(self._document))
            self.sizes = tuple(self._document.get_page_size(index) for index in pages)
            self.bookmarks = tuple(_bookmarks(self._document))
            self.links: dict[int, list[PageLink]] = {}
            _open.add(self)

    def image(self, page: int, scale: float) -> QImage:
        """Return a page drawn with `scale` pixels to the point; a null image once closed."""
        with _turn:
            if self._closed:
                return QImage()
            opened = self._opened(page)
            if page not in self.links:
                self.links[page] = page_links(self._document, opened, self.sizes)
            bitmap = opened.render(scale=bounded(scale, self.sizes[page]), prefer_bgrx=True)
            size = (bitmap.width, bitmap.height, bitmap.stride)
            pixels = bytes(bitmap.buffer)
            bitmap.close()
            opened.close()
        # The copy owns its pixels; the image made over `pixels` does not.
        return QImage(pixels, *size, QImage.Format.Format_RGB32).copy()

    def find(self, text: str, pages: Iterable[int] | None = None) -> tuple[Hit, ...]:
        """Return every place of `text` on these pages, else on all; capitals do not matter."""
        hits = []
        for page in range(len(self.sizes)) if pages is None else pages:
            with _turn:
                if self._closed:
                    return ()
                hits.extend(self._on_page(page, text))
        return tuple(hits)

    def close(self) -> None:
        """Let go of the file; what is still asked of it finds nothing."""
        with _turn:
            if not self._closed:
                self._closed = True
                self._document.close()

    def _opened(self, page: int) -> pdfium.PdfPage:
        try:
            return self._document[page]
        except pdfium.PdfiumError:
            raise Refused("page-damaged", page=page + 1) from None

    def __del__(self) -> None:
        # A window that is gone before its file has come drops the file.
        self.close()

    def _on_page(self, page: int, text: str) -> list[Hit]:
        height = self.sizes[page][1]
        opened = self._document[page]
        words = opened.get_textpage()
        search = words.search(text)
        hits = []
        while (place := search.get_next()) is not None:
            boxes = [words.get_rect(index) for index in _rects(words, place)]
            rects = tuple(
                (left, height - top, right - left, top - bottom)
                for left, bottom, right, top in boxes
            )
            hits.append(Hit(page, rects))
        search.close()
        words.close()
        opened.close()
        return hits


def bounded(scale: float, size: tuple[float, float]) -> float:
    """Return the scale, or a smaller one with which a page of this size fits the memory."""
    pixels = size[0] * size[1] * scale * scale
    return scale if pixels <= MOST_PIXELS else scale * (MOST_PIXELS / pixels) ** 0.5


def _rects(words: pdfium.PdfTextPage, place: tuple[int, int]) -> range:
    return range(words.count_rects(*place))


def _bookmarks(document: pdfium.PdfDocument) -> list[Bookmark]:
    found = []
    for entry in document.get_toc():
        target = entry.get_dest()
        page = target.get_index() if target is not None else None
        if page is not None:
            found.append(Bookmark(entry.get_title(), entry.level, page))
    return found


@atexit.register
def close_all() -> None:
    """Let go of every file that is still open, as the program ends."""
    with _turn:
        for file in tuple(_open):
            file.close()
