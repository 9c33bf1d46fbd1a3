"""Sums of contracts by enterprise and quarter: kept beside the rows, as those of days are.

Who is how large is asked of a quarter or a year: a hundred thousand lines a quarter here, where
the rows are a million contracts with three million executions. As with the days nothing is
counted up or down: what a unit of work touched is read again from the rows before it commits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, delete, func, insert, literal, select, union_all
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import COUNTED
from parkdesk.store.executed import executed_by_enterprise
from parkdesk.store.sums_touched import chunks
from parkdesk.store.tables.contract_days import ContractQuarterRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

_COUNTED = sorted(COUNTED)
_SUMS = ("contracts", "signed_usd_cents", "executed_usd_cents", "offshore_usd_cents")
_MOST = 2_000
"""Enterprises that are read again one by one; of more the whole quarter is, which is quicker."""


class EnterpriseSums(NamedTuple):
    """What one enterprise signed and executed in a period, in US cents."""

    contracts: int = 0
    signed: int = 0
    executed: int = 0
    executed_offshore: int = 0


def kept_sums(
    session: Session, quarters: Collection[Quarter], enterprises: Collection[int] | None = None
) -> dict[int, EnterpriseSums]:
    """Return what is kept of some quarters together, of some enterprises or of all."""
    if not quarters:
        return {}
    kept = ContractQuarterRecord
    found = select(kept.enterprise_id, *(func.sum(getattr(kept, name)) for name in _SUMS))
    found = found.where(kept.first_on.in_([one.first for one in quarters]))
    if enterprises is not None:
        found = found.where(kept.enterprise_id.in_(enterprises))
    if len(quarters) == 1:
        # One line each: nothing is to be added up.
        found = found.with_only_columns(
            kept.enterprise_id, *(getattr(kept, name) for name in _SUMS)
        )
    else:
        found = found.group_by(kept.enterprise_id)
    # Past the session, which would carry every line through a loader of objects.
    return _sums(session.connection().execute(found).all())


def sums_of_rows(
    session: Session, period: DateRange, enterprises: Collection[int] | None = None
) -> dict[int, EnterpriseSums]:
    """Return what the rows of a period come to."""
    return _sums(session.execute(_from_rows(period, enterprises)))


def remake(session: Session, quarters: Iterable[Quarter], enterprises: Collection[int]) -> None:
    """Read the sums of some enterprises again, in the quarters that were touched."""
    for quarter in sorted(set(quarters), key=lambda one: one.first):
        if len(enterprises) > _MOST:
            _write(session, quarter, None)
        else:
            for chunk in chunks(enterprises):
                _write(session, quarter, chunk)


def remake_all(session: Session) -> None:
    """Read all sums again: for rows that were written past the program."""
    session.connection().execute(delete(ContractQuarterRecord.__table__))  # type: ignore[arg-type]
    for quarter in _all_quarters(session):
        _write(session, quarter, None)


def difference(session: Session) -> dt.date | None:
    """Return the first day of the first quarter whose kept sums are not those of its rows."""
    for quarter in _all_quarters(session):
        if kept_sums(session, [quarter]) != sums_of_rows(session, quarter.days):
            return quarter.first
    return None


def _all_quarters(session: Session) -> list[Quarter]:
    """Return the quarters from the first to the last that anything counts or is kept in."""
    columns = (
        ContractRecord.counted_on,
        ContractExecutionRecord.counted_on,
        ContractQuarterRecord.first_on,
    )
    ends = [session.execute(select(func.min(one), func.max(one))).one() for one in columns]
    days = [day for pair in ends for day in pair if day is not None]
    if not days:
        return []
    found = [Quarter.of(min(days))]
    while found[-1].last < max(days):
        found.append(found[-1].shifted(1))
    return found


def _write(session: Session, quarter: Quarter, enterprises: Collection[int] | None) -> None:
    kept = ContractQuarterRecord
    gone = delete(kept.__table__).where(kept.first_on == quarter.first)  # type: ignore[arg-type]
    if enterprises is not None:
        gone = gone.where(kept.enterprise_id.in_(enterprises))
    session.connection().execute(gone)
    rows = _from_rows(quarter.days, enterprises).subquery()
    found = select(literal(quarter.first, Date), *rows.c)
    columns = ["first_on", "enterprise_id", *_SUMS]
    session.connection().execute(insert(kept).from_select(columns, found))


def _from_rows(period: DateRange, enterprises: Collection[int] | None) -> Select[*tuple[Any, ...]]:
    """Return a line for each enterprise with anything in a period: the definition of a sum."""
    record = ContractRecord
    days = (period.first, period.last)
    zero = literal(0)
    signed = (
        select(
            record.enterprise_id,
            func.count().label("contracts"),
            func.sum(record.amount_usd_cents).label("signed"),
            zero.label("executed"),
            zero.label("offshore"),
        )
        .where(record.counted_on.between(*days), record.state.in_(_COUNTED))
        .group_by(record.enterprise_id)
    )
    if enterprises is not None:
        signed = signed.where(record.enterprise_id.in_(enterprises))
    executed = executed_by_enterprise(*days, enterprises).subquery()
    owner, cents, offshore = executed.c
    parts = union_all(signed, select(owner, zero, zero, cents, offshore)).subquery()
    owner, *sums = parts.c
    return select(owner, *map(func.sum, sums)).group_by(owner)


def _sums(rows: Iterable[Any]) -> dict[int, EnterpriseSums]:
    # A server's sums are decimals. One by one, not by a loop over four: there are many.
    return {
        id_: EnterpriseSums(int(contracts), int(signed), int(executed), int(offshore))
        for id_, contracts, signed, executed, offshore in rows
    }


def together(
    parts: Iterable[Mapping[int, EnterpriseSums]],
) -> dict[int, EnterpriseSums]:
    """Return the sums of several parts of a period as one."""
    found: dict[int, EnterpriseSums] = {}
    for part in parts:
        if not found:
            found = dict(part)
            continue
        for id_, one in part.items():
            before = found.get(id_)
            found[id_] = (
                one
                if before is None
                else EnterpriseSums(*(a + b for a, b in zip(before, one, strict=True)))
            )
    return found
