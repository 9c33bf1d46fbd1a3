"""How the columns of a table share its width: arithmetic on points, and nothing of a page."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.reports.adding import added

_NARROWEST = 30.0
_WIDEST = 190.0


def room_for(least: Sequence[float], widths: list[float], shares: Sequence[int]) -> list[float]:
    """Return widths of at least `least`: what is lacking comes from columns with a share.

    Each gives by what it has to spare; where that is not enough nothing is changed.
    """
    lacking = added(max(need - size, 0.0) for need, size in zip(least, widths, strict=True))
    spare = [
        max(size - need, 0.0) if share else 0.0
        for share, need, size in zip(shares, least, widths, strict=True)
    ]
    if not lacking or added(spare) < lacking:
        return widths
    given = lacking / added(spare)
    return [
        max(size, need) - more * given
        for size, need, more in zip(widths, least, spare, strict=True)
    ]


def shared_widths(natural: list[float], shares: Sequence[int], width: float) -> list[float]:
    """Return the widths of columns that would like `natural`; the rest goes to those with a share.

    Where there is not enough for all, the columns with a share give way, then all of them alike.
    """
    fixed = added(size for size, share in zip(natural, shares, strict=True) if not share)
    wanted = added(size for size, share in zip(natural, shares, strict=True) if share)
    left = width - fixed
    floor = added(_NARROWEST * 2 for share in shares if share)
    if left < floor or not wanted:
        # Too many wide columns: all give way alike, and their texts are broken.
        factor = width / added(natural)
        return [size * factor for size in natural]
    if wanted <= left:
        spare, total = left - wanted, added(shares)
        return [size + spare * share / total for size, share in zip(natural, shares, strict=True)]
    # One name of two hundred signs must not leave its neighbours a finger's width.
    claims = [
        min(size, _WIDEST) if share else 0.0 for size, share in zip(natural, shares, strict=True)
    ]
    return [
        claim * left / added(claims) if share else size
        for size, claim, share in zip(natural, claims, shares, strict=True)
    ]
