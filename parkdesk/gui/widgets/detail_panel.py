"""The panel at the right of a list: title, chip, tabs, facts, callouts, buttons at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import ActionButton
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label, unbroken
from parkdesk.i18n import tr

_LABEL_WIDTH = 104
_NARROWEST = 300
_TIGHT = "tight"
_SAVED_BY_TIGHT = 12
"""What the style sheet takes from beside each tab that has this property."""
_NO_MATTER = 16
"""So much more or less room for the foot changes nothing of what its buttons show."""
MARGIN = SPACE * 4
"""Between a panel's edge and its content."""


class Facts(QWidget):
    """Pairs of label and value; values can be selected and copied."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 3)
        self._grid.setVerticalSpacing(SPACE + 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.show_facts(pairs)

    def show_facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these pairs instead of the present ones; an empty value shows a dash."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        for place, (name, value) in enumerate(pairs):
            self._grid.addWidget(label(name, "label", wrap=True), place, 0, top)
            shown = label(unbroken(value) or "—", wrap=True, selectable=True)
            shown.setAccessibleName(f"{name} {value}")
            self._grid.addWidget(shown, place, 1)


class DetailPanel(QFrame):
    """One record beside its list."""

    def __init__(self, guidance: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._fitted: tuple[int, tuple[str, ...]] = (0, ())
        """For how much room the foot was fitted, and what its buttons said then."""
        self.title = label("", "subtitle", wrap=True, selectable=True)
        self.subtitle = label("", "muted", wrap=True, selectable=True)
        self.chip = Chip()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(SPACE * 2)
        self._empty = EmptyState()
        self._empty.say(tr("Nothing chosen"), guidance or tr("Choose a row of the list."))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._filled())

    def show_nothing(self, title: str = "", text: str = "") -> None:
        """Show the guidance instead of a record."""
        if title or text:
            self._empty.say(title, text)
        self._stack.setCurrentIndex(0)

    def show_title(
        self, title: str, subtitle: str = "", chip: tuple[str, Tone] | None = None
    ) -> None:
        """Show a record's name; what the tabs hold is the page's business."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.chip.say(*(chip or ("", Tone.NEUTRAL)))
        self._stack.setCurrentIndex(1)

    def add_tab(self, name: str, widget: QWidget) -> int:
        """Add a tab; its content scrolls when it is long."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, SPACE * 3, SPACE * 2, 0)
        box.addWidget(widget)
        box.addStretch()
        area.setWidget(inner)
        return self.tabs.addTab(area, name)

    def name_tab(self, place: int, name: str) -> None:
        """Change a tab's words, for instance its count."""
        self.tabs.setTabText(place, name)
        self._fit_tabs()

    def add_foot(
        self, action: QAction, *, primary: bool = False, key_shown: bool = False
    ) -> ActionButton:
        """Put an action's button at the foot; `key_shown` writes its key after its words."""
        made = ActionButton(action, primary=primary, key_shown=key_shown)
        # The words are its least; the key stands where there is room for it.
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._foot.addWidget(made, 1)
        return made

    def add_seldom(self, *actions: QAction) -> None:
        """Put the actions that are seldom needed behind one button at the foot."""
        more = QAction(tr("More"), self)
        menu = QMenu(self)
        menu.addActions(list(actions))
        self.add_foot(more).setMenu(menu)

    def fit_foot(self) -> None:
        """Leave the keys out of the buttons, then the icons, where the foot has no room.

        A page whose buttons come and go with the record calls it after that.
        """
        items = (self._foot.itemAt(place) for place in range(self._foot.count()))
        buttons = [
            one
            for one in (item.widget() for item in items if item is not None)
            if isinstance(one, ActionButton) and not one.isHidden()
        ]
        room = self.width() - 2 * MARGIN - self._foot.spacing() * (len(buttons) - 1)
        words = tuple(one.text() for one in buttons)
        if words == self._fitted[1] and abs(room - self._fitted[0]) < _NO_MATTER:
            # What the buttons need moves the edge, and the edge what they show: without a rest
            # in between the two would go on for ever.
            return
        for keys, icons in ((True, True), (False, True), (False, False)):
            for made in buttons:
                made.show_key(keys)
                made.show_icon(icons)
                # Each takes its part of the width: alike, the longest words would be cut first.
                self._foot.setStretchFactor(made, made.sizeHint().width())
            if sum(made.sizeHint().width() for made in buttons) <= room:
                break
        self._fitted = (room, tuple(one.text() for one in buttons))

    def _fit_tabs(self) -> None:
        """Let the tabs stand closer where they would need arrows."""
        bar = self.tabs.tabBar()
        tight = bool(self.tabs.property(_TIGHT))
        wide = bar.sizeHint().width() + (bar.count() * _SAVED_BY_TIGHT if tight else 0)
        if (wide > self.width() - 2 * MARGIN) != tight:
            self.tabs.setProperty(_TIGHT, not tight)
            bar.style().unpolish(bar)
            bar.style().polish(bar)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        # Not a minimum width: that would hold instead of what the buttons at the foot need.
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()
        self.fit_foot()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_tabs()
        self.fit_foot()

    def _filled(self) -> QWidget:
        filled = QWidget()
        box = QVBoxLayout(filled)
        box.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        box.setSpacing(SPACE * 2)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.chip, alignment=Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(self.subtitle)
        box.addWidget(self.tabs, 1)
        box.addLayout(self._foot)
        return filled
