"""Outlines as the operators of a PDF."""

from __future__ import annotations

_ARC = 0.5523
"""How far a Bézier handle reaches for a quarter of a circle."""


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return the outline of a rectangle with round corners."""
    right, top, reach = x + width, y + height, radius * (1 - _ARC)
    far = right - radius
    return (
        f"{x + radius:.2f} {y:.2f} m {far:.2f} {y:.2f} l "
        f"{right - reach:.2f} {y:.2f} {right:.2f} {y + reach:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - reach:.2f} {right - reach:.2f} {top:.2f} {far:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + reach:.2f} {top:.2f} {x:.2f} {top - reach:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + reach:.2f} {x + reach:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )
