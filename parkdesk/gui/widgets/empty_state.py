"""What stands where a list has no rows: what this is, what to do first, the button for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from parkdesk.gui.icons import pixmap
from parkdesk.gui.theme import SPACE, theme, tokens
from parkdesk.gui.widgets.texts import label

_WIDEST = 460
"""Of the sentences: longer lines are tiring to read."""
_NARROWEST = 200
_LOWEST = 150
"""Where there is less height than this the words stand without the icon."""


class EmptyState(QWidget):
    """An icon, a title, one or two sentences of guidance, at most two buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "info"
        self._icon = QLabel(self)
        self.title = label("", "subtitle")
        self.text = label("", "count", wrap=True)
        self._buttons: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setContentsMargins(SPACE * 8, SPACE * 4, SPACE * 8, SPACE * 4)
        self._box.setSpacing(SPACE * 2)
        for part in (self._icon, self.title, self.text):
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(part)
        self.text.setMaximumWidth(_WIDEST)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._box.setAlignment(self.text, Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, title: str, text: str = "", icon: str = "info") -> None:
        """Set the words and the icon; buttons go, `offer` brings them back."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._widen()
        self._icon_name = icon
        self._draw()
        if self.window().focusWidget() in self._buttons:
            # Said anew, as when a page refreshes: the next button takes the focus over.
            self.setFocus()
        for old in self._buttons:
            # The layout shows what it took in a moment later: by then this is a window of its own.
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._buttons = []

    def offer(self, action: QAction, *, primary: bool = True) -> None:
        """Show the button of what to do first."""
        # Imported here: an action's button and this widget would import each other.
        from parkdesk.gui.actions import ActionButton

        self._add(ActionButton(action, primary=primary))

    def offer_button(self, text: str, slot: Callable[[], object]) -> None:
        """Show a button for something that is no action of the page, such as “Clear filters”."""
        from parkdesk.gui.actions import button

        self._add(button(text, slot))

    def focus_first(self) -> None:
        """Put the focus on the first button that can be pressed; without one nothing moves."""
        for made in self._buttons:
            if made.isEnabled() and made.isVisible():
                made.setFocus()
                return

    def _add(self, made: QWidget) -> None:
        self._buttons.append(made)
        self._box.addWidget(made, alignment=Qt.AlignmentFlag.AlignHCenter)
        if self.window().focusWidget() is self:
            # It came into view in place of what had the focus, before it had a button.
            made.show()
            made.setFocus()

    def _widen(self) -> None:
        # A wrapping label takes as little width as it can, and its height is then found too late.
        self.text.ensurePolished()
        wanted = self.text.fontMetrics().horizontalAdvance(self.text.text()) + SPACE
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        width = max(0, min(wanted, _WIDEST, room))
        self.text.setMinimumWidth(width)
        # What was the least until now would be counted in.
        self.text.setMinimumHeight(0)
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(width)))

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, tokens().muted, 40, self.devicePixelRatioF()))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        # The words are widened to the room there is: that must not keep a panel from narrowing.
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOWEST
        self._icon.setVisible(not is_low)
        above = SPACE if is_low else SPACE * 4
        self._box.setContentsMargins(SPACE * 8, above, SPACE * 8, above)
        self._box.setSpacing(SPACE if is_low else SPACE * 2)
        self._widen()
