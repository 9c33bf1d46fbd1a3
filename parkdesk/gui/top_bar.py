"""The bar above the page: the Ctrl+K box, the quarter in view, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from parkdesk.gui.icons import set_icon
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.quarter_picker import QuarterPicker
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr


class TopBar(QFrame):
    """Search at the left, quarter and person at the right."""

    def __init__(
        self, park: str, search: QWidget, quarter: QuarterPicker, as_at: QWidget, person: str
    ) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(52)
        self.person = QPushButton(f"{person} ▾")
        self.person.setProperty("role", "flat")
        self.person.setToolTip(tr("Who is signed in: settings, sign out"))
        set_icon(self.person, "person", "muted")
        self.person.setMenu(QMenu(self.person))
        self.help = QPushButton()
        self.help.setProperty("role", "flat")
        self.help.setToolTip(tr("{action} ({key})", action=tr("Help and keys"), key="F1"))
        self.help.setAccessibleName(tr("Help and keys"))
        set_icon(self.help, "help", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 5, SPACE * 2, SPACE * 4, SPACE * 2)
        row.setSpacing(SPACE * 2)
        search.setMinimumWidth(340)
        search.setMaximumWidth(520)
        row.addWidget(search, 3)
        row.addStretch(1)
        name = label(park, "muted")
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name)
        row.addWidget(quarter)
        row.addWidget(as_at)
        row.addWidget(self.person)
        row.addWidget(self.help)
