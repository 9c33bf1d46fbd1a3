"""Pages on a printer: each is drawn from the very PDF file, at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from parkdesk.domain.errors import Unavailable
from parkdesk.gui.summaries.pdf_file import PagedFile, PdfFile

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]

SHARPEST_DPI = 400
"""More dots than this no eye sees and every spool file feels."""
_POINTS_TO_AN_INCH = 72
_TENTHS_TO_AN_INCH = 254


def has_printer() -> bool:
    """Return whether the computer has any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def new_printer() -> QPrinter:
    """Return the usual printer, set to A4 without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


def pages_asked(printer: QPrinter, pages: int) -> range:
    """Return the pages, from 0, that the dialogue's range asks for."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(pages)
    return range(printer.fromPage() - 1, min(max(printer.toPage(), printer.fromPage()), pages))


def print_pages(
    content: bytes,
    printer: QPrinter,
    pages: range,
    progress: Progress,
    opens: Callable[[bytes], PagedFile] = PdfFile,
    offset: tuple[int, int] = (0, 0),
) -> int:
    """Print the pages and return how many; run in a thread, it tells its progress.

    Where a printer cannot repeat a job by itself, the copies that were asked for are printed one
    after another. The file is opened anew: the one in view may be closed while the printer works.
    `offset` moves every page to the right and down, in tenths of a millimetre (套打).
    """
    file = opens(content)
    painter = QPainter()
    _require(printer, going_on=painter.begin(printer))
    sides = sides_of(printer, pages)
    try:
        for done, page in enumerate(sides):
            progress.step(done, len(sides))
            if done:
                _require(printer, going_on=printer.newPage())
            if page is None:
                continue
            scale = min(printer.resolution(), SHARPEST_DPI) / _POINTS_TO_AN_INCH
            whole = printer.paperRect(QPrinter.Unit.DevicePixel)
            image = file.image(page, scale)
            if (image.width() > image.height()) != (whole.width() > whole.height()):
                image = image.transformed(QTransform().rotate(90))
            painter.drawImage(_fitted(whole, image).translated(_moved(printer, offset)), image)
        progress.step(len(sides), len(sides))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
        file.close()
    return sum(1 for page in sides if page is not None)


def sides_of(printer: QPrinter, pages: range) -> list[int | None]:
    """Return what is printed side after side; None is an empty back.

    On both sides of the paper every copy begins a sheet of its own.
    """
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    step = 1 if printer.duplex() is QPrinter.DuplexMode.DuplexNone else 2
    sheets = [pages[start : start + step] for start in range(0, len(pages), step)]
    if printer.collateCopies():
        sheets *= copies
    else:
        sheets = [sheet for sheet in sheets for _copy in range(copies)]
    sides: list[int | None] = []
    for sheet in sheets:
        sides += [*([None] * (-len(sides) % step)), *sheet]
    return sides


def _moved(printer: QPrinter, offset: tuple[int, int]) -> QPointF:
    dots = printer.resolution() / _TENTHS_TO_AN_INCH
    return QPointF(offset[0] * dots, offset[1] * dots)


def _fitted(paper: QRectF, image: QImage) -> QRectF:
    """Return where an image stands: as large as the paper allows, not stretched, in the middle."""
    size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = paper.width() - size.width(), paper.height() - size.height()
    return QRectF(QPointF(left / 2, top / 2), size)


def _require(printer: QPrinter, *, going_on: bool) -> None:
    if not going_on:
        raise Unavailable("printer-refused", name=printer.printerName())
