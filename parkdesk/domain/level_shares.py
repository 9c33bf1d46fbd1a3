"""How the levels of government share an approved amount (分级承担)."""

from __future__ import annotations

from collections.abc import Mapping

from parkdesk.domain.programme_figures import Level
from parkdesk.domain.shares import WHOLE


def split(amount_cents: int, shares: Mapping[Level, int]) -> dict[Level, int]:
    """Return what each level pays of an amount, so that the parts foot to the last fen.

    Largest remainder: everybody gets the whole fen of their share, and what is left goes one by
    one to the largest remainders, the higher level first where two are equal.
    """
    parts = {level: amount_cents * share // WHOLE for level, share in shares.items()}
    left = amount_cents - sum(parts.values())
    order = {level: place for place, level in enumerate(Level)}
    waiting = sorted(shares, key=lambda one: (-(amount_cents * shares[one] % WHOLE), order[one]))
    for level in waiting[:left]:
        parts[level] += 1
    return parts
