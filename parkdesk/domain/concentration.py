"""Concentration: how much of the whole the largest have, and the index over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.shares import permille

SQUARES = 10_000
"""What the index of squares is of: one alone has all of it."""


class MeasureKind(StrEnum):
    """How a measure is taken."""

    LARGEST = "largest"
    SQUARES = "squares"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, as the reference data define it."""

    code: str
    kind: MeasureKind
    largest: int
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Concentration:
    """A measure taken: thousandths, or of 10,000 for the squares; None where there is nothing."""

    measure: Measure
    value: int | None
    part: int
    """The amount of those that are counted."""
    whole: int


def concentration(amounts: Iterable[int], measures: Sequence[Measure]) -> tuple[Concentration, ...]:
    """Take every measure of the amounts; those that are nothing or less have no share."""
    ordered = sorted((one for one in amounts if one > 0), reverse=True)
    whole = sum(ordered)
    return tuple(_taken(one, ordered, whole) for one in measures)


def _taken(measure: Measure, ordered: Sequence[int], whole: int) -> Concentration:
    if not whole:
        return Concentration(measure, None, 0, 0)
    if measure.kind is MeasureKind.LARGEST:
        part = sum(ordered[: measure.largest])
        return Concentration(measure, permille(part, whole), part, whole)
    squares = sum(one * one for one in ordered)
    square = whole * whole
    return Concentration(measure, (2 * SQUARES * squares + square) // (2 * square), whole, whole)
