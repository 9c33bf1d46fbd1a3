"""The service catalogue (服务目录) of the public platforms: what is offered, and at what price.

The white paper and the funding rules ask for fee or free and for public use; units and prices are
the park's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR
from parkdesk.domain.money import round_minor
from parkdesk.domain.platforms import KINDS, Platform, ServiceKind

NEVER = dt.date.max
"""Stands for "no last day is named" where days are put in order."""
LONGEST_NAME = 80
_WORKING_DAY_TENTHS = 80
"""Eight hours: 劳动法 Art. 36."""


class OfferUnit(StrEnum):
    """What a price is for."""

    HOUR = "hour"
    DAY = "day"
    TIME = "time"
    PERSON = "person"
    ITEM = "item"


class OfferState(StrEnum):
    """What an entry of the catalogue is on a day."""

    COMING = "coming"
    OFFERED = "offered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry: a service at a price (0 is free) from its first day to its last one."""

    platform: Platform
    kind: ServiceKind
    name: str
    unit: OfferUnit
    price_cents: int
    valid_from: dt.date
    valid_until: dt.date | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing is charged."""
        return self.price_cents == 0

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it is offered on `day`; the first and the last day count."""
        return self.valid_from <= day <= (self.valid_until or NEVER)

    def state(self, day: dt.date) -> OfferState:
        """Return what it is on `day`."""
        if self.holds_on(day):
            return OfferState.OFFERED
        return OfferState.COMING if day < self.valid_from else OfferState.ENDED


def check_offer(offer: Offer) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if not offer.name.strip():
        problems["name"] = "required"
    elif len(offer.name.strip()) > LONGEST_NAME:
        problems["name"] = "offer-name-too-long"
    if offer.kind not in KINDS[offer.platform]:
        problems["kind"] = "kind-not-of-platform"
    if offer.price_cents < 0:
        problems["price_cents"] = "negative-amount"
    elif offer.price_cents > LARGEST_MINOR:
        problems["price_cents"] = "number-too-large"
    if offer.valid_until is not None and offer.valid_until < offer.valid_from:
        problems["valid_until"] = "end-before-start"
    return problems


def meeting(offer: Offer, others: Iterable[Offer]) -> Offer | None:
    """Return the entry of the same name and platform whose days meet those of `offer`, if any.

    Two prices of one service on one day would leave it open which one holds.
    """
    for other in others:
        same = (other.platform, other.name.strip()) == (offer.platform, offer.name.strip())
        first = max(offer.valid_from, other.valid_from)
        if same and first <= min(offer.valid_until or NEVER, other.valid_until or NEVER):
            return other
    return None


def usual_fee(offer: Offer, hours_tenths: int, people: int) -> int | None:
    """Return the fee in fen that the price comes to; None where the line leaves it open.

    A line stands on one day. Hours that no working day has may be several days in one line: how
    many, only the person knows.
    """
    if offer.is_free:
        return 0
    if offer.unit is OfferUnit.DAY:
        return offer.price_cents if 0 < hours_tenths <= _WORKING_DAY_TENTHS else None
    if offer.unit is OfferUnit.HOUR:
        return round_minor(Decimal(offer.price_cents * hours_tenths) / 10)
    return offer.price_cents * (people if offer.unit is OfferUnit.PERSON else 1)
