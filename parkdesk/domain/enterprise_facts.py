"""What is known of an enterprise by days (按日期的事实): people, capital, rooms, addresses, names.

A fact holds from its day until the next one of its kind. Premises end by themselves, because an
enterprise may have several at a time. What is not known on a day is None, never the later value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias, TypeVar

from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.identifiers import IdentifierKind, bare, identify
from parkdesk.domain.shares import permille

_LONGEST = 300
_CENTI = 100
_CURRENCY = re.compile("[A-Z]{3}")


class FactOrigin(StrEnum):
    """How a fact came into the register."""

    ENTERED = "entered"
    IMPORTED = "imported"
    CARRIED_OVER = "carried-over"
    """From the time before facts had days: its day is the enterprise's day of entry."""


class AddressKind(StrEnum):
    """Which of its addresses."""

    REGISTERED = "registered"
    """住所, on the licence."""
    OFFICE = "office"
    """办公地址."""


class FactKind(StrEnum):
    """The kinds of dated facts of an enterprise."""

    STATUS = "status"
    PEOPLE = "people"
    CAPITAL = "capital"
    PREMISES = "premises"
    ADDRESS = "address"
    FORMER_NAME = "former-name"
    NUMBER = "number"


class Dated(Protocol):
    """Anything that holds from a day on."""

    @property
    def from_on(self) -> dt.date:
        """Its first day."""


DatedT = TypeVar("DatedT", bound=Dated)


@dataclass(frozen=True, slots=True)
class StatusFact:
    """A status from a day on; of one that leaves, `from_on` is its last day in the park."""

    from_on: dt.date | None
    status: EnterpriseStatus | None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeopleFact:
    """How many people an enterprise employed on a day, and how many of them are graduates."""

    from_on: dt.date | None
    headcount: int | None
    graduates: int | None = None
    """其中大学(含大专)以上; None: not known, which is not none."""
    source: str = ""
    note: str = ""

    @property
    def permille(self) -> int | None:
        """The share of graduates in thousandths; None where it is not known."""
        if self.graduates is None or not self.headcount:
            return None
        return permille(self.graduates, self.headcount)


@dataclass(frozen=True, slots=True)
class CapitalFact:
    """The registered capital from a day on, in minor units of its currency."""

    from_on: dt.date | None
    amount_minor: int | None
    currency: str = "CNY"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PremisesFact:
    """Rooms in the park; the area in hundredths of a square metre."""

    from_on: dt.date | None
    building: str
    floor: str = ""
    room: str = ""
    area_centi_sqm: int | None = None
    lease_to: dt.date | None = None
    until_on: dt.date | None = None
    """Last day in these rooms; None: still there, also after the end of the lease."""
    source: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        """Building, floor and room in a line."""
        return " ".join(one for one in (self.building, self.floor, self.room) if one)

    def holds_on(self, day: dt.date) -> bool:
        """Whether the enterprise had these rooms on `day`."""
        begun = self.from_on is not None and self.from_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class AddressFact:
    """An address from a day on."""

    from_on: dt.date | None
    kind: AddressKind | None
    address: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormerNameFact:
    """A former name (曾用名) with its last day, and its first where it is known."""

    until_on: dt.date | None
    name: str
    from_on: dt.date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberFact:
    """A further number that an enterprise is or was known by."""

    code: str
    until_on: dt.date | None = None
    note: str = ""

    @property
    def kind(self) -> IdentifierKind:
        """What the number is, by its length."""
        return identify(self.code).kind


AnyFact: TypeAlias = (
    StatusFact | PeopleFact | CapitalFact | PremisesFact | AddressFact | FormerNameFact | NumberFact
)


def fact_on(facts: Iterable[DatedT], day: dt.date) -> DatedT | None:
    """Return the fact that holds on `day`: the latest that has begun; None before the first."""
    begun = [one for one in facts if one.from_on <= day]
    return max(begun, key=lambda one: one.from_on, default=None)


def name_on(present: str, former: Iterable[tuple[str, dt.date]], day: dt.date) -> str:
    """Return the name on `day`; `former` has each former name with its last day."""
    later = [(until_on, name) for name, until_on in former if until_on >= day]
    return min(later)[1] if later else present


def premises_on(premises: Iterable[PremisesFact], day: dt.date) -> tuple[PremisesFact, ...]:
    """Return the rooms that an enterprise had on `day`, in the order they were taken."""
    held = (one for one in premises if one.holds_on(day))
    return tuple(sorted(held, key=lambda one: (one.from_on or day, one.place)))


def places_text(premises: Iterable[PremisesFact]) -> str:
    """Return rooms in a line, as lists show them."""
    return "、".join(dict.fromkeys(one.place for one in premises if one.place))


