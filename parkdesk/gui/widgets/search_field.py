"""A field that filters a list as the person types."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from parkdesk.gui.composition import is_composing
from parkdesk.gui.icons import icon
from parkdesk.i18n import tr

SETTLED_MS = 120
"""A list is asked again after this pause, so that a fast typist does not queue ten queries."""


_AROUND = 60
"""What the magnifier, the cross and the frame take beside the words."""
_NARROWEST = 170


class SearchField(QLineEdit):
    """A line with a magnifier; `key` and `lifted` as of every filter (`ChoiceFilter`).

    Signals:
        searched: the words, a moment after the last key; never in the middle of a composition.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str, *, key: str = "search") -> None:
        super().__init__()
        self.key = key
        self.lifted = False
        self._last = ""
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)

    def words(self) -> str:
        """Return what is typed, without outer blanks."""
        return "" if self.lifted else self.text().strip()

    def _needed(self) -> int:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return max(words + _AROUND, _NARROWEST)

    # As every filter of a list

    def plain(self) -> str:
        """Return what is typed; empty narrows nothing."""
        return self.text().strip()

    def set_plain(self, word: str) -> bool:
        """Filter by these words at once, without the typist's pause; always possible."""
        blocked = self.blockSignals(True)
        self.setText(word)
        self.blockSignals(blocked)
        self._pause.stop()
        if self.plain() != self._last:
            self._last = self.plain()
            self.searched.emit(self._last)
        return True

    def said(self) -> str:
        """Return what is typed, in quotation marks; empty when nothing is."""
        return tr("“{words}”", words=self.plain()) if self.plain() else ""

    def clear_filter(self) -> None:
        """Narrow nothing."""
        self.set_plain("")

    def as_it_came(self) -> None:
        """Narrow nothing: no list opens with words."""
        self.set_plain("")

    def _wait(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        if not is_composing() and self.plain() != self._last:
            self._last = self.plain()
            self.searched.emit(self._last)

    # Qt overrides

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(self._needed(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() and not is_composing():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_composing():
            self._tell()
        else:
            super().keyPressEvent(event)
