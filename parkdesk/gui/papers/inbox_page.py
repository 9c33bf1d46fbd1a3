"""The inbox of scans (扫描收件夹): each file with a guess of whose it is, confirmed by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.papers import PaperFile, ScanState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.page import Page
from parkdesk.gui.papers.filing_queue import FilingQueue
from parkdesk.gui.papers.folder_dialog import FolderDialog, own_folder
from parkdesk.gui.papers.inbox_form import InboxForm
from parkdesk.gui.papers.inbox_rows import InboxRow, examine_scans, with_guess
from parkdesk.gui.papers.inbox_watch import InboxWatch
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.words import slot_name
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import label, message, tr, trn
from parkdesk.scans.inbox import Inbox, ScanFile
from parkdesk.scans.reading import read_paper
from parkdesk.usecases.paper_inbox import ScanFolder, ScanLook, look_at_scans, scan_folder
from parkdesk.usecases.paper_lists import paper_slots
from parkdesk.usecases.papers import add_papers

if TYPE_CHECKING:
    from parkdesk.domain.papers import PaperSlot
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

CHUNK = 8
"""Files that are read in one go: the first guesses are there before the last file is read."""
PAUSE_MS = 150
TONES = {
    ScanState.WAITING: Tone.NEUTRAL,
    ScanState.UNSURE: Tone.WARN,
    ScanState.READY: Tone.GOOD,
    ScanState.TWIN: Tone.BAD,
    ScanState.REFUSED: Tone.BAD,
}


class InboxPage(Page):
    """Files what a scanner has left in a folder; nothing is filed that nobody confirmed."""

    tables: ClassVar[frozenset[str]] = frozenset({"scan_folder", "paper"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.folder = ScanFolder(0, "", move_when_filed=True)
        self.rows: dict[Path, InboxRow] = {}
        self._slots: dict[str, PaperSlot] = {}
        self._shown: tuple[InboxRow, ...] = ()
        self._unread: list[ScanFile] = []
        self._reading = False
        self._wanted: Path | None = None
        self._folder: Path | None = None
        self.watch = InboxWatch(runner, self)
        self.watch.listed.connect(self._listed)
        self.watch.failed.connect(self._not_listed)
        self.queue = FilingQueue(runner, self)
        self.queue.filed.connect(self._filed)
        self.queue.changed.connect(self._changed)
        self.queue.not_moved.connect(self._not_moved)
        self.queue.ended.connect(self.watch.look)
        self._make_actions()
        self._make_body()
        self._look_pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._look_pause.timeout.connect(self._preview_row)
        self.runner.run(self, paper_slots).done(self._take_slots)
        self.set_title(tr("Scan inbox"))
        self.refresh()

    @property
    def is_settled(self) -> bool:
        """Whether every file that is whole has been read and guessed, and none is being filed."""
        return not self._reading and not self._unread and self.queue.is_empty

    # Making

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.choosing = PageAction(self, tr("Folder…"), self.ask_folder, icon="folder")
        self.looking = PageAction(self, tr("Look again"), self.watch.look, key="F5", icon="refresh")
        self.filing_all = make(
            add_papers, tr("File all that are ready"), self.file_all, key="Ctrl+Shift+Return"
        )
        self.filing = make(
            add_papers, tr("File it"), self.file_current, key="Ctrl+Return", icon="approve"
        )
        self.add_action(self.looking)
        self.add_action(self.choosing)
        self.add_action(self.filing_all)
        self.add_action(self.filing, primary=True, key_shown=True)
        # Nothing is chosen before the folder has been looked into.
        self.filing.setEnabled(False)
        self.filing_all.setEnabled(False)

    def _make_body(self) -> None:
        self.table: RecordTable[InboxRow] = RecordTable()
        self.table.setObjectName("scans")
        columns: tuple[Column[InboxRow], ...] = (
            Column(tr("File"), lambda row: row.name, width=170, grows=True),
            Column(
                tr("State"),
                lambda row: label(row.state),
                tone=lambda row: TONES[row.state],
                width=90,
            ),
            Column(tr("Enterprise"), lambda row: row.enterprise, width=200, grows=True),
            Column(tr("Slot"), self._slot_text, width=90, grows=True, yields=1),
        )
        self.table.set_model(WindowedModel(columns, self._serve, self))
        self.table.row_changed.connect(self._choose)
        self.table.opened.connect(lambda _row: self._confirm())
        self.table.records.settled.connect(self._choose_again)
        self.form = InboxForm(self.runner)
        self.form.chosen.connect(self._take_choice)
        self.form.finished.connect(self.file_current)
        self.preview = PaperPreview(self.runner, self.shell)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE * 3, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        column.addWidget(self.form)
        column.addWidget(self.preview, 1)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.table)
        beside.addWidget(right)
        beside.setSizes([620, 460])
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(beside)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)

    def _take_slots(self, slots: tuple[PaperSlot, ...]) -> None:
        self._slots = {slot.code: slot for slot in slots}
        self._show_rows()

    def _slot_text(self, row: InboxRow) -> str:
        slot = self._slots.get(row.slot)
        return slot_name(slot) if slot is not None else ""

    # The folder

    def refresh(self) -> None:
        """Ask where the folder is, then look into it."""
        self.runner.run(self, scan_folder).done(self._take_folder)

    def focus_first(self) -> None:
        """Put the focus on the list, or on what to do first where there is none."""
        if self._stack.currentWidget() is self.empty:
            self.empty.focus_first()
        else:
            self.table.setFocus()

    def ask_folder(self) -> None:
        """Ask where scans come in."""
        dialog = FolderDialog(self.runner, self, self.shell, self.folder)
        dialog.saved.connect(lambda _none: self.refresh())
        dialog.open()

    def _take_folder(self, folder: ScanFolder) -> None:
        self.folder = folder
        self.queue.moves = folder.move_when_filed
        path = own_folder(self.shell) or folder.path
        if not path:
            self.watch.stop()
            self.rows.clear()
            self._show_rows()
            self._say(
                tr("No folder of scans is set"),
                tr("Choose the folder into which your scanner writes; yours, or the park's."),
            )
            self.empty.offer(self.choosing)
            return
        self._look_up(list(self.rows.values()))
        if self.isVisible():
            self.look_into(Path(path))

    def look_into(self, folder: Path) -> None:
        """Watch a folder from now on."""
        self._folder = folder
        self.watch.watch(folder)

    def _not_listed(self, error: Exception) -> None:
        self.rows.clear()
        self._show_rows()
        words = message(error) if isinstance(error, ParkDeskError) else ""
        self._say(tr("The folder cannot be read"), words)
        self.empty.offer(self.looking)
        self.empty.offer(self.choosing, primary=False)

    def _say(self, title: str, text: str) -> None:
        self.empty.say(title, text, "folder")
        self._stack.setCurrentWidget(self.empty)
        self.set_count("")

    def _listed(self, inbox: Inbox, whole: frozenset[Path]) -> None:
        before = self.rows
        self.rows = {}
        for file in inbox.files:
            known = before.get(file.path)
            self.rows[file.path] = known if known and known.file == file else InboxRow(file)
        waiting = {file.path for file in self._unread}
        self._unread = [file for file in self._unread if file.path in self.rows]
        self._unread += [
            row.file
            for path, row in self.rows.items()
            if path in whole and path not in waiting and not row.sha256 and not row.problem
        ]
        self._show_rows()
        if not inbox.files:
            self._say(tr("The inbox is empty"), tr("New scans in {folder} show by themselves.",
                                                  folder=self._folder))  # fmt: skip
            self.empty.offer(self.choosing, primary=False)
        else:
            self._stack.setCurrentIndex(0)
            left = tr(" (and {n} more)", n=inbox.left) if inbox.left else ""
            self.set_count(trn("{n} file", "{n} files", len(inbox.files)) + left)
        self._read_on()

    # Reading and guessing

    def _read_on(self) -> None:
        if self._reading or not self._unread:
            return
        files, self._unread = self._unread[:CHUNK], self._unread[CHUNK:]
        self._reading = True
        request = self.runner.call(self, examine_scans, files)
        request.done(self._examined).refused(self._not_examined)

    def _not_examined(self, _error: Exception) -> bool:
        self._reading = False
        return False

    def _examined(self, found: tuple[InboxRow, ...]) -> None:
        self._reading = False
        for row in found:
            known = self.rows.get(row.file.path)
            if known is not None and known.file == row.file:
                self.rows[row.file.path] = row
        self._look_up(found)
        self._show_rows()
        self._read_on()

    def _look_up(self, rows: Sequence[InboxRow]) -> None:
        asked = [row for row in rows if row.sha256]
        if asked:
            names = tuple(row.file.name for row in asked)
            hashes = tuple(row.sha256 for row in asked)
            request = self.runner.run(self, look_at_scans, names, hashes)
            request.done(partial(self._looked, [row.file.path for row in asked]))

    def _looked(self, paths: list[Path], look: ScanLook) -> None:
        for path, guess in zip(paths, look.guesses, strict=True):
            row = self.rows.get(path)
            if row is not None and row.sha256:
                self.rows[path] = with_guess(row, guess, look.twins)
        self._show_rows()

    # The list

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[InboxRow]) -> None:
        arrived(Window(self._shown[offset : offset + limit], len(self._shown), offset))

    def _show_rows(self) -> None:
        shown = tuple(self.rows.values())
        self.filing_all.setEnabled(
            any(row.state is ScanState.READY for row in shown) and self.runner.can(add_papers)
        )
        if shown == self._shown:
            return
        current = self.table.current()
        self._wanted = current.file.path if current is not None else self._wanted
        self._shown = shown
        self.table.records.refresh()
        if not shown:
            self._choose(None)

    def _choose_again(self) -> None:
        wanted, self._wanted = self._wanted, None
        for place, row in enumerate(self._shown):
            if row.file.path == wanted:
                self.table.select_place(place)

    def _choose(self, row: InboxRow | None) -> None:
        self.filing.setEnabled(row is not None and row.sha256 != "" and self.runner.can(add_papers))
        self.form.show_row(row)
        if row is None:
            self.preview.show_nothing()
        else:
            self._look_pause.start()

    def _preview_row(self) -> None:
        row = self.table.current()
        if row is None:
            return
        if row.problem:
            self.preview.show_nothing(label(ScanState.REFUSED), row.problem)
        elif not row.sha256:
            self.preview.show_nothing(
                tr("This file has not been read yet"),
                tr("It is read as soon as it no longer grows."),
            )
        else:
            request = self.runner.call(self, read_paper, row.file.path)
            request.done(partial(self._show_file, row)).refused(self._unread_file)

    def _show_file(self, row: InboxRow, file: PaperFile) -> None:
        current = self.table.current()
        if current is not None and current.file.path == row.file.path:
            self.preview.show_file(file, row.twins)

    def _unread_file(self, error: Exception) -> bool:
        if isinstance(error, ParkDeskError):
            self.preview.show_nothing(label(ScanState.REFUSED), message(error))
            return True
        return False

    def _take_choice(self, row: InboxRow) -> None:
        """Keep what a person chose for a file."""
        if row.file.path in self.rows:
            twins = self.rows[row.file.path].twins
            self.rows[row.file.path] = replace(row, twins=twins, guessed=True)
            self._show_rows()

    # Filing

    def _confirm(self) -> None:
        """File the row if nothing is missing, else go where something is."""
        row = self.table.current()
        if row is not None and row.state is ScanState.READY and self.filing.isEnabled():
            self.file_current()
        elif row is not None and row.sha256:
            self.form.focus_missing()

    def file_current(self) -> None:
        """File the file in view where the form says."""
        current = self.table.current()
        row = self.rows.get(current.file.path) if current is not None else None
        if row is None or not self.filing.isEnabled():
            return
        if row.state is ScanState.READY:
            self.queue.add([row])
        else:
            self.form.focus_missing()

    def file_all(self) -> None:
        """File every file of which nothing is in doubt."""
        self.queue.add([row for row in self.rows.values() if row.state is ScanState.READY])

    def _filed(self, row: InboxRow) -> None:
        if self.queue.moves:
            self.rows.pop(row.file.path, None)
            self._show_rows()
        self.shell.notify(
            tr("{file} filed with {enterprise}", file=row.name, enterprise=row.enterprise)
        )

    def _changed(self, row: InboxRow) -> None:
        self.rows[row.file.path] = InboxRow(row.file)
        self.banner.show_text(
            tr("{file} was written anew: look at it once more.", file=row.name), Tone.WARN
        )

    def _not_moved(self, error: ParkDeskError) -> None:
        self.banner.show_text(message(error), Tone.WARN)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.stop()
