"""Chance that repeats itself: one stream of draws for each subject of the demonstration park."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, subject: str) -> Random:
    """Return the draws of one subject; what another subject draws does not shift them.

    Seeding by text goes through SHA-512, so the draws are the same on every platform.
    """
    return Random(f"parkdesk-demo:{seed}:{subject}")  # noqa: S311 (invention, not secrecy)


def weighted(rng: Random, choices: Sequence[tuple[T, int]]) -> T:
    """Return one of the values, each as likely as its whole-number weight."""
    point = rng.randrange(sum(weight for _, weight in choices))
    for value, weight in choices:
        point -= weight
        if point < 0:
            return value
    raise AssertionError(choices)


def near(rng: Random, middle: int, percent: int) -> int:
    """Return a whole number within `percent` of `middle`, both sides alike."""
    spread = middle * percent // 100
    return middle + rng.randint(-spread, spread)
