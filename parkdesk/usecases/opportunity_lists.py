"""Opportunities (商机) in lists, one with those recommended, and what the marketplace brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ContractState
from parkdesk.domain.identity import Permission
from parkdesk.domain.opportunities import (
    OPEN_STATES,
    CandidateState,
    OpportunityState,
    SaveOpportunity,
    is_past,
)
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.opportunities import days_of, form_of, is_executed, state_is
from parkdesk.store.tables.certifications import CertificationTypeRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.marketplace import (
    ClientRecord,
    OpportunityCandidateRecord,
    OpportunityRecord,
)
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "answer_by": OpportunityRecord.answer_key,
    "posted_on": OpportunityRecord.posted_on,
    "title": OpportunityRecord.title,
    "number": OpportunityRecord.number,
}
"""What the list can be ordered by."""


@dataclass(frozen=True, slots=True)
class OpportunityFilter:
    """Which opportunities to list; what is left out does not narrow."""

    text: str = ""
    state: OpportunityState | None = None
    is_open: bool = False
    is_past: bool = False
    """Open, and its last day for offers is over."""


@dataclass(frozen=True, slots=True)
class SignedContract:
    """The contract that came of an opportunity; sums in US cents."""

    id: int
    number: str
    enterprise: str
    signed_on: dt.date
    amount_usd_cents: int
    executed_usd_cents: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enterprise that was recommended, as it stands today."""

    id: int
    version: int
    enterprise_id: int
    enterprise: str
    state: CandidateState
    recommended_on: dt.date
    recommended_by: str
    basis: str
    talks_on: dt.date | None
    dropped_on: dt.date | None
    drop_reason: str


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity as it stands today; words of what it does not name are empty."""

    id: int
    version: int
    number: str
    form: SaveOpportunity
    state: OpportunityState
    is_past: bool
    recommended: int
    """How many enterprises are recommended and have not dropped out."""
    closed_on: dt.date | None
    reason: str
    client: str
    service_code: str
    service_zh: str
    service_en: str
    certificate_zh: str
    certificate_en: str
    candidates: tuple[Candidate, ...] = ()
    """In lists none."""
    contract: SignedContract | None = None
    """None in lists, and where the person may not read contracts."""


@dataclass(frozen=True, slots=True)
class ContractToName:
    """A contract that may have come of an opportunity."""

    id: int
    number: str
    enterprise: str
    client: str
    signed_on: dt.date
    amount_usd_cents: int


@dataclass(frozen=True, slots=True)
class ClientToName:
    """A client as the form offers it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class KindToAsk:
    """A kind of certificate as the form offers it."""

    code: str
    name_zh: str
    name_en: str
    top_level: int


@dataclass(frozen=True, slots=True)
class MarketYield:
    """What the opportunities posted in a period brought; sums in US cents."""

    posted: int
    signed: int
    signed_usd_cents: int
    executed_usd_cents: int


