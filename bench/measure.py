"""Taking turns: our way and the peer's, alternately, the median of the rounds."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    `value` and `limit` are in `unit`; `at_most` says on which side of the limit is right. `peer` is
    what the same work took the other way, in the same unit; `wanted` how many times better we are
    to be, None where only the limit counts.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_most: bool = True
    peer_name: str = ""
    peer: float | None = None
    wanted: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer; below 1 is worse."""
        if not self.peer or not self.value:
            return None
        return self.peer / self.value if self.at_most else self.value / self.peer

    @property
    def holds(self) -> bool:
        """Whether the budget is kept, both its figure and its ratio."""
        limited = self.limit is None or (
            self.value <= self.limit if self.at_most else self.value >= self.limit
        )
        return limited and (self.wanted is None or self.ratio is None or self.ratio >= self.wanted)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def alternately(rounds: int, *ways: Callable[[], float]) -> list[float]:
    """Return the median of what each way measures of itself, all ways in turn each round.

    A shared machine is slow for seconds at a time; taking turns lets it be slow for everybody.
    """
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for place, way in enumerate(ways):
            gc.collect()
            taken[place].append(way())
    return [statistics.median(one) for one in taken]


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a table that is also Markdown."""
    heads = ("what", "measured", "budget", "peer", "peer's", "ratio", "wanted", "holds")
    rows = [heads, tuple("---" for _ in heads), *map(_cells, lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    sign = "≤" if line.at_most else "≥"
    return (
        line.name,
        _figure(line.value, line.unit),
        "" if line.limit is None else f"{sign} {_figure(line.limit, line.unit)}",
        line.peer_name,
        "" if line.peer is None else _figure(line.peer, line.unit),
        "" if line.ratio is None else f"{line.ratio:.1f}×",
        "" if line.wanted is None else f"≥ {line.wanted:g}×",
        "yes" if line.holds else "NO",
    )


def _figure(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004
    return f"{value:,.{digits}f} {unit}"
