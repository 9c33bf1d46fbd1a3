"""What becomes of a PDF in view: saved as a file, or sent to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from parkdesk.gui.faults import tell
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.i18n import tr, trn

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.gui.runner import Runner
    from parkdesk.gui.summaries.pdf_file import PdfFile


class Outputs:
    """Saves and prints for one page or dialog; what was done is told by `notify`."""

    def __init__(self, runner: Runner, owner: QWidget, notify: Callable[[str], object]) -> None:
        self._runner = runner
        self._owner = owner
        self._notify = notify

    def save(self, name: str, chosen: Callable[[Path], object]) -> None:
        """Ask where to save a PDF of this name, then call `chosen`."""
        place = folders.last_folder() / name
        dialog = QFileDialog(self._owner, tr("Save as PDF"), str(place))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()

    def save_to(self, path: Path, file: PdfFile) -> None:
        """Save a file: the whole new one or nothing."""

        def saved(_none: object) -> None:
            folders.keep_folder(path.parent)
            self._notify(tr("Saved as {path}", path=path))

        self._runner.call(self._owner, _saved, path, file.content).done(saved)

    def print(self, file: PdfFile, name: str, save: Callable[[], object]) -> None:
        """Open the system's printer dialogue; where there is no printer offer `save`."""
        from PySide6.QtPrintSupport import QPrintDialog

        from parkdesk.gui.summaries.printing import has_printer, new_printer

        if not has_printer():
            tell(
                self._owner,
                tr("This computer has no printer: save the PDF and print it where there is one."),
                Tone.WARN,
                ((tr("Save as PDF…"), save),),
            )
            return
        printer = new_printer()
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setMinMax(1, len(file.sizes))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer, file))
        # Called so because the published types know only the open() with a slot's name.
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, file: PdfFile) -> None:
        """Send the pages asked for to a printer, in the render pool."""
        from parkdesk.gui.summaries.printing import pages_asked, print_pages

        pages = pages_asked(printer, len(file.sizes))
        offset = self.offset_of(printer.printerName())
        request = self._runner.call(
            self._owner, print_pages, file.content, printer, pages, offset=offset
        )
        request.named(tr("Printing")).done(
            lambda n: self._notify(
                trn("{n} page sent to the printer", "{n} pages sent to the printer", n)
            )
        )

    def offset_of(self, _printer: str) -> tuple[int, int]:
        """Return how far a printer's pages are moved, in tenths of a millimetre: not at all."""
        return (0, 0)


def _saved(path: Path, content: bytes) -> None:
    from parkdesk.excel.saving import saved

    with saved(path) as beside:
        beside.write_bytes(content)
