"""What a chart says, before anybody draws it: the paper and the screen draw the same description.

Values are whole numbers in minor units; `scale` says how many of them make one unit of the axis,
so that no chart needs a float and both drawings print the same labels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_NICE = (Decimal(1), Decimal("1.2"), Decimal("1.5"), Decimal(2), Decimal("2.5"), Decimal(3),
         Decimal(4), Decimal(5), Decimal(6), Decimal(8), Decimal(10))  # fmt: skip


class Tone(StrEnum):
    """What a colour means. A colour never stands alone: a word or a mark says it too."""

    ACCENT = "accent"
    BAD = "bad"
    GOOD = "good"
    NEUTRAL = "neutral"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, one for each category."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Columns over categories; `stacked` piles the series, otherwise they stand side by side."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    scale: int = 1
    decimals: int = 0
    stacked: bool = True
    total: str = ""
    """What the sum of a pile is called in the table behind it."""

    def totals(self) -> tuple[int, ...]:
        """Return the height of each category: the pile, or the tallest column."""
        columns = zip(*(series.values for series in self.series), strict=True)
        return tuple(sum(column) if self.stacked else max(column) for column in columns)

    def label(self, value: int) -> str:
        """Return a value as the axis writes it."""
        return chart_number(value, self.scale, self.decimals)


@dataclass(frozen=True, slots=True)
class LineChart:
    """One or more lines over categories."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    scale: int = 1
    decimals: int = 0

    def label(self, value: int) -> str:
        """Return a value as the axis writes it."""
        return chart_number(value, self.scale, self.decimals)

    def ends(self) -> tuple[str, ...]:
        """Return what stands behind each line's end: its last value, with its name among several.

        The colours of lines are shades of one; a line that crosses others is told by its name.
        """
        several = len(self.series) > 1
        return tuple(
            f"{one.name} {self.label(one.values[-1])}" if several else self.label(one.values[-1])
            for one in self.series
            if one.values
        )


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One bar of a ranking: a name, its value, and what stands behind the value."""

    name: str
    value: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankedBars:
    """Bars one under the other, the longest first: a map of markets that can be read and compared.

    `name` says what is ranked, `unit` what the values are: the heads of the table behind it.
    """

    title: str
    name: str
    unit: str
    note: str
    rows: tuple[RankedRow, ...]
    scale: int = 1
    decimals: int = 0

    def label(self, value: int) -> str:
        """Return a value as it is written behind its bar."""
        return chart_number(value, self.scale, self.decimals)


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Small charts side by side, each with an axis of its own: shapes are compared, not heights."""

    title: str
    charts: tuple[LineChart | BarChart, ...]


Chart = BarChart | LineChart | RankedBars | SmallMultiples


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers behind a chart: what it shows, as text for who cannot see it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart, first: str) -> ChartTable:
    """Return the table behind a chart, with a row for each category; `first` heads them.

    Small multiples have one column for each series of each chart; where a chart has no value of a
    category, its cell is empty. Piled columns have their sum at the end.
    """
    if isinstance(chart, RankedBars):
        head = (chart.name, chart.unit, *([chart.note] if chart.note else []))
        cells = ((row.name, chart.label(row.value), row.note) for row in chart.rows)
        return ChartTable(head, tuple(one[: len(head)] for one in cells))
    charts = chart.charts if isinstance(chart, SmallMultiples) else (chart,)
    categories = list(dict.fromkeys(name for one in charts for name in one.categories))
    columns = [column for one in charts for column in _columns(one)]
    rows = ((name, *(values.get(name, "") for _title, values in columns)) for name in categories)
    return ChartTable((first, *(title for title, _values in columns)), tuple(rows))


