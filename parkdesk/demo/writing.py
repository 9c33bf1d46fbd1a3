"""Putting the demonstration park into a database: a new park, its six people, and the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from parkdesk.demo import chain, clients, market_items, months, names, offers, plan, rows
from parkdesk.demo.bookings import book_rooms
from parkdesk.demo.brand_events import hold_events
from parkdesk.demo.certificate_writing import write_certificates
from parkdesk.demo.contacts import enter_contacts
from parkdesk.demo.contract_reports import execute_since, report_contracts
from parkdesk.demo.credit import weigh_providers
from parkdesk.demo.crowds import submit_at_once
from parkdesk.demo.duplicates import register_twice
from parkdesk.demo.fact_writing import write_facts
from parkdesk.demo.findings import attest_measures, begin_watching, tend_findings
from parkdesk.demo.ip_matters import follow_matters
from parkdesk.demo.ip_templates import offer_templates
from parkdesk.demo.issued import hand_out_expiries
from parkdesk.demo.item_claims import ask_for_items
from parkdesk.demo.journeys import Team, travel
from parkdesk.demo.levels import follow_the_city
from parkdesk.demo.notices import agree_on_rules
from parkdesk.demo.opportunities import post_opportunities
from parkdesk.demo.papers import enter_papers
from parkdesk.demo.payments import pay_and_verify
from parkdesk.demo.people import ADMINISTRATOR, PASSWORD, PEOPLE
from parkdesk.demo.platform_money import spend_on_platforms
from parkdesk.demo.programmes import draft_next_year
from parkdesk.demo.questions import answer_some
from parkdesk.demo.reminders import tend_reminders
from parkdesk.demo.requests import ask_platforms
from parkdesk.demo.size import NOW, TOLD_AT_LENGTH, Size
from parkdesk.demo.tenants import Tenant
from parkdesk.demo.titles import grant_titles
from parkdesk.demo.training import hold_classes
from parkdesk.desk import CreatedPark, Desk, NewPark, create_park
from parkdesk.domain.identity import Actor, Permission, SignInMode
from parkdesk.store.base import Record
from parkdesk.store.pinyin import spellings
from parkdesk.store.tables.chain import ChainLinkRecord
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
    ExchangeRateRecord,
)
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.tables.marketplace import ClientRecord, MarketItemRecord
from parkdesk.store.tables.period_returns import AskedReturnRecord, PeriodReturnRecord
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformServiceRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord, ServiceCodeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.vault import KeyStore
from parkdesk.store.work import Work
from parkdesk.usecases.identity import SaveAccount, create_account

Told = Callable[[int, int], None]
ACTION = "make_demonstration_park"


@dataclass(slots=True)
class _Numbers:
    """The ids given out so far, so that rows can refer to one another before they are written."""

    certification: Iterable[int] = field(default_factory=lambda: count(1))
    contract: Iterable[int] = field(default_factory=lambda: count(1))


def make_demo(
    place: str, size: Size, told: Told | None = None, keys: KeyStore | None = None
) -> CreatedPark:
    """Make the demonstration park at `place`; the desk returned is the administrator's.

    The same size gives the same data. Refuses a place with a park in it. `told` hears of the
    progress, in people and enterprises done and all there are.
    """
    created = create_park(
        place,
        NewPark(
            name=names.PARK,
            name_en=names.PARK_EN,
            sign_in_mode=SignInMode.PASSWORD,
            login=ADMINISTRATOR.login,
            person=ADMINISTRATOR.name,
            password=PASSWORD,
            is_demo=True,
            fixed_now=NOW,
        ),
        keys=keys,
    )
    try:
        _fill(created.desk, size, told)
    except BaseException:
        # Cancelled, or the disk is full: no half of a park stays behind.
        _take_back(created.desk)
        raise
    return created


def _fill(desk: Desk, size: Size, told: Told | None) -> None:
    everybody = plan.all_tenants(size)
    total = size.enterprises + max(size.trainees, 1)

    def say(done: int) -> None:
        if told is not None:
            told(min(done, total), total)

    team = _hire(desk)
    _write_register(desk, size, everybody, say)
    told_claims, more = plan.claims_of(size, everybody)
    # The summary of a crowd would be as long as the crowd.
    agree_on_rules(desk)
    told_whole = size.enterprises <= TOLD_AT_LENGTH
    if told_whole:
        attest_measures(team)
    travel(team, told_claims, freeze=told_whole)
    if told_whole:
        begin_watching(team)
    done = size.enterprises + sum(len(claim.rows) for claim in told_claims)
    say(done)
    pay_and_verify(team)
    ask_for_items(team)
    tend_reminders(team)
    grant_titles(team, everybody)
    enter_contacts(team, everybody)
    register_twice(team, everybody)
    enter_papers(team, everybody)
    ask_platforms(team, everybody)
    book_rooms(team, everybody)
    spend_on_platforms(team)
    post_opportunities(team, everybody)
    hold_events(team, everybody)
    follow_matters(team, everybody)
    offer_templates(team)
    hold_classes(team, everybody)
    draft_next_year(team)
    follow_the_city(team, size, everybody)
    answer_some(team)
    for claim in more:
        submit_at_once(team, claim)
        done += len(claim.rows)
        say(done)
    if told_whole:
        execute_since(team)
        tend_findings(team)
        hand_out_expiries(team)
        weigh_providers(team, everybody)
    say(total)


def _take_back(desk: Desk) -> None:
    desk.close()
    if not desk.location.embedded:
        return  # a server's administrator drops the database
    for suffix in ("", "-wal", "-shm"):
        database = desk.location.database
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _hire(desk: Desk) -> Team:
    """Give the others their accounts; each acts with every right while the park is made."""
    actors = {ADMINISTRATOR.login: desk.actor}
    with desk.work(read_only=False) as work:
        for person in PEOPLE[1:]:
            account = create_account(
                work, SaveAccount(person.login, person.name, person.role.value, PASSWORD)
            )
            permissions = frozenset(Permission)
            actors[person.login] = Actor(account.id, person.name, person.role.value, permissions)
    return Team(desk, actors)


def _write_register(
    desk: Desk, size: Size, everybody: list[Tenant], say: Callable[[int], None]
) -> None:
    rates = plan.rates(size)
    numbers = _Numbers()
    with desk.work(read_only=False) as work:
        work.action = ACTION
        work.insert_many(ExchangeRateRecord, [rows.rate(one) for one in rates])
        _insert(work, AskedReturnRecord, months.asked())
        _insert(work, PlatformOfferRecord, offers.entries())
        _insert(work, ClientRecord, clients.known())
        _insert(work, MarketItemRecord, market_items.learnt())
    for batch in plan.batches(size, everybody):
        with desk.work(read_only=False) as work:
            work.action = ACTION
            _write_batch(work, batch, rows.Rates(rates), numbers)
        say(batch.tenants[-1].number)
    with desk.work(read_only=False) as work:
        work.action = ACTION
        _write_chain(work, size, everybody, rows.Rates(rates), numbers)
    with desk.work(read_only=False) as work:
        work.action = ACTION
        report_contracts(work)


def _write_chain(
    work: Work, size: Size, everybody: list[Tenant], rates: rows.Rates, numbers: _Numbers
) -> None:
    ids = iter(numbers.contract)
    made = [(one, next(ids)) for one in chain.contracts(size.seed, everybody)]
    _insert(
        work,
        ContractRecord,
        (
            chain.contract_row(
                one,
                id_,
                spellings(everybody[one.contract.enterprise - 1].company.name).sort_key,
                rates,
            )
            for one, id_ in made
        ),
    )
    _insert(
        work,
        ContractExecutionRecord,
        (row for one, id_ in made for row in rows.executions(one.contract, id_, rates)),
    )
    _insert(work, ChainLinkRecord, chain.links(everybody, rates))
    known = work.session.execute(select(ServiceCodeRecord.code, ServiceCodeRecord.id))
    codes = {code: id_ for code, id_ in known}  # noqa: C416
    _insert(work, EnterpriseServiceRecord, chain.services(size.seed, everybody, codes))


def _write_batch(work: Work, batch: plan.Batch, rates: rows.Rates, numbers: _Numbers) -> None:
    enterprises = [rows.enterprise(one) for one in batch.tenants]
    holders = {row["id"]: row for row in enterprises}
    order = {row["id"]: row["sort_key"] for row in enterprises}
    _insert(work, EnterpriseRecord, enterprises)
    _insert(
        work, EnterpriseNameRecord, (r for one in batch.tenants for r in rows.former_names(one))
    )
    _insert(work, EnterpriseStatusRecord, (r for one in batch.tenants for r in rows.statuses(one)))
    write_facts(work, batch)
    write_certificates(work, batch.certificates, holders, numbers.certification)
    _write_contracts(work, batch, order, rates, numbers)
    _insert(work, QuarterReturnRecord, (rows.quarter_return(one) for one in batch.returns))
    _insert(work, PeriodReturnRecord, months.period_returns(batch.returns))
    _insert(
        work,
        PlatformServiceRecord,
        (
            rows.platform_service(one, order[one.enterprise], offers.named(one))
            for one in batch.services
        ),
    )


def _write_contracts(
    work: Work, batch: plan.Batch, order: dict[int, str], rates: rows.Rates, numbers: _Numbers
) -> None:
    ids = iter(numbers.contract)
    numbered = [(one, next(ids)) for one in batch.contracts]
    _insert(
        work,
        ContractRecord,
        (rows.contract(one, id_, order[one.enterprise], rates) for one, id_ in numbered),
    )
    _insert(
        work, ContractChangeRecord, (row for pair in numbered for row in rows.amendments(*pair))
    )
    _insert(
        work,
        ContractExecutionRecord,
        (row for pair in numbered for row in rows.executions(*pair, rates)),
    )


def _insert(work: Work, record: type[Record], made: Iterable[rows.Row]) -> None:
    work.insert_many(record, list(made))
