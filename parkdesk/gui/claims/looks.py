"""Looks at whole identity numbers: each one goes through the use-case that leaves a trace."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from parkdesk.domain.trainees import RosterField
from parkdesk.gui.runner import Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.rosters import reveal_identity

SHOWN_MS = 30_000


class NumberLooks(QObject):
    """Shows one number for half a minute, and notes what an editor has shown.

    Signals:
        shown: the words with the number; empty when the time is over.
    """

    shown = Signal(str)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._claim_id = 0
        self._place = -1
        self._noted: set[int] = set()
        self._over = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._over.timeout.connect(lambda: self.shown.emit(""))

    def begin(self, claim_id: int) -> None:
        """Look after another claim."""
        self._claim_id = claim_id
        self._noted.clear()
        self.follow(-1)

    def follow(self, place: int) -> None:
        """Hide what is shown: another row is current."""
        self._place = place
        self._over.stop()
        self.shown.emit("")

    def reveal(self) -> None:
        """Show the current row's number."""
        place = self._place

        def arrived(number: str) -> None:
            if self._place == place:
                field = label(RosterField.ID_NUMBER)
                self.shown.emit(tr("{field}: {number}", field=field, number=number))
                self._over.start()

        if place >= 0:
            self._runner.run(self, reveal_identity, self._claim_id, place + 1).done(arrived)

    def note(self, place: int) -> None:
        """Keep in the trail, once a row, that an editor shows a number of the database."""
        if place in self._noted:
            return
        self._noted.add(place)
        request = self._runner.run(self, reveal_identity, self._claim_id, place + 1)
        # A row that is not stored yet has nothing to reveal.
        request.refused(lambda _error: True)
