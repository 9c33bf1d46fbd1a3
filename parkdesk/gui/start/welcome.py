"""The first run: a new park, the demonstration park, a park that is there, a backup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from parkdesk.gui.actions import button
from parkdesk.gui.icons import pixmap
from parkdesk.gui.start.card import StartCard
from parkdesk.gui.start.known_parks import KnownPark
from parkdesk.gui.theme import SPACE, theme, tokens
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import N_, language, tr

CHOICES = (
    (
        "demo",
        "demo",
        N_("Look at the demonstration park"),
        N_("Some forty invented enterprises with everything filled in. Made in a few seconds."),
    ),
    (
        "new",
        "building",
        N_("Set up my park"),
        N_("An empty park on this computer. Then import your Excel list."),
    ),
    (
        "open",
        "folder",
        N_("Open an existing park"),
        N_("A data folder on this computer, or a server in the office."),
    ),
    (
        "restore",
        "restore",
        N_("Restore a backup"),
        N_("Make the park again out of a backup file."),
    ),
)


class ChoiceCard(QPushButton):
    """A large button: icon, title, one sentence."""

    def __init__(self, icon_name: str, title: str, text: str, *, height: int = 104) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self._icon_name = icon_name
        self._mark = label("")
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = label(title, "section")
        detail = label(text, "muted", wrap=True)
        words.addStretch()
        words.addWidget(heading)
        words.addWidget(detail)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 3, SPACE * 2)
        row.setSpacing(SPACE * 3)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        for part in (self._mark, heading, detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._mark.setPixmap(pixmap(self._icon_name, tokens().accent, 28, scale))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class WelcomeScreen(StartCard):
    """The parks that were opened here before, and four ways to begin with another.

    Signals:
        chosen: demo, new, open or restore.
        park_wanted: the place of a park that was opened here before.
        language_wanted: zh_CN or en.
    """

    chosen = Signal(str)
    park_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, known: Sequence[KnownPark] = ()) -> None:
        super().__init__(
            tr("Welcome"),
            tr(
                "ParkDesk keeps a service-outsourcing park's enterprises, certificates, subsidy"
                " claims, contracts and quarterly reports. How do you want to begin?"
            ),
            width=760,
        )
        self.known = [self._known_park(park) for park in known]
        if known:
            self.content.addWidget(label(tr("Opened here before"), "section"))
            for made in self.known:
                self.content.addWidget(made)
            self.content.addWidget(label(tr("Another park"), "section"))
        grid = QGridLayout()
        grid.setSpacing(SPACE * 3)
        self.cards: dict[str, ChoiceCard] = {}
        for place, (key, icon_name, title, text) in enumerate(CHOICES):
            card = ChoiceCard(icon_name, tr(title), tr(text))
            card.clicked.connect(lambda _checked=False, chosen=key: self.chosen.emit(chosen))
            grid.addWidget(card, place // 2, place % 2)
            self.cards[key] = card
        self.content.addLayout(grid)
        other, words = ("en", "English") if language() == "zh_CN" else ("zh_CN", "中文")
        self.foot.addWidget(
            button(words, lambda: self.language_wanted.emit(other), icon="language", role="flat")
        )
        self.foot.addStretch()
        self.foot.addWidget(label(tr("Tab and Enter choose without a mouse."), "muted"))

    def focus_first(self) -> None:
        """Begin with the park opened last, else with the demonstration: it needs no answers."""
        (self.known[0] if self.known else self.cards["demo"]).setFocus()

    def _known_park(self, park: KnownPark) -> ChoiceCard:
        made = ChoiceCard("building", park.name, park.place, height=60)
        made.clicked.connect(lambda: self.park_wanted.emit(park.place))
        return made
