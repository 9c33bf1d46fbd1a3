"""Whether an input method has a composition open: then Enter, Esc and Space are its own keys."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ITS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space)


class Composition(QObject):
    """Watches the pre-edit text of the widget that has the focus.

    Most platforms swallow these keys while a composition is open; some input methods on Linux
    hand them on as well, and a dialog would then be saved or closed in mid-word.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.open = False
        # Only the widget with the focus composes: a filter on the application would see every
        # paint and every mouse move of the program.
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self.open = False
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.open = bool(event.preeditString())
        elif (
            self.open
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and event.key() in _ITS_KEYS
        ):
            event.accept()
            return True
        return False


_watching: list[Composition] = []


def watch(app: QApplication) -> None:
    """Start watching; called once, when the application is made."""
    if not _watching:
        _watching.append(Composition(app))


def is_composing() -> bool:
    """Whether a word is being composed just now."""
    return bool(_watching) and _watching[0].open
