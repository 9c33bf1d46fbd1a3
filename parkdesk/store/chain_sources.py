"""What the chain is read from: contracts added up by who gave them, and links a person entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.chain import Measure, Party, Root
from parkdesk.domain.contracts import MAINLAND, ContractState, ServiceLine
from parkdesk.domain.enterprises import name_key
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord

_CHUNK = 400
_Amounts = Select[int, str, str, str, int, int]
"""A contract: enterprise, client, country, final customer, US cents, amounts without a rate."""
_BRACKETS = str.maketrans("（）", "()")
_WIDE_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Sum:
    """Contracts alike, added up; the amount in US cents, and how many amounts have no rate."""

    root: Root
    contracts: int
    amount_usd_cents: int
    without_rate: int


def sums_of_contracts(
    session: Session,
    measure: Measure,
    days: DateRange | None,
    line: ServiceLine | None,
    of: tuple[int, Sequence[str]] | None = None,
) -> tuple[Sum, ...]:
    """Return what was signed or executed in the days, by enterprise, client and final customer.

    `of` is an enterprise and its names: only contracts that it took or gave.
    """
    amounts = _signed(days) if measure is Measure.SIGNED else _executed(days)
    if of is not None:
        id_, names = of
        spelled = [one for name in names for one in spellings_of(name)]
        amounts = amounts.where(
            or_(ContractRecord.enterprise_id == id_, ContractRecord.client.in_(spelled))
        )
    inner = _narrowed(amounts, line).subquery()
    root = (inner.c.enterprise_id, inner.c.client, inner.c.country_code, inner.c.final_customer)
    found = session.execute(
        select(
            *root,
            func.count(),
            func.sum(inner.c.usd),
            func.sum(inner.c.waits),
        ).group_by(*root)
    )
    return tuple(
        Sum((row[0], row[1], row[2], row[3]), int(row[4]), int(row[5]), int(row[6]))
        for row in found
    )


def _signed(days: DateRange | None) -> _Amounts:
    query = select(
        ContractRecord.enterprise_id,
        ContractRecord.client,
        ContractRecord.country_code,
        ContractRecord.final_customer,
        ContractRecord.amount_usd_cents.label("usd"),
        case((ContractRecord.usd_rate == NOT_CONVERTED, 1), else_=0).label("waits"),
    ).where(_counts())
    if days is None:
        return query
    return query.where(ContractRecord.signed_on.between(days.first, days.last))


def _executed(days: DateRange | None) -> _Amounts:
    # Added up by contract first: the names are then carried once a contract, not once a payment.
    waits = case((ContractExecutionRecord.usd_rate == NOT_CONVERTED, 1), else_=0)
    parts = select(
        ContractExecutionRecord.contract_id,
        func.sum(ContractExecutionRecord.amount_usd_cents).label("usd"),
        func.sum(waits).label("waits"),
    ).group_by(ContractExecutionRecord.contract_id)
    if days is not None:
        parts = parts.where(ContractExecutionRecord.executed_on.between(days.first, days.last))
    whole = parts.subquery()
    return (
        select(
            ContractRecord.enterprise_id,
            ContractRecord.client,
            ContractRecord.country_code,
            ContractRecord.final_customer,
            whole.c.usd.label("usd"),
            whole.c.waits.label("waits"),
        )
        .join(whole, whole.c.contract_id == ContractRecord.id)
        .where(_counts())
    )


def _counts() -> ColumnElement[bool]:
    return ContractRecord.state != ContractState.DRAFT.value


def _narrowed(query: _Amounts, line: ServiceLine | None) -> _Amounts:
    return query if line is None else query.where(ContractRecord.service_line == line.value)


def spellings_of(name: str) -> tuple[str, ...]:
    """Return a name with its brackets as typed, half-width and full-width."""
    plain = name.strip()
    return tuple(
        dict.fromkeys((plain, plain.translate(_BRACKETS), plain.translate(_WIDE_BRACKETS)))
    )


def enterprises_named(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Return the enterprises that go or went by these names: the name's key to the id.

    A name that belongs to one enterprise now is that one's, whoever had it before.
    """
    wanted = sorted({one for name in names for one in spellings_of(name) if one})
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        former = select(EnterpriseNameRecord.name, EnterpriseNameRecord.enterprise_id).where(
            EnterpriseNameRecord.name.in_(chunk)
        )
        for name, id_ in session.execute(former.order_by(EnterpriseNameRecord.id)):
            found.setdefault(name_key(name), id_)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        now = select(EnterpriseRecord.name, EnterpriseRecord.id).where(
            EnterpriseRecord.name.in_(chunk)
        )
        for name, id_ in session.execute(now):
            found[name_key(name)] = id_
    return found


def names_of(session: Session, ids: Iterable[int], on: dt.date | None = None) -> dict[int, str]:
    """Return the names of enterprises by id, today's or those of a day."""
    wanted = sorted(set(ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(EnterpriseRecord.id, EnterpriseRecord.name).where(
            EnterpriseRecord.id.in_(wanted[start : start + _CHUNK])
        )
        found.update((id_, name) for id_, name in session.execute(query))
    return names_then(session, found, on)


def all_names_of(session: Session, enterprise_id: int) -> tuple[str, ...]:
    """Return the names that an enterprise goes or went by, the present one first."""
    former = select(EnterpriseNameRecord.name).filter_by(enterprise_id=enterprise_id)
    own = names_of(session, [enterprise_id]).values()
    return (*own, *session.scalars(former))


@dataclass(frozen=True, slots=True)
class Parties:
    """Turns ids and names into parties: a client that is of the park becomes that enterprise."""

    by_id: Mapping[int, str]
    by_name: Mapping[str, int]

    def enterprise(self, id_: int) -> Party:
        """Return an enterprise of the park."""
        return Party(self.by_id.get(id_, ""), MAINLAND, id_)

    def named(self, name: str, country: str) -> Party:
        """Return whoever goes by this name."""
        id_ = self.by_name.get(name_key(name))
        return Party(name.strip(), country) if id_ is None else self.enterprise(id_)


def parties_of(
    session: Session, ids: Sequence[int], names: Sequence[str], on: dt.date | None = None
) -> Parties:
    """Return the parties for these ids and names, called as on the day."""
    by_name = enterprises_named(session, names)
    return Parties(names_of(session, [*ids, *by_name.values()], on), by_name)
