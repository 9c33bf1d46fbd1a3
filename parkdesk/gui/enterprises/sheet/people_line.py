"""A small drawing of how many people an enterprise employed over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from parkdesk.domain.enterprise_facts import PeopleFact
from parkdesk.gui.theme import SPACE, sized, theme, tokens
from parkdesk.i18n import date_text, number_text, tr

_HEIGHT = 120
_FEWEST = 2
_LABEL_PX = 12


class PeopleLine(QWidget):
    """Steps from count to count: a figure holds until the next one. Hidden below two counts."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[tuple[dt.date, int], ...] = ()
        self._last = dt.date.min
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_people(self, facts: Sequence[PeopleFact], last: dt.date) -> None:
        """Draw these counts up to the day in view."""
        dated = [
            (one.from_on, one.headcount)
            for one in facts
            if one.from_on is not None and one.headcount is not None
        ]
        self._points = tuple(sorted(dated))
        self._last = last
        self.setVisible(len(self._points) >= _FEWEST)
        if self._points:
            first, count = self._points[0]
            self.setAccessibleName(
                tr(
                    "People employed from {first} ({count}) to {last} ({now})",
                    first=date_text(first),
                    count=number_text(count),
                    last=date_text(last),
                    now=number_text(self._points[-1][1]),
                )
            )
        self.update()

    def steps(self, area: QRectF) -> QPolygonF:
        """Return the line inside `area`: level from each count to the day of the next."""
        first = self._points[0][0]
        span = max((self._last - first).days, 1)
        most = max(1, *(count for _day, count in self._points))
        line = QPolygonF()
        for place, (day, count) in enumerate(self._points):
            after = self._points[place + 1][0] if place + 1 < len(self._points) else self._last
            height = area.bottom() - area.height() * count / most
            for at in (day, after):
                line.append(QPointF(area.left() + area.width() * (at - first).days / span, height))
        return line

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if len(self._points) < _FEWEST:
            return
        colors = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(_LABEL_PX))
        below = painter.fontMetrics().height() + SPACE
        area = QRectF(self.rect()).adjusted(1, 2 * below, -1, -below)
        painter.setPen(colors.color("ink"))
        painter.drawText(QRectF(self.rect()), tr("People employed over time"))
        painter.setPen(QPen(colors.color("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        line = self.steps(area)
        painter.setPen(QPen(colors.color("accent"), 2))
        painter.drawPolyline(line)
        painter.setPen(colors.color("muted"))
        self._write(painter, area)

    def _write(self, painter: QPainter, area: QRectF) -> None:
        above = area.top() / 2
        whole = QRectF(self.rect()).adjusted(0, above, 0, 0)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.drawText(whole, left | bottom, date_text(self._points[0][0]))
        painter.drawText(whole, right | bottom, date_text(self._last))
        painter.drawText(whole, left | top, number_text(self._points[0][1]))
        painter.drawText(whole, right | top, number_text(self._points[-1][1]))
        most = max(self._points, key=lambda point: point[1])
        if most[1] not in {self._points[0][1], self._points[-1][1]}:
            span = max((self._last - self._points[0][0]).days, 1)
            at = area.left() + area.width() * (most[0] - self._points[0][0]).days / span
            painter.drawText(
                QRectF(at - area.width() / 4, above, area.width() / 2, area.top() - above),
                Qt.AlignmentFlag.AlignHCenter | top,
                number_text(most[1]),
            )
