"""The tab of documents: what is there, what is missing, with a preview; files are dropped here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QSplitter

from parkdesk.domain.papers import Owner, PaperState
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.faults import tell
from parkdesk.gui.papers.dialogs import FilingDialog, RemoveDialog, SortDialog
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.reading import Read, holds_papers, paths_in, read_papers, read_picture
from parkdesk.gui.papers.table import PapersTable
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr, trn
from parkdesk.usecases.paper_inbox import Filing, prepare_filing
from parkdesk.usecases.paper_lists import PaperRow, enterprise_papers, paper_places
from parkdesk.usecases.papers import add_papers, remove_paper, sort_paper

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

OLDER = frozenset({PaperState.REPLACED, PaperState.REMOVED})


class PapersTab(SheetTab):
    """Papers of an enterprise and of its certificates."""

    tables: ClassVar[frozenset[str]] = frozenset({"paper", "certification"})

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.setAcceptDrops(runner.can(add_papers))
        self.rows: tuple[PaperRow, ...] = ()
        self._chosen: PaperRow | None = None
        self._replacing: PaperRow | None = None
        self.table = PapersTable()
        self.preview = PaperPreview(runner, sheet.shell)
        self.older = QCheckBox(tr("Older ones too"))
        self.older.toggled.connect(lambda _on: self._show_rows())
        self.count = label("", "count")
        self._make_actions()
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.table)
        self.preview.setContentsMargins(SPACE * 2, 0, 0, 0)
        beside.addWidget(self.preview)
        beside.setSizes([560, 520])
        self.body.addLayout(self._head())
        self.body.addWidget(beside, 1)
        self.table.row_changed.connect(self._choose)
        self.table.opened.connect(lambda _row: self.preview.panel.view.setFocus())

    def refresh(self) -> None:
        """Fetch the papers again."""
        if self.enterprise_id is not None:
            request = self.runner.run(self, enterprise_papers, self.enterprise_id, self.on)
            request.done(partial(self._arrived, self.enterprise_id))

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def show_owner(self, owner: Owner) -> None:
        """Bring the papers of one certificate into view."""
        self.table.go_to(owner)
        self.table.setFocus()

    # Showing

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.count)
        row.addWidget(self.older)
        row.addStretch()
        for action in (self.removing, self.sorting, self.replacing, self.inbox):
            row.addWidget(ActionButton(action))
        row.addWidget(ActionButton(self.adding, primary=True, key_shown=True))
        return row

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.adding = make(add_papers, tr("Add files…"), self.ask_files, key="Ctrl+U", icon="plus")
        self.pasting = make(add_papers, tr("Paste a file or a picture"), self.paste, key="Ctrl+V")
        self.replacing = make(add_papers, tr("Newer version…"), self._replace, key="Ctrl+Alt+V")
        self.sorting = make(
            sort_paper, tr("Slot, remarks…"), self._sort, key="Shift+F2", icon="edit"
        )
        self.removing = make(
            remove_paper, tr("Take out…"), self._remove, key="Ctrl+Del", icon="delete"
        )
        self.inbox = PageAction(
            self, tr("Scan inbox"), self._open_inbox, key="Ctrl+Shift+B", icon="folder"
        )
        for action in (
            *(self.adding, self.pasting, self.replacing, self.sorting, self.removing, self.inbox),
            *self.preview.actions_of_paper,
        ):
            # Wherever the focus is on the page, as long as this tab is in view.
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self.sheet.add_key(action)
        self._follow()

    def _arrived(self, enterprise_id: int, rows: tuple[PaperRow, ...]) -> None:
        if enterprise_id == self.enterprise_id:
            self.rows = rows
            self._show_rows()

    def _show_rows(self) -> None:
        shown = [row for row in self.rows if self.older.isChecked() or row.state not in OLDER]
        there = sum(row.state is PaperState.PRESENT for row in self.rows)
        missing = sum(row.is_missing for row in self.rows)
        older = sum(row.state in OLDER for row in self.rows)
        self.older.setVisible(older > 0)
        words = trn("{n} paper", "{n} papers", there)
        self.count.setText(
            tr("{papers}, {n} missing", papers=words, n=missing) if missing else words
        )
        self.sheet.name_tab("papers", there)
        self.table.show_rows(shown)
        if not shown:
            self.preview.show_nothing()

    def _choose(self, row: PaperRow | None) -> None:
        self._chosen = row
        self._follow()
        if row is None:
            self.preview.show_nothing()
        else:
            self.preview.show_paper(row)

    def _follow(self) -> None:
        row = self._chosen
        here = row is not None and row.state is PaperState.PRESENT
        for action, use_case in (
            (self.replacing, add_papers),
            (self.sorting, sort_paper),
            (self.removing, remove_paper),
        ):
            action.setEnabled(here and self.runner.can(use_case))

    # Adding

    def ask_files(self) -> None:
        """Ask for files to add."""
        self._ask(None)

    def _replace(self) -> None:
        self._ask(self._chosen)

    def _ask(self, replaced: PaperRow | None) -> None:
        dialog = QFileDialog(self, tr("Add files"), str(folders.last_folder()))
        one = replaced is not None
        mode = QFileDialog.FileMode.ExistingFile if one else QFileDialog.FileMode.ExistingFiles
        dialog.setFileMode(mode)
        dialog.setNameFilters(
            [
                tr("Scans and papers")
                + " (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.doc *.docx *.xls *.xlsx *.ofd)",
                tr("All files (*)"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda files: self.add_paths([Path(file) for file in files], replaced)
        )
        dialog.open()

    def add_paths(self, paths: list[Path], replaced: PaperRow | None = None) -> None:
        """Read files, then ask where each goes."""
        if not paths:
            return
        folders.keep_folder(paths[0].parent)
        request = self.runner.call(self, read_papers, paths)
        request.named(tr("Reading the files"))
        request.done(partial(self._prepare, self.enterprise_id, replaced))

    def paste(self) -> None:
        """Add the files or the picture on the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> None:
        paths = paths_in(data)
        if paths:
            self.add_paths(paths)
        elif data.hasImage():
            image = QImage(data.imageData())
            name = tr("Pasted picture") + ".png"
            request = self.runner.call(self, read_picture, image, name)
            request.done(partial(self._prepare, self.enterprise_id, None))
        else:
            tell(self, tr("There is no file and no picture on the clipboard."), Tone.WARN)

    def _prepare(self, enterprise_id: int | None, replaced: PaperRow | None, read: Read) -> None:
        if read.refusals:
            tell(self, "\n".join(read.refusals), Tone.BAD)
        if not read.files or enterprise_id is None or enterprise_id != self.enterprise_id:
            return
        names = tuple(file.name for file in read.files)
        hashes = tuple(file.sha256 for file in read.files)
        request = self.runner.run(self, prepare_filing, names, hashes, enterprise_id)
        request.done(partial(self._open_filing, read, replaced))

    def _open_filing(self, read: Read, replaced: PaperRow | None, filing: Filing) -> None:
        dialog = FilingDialog(
            self.runner, self, self.sheet.shell, read.files, filing, replaces=replaced
        )
        dialog.saved.connect(self._filed)
        dialog.open()

    def _filed(self, numbers: tuple[int, ...]) -> None:
        self.sheet.shell.notify(trn("{n} paper added", "{n} papers added", len(numbers)))

    # One paper

    def _sort(self) -> None:
        row = self._chosen
        if row is None or self.enterprise_id is None:
            return

        def opened(places: object) -> None:
            assert isinstance(places, tuple)
            SortDialog(self.runner, self, row, places).open()

        self.runner.run(self, paper_places, self.enterprise_id).done(opened)

    def _remove(self) -> None:
        if self._chosen is not None:
            RemoveDialog(self.runner, self, self._chosen).open()

    def _open_inbox(self) -> None:
        self.sheet.shell.open_page("scans")

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_papers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take(event.mimeData())
