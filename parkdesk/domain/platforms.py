"""Public platforms (公共服务平台): what each of the four did, for whom, and how it was found.

The four are those of the 2008 white paper of CSIP. Building cost and running cost are kept apart
in every funding rule, so a cost has its kind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.shares import permille

BEST_SATISFACTION = 5
SATISFIED_FROM = 4
"""From this answer on an enterprise counts as satisfied."""
_TENTHS_OF_A_DAY = 240
_BOUNDS = {
    "hours_tenths": (MOST_COUNTED, "negative-number"),
    "people": (MOST_COUNTED, "negative-number"),
    "fee_cents": (LARGEST_MINOR, "negative-amount"),
}
"""The most that is taken, and what is said of less than nothing."""


class Platform(StrEnum):
    """The four public platforms."""

    TECHNOLOGY = "technology"
    """外包共性技术(接发包)服务平台."""
    INTELLECTUAL_PROPERTY = "intellectual-property"
    """外包知识产权服务平台."""
    TRAINING = "training"
    """外包人才培训服务平台."""
    BRAND = "brand"
    """外包公共品牌建设与推广平台."""


class ServiceKind(StrEnum):
    """What was done; each platform has its own."""

    SERVICE_ORDER = "service-order"
    TEST_ENVIRONMENT = "test-environment"
    DEMAND_MATCH = "demand-match"
    CONSULTATION = "consultation"
    COPYRIGHT_FILING = "copyright-filing"
    PATENT_FILING = "patent-filing"
    DISPUTE = "dispute"
    COURSE = "course"
    ASSESSMENT = "assessment"
    PLACEMENT = "placement"
    EXHIBITION = "exhibition"
    DELEGATION = "delegation"


# The records worth keeping of each platform, in the order a clerk picks them.
KINDS: dict[Platform, tuple[ServiceKind, ...]] = {
    Platform.TECHNOLOGY: (
        ServiceKind.SERVICE_ORDER,
        ServiceKind.TEST_ENVIRONMENT,
        ServiceKind.DEMAND_MATCH,
    ),
    Platform.INTELLECTUAL_PROPERTY: (
        ServiceKind.CONSULTATION,
        ServiceKind.COPYRIGHT_FILING,
        ServiceKind.PATENT_FILING,
        ServiceKind.DISPUTE,
    ),
    Platform.TRAINING: (ServiceKind.COURSE, ServiceKind.ASSESSMENT, ServiceKind.PLACEMENT),
    Platform.BRAND: (ServiceKind.EXHIBITION, ServiceKind.DELEGATION),
}
_PLATFORMS = {kind: platform for platform, kinds in KINDS.items() for kind in kinds}


def platform_of(kind: ServiceKind) -> Platform:
    """Return the one platform that gives such a service."""
    return _PLATFORMS[kind]


@dataclass(frozen=True, slots=True)
class Service:
    """One service given to an enterprise.

    `fee_cents` is what the enterprise paid, 0 when it was free; `satisfaction` is 1 to 5, None
    where nobody asked.
    """

    platform: Platform
    kind: ServiceKind
    served_on: dt.date
    hours_tenths: int
    people: int
    fee_cents: int
    satisfaction: int | None


def check_service(service: Service, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if service.kind not in KINDS[service.platform]:
        problems["kind"] = "kind-not-of-platform"
    if service.served_on > today:
        problems["served_on"] = "in-the-future"
    for field, (most, below_zero) in _BOUNDS.items():
        value = getattr(service, field)
        if not 0 <= value <= most:
            problems[field] = below_zero if value < 0 else "number-too-large"
    score = service.satisfaction
    if score is not None and not 1 <= score <= BEST_SATISFACTION:
        problems["satisfaction"] = "not-one-to-five"
    return problems


def is_long(service: Service) -> bool:
    """Return whether a record has more hours than a day: asked; only a course runs for weeks."""
    return service.kind is not ServiceKind.COURSE and service.hours_tenths > _TENTHS_OF_A_DAY


@dataclass(frozen=True, slots=True)
class PlatformTotals:
    """What a platform did in a period.

    `answers` is how many were asked for their satisfaction and `satisfied` how many of them
    answered 4 or 5.
    """

    platform: Platform
    services: int = 0
    enterprises: int = 0
    hours_tenths: int = 0
    people: int = 0
    fee_cents: int = 0
    answers: int = 0
    satisfied: int = 0

    @property
    def satisfied_permille(self) -> int | None:
        """The share that was satisfied; None where nobody was asked."""
        if not self.answers:
            return None
        return permille(self.satisfied, self.answers)
