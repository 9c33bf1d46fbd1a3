"""Labels by the role of their text: title, section, muted, figure, problem."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from parkdesk.gui.theme import SPACE

_LEAST_TITLE = 160
"""Of a long name: eight characters, and the dots."""


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label; roles are those of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setCursor(Qt.CursorShape.IBeamCursor)
    return made


def unbroken(text: str) -> str:
    """Return a text in which a currency's sign and its figure stand on one line."""
    return text.replace("¥ ", "¥\u00a0").replace("US$ ", "US$\u00a0")


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role and paint it so."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def card() -> QFrame:
    """Return a panel: card ground, line, 8 px corners."""
    made = QFrame()
    made.setProperty("role", "card")
    return made


def rule() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


class Title(QLabel):
    """A page's name: the last thing in its row to give way; its tip says what is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "title")

    def setText(self, text: str) -> None:
        """Show another name."""
        super().setText(text)
        self._tell()

    def cut_words(self) -> list[str]:
        """Return the name where it is cut and no tip has it; `clipping` asks."""
        return [self.text()] if self._is_cut() and self.toolTip() != self.text() else []

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self._is_cut() else "")

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST_TITLE), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_cut():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        end = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), end, room.width())
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class SectionHeader(QWidget):
    """A heading inside a page or panel, with room for a button at the right."""

    def __init__(self, text: str, trailing: QWidget | None = None) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, SPACE, 0, SPACE)
        self.title = label(text, "section")
        box.addWidget(self.title)
        box.addStretch()
        if trailing is not None:
            box.addWidget(trailing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
