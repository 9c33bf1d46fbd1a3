"""Certificates (企业认证): their kinds, how long they hold, and the chain of CMMI appraisals.

Kinds and periods are data (`db/seed/certification_types.csv`, `appraisal_rules.csv`): this module
knows the *shape* of a rule, never a figure. Sources of the shapes: CMMI Product Team and CMMI
Institute notes on appraisal validity; 认监委's three-year cycle for management systems.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months
from parkdesk.domain.programmes import Mark

NEVER = dt.date(9999, 12, 31)
"""Stands for "does not expire" where a list has to sort by the date."""


class CertificationFamily(StrEnum):
    """How the registry groups the kinds."""

    MATURITY = "maturity"
    """CMM, CMMI, PCMM and the like: a level, found by an appraisal."""
    MANAGEMENT = "management"
    """Management systems: ISO 9001, ISO/IEC 27001, ISO/IEC 20000-1."""
    SERVICE = "service"
    """ITSS, COPC, ITIL."""
    ATTESTATION = "attestation"
    """An auditor's report on a period: SAS 70 and what followed it."""
    INDUSTRY = "industry"
    """One trade's own: SWIFT, GLP, AAALAC."""


class Surveillance(StrEnum):
    """Whether the certifier comes back while the certificate holds."""

    NONE = "none"
    YEARLY = "yearly"


class LastDay(StrEnum):
    """Which day a period of whole months ends on."""

    ANNIVERSARY = "anniversary"
    """The same day of the month, still valid: what appraisal records print."""
    DAY_BEFORE = "day-before"
    """The day before it: the first day counts."""


class EventType(StrEnum):
    """What a certificate was obtained for: each is supportable by itself (财企[2009]44号)."""

    FIRST = "first"
    MAINTENANCE = "maintenance"
    UPGRADE = "upgrade"


class CertificationStatus(StrEnum):
    """What a certificate is worth on a day."""

    VALID = "valid"
    EXPIRING = "expiring"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


IN_FORCE = frozenset({CertificationStatus.VALID, CertificationStatus.EXPIRING})
"""The statuses in which a certificate counts."""


@dataclass(frozen=True, slots=True)
class CertificationType:
    """A kind of certificate, one row of the reference data.

    `validity_months` is None where the kind has no expiry; `top_level` is 0 where it has no
    levels. Months and lead time are those in effect: the park's own where it has set any.
    """

    code: str
    name_zh: str
    name_en: str
    family: CertificationFamily
    validity_months: int | None
    last_day: LastDay
    surveillance: Surveillance
    lead_days: int
    top_level: int
    source: str
    certainty: Mark
    retired: bool = False
    source_zh: str = ""
    """The source in Chinese, where it is another text."""

    @property
    def has_levels(self) -> bool:
        """Whether a certificate of this kind states a level."""
        return self.top_level > 0


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the certifier had suspended a certificate (暂停).

    `lifted_on` is the first day in force again; None while nobody has lifted it.
    """

    first_on: dt.date
    lifted_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Return whether the certificate was suspended on `day`."""
        return self.first_on <= day and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, slots=True)
class Standing:
    """The dates that decide what a certificate is worth on a day."""

    issued_on: dt.date
    expires_on: dt.date | None
    remind_on: dt.date | None = None
    suspensions: tuple[Suspension, ...] = ()
    withdrawn_on: dt.date | None = None
    superseded_on: dt.date | None = None


def status_on(standing: Standing, day: dt.date) -> CertificationStatus | None:
    """Return what the certificate is worth on `day`; None before it was issued.

    What ends it for good outweighs what interrupts it; of two ends the earlier is told. A
    suspension that was lifted later still is one on the days inside it.
    """
    if day < standing.issued_on:
        return None
    ended = _end(standing, day)
    if ended is not None:
        return ended
    if any(one.covers(day) for one in standing.suspensions):
        return CertificationStatus.SUSPENDED
    if standing.remind_on is not None and standing.remind_on <= day:
        return CertificationStatus.EXPIRING
    return CertificationStatus.VALID


def _end(standing: Standing, day: dt.date) -> CertificationStatus | None:
    ends = []
    if standing.withdrawn_on is not None and standing.withdrawn_on <= day:
        ends.append((standing.withdrawn_on, 0, CertificationStatus.WITHDRAWN))
    if standing.superseded_on is not None and standing.superseded_on <= day:
        ends.append((standing.superseded_on, 1, CertificationStatus.SUPERSEDED))
    if standing.expires_on is not None and standing.expires_on < day:
        ends.append((standing.expires_on, 2, CertificationStatus.EXPIRED))
    return min(ends)[2] if ends else None


def last_held(
    expires_on: dt.date | None, withdrawn_on: dt.date | None, superseded_on: dt.date | None
) -> dt.date:
    """Return the last day on which nothing has ended a certificate; NEVER where it has no end.

    From its issue to this day it is valid, about to expire or suspended, afterwards none of them.
    """
    ended = [day - dt.timedelta(days=1) for day in (withdrawn_on, superseded_on) if day is not None]
    return min(expires_on or NEVER, *ended, NEVER)


def expiry(from_day: dt.date, months: int | None, last_day: LastDay) -> dt.date | None:
    """Return the last day of a certificate that holds `months` from `from_day`."""
    if months is None:
        return None
    same_day = add_months(from_day, months)
    return same_day if last_day is LastDay.ANNIVERSARY else same_day - dt.timedelta(days=1)


def remind_on(expires_on: dt.date | None, lead_days: int) -> dt.date | None:
    """Return the first day on which the certificate counts as about to expire."""
    return None if expires_on is None else expires_on - dt.timedelta(days=lead_days)


def surveillance_due(
    kind: CertificationType, issued_on: dt.date, expires_on: dt.date | None
) -> tuple[dt.date, ...]:
    """Return the days by which the certifier's yearly visits are due.

    Year 1 and year 2 of a three-year management-system certificate; the third visit is the new
    certification itself. Nothing for CMMI: an appraisal has no yearly check.
    """
    if kind.surveillance is Surveillance.NONE or expires_on is None:
        return ()
    due = []
    year = 1
    # A visit within a month of the end is the next certification, not a surveillance.
    while add_months(issued_on, 12 * year + 1) <= expires_on:
        due.append(add_months(issued_on, 12 * year))
        year += 1
    return tuple(due)


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate of an enterprise, as far as ranking it needs."""

    id: int
    type_code: str
    family: CertificationFamily
    level: int | None
    standing: Standing


# A level says most about an outsourcing provider; the rest as 财企[2009]44号 lists them.
_RANK: Mapping[CertificationFamily, int] = {
    CertificationFamily.MATURITY: 5,
    CertificationFamily.MANAGEMENT: 4,
    CertificationFamily.SERVICE: 3,
    CertificationFamily.ATTESTATION: 2,
    CertificationFamily.INDUSTRY: 1,
}


def best(held: Iterable[Held], day: dt.date) -> Held | None:
    """Return the certificate to name first (最高资质): in force, highest level, longest to run."""
    return highest(one for one in held if status_on(one.standing, day) in IN_FORCE)


def highest(in_force: Iterable[Held]) -> Held | None:
    """Return the one to name first of certificates that are known to be in force."""
    return max(in_force, key=_rank, default=None)


def _rank(held: Held) -> tuple[int, int, dt.date, int]:
    return (
        _RANK[held.family],
        held.level or 0,
        held.standing.expires_on or NEVER,
        -held.id,
    )
