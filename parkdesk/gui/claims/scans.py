"""Scans that come to a claim's desk: dropped, chosen, sorted by their names, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk.gui.claims.filing_dialog import ClaimFilingDialog
from parkdesk.gui.claims.scan_files import FilesRead, FoundFile, read_dropped, read_found
from parkdesk.gui.claims.scans_dialog import ScansDialog
from parkdesk.gui.faults import tell
from parkdesk.gui.papers.reading import paths_in
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.i18n import tr, trn
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_scans import (
    ScanFiling,
    ScansFiled,
    file_scans,
    prepare_scans,
    take_back_scans,
)

if TYPE_CHECKING:
    from parkdesk.gui.claims.steps import StepDesk

WithFresh = Callable[[Callable[[ClaimDetail], object]], None]
"""Saves what is typed, fetches the claim as it stands, then calls."""


class ClaimScans(QObject):
    """The way of files into a claim; `with_fresh` is how its desk fetches the claim anew.

    Scans may be dropped anywhere on the desk while the claim can be changed.
    """

    def __init__(self, desk: StepDesk, owner: QWidget, with_fresh: WithFresh) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._with_fresh = with_fresh
        self._may_file = desk.runner.can(file_scans)
        owner.setAcceptDrops(self._may_file)
        owner.installEventFilter(self)

    def ask_files(self) -> None:
        """Ask for files (Ctrl+U)."""
        dialog = self._dialog(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                tr("Scans and papers")
                + " (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.doc *.docx *.xls *.xlsx *.ofd)",
                tr("All files (*)"),
            ]
        )
        dialog.open()

    def ask_folder(self) -> None:
        """Ask for a folder (Ctrl+Shift+U); folders inside it count too."""
        dialog = self._dialog(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.open()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and whole folders, then show where each would go."""
        if not paths or not self._may_file or not self._desk.is_editable:
            return
        folders.keep_folder(paths[0].parent)
        request = self._desk.runner.call(self, read_dropped, tuple(paths))
        request.named(tr("Reading the files")).done(self.sort)

    def sort(self, read: FilesRead) -> None:
        """Show where the files would go; what could not be read is said over the claim."""
        if read.refusals:
            tell(self._owner, "\n".join(read.refusals), Tone.BAD)
        if read.files:
            # The people of a roster are places, too: they have to be stored first.
            self._desk.settle(lambda: self._with_fresh(partial(self._look_up, read)))
        elif read.left:
            self._read_more(read.left)

    def show_scans(self) -> None:
        """Show what is there (Alt+L)."""
        self._with_fresh(self._open_list)

    # Filing

    def _dialog(self, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._owner, tr("Add scans"), str(folders.last_folder()))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        return dialog

    def _read_more(self, left: Sequence[FoundFile]) -> None:
        request = self._desk.runner.call(self, read_found, tuple(left))
        request.named(tr("Reading the files")).done(self.sort)

    def _look_up(self, read: FilesRead, detail: ClaimDetail) -> None:
        hashes = tuple(file.sha256 for file in read.files)
        request = self._desk.runner.run(self, prepare_scans, detail.row.id, read.told, hashes)
        request.done(partial(self._open_filing, read, detail))

    def _open_filing(self, read: FilesRead, detail: ClaimDetail, found: ScanFiling) -> None:
        desk = self._desk
        if desk.detail is None or desk.detail.row.id != detail.row.id:
            return
        dialog = ClaimFilingDialog(
            desk.runner,
            self._owner,
            desk.shell,
            detail,
            read.files,
            found,
            more=len(read.left),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(partial(self._filed, read.left))
        dialog.open()

    def _filed(self, left: Sequence[FoundFile], filed: ScansFiled) -> None:
        count = len(filed.papers)
        words = trn("{n} scan filed.", "{n} scans filed.", count)
        if count:
            offers = ((tr("Take back"), partial(self._take_back, filed)),)
            tell(self._owner, words, Tone.GOOD, offers)
        self._desk.shell.notify(words)
        self._with_fresh(lambda _detail: self._read_more(left) if left else None)

    def _take_back(self, filed: ScansFiled) -> None:
        self._desk.settle(lambda: self._with_fresh(partial(self._taken_back, filed)))

    def _taken_back(self, filed: ScansFiled, detail: ClaimDetail) -> None:
        row, desk = detail.row, self._desk
        if row.id != filed.key.id:
            return

        def done(_key: object) -> None:
            count = len(filed.papers)
            desk.shell.notify(trn("{n} scan taken back.", "{n} scans taken back.", count))
            self._with_fresh(lambda _detail: None)

        reason = tr("Filing taken back")
        request = desk.runner.run(self, take_back_scans, row.id, row.version, filed, reason)
        request.done(done)

    def _open_list(self, detail: ClaimDetail) -> None:
        desk = self._desk
        adds = self.ask_files if self._may_file and desk.is_editable else None
        dialog = ScansDialog(desk.runner, self._owner, desk.shell, detail.row, adds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if self._desk.is_editable and _holds_files(event.mimeData()):
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.add_paths(paths_in(event.mimeData()))
            return True
        return super().eventFilter(watched, event)


def _holds_files(data: QMimeData) -> bool:
    return bool(paths_in(data))
