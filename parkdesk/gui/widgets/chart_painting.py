"""Drawing charts on the screen, from the descriptions in `domain.charts`; the paper draws the same.

Colours come from the theme at every painting. None stands alone: every series is named in the
legend in its order, and every value is written or stands in the table behind the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from parkdesk.domain.charts import (
    BarChart,
    Chart,
    LineChart,
    RankedBars,
    SmallMultiples,
    apart,
    axis,
)
from parkdesk.gui.theme import SMALL_PX, SPACE, sized, tokens

ROW = 24.0
"""The height of a ranked bar with the air below it."""
_BAR_SHARE = 0.62
_SWATCH = 10.0
_DOT = 3.0
_SOFTER = (1.0, 0.7, 0.3)
"""How much of the accent each series has; the rest is the card behind it.

The second still has three to one against the card, as a line must; the third does not: every
softer bar has an edge of the accent.
"""
_NAMES = 0.32
"""The part of the width that names of a ranking take at most."""


def series_colour(number: int) -> QColor:
    """Return the colour of a series; after three they begin again."""
    share = _SOFTER[number % len(_SOFTER)]
    accent, ground = tokens().color("accent"), tokens().color("card")
    return QColor(
        *(
            round(one * share + other * (1 - share))
            for one, other in (
                (accent.red(), ground.red()),
                (accent.green(), ground.green()),
                (accent.blue(), ground.blue()),
            )
        )
    )


class ChartPainter:
    """Draws one description into a rectangle."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._font = sized(SMALL_PX)
        self._bold = sized(SMALL_PX, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw(self, chart: Chart, room: QRectF) -> None:
        """Draw a chart."""
        if isinstance(chart, SmallMultiples):
            self._multiples(chart, room)
        elif isinstance(chart, RankedBars):
            self._ranked(chart, room)
        else:
            self._plotted(chart, room)

    # Columns and lines

    def _plotted(self, chart: BarChart | LineChart, room: QRectF) -> None:
        room = self._legend(chart, room)
        if isinstance(chart, BarChart):
            largest = max(chart.totals(), default=0) if chart.categories else 0
        else:
            largest = max((max(one.values, default=0) for one in chart.series), default=0)
        ticks = axis(largest, scale=chart.scale)
        plot = self._axes([chart.label(one) for one in ticks], room)
        if isinstance(chart, LineChart):
            plot.adjust(0, 0, -self._room_at_the_end(chart), 0)
        step = plot.width() / max(len(chart.categories), 1)
        self._categories(chart.categories, plot, step)
        if isinstance(chart, LineChart):
            ends = [
                self._line(number, series.values, plot, step, ticks[-1])
                for number, series in enumerate(chart.series)
                if series.values
            ]
            self._say_ends(chart, ends, plot)
            return
        for index in range(len(chart.categories)):
            column = [series.values[index] for series in chart.series]
            left = plot.x() + (index + (1 - _BAR_SHARE) / 2) * step
            bars = QRectF(left, plot.y(), step * _BAR_SHARE, plot.height())
            if chart.stacked:
                top = self._pile(column, bars, ticks[-1])
                self._value(chart.label(sum(column)), left + bars.width() / 2, top, step)
            else:
                self._group(column, bars, ticks[-1])

    def _legend(self, chart: BarChart | LineChart, room: QRectF) -> QRectF:
        """Name the series over the plot, each beside its colour; one alone is the title."""
        if len(chart.series) < 2:  # noqa: PLR2004 (one needs no legend)
            return room
        x, height = room.x(), self._metrics.height()
        for number, series in enumerate(chart.series):
            width = self._metrics.horizontalAdvance(series.name)
            swatch = QRectF(x, room.y() + (height - _SWATCH) / 2, _SWATCH, _SWATCH)
            self._bar(swatch, number)
            self._text(series.name, QRectF(x + _SWATCH + SPACE, room.y(), width + 2, height))
            x += _SWATCH + SPACE + width + SPACE * 4
        return room.adjusted(0, height + SPACE * 2, 0, 0)

    def _axes(self, labels: Sequence[str], room: QRectF) -> QRectF:
        line = self._metrics.height()
        left = max(self._metrics.horizontalAdvance(one) for one in labels) + SPACE * 2
        plot = room.adjusted(left, line, 0, -line - SPACE)
        for number, text in enumerate(labels):
            y = plot.bottom() - plot.height() * number / (len(labels) - 1)
            self._painter.setPen(QPen(tokens().color("line"), 1))
            self._painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(room.x(), y - line / 2, left - SPACE * 2 + 1, line)
            self._text(text, box, Qt.AlignmentFlag.AlignRight)
        return plot

    def _categories(self, names: Sequence[str], plot: QRectF, step: float) -> None:
        widest = max((self._metrics.horizontalAdvance(one) for one in names), default=0)
        # Where they would touch every second one is left out; the table has them all.
        every = 1 if widest + SPACE <= step else 2 if widest + SPACE <= 2 * step else 4
        for index, name in enumerate(names):
            if (len(names) - 1 - index) % every == 0:
                middle = plot.x() + (index + 0.5) * step
                width = max(step * every, widest)
                box = QRectF(middle - width / 2, plot.bottom() + SPACE, width, plot.height())
                self._text(name, box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def _pile(self, column: Sequence[int], bars: QRectF, largest: int) -> float:
        y = bars.bottom()
        for number, value in enumerate(column):
            height = bars.height() * value / largest
            if height > 0:
                piece = QRectF(bars.x(), y - height, bars.width(), height)
                self._bar(piece, number)
                y -= height
        return y

    def _group(self, column: Sequence[int], bars: QRectF, largest: int) -> None:
        each = bars.width() / len(column)
        for number, value in enumerate(column):
            height = bars.height() * max(value, 0) / largest
            piece = QRectF(bars.x() + number * each, bars.bottom() - height, each * 0.9, height)
            self._bar(piece, number)

    def _bar(self, piece: QRectF, number: int) -> None:
        """Fill a bar; a softer one has an edge, so that it is told from the card and the others."""
        self._painter.fillRect(piece, series_colour(number))
        if number % len(_SOFTER):
            self._painter.setPen(QPen(tokens().color("accent"), 1))
            self._painter.drawRect(piece.adjusted(0.5, 0.5, -0.5, -0.5))

    def _line(
        self, number: int, values: Sequence[int], plot: QRectF, step: float, largest: int
    ) -> QPointF:
        """Draw a line with a dot at each value; return where it ends."""
        points = [
            QPointF(
                plot.x() + (index + 0.5) * step, plot.bottom() - plot.height() * value / largest
            )
            for index, value in enumerate(values)
        ]
        colour = series_colour(number)
        self._painter.setPen(QPen(colour, 2))
        for one, other in pairwise(points):
            self._painter.drawLine(one, other)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for point in points:
            self._painter.drawEllipse(point, _DOT, _DOT)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        return points[-1]

    def _room_at_the_end(self, chart: LineChart) -> float:
        """Return what the last values need to the right of the lines, where nothing crosses."""
        metrics = QFontMetricsF(self._bold)
        return max(map(metrics.horizontalAdvance, chart.ends()), default=0) + SPACE

    def _say_ends(self, chart: LineChart, ends: Sequence[QPointF], plot: QRectF) -> None:
        """Write name and last value of each line behind its end, none on another."""
        height = self._metrics.height()
        low, high = plot.top() - height, plot.bottom() + height / 2
        places = apart([end.y() for end in ends], height - 2, low, high)
        for end, y, text in zip(ends, places, chart.ends(), strict=True):
            left = end.x() + _DOT + SPACE
            box = QRectF(left, y - height / 2, plot.right() + SPACE * 40 - left, height)
            self._text(text, box, bold=True)

    def _value(self, text: str, middle: float, top: float, step: float) -> None:
        """Write a value over its column, where it does not touch the next one's."""
        width = QFontMetricsF(self._bold).horizontalAdvance(text)
        if width + SPACE <= step:
            height = self._metrics.height()
            box = QRectF(middle - width / 2 - 1, top - height - 1, width + 2, height)
            self._text(text, box, Qt.AlignmentFlag.AlignHCenter, bold=True)

    # Others

    def _multiples(self, chart: SmallMultiples, room: QRectF) -> None:
        count = max(len(chart.charts), 1)
        gap = SPACE * 5
        width = (room.width() - gap * (count - 1)) / count
        line = self._metrics.height()
        for number, one in enumerate(chart.charts):
            x = room.x() + number * (width + gap)
            self._text(one.title, QRectF(x, room.y(), width, line), bold=True)
            self._plotted(one, QRectF(x, room.y() + line, width, room.height() - line))

    def _ranked(self, chart: RankedBars, room: QRectF) -> None:
        longest = max((row.value for row in chart.rows), default=0)
        names = max((self._metrics.horizontalAdvance(row.name) for row in chart.rows), default=0)
        names = min(names, room.width() * _NAMES) + SPACE * 2
        values = [chart.label(row.value) for row in chart.rows]
        numbers = max(map(self._metrics.horizontalAdvance, values), default=0) + SPACE * 2
        notes = max((self._metrics.horizontalAdvance(row.note) for row in chart.rows), default=0)
        bars = max(room.width() - names - numbers - notes - SPACE * 2, 0)
        for place, row in enumerate(chart.rows):
            top = room.y() + place * ROW
            if top + ROW > room.bottom() + 1:
                break
            box = QRectF(room.x(), top, names - SPACE * 2, ROW)
            self._text(self._fitted(row.name, box.width()), box)
            width = bars * row.value / longest if longest > 0 else 0
            bar = QRectF(room.x() + names, top + ROW * 0.2, max(width, 1), ROW * 0.6)
            self._painter.fillRect(bar, series_colour(0))
            x = room.x() + names + bars
            right = Qt.AlignmentFlag.AlignRight
            self._text(values[place], QRectF(x, top, numbers, ROW), right, bold=True)
            self._text(row.note, QRectF(x + numbers, top, notes + SPACE * 2, ROW), right)

    def _fitted(self, text: str, width: float) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _text(
        self,
        text: str,
        box: QRectF,
        across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> None:
        self._painter.setFont(self._bold if bold else self._font)
        self._painter.setPen(tokens().color("ink" if bold else "muted"))
        upright = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignBottom
        along = across if across & upright else across | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(box, int(along), text)