@query(Permission.PLATFORM_READ)
def list_opportunities(
    work: Work, criteria: OpportunityFilter, sort: Sort, offset: int, limit: int
) -> Window[OpportunityRow]:
    """Return the opportunities in view."""
    return fetch_window(
        work.session,
        OpportunityRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def opportunity_detail(work: Work, opportunity_id: int) -> OpportunityRow:
    """Return one opportunity with those recommended and the contract that came of it."""
    record = work.get(OpportunityRecord, opportunity_id)
    contract = _contract(work.session, record.contract_id)
    signed_by = work.session.scalar(
        select(ContractRecord.enterprise_id).filter_by(id=record.contract_id)
    )
    return replace(
        _rows(work.session, [opportunity_id], work.today)[opportunity_id],
        candidates=_candidates(work.session, opportunity_id, signed_by),
        contract=contract if work.actor.may(Permission.CONTRACT_READ) else None,
    )


@query(Permission.CONTRACT_READ)
def contracts_to_name(work: Work, opportunity_id: int) -> tuple[ContractToName, ...]:
    """Return the contracts that may have come of an opportunity, the newest first.

    Those of the enterprises recommended, signed since it was posted, of no other opportunity.
    """
    record = work.get(OpportunityRecord, opportunity_id)
    contract, candidate = ContractRecord, OpportunityCandidateRecord
    live = select(candidate.enterprise_id).where(
        candidate.opportunity_id == opportunity_id, candidate.dropped_on.is_(None)
    )
    taken = select(OpportunityRecord.contract_id).where(OpportunityRecord.contract_id.is_not(None))
    found = work.session.execute(
        select(contract, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == contract.enterprise_id)
        .where(
            contract.enterprise_id.in_(live),
            contract.signed_on >= record.posted_on,
            contract.state != ContractState.DRAFT.value,
            contract.id.not_in(taken),
        )
        .order_by(contract.signed_on.desc(), contract.id.desc())
    )
    return tuple(
        ContractToName(one.id, one.number, name, one.client, one.signed_on, one.amount_usd_cents)
        for one, name in found
    )


@query(Permission.PLATFORM_READ)
def clients_to_name(work: Work) -> tuple[ClientToName, ...]:
    """Return the register of clients as the form offers it."""
    table = ClientRecord
    found = work.session.execute(select(table.id, table.name).order_by(table.name, table.id))
    return tuple(ClientToName(*one) for one in found)


@query(Permission.PLATFORM_READ)
def kinds_to_ask(work: Work) -> tuple[KindToAsk, ...]:
    """Return the kinds of certificate that may be asked for: those not retired."""
    table = CertificationTypeRecord
    found = work.session.execute(
        select(table.code, table.name_zh, table.name_en, table.top_level)
        .where(or_(table.retired_on.is_(None), table.retired_on > work.today))
        .order_by(table.id)
    )
    return tuple(KindToAsk(*one) for one in found)


@query(Permission.PLATFORM_READ)
def market_yield(work: Work, first: dt.date, last: dt.date) -> MarketYield:
    """Return what the opportunities posted from `first` to `last` brought up to today."""
    table, contract, execution = OpportunityRecord, ContractRecord, ContractExecutionRecord
    where = table.posted_on.between(first, last)
    posted, signed, amount = work.session.execute(
        select(
            func.count(table.id),
            func.count(table.contract_id),
            func.coalesce(func.sum(contract.amount_usd_cents), 0),
        )
        .outerjoin(contract, contract.id == table.contract_id)
        .where(where)
    ).one()
    executed = work.session.scalar(
        select(func.coalesce(func.sum(execution.amount_usd_cents), 0))
        .join(table, table.contract_id == execution.contract_id)
        .where(where)
    )
    return MarketYield(posted, signed, int(amount), int(executed or 0))


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, OpportunityRow]:
    table, client, code, kind = (
        OpportunityRecord,
        ClientRecord,
        ServiceCodeRecord,
        CertificationTypeRecord,
    )
    candidate = OpportunityCandidateRecord
    live = (
        select(func.count(candidate.id))
        .where(candidate.opportunity_id == table.id, candidate.dropped_on.is_(None))
        .scalar_subquery()
    )
    words = (client.name, code.code, code.name, code.name_en, kind.name_zh, kind.name_en)
    found = session.execute(
        select(
            table,
            case((is_executed(), 1), else_=0),
            live,
            *(func.coalesce(word, "") for word in words),
        )
        .outerjoin(client, client.id == table.client_id)
        .outerjoin(code, code.id == table.service_code_id)
        .outerjoin(kind, kind.code == table.certification_type)
        .where(table.id.in_(ids))
    )
    return {
        one.id: OpportunityRow(
            one.id,
            one.version,
            one.number,
            form_of(one),
            state := _state(one, executed=bool(executed)),
            state in OPEN_STATES and is_past(one.answer_by, day),
            count,
            one.closed_on,
            one.reason,
            *said,
        )
        for one, executed, count, *said in found
    }


def _state(record: OpportunityRecord, *, executed: bool) -> OpportunityState:
    if executed and record.contract_id is not None:
        return OpportunityState.EXECUTED
    return OpportunityState(record.state)


def _candidates(
    session: Session, opportunity_id: int, signed_by: int | None
) -> tuple[Candidate, ...]:
    table = OpportunityCandidateRecord
    found = session.execute(
        select(table, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .where(table.opportunity_id == opportunity_id)
        .order_by(table.dropped_on.is_not(None), table.recommended_on, table.id)
    )
    return tuple(
        Candidate(
            one.id,
            one.version,
            one.enterprise_id,
            name,
            days_of(one).state(signed=one.enterprise_id == signed_by),
            one.recommended_on,
            one.recommended_by,
            one.basis,
            one.talks_on,
            one.dropped_on,
            one.drop_reason,
        )
        for one, name in found
    )


def _contract(session: Session, contract_id: int | None) -> SignedContract | None:
    contract, execution = ContractRecord, ContractExecutionRecord
    executed = select(func.coalesce(func.sum(execution.amount_usd_cents), 0)).where(
        execution.contract_id == contract.id
    )
    found = session.execute(
        select(contract, EnterpriseRecord.name, executed.scalar_subquery())
        .join(EnterpriseRecord, EnterpriseRecord.id == contract.enterprise_id)
        .where(contract.id == contract_id)
    ).one_or_none()
    if found is None:
        return None
    one, name, paid = found
    return SignedContract(one.id, one.number, name, one.signed_on, one.amount_usd_cents, int(paid))


def _where(criteria: OpportunityFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = OpportunityRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        named = select(ClientRecord.id).where(ClientRecord.name.contains(text, autoescape=True))
        where.append(
            or_(
                *(
                    column.contains(text, autoescape=True)
                    for column in (table.title, table.number, table.needs, table.field)
                ),
                table.client_id.in_(named),
            )
        )
    if criteria.state is not None:
        where.append(state_is(criteria.state))
    if criteria.is_open or criteria.is_past:
        where.append(table.state.in_([one.value for one in OPEN_STATES]))
    if criteria.is_past:
        where.append(table.answer_key < day)
    return where
