"""A figure with its label, what it compares with, and the way into its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label, set_role


class FigureCard(QFrame):
    """Label, figure, note. With `opened` it is a button: Enter, Space or a click calls it.

    While `waits` no key opens it: there is no figure yet, and the Enter that was meant for the
    screen before (signing in) must not open what nobody has seen. Nor does a key that is held.
    """

    def __init__(
        self,
        title: str,
        figure: str = "—",
        note: str = "",
        opened: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._opened = opened
        self.waits = False
        self.title = label(title, "label")
        self.figure = label(figure, "figure")
        self.note = label(note, "muted", wrap=True)
        self.note.setObjectName("note")
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        box.setSpacing(SPACE)
        for part in (self.title, self.figure, self.note):
            box.addWidget(part)
        box.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if opened is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(figure, note)

    def say(self, figure: str, note: str = "", tone: str = "muted") -> None:
        """Set figure and note; `tone` is muted, good, warn or bad and colours the note."""
        self.figure.setText(figure)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if tone != self.note.property("role"):
            set_role(self.note, tone)
        self.setAccessibleName(f"{self.title.text()} {figure} {note}")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._opened is not None and event.key() in keys:
            if not (self.waits or event.isAutoRepeat()):
                self._opened()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opened is not None and self.rect().contains(event.position().toPoint()):
            self._opened()
