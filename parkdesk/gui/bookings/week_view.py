"""The week of one place, painted: days across, half hours down, what is booked over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from parkdesk.domain.bookings import BookingState, Opening, time_text
from parkdesk.gui.bookings.words import TONES, booking_text
from parkdesk.gui.theme import SMALL_PX, SPACE, sized, theme, tokens
from parkdesk.i18n import date_text, tr
from parkdesk.reports.year_words import weekday_names
from parkdesk.usecases.booking_lists import BookingRow

_DAYS = 7
_HEAD = 40
_SIDE = 48
_LEAST_SLOT = 13
_ROUND = 4
_PAD = 4
_CLOSED = Opening(16, 40, open_days=None, active_from=dt.date.max)  # type: ignore[arg-type]
"""Stands for "no place": every day is closed."""


class WeekView(QWidget):
    """A week at a glance. Arrows move by half hour and day, Enter books or opens.

    Signals:
        moved: the cursor stands on another half hour.
        entered: Enter or a double click on it.
        week_left: the arrows went to another week; its Monday.
    """

    moved = Signal()
    entered = Signal()
    week_left = Signal(object)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.monday = today - dt.timedelta(days=today.weekday())
        self.day = today
        self.opening = _CLOSED
        self.slot = _CLOSED.opens
        self.rows: tuple[BookingRow, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(480, 320)
        self.setAccessibleName(tr("Week of the place"))
        theme.changed.connect(self.update)

    def show_week(self, opening: Opening, monday: dt.date, rows: Sequence[BookingRow]) -> None:
        """Show a week of a place; the cursor stays on its weekday and half hour."""
        self.opening = opening
        self.rows = tuple(rows)
        self.day = monday + dt.timedelta(days=(self.day - self.monday).days % _DAYS)
        self.monday = monday
        self.slot = min(max(self.slot, opening.opens), opening.closes - 1)
        self._tell()

    def go_to(self, day: dt.date, slot: int | None = None) -> None:
        """Put the cursor on a day; one of another week asks for that week."""
        self.day = day
        if slot is not None:
            self.slot = min(max(slot, self.opening.opens), self.opening.closes - 1)
        monday = day - dt.timedelta(days=day.weekday())
        if monday != self.monday:
            self.monday = monday
            self.rows = ()
            self.week_left.emit(monday)
        self._tell()

    @property
    def current(self) -> BookingRow | None:
        """The booking under the cursor."""
        return self._booked(self.day, self.slot)

    def words(self) -> str:
        """Return what stands under the cursor."""
        where = tr("{day} {time}", day=date_text(self.day), time=time_text(self.slot))
        row = self.current
        if row is not None:
            return booking_text(row)
        if not self.opening.is_open_on(self.day):
            return tr("{when}: closed", when=where)
        return tr("{when}: free", when=where)

    def _booked(self, day: dt.date, slot: int) -> BookingRow | None:
        return next(
            (one for one in self.rows if one.day == day and one.first <= slot < one.until), None
        )

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words())
        self.update()
        self.moved.emit()

    def tip_at(self, point: QPoint) -> str:
        """Return what is booked at a point; empty: nothing."""
        found = self._at(point)
        row = self._booked(*found) if found is not None else None
        return booking_text(row) if row is not None else ""

    # Places

    def _box(self, day: dt.date, first: int, until: int) -> QRectF:
        across = (self.width() - _SIDE) / _DAYS
        down = (self.height() - _HEAD) / max(self.opening.closes - self.opening.opens, 1)
        column = (day - self.monday).days
        return QRectF(
            _SIDE + column * across,
            _HEAD + (first - self.opening.opens) * down,
            across,
            (until - first) * down,
        )

    def _at(self, point: QPoint) -> tuple[dt.date, int] | None:
        across = (self.width() - _SIDE) / _DAYS
        down = (self.height() - _HEAD) / max(self.opening.closes - self.opening.opens, 1)
        column = int((point.x() - _SIDE) // across)
        row = int((point.y() - _HEAD) // down)
        slot = self.opening.opens + row
        if not (0 <= column < _DAYS and self.opening.opens <= slot < self.opening.closes):
            return None
        return self.monday + dt.timedelta(days=column), slot

    # Painting

    def _paint_head(self, painter: QPainter) -> None:
        colors = tokens()
        for column, name in enumerate(weekday_names()):
            day = self.monday + dt.timedelta(days=column)
            box = self._box(day, self.opening.opens, self.opening.opens + 1)
            head = QRectF(box.left(), 0, box.width(), _HEAD - 2)
            painter.setPen(colors.color("accent" if day == self.today else "muted"))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, f"{name}\n{day:%m-%d}")

    def _paint_grid(self, painter: QPainter) -> None:
        colors = tokens()
        for column in range(_DAYS):
            day = self.monday + dt.timedelta(days=column)
            whole = self._box(day, self.opening.opens, self.opening.closes)
            shut = not self.opening.is_open_on(day)
            painter.fillRect(whole, colors.color("neutral_soft" if shut else "card"))
        painter.setPen(colors.color("line"))
        for slot in range(self.opening.opens, self.opening.closes + 1):
            at = self._box(self.monday, slot, slot).top()
            left = 0 if slot % 2 == 0 else _SIDE
            painter.drawLine(left, int(at), self.width(), int(at))
        for column in range(_DAYS + 1):
            at = self._box(self.monday + dt.timedelta(days=column), 0, 0).left()
            painter.drawLine(int(at), _HEAD, int(at), self.height())
        painter.setPen(colors.color("muted"))
        for slot in range(self.opening.opens, self.opening.closes):
            if slot % 2 == 0:
                box = self._box(self.monday, slot, slot + 2)
                side = QRectF(0, box.top() + 1, _SIDE - _PAD, 18)
                painter.drawText(side, Qt.AlignmentFlag.AlignRight, time_text(slot))

    def _paint_booking(self, painter: QPainter, row: BookingRow) -> None:
        ink, ground = tokens().tone(TONES[row.state])
        box = self._box(row.day, row.first, row.until).adjusted(2, 1, -2, -1)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        inner = box.adjusted(_PAD, 1, -_PAD, -1)
        metrics = painter.fontMetrics()
        lines = max(int(inner.height() // metrics.height()), 1)
        texts = (row.enterprise, row.purpose)[:lines]
        if row.state is BookingState.NOT_COME:
            texts = (tr("nobody came"), *texts)[:lines]
        elided = [
            metrics.elidedText(one, Qt.TextElideMode.ElideRight, int(inner.width()))
            for one in texts
        ]
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, "\n".join(elided))

    def _paint_cursor(self, painter: QPainter) -> None:
        row = self.current
        first, until = (row.first, row.until) if row else (self.slot, self.slot + 1)
        box = self._box(self.day, first, until).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(tokens().color("accent"), width))
        painter.drawRoundedRect(box, _ROUND, _ROUND)

    # Qt overrides

    def sizeHint(self) -> QSize:
        slots = self.opening.closes - self.opening.opens
        return QSize(760, _HEAD + slots * (_LEAST_SLOT + SPACE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL_PX))
        self._paint_grid(painter)
        self._paint_head(painter)
        for row in self.rows:
            self._paint_booking(painter, row)
        self._paint_cursor(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, (row.first - 1 if row else self.slot - 1) - self.slot),
            Qt.Key.Key_Down: (0, (row.until if row else self.slot + 1) - self.slot),
            Qt.Key.Key_PageUp: (-_DAYS, 0),
            Qt.Key.Key_PageDown: (_DAYS, 0),
        }
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            days, slots = steps[key]
            self.go_to(self.day + dt.timedelta(days=days), self.slot + slots)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.go_to(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self.go_to(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position().toPoint()) is not None:
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)
