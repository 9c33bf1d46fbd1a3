"""Reading the industry chain: the links of a year, and the contracts behind them.

A link whose giver and taker the register of contracts tells is made from it anew at every look;
only what no contract tells is stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select, tuple_

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.chain import (
    Chain,
    LeftOut,
    Link,
    Measure,
    Origin,
    Party,
    Place,
    Root,
    links_of_contract,
    merged,
)
from parkdesk.domain.contracts import MAINLAND, ContractState, Country, ServiceLine
from parkdesk.domain.identity import Permission
from parkdesk.store.chain_sources import Parties, all_names_of, parties_of, sums_of_contracts
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.tables.chain import ChainLinkRecord
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    CountryRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

MOST_BEHIND = 200
"""So many contracts behind a link are listed; the register has them all."""
_MOST_ROOTS = 200


@dataclass(frozen=True, slots=True)
class ChainFilter:
    """Which links to show."""

    measure: Measure = Measure.EXECUTED
    year: int | None = None
    """A calendar year; None is all of them."""
    line: ServiceLine | None = None
    country: str | None = None
    """Of whoever gives the work."""
    enterprise_id: int | None = None
    """Only links that this enterprise is a part of."""
    on: dt.date | None = None
    """The day as at which to read: what was signed or executed, and links begun, by then."""

    @property
    def days(self) -> DateRange | None:
        """The days that count: those of the year, up to the day as at which it is read.

        Of a year that begins after that day none counts: the range then ends before it begins.
        """
        if self.year is None and self.on is None:
            return None
        first = dt.date.min if self.year is None else dt.date(self.year, 1, 1)
        last = dt.date.max if self.year is None else dt.date(self.year, 12, 31)
        return DateRange(first, last if self.on is None else min(last, self.on))


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A contract behind a link; the amount is what it adds to the link, in US cents."""

    id: int
    number: str
    client: str
    enterprise: str
    signed_on: dt.date
    service_line: ServiceLine
    amount_usd_cents: int


@dataclass(frozen=True, slots=True)
class EnterpriseChain:
    """An enterprise's place in the chain: whom it works for, and who works for it."""

    year: int | None
    from_others: tuple[Link, ...]
    to_others: tuple[Link, ...]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class ChainChoices:
    """What the filters offer."""

    years: tuple[int, ...]
    """The newest first."""
    countries: tuple[Country, ...]


@query(Permission.CONTRACT_READ)
def chain_picture(work: Work, criteria: ChainFilter) -> Chain:
    """Return the links of the chain, the largest first."""
    return _chain(work, criteria)


@query(Permission.CONTRACT_READ)
def chain_of_enterprise(work: Work, enterprise_id: int, criteria: ChainFilter) -> EnterpriseChain:
    """Return an enterprise's links both ways."""
    chain = _chain(work, replace(criteria, enterprise_id=enterprise_id))
    return EnterpriseChain(
        criteria.year,
        tuple(one for one in chain.links if one.taker.enterprise_id == enterprise_id),
        tuple(one for one in chain.links if one.giver.enterprise_id == enterprise_id),
        chain.left_out,
    )


@query(Permission.CONTRACT_READ)
def chain_choices(work: Work) -> ChainChoices:
    """Return the years with contracts or links, and the countries that give work."""
    days: list[dt.date] = []
    for column in (
        ContractRecord.signed_on,
        ContractExecutionRecord.executed_on,
        ChainLinkRecord.from_on,
    ):
        for bound in (func.min(column), func.max(column)):
            day = work.session.scalar(select(bound))
            if day is not None:
                days.append(day)
    years = range(min(days).year, max(days).year + 1) if days else range(0)
    giving = select(ContractRecord.country_code).union(
        select(ChainLinkRecord.giver_country).where(ChainLinkRecord.giver_country.is_not(None))
    )
    found = work.session.scalars(
        select(CountryRecord).where(CountryRecord.code.in_(giving)).order_by(CountryRecord.id)
    )
    countries = tuple(Country(one.code, one.name_zh, one.name_en) for one in found)
    return ChainChoices(tuple(reversed(years)), countries)


