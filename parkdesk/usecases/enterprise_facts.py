"""What is known of an enterprise by days: reading it, adding to it, correcting it, removing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import or_, select

from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AnyFact,
    CapitalFact,
    FactKind,
    FactOrigin,
    FormerNameFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
    check_address,
    check_capital,
    check_former_name,
    check_number,
    check_people,
    check_premises,
    check_status,
    fact_on,
)
from parkdesk.domain.enterprise_status import StatusChange, status_on
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identifiers import bare
from parkdesk.domain.identity import Permission
from parkdesk.store.enterprise_fact_rows import FACT_TABLES, kind_of
from parkdesk.store.enterprise_steps import follow_facts, require_consistent
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

FactT = TypeVar("FactT", bound=AnyFact)
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FactRow:
    """A line of the tab of facts."""

    id: int
    version: int
    kind: FactKind
    fact: AnyFact
    origin: FactOrigin
    holds: bool
    """It is the one that holds on the day in view, or one of several premises that do."""


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """Everything dated of one enterprise, by kind, the newest first."""

    enterprise_id: int
    version: int
    name: str
    status: tuple[FactRow, ...]
    people: tuple[FactRow, ...]
    capital: tuple[FactRow, ...]
    premises: tuple[FactRow, ...]
    addresses: tuple[FactRow, ...]
    former_names: tuple[FactRow, ...]
    numbers: tuple[FactRow, ...]


@query(Permission.ENTERPRISE_READ)
def enterprise_facts(work: Work, enterprise_id: int, on: dt.date | None = None) -> EnterpriseFacts:
    """Return an enterprise's dated facts; as at a past day only those that had begun by then."""
    record = work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    rows = {kind: _rows(work, kind, enterprise_id, day, on) for kind in FactKind}
    return EnterpriseFacts(
        enterprise_id,
        record.version,
        record.name,
        rows[FactKind.STATUS],
        rows[FactKind.PEOPLE],
        rows[FactKind.CAPITAL],
        rows[FactKind.PREMISES],
        rows[FactKind.ADDRESS],
        rows[FactKind.FORMER_NAME],
        rows[FactKind.NUMBER],
    )


