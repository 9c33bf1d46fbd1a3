"""The industry chain (产业链) of the park: who gives work to whom, at which place, for how much.

Three places: the final client (最终客户), the general provider (总提供商) who contracts with it,
the subcontractor (分包商) who works for a provider. A link always leads one place on, so money
that passes through two hands is in two links: totals are made for each stage, never over both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from parkdesk.domain.contracts import MAINLAND, ServiceLine, is_currency
from parkdesk.domain.enterprises import name_key

_plain = lru_cache(maxsize=16_384)(name_key)
"""A few hundred clients stand in very many contracts."""


class Place(StrEnum):
    """Where somebody stands in the chain, towards one deal."""

    FINAL_CLIENT = "final-client"
    """最终客户."""
    GENERAL_PROVIDER = "general-provider"
    """总提供商."""
    SUBCONTRACTOR = "subcontractor"
    """分包商."""


STAGES = tuple(Place)
"""The places that give work, in order: a link is known by its giver's."""


def place_after(giver: Place) -> Place:
    """Return the place of whoever takes work from `giver`'s."""
    return Place.GENERAL_PROVIDER if giver is Place.FINAL_CLIENT else Place.SUBCONTRACTOR


class Measure(StrEnum):
    """What an amount of a link is."""

    SIGNED = "signed"
    """签约额, on the day of signing."""
    EXECUTED = "executed"
    """执行额, in the year it was executed."""


class Origin(StrEnum):
    """Where a link is known from."""

    CONTRACT = "contract"
    """A contract of the register."""
    FINAL_CUSTOMER = "final-customer"
    """The final customer that a contract names: of that client's whole order only the part that
    reaches the park is known."""
    ENTERED = "entered"
    """A person entered it."""


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Somebody in the chain: an enterprise of the park, or a name outside it with its country."""

    name: str
    country: str = MAINLAND
    enterprise_id: int | None = None

    @property
    def key(self) -> str:
        """What makes two mentions the same party."""
        if self.enterprise_id is not None:
            return f"e{self.enterprise_id}"
        return f"{self.country} {_plain(self.name)}"

    @property
    def is_of_park(self) -> bool:
        """Whether it is an enterprise of the park's register."""
        return self.enterprise_id is not None


Root = tuple[int, str, str, str]
"""Contracts alike: the enterprise's id, the client, its country, the final customer."""


@dataclass(frozen=True, slots=True)
class Link:
    """Everything that one party gives to another at one stage."""

    giver: Party
    taker: Party
    stage: Place
    """The giver's place."""
    amount_usd_cents: int
    contracts: int = 0
    entered: int = 0
    """How many links of it a person entered."""
    origins: frozenset[Origin] = frozenset()
    roots: tuple[Root, ...] = ()
    """What its contracts are found again by."""
    id: int = 0
    """Number in the chain, by amount; for a table of it."""

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes two links one."""
        return STAGES.index(self.stage), self.giver.key, self.taker.key


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the picture, and must be said beside it."""

    without_rate: int = 0
    """Amounts whose month has no rate yet."""
    to_itself: int = 0
    """Contracts whose client is the enterprise itself."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The links of a year, the largest first, and what they leave out."""

    links: tuple[Link, ...] = ()
    left_out: LeftOut = field(default_factory=LeftOut)
    at: dt.datetime | None = None
    """When it was read."""

    def total(self, stage: Place) -> int:
        """Return the sum of a stage in US cents."""
        return sum(one.amount_usd_cents for one in self.links if one.stage is stage)


