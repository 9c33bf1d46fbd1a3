"""Events of the public brand platform in lists, one with who took part, and what a year brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.brand_events import EventKind, EventState, SaveEvent
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.brand_events import form_of, state_is, state_of
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.brand import (
    BrandEventRecord,
    EventContractRecord,
    EventParticipantRecord,
)
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord, CountryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platform_money import PlatformOutlayRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.opportunity_lists import ContractToName

SORTS: SortKeys = {
    "first_on": BrandEventRecord.first_on,
    "title": BrandEventRecord.title,
    "number": BrandEventRecord.number,
}
"""What the list can be ordered by."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to list; what is left out does not narrow."""

    text: str = ""
    kind: EventKind | None = None
    state: EventState | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An enterprise that takes part, with what it found."""

    id: int
    version: int
    enterprise_id: int
    enterprise: str
    people: int | None
    leads: int
    interest: str
    is_in_log: bool


@dataclass(frozen=True, slots=True)
class EventContract:
    """A contract that came of an event; sums in US cents."""

    contract_id: int
    number: str
    enterprise_id: int
    enterprise: str
    signed_on: dt.date
    amount_usd_cents: int
    executed_usd_cents: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as it stands today."""

    id: int
    version: int
    number: str
    form: SaveEvent
    state: EventState
    firms: int
    leads: int
    contracts: int
    country_zh: str
    country_en: str
    cancelled_on: dt.date | None
    reason: str
    paid_cents: int = 0
    """What of its cost is entered in the platforms' money."""
    participants: tuple[Participant, ...] = ()
    """In lists none."""
    signed: tuple[EventContract, ...] = ()
    """None in lists, and where the person may not read contracts."""

    @property
    def until_on(self) -> dt.date:
        """The last day, which may be the first."""
        assert self.form.until_on is not None, "a stored event has its last day"
        return self.form.until_on


@dataclass(frozen=True, slots=True)
class EventYield:
    """What the events of a period brought; costs in cents of yuan, contracts in US cents."""

    events: int
    firms: int
    leads: int
    own_cents: int
    grant_cents: int
    contracts: int
    signed_usd_cents: int
    executed_usd_cents: int


