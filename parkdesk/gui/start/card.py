"""The look of every screen before the workspace: one card in the middle, the brand above it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import button
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import card, label
from parkdesk.i18n import tr

WIDTH = 640


class StartCard(QWidget):
    """Title, text, content, buttons at the foot; Esc goes back where there is a way back."""

    def __init__(self, title: str, text: str = "", *, width: int = WIDTH) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.banner = Banner()
        self.content = QVBoxLayout()
        self.content.setSpacing(SPACE * 3)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE * 2)
        panel = card()
        panel.setFixedWidth(width)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(SPACE * 8, SPACE * 7, SPACE * 8, SPACE * 7)
        inner.setSpacing(SPACE * 3)
        inner.addWidget(label(title, "title", wrap=True))
        if text:
            inner.addWidget(label(text, "count", wrap=True))
        inner.addWidget(self.banner)
        inner.addLayout(self.content)
        inner.addLayout(self.foot)
        brand = label(tr("ParkDesk"), "subtitle")
        brand.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        middle = QVBoxLayout(holder)
        middle.setContentsMargins(SPACE * 4, SPACE * 6, SPACE * 4, SPACE * 6)
        middle.setSpacing(SPACE * 4)
        middle.addStretch(2)
        middle.addWidget(brand)
        # Not by alignment: an aligned widget gets the height of its hint, and wrapped text is cut.
        centred = QHBoxLayout()
        centred.addStretch()
        centred.addWidget(panel)
        centred.addStretch()
        middle.addLayout(centred)
        middle.addStretch(3)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def add_back(self, slot: Callable[[], object]) -> QPushButton:
        """Offer the way back, by button and by Esc."""
        made = button(tr("Back"), slot, icon="chevron-left", role="flat")
        self.foot.insertWidget(0, made)
        QShortcut(QKeySequence("Esc"), self).activated.connect(slot)
        return made

    def add_main(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """Offer the way on, at the right of the foot."""
        self.foot.addStretch()
        made = button(text, slot, role="primary")
        self.foot.addWidget(made)
        return made

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over this screen's content."""
        self.banner.show_text(text, tone, offers=offers)
