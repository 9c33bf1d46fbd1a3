"""The validity of a chain of certificates, drawn against the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parkdesk.domain.calendar import add_years
from parkdesk.gui.certifications.words import status_text, status_tone
from parkdesk.gui.theme import SMALL_PX, SPACE, sized, theme, tokens
from parkdesk.i18n import date_text, tr
from parkdesk.usecases.certification_details import ChainLink

_ROW = 34
_HEAD = 22
_BAR = 12
_YEARS_SHOWN = 8
_OPEN_YEARS = 1
"""A certificate without an expiry is drawn to so many years from today."""


class Timeline(QWidget):
    """One bar a certificate, the oldest first; today is a line through all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[ChainLink, ...] = ()
        self._today = dt.date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_chain(self, links: Sequence[ChainLink], today: dt.date) -> None:
        """Draw these certificates."""
        self._links = tuple(links)
        self._today = today
        self.setAccessibleName(
            "; ".join(
                tr(
                    "{number}: {first} to {last}, {status}",
                    number=one.number,
                    first=date_text(one.issued_on),
                    last=date_text(one.expires_on),
                    status=status_text(one.status),
                )
                for one in self._links
            )
        )
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, _HEAD + _ROW * len(self._links) + SPACE * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._links:
            return
        first = min(one.issued_on for one in self._links).replace(month=1, day=1)
        last = max(self._end(one) for one in self._links)
        last = dt.date(last.year + 1, 1, 1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL_PX))
        self._paint_years(painter, first, last)
        for place, link in enumerate(self._links):
            self._paint_link(painter, place, link, first, last)
        self._paint_today(painter, first, last)
        painter.end()

    def _end(self, link: ChainLink) -> dt.date:
        return link.expires_on or max(link.issued_on, add_years(self._today, _OPEN_YEARS))

    def _x(self, day: dt.date, first: dt.date, last: dt.date) -> float:
        return (self.width() - 1) * (day - first).days / max((last - first).days, 1)

    def _paint_years(self, painter: QPainter, first: dt.date, last: dt.date) -> None:
        colors = tokens()
        years = last.year - first.year
        step = max(1, -(-years // _YEARS_SHOWN))
        for year in range(first.year, last.year + 1, step):
            x = self._x(dt.date(year, 1, 1), first, last)
            painter.setPen(QPen(colors.color("line"), 1))
            painter.drawLine(QPointF(x, _HEAD - 4), QPointF(x, self.height()))
            if year < last.year:
                painter.setPen(colors.color("muted"))
                painter.drawText(QPointF(x + 3, _HEAD - 8), str(year))

    def _paint_link(
        self, painter: QPainter, place: int, link: ChainLink, first: dt.date, last: dt.date
    ) -> None:
        ink, soft = tokens().tone(status_tone(link.status))
        top = _HEAD + place * _ROW
        left = self._x(link.issued_on, first, last)
        right = self._x(self._end(link), first, last)
        bar = QRectF(left, top + 15, max(right - left, 4), _BAR)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(soft)
        painter.drawRoundedRect(bar, 4, 4)
        painter.setPen(tokens().color("ink"))
        painter.setFont(sized(SMALL_PX, QFont.Weight.Medium))
        level = tr("level {level}", level=link.level) if link.level else ""
        text = f"{link.number}  {level}".strip()
        width = painter.fontMetrics().horizontalAdvance(text)
        x = min(left, max(0.0, self.width() - width - 2))
        painter.drawText(QPointF(x, top + 11), text)

    def _paint_today(self, painter: QPainter, first: dt.date, last: dt.date) -> None:
        if not first <= self._today <= last:
            return
        x = self._x(self._today, first, last)
        painter.setPen(QPen(tokens().color("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, _HEAD - 4), QPointF(x, self.height()))