def merged(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links with those between the same two at the same stage made one, largest first.

    The sum of every stage stays what it was.
    """
    found: dict[tuple[int, str, str], Link] = {}
    for one in links:
        known = found.get(one.key)
        found[one.key] = one if known is None else _joined(known, one)
    ordered = sorted(found.values(), key=lambda one: (-one.amount_usd_cents, one.key))
    return tuple(replace(one, id=number) for number, one in enumerate(ordered, 1))


def _joined(one: Link, other: Link) -> Link:
    return Link(
        one.giver,
        one.taker,
        one.stage,
        one.amount_usd_cents + other.amount_usd_cents,
        one.contracts + other.contracts,
        one.entered + other.entered,
        one.origins | other.origins,
        (*one.roots, *(root for root in other.roots if root not in one.roots)),
    )


def links_of_contract(
    taker: Party,
    client: Party,
    final: Party | None,
    amount_usd_cents: int,
    contracts: int,
    root: Root,
) -> tuple[Link, ...]:
    """Return the links that contracts alike tell.

    A client of the park gives as a general provider; so does one outside that works for another
    final customer, whose own link to it is then known by the part that reaches the park. Where the
    client is of the park, its own contract with the final customer says more than this one. A
    contract with oneself gives none.
    """
    if client.key == taker.key:
        return ()
    through = final is not None and final.key not in {client.key, taker.key}
    provides = client.is_of_park or through
    stage = Place.GENERAL_PROVIDER if provides else Place.FINAL_CLIENT
    roots = (root,)
    own = frozenset({Origin.CONTRACT})
    link = Link(client, taker, stage, amount_usd_cents, contracts, 0, own, roots)
    if not through or client.is_of_park or final is None:
        return (link,)
    part = frozenset({Origin.FINAL_CUSTOMER})
    first = Link(final, client, Place.FINAL_CLIENT, amount_usd_cents, contracts, 0, part, roots)
    return (first, link)


@dataclass(frozen=True, slots=True)
class SaveLink:
    """A link as typed: each side an enterprise of the park, or a name with its country."""

    giver_place: Place | None
    measure: Measure | None
    service_line: ServiceLine | None
    currency: str
    amount_minor: int | None
    from_on: dt.date | None
    to_on: dt.date | None = None
    giver_id: int | None = None
    giver_name: str = ""
    giver_country: str | None = None
    taker_id: int | None = None
    taker_name: str = ""
    taker_country: str | None = None
    source: str = ""
    note: str = ""


def check_link(form: SaveLink, countries: Iterable[str], today: dt.date) -> dict[str, str]:
    """Return what makes no sense in a link, by field; what the register knows is asked there."""
    problems: dict[str, str] = {}
    for side in ("giver", "taker"):
        problems |= _side_problems(form, side, frozenset(countries))
    problems |= {
        name: "required"
        for name in ("giver_place", "measure", "service_line", "amount_minor", "from_on")
        if getattr(form, name) is None
    }
    if not form.source.strip():
        problems["source"] = "required"
    if not problems and form.giver_id is None and form.taker_id is None:
        problems["taker_id"] = "link-outside-the-park"
    if form.giver_id is not None and form.giver_id == form.taker_id:
        problems["taker_id"] = "link-to-itself"
    if not is_currency(form.currency):
        problems["currency"] = "unknown-currency"
    if form.amount_minor is not None and form.amount_minor <= 0:
        problems["amount_minor"] = "not-above-zero"
    return problems | _day_problems(form, today)


def _side_problems(form: SaveLink, side: str, countries: frozenset[str]) -> dict[str, str]:
    id_ = getattr(form, f"{side}_id")
    name, country = getattr(form, f"{side}_name").strip(), getattr(form, f"{side}_country")
    if id_ is None and not name:
        return {f"{side}_id": "enterprise-or-name"}
    if id_ is not None and name:
        return {f"{side}_name": "enterprise-and-name"}
    if id_ is None and not country:
        return {f"{side}_country": "required"}
    if id_ is None and country not in countries:
        return {f"{side}_country": "unknown-country"}
    return {}


def _day_problems(form: SaveLink, today: dt.date) -> dict[str, str]:
    first, last = form.from_on, form.to_on
    if first is None:
        return {}
    if last is not None and last < first:
        return {"to_on": "end-before-start"}
    if form.measure is Measure.EXECUTED:
        if last is None:
            return {"to_on": "period-needed"}
        if last.year != first.year:
            # One amount cannot be shared out over two years without inventing how.
            return {"to_on": "period-over-two-years"}
        return {"to_on": "day-in-future"} if last > today else {}
    return {"from_on": "day-in-future"} if first > today else {}


def reversed_pairs(links: Sequence[Link]) -> frozenset[tuple[str, str]]:
    """Return the pairs that give each other work at the subcontract stages, once each."""
    pairs = {(one.giver.key, one.taker.key) for one in links if one.stage is not STAGES[0]}
    return frozenset((one, other) for one, other in pairs if one < other and (other, one) in pairs)
