"""Enter and Tab in a list that drops down: they take the entry and go on, as in any other field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from parkdesk.gui.composition import is_composing

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class PopupKeys(QObject):
    """Calls `taken` with the current row's number when a key takes it; `taken` hides the list.

    Qt's completer takes the row as well, but it hands the key to the line first, stays in the
    field and does not say whether a key or the mouse chose. `stage` is the event on which the
    owner of the list acts itself: a combo box takes its row when the key is still a shortcut.
    """

    def __init__(
        self,
        popup: QAbstractItemView,
        taken: Callable[[int], object],
        stage: QEvent.Type = QEvent.Type.KeyPress,
    ) -> None:
        super().__init__(popup)
        self._popup = popup
        self._taken = taken
        self._stage = stage
        # Filters made later are asked first: this one stands before the completer's.
        popup.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == self._stage
            and isinstance(event, QKeyEvent)
            and event.key() in _TAKING
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self._popup.isVisible()
            and self._popup.currentIndex().isValid()
            and not is_composing()
        ):
            event.accept()
            self._taken(self._popup.currentIndex().row())
            return True
        return super().eventFilter(watched, event)
