"""Shares of a whole in thousandths, rounded in one way everywhere.

Verdicts are never taken from a rounded share: they compare the parts as products. What is only
read comes from here.
"""

from __future__ import annotations

WHOLE = 1000
"""The thousandths of a whole."""


def permille(
    part: int, whole: int, *, reaching: int | None = None, passing: int | None = None
) -> int:
    """Return part / whole in thousandths, halves away from zero; 0 of nothing is 0.

    Beside a limit a share stays on its own side of it, so that what is read never contradicts the
    verdict: with `reaching` 700 a share of 69.96 % gives 699 and not 700, and with `passing` 500
    one of 50.04 % gives 501, since more than a half is asked for there.
    """
    if not whole:
        return 0
    size = (2 * WHOLE * abs(part) + abs(whole)) // (2 * abs(whole))
    found = size if (part < 0) == (whole < 0) else -size
    if reaching is not None and found >= reaching and below(part, whole, reaching):
        return reaching - 1
    if passing is not None and found <= passing and above(part, whole, passing):
        return passing + 1
    return found


def used_permille(part: int, whole: int) -> int:
    """Return how much of what was agreed or set aside is used: 1000 only where nothing is left."""
    return permille(part, whole, reaching=WHOLE, passing=WHOLE)


def below(part: int, whole: int, limit: int) -> bool:
    """Whether part / whole lies below `limit` thousandths, without any rounding."""
    return part * WHOLE < limit * whole if whole > 0 else part * WHOLE > limit * whole


def above(part: int, whole: int, limit: int) -> bool:
    """Whether part / whole lies above `limit` thousandths, without any rounding."""
    return part * WHOLE > limit * whole if whole > 0 else part * WHOLE < limit * whole
