"""Widgets that were for a moment windows of their own, because they were shown without a parent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from parkdesk.gui.clipping.finding import Finding, Kind, found

_WINDOWS = (QDialog, QMainWindow, QMenu)
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
"""Lists that drop down, and tips: windows by nature."""


class StrayWindows(QObject):
    """Tells of each: it flashes up on the screen and takes the focus of what the person types in.

    To be installed as a filter of the application.
    """

    def __init__(self, parent: QObject, told: Callable[[Finding], object]) -> None:
        super().__init__(parent)
        self._told = told

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, _WINDOWS)
            and watched.windowType() not in _PASSING
        ):
            self._told(found(Kind.STRAY, watched, watched.accessibleName() or watched.toolTip()))
        return False
