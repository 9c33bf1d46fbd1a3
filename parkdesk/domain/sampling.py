"""Drawing at random so that anybody can draw again, and what a sample says of the whole.

The draw orders what there is by a digest of the printed seed and of each thing's own key: with
the seed and the keys the same sample comes out on any computer. All arithmetic is in whole
numbers; the bounds are exact for a draw without putting back (hypergeometric), not approximated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from parkdesk.domain.errors import InvalidInput

CONFIDENCE_PERMILLE = 950
"""How surely the bounds hold the true number; the usual 95 %, no notice names one."""


def draw(seed: str, keys: Iterable[str], size: int) -> tuple[str, ...]:
    """Return `size` of the keys in the order of the draw; all of them where there are fewer."""
    return tuple(sorted(keys, key=lambda key: _place(seed, key))[:size])


def _place(seed: str, key: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{seed}|{key}".encode()).digest(), key


def digest(keys: Iterable[str]) -> str:
    """Return the SHA-256 of the keys in order: what was drawn from can be proved unchanged."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of the whole are wrong: at least, most likely, at most."""

    least: int
    estimate: int
    most: int


def error_bounds(
    population: int, size: int, wrong: int, confidence_permille: int = CONFIDENCE_PERMILLE
) -> Bounds:
    """Return how many of `population` are wrong, when `wrong` of `size` drawn ones were.

    Two-sided, each side with half of what the confidence leaves: a number is inside as long as
    such a sample would not be rarer than that.
    """
    if not 0 <= wrong <= size <= population or not size:
        raise InvalidInput({"size": "not-a-sample"})
    tail = Fraction(1000 - confidence_permille, 2000)
    estimate = (2 * wrong * population + size) // (2 * size)
    lowest, highest = wrong, population - size + wrong
    least = _first(lowest, estimate, lambda bad: _at_least(population, size, bad, wrong) > tail)
    most = highest - _first(
        0, highest - estimate, lambda less: _at_most(population, size, highest - less, wrong) > tail
    )
    return Bounds(min(least, estimate), estimate, max(most, estimate))


def _first(low: int, high: int, holds: object) -> int:
    """Return the first number from `low` to `high` for which `holds` becomes true."""
    assert callable(holds)
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(population: int, size: int, bad: int, wrong: int) -> Fraction:
    ways = sum(
        comb(bad, found) * comb(population - bad, size - found)
        for found in range(max(0, size - population + bad), wrong + 1)
    )
    return Fraction(ways, comb(population, size))


def _at_least(population: int, size: int, bad: int, wrong: int) -> Fraction:
    return 1 - _at_most(population, size, bad, wrong - 1) if wrong else Fraction(1)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one drawn person or item found, in fen."""

    paid_cents: int
    wrong_cents: int


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """What a finished sample says: of persons with exact bounds, of money as a plain ratio."""

    population: int
    size: int
    wrong: int
    bounds: Bounds
    checked_cents: int
    wrong_cents: int
    population_cents: int
    estimate_cents: int
    """The sample's ratio of wrong money times all that was paid, in whole fen."""

    @property
    def rate_permyriad(self) -> int:
        """Wrong money of checked money, per ten thousand, rounded half up."""
        whole = self.checked_cents
        return (2 * self.wrong_cents * 10_000 + whole) // (2 * whole) if whole else 0


def extrapolate(
    population: int, population_cents: int, checked: Sequence[Checked]
) -> Extrapolation:
    """Return what the checked ones say of the whole that they were drawn from."""
    wrong = sum(1 for one in checked if one.wrong_cents)
    wrong_cents = sum(one.wrong_cents for one in checked)
    checked_cents = sum(one.paid_cents for one in checked)
    estimate = (
        (2 * wrong_cents * population_cents + checked_cents) // (2 * checked_cents)
        if checked_cents
        else 0
    )
    return Extrapolation(
        population,
        len(checked),
        wrong,
        error_bounds(population, len(checked), wrong),
        checked_cents,
        wrong_cents,
        population_cents,
        estimate,
    )


def check_result(paid_cents: int, wrong_cents: int | None, finding: str) -> dict[str, str]:
    """Return what is wrong with the result of one check, by field."""
    problems: dict[str, str] = {}
    if wrong_cents is None:
        problems["wrong_cents"] = "required"
    elif not 0 <= wrong_cents <= paid_cents:
        problems["wrong_cents"] = "above-paid"
    if wrong_cents and not finding.strip():
        problems["finding"] = "required"
    return problems
