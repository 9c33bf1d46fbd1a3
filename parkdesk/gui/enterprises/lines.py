"""Lines of the panel's tabs: a title, a remark, a chip; Enter or a click goes to the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import label

_BETWEEN = " · "
_UNBROKEN = "\u00a0"
_DOT_FIRST = f" ·{_UNBROKEN}"
_PIECE = 24
"""Letters of a part that stays on one line in the narrowest panel."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `go` is what opening it does, None where there is nowhere to go."""

    title: str
    remark: str = ""
    chip: tuple[str, Tone] | None = None
    go: Callable[[], object] | None = None


def _in_pieces(remark: str) -> str:
    """Let a remark be broken between its parts: never inside an amount or before a date.

    The dot goes with what follows it: at the end of a line it would hang over nothing.
    """
    parts = remark.split(_BETWEEN)
    return _DOT_FIRST.join(
        part.replace(" ", _UNBROKEN) if len(part) <= _PIECE else part for part in parts
    )


class _LineWidget(QFrame):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self._go = line.go
        self.setProperty("role", "line")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE * 2)
        texts = QVBoxLayout()
        texts.setSpacing(SPACE // 2)
        texts.addWidget(label(line.title, wrap=True))
        if line.remark:
            texts.addWidget(label(_in_pieces(line.remark), "muted", wrap=True))
        row.addLayout(texts, 1)
        if line.chip is not None:
            row.addWidget(Chip(*line.chip), alignment=Qt.AlignmentFlag.AlignTop)
        if line.go is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{line.title} {line.remark}")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go is not None:
            self._go()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._go is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go()


class Lines(QWidget):
    """A tab's lines, or a word where there are none."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines instead of the present ones."""
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._box.addWidget(_LineWidget(line))
        if not lines:
            self._box.addWidget(label(self._nothing, "muted", wrap=True))