@query(Permission.PLATFORM_READ)
def list_events(
    work: Work, criteria: EventFilter, sort: Sort, offset: int, limit: int
) -> Window[EventRow]:
    """Return the events in view."""
    return fetch_window(
        work.session,
        BrandEventRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def event_detail(work: Work, event_id: int) -> EventRow:
    """Return one event with who took part and the contracts that came of it."""
    work.get(BrandEventRecord, event_id)
    may_read = work.actor.may(Permission.CONTRACT_READ)
    return replace(
        _rows(work.session, [event_id], work.today)[event_id],
        participants=_participants(work.session, event_id),
        signed=_contracts(work.session, event_id) if may_read else (),
    )


@query(Permission.CONTRACT_READ)
def contracts_of_participants(work: Work, event_id: int) -> tuple[ContractToName, ...]:
    """Return the contracts that may have come of an event, the newest first.

    Those of its participants, signed since it began, of no other event.
    """
    record = work.get(BrandEventRecord, event_id)
    contract, participant = ContractRecord, EventParticipantRecord
    firms = select(participant.enterprise_id).filter_by(event_id=event_id)
    found = work.session.execute(
        select(contract, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == contract.enterprise_id)
        .where(
            contract.enterprise_id.in_(firms),
            contract.signed_on >= record.first_on,
            contract.state != ContractState.DRAFT.value,
            contract.id.not_in(select(EventContractRecord.contract_id)),
        )
        .order_by(contract.signed_on.desc(), contract.id.desc())
    )
    return tuple(
        ContractToName(one.id, one.number, name, one.client, one.signed_on, one.amount_usd_cents)
        for one, name in found
    )


@query(Permission.PLATFORM_READ)
def event_yield(work: Work, first: dt.date, last: dt.date) -> EventYield:
    """Return what the events that began from `first` to `last` brought up to today.

    One that was called off counts only with what it cost.
    """
    table, participant = BrandEventRecord, EventParticipantRecord
    began = table.first_on.between(first, last)
    stands = (began, table.cancelled_on.is_(None), table.first_on <= work.today)
    own, grant = work.session.execute(
        select(
            func.coalesce(func.sum(table.own_cents), 0),
            func.coalesce(func.sum(table.grant_cents), 0),
        ).where(began)
    ).one()
    events = work.session.scalar(select(func.count(table.id)).where(*stands)) or 0
    firms, leads = work.session.execute(
        select(
            func.count(participant.enterprise_id.distinct()),
            func.coalesce(func.sum(participant.leads), 0),
        )
        .join(table, table.id == participant.event_id)
        .where(*stands)
    ).one()
    return EventYield(
        events, firms, int(leads), int(own), int(grant), *_money(work.session, stands)
    )


def _money(session: Session, stands: Sequence[ColumnElement[bool]]) -> tuple[int, int, int]:
    table, link = BrandEventRecord, EventContractRecord
    contract, execution = ContractRecord, ContractExecutionRecord
    count, signed = session.execute(
        select(func.count(link.id), func.coalesce(func.sum(contract.amount_usd_cents), 0))
        .join(table, table.id == link.event_id)
        .join(contract, contract.id == link.contract_id)
        .where(*stands)
    ).one()
    executed = session.scalar(
        select(func.coalesce(func.sum(execution.amount_usd_cents), 0))
        .join(link, link.contract_id == execution.contract_id)
        .join(table, table.id == link.event_id)
        .where(*stands)
    )
    return count, int(signed), int(executed or 0)


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, EventRow]:
    table, participant, link = BrandEventRecord, EventParticipantRecord, EventContractRecord
    of_event = participant.event_id == table.id
    firms = select(func.count(participant.id)).where(of_event).scalar_subquery()
    leads = select(func.coalesce(func.sum(participant.leads), 0)).where(of_event).scalar_subquery()
    signed = select(func.count(link.id)).where(link.event_id == table.id).scalar_subquery()
    country, outlay = CountryRecord, PlatformOutlayRecord
    spent = select(func.coalesce(func.sum(outlay.price_cents), 0))
    paid = spent.where(outlay.event_id == table.id).scalar_subquery()
    found = session.execute(
        select(
            table,
            firms,
            leads,
            signed,
            paid,
            func.coalesce(country.name_zh, ""),
            func.coalesce(country.name_en, ""),
        )
        .outerjoin(country, country.code == table.country_code)
        .where(table.id.in_(ids))
    )
    return {
        one.id: EventRow(
            one.id,
            one.version,
            one.number,
            form_of(one),
            state_of(one, day),
            count,
            int(shown),
            contracts,
            zh,
            en,
            one.cancelled_on,
            one.reason,
            int(cents),
        )
        for one, count, shown, contracts, cents, zh, en in found
    }


def _participants(session: Session, event_id: int) -> tuple[Participant, ...]:
    table = EventParticipantRecord
    found = session.execute(
        select(table, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .where(table.event_id == event_id)
        .order_by(EnterpriseRecord.sort_key, table.id)
    )
    return tuple(
        Participant(
            one.id,
            one.version,
            one.enterprise_id,
            name,
            one.people,
            one.leads,
            one.interest,
            one.service_id is not None,
        )
        for one, name in found
    )


def _contracts(session: Session, event_id: int) -> tuple[EventContract, ...]:
    contract, execution, link = ContractRecord, ContractExecutionRecord, EventContractRecord
    executed = select(func.coalesce(func.sum(execution.amount_usd_cents), 0)).where(
        execution.contract_id == contract.id
    )
    found = session.execute(
        select(contract, EnterpriseRecord.name, executed.scalar_subquery())
        .join(link, link.contract_id == contract.id)
        .join(EnterpriseRecord, EnterpriseRecord.id == contract.enterprise_id)
        .where(link.event_id == event_id)
        .order_by(contract.signed_on, contract.id)
    )
    return tuple(
        EventContract(
            one.id,
            one.number,
            one.enterprise_id,
            name,
            one.signed_on,
            one.amount_usd_cents,
            int(paid),
        )
        for one, name, paid in found
    )


def _where(criteria: EventFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = BrandEventRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        columns = (table.title, table.number, table.venue, table.organiser)
        where.append(or_(*(one.contains(text, autoescape=True) for one in columns)))
    if criteria.kind is not None:
        where.append(table.kind == criteria.kind.value)
    if criteria.state is not None:
        where.append(state_is(criteria.state, day))
    return where
