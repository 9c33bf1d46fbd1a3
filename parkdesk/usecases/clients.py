"""Clients (发包商) of the marketplace: the register, and the list that leaves the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.clients import (
    LOOKED_AT_EVERY,
    ConsentState,
    SaveClient,
    check_client,
    is_old,
)
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import WHOLE_LIST, Sort, Window
from parkdesk.store.clients import columns_of, form_of
from parkdesk.store.containing import containing
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    CountryRecord,
)
from parkdesk.store.tables.marketplace import ClientRecord, OpportunityRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "name": ClientRecord.name,
    "country": ClientRecord.country_code,
    "verified_on": ClientRecord.verified_key,
}
"""What the register can be ordered by."""


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients to list; what is left out does not narrow."""

    text: str = ""
    country: str = ""
    consent: ConsentState | None = None
    is_old: bool = False
    """Nobody has made sure of them for a year."""


@dataclass(frozen=True, slots=True)
class Dealings:
    """What enterprises of the park have contracted with a client of this name."""

    contracts: int
    enterprises: int
    signed_usd_cents: int
    executed_usd_cents: int
    last_signed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client as it stands today."""

    id: int
    version: int
    form: SaveClient
    country_zh: str
    country_en: str
    consent: ConsentState
    is_old: bool
    verified_by: str
    dealings: Dealings | None = None
    """What the contracts say; None in lists, and where the person may not read contracts."""

    @property
    def listed(self) -> SaveClient:
        """The client as lists on paper have it: with its country's name, not its code."""
        return replace(self.form, country_code=self.country_zh)


@query(Permission.PLATFORM_READ)
def list_clients(
    work: Work, criteria: ClientFilter, sort: Sort, offset: int, limit: int
) -> Window[ClientRow]:
    """Return the clients in view."""
    return fetch_window(
        work.session,
        ClientRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def client_detail(work: Work, client_id: int) -> ClientRow:
    """Return one client with its history in the register of contracts."""
    record = work.get(ClientRecord, client_id)
    may = work.actor.may(Permission.CONTRACT_READ)
    dealings = _dealings(work.session, record.name) if may else None
    return replace(_rows(work.session, [client_id], work.today)[client_id], dealings=dealings)


@query(Permission.PLATFORM_READ)
def clients_without_consent(work: Work, criteria: ClientFilter) -> tuple[str, ...]:
    """Return the names, of the list in view, that may not leave the office."""
    return tuple(one.form.name for one in _all(work, criteria) if not _may_leave(one))


@query(Permission.PLATFORM_READ)
def clients_to_publish(work: Work, criteria: ClientFilter, sort: Sort) -> tuple[SaveClient, ...]:
    """Return, of the list in view, the clients whose consent holds today."""
    return tuple(one.listed for one in _all(work, criteria, sort) if _may_leave(one))


@command(Permission.PLATFORM_EDIT)
def add_client(work: Work, form: SaveClient) -> int:
    """Add a client to the register; return its id."""
    return work.add(ClientRecord(**_checked(work, form, None))).id


@command(Permission.PLATFORM_EDIT)
def edit_client(work: Work, client_id: int, version: int, form: SaveClient) -> None:
    """Change what is said of a client."""
    record = work.get(ClientRecord, client_id, version=version)
    for name, value in _checked(work, form, record).items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def verify_client(work: Work, client_id: int, version: int) -> None:
    """Say that what the register says of a client is so today."""
    record = work.get(ClientRecord, client_id, version=version)
    record.verified_on = record.verified_key = work.today
    record.verified_by = work.actor.name


@command(Permission.PLATFORM_EDIT)
def delete_client(work: Work, client_id: int, version: int) -> None:
    """Take a client out of the register; the contracts keep its name, opportunities need it."""
    record = work.get(ClientRecord, client_id, version=version)
    asked = select(func.count()).where(OpportunityRecord.client_id == client_id)
    count = work.session.scalar(asked)
    if count:
        raise Refused("client-has-opportunities", name=record.name, count=count)
    work.session.delete(record)


def _checked(work: Work, form: SaveClient, record: ClientRecord | None) -> dict[str, Any]:
    """Return what a form stores; refused with every problem at its field."""
    countries = frozenset(work.session.scalars(select(CountryRecord.code)))
    problems = check_client(form.client, countries, work.today)
    if problems:
        raise InvalidInput(problems)
    same = work.session.scalar(
        select(ClientRecord.id).filter_by(
            name_key=name_key(form.name), country_code=form.country_code
        )
    )
    if same is not None and (record is None or same != record.id):
        raise InvalidInput({"name": "client-there-already"}, name=form.name.strip())
    return columns_of(work, form, record)


def _may_leave(row: ClientRow) -> bool:
    return row.consent is ConsentState.GIVEN


def _all(work: Work, criteria: ClientFilter, sort: Sort | None = None) -> tuple[ClientRow, ...]:
    sort = sort or Sort("name")
    return tuple(list_clients.function(work, criteria, sort, 0, WHOLE_LIST).rows)


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, ClientRow]:
    found = session.execute(
        select(ClientRecord, CountryRecord.name_zh, CountryRecord.name_en)
        .join(CountryRecord, CountryRecord.code == ClientRecord.country_code)
        .where(ClientRecord.id.in_(ids))
    )
    return {
        record.id: ClientRow(
            record.id,
            record.version,
            form := form_of(record),
            name_zh,
            name_en,
            form.client.consent.state(day),
            is_old(record.verified_on, day),
            record.verified_by,
        )
        for record, name_zh, name_en in found
    }


def _dealings(session: Session, name: str) -> Dealings:
    record = ContractRecord
    where = (record.client == name, record.state.in_(sorted(COUNTED)))
    contracts, enterprises, signed, last = session.execute(
        select(
            func.count(record.id),
            func.count(record.enterprise_id.distinct()),
            func.coalesce(func.sum(record.amount_usd_cents), 0),
            func.max(record.signed_on),
        ).where(*where)
    ).one()
    executed = session.scalar(
        select(func.coalesce(func.sum(ContractExecutionRecord.amount_usd_cents), 0))
        .join(record, record.id == ContractExecutionRecord.contract_id)
        .where(*where)
    )
    return Dealings(contracts, enterprises, int(signed), int(executed or 0), last)


def _where(criteria: ClientFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = ClientRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(
            or_(
                table.name_key.contains(name_key(text), autoescape=True),
                containing(table.field, text),
                containing(table.needs, text),
            )
        )
    if criteria.country:
        where.append(table.country_code == criteria.country)
    if criteria.consent is not None:
        where.append(_consents(criteria.consent, day))
    if criteria.is_old:
        where.append(table.verified_key < day - dt.timedelta(days=LOOKED_AT_EVERY))
    return where


def _consents(state: ConsentState, day: dt.date) -> ColumnElement[bool]:
    table = ClientRecord
    until = func.coalesce(table.consent_until, dt.date.max)
    if state is ConsentState.NONE:
        return or_(table.consent_on.is_(None), table.consent_on > day)
    return (table.consent_on <= day) & (
        until < day if state is ConsentState.ENDED else until >= day
    )
