"""How the chain is said: places, columns, amounts, where a link is known from."""

from __future__ import annotations

from collections.abc import Iterable

from parkdesk.domain.chain import STAGES, Chain, LeftOut, Link, Origin, Party, Place
from parkdesk.domain.chain_layout import Band, Node
from parkdesk.domain.charts import chart_number
from parkdesk.domain.shares import permille
from parkdesk.i18n import label, language, money_text, percent_text, tr, trn

_SMALL = 10_000_000


def column_title(column: int) -> str:
    """Return what stands over a column of the picture."""
    titles = (
        tr("Final clients"),
        tr("General providers"),
        tr("Subcontractors"),
        tr("Subcontractors of subcontractors"),
    )
    return titles[column]


def stage_title(stage: Place) -> str:
    """Return what flows at a stage."""
    titles = (
        tr("Final clients to general providers"),
        tr("General providers to subcontractors"),
        tr("Between subcontractors"),
    )
    return titles[STAGES.index(stage)]


def usd(cents: int) -> str:
    """Return an amount in US dollars."""
    return money_text(cents, "USD")


def short_usd(cents: int) -> str:
    """Return an amount for a narrow place: 508.8 万, or 5,088 k dollars."""
    if language() == "zh_CN":
        return f"{chart_number(cents, 1_000_000, 1)} 万"
    return f"{chart_number(cents, 100_000, 1 if cents < _SMALL else 0)} k"


def node_name(node: Node) -> str:
    """Return a box's name; the small ones are named together."""
    if node.party is None:
        return trn("{n} other", "{n} others", node.members)
    return node.party.name


def node_sentence(node: Node) -> str:
    """Return what a box says to whoever cannot see it."""
    return tr(
        "{name}, {place}: {taken} in, {given} out",
        name=node_name(node),
        place=column_title(node.column),
        taken=usd(node.incoming),
        given=usd(node.outgoing),
    )


def band_sentence(band: Band, giver: str, taker: str) -> str:
    """Return what a band says: from whom to whom, how much, in how many contracts."""
    contracts = sum(one.contracts for one in band.links)
    entered = sum(one.entered for one in band.links)
    said = tr("{giver} to {taker}: {amount}", giver=giver, taker=taker, amount=usd(band.value))
    return f"{said}\n{counts(contracts, entered)}"


def counts(contracts: int, entered: int) -> str:
    """Return how many contracts and entered links stand behind something."""
    said = [trn("{n} contract", "{n} contracts", contracts)] if contracts else []
    if entered:
        said.append(trn("{n} entered link", "{n} entered links", entered))
    return " · ".join(said)


def origins_text(origins: Iterable[Origin]) -> str:
    """Return where a link is known from."""
    return tr(", ").join(label(one) for one in Origin if one in frozenset(origins))


def party_place(party: Party, countries: dict[str, str]) -> str:
    """Return where somebody is: of the park, or the country."""
    if party.is_of_park:
        return tr("Of the park")
    return countries.get(party.country, party.country)


def totals_text(links: Iterable[Link]) -> str:
    """Return the sum of each stage that has links: they are never added to each other."""
    chain = Chain(tuple(links))
    said = []
    for stage in STAGES:
        count = sum(one.stage is stage for one in chain.links)
        if count:
            said.append(
                trn(
                    "{stage}: {amount} in {n} link",
                    "{stage}: {amount} in {n} links",
                    count,
                    stage=stage_title(stage),
                    amount=usd(chain.total(stage)),
                )
            )
    return "    ".join(said)


def left_out_text(left: LeftOut) -> str:
    """Return what is not in the picture; an empty text where nothing is missing."""
    said = []
    if left.without_rate:
        said.append(
            trn(
                "{n} amount waits for the rate of its month and is not drawn.",
                "{n} amounts wait for the rates of their months and are not drawn.",
                left.without_rate,
            )
        )
    if left.to_itself:
        said.append(
            trn(
                "{n} contract names the enterprise itself as its client and is not drawn.",
                "{n} contracts name the enterprise itself as their client and are not drawn.",
                left.to_itself,
            )
        )
    return " ".join(said)


def share_text(part: int, whole: int) -> str:
    """Return 12.3% of a whole."""
    return percent_text(permille(part, whole))
