"""Files of a batch: the bank's sheet with whole account numbers, and the paper beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.bank_sheets import SheetFormat
from parkdesk.excel.saving import saved
from parkdesk.gui.summaries import folders
from parkdesk.i18n import language, tr
from parkdesk.usecases.payment_prints import batch_paper
from parkdesk.usecases.payment_sheets import SheetToWrite, keep_bank_sheet

if TYPE_CHECKING:
    from parkdesk.domain.payment_papers import BatchPaper
    from parkdesk.excel.bank_sheets import WrittenSheet
    from parkdesk.gui.page import Page
    from parkdesk.usecases.core import UseCase

PaperT = TypeVar("PaperT")
_PATTERNS = {
    SheetFormat.XLSX: lambda: tr("Excel workbook (*.xlsx)"),
    SheetFormat.CSV: lambda: tr("Text (*.csv)"),
}


def ask_sheet_file(page: Page, found: SheetToWrite) -> QFileDialog:
    """Ask where to write a bank sheet, then write it."""
    suffix = found.sheet.format.value
    dialog = _asked(
        page,
        tr("Bank sheet"),
        f"{found.number}.{suffix}",
        _PATTERNS[found.sheet.format](),
        suffix,
    )
    dialog.fileSelected.connect(lambda name: write_sheet(page, found, Path(name)))
    dialog.open()
    return dialog


def write_sheet(page: Page, found: SheetToWrite, path: Path) -> None:
    """Write the sheet, then keep its checksum: only then the batch counts as sent."""

    def kept(_key: object) -> None:
        page.shell.notify(tr("Bank sheet saved as {file}", file=path.name))

    def written(sheet: WrittenSheet) -> None:
        folders.keep_folder(path.parent)
        request = page.runner.run(
            page,
            keep_bank_sheet,
            found.batch_id,
            found.version,
            found.sheet.code,
            found.reason,
            sheet.sha256,
        )
        request.done(kept)

    request = page.runner.call(page, _write_sheet, path, found)
    request.named(tr("Writing {file}", file=path.name)).done(written)


def _write_sheet(path: Path, found: SheetToWrite) -> WrittenSheet:
    # Imported here: the library for workbooks is needed for a file alone.
    from parkdesk.excel.bank_sheets import write_bank_sheet

    return write_bank_sheet(path, found.sheet, found.lines)


def print_batch(page: Page, batch_id: int, number: str) -> QFileDialog:
    """Ask where to save the paper of a batch, then draw it: accounts masked, sums in capitals."""
    return ask_paper(page, number, batch_paper, batch_id, _draw_batch)


def _draw_batch(paper: BatchPaper, code: str) -> bytes:
    # Imported here, as every print is: ReportLab takes its time.
    from parkdesk.reports.payment_papers import render_batch

    return render_batch(paper, code)


def ask_paper(
    page: Page,
    name: str,
    gather: UseCase[..., PaperT],
    record_id: int,
    draw: Callable[[PaperT, str], bytes],
) -> QFileDialog:
    """Ask where to save a paper as PDF; gather what it says, draw it, write it."""

    def chosen(file: str) -> None:
        path = Path(file)

        def write(paper: PaperT) -> None:
            request = page.runner.call(page, _save, path, draw, paper, language())
            request.named(tr("Writing {file}", file=path.name)).done(said)

        def said(_none: object) -> None:
            folders.keep_folder(path.parent)
            page.shell.notify(tr("Saved as {path}", path=path))

        page.runner.run(page, gather, record_id).done(write)

    dialog = _asked(page, tr("Save as PDF"), f"{name}.pdf", tr("PDF documents (*.pdf)"), "pdf")
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _save(path: Path, draw: Callable[[PaperT, str], bytes], paper: PaperT, code: str) -> None:
    data = draw(paper, code)
    with saved(path) as beside:
        beside.write_bytes(data)


def _asked(page: Page, title: str, name: str, pattern: str, suffix: str) -> QFileDialog:
    dialog = QFileDialog(page, title, str(folders.last_folder() / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(pattern)
    dialog.setDefaultSuffix(suffix)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
