"""Watches the folder of scans while its page is in view; listed in a thread, never waited for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from parkdesk.scans.inbox import Inbox, ScanFile, list_inbox, whole_files

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

SETTLE_MS = 600
"""A scanner writes many times in a row: one look after the last one is enough."""
GROWING_MS = 1_500
"""Files that may still be written are looked at again after this."""
FIRST_MS = 150
"""What lies there when the page is opened is mostly long whole: the second look comes soon."""
SELDOM_MS = 15_000
"""A network share may tell nothing: it is looked at all the same, this often."""


class InboxWatch(QObject):
    """Says what lies in a folder, and which files are whole.

    Signals:
        listed: an `Inbox`, and the paths of the files in it that nobody writes any more.
        failed: the error, when the folder could not be listed.
    """

    listed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Path | None = None
        self._before: dict[Path, ScanFile] = {}
        self._looking = False
        self._asked = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._settle.start())

    @property
    def is_quiet(self) -> bool:
        """Whether no look is under way or soon to come because of something that grows."""
        return not self._looking and not self._settle.isActive()

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on, and look into it."""
        if folder != self._folder:
            self._before = {}
            self._unwatch()
            self._folder = folder
        self.look()

    def stop(self) -> None:
        """Look no more until `watch`."""
        self._settle.stop()
        self._again.stop()
        self._unwatch()
        self._folder = None

    def look(self) -> None:
        """List the folder now, or once more when the look that is under way has ended."""
        folder = self._folder
        if folder is None:
            return
        if self._looking:
            # The look under way may have listed before what it is asked for came.
            self._asked = True
            return
        self._looking = True
        self._asked = False
        self._again.stop()
        request = self._runner.call(self, list_inbox, folder)
        request.done(partial(self._arrived, folder)).refused(partial(self._refused, folder))

    def _arrived(self, folder: Path, inbox: Inbox) -> None:
        self._looking = False
        if folder == self._folder:
            self._take(folder, inbox)
        self._look_if_asked()

    def _take(self, folder: Path, inbox: Inbox) -> None:
        if not self._watcher.directories() and self._watcher.addPath(str(folder)):
            # What came between the list and this moment told nobody.
            self._settle.start()
        whole = whole_files(self._before, inbox)
        waits = len(whole) < len(inbox.files)
        self._again.start((GROWING_MS if self._before else FIRST_MS) if waits else SELDOM_MS)
        self._before = {file.path: file for file in inbox.files}
        self.listed.emit(inbox, whole)

    def _refused(self, folder: Path, error: Exception) -> bool:
        self._looking = False
        if folder == self._folder:
            self._unwatch()
            # A share that is away comes back without telling anybody.
            self._again.start(SELDOM_MS)
            self.failed.emit(error)
        self._look_if_asked()
        return True

    def _look_if_asked(self) -> None:
        if self._asked:
            self.look()

    def _unwatch(self) -> None:
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
