"""Sums of contracts by day: kept beside the rows by every unit of work that moves them.

A million contracts with three million executions are some sixty rows a day here, so a quarter is
read in milliseconds, by whoever asks first and on every machine. What is kept is never counted up
or down: the days that a unit of work touched are read again from the contracts before it commits,
so that a sum cannot drift from its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.contracts import COUNTED
from parkdesk.store.base import Record
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.executed import waiting_by
from parkdesk.store.sums_touched import SAYS_HOW_MUCH, SAYS_WHERE, chunks
from parkdesk.store.tables.contract_days import ContractDayRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

_COUNTED = sorted(COUNTED)
_KEY = ("day", "market", "service_line", "country_code")
_SUMS = ("contracts", "signed_usd_cents", "executed_usd_cents", "waiting")
_OWN_DAY: Mapping[type[Record], str] = {
    ContractRecord: "signed_on",
    ContractExecutionRecord: "executed_on",
}
"""The tables that are summed, with the day that counts where none is given."""


@dataclass(slots=True)
class MovedDays:
    """Days and enterprises that the bulk writes of a unit of work touched: the trail names none.

    What is written row by row is told by what the trail has gathered.
    """

    days: set[dt.date] = field(default_factory=set)
    enterprises: set[int] = field(default_factory=set)
    contracts: set[int] = field(default_factory=set)
    """Contracts of new executions: whose they are is asked at the end."""

    def inserted(self, record: type[Record], columns: Mapping[str, Sequence[Any]]) -> None:
        """Know the days of new rows, and whose they are."""
        own_day = _OWN_DAY.get(record)
        if own_day is None:
            return
        self.days.update(columns.get("counted_on", columns[own_day]))
        if record is ContractRecord:
            self.enterprises.update(columns["enterprise_id"])
        else:
            self.contracts.update(columns["contract_id"])

    def standing(
        self, session: Session, record: type[Record], ids: Iterable[int], columns: Iterable[str]
    ) -> None:
        """Know the days of rows as they stand, and whose: before a write, and after it."""
        if record not in _OWN_DAY:
            return
        moved = set(columns)
        if moved & (SAYS_WHERE | SAYS_HOW_MUCH | {"contract_id"}):
            whole = record is ContractRecord and bool(moved & SAYS_WHERE)
            rows = tuple(ids)
            self.days.update(_days_of(session, record, rows, whole=whole))
            self.enterprises.update(_owners_of(session, record, rows))


def is_summed(record: type[Record]) -> bool:
    """Whether sums are kept of a table."""
    return record in _OWN_DAY


def remake(session: Session, days: Collection[dt.date]) -> None:
    """Read the sums of days again, from the contracts and executions that count on them."""
    kept = ContractDayRecord
    for chunk in chunks(days):
        session.connection().execute(delete(kept.__table__).where(kept.day.in_(chunk)))  # type: ignore[arg-type]
        _write(
            session,
            ContractRecord.counted_on.in_(chunk),
            ContractExecutionRecord.counted_on.in_(chunk),
        )


def remake_all(session: Session) -> None:
    """Read all sums again: for rows that were written past the program."""
    session.connection().execute(delete(ContractDayRecord.__table__))  # type: ignore[arg-type]
    _write(session, true(), true())


def from_rows(
    signed: ColumnElement[bool], executed: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Return what contracts and executions of the days that both conditions name come to.

    A line for each day, market, service line and country: the definition of what is kept.
    """
    parts = union_all(
        _signed(signed), _executed(executed), _waiting_executions(executed)
    ).subquery()
    sums = [func.sum(parts.c[name]).label(name) for name in _SUMS]
    key = [parts.c[name] for name in _KEY]
    return select(*key, *sums).group_by(*key)


def difference(session: Session) -> dt.date | None:
    """Return the first day whose kept sums are not those of its rows; None where all are."""
    kept = ContractDayRecord.__table__.c
    columns = [kept[name] for name in (*_KEY, *_SUMS)]
    stored = {tuple(row) for row in session.execute(select(*columns))}
    real = {
        (*row[: len(_KEY)], *(int(value) for value in row[len(_KEY) :]))
        for row in session.execute(from_rows(true(), true()))
    }
    return min((row[0] for row in stored ^ real), default=None)


def _write(session: Session, signed: ColumnElement[bool], executed: ColumnElement[bool]) -> None:
    session.connection().execute(
        insert(ContractDayRecord).from_select([*_KEY, *_SUMS], from_rows(signed, executed))
    )


def _signed(days: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    record = ContractRecord
    return _of_days(
        record.counted_on,
        {
            "contracts": func.count(),
            "signed_usd_cents": func.sum(record.amount_usd_cents),
            "waiting": _waiting(record.usd_rate),
        },
    ).where(days)


def _executed(days: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    record, execution = ContractRecord, ContractExecutionRecord
    sums = {"executed_usd_cents": func.sum(execution.amount_usd_cents)}
    return (
        _of_days(execution.counted_on, sums)
        .select_from(execution)
        .join(record, record.id == execution.contract_id)
        .where(days)
    )


def _waiting_executions(days: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    key = _key(ContractExecutionRecord.counted_on)
    found = waiting_by(key, days).subquery()
    zero = literal(0)
    return select(*list(found.c)[: len(key)], zero, zero, zero, list(found.c)[-1])


def _of_days(
    day: InstrumentedAttribute[dt.date], sums: Mapping[str, ColumnElement[int]]
) -> Select[*tuple[Any, ...]]:
    record = ContractRecord
    key = _key(day)
    named = [column.label(name) for column, name in zip(key, _KEY, strict=True)]
    values = [sums.get(name, literal(0)).label(name) for name in _SUMS]
    return select(*named, *values).where(record.state.in_(_COUNTED)).group_by(*key)


def _key(day: InstrumentedAttribute[dt.date]) -> tuple[InstrumentedAttribute[Any], ...]:
    record = ContractRecord
    return (day, record.market, record.service_line, record.country_code)


def _waiting(rate: InstrumentedAttribute[str]) -> ColumnElement[int]:
    return func.sum(case((rate == NOT_CONVERTED, 1), else_=0))


def _days_of(
    session: Session, record: type[Record], ids: Iterable[int], *, whole: bool
) -> Iterator[dt.date]:
    """Yield the days of rows; of contracts that stand elsewhere, those of their executions too."""
    table = record.__table__.c
    for chunk in chunks(ids):
        yield from session.scalars(select(table.counted_on).where(table.id.in_(chunk)).distinct())
        if whole:
            execution = ContractExecutionRecord
            of_chunk = select(execution.counted_on).where(execution.contract_id.in_(chunk))
            yield from session.scalars(of_chunk.distinct())


def _owners_of(session: Session, record: type[Record], ids: Iterable[int]) -> Iterator[int]:
    """Yield the enterprises of contracts, or of the contracts of executions."""
    owner = select(ContractRecord.enterprise_id).distinct()
    for chunk in chunks(ids):
        if record is ContractRecord:
            found = owner.where(ContractRecord.id.in_(chunk))
        else:
            execution = ContractExecutionRecord
            found = owner.join(execution, execution.contract_id == ContractRecord.id).where(
                execution.id.in_(chunk)
            )
        yield from session.scalars(found)