def area_sqm(premises: Iterable[PremisesFact]) -> int | None:
    """Return the area of several rooms in whole square metres; None where none is known."""
    known = [one.area_centi_sqm for one in premises if one.area_centi_sqm is not None]
    # Half a square metre rounds up, as papers round it.
    return (sum(known) + _CENTI // 2) // _CENTI if known else None


def check_people(fact: PeopleFact, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a count of people, by field."""
    problems = _day_problems(fact.from_on, today)
    if fact.headcount is None:
        problems["headcount"] = "required"
    for name in ("headcount", "graduates"):
        value = getattr(fact, name)
        if value is not None and value < 0:
            problems[name] = "negative"
    both = fact.headcount is not None and fact.graduates is not None
    if both and not problems and (fact.graduates or 0) > (fact.headcount or 0):
        problems["graduates"] = "graduates-exceed-headcount"
    return problems


def check_capital(fact: CapitalFact, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a capital, by field."""
    problems = _day_problems(fact.from_on, today)
    if fact.amount_minor is None:
        problems["amount_minor"] = "required"
    elif fact.amount_minor < 0:
        problems["amount_minor"] = "negative-amount"
    if not _CURRENCY.fullmatch(fact.currency):
        problems["currency"] = "unknown-currency"
    return problems


def check_premises(fact: PremisesFact, today: dt.date) -> dict[str, str]:
    """Return what is wrong with rooms, by field. A lease may begin and end after today."""
    del today
    problems: dict[str, str] = {}
    if fact.from_on is None:
        problems["from_on"] = "required"
    if not fact.place and fact.area_centi_sqm is None:
        problems["building"] = "required"
    if fact.area_centi_sqm is not None and fact.area_centi_sqm < 0:
        problems["area_centi_sqm"] = "negative"
    for name in ("lease_to", "until_on"):
        last = getattr(fact, name)
        if last is not None and fact.from_on is not None and last < fact.from_on:
            problems[name] = "ends-before-it-begins"
    return problems


def check_address(fact: AddressFact, today: dt.date) -> dict[str, str]:
    """Return what is wrong with an address, by field."""
    problems = _day_problems(fact.from_on, today)
    if fact.kind is None:
        problems["kind"] = "required"
    if not fact.address.strip():
        problems["address"] = "required"
    elif len(fact.address) > _LONGEST:
        problems["address"] = "too-long"
    return problems


def check_former_name(
    fact: FormerNameFact,
    others: Sequence[tuple[dt.date | None, dt.date]],
    today: dt.date,
) -> dict[str, str]:
    """Return what is wrong with a former name, by field.

    `others` are the first and last days of the enterprise's other former names: of two names
    that ended on one day only one can have been its name.
    """
    problems: dict[str, str] = {}
    if not fact.name.strip():
        problems["name"] = "required"
    if fact.until_on is None:
        problems["until_on"] = "required"
        return problems
    if fact.until_on > today:
        problems["until_on"] = "day-in-future"
    elif any(fact.until_on == last for _first, last in others):
        problems["until_on"] = "former-name-day-taken"
    if fact.from_on is None:
        return problems
    if fact.from_on > fact.until_on:
        problems["from_on"] = "ends-before-it-begins"
    elif any(fact.from_on <= last <= fact.until_on for _first, last in others):
        problems["from_on"] = "former-names-overlap"
    return problems


def check_number(fact: NumberFact, today: dt.date) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is wrong with a further number, and what is only to be asked, by field.

    An old number warns and does not block: the paper it stands on cannot be mended any more.
    """
    problems: dict[str, str] = {}
    warnings: dict[str, str] = {}
    code = bare(fact.code)
    if not code:
        problems["code"] = "required"
    elif (found := identify(code)).problem:
        warnings["code"] = found.problem
    if fact.until_on is not None and fact.until_on > today:
        problems["until_on"] = "day-in-future"
    return problems, warnings


def check_status(fact: StatusFact, today: dt.date, founded_on: dt.date | None) -> dict[str, str]:
    """Return what is wrong with a dated status by itself, by field."""
    problems = _day_problems(fact.from_on, today)
    if fact.status is None:
        problems["status"] = "required"
    early = founded_on is not None and fact.from_on is not None and fact.from_on < founded_on
    if early and fact.status is not EnterpriseStatus.APPLIED and "from_on" not in problems:
        problems["from_on"] = "status-before-founded"
    return problems


def _day_problems(day: dt.date | None, today: dt.date) -> dict[str, str]:
    if day is None:
        return {"from_on": "required"}
    return {"from_on": "day-in-future"} if day > today else {}