def _columns(chart: LineChart | BarChart) -> list[tuple[str, dict[str, str]]]:
    if not (isinstance(chart, BarChart) and chart.stacked and len(chart.series) > 1):
        return [
            (series.name, dict(zip(chart.categories, map(chart.label, series.values), strict=True)))
            for series in chart.series
        ]
    piles = zip(*(series.values for series in chart.series), strict=True)
    texts = [(*footed(pile, chart.scale, chart.decimals), chart.label(sum(pile))) for pile in piles]
    names = [*(series.name for series in chart.series), chart.total]
    return [
        (name, dict(zip(chart.categories, (row[place] for row in texts), strict=True)))
        for place, name in enumerate(names)
    ]


def footed(values: Sequence[int], scale: int, decimals: int) -> tuple[str, ...]:
    """Return values as the axis writes them, rounded so that they add up to their rounded sum.

    Those whose rounding took or gave the most are the ones that are rounded the other way.
    """
    unit = Decimal(1).scaleb(-decimals)
    exact = [Decimal(value) / scale for value in values]
    whole = (Decimal(sum(values)) / scale).quantize(unit, ROUND_HALF_UP)
    rounded = [one.quantize(unit, ROUND_HALF_UP) for one in exact]
    steps = int((whole - sum(rounded)) / unit)
    step = unit if steps > 0 else -unit
    errors = [(one - kept) / step for one, kept in zip(exact, rounded, strict=True)]
    order = sorted(range(len(values)), key=lambda place: -errors[place])
    for place in order[: abs(steps)]:
        rounded[place] += step
    return tuple(f"{one:,}" for one in rounded)


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """One thing that happens on a day."""

    name: str
    detail: str
    day: dt.date
    tone: Tone


@dataclass(frozen=True, slots=True)
class Timeline:
    """Marks between two days, a line a mark."""

    title: str
    first: dt.date
    last: dt.date
    marks: tuple[TimelineMark, ...]

    def months(self) -> tuple[dt.date, ...]:
        """Return the first days of the months inside, in order."""
        day = self.first.replace(day=1)
        months = []
        while day <= self.last:
            if day >= self.first:
                months.append(day)
            day = (day + dt.timedelta(days=32)).replace(day=1)
        return tuple(months)

    def permille(self, day: dt.date) -> int:
        """Return where a day lies between the ends, 0 to 1000; days outside lie at the ends."""
        span = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days * 1000 // span, 0), 1000)


def chart_number(value: int, scale: int, decimals: int) -> str:
    """Return `value / scale` with thousands separators, halves away from zero."""
    unit = Decimal(1).scaleb(-decimals)
    return f"{(Decimal(value) / scale).quantize(unit, rounding=ROUND_HALF_UP):,}"


def apart(places: Sequence[float], least: float, low: float, high: float) -> tuple[float, ...]:
    """Return places moved as little as may be so that neighbours are `least` from each other.

    They keep their order and stay between `low` and `high`; where there is no room for all, they
    begin at `low`. Labels at the ends of lines stand so: each beside its line, none on another.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    # Less what the ones before it need, places only have to rise: the nearest rising row is that
    # of the means of what would fall (pool adjacent violators).
    pools: list[tuple[float, int]] = []
    for number, at in enumerate(order):
        mean, count = places[at] - number * least, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    last = max(high - (len(places) - 1) * least, low)
    level = [min(max(mean, low), last) for mean, count in pools for _one in range(count)]
    moved = dict(zip(order, (one + n * least for n, one in enumerate(level)), strict=True))
    return tuple(moved[at] for at in range(len(places)))


def axis(largest: int, steps: int = 4, scale: int = 1) -> tuple[int, ...]:
    """Return ticks from 0 to a round number not below `largest`, in the values' minor units.

    The step is a round number of *units* (a whole one at least), so that labels need no decimals.
    """
    if largest <= 0:
        return tuple(index * scale for index in range(steps + 1))
    need = Decimal(largest) / scale / steps
    power = Decimal(1).scaleb(max(need.adjusted(), 0))
    step = next(nice * power for nice in _NICE if nice * power >= need and _whole(nice * power))
    return tuple(int(step * index) * scale for index in range(steps + 1))


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
