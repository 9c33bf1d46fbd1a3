"""Published series: what was printed, and what the same sources come to when worked out again.

A printed amount is rounded, so what follows from it is only known within a range. A ratio that
differs from the printed one inside that range differs by rounding; outside it the print says
something else than its own amounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from parkdesk.domain.programme_figures import Mark

_PER_CENT = 100
_TWO = 2


class SeriesKey(StrEnum):
    """The published series, in the order they are shown."""

    TRAINING = "training"
    NATIONAL = "national"
    MARKET = "market"


class PublishedKind(StrEnum):
    """What a printed figure is."""

    AMOUNT = "amount"
    GROWTH = "growth"
    SHARE = "share"
    MEAN = "mean"
    SUM = "sum"


class PublishedUnit(StrEnum):
    """What a printed figure counts."""

    ENTERPRISES = "enterprises"
    INSTITUTIONS = "institutions"
    PERSONS = "persons"
    CNY = "cny"
    CNY_MILLION = "cny-million"
    USD_100_MILLION = "usd-100-million"
    USD_BILLION = "usd-billion"
    PERCENT = "percent"


_WORTH = {
    PublishedUnit.CNY_MILLION: 1_000_000,
    PublishedUnit.USD_100_MILLION: 100_000_000,
    PublishedUnit.USD_BILLION: 1_000_000_000,
}
"""How many of the plain unit one of these is."""


class Agreement(StrEnum):
    """How a printed figure and the one worked out again go together."""

    ITSELF = "itself"
    """An amount of its own: nothing to work out."""
    SAME = "same"
    ROUNDING = "rounding"
    """They differ by less than the rounding of the printed amounts explains."""
    DIFFERS = "differs"
    INCOMPLETE = "incomplete"
    """The print, or an amount it rests on, was not seen."""


@dataclass(frozen=True, slots=True)
class Published:
    """One printed figure with its source; `printed` is None where the print was not seen."""

    code: str
    series: SeriesKey
    year: int
    name_zh: str
    name_en: str
    kind: PublishedKind
    printed: Decimal | None
    more_than: bool
    """Printed as "more than" this."""
    unit: PublishedUnit
    parts: tuple[str, ...]
    base: str
    source_zh: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A printed figure beside the one worked out from the other figures of its series."""

    figure: Published
    found: Decimal | None
    """With the decimals of the print, two more where they differ; None: nothing to work out."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class _Range:
    """What a printed figure may have been before it was rounded."""

    low: Fraction
    exact: Fraction
    high: Fraction


def recomputed(figures: Sequence[Published]) -> tuple[Recomputed, ...]:
    """Work every figure out again from those it rests on, in the order they were given."""
    known = {figure.code: figure for figure in figures}
    return tuple(_recompute(figure, known) for figure in figures)


def _recompute(figure: Published, known: Mapping[str, Published]) -> Recomputed:
    if figure.kind is PublishedKind.AMOUNT:
        return Recomputed(figure, None, Agreement.ITSELF)
    needed = [known.get(code) for code in (*figure.parts, *([figure.base] if figure.base else []))]
    ranges = [None if one is None else _range_of(one) for one in needed]
    complete = [one for one in ranges if one is not None]
    if not complete or len(complete) != len(ranges):
        return Recomputed(figure, None, Agreement.INCOMPLETE)
    found = _worked_out(figure, complete)
    if found is None:
        return Recomputed(figure, None, Agreement.INCOMPLETE)
    if figure.printed is None:
        return Recomputed(figure, _rounded(found.exact, _TWO), Agreement.INCOMPLETE)
    return _judged(figure, figure.printed, found)


def _judged(figure: Published, printed: Decimal, found: _Range) -> Recomputed:
    decimals = _decimals(printed)
    if figure.more_than:
        agreement = Agreement.SAME if found.exact > Fraction(printed) else Agreement.DIFFERS
        return Recomputed(figure, _rounded(found.exact, decimals + _TWO), agreement)
    alike = _rounded(found.exact, decimals)
    if alike == printed:
        return Recomputed(figure, alike, Agreement.SAME)
    ulp = _half(printed)
    inside = found.low <= Fraction(printed) + ulp and Fraction(printed) - ulp <= found.high
    agreement = Agreement.ROUNDING if inside else Agreement.DIFFERS
    return Recomputed(figure, _rounded(found.exact, decimals + _TWO), agreement)


def _worked_out(figure: Published, given: Sequence[_Range]) -> _Range | None:
    if figure.kind is PublishedKind.SUM:
        low, exact, high = (
            sum((getattr(one, name) for one in given), Fraction()) for name in _Range.__slots__
        )
        worth = _WORTH.get(figure.unit, 1)
        return _Range(low / worth, exact / worth, high / worth)
    part, base = given
    if base.low <= 0:
        return None
    less = _PER_CENT if figure.kind is PublishedKind.GROWTH else 0
    scale = 1 if figure.kind is PublishedKind.MEAN else _PER_CENT
    return _Range(
        scale * part.low / base.high - less,
        scale * part.exact / base.exact - less,
        scale * part.high / base.low - less,
    )


def _range_of(figure: Published) -> _Range | None:
    """Return the plain units a print may stand for: half of its last digit either way."""
    if figure.printed is None or figure.more_than:
        return None
    worth = _WORTH.get(figure.unit, 1)
    exact, half = Fraction(figure.printed), _half(figure.printed)
    return _Range((exact - half) * worth, exact * worth, (exact + half) * worth)


def _decimals(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _half(printed: Decimal) -> Fraction:
    return Fraction(1, 2 * 10 ** _decimals(printed))


def _rounded(value: Fraction, decimals: int) -> Decimal:
    """Return a fraction with so many decimals, halves away from zero, rounded once."""
    scaled = value * 10**decimals
    sign = -1 if scaled < 0 else 1
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return (Decimal(sign * whole).scaleb(-decimals)).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP
    )
