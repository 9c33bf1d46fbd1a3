"""Labels by the role of their text: title, section, muted, figure, problem."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from parkdesk.gui.theme import SPACE


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
