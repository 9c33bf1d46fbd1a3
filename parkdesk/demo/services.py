"""What the four public platforms did for the park's enterprises, quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from parkdesk.demo.draw import weighted
from parkdesk.demo.size import QUARTERS
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.platforms import KINDS, Platform, ServiceKind

# Minutes, people and fee in fen that a service of a kind takes about.
_USUAL = {
    ServiceKind.SERVICE_ORDER: (480, 2, 60_000),
    ServiceKind.TEST_ENVIRONMENT: (960, 3, 120_000),
    ServiceKind.DEMAND_MATCH: (90, 2, 0),
    ServiceKind.CONSULTATION: (60, 1, 0),
    ServiceKind.COPYRIGHT_FILING: (180, 1, 30_000),
    ServiceKind.PATENT_FILING: (360, 2, 150_000),
    ServiceKind.DISPUTE: (240, 2, 0),
    ServiceKind.COURSE: (2_400, 24, 0),
    ServiceKind.ASSESSMENT: (120, 18, 0),
    ServiceKind.PLACEMENT: (90, 6, 0),
    ServiceKind.EXHIBITION: (1_440, 3, 800_000),
    ServiceKind.DELEGATION: (960, 2, 0),
}
_SHARES = (
    (Platform.TECHNOLOGY, 5),
    (Platform.INTELLECTUAL_PROPERTY, 3),
    (Platform.TRAINING, 4),
    (Platform.BRAND, 1),
)


@dataclass(frozen=True, slots=True)
class Served:
    """One service given; satisfaction from 1 to 5, None where nobody asked."""

    enterprise: int
    platform: Platform
    kind: ServiceKind
    served_on: dt.date
    hours_tenths: int
    people: int
    fee_cents: int
    satisfaction: int | None


def services(tenant: Tenant, rng: Random) -> Iterator[Served]:
    """Yield the services an enterprise had, oldest first within a quarter."""
    begin, end = tenant.first_quarter(), tenant.last_quarter()
    if begin is None or end is None:
        return
    for at in range(begin, end + 1):
        quarter = QUARTERS[at]
        span = (quarter.last - quarter.first).days
        days = sorted(rng.randint(0, span) for _ in range(rng.choice((0, 1, 1, 2, 3))))
        for day in days:
            yield _service(tenant, rng, quarter.first + dt.timedelta(days=day))


def _service(tenant: Tenant, rng: Random, day: dt.date) -> Served:
    platform = weighted(rng, _SHARES)
    kind = rng.choice(KINDS[platform])
    minutes, people, fee = _USUAL[kind]
    return Served(
        enterprise=tenant.number,
        platform=platform,
        kind=kind,
        served_on=day,
        hours_tenths=max(minutes * rng.randint(50, 150) // 100 // 30 * 5, 5),
        people=max(people * rng.randint(60, 140) // 100, 1),
        fee_cents=fee * rng.randint(50, 200) // 100 // 1_000 * 1_000,
        satisfaction=rng.choice((None, 3, 4, 4, 4, 5, 5, 5)),
    )
