"""A field that filters a list as the person types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from parkdesk.gui.composition import is_composing
from parkdesk.gui.icons import icon

SETTLED_MS = 120
"""A list is asked again after this pause, so that a fast typist does not queue ten queries."""


class SearchField(QLineEdit):
    """A line with a magnifier.

    Signals:
        searched: the words, a moment after the last key; never in the middle of a composition.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._last = ""
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)

    def words(self) -> str:
        """Return what is typed, without outer blanks."""
        return self.text().strip()

    def _wait(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        if not is_composing() and self.words() != self._last:
            self._last = self.words()
            self.searched.emit(self._last)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() and not is_composing():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_composing():
            self._tell()
        else:
            super().keyPressEvent(event)
