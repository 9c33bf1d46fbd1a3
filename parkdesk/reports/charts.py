"""Charts on paper, from the descriptions in `domain.charts`. The screen draws the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.charts import (
    BarChart,
    Chart,
    LineChart,
    RankedBars,
    SmallMultiples,
    Timeline,
    apart,
    axis,
)
from parkdesk.reports import style, words
from parkdesk.reports.paper import Paper, Sheet, Type

_LABEL = Type(style.TINY + 0.2, colour=style.MUTED)
_VALUE = Type(style.TINY + 0.2, bold=True)
_NAME = Type(style.CELL)
_BAR_SHARE = 0.62
_WIDEST_BAR = 72.0
"""A chart of one quarter is a bar, not a wall."""
_BELOW, _ABOVE = 14.0, 12.0
_TIMELINE_ROW, _TIMELINE_HEAD = 17.0, 16.0
_NAMES, _DETAILS = 92.0, 62.0
_CHART = 150.0
_RANK_ROW, _RANK_NAMES = 15.0, 110.0
_SWATCH = 7.0
_BETWEEN = 18.0
"""Between small charts that stand side by side."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a chart goes; `y` is its lower edge."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge."""
        return self.x, self.y, self.x + self.width, self.top


def draw_bars(paper: Paper, sheet: Sheet, chart: BarChart, box: Box) -> None:
    """Draw stacked or grouped columns with their axis and the total over each."""
    with sheet.figure(spoken(chart), box.corners):
        totals = chart.totals() if chart.categories else ()
        ticks = axis(max(totals, default=0), scale=chart.scale)
        plot = _axes(paper, sheet, [chart.label(tick) for tick in ticks], box)
        step = plot.width / max(len(chart.categories), 1)
        width = min(step * _BAR_SHARE, _WIDEST_BAR)
        for index, category in enumerate(chart.categories):
            middle = plot.x + (index + 0.5) * step
            sheet.text_centred(middle, box.y + 2, category, _LABEL)
            column = [series.values[index] for series in chart.series]
            if chart.stacked:
                top = _pile(sheet, column, middle, width, plot, ticks[-1])
                sheet.text_centred(middle, top + 4, chart.label(totals[index]), _VALUE)
            else:
                _group(sheet, column, middle, width, plot, ticks[-1])


def draw_lines(paper: Paper, sheet: Sheet, chart: LineChart, box: Box) -> None:
    """Draw lines with a dot at each value; of several only the end of each is named, behind it."""
    with sheet.figure(spoken(chart), box.corners):
        largest = max((max(series.values, default=0) for series in chart.series), default=0)
        ticks = axis(largest, scale=chart.scale)
        plot = _axes(paper, sheet, [chart.label(tick) for tick in ticks], box)
        several = len(chart.series) > 1
        if several:
            room = max((paper.width(text, _VALUE) for text in chart.ends()), default=0) + 4
            plot = Box(plot.x, plot.y, plot.width - room, plot.height)
        step = plot.width / max(len(chart.categories), 1)
        for index, category in enumerate(chart.categories):
            sheet.text_centred(plot.x + (index + 0.5) * step, box.y + 2, category, _LABEL)
        ends: list[tuple[float, float]] = []
        for number, series in enumerate(chart.series):
            points = [
                (plot.x + (index + 0.5) * step, plot.y + plot.height * value / ticks[-1])
                for index, value in enumerate(series.values)
            ]
            texts = [chart.label(value) for value in series.values]
            _draw_line(sheet, points, [] if several else texts, _series(number))
            ends += points[-1:] if several else []
        _say_ends(sheet, ends, chart.ends() if several else (), plot)


def _draw_line(
    sheet: Sheet, points: list[tuple[float, float]], texts: list[str], colour: style.Colour
) -> None:
    """Draw a line with a dot at each value, and over each its text where there is one."""
    if len(points) > 1:
        sheet.path(points, colour, 1.4)
    for x, y in points:
        sheet.dot(x, y, 2.2, colour)
    for (x, y), text in zip(points, texts, strict=False):
        sheet.text_centred(x, y + 5, text, _VALUE)


def _say_ends(
    sheet: Sheet, ends: list[tuple[float, float]], texts: tuple[str, ...], plot: Box
) -> None:
    """Write what lines end in behind them: over several lines it would cross the others."""
    height = _VALUE.size + 1
    places = apart([y for _x, y in ends], height, plot.y, plot.top)
    for (x, _y), text, place in zip(ends, texts, places, strict=True):
        sheet.text(x + 5, place - _VALUE.size / 3, text, _VALUE)


def draw_chart(paper: Paper, sheet: Sheet, chart: Chart, box: Box) -> None:
    """Draw any chart, with the names of its series where it has several."""
    if isinstance(chart, RankedBars):
        draw_ranking(paper, sheet, chart, box)
    elif isinstance(chart, SmallMultiples):
        draw_multiples(paper, sheet, chart, box)
    else:
        with sheet.figure(spoken(chart), box.corners):
            below = _legend(paper, sheet, chart, box)
            if isinstance(chart, BarChart):
                draw_bars(paper, sheet, chart, below)
            else:
                draw_lines(paper, sheet, chart, below)


def spoken(chart: BarChart | LineChart | RankedBars) -> str:
    """Return what is read to who cannot see a chart: its title and every value in it."""
    if isinstance(chart, RankedBars):
        values = [f"{row.name} {chart.label(row.value)} {row.note}".strip() for row in chart.rows]
        return f"{chart.title}: {'; '.join(values)}"
    rows = [
        f"{series.name}: "
        + ", ".join(
            f"{category} {chart.label(value)}"
            for category, value in zip(chart.categories, series.values, strict=True)
        )
        for series in chart.series
    ]
    return f"{chart.title}: {'; '.join(rows)}"


def chart_height(chart: Chart) -> float:
    """Return the room a chart needs to be read."""
    if isinstance(chart, RankedBars):
        return _RANK_ROW * max(len(chart.rows), 1)
    return _CHART


def draw_ranking(paper: Paper, sheet: Sheet, chart: RankedBars, box: Box) -> None:
    """Draw bars one under the other, each with its name, its value and its note."""
    with sheet.figure(spoken(chart), box.corners):
        longest = max((row.value for row in chart.rows), default=0)
        values = [chart.label(row.value) for row in chart.rows]
        numbers = max((paper.width(text, _VALUE) for text in values), default=0) + 8
        notes = max((paper.width(row.note, _LABEL) for row in chart.rows), default=0) + 8
        bars = box.width - _RANK_NAMES - numbers - notes
        for place, row in enumerate(chart.rows):
            y = box.top - (place + 1) * _RANK_ROW
            name = shortened(paper, row.name, _NAME, _RANK_NAMES - 6)
            sheet.text(box.x, y + 4, name, _NAME)
            width = bars * row.value / longest if longest > 0 else 0
            if width > 0:
                sheet.rect(box.x + _RANK_NAMES, y + 2.5, width, _RANK_ROW - 6, style.SERIES[0])
            sheet.text_right(box.x + box.width - notes, y + 4, values[place], _VALUE)
            sheet.text_right(box.x + box.width, y + 4, row.note, _LABEL)


def draw_multiples(paper: Paper, sheet: Sheet, chart: SmallMultiples, box: Box) -> None:
    """Draw small charts side by side, each under its own title and with its own axis."""
    count = max(len(chart.charts), 1)
    width = (box.width - _BETWEEN * (count - 1)) / count
    for number, one in enumerate(chart.charts):
        x = box.x + number * (width + _BETWEEN)
        sheet.text(x, box.top - style.CELL, shortened(paper, one.title, _NAME, width), _NAME)
        draw_chart(paper, sheet, one, Box(x, box.y, width, box.height - style.CELL - 6))


def _legend(paper: Paper, sheet: Sheet, chart: BarChart | LineChart, box: Box) -> Box:
    """Name the series over the plot, each beside its colour; return the room that is left."""
    if len(chart.series) < 2:  # noqa: PLR2004 (one is named by the title)
        return box
    x, y = box.x, box.top - _SWATCH
    for number, series in enumerate(chart.series):
        _bar(sheet, x, y, _SWATCH, _SWATCH, number)
        sheet.text(x + _SWATCH + 4, y + 0.5, series.name, _LABEL)
        x += _SWATCH + 4 + paper.width(series.name, _LABEL) + 14
    return Box(box.x, box.y, box.width, box.height - _SWATCH - 6)


def timeline_height(timeline: Timeline) -> float:
    """Return the room a timeline needs."""
    return _TIMELINE_HEAD + _TIMELINE_ROW * len(timeline.marks) + 2


def draw_timeline(paper: Paper, sheet: Sheet, timeline: Timeline, box: Box) -> None:
    """Draw the months across and one line a mark, from the first day to its own."""
    with sheet.figure(_spoken_timeline(timeline), box.corners):
        left = box.x + _NAMES + _DETAILS + 6
        # The last label hangs over the last line; a date may stand behind the last dot.
        width = box.x + box.width - left - 44
        foot = box.top - timeline_height(timeline) + 2
        for month in timeline.months():
            x = left + width * timeline.permille(month) / 1000
            sheet.line(x, foot, x, box.top - 10, style.HAIR, 0.75)
            sheet.text_centred(x, box.top - 7, words.month_name(month.month), _LABEL)
        for number, mark in enumerate(timeline.marks):
            y = box.top - _TIMELINE_HEAD - _TIMELINE_ROW * (number + 0.5)
            end = left + width * timeline.permille(mark.day) / 1000
            colour = style.TONES[mark.tone]
            name = shortened(paper, mark.name, _NAME, _NAMES)
            sheet.text(box.x, y - 2.8, name, _NAME)
            detail = shortened(paper, mark.detail, _LABEL, _DETAILS)
            sheet.text_right(left - 6, y - 2.6, detail, _LABEL)
            sheet.line(left, y, end, y, colour, 1.8)
            sheet.dot(end, y, 3.2, colour)
            sheet.text(end + 6, y - 2.6, f"{mark.day:%m-%d}", Type(_LABEL.size, colour=colour))


def _spoken_timeline(timeline: Timeline) -> str:
    marks = [f"{mark.name} {mark.detail} {mark.day.isoformat()}" for mark in timeline.marks]
    return f"{timeline.title}: {'; '.join(marks)}"


def shortened(paper: Paper, text: str, kind: Type, width: float) -> str:
    """Return `text`, or its beginning and an ellipsis where it is wider than `width`."""
    if paper.width(text, kind) <= width:
        return text
    kept = text
    while kept and paper.width(kept + "…", kind) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _axes(paper: Paper, sheet: Sheet, labels: list[str], box: Box) -> Box:
    left = max(paper.width(label, _LABEL) for label in labels) + 6
    plot = Box(box.x + left, box.y + _BELOW, box.width - left, box.height - _BELOW - _ABOVE)
    for number, label in enumerate(labels):
        y = plot.y + plot.height * number / (len(labels) - 1)
        sheet.line(plot.x, y, plot.x + plot.width, y, style.LINE if not number else style.HAIR)
        sheet.text_right(plot.x - 5, y - 2.5, label, _LABEL)
    return plot


def _pile(
    sheet: Sheet, column: list[int], middle: float, width: float, plot: Box, largest: int
) -> float:
    y = plot.y
    for number, value in enumerate(column):
        height = plot.height * value / largest
        if height > 0:
            _bar(sheet, middle - width / 2, y, width, height, number)
        y += height
    return y


def _group(
    sheet: Sheet, column: list[int], middle: float, width: float, plot: Box, largest: int
) -> None:
    each = width / len(column)
    for number, value in enumerate(column):
        height = plot.height * value / largest
        left = middle - width / 2 + number * each
        if height > 0:
            _bar(sheet, left, plot.y, each * 0.9, height, number)


def _bar(sheet: Sheet, x: float, y: float, width: float, height: float, number: int) -> None:
    """Fill a bar; a softer one has an edge, so that it is told from the paper and the others."""
    sheet.rect(x, y, width, height, _series(number))
    if number % len(style.SERIES):
        right, top = x + width, y + height
        around = [(x, y), (right, y), (right, top), (x, top), (x, y)]
        sheet.path(around, style.ACCENT, 0.5)


def _series(number: int) -> style.Colour:
    return style.SERIES[number % len(style.SERIES)]
