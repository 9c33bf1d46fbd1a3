"""Quarterly returns: people at a quarter's end, and which returns came late or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from parkdesk.demo.size import QUARTERS
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.calendar import Quarter

# Of a hundred returns so many are late, and so many never come.
_LATE = 6
_NEVER = 2
_WAITING_TODAY = 9
"""Per cent of the returns for the last quarter that are still out: it is not yet due."""


@dataclass(frozen=True, slots=True)
class Return:
    """What an enterprise handed in; `received_on` is None while it is a draft."""

    enterprise: int
    quarter: Quarter
    headcount: int
    graduates: int
    new_hires: int
    new_graduates: int
    received_on: dt.date | None


def returns(tenant: Tenant, rng: Random, first: int = 0) -> Iterator[Return]:
    """Yield an enterprise's returns, oldest first; a missing one is not there."""
    begin, end = tenant.first_quarter(), tenant.last_quarter()
    if begin is None or end is None:
        return
    start = rng.randint(78, 97)
    heads = tenant.headcount * start // 100
    for at in range(max(begin, first), end + 1):
        before = heads
        grown = (100 - start) * (at - begin + 1) // (end - begin + 1)
        heads = tenant.headcount * (start + grown) // 100
        hires = heads - before + before * rng.randint(1, 5) // 100
        chance = rng.randrange(100)
        newest = at == len(QUARTERS) - 1
        out = chance < (_WAITING_TODAY if newest else _NEVER)
        # Half of those that are out for the newest quarter have been begun.
        begun = newest and chance % 2 == 0
        if not out or begun:
            late = chance > 99 - _LATE and not newest
            yield _filled(tenant, rng, at, heads, hires, late=late, draft=out)


def _filled(
    tenant: Tenant, rng: Random, at: int, heads: int, hires: int, *, late: bool, draft: bool
) -> Return:
    quarter = QUARTERS[at]
    # The newest quarter's returns came in by this morning; others are due on the fifteenth.
    days = rng.randint(17, 34) if late else rng.randint(3, 11)
    return Return(
        enterprise=tenant.number,
        quarter=quarter,
        headcount=heads,
        graduates=heads * tenant.graduate_percent // 100,
        new_hires=hires,
        new_graduates=hires * rng.randint(55, 90) // 100,
        received_on=None if draft else quarter.last + dt.timedelta(days=days),
    )
