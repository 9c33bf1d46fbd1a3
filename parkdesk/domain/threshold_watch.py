"""Threshold watch (门槛观察): who stands where beside a line, and how far from it.

Sides are judged from the parts themselves, never from a rounded share: 49.96 % is below one half
whatever it reads as. What a share reads as stays on its own side too.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.shares import WHOLE, above, below, permille


class WatchMeasure(StrEnum):
    """What is held against a line."""

    OFFSHORE = "offshore"
    """Executed offshore of all that was executed."""
    GRADUATES = "graduates"
    """大专以上 of all people employed."""
    TURNOVER = "turnover"
    """What was executed, in US cents: a floor, not a share."""


class Side(StrEnum):
    """Where somebody stands."""

    BELOW = "below"
    NEAR = "near"
    """Above the line, and so close to it that it is worth a look."""
    ABOVE = "above"
    NO_DATA = "no-data"


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One line, with where it comes from. A share's line is in thousandths, a floor in US cents.

    `near` is the distance that is worth a look, in the same unit. `over` says that the line itself
    is not enough. `days` is the period of the programme it belongs to; None: the year so far.
    """

    code: str
    measure: WatchMeasure
    limit: int
    near: int
    name_zh: str
    name_en: str
    source_zh: str
    source: str
    mark: Mark
    over: bool = False
    days: DateRange | None = None

    def period(self, year: DateRange) -> DateRange:
        """Return the days it is held against: its own up to the end of `year`, or `year`."""
        if self.days is None:
            return year
        return DateRange(self.days.first, min(self.days.last, year.last))


@dataclass(frozen=True, slots=True)
class Watched:
    """Somebody beside a line.

    `value` is thousandths, or US cents for a floor; None without data. `distance` is value less
    line in the same unit. `lacking` says how much more offshore execution, how many more graduates
    or how much turnover would reach the line, everything else as it is; `spare` how much could be
    lost. One of them is 0.
    """

    side: Side
    value: int | None
    distance: int | None
    lacking: int = 0
    spare: int = 0


def side_of(line: WatchLine, part: int, whole: int) -> Side:
    """Return on which side of a line a part of a whole stands; a floor looks at the part alone."""
    if line.measure is WatchMeasure.TURNOVER:
        distance = part - line.limit
        if distance < 0 or (line.over and not distance):
            return Side.BELOW
        return Side.NEAR if distance <= line.near else Side.ABOVE
    if whole <= 0:
        return Side.NO_DATA
    limit = line.limit
    if not above(part, whole, limit) if line.over else below(part, whole, limit):
        return Side.BELOW
    return Side.ABOVE if above(part, whole, limit + line.near) else Side.NEAR


class Standings:
    """Where everybody of a measure stands: made once, so that each of its lines is counted at once.

    A park has a hundred thousand of them and a dozen lines. A share is kept as twice its whole
    thousandths, and one more where it is between two: beside a line of whole thousandths nothing
    else matters, and there are some hundred such places at most.
    """

    def __init__(self, measure: WatchMeasure, pairs: Collection[tuple[int, int]]) -> None:
        self._measure = measure
        self._all = len(pairs)
        if measure is WatchMeasure.TURNOVER:
            self._places = sorted(part for part, _whole in pairs)
            return
        self._places = sorted(_place(part, whole) for part, whole in pairs if whole > 0)

    def sides(self, line: WatchLine) -> Counter[Side]:
        """Return how many stand on each side of a line, as `side_of` says of each."""
        first, last = line.limit, line.limit + line.near
        if self._measure is not WatchMeasure.TURNOVER:
            first, last = 2 * first, 2 * last
        known = len(self._places)
        find = bisect_right if line.over else bisect_left
        is_below = find(self._places, first)
        is_above = known - bisect_right(self._places, last)
        return Counter(
            {
                Side.BELOW: is_below,
                Side.NEAR: known - is_below - is_above,
                Side.ABOVE: is_above,
                Side.NO_DATA: self._all - known,
            }
        )


def _place(part: int, whole: int) -> int:
    thousandths, rest = divmod(WHOLE * part, whole)
    return 2 * thousandths + (rest > 0)


def watched(line: WatchLine, part: int, whole: int) -> Watched:
    """Hold a part of a whole against a line; a floor looks at the part alone."""
    side = side_of(line, part, whole)
    if line.measure is WatchMeasure.TURNOVER:
        distance = part - line.limit
        if side is Side.BELOW:
            return Watched(side, part, distance, lacking=-distance + line.over)
        return Watched(side, part, distance, spare=distance - line.over)
    if side is Side.NO_DATA:
        return Watched(side, None, None)
    limit, is_below = line.limit, side is Side.BELOW
    value = (
        permille(part, whole, passing=limit) if line.over else permille(part, whole, reaching=limit)
    )
    lacking = _to_reach(line, part, whole) if is_below else 0
    spare = 0 if is_below else _to_lose(line, part, whole)
    return Watched(side, value, value - limit, lacking, spare)


def _to_reach(line: WatchLine, part: int, whole: int) -> int:
    """Return the least x with (part + x) / (whole + x) at the line, or over it; 0: no x does."""
    rest = WHOLE - line.limit
    if rest <= 0:
        return 0
    missing = line.limit * whole - WHOLE * part
    return missing // rest + 1 if line.over else -(-missing // rest)


def _to_lose(line: WatchLine, part: int, whole: int) -> int:
    """Return the most x with (part - x) / (whole - x) still at the line, or over it."""
    rest = WHOLE - line.limit
    if rest <= 0:
        return 0
    over = WHOLE * part - line.limit * whole
    most = (over - 1) // rest if line.over else over // rest
    return max(min(most, part), 0)


def holds_on(valid_from: dt.date | None, valid_to: dt.date | None, day: dt.date) -> bool:
    """Whether a line holds on a day; an end that was not seen is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)