@query(Permission.CONTRACT_READ)
def contracts_behind(
    work: Work, criteria: ChainFilter, roots: tuple[Root, ...]
) -> tuple[BehindRow, ...]:
    """Return the contracts that make a link, with what each adds to it; the largest first."""
    columns = (
        ContractRecord.enterprise_id,
        ContractRecord.client,
        ContractRecord.country_code,
        ContractRecord.final_customer,
    )
    signed = criteria.measure is Measure.SIGNED
    amount = (
        ContractRecord.amount_usd_cents
        if signed
        else func.sum(ContractExecutionRecord.amount_usd_cents)
    )
    wanted = (
        select(ContractRecord, EnterpriseRecord.name, amount.label("usd"))
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .where(
            tuple_(*columns).in_(roots[:_MOST_ROOTS]),
            ContractRecord.state != ContractState.DRAFT.value,
        )
    )
    day = ContractRecord.signed_on if signed else ContractExecutionRecord.executed_on
    if not signed:
        wanted = wanted.join(
            ContractExecutionRecord, ContractExecutionRecord.contract_id == ContractRecord.id
        ).group_by(ContractRecord.id, EnterpriseRecord.name)
    if criteria.days is not None:
        wanted = wanted.where(day.between(criteria.days.first, criteria.days.last))
    if criteria.line is not None:
        wanted = wanted.where(ContractRecord.service_line == criteria.line.value)
    wanted = wanted.order_by(amount.desc(), ContractRecord.id).limit(MOST_BEHIND)
    found = work.session.execute(wanted).all()
    present = {record.enterprise_id: name for record, name, _usd in found}
    names = names_then(work.session, present, criteria.on)
    return tuple(
        BehindRow(
            record.id,
            record.number,
            record.client,
            names[record.enterprise_id],
            record.signed_on,
            ServiceLine(record.service_line),
            int(usd),
        )
        for record, _name, usd in found
    )


def _chain(work: Work, criteria: ChainFilter) -> Chain:
    own = criteria.enterprise_id
    of = None if own is None else (own, all_names_of(work.session, own))
    sums = sums_of_contracts(work.session, criteria.measure, criteria.days, criteria.line, of)
    typed = _entered(work, criteria)
    ids = [one.root[0] for one in sums]
    names = [name for one in sums for name in (one.root[1], one.root[3]) if name]
    ids += [id_ for one in typed for id_ in (one.giver_id, one.taker_id) if id_ is not None]
    parties = parties_of(work.session, ids, names, criteria.on)
    links: list[Link] = []
    without_rate = to_itself = 0
    for one in sums:
        without_rate += one.without_rate
        found = _derived(parties, one.root, one.amount_usd_cents, one.contracts)
        to_itself += 0 if found else one.contracts
        links += found
    for record in typed:
        if record.usd_rate == NOT_CONVERTED:
            without_rate += 1
        links.append(_link_of(parties, record))
    kept = merged(one for one in _wanted(links, criteria) if one.amount_usd_cents)
    return Chain(kept, LeftOut(without_rate, to_itself), work.now)


def _derived(parties: Parties, root: Root, amount: int, contracts: int) -> tuple[Link, ...]:
    enterprise_id, client, country, final = root
    return links_of_contract(
        parties.enterprise(enterprise_id),
        parties.named(client, country),
        # Of a final customer the register knows no country: it is taken to be the client's.
        parties.named(final, country) if final.strip() else None,
        amount,
        contracts,
        root,
    )


def _entered(work: Work, criteria: ChainFilter) -> list[ChainLinkRecord]:
    wanted = select(ChainLinkRecord).filter_by(measure=criteria.measure.value)
    if criteria.days is not None:
        wanted = wanted.where(
            ChainLinkRecord.from_on.between(criteria.days.first, criteria.days.last)
        )
    if criteria.line is not None:
        wanted = wanted.filter_by(service_line=criteria.line.value)
    if criteria.enterprise_id is not None:
        id_ = criteria.enterprise_id
        wanted = wanted.where(or_(ChainLinkRecord.giver_id == id_, ChainLinkRecord.taker_id == id_))
    return list(work.session.scalars(wanted))


def _link_of(parties: Parties, record: ChainLinkRecord) -> Link:
    """Return a stored link with its parties."""
    return Link(
        _party(parties, record.giver_id, record.giver_name, record.giver_country),
        _party(parties, record.taker_id, record.taker_name, record.taker_country),
        Place(record.giver_place),
        record.amount_usd_cents,
        0,
        1,
        frozenset({Origin.ENTERED}),
    )


def _party(parties: Parties, id_: int | None, name: str, country: str | None) -> Party:
    return Party(name, country or MAINLAND) if id_ is None else parties.enterprise(id_)


def _wanted(links: Iterable[Link], criteria: ChainFilter) -> Iterable[Link]:
    for one in links:
        if criteria.country is not None and one.giver.country != criteria.country:
            continue
        ids = {one.giver.enterprise_id, one.taker.enterprise_id}
        if criteria.enterprise_id is None or criteria.enterprise_id in ids:
            yield one
