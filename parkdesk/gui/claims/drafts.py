"""Keeping what is typed: a draft is in the database two seconds after the last key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.trainees import Trainee
from parkdesk.gui.runner import Runner
from parkdesk.usecases.rosters import RosterSaved, save_roster

SAVE_AFTER_MS = 1_000
"""Counted from the first key that is not saved yet: whoever types on without a pause loses nothing.

The time of writing it included, that makes two seconds for ten thousand rows too.
"""


class DraftKeeper(QObject):
    """Saves one claim's rows after a pause, one save at a time, each on the version before.

    Signals:
        saved: everything typed is in the database.
        refused: why it is not; it is still on the screen and will be tried again.
    """

    saved = Signal()
    refused = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._claim_id = 0
        self._rows: list[Trainee] = []
        self._saving = False
        self._dirty = False
        self._then: list[Callable[[], object]] = []
        self._else: list[Callable[[Exception], object]] = []
        self.version = 0
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._pause.timeout.connect(self.save)

    @property
    def is_settled(self) -> bool:
        """Whether the database holds what is on the screen."""
        return not self._dirty and not self._saving

    def begin(self, claim_id: int, version: int) -> None:
        """Look after a claim; nothing of it has been typed yet."""
        self._pause.stop()
        self._claim_id = claim_id
        self.version = version
        self._dirty = False
        self._saving = False
        self._then.clear()
        self._else.clear()

    def typed(self, rows: list[Trainee]) -> None:
        """Take what is on the screen now; it is saved soon, in the middle of the typing too."""
        self._rows = rows
        self._dirty = True
        if not self._pause.isActive():
            self._pause.start()

    def forget(self) -> None:
        """Give up what has not been saved: the person has chosen somebody else's rows."""
        self._pause.stop()
        self._dirty = False

    def save(self) -> None:
        """Save at once what has not been saved; while a save is under way, right behind it."""
        self._pause.stop()
        # Without a desk the park has been closed already; the window saves before it does that.
        if not self._dirty or self._saving or self._runner.desk is None:
            return
        self._dirty = False
        self._saving = True
        rows = tuple(self._rows)
        request = self._runner.run(self, save_roster, self._claim_id, self.version, rows)
        request.done(partial(self._done, self._claim_id)).refused(
            partial(self._failed, self._claim_id)
        )

    def when_settled(
        self,
        go_on: Callable[[], object],
        stay: Callable[[Exception], object] = lambda _error: None,
    ) -> None:
        """Call `go_on` once everything typed is saved; `stay` where that is refused."""
        if self.is_settled:
            go_on()
            return
        self._then.append(go_on)
        self._else.append(stay)
        self.save()

    def _done(self, claim_id: int, saved: RosterSaved) -> None:
        if claim_id != self._claim_id:
            return
        self._saving = False
        self.version = saved.version
        if self._dirty:
            # What was typed meanwhile has its own time, unless that is over or somebody waits.
            if self._then or not self._pause.isActive():
                self.save()
            return
        self.saved.emit()
        waiting, self._then = self._then, []
        self._else.clear()
        for go_on in waiting:
            go_on()

    def _failed(self, claim_id: int, error: Exception) -> bool:
        if claim_id != self._claim_id:
            return False
        self._saving = False
        self._dirty = True
        self._then.clear()
        told, self._else = self._else, []
        self.refused.emit(error)
        for stay in told:
            stay(error)
        # What nobody expected is shown as what it is, beside the offer to try again.
        return isinstance(error, ParkDeskError)
