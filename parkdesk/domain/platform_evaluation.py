"""The evaluation (绩效评价) of a platform in a quarter: indicators from its own records.

Firms served, full-time staff, contracts, diagnoses and satisfaction are the indicators of the one
published set, an SME-technology scheme of Chongqing (S99, B); its floors are examples and are not
asked of anybody here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parkdesk.domain.bookings import PlaceUse
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.platform_money import CostKind, Spent
from parkdesk.domain.platforms import Platform, PlatformTotals

MOST_STAFF = 10_000


@dataclass(frozen=True, slots=True)
class PlatformIndicators:
    """What one platform's own records say of a quarter; money in fen."""

    totals: PlatformTotals
    full_time: int | None
    """People who work for it alone; None where nobody entered them."""
    contracts: int
    """Contracts signed in the quarter that came of opportunities of the platform."""
    diagnoses: int
    """Lines of the log that are consultations (咨询)."""
    bookings: int
    used_slots: int
    """Half hours of its places that were used."""
    building_cents: int
    running_cents: int
    grant_cents: int
    """What of building and running was paid of grants."""

    @property
    def platform(self) -> Platform:
        """Which of the four."""
        return self.totals.platform


def indicators(
    totals: PlatformTotals,
    counted: Mapping[str, int | None],
    places: Iterable[PlaceUse],
    spent: Iterable[Spent],
    days: DateRange,
) -> PlatformIndicators:
    """Bring together what the records of one platform say of the days.

    `counted` has `full_time`, `contracts` and `diagnoses`.
    """
    own = [one for one in places if one.platform is totals.platform]
    paid = [one for one in spent if one.platform is totals.platform and one.spent_on in days]

    def sum_of(kind: CostKind) -> int:
        return sum(one.cents for one in paid if one.cost_kind is kind)

    return PlatformIndicators(
        totals,
        counted["full_time"],
        counted["contracts"] or 0,
        counted["diagnoses"] or 0,
        sum(one.bookings for one in own),
        sum(one.used_slots for one in own),
        sum_of(CostKind.BUILDING),
        sum_of(CostKind.RUNNING),
        sum(one.cents for one in paid if one.grant_id is not None),
    )


def staff_problem(full_time: int | None) -> str | None:
    """Return the code of what is wrong with a number of people, or None."""
    if full_time is None:
        return "required"
    if full_time < 0:
        return "negative-number"
    return "number-too-large" if full_time > MOST_STAFF else None
