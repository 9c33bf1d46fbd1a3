"""Taking the chain along: the table as a workbook, the picture as a PDF or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from parkdesk.excel.chain import CHAIN_COLUMNS
from parkdesk.excel.writing import write_list
from parkdesk.gui.actions import PageAction
from parkdesk.gui.chain.rendering import print_chain, save_chain
from parkdesk.gui.exporting import as_at_title
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.i18n import language, tr, trn
from parkdesk.i18n.chain import left_out_text, origins_text, stage_title

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from parkdesk.gui.chain.page import ChainPage
    from parkdesk.reports.chain import ChainReport


@dataclass(frozen=True, slots=True)
class ListedLink:
    """One row of the exported table; the fields are those of its columns."""

    stage: str
    giver: str
    giver_country: str
    taker: str
    amount_usd_cents: int
    contracts: int
    origins: str


class ChainPrinting:
    """The page's three actions; everything is made of the links that are shown."""

    def __init__(self, page: ChainPage) -> None:
        self._page = page
        self.export = PageAction(
            page, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        self.save = PageAction(page, tr("Save as PDF…"), self._ask_save, key="Ctrl+S", icon="pdf")
        self.print = PageAction(page, tr("Print…"), self._ask_print, key="Ctrl+P", icon="print")
        self.actions = (self.export, self.save, self.print)

    def enable(self, there: bool) -> None:  # noqa: FBT001
        """Offer the actions where there is something to take along."""
        for action in self.actions:
            action.setEnabled(there)

    def report(self) -> ChainReport:
        """Return what is drawn on paper: the links as they are filtered now."""
        from parkdesk.reports.chain import ChainReport

        page = self._page
        assert page.chain.at is not None
        park = page.shell.park
        return ChainReport(
            park=park.name,
            filters=page.words(),
            at=page.chain.at,
            links=page.shown,
            left_out=left_out_text(page.chain.left_out),
            countries={
                code: page.country(code) for code in {one.giver.country for one in page.shown}
            },
        )

    def rows(self) -> tuple[ListedLink, ...]:
        """Return the table's rows in its order."""
        page = self._page
        return tuple(
            ListedLink(
                stage_title(one.stage),
                one.giver.name,
                page.country(one.giver.country),
                one.taker.name,
                one.amount_usd_cents,
                one.contracts,
                origins_text(one.origins),
            )
            for one in page.export_rows()
        )

    def export_to(self, path: Path) -> None:
        """Write the table as a workbook."""
        page = self._page
        rows, title = self.rows(), self._title()
        request = page.runner.call(page, _write, path, rows, title)
        request.named(tr("Writing {file}", file=path.name)).done(
            lambda count: page.shell.notify(
                trn("{n} row saved as {file}", "{n} rows saved as {file}", count, file=path.name)
            )
        )

    def save_to(self, path: Path) -> None:
        """Write the picture and its table as a PDF."""
        page = self._page
        request = page.runner.call(page, save_chain, path, self.report(), language())
        request.named(tr("Drawing the pages")).done(self._has_saved)

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages asked for to a printer."""
        page = self._page
        request = page.runner.call(page, print_chain, printer, self.report(), language())
        request.named(tr("Printing")).done(
            lambda n: page.shell.notify(
                trn("{n} page sent to the printer", "{n} pages sent to the printer", n)
            )
        )

    def _has_saved(self, path: Path) -> None:
        folders.keep_folder(path.parent)
        self._page.shell.notify(tr("Saved as {path}", path=path))

    def _name(self, ending: str) -> str:
        year = self._page.filters.year.currentText()
        return str(folders.last_folder() / f"{self._title()} {year}.{ending}")

    def _title(self) -> str:
        """Return what a file is called; it says the day where the chain is read as at one."""
        title, day = tr("Industry chain"), self._page.shell.on
        return title if day is None else as_at_title(title, day)

    def _ask_export(self) -> None:
        filters = [tr("Excel workbook (*.xlsx)"), tr("Text for Excel (*.csv)")]
        dialog = self._dialog(tr("Export"), "xlsx", filters)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def _ask_save(self) -> None:
        dialog = self._dialog(tr("Save as PDF"), "pdf", [tr("PDF documents (*.pdf)")])
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def _dialog(self, title: str, ending: str, filters: list[str]) -> QFileDialog:
        dialog = QFileDialog(self._page, title, self._name(ending))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _ask_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from parkdesk.gui.summaries.printing import has_printer, new_printer

        if not has_printer():
            self._page.banner.show_text(
                tr("This computer has no printer: save the PDF and print it where there is one."),
                Tone.WARN,
                offers=((tr("Save as PDF…"), self._ask_save),),
            )
            return
        printer = new_printer()
        printer.setDocName(tr("Industry chain"))
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        # Called so because the published types know only the open() with a slot's name.
        QDialog.open(dialog)


def _write(path: Path, rows: Sequence[ListedLink], title: str) -> int:
    write_list(path, CHAIN_COLUMNS, rows, title=title)
    return len(rows)
