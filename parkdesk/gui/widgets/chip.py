"""A status chip outside a table."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parkdesk.gui.theme import SMALL_PX, Tone, sized, theme, tokens


class Chip(QWidget):
    """A word on a round tinted ground."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Set the word and the tone."""
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        if self.parentWidget() is not None or not text:
            # Shown before it has its place, a chip would flash up as a window of its own.
            self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def cut_words(self) -> list[str]:
        """Return the word where the chip is narrower than it; `clipping` asks."""
        return [self._text] if self._text and self.width() < self.sizeHint().width() else []

    # Qt overrides

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(SMALL_PX, QFont.Weight.Medium))
        return QSize(metrics.horizontalAdvance(self._text) + 20, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground = tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL_PX, QFont.Weight.Medium))
        painter.setBrush(ground)
        painter.setPen(QPen(ink, 1) if ground == tokens().color("card") else Qt.PenStyle.NoPen)
        chip = QRect(0, 0, self.width() - 1, self.height() - 1)
        painter.drawRoundedRect(chip, 10, 10)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
