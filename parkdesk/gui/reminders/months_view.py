"""Twelve small months with what is due on each day; one day is chosen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from parkdesk.domain.calendar import add_months
from parkdesk.domain.year_calendar import MONTHS, WEEK, YearCounts, weeks_of
from parkdesk.gui.composition import is_composing
from parkdesk.gui.theme import SMALL_PX, SPACE, Tone, sized, theme, tokens
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.reports.words import month_name
from parkdesk.reports.year_words import weekday_names

_ACROSS = 4
_WEEKS = 6
_HEAD = 2
"""Lines over the weeks: the month's name, the weekdays."""
_GAP = SPACE * 2
_PAD = SPACE * 2
_MANY = 5
"""From so many on a day is toned as bad, below as a warning; the number stands there anyway."""


class MonthsView(QWidget):
    """A year at a glance. Arrows move the day, Enter goes to its list.

    Signals:
        chosen: another day.
        entered: Enter or a double click on the day.
        year_left: the arrows went to a day of another year.
    """

    chosen = Signal(object)
    entered = Signal()
    year_left = Signal(int)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.day = today
        self.counts = YearCounts(today.year)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(560, 380)
        self.setAccessibleName(tr("Year calendar"))
        theme.changed.connect(self.update)

    def show_counts(self, counts: YearCounts) -> None:
        """Show a year; the day chosen stays the same day of it."""
        self.counts = counts
        if self.day.year != counts.year:
            self.day = add_months(self.day, MONTHS * (counts.year - self.day.year))
        self._tell()

    def read_as_at(self, day: dt.date) -> None:
        """Take another day as the one that is marked; the counts have to be asked for anew."""
        self.today = day
        self.counts = YearCounts(self.counts.year)
        self.update()

    def choose(self, day: dt.date) -> None:
        """Choose a day; one of another year asks for that year first."""
        self.day = day
        if day.year != self.counts.year:
            self.year_left.emit(day.year)
        else:
            self._tell()

    def day_at(self, at: QPoint) -> dt.date | None:
        """Return the day at a point; None beside the days."""
        for month in range(1, MONTHS + 1):
            box = self._month(month)
            if box.contains(at.toPointF()):
                return self._day_in(month, box, at)
        return None

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words_of(self.day))
        self.update()
        self.chosen.emit(self.day)

    def words_of(self, day: dt.date) -> str:
        """Return what a day says."""
        found = self.counts.days.get(day)
        if found is None:
            return tr("{day}: nothing is due", day=date_text(day))
        parts = []
        if found.expiries:
            parts.append(trn("{n} certificate ends", "{n} certificates end", found.expiries))
        if found.checks:
            parts.append(trn("{n} surveillance is due", "{n} surveillances are due", found.checks))
        if found.findings:
            parts.append(trn("{n} finding to answer", "{n} findings to answer", found.findings))
        return tr("{day}: {what}", day=date_text(day), what=tr(", ").join(parts))

    # Places

    def _month(self, month: int) -> QRectF:
        rows = MONTHS // _ACROSS
        width = (self.width() - _GAP * (_ACROSS - 1)) / _ACROSS
        height = (self.height() - _GAP * (rows - 1)) / rows
        column, row = (month - 1) % _ACROSS, (month - 1) // _ACROSS
        card = QRectF(column * (width + _GAP), row * (height + _GAP), width, height)
        return card.adjusted(_PAD, _PAD / 2, -_PAD, -_PAD / 2)

    def _cell(self, box: QRectF, row: int, column: int) -> QRectF:
        width, height = box.width() / WEEK, box.height() / (_WEEKS + _HEAD)
        return QRectF(box.left() + column * width, box.top() + row * height, width, height)

    def _day_in(self, month: int, box: QRectF, at: QPoint) -> dt.date | None:
        for row, week in enumerate(weeks_of(self.counts.year, month)):
            for column, day in enumerate(week):
                if day is not None and self._cell(box, row + _HEAD, column).contains(at.toPointF()):
                    return day
        return None

    # Painting

    def _paint_month(self, painter: QPainter, month: int) -> None:
        colors, box = tokens(), self._month(month)
        painter.setPen(QPen(colors.color("line"), 1))
        painter.setBrush(colors.color("card"))
        edge = 0.5 - _PAD
        painter.drawRoundedRect(box.adjusted(edge, edge / 2, -edge, -edge / 2), 6, 6)
        head = self._cell(box, 0, 0)
        head.setWidth(box.width())
        painter.setFont(sized(SMALL_PX + 1, QFont.Weight.DemiBold))
        painter.setPen(colors.color("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignLeft, month_name(month))
        in_month = self.counts.in_month(month)
        painter.setFont(sized(SMALL_PX))
        painter.setPen(colors.color("muted"))
        if in_month:
            words = tr("{n} due", n=number_text(in_month))
            painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, words)
        for column, name in enumerate(weekday_names()):
            painter.drawText(self._cell(box, 1, column), Qt.AlignmentFlag.AlignCenter, name)
        for row, week in enumerate(weeks_of(self.counts.year, month)):
            for column, day in enumerate(week):
                if day is not None:
                    self._paint_day(painter, day, self._cell(box, row + _HEAD, column))

    def _paint_day(self, painter: QPainter, day: dt.date, cell: QRectF) -> None:
        colors, count = tokens(), self.counts.on(day)
        inner = cell.adjusted(1, 1, -1, -1)
        if count:
            ink, ground = colors.tone(Tone.BAD if count >= _MANY else Tone.WARN)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(inner, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self.today:
            painter.setPen(QPen(colors.color("accent"), 1.5))
            painter.drawRoundedRect(inner, 4, 4)
        if day == self.day:
            painter.setPen(QPen(colors.color("focus" if self.hasFocus() else "muted"), 2))
            painter.drawRoundedRect(inner, 4, 4)
        painter.setFont(sized(SMALL_PX, QFont.Weight.Medium if count else QFont.Weight.Normal))
        painter.setPen(ink if count else colors.color("ink"))
        room = cell.adjusted(0, 0, -8, 0) if count else cell
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if count:
            self._paint_count(painter, inner, count)

    def _paint_count(self, painter: QPainter, inner: QRectF, count: int) -> None:
        """Write how much is due into the corner of the day."""
        painter.setFont(sized(SMALL_PX - 3, QFont.Weight.Bold))
        corner = QRectF(inner.right() - 14, inner.top() - 1, 13, 12)
        text = str(count) if count < 100 else "99+"  # noqa: PLR2004
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(760, 520)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, MONTHS + 1):
            self._paint_month(painter, month)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_composing():
            return
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -WEEK,
            Qt.Key.Key_Down: WEEK,
        }
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            self.choose(self.day + dt.timedelta(days=steps[key]))
        elif key in months:
            self.choose(add_months(self.day, months[key]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.entered.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.words_of(day) if day else "", self)
            return True
        return super().event(event)
