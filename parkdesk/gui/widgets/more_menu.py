"""Buttons with a menu of actions: what can be done and has no button of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from parkdesk.gui.key_names import sequence
from parkdesk.i18n import tr

MORE_KEY = "Alt+M"


class MenuButton(QPushButton):
    """Opens a menu of actions in groups, each with its key; what is not offered is not in it."""

    def __init__(
        self, text: str, groups: Sequence[Sequence[QAction]], *, tip: str, key: str
    ) -> None:
        super().__init__(f"{text} ▾")
        self.setAutoDefault(True)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for place, group in enumerate(groups):
            if place:
                menu.addSeparator()
            menu.addActions(list(group))
        self.setMenu(menu)
        self.setShortcut(sequence(key))
        shown = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tr("{action} ({key})", action=tip, key=shown))


class MoreButton(MenuButton):
    """Everything that a page's keys do: whoever works with the mouse alone finds it here."""

    def __init__(self, groups: Sequence[Sequence[QAction]]) -> None:
        super().__init__(tr("More"), groups, tip=tr("Everything else"), key=MORE_KEY)
