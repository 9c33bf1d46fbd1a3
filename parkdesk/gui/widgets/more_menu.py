"""A button with everything that can be done and has no button of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from parkdesk.i18n import tr

KEY = "Alt+M"


class MoreButton(QPushButton):
    """Opens a menu of actions in groups, each with its key; what is not offered is not in it.

    So whoever works with the mouse alone finds what others reach by key or from Ctrl+K.
    """

    def __init__(self, groups: Sequence[Sequence[QAction]]) -> None:
        super().__init__(f"{tr('More')} ▾")
        self.setAutoDefault(True)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for place, group in enumerate(groups):
            if place:
                menu.addSeparator()
            menu.addActions(list(group))
        # Set after the menu: a button that has one takes its key for opening it.
        self.setMenu(menu)
        self.setShortcut(QKeySequence(KEY))
        shown = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tr("{action} ({key})", action=tr("Everything else"), key=shown))
