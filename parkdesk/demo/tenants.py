"""The tenants of the park: who they are, since when, how many people they have.

The first forty are told by hand, so that every status, an enterprise with a former name and a
newcomer without any history are among them; the rest follow the same chances.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from random import Random

from parkdesk.demo import codes, names
from parkdesk.demo.draw import stream, weighted
from parkdesk.demo.size import QUARTERS, TODAY, Size
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprises import LEFT, EnterpriseStatus, Reach


class Fate(StrEnum):
    """What became of a tenant: its status, with the newcomers of this year told apart."""

    STAYS = "stays"
    NEW = "new"
    APPLIED = "applied"
    GRADUATED = "graduated"
    MOVED_OUT = "moved-out"
    REVOKED = "revoked"
    DEREGISTERED = "deregistered"

    @property
    def status(self) -> EnterpriseStatus:
        """The status that the register shows for it."""
        if self in {Fate.STAYS, Fate.NEW}:
            return EnterpriseStatus.RESIDENT
        return EnterpriseStatus(self.value)


# What became of those of the forty who did not simply stay; the number is the place in the list.
_FATES = {
    20: Fate.MOVED_OUT,
    23: Fate.REVOKED,
    27: Fate.GRADUATED,
    29: Fate.NEW,
    34: Fate.NEW,
    36: Fate.GRADUATED,
    38: Fate.DEREGISTERED,
    39: Fate.APPLIED,
    40: Fate.NEW,
}
_CHANCES = (
    (Fate.STAYS, 80),
    (Fate.NEW, 8),
    (Fate.GRADUATED, 3),
    (Fate.MOVED_OUT, 5),
    (Fate.REVOKED, 1),
    (Fate.DEREGISTERED, 2),
    (Fate.APPLIED, 1),
)
# Leavers by the day they left: one in the last quarter, so that the summary has an exit to show.
_LEFT = {
    20: dt.date(2025, 12, 31),
    27: dt.date(2026, 8, 31),
    36: dt.date(2026, 3, 31),
    23: dt.date(2026, 5, 22),
    38: dt.date(2025, 6, 30),
}
_FORMER_NAMES = {
    1: ("云湖青禾计算机服务有限公司", dt.date(2019, 5, 20)),
    10: ("朔安启明软件有限公司", dt.date(2022, 11, 2)),
    25: ("云湖疏影文化有限公司", dt.date(2024, 3, 14)),
}
# Claimants whose offshore share must carry their claims; per cent.
_ABROAD = {1: 82, 2: 68, 3: 68, 5: 82, 6: 68, 9: 82, 13: 68, 15: 82, 22: 68, 31: 68, 33: 82}
_BUILDINGS = "ABCDE"
_HEADS = ((18, 3), (35, 6), (60, 8), (95, 8), (140, 6), (220, 4), (380, 1))
_MARKETS = ((82, 5), (68, 4), (52, 3), (38, 3), (20, 2), (0, 3))
_FLOOR = 3_600
_MOSTLY_ABROAD = 75
_BANK = "沧宁银行云湖支行（虚构）"


@dataclass(frozen=True, slots=True)
class Tenant:
    """An enterprise as it applied to, is in, or was in the park."""

    number: int
    company: names.Company
    code: str
    fate: Fate
    founded_on: dt.date
    entered_on: dt.date
    left_on: dt.date | None
    legal_representative: str
    capital_cents: int
    building: str
    area_sqm: int
    contact: str
    phone: str
    bank: str
    account: str
    headcount: int
    graduate_percent: int
    offshore_percent: int
    former_name: tuple[str, dt.date] | None

    @property
    def reach(self) -> Reach:
        """Where its clients are, from the part of the business that is done abroad."""
        if self.offshore_percent == 0:
            return Reach.ONSHORE
        return Reach.OFFSHORE if self.offshore_percent > _MOSTLY_ABROAD else Reach.BOTH

    def first_quarter(self) -> int | None:
        """Return the first of `QUARTERS` in which it works in the park; None when in none."""
        if self.fate is Fate.APPLIED:
            return None
        return next((at for at, q in enumerate(QUARTERS) if q.last >= self.entered_on), None)

    def last_quarter(self) -> int | None:
        """Return the last of `QUARTERS` in which it works in the park; None when in none."""
        if self.left_on is None:
            return len(QUARTERS) - 1
        left = Quarter.of(self.left_on)
        return QUARTERS.index(left) if left in QUARTERS else None


def tenants(size: Size) -> Iterator[Tenant]:
    """Yield the park's enterprises, numbered from 1."""
    told = names.told()
    more = names.made_up(stream(size.seed, "names"))
    rng = stream(size.seed, "tenants")
    companies = chain(told, more)
    for number in range(1, size.enterprises + 1):
        yield _tenant(number, next(companies), rng, told=number <= len(told))


def _tenant(number: int, company: names.Company, rng: Random, *, told: bool) -> Tenant:
    fate = _FATES.get(number, Fate.STAYS) if told else weighted(rng, _CHANCES)
    entered = _entered(rng, fate)
    founded = entered - dt.timedelta(days=rng.randint(60, 2_400))
    heads = max(weighted(rng, _HEADS) * rng.randint(75, 130) // 100, 8)
    floor = rng.randint(1, 12)
    return Tenant(
        number=number,
        company=company,
        code=codes.credit_code(number),
        fate=fate,
        founded_on=founded,
        entered_on=entered,
        left_on=_left(number, rng, fate, entered),
        legal_representative=names.person(rng, man=rng.randrange(3) > 0),
        capital_cents=rng.choice((100, 200, 300, 500, 1_000, 2_000, 5_000)) * 1_000_000,
        building=f"{rng.choice(_BUILDINGS)} 座 {floor} 层",
        area_sqm=min(heads * rng.randint(7, 11), _FLOOR),
        contact=names.person(rng, man=rng.randrange(5) in {0, 1}),
        phone=codes.phone(number),
        bank=_BANK,
        account=codes.bank_account(number),
        headcount=heads,
        graduate_percent=rng.randint(62, 97),
        offshore_percent=_offshore(number, rng, told=told),
        former_name=_FORMER_NAMES.get(number) if told else None,
    )


def _offshore(number: int, rng: Random, *, told: bool) -> int:
    drawn = weighted(rng, _MARKETS)
    return _ABROAD.get(number, drawn) if told else drawn


def _entered(rng: Random, fate: Fate) -> dt.date:
    if fate is Fate.APPLIED:
        return dt.date(2026, 11, 1)
    if fate is Fate.NEW:
        return dt.date(2026, 1, 5) + dt.timedelta(days=rng.randint(0, 200))
    return dt.date(2009, 6, 18) + dt.timedelta(days=rng.randint(0, 4_300))


def _left(number: int, rng: Random, fate: Fate, entered: dt.date) -> dt.date | None:
    if fate.status not in LEFT:
        return None
    if number in _LEFT:
        return _LEFT[number]
    last = QUARTERS[rng.randrange(len(QUARTERS))].last
    return max(min(last, TODAY), entered)