@command(Permission.ENTERPRISE_EDIT)
def add_fact(
    work: Work,
    enterprise_id: int,
    fact: AnyFact,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> int:
    """Write down a dated fact and return its id; the record follows where it is the newest.

    A second fact of a kind on one day, and a status that contradicts another, are refused.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    kind = kind_of(fact)
    _require(work, record, fact, None, confirmed)
    table = FACT_TABLES[kind]
    row = work.add(table.record(enterprise_id=enterprise_id, **table.columns(fact)))
    follow_facts(work, record, kind)
    return int(row.id)


@command(Permission.ENTERPRISE_EDIT)
def correct_fact(
    work: Work,
    fact_id: int,
    version: int,
    fact: AnyFact,
    reason: str,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Correct a dated fact; the reason goes into the trail with what it was."""
    kind = kind_of(fact)
    table = FACT_TABLES[kind]
    row: Any = work.get(table.record, fact_id, version=version)
    record = work.get(EnterpriseRecord, row.enterprise_id)
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    _require(work, record, fact, fact_id, confirmed)
    work.reason = reason.strip()
    for column, value in table.columns(fact).items():
        if getattr(row, column) != value:
            setattr(row, column, value)
    follow_facts(work, record, kind)


@command(Permission.ENTERPRISE_EDIT)
def remove_fact(work: Work, kind: FactKind, fact_id: int, version: int, reason: str) -> None:
    """Take back a dated fact that never was so; the reason goes into the trail with what it was."""
    row: Any = work.get(FACT_TABLES[kind].record, fact_id, version=version)
    record = work.get(EnterpriseRecord, row.enterprise_id)
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    if kind is FactKind.STATUS:
        _require_another_status(work, record, fact_id)
        require_consistent(work, record.id, None, "reason", without=fact_id)
    work.reason = reason.strip()
    work.session.delete(row)
    follow_facts(work, record, kind)


def _rows(
    work: Work, kind: FactKind, enterprise_id: int, day: dt.date, on: dt.date | None
) -> tuple[FactRow, ...]:
    table = FACT_TABLES[kind]
    found = work.session.scalars(
        select(table.record).where(table.record.enterprise_id == enterprise_id)
    ).all()
    pairs = [(row, table.fact(row)) for row in found]
    if on is not None:
        pairs = [(row, fact) for row, fact in pairs if _begun(fact, on)]
    holding = _holding([fact for _row, fact in pairs], day)
    pairs.sort(key=lambda pair: (_day_of(pair[1]), pair[0].id), reverse=True)
    return tuple(
        FactRow(
            row.id,
            row.version,
            kind,
            fact,
            FactOrigin(getattr(row, "origin", FactOrigin.ENTERED.value)),
            any(fact is one for one in holding),
        )
        for row, fact in pairs
    )


def _day_of(fact: AnyFact) -> dt.date:
    day = fact.until_on if isinstance(fact, FormerNameFact | NumberFact) else fact.from_on
    return day or dt.date.max


def _begun(fact: AnyFact, on: dt.date) -> bool:
    if isinstance(fact, NumberFact):
        return True
    if isinstance(fact, FormerNameFact):
        return fact.until_on is not None and fact.until_on < on
    return fact.from_on is not None and fact.from_on <= on


def _holding(facts: list[Any], day: dt.date) -> list[Any]:
    """Return the facts that hold on a day: one of a kind, of each kind of address, many rooms."""
    if not facts or isinstance(facts[0], FormerNameFact | NumberFact):
        return []
    if isinstance(facts[0], PremisesFact):
        return [one for one in facts if one.holds_on(day)]
    if isinstance(facts[0], AddressFact):
        kinds = {one.kind for one in facts}
        several = [fact_on([one for one in facts if one.kind is kind], day) for kind in kinds]
        return [one for one in several if one is not None]
    if isinstance(facts[0], StatusFact):
        now = status_on((StatusChange(one.from_on, one.status) for one in facts), day)
        begun = [one for one in facts if one.status is now and one.from_on <= day]
        return [max(begun, key=lambda one: one.from_on)] if begun else []
    one = fact_on(facts, day)
    return [one] if one is not None else []


def _require(
    work: Work,
    record: EnterpriseRecord,
    fact: AnyFact,
    fact_id: int | None,
    confirmed: frozenset[str],
) -> None:
    if isinstance(fact, NumberFact):
        _require_number(work, record, fact, fact_id, confirmed)
        return
    problems = _problems(work, record, fact, fact_id)
    if problems:
        raise InvalidInput(problems)
    if isinstance(fact, StatusFact):
        assert fact.from_on is not None
        assert fact.status is not None
        change = StatusChange(fact.from_on, fact.status)
        require_consistent(work, record.id, change, "from_on", without=fact_id)
    elif not isinstance(fact, PremisesFact | FormerNameFact):
        _require_free_day(work, record.id, fact, fact_id)


def _problems(
    work: Work, record: EnterpriseRecord, fact: AnyFact, fact_id: int | None
) -> dict[str, str]:
    if isinstance(fact, StatusFact):
        return check_status(fact, work.today, record.founded_on)
    if isinstance(fact, FormerNameFact):
        return check_former_name(fact, _other_names(work, record.id, fact_id), work.today)
    return _CHECKS[type(fact)](fact, work.today)


_CHECKS: Mapping[type[Any], Callable[[Any, dt.date], dict[str, str]]] = {
    PeopleFact: check_people,
    CapitalFact: check_capital,
    PremisesFact: check_premises,
    AddressFact: check_address,
}


def _other_names(
    work: Work, enterprise_id: int, fact_id: int | None
) -> list[tuple[dt.date | None, dt.date]]:
    table = EnterpriseNameRecord
    found = work.session.execute(
        select(table.from_on, table.until_on).where(
            table.enterprise_id == enterprise_id, table.id != (fact_id or 0)
        )
    )
    return [(first, last) for first, last in found]


def _require_free_day(work: Work, enterprise_id: int, fact: Any, fact_id: int | None) -> None:  # noqa: ANN401 (three kinds alike)
    table: Any = FACT_TABLES[kind_of(fact)].record
    where = [table.enterprise_id == enterprise_id, table.from_on == fact.from_on]
    if isinstance(fact, AddressFact) and fact.kind is not None:
        where.append(table.kind == fact.kind.value)
    if fact_id is not None:
        where.append(table.id != fact_id)
    if work.session.scalar(select(table.id).where(*where).limit(1)) is not None:
        raise InvalidInput({"from_on": "fact-day-taken"})


def _require_another_status(work: Work, record: EnterpriseRecord, fact_id: int) -> None:
    table = FACT_TABLES[FactKind.STATUS].record
    other = select(table.id).where(table.enterprise_id == record.id, table.id != fact_id)
    if work.session.scalar(other.limit(1)) is None:
        raise Refused("last-status", enterprise=record.name)


def _require_number(
    work: Work,
    record: EnterpriseRecord,
    fact: NumberFact,
    fact_id: int | None,
    confirmed: frozenset[str],
) -> None:
    problems, warnings = check_number(fact, work.today)
    code = bare(fact.code)
    table, numbers = EnterpriseRecord, EnterpriseIdentifierRecord
    own = {record.code, record.org_code, record.registration_no}
    again = select(numbers.id).where(
        numbers.enterprise_id == record.id, numbers.code == code, numbers.id != (fact_id or 0)
    )
    if code and (code in own or work.session.scalar(again.limit(1)) is not None):
        problems.setdefault("code", "number-known-already")
    other = work.session.scalar(select(table.name).where(table.code == code, table.id != record.id))
    if other is not None:
        problems.setdefault("code", "code-taken")
    if problems:
        raise InvalidInput(problems, enterprise=other or record.name)
    for doubt in warnings.values():
        if doubt not in confirmed:
            raise NeedsConfirmation(doubt)
    holder = work.session.execute(
        select(table.name)
        .outerjoin(numbers, numbers.enterprise_id == table.id)
        .where(
            table.id != record.id,
            or_(table.org_code == code, table.registration_no == code, numbers.code == code),
        )
        .limit(1)
    ).scalar()
    if holder is not None and "number-of-another" not in confirmed:
        raise NeedsConfirmation("number-of-another", enterprise=holder, number=code)
