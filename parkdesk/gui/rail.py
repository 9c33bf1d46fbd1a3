"""The dark rail at the left: the pages in their groups, system at the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.icons import set_icon
from parkdesk.gui.page_specs import GROUP_TITLES, Group, PageSpec
from parkdesk.gui.theme import RAIL_WIDTH, SMALL_PX, SPACE, TEXT_PX, sized, tokens
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import number_text, tr

NUMBER_ROOM = 32
"""Kept free for the number of items that need work, in pixels: three figures and their distance."""
WIDEST = 240
LOOSE, TIGHT, TIGHTER, TIGHTEST = 0, 1, 2, 3
"""How close the pages stand: closer in a low window, so that none has to be scrolled to."""
_BETWEEN = {LOOSE: 2, TIGHT: 1, TIGHTER: 0, TIGHTEST: 0}
_OVER_GROUP = {
    LOOSE: SPACE * 2,
    TIGHT: SPACE * 2,
    TIGHTER: SPACE // 2,
    TIGHTEST: SPACE // 2,
}
NUMBERED = 9
"""The first nine pages have Ctrl+1 to Ctrl+9."""


class RailButton(QPushButton):
    """One page: icon, title, and the number of items that need work."""

    def __init__(self, page: PageSpec, key: str) -> None:
        super().__init__()
        self.page = page
        self.waiting = 0
        self._key = key
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAutoDefault(True)
        set_icon(self, page.icon, "rail_ink")
        self.show_waiting(0)

    def show_waiting(self, waiting: int) -> None:
        """Show how many items need work; none shows nothing."""
        self.waiting = waiting
        title = tr(self.page.title)
        tip = tr("{action} ({key})", action=title, key=self._key) if self._key else title
        if waiting:
            tip += "\n" + tr(self.page.badge_note, n=number_text(waiting))
        self.setToolTip(tip)
        words = tr("{page}, {n} need work", page=title, n=number_text(waiting))
        self.setAccessibleName(words if waiting else title)
        self._fit()
        self.update()

    def needed_width(self) -> int:
        """Return the width at which the title stands whole beside its number."""
        bold = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
        return bold.horizontalAdvance(f" {tr(self.page.title)}") + self._taken()

    def cut_words(self) -> list[str]:
        """Return the title where it does not stand whole; `clipping` asks."""
        return [tr(self.page.title)] if tr(self.page.title) not in self.text() else []

    def _taken(self) -> int:
        number = QFontMetrics(sized(SMALL_PX)).horizontalAdvance(self._number())
        return self.iconSize().width() + SPACE * 7 + (number + SPACE * 2 if number else 0)

    def _number(self) -> str:
        if not self.waiting:
            return ""
        return number_text(self.waiting) if self.waiting < 1000 else "999+"  # noqa: PLR2004

    def _fit(self) -> None:
        bold = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
        room = self.width() - self._taken()
        text = f" {tr(self.page.title)}"
        self.setText(bold.elidedText(text, Qt.TextElideMode.ElideRight, room))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        text = self._number()
        if not text:
            return
        painter = QPainter(self)
        painter.setFont(sized(SMALL_PX))
        painter.setPen(tokens().color("rail_ink" if self.isChecked() else "rail_muted"))
        right = self.rect().adjusted(0, 0, -SPACE * 3, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Rail(QFrame):
    """Navigation.

    Signals:
        chosen: the key of a page.
    """

    chosen = Signal(str)

    def __init__(self, pages: list[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.buttons: dict[str, RailButton] = {}
        self._headings: list[QLabel] = []
        self._exclusive = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 2, SPACE * 3, SPACE * 2, SPACE * 3)
        outer.setSpacing(SPACE)
        brand = label(tr("ParkDesk"), "")
        brand.setObjectName("brand")
        brand.setContentsMargins(SPACE * 2, 0, 0, SPACE)
        outer.addWidget(brand)
        outer.addWidget(self._scrolling(pages), 1)
        for page in pages:
            if page.group is Group.SYSTEM:
                outer.addWidget(self._button(page, pages.index(page)))
        widest = max((one.needed_width() for one in self.buttons.values()), default=0)
        self.setFixedWidth(min(max(widest + NUMBER_ROOM + SPACE * 4, RAIL_WIDTH), WIDEST))

    def select(self, key: str) -> None:
        """Mark a page as the one in view."""
        button = self.buttons.get(key)
        if button is not None:
            button.setChecked(True)

    def _scrolling(self, pages: list[PageSpec]) -> QScrollArea:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(_BETWEEN[LOOSE])
        for group in Group:
            members = [page for page in pages if page.group is group]
            if group is Group.SYSTEM or not members:
                continue
            heading = label(tr(GROUP_TITLES[group]), "group")
            heading.setContentsMargins(SPACE, SPACE * 2, 0, 2)
            box.addWidget(heading)
            self._headings.append(heading)
            for page in members:
                box.addWidget(self._button(page, pages.index(page)))
        box.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area, self._pages = area, box
        return area

    def _set_closeness(self, closeness: int) -> None:
        self._pages.setSpacing(_BETWEEN[closeness])
        for heading in self._headings:
            heading.setContentsMargins(SPACE, _OVER_GROUP[closeness], 0, 0)
        for button in self.buttons.values():
            button.setProperty("close", str(closeness))
            button.style().unpolish(button)
            button.style().polish(button)
        self._pages.invalidate()

    def _button(self, page: PageSpec, place: int) -> RailButton:
        key = f"Ctrl+{place + 1}" if place < NUMBERED else ""
        made = RailButton(page, key)
        made.clicked.connect(self._chooser(page.key))
        self.buttons[page.key] = made
        self._exclusive.addButton(made)
        return made

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() == event.oldSize().height():
            return
        for closeness in (LOOSE, TIGHT, TIGHTER, TIGHTEST):
            self._set_closeness(closeness)
            if self._pages.sizeHint().height() <= self._area.viewport().height():
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        ordered = list(self.buttons.values())
        focused = self.focusWidget()
        if step is None or focused not in ordered:
            super().keyPressEvent(event)
            return
        place = ordered.index(focused) + step
        if 0 <= place < len(ordered):
            ordered[place].setFocus(Qt.FocusReason.TabFocusReason)
