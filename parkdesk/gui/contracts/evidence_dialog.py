"""The evidence of an execution: bank receipts and other papers, with their pages beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from parkdesk.domain.papers import Owner, OwnerKind, PaperState
from parkdesk.gui.faults import tell
from parkdesk.gui.papers.beside_dialog import BesideDialog
from parkdesk.gui.papers.dialogs import FilingDialog, RemoveDialog
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.reading import Read, read_papers
from parkdesk.gui.papers.table import PapersTable
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, tr, trn
from parkdesk.usecases.execution_papers import prepare_evidence
from parkdesk.usecases.paper_inbox import Filing
from parkdesk.usecases.paper_lists import PaperRow, papers_of
from parkdesk.usecases.papers import add_papers, remove_paper

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.contract_details import ContractDetail, ExecutionRow


class EvidenceDialog(BesideDialog):
    """Papers that prove one execution; Ctrl+U adds files, Ctrl+Del takes one out."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        shell: Shell,
        contract: ContractDetail,
        execution: ExecutionRow,
        *,
        may_change: bool,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._shell = shell
        self._execution = execution
        self._owner = Owner(OwnerKind.CONTRACT_EXECUTION, execution.id)
        self._chosen: PaperRow | None = None
        self._may_add = may_change and runner.can(add_papers)
        self.setWindowTitle(
            tr(
                "Evidence: {number}, executed {day}",
                number=contract.row.number,
                day=date_text(execution.executed_on),
            )
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner()
        self.count = label("", "count")
        self.table = PapersTable()
        self.table.empty.say(
            tr("No evidence yet"),
            tr("Add the bank receipt or its scan with Ctrl+U."),
            "pdf",
        )
        self.preview = PaperPreview(runner, shell)
        self.add_button = self._made(tr("Add files…"), self.ask_files, "Ctrl+U")
        self.remove_button = self._made(tr("Take out…"), self._remove, "Ctrl+Del")
        self.add_button.setEnabled(self._may_add)
        self.remove_button.setEnabled(False)
        self._lay_out(parent)
        self.table.row_changed.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the papers again."""
        self.runner.run(self, papers_of, self._owner).done(self._show)

    def ask_files(self) -> None:
        """Ask for files to add."""
        if not self._may_add:
            return
        dialog = QFileDialog(self, tr("Add files"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.add_paths([Path(one) for one in files]))
        dialog.open()

    def add_paths(self, paths: list[Path]) -> None:
        """Read files, then ask which paper each is."""
        if paths:
            folders.keep_folder(paths[0].parent)
            request = self.runner.call(self, read_papers, paths)
            request.named(tr("Reading the files")).done(self._prepare)

    def _show(self, rows: tuple[PaperRow, ...]) -> None:
        there = sum(row.state is PaperState.PRESENT for row in rows)
        self.count.setText(trn("{n} paper", "{n} papers", there))
        self.table.show_rows(rows)
        if not rows:
            self.preview.show_nothing()
        self.table.setFocus()

    def _choose(self, row: PaperRow | None) -> None:
        self._chosen = row
        here = row is not None and row.state is PaperState.PRESENT
        self.remove_button.setEnabled(here and self._may_add and self.runner.can(remove_paper))
        if row is None:
            self.preview.show_nothing()
        else:
            self.preview.show_paper(row)

    def _prepare(self, read: Read) -> None:
        if read.refusals:
            tell(self, "\n".join(read.refusals), Tone.BAD)
        if not read.files:
            return
        names = tuple(file.name for file in read.files)
        hashes = tuple(file.sha256 for file in read.files)
        request = self.runner.run(self, prepare_evidence, self._execution.id, names, hashes)
        request.done(lambda filing: self._file(read, filing))

    def _file(self, read: Read, filing: Filing) -> None:
        dialog = FilingDialog(self.runner, self, self._shell, read.files, filing)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _numbers: self.refresh())
        dialog.open()

    def _remove(self) -> None:
        if self._chosen is None or not self.remove_button.isEnabled():
            return
        dialog = RemoveDialog(self.runner, self, self._chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _nothing: self.refresh())
        dialog.open()
