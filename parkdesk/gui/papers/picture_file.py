"""A picture as a file of pages, so that the view of a PDF shows and prints it as well."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from parkdesk.domain.errors import Refused
from parkdesk.domain.papers import MOST_PIXELS, MediaType
from parkdesk.gui.summaries.page_links import PageLink
from parkdesk.gui.summaries.pdf_file import PagedFile, PdfFile, bounded

_LONGER_SIDE = 842.0
"""Points of the longer side: a picture is shown like a sheet of A4, whatever its resolution."""
_BYTES_A_PIXEL = 4
_turn = threading.Lock()
QImageReader.setAllocationLimit(MOST_PIXELS * _BYTES_A_PIXEL // 1024 // 1024 + 1)


class PictureFile:
    """The frames of a picture, decoded anew at the size that is asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._bytes = QByteArray(content)
        self.sizes = self._measured()
        self.links: dict[int, list[PageLink]] = {}

    def image(self, page: int, scale: float) -> QImage:
        """Return a frame with `scale` pixels to the point, on white; a null image once closed."""
        with _turn:
            if self._bytes.isEmpty():
                return QImage()
            size = self.sizes[page]
            scale = bounded(scale, size)
            wide, high = (max(round(side * scale), 1) for side in size)
            with self._reader(page) as reader:
                return self._read(reader, QSize(wide, high), page)

    def close(self) -> None:
        """Let go of the bytes."""
        with _turn:
            self._bytes = QByteArray()

    @contextmanager
    def _reader(self, page: int) -> Iterator[QImageReader]:
        buffer = QBuffer(self._bytes)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        try:
            if page:
                reader.jumpToImage(page)
            yield reader
        finally:
            # The decoder of TIFF looks into the buffer once more as it goes: it goes first.
            reader.setDevice(None)  # type: ignore[arg-type]  # None takes it away; the stubs forget.
            buffer.close()

    def _read(self, reader: QImageReader, wanted: QSize, page: int) -> QImage:
        on_its_side = bool(reader.transformation() & _ROTATES)
        full = reader.size()
        asked = wanted.transposed() if on_its_side else wanted
        # A decoder that scales by itself needs a part of the memory; none enlarges well.
        if full.isValid() and asked.width() < full.width():
            reader.setScaledSize(asked)
        image = reader.read()
        if image.isNull():
            raise Refused("page-damaged", page=page + 1)
        if image.size() != wanted:
            image = image.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return _on_white(image)

    def _measured(self) -> tuple[tuple[float, float], ...]:
        with _turn, self._reader(0) as reader:
            sizes = tuple(_frames(reader))
        if not sizes:
            raise Refused("page-damaged", page=1)
        return sizes


def _frames(reader: QImageReader) -> Iterator[tuple[float, float]]:
    for page in range(max(reader.imageCount(), 1)):
        if page and not reader.jumpToImage(page):
            return
        size = reader.size()
        if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
            return
        if reader.transformation() & _ROTATES:
            size = size.transposed()
        ratio = _LONGER_SIDE / max(size.width(), size.height())
        yield size.width() * ratio, size.height() * ratio


_ROTATES = QImageIOHandler.Transformation.TransformationRotate90


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32)
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def open_pages(content: bytes, media_type: MediaType) -> PagedFile:
    """Open a paper's pages; run in a thread. Raises `page-damaged` for what does not open."""
    if media_type is not MediaType.PDF:
        return PictureFile(content)
    import pypdfium2 as pdfium

    try:
        return PdfFile(content)
    except pdfium.PdfiumError:
        raise Refused("page-damaged", page=1) from None
