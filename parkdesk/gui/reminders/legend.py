"""What the patterns and signs of the timeline mean."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parkdesk.domain.gantt import Look
from parkdesk.gui.reminders.gantt_painting import paint_check, paint_piece, paint_today
from parkdesk.gui.theme import SMALL_PX, SPACE, sized, theme, tokens
from parkdesk.i18n import date_text, label, list_text, tr

_SAMPLE = 26
_HEIGHT = 22
_BAR = 12


class TimelineLegend(QWidget):
    """One line: a sample of each look, then its word."""

    def __init__(self) -> None:
        super().__init__()
        self._on: dt.date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        words = [label(look) for look in Look]
        self.setAccessibleName(list_text([*words, *self._checks()]))

    def read_as_at(self, on: dt.date | None) -> None:
        """Name the day that the line stands for; None is today."""
        self._on = on
        self.update()

    @staticmethod
    def _checks() -> tuple[str, str]:
        return tr("Yearly check to come"), tr("Yearly check done")

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL_PX))
        metrics = painter.fontMetrics()
        x = SPACE * 2
        for look in Look:
            rect = QRectF(x + 0.5, (_HEIGHT - _BAR) / 2 + 0.5, _SAMPLE - 1, _BAR - 1)
            paint_piece(painter, rect, look)
            x = self._word(painter, metrics, x + _SAMPLE + SPACE, label(look))
        for done, words in zip((False, True), self._checks(), strict=True):
            paint_check(painter, QPointF(x + 6, _HEIGHT / 2), done=done)
            x = self._word(painter, metrics, x + 12 + SPACE, words)
        paint_today(painter, x + 5, 2, _HEIGHT - 2)
        day = tr("Today") if self._on is None else date_text(self._on)
        self._word(painter, metrics, x + 12 + SPACE, day)
        painter.end()

    @staticmethod
    def _word(painter: QPainter, metrics: QFontMetrics, x: int, text: str) -> int:
        painter.setPen(tokens().color("muted"))
        painter.drawText(QPointF(x, _HEIGHT / 2 + metrics.ascent() / 2 - 1), text)
        return x + metrics.horizontalAdvance(text) + SPACE * 5
