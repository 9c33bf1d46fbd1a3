"""The stages of a workflow in a line: done, now, to come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parkdesk.gui.theme import TEXT_PX, sized, theme, tokens

_DOT = 6
_GAP = 8


class StageLine(QWidget):
    """Words with dots: filled up to the present stage, hollow after it."""

    def __init__(self, stages: tuple[str, ...] = (), at: int = 0) -> None:
        super().__init__()
        self._stages = stages
        self._at = at
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.say(stages, at)

    def say(self, stages: tuple[str, ...], at: int) -> None:
        """Set the stages and the number of the present one, from 0."""
        self._stages = stages
        self._at = at
        if 0 <= at < len(stages):
            self.setAccessibleName(stages[at])
        self.updateGeometry()
        self.update()

    def cut_words(self) -> list[str]:
        """Return the stages where they do not all fit; `clipping` asks."""
        gaps = _GAP * max(0, len(self._stages) - 1)
        fits = sum(self._widths()) + gaps + 2 <= self.width()
        return [] if fits else [" ".join(self._stages)]

    def _widths(self) -> list[int]:
        return [
            QFontMetrics(self._font(place)).horizontalAdvance(stage) + 2 * _DOT + _GAP
            for place, stage in enumerate(self._stages)
        ]

    # Qt overrides

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(TEXT_PX, QFont.Weight.Bold))
        words = sum(metrics.horizontalAdvance(stage) + 40 for stage in self._stages)
        return QSize(words, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stages:
            return
        colors = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = self._widths()
        spare = max(0, self.width() - sum(widths) - 2)
        between = spare / max(1, len(self._stages) - 1)
        x, middle = 1.0, self.height() / 2
        for place, stage in enumerate(self._stages):
            token = "accent" if place <= self._at else "muted"
            painter.setPen(QPen(colors.color(token), 1.5))
            painter.setBrush(colors.color(token) if place <= self._at else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + _DOT, middle), _DOT - 1, _DOT - 1)
            painter.setFont(self._font(place))
            baseline = middle + painter.fontMetrics().ascent() / 2 - 1
            painter.setPen(colors.color("ink" if place == self._at else token))
            painter.drawText(QPointF(x + 2 * _DOT + _GAP - 2, baseline), stage)
            x += widths[place]
            if place < len(self._stages) - 1 and between > 2 * _GAP:
                done = place < self._at
                painter.setPen(QPen(colors.color("accent" if done else "line"), 1.5))
                painter.drawLine(QPointF(x + _GAP, middle), QPointF(x + between - _GAP, middle))
            x += between
        painter.end()

    def _font(self, place: int) -> QFont:
        return sized(TEXT_PX, QFont.Weight.Bold if place == self._at else QFont.Weight.Normal)
