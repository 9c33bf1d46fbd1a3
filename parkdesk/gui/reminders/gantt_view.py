"""The timeline: one bar a certificate, only what is in view is asked for and painted."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from parkdesk.domain.gantt import BarRow, Span, Zoom, pieces
from parkdesk.domain.paging import Sort
from parkdesk.gui.certifications.words import status_text
from parkdesk.gui.composition import is_composing
from parkdesk.gui.reminders.gantt_painting import (
    name_fitting,
    paint_check,
    paint_piece,
    paint_today,
)
from parkdesk.gui.table_model import Column, Load, WindowedModel
from parkdesk.gui.theme import ROW_HEIGHT, SMALL_PX, SPACE, sized, theme, tokens
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.i18n import date_text, tr
from parkdesk.i18n.timelines import month_mark
from parkdesk.reports.due import certificate_name

HEAD = 40
"""Pixels over the rows: years above, months below."""
_BAR = 19
_LEAST_TICK = 44
_LEAST_WORDS = 60
_NAME_SHARE, _KIND_SHARE = 21, 15
"""Hundredths of the width for the enterprise and for the certificate."""
_FURTHEST = 240
"""Months that one can go from today, either way."""


class GanttView(QAbstractScrollArea):
    """Certificates as bars, those of one enterprise under its name.

    Arrows up and down choose a row, left and right move by a month, + and − zoom, Enter opens.

    Signals:
        opened: Enter or a double click on a row.
        position_changed: the current row's number from 1 (0: none) and the list's length.
        span_changed: other days are in view.
    """

    opened = Signal(object)
    position_changed = Signal(int, int)
    span_changed = Signal()

    def __init__(self, load: Load[BarRow], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.zoom = Zoom.YEAR
        self._shift = 0
        self.current_row = -1
        self._words: list[tuple[QRectF, str]] = []
        column: Column[BarRow] = Column(tr("Certificate"), certificate_name, "enterprise")
        self.records = WindowedModel((column,), load, self, sort=Sort("enterprise"))
        self.records.counted.connect(self._counted)
        self.records.dataChanged.connect(lambda: self._tell())
        self.records.modelReset.connect(self._forget)
        self.empty = EmptyState(self.viewport())
        self.empty.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Timeline of certificates"))
        theme.changed.connect(self.viewport().update)

    # What is in view

    @property
    def span(self) -> Span:
        """The days in view."""
        return Span.around(self.today, self.zoom, self._shift)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show so many months."""
        self.zoom = zoom
        self._turned()

    def move_months(self, months: int) -> None:
        """Go some months later, or earlier."""
        self._shift = min(max(self._shift + months, -_FURTHEST), _FURTHEST)
        self._turned()

    def read_as_at(self, day: dt.date) -> None:
        """Take another day as the one that bars are read on; they have to be asked for anew."""
        self.today = day
        self.records.blank()
        self._turned()

    def go_to_today(self) -> None:
        """Show the months round today."""
        self._shift = 0
        self._turned()

    def current(self) -> BarRow | None:
        """Return the row that is chosen, once it has arrived."""
        return self.records.row(self.current_row) if self.current_row >= 0 else None

    def select_place(self, place: int) -> None:
        """Choose a row by its number from 0 and bring it into view."""
        if not self.records.total:
            return
        self.current_row = min(max(place, 0), self.records.total - 1)
        top, bar = self.current_row * ROW_HEIGHT, self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(top)
        elif top + ROW_HEIGHT > bar.value() + self._room():
            bar.setValue(top + ROW_HEIGHT - self._room())
        self._tell()

    def row_at(self, y: int) -> int:
        """Return the number of the row at a height of the viewport; -1 over the head or below."""
        place = (y - HEAD + self.verticalScrollBar().value()) // ROW_HEIGHT
        return place if y >= HEAD and place < self.records.total else -1

    def _turned(self) -> None:
        self.viewport().update()
        self.span_changed.emit()

    def _room(self) -> int:
        return max(self.viewport().height() - HEAD, ROW_HEIGHT)

    def _tell(self) -> None:
        self.viewport().update()
        self.position_changed.emit(self.current_row + 1, self.records.total)
        row = self.current()
        if row is not None:
            self.setAccessibleDescription(self.words_of(row))

    def _counted(self, total: int) -> None:
        self.empty.setVisible(total == 0)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(total * ROW_HEIGHT - self._room(), 0))
        bar.setPageStep(self._room())
        bar.setSingleStep(ROW_HEIGHT)
        if total and not 0 <= self.current_row < total:
            self.current_row = 0
        self._tell()

    def _forget(self) -> None:
        self.current_row = -1
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def words_of(self, row: BarRow) -> str:
        """Return what a bar says, in lines: for the tip and for a screen reader."""
        bar = row.bar
        lines = [
            row.enterprise,
            f"{certificate_name(row)} · {row.number}",
            tr(
                "{status}: {first} to {last}",
                status=status_text(bar.status),
                first=date_text(bar.issued_on),
                last=date_text(bar.expires_on) if bar.expires_on else tr("no expiry"),
            ),
        ]
        if bar.remind_on is not None:
            lines.append(tr("Reminded from {day}", day=date_text(bar.remind_on)))
        for check in bar.checks:
            word = tr("done") if check.done else tr("due")
            lines.append(tr("Surveillance {day}: {word}", day=date_text(check.due_on), word=word))
        return "\n".join(lines)

    # Painting

    def _columns(self) -> tuple[int, int, int]:
        """Return where the certificate's name and the months begin, and the months' width."""
        width = self.viewport().width()
        kind = max(width * _NAME_SHARE // 100, 130)
        months = kind + max(width * _KIND_SHARE // 100, 110)
        return kind, months, max(width - months, 1)

    def _paint_grid(self, painter: QPainter, months: int, width: int) -> None:
        colors, span = tokens(), self.span
        painter.setFont(sized(SMALL_PX))
        for tick in span.ticks(width, _LEAST_TICK):
            x = months + span.at(tick.day, width)
            line = colors.color("muted" if tick.begins_year else "line")
            painter.setPen(QPen(line, 1))
            begin = 4 if tick.begins_year else HEAD // 2
            painter.drawLine(x, begin, x, self.viewport().height())
            painter.setPen(colors.color("muted"))
            painter.drawText(x + 4, HEAD - 7, month_mark(tick.day))
            if tick.begins_year or x == months:
                painter.setFont(sized(SMALL_PX, QFont.Weight.DemiBold))
                painter.setPen(colors.color("ink"))
                painter.drawText(x + 4, HEAD // 2 - 3, str(tick.day.year))
                painter.setFont(sized(SMALL_PX))

    def _paint_row(self, painter: QPainter, place: int, top: int, *, first: bool) -> None:
        colors = tokens()
        kind, months, width = self._columns()
        whole = QRect(0, top, self.viewport().width(), ROW_HEIGHT)
        if place == self.current_row:
            painter.fillRect(whole, colors.color("accent_soft"))
        row = self.records.row(place)
        if row is None:
            painter.fillRect(
                QRect(SPACE * 2, top + ROW_HEIGHT // 2 - 3, kind // 2, 7), colors.color("hover")
            )
            return
        before = None if first else self.records.row(place - 1)
        begins = before is None or before.enterprise_id != row.enterprise_id
        if begins and not first:
            painter.setPen(QPen(colors.color("line"), 1))
            painter.drawLine(0, top, self.viewport().width(), top)
        if begins:
            painter.setFont(sized(SMALL_PX + 1, QFont.Weight.Medium))
            painter.setPen(colors.color("ink"))
            self._text(painter, QRect(SPACE * 2, top, kind - SPACE * 4, ROW_HEIGHT), row.enterprise)
        painter.setFont(sized(SMALL_PX))
        painter.setPen(colors.color("muted"))
        room = QRect(kind, top, months - kind - SPACE * 2, ROW_HEIGHT)
        name = name_fitting(painter.fontMetrics(), row, room.width())
        self._text(painter, room, name)
        self._paint_bar(painter, row, QRect(months, top, width, ROW_HEIGHT))

    def _paint_bar(self, painter: QPainter, row: BarRow, room: QRect) -> None:
        span, bar = self.span, row.bar
        painter.save()
        painter.setClipRect(room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = room.top() + (ROW_HEIGHT - _BAR) / 2
        shown: list[QRectF] = []
        for piece in pieces(bar, self.today, span.last_on):
            extent = span.extent(piece.first_on, piece.last_on, room.width())
            if extent is not None:
                begin, end = extent
                rect = QRectF(room.left() + begin + 0.5, top + 0.5, end - begin - 1, _BAR - 1)
                paint_piece(painter, rect, piece.look)
                shown.append(rect)
        in_view = [one for one in bar.checks if span.first_on <= one.due_on <= span.last_on]
        places = [float(room.left() + span.at(one.due_on, room.width())) for one in in_view]
        if shown:
            self._place_words(painter, row, shown[0].united(shown[-1]), places)
        for check, x in zip(in_view, places, strict=True):
            paint_check(painter, QPointF(x, top + _BAR / 2), done=check.done)
        painter.restore()

    def _place_words(
        self, painter: QPainter, row: BarRow, whole: QRectF, marks: list[float]
    ) -> None:
        """Find a place for the status and the last day on the bar, where there is room."""
        last = date_text(row.bar.expires_on) if row.bar.expires_on else tr("no expiry")
        text = f"{status_text(row.bar.status)} · {last}"
        painter.setFont(sized(SMALL_PX))
        metrics = painter.fontMetrics()
        room = int(whole.width()) - SPACE * 3
        if room < _LEAST_WORDS:
            return
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        ground = QRectF(
            whole.left() + SPACE, whole.top() + 2, metrics.horizontalAdvance(text) + 8, _BAR - 5
        )
        for x in marks:
            if ground.left() - SPACE <= x <= ground.right() + SPACE:
                ground.moveLeft(x + SPACE * 2)
        self._words.append((ground, text))

    def _paint_all_words(self, painter: QPainter, months: int) -> None:
        """Write over bars and over today's line, so that no date is struck through."""
        painter.setClipRect(QRect(months, HEAD, self.viewport().width(), self._room()))
        painter.setFont(sized(SMALL_PX))
        for ground, text in self._words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().color("card"))
            painter.drawRoundedRect(ground, 3, 3)
            painter.setPen(tokens().color("ink"))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
        painter.setClipping(False)

    @staticmethod
    def _text(painter: QPainter, room: QRect, text: str) -> None:
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), fitted)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().color("card"))
        _kind, months, width = self._columns()
        scrolled = self.verticalScrollBar().value()
        first = scrolled // ROW_HEIGHT
        self._words.clear()
        self._paint_grid(painter, months, width)
        painter.setClipRect(QRect(0, HEAD, self.viewport().width(), self._room()))
        for place in range(first, min(first + self._room() // ROW_HEIGHT + 2, self.records.total)):
            top = HEAD + place * ROW_HEIGHT - scrolled
            self._paint_row(painter, place, top, first=place == first)
        painter.setClipping(False)
        span = self.span
        if span.first_on <= self.today <= span.last_on:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x = months + span.at(self.today, width)
            paint_today(painter, x, HEAD - 5, self.viewport().height())
        self._paint_all_words(painter, months)
        painter.setPen(QPen(tokens().color("line"), 1))
        painter.drawLine(0, HEAD, self.viewport().width(), HEAD)
        if self.hasFocus() and self.current_row >= 0:
            self._paint_focus(painter, scrolled)
        painter.end()

    def _paint_focus(self, painter: QPainter, scrolled: int) -> None:
        top = HEAD + self.current_row * ROW_HEIGHT - scrolled
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens().color("focus"), 2))
        painter.setClipRect(QRect(0, HEAD, self.viewport().width(), self._room()))
        painter.drawRect(QRect(1, top + 1, self.viewport().width() - 2, ROW_HEIGHT - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().rect())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self.records.total * ROW_HEIGHT - self._room(), 0))
        bar.setPageStep(self._room())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_composing():
            return
        page = max(self._room() // ROW_HEIGHT - 1, 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -self.records.total,
            Qt.Key.Key_End: self.records.total,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.select_place(self.current_row + steps[key])
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.move_months(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self._zoom_by(1 if key == Qt.Key.Key_Minus else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _zoom_by(self, step: int) -> None:
        zooms = list(Zoom)
        self.set_zoom(zooms[min(max(zooms.index(self.zoom) + step, 0), len(zooms) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.row_at(event.position().toPoint().y())
        if place >= 0:
            self.select_place(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.current()
        if self.row_at(event.position().toPoint().y()) == self.current_row and row is not None:
            self.opened.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.angleDelta().x() or (
            event.angleDelta().y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways:
            self.move_months(-1 if sideways > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        place = self.row_at(at.y())
        row = self.records.row(place) if place >= 0 else None
        if row is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(on_screen, self.words_of(row), self)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()
