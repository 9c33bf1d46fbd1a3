"""Files scans of the inbox one after another: read once more, attached, moved aside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.papers import PaperFile
from parkdesk.gui.papers.inbox_rows import InboxRow
from parkdesk.scans.inbox import move_filed
from parkdesk.scans.reading import read_paper
from parkdesk.usecases.papers import NewPaper, add_papers

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner


class FilingQueue(QObject):
    """What was confirmed and is not filed yet. The first that is refused ends it.

    Signals:
        filed: an `InboxRow` that is kept now.
        changed: an `InboxRow` whose file is another one than was confirmed.
        not_moved: why a filed scan is still where it was.
        ended: nothing waits any more.
    """

    filed = Signal(object)
    changed = Signal(object)
    not_moved = Signal(object)
    ended = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.moves = True
        """Whether a filed scan is moved to the subfolder."""
        self._runner = runner
        self._waiting: list[InboxRow] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be filed."""
        return not self._waiting

    def add(self, rows: Sequence[InboxRow]) -> None:
        """File these as well."""
        idle = not self._waiting
        known = {row.file.path for row in self._waiting}
        self._waiting += [row for row in rows if row.file.path not in known]
        if idle and self._waiting:
            self._begin()

    def _begin(self) -> None:
        row = self._waiting[0]
        request = self._runner.call(self, read_paper, row.file.path)
        request.done(partial(self._attach, row)).refused(self._refused)

    def _attach(self, row: InboxRow, file: PaperFile) -> None:
        if file.sha256 != row.sha256 or row.owner is None:
            # Written anew since it was looked at: it is shown once more first.
            self._waiting.clear()
            self.changed.emit(row)
            self.ended.emit()
            return
        paper = NewPaper(row.owner, row.slot, file, twin_confirmed=row.twin_confirmed)
        request = self._runner.run(self, add_papers, (paper,))
        request.done(partial(self._attached, row)).refused(self._refused)

    def _refused(self, _error: Exception) -> bool:
        self._waiting.clear()
        self.ended.emit()
        return False

    def _attached(self, row: InboxRow, _numbers: object) -> None:
        self.filed.emit(row)
        if self.moves:
            request = self._runner.call(self, move_filed, row.file.path)
            request.done(lambda _path: self._go_on()).refused(self._left)
        else:
            self._go_on()

    def _left(self, error: Exception) -> bool:
        told = isinstance(error, ParkDeskError)
        if told:
            self.not_moved.emit(error)
        self._go_on()
        return told

    def _go_on(self) -> None:
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._begin()
        else:
            self.ended.emit()
