"""After-payment verification (拨付后抽查): the states of a sample, and how its parts are named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VerificationState(StrEnum):
    """Where a sample is."""

    OPEN = "open"
    """抽查中"""
    CLOSED = "closed"
    """已结束"""


class CheckOutcome(StrEnum):
    """What the check of one drawn person or item found."""

    RIGHT = "right"
    """属实"""
    WRONG = "wrong"
    """不属实: all of it or a part should not have been paid."""


@dataclass(frozen=True, slots=True)
class EarlierDraw:
    """A sample that was drawn before among the same, and why it was drawn again."""

    number: str
    seed: str
    reason: str


def row_key(claim: str, position: int) -> str:
    """Return PX-2026-0001/3: what a draw orders, readable from the paper."""
    return f"{claim}/{position}"


def verification_number(year: int, serial: int) -> str:
    """Return CC-2026-0001: samples (抽查) are numbered within a year."""
    return f"CC-{year}-{serial:04d}"
