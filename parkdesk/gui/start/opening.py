"""What stands while the store is loaded, and what stands when a park cannot be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QProgressBar

from parkdesk.domain.errors import ParkDeskError
from parkdesk.gui.actions import button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.start.card import StartCard
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import message, tr


class OpeningScreen(StartCard):
    """The first painted frame: what is being opened, and a bar that moves."""

    def __init__(self, place: str, doing: str = "") -> None:
        super().__init__(doing or tr("Opening the park…"), place, width=520)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.step = label("", "muted")
        self.content.addWidget(self.bar)
        self.content.addWidget(self.step)
        self._stopping = False
        self._stop: Callable[[], object] = lambda: None
        self.cancel = button(tr("Cancel"), self._cancel)
        self.cancel.hide()
        self.foot.addStretch()
        self.foot.addWidget(self.cancel)

    def offer_cancel(self, slot: Callable[[], object]) -> None:
        """Let the person stop it, by button and by Esc."""
        self._stop = slot
        self.cancel.show()
        self.cancel.setFocus()
        QShortcut(sequence("Esc"), self).activated.connect(self._cancel)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self._stopping:
            return
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.step.setText(tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}"))

    def _cancel(self) -> None:
        self._stopping = True
        self.cancel.setEnabled(False)
        self.bar.setRange(0, 0)
        self.step.setText(tr("Stopping…"))
        self._stop()


class CannotOpenScreen(StartCard):
    """Says why a park cannot be opened, and every way on."""

    def __init__(
        self,
        place: str,
        error: ParkDeskError,
        again: Callable[[], object],
        elsewhere: Callable[[], object],
    ) -> None:
        super().__init__(tr("The park could not be opened"), place)
        self.content.addWidget(Callout(message(error), Tone.BAD))
        self.foot.addWidget(button(tr("Another park, or a new one…"), elsewhere))
        self.main = self.add_main(tr("Try again"), again)

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        self.main.setFocus()
