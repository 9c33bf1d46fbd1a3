"""The look of every screen before the workspace: one card in the middle, the brand above it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import button
from parkdesk.gui.composition import is_composing
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import card, label
from parkdesk.i18n import tr

WIDTH = 640


def account_words() -> str:
    """Return the offer to sign in without a password, in the words of this system."""
    if sys.platform == "win32":
        return tr("Sign me in on this Windows account")
    return tr("Sign me in on this computer's account")


class StartCard(QWidget):
    """Title, text, content, buttons at the foot; Esc goes back where there is a way back.

    Ctrl+Enter goes on from any field, as in every form.
    """

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
        self.busy = label("", "muted")
        self.busy_bar = QProgressBar()
        self.busy_bar.setRange(0, 0)
        self.busy_bar.setTextVisible(False)
        for part in (self.busy, self.busy_bar):
            part.hide()
            inner.addWidget(part)
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
        QShortcut(sequence("Esc"), self).activated.connect(slot)
        return made

    def add_main(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """Offer the way on, at the right of the foot and by Ctrl+Enter."""
        self.foot.addStretch()
        made = button(text, slot, role="primary")
        made.setToolTip(tr("{action} ({key})", action=text, key="Ctrl+Enter"))

        def go_on() -> None:
            if not is_composing():
                # A button that is greyed does nothing by its key either.
                made.click()

        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(sequence(key), self).activated.connect(go_on)
        # Tab reaches the way on before the ways back, which stand at its left.
        self.foot.addWidget(made)
        before: QWidget = made
        for place in range(self.foot.count() - 1):
            item = self.foot.itemAt(place)
            beside = item.widget() if item is not None else None
            if beside is not None:
                QWidget.setTabOrder(before, beside)
                before = beside
        return made

    def ask(self, text: str, offers: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Ask something over this screen's content; the focus goes to the first answer."""
        self.banner.show_text(text, Tone.NEUTRAL, offers=offers, closable=False)
        self.banner.focus_first()

    def show_busy(self, text: str) -> None:
        """Say what is under way and show a bar that moves; nothing takes them away."""
        self.busy.setText(text)
        for part in (self.busy, self.busy_bar):
            part.setVisible(bool(text))

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over this screen's content."""
        self.banner.show_text(text, tone, offers=offers)
