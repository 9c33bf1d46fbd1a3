"""How the pieces of the timeline look: colour, pattern and sign, never colour alone."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from parkdesk.domain.gantt import BarRow, Look
from parkdesk.gui.theme import Tone, tokens
from parkdesk.reports.due import certificate_name

LOOK_TONES = {
    Look.HOLDS: Tone.GOOD,
    Look.REMINDED: Tone.WARN,
    Look.STOPPED: Tone.NEUTRAL,
    Look.LAPSED: Tone.BAD,
}
_PATTERNS = {
    Look.REMINDED: Qt.BrushStyle.BDiagPattern,
    Look.STOPPED: Qt.BrushStyle.Dense6Pattern,
}
_ROUND = 3.0
_NUMBERED = re.compile(r"\S*( \S+)*? \S*\d\S*")
"""The beginning of a name up to its first word with a number."""


def paint_piece(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Draw a part of a bar."""
    ink, soft = tokens().tone(LOOK_TONES[look])
    if look is Look.LAPSED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(rect, _ROUND, _ROUND)
    pattern = _PATTERNS.get(look)
    if pattern is not None:
        faint = QColor(ink)
        faint.setAlpha(110)
        painter.setBrush(QBrush(faint, pattern))
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(rect, _ROUND, _ROUND)


def paint_check(painter: QPainter, middle: QPointF, *, done: bool) -> None:
    """Draw a yearly check: a lozenge, filled once it is done."""
    ink = tokens().color("ink")
    reach = 5.0
    lozenge = QPolygonF(
        [
            QPointF(middle.x(), middle.y() - reach),
            QPointF(middle.x() + reach, middle.y()),
            QPointF(middle.x(), middle.y() + reach),
            QPointF(middle.x() - reach, middle.y()),
        ]
    )
    painter.setPen(QPen(ink, 1.3))
    painter.setBrush(ink if done else tokens().color("card"))
    painter.drawPolygon(lozenge)


def paint_today(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """Draw the line of today, with its head."""
    accent = tokens().color("accent")
    painter.setPen(QPen(accent, 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawPolygon(QPolygonF([QPointF(x - 5, top), QPointF(x + 5, top), QPointF(x, top + 7)]))


def name_fitting(metrics: QFontMetrics, row: BarRow, width: int) -> str:
    """Return what a certificate is called, where it does not fit: the number of its standard.

    The number says which standard it is; what that is about stands in the tip.
    """
    name = certificate_name(row)
    if row.level is not None or metrics.horizontalAdvance(name) <= width:
        return name
    numbered = _NUMBERED.match(name)
    return numbered[0] if numbered is not None else name
