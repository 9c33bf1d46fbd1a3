"""What the park's contracts come to over a period: by day, and by enterprise.

The sums of days lie beside the rows (`contract_days.py`), so a reader asks them like a short list.
Those by enterprise do, too, a quarter at a time (`contract_quarters.py`); as they are as many as
there are enterprises at work, those of a period stay in a reader's memory, and after a save only
the enterprises that the trail names are read again. A bulk write names no rows: after it they are
read anew. A writer's own changes are pending, so a writer reads the rows themselves.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from threading import Lock, RLock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Row, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import COUNTED, Market, ServiceLine
from parkdesk.domain.park_figures import DaySum
from parkdesk.store.contract_days import from_rows
from parkdesk.store.contract_quarters import (
    EnterpriseSums,
    kept_sums,
    sums_of_rows,
    together,
)
from parkdesk.store.sums_touched import Touched, touched_since
from parkdesk.store.tables.contract_days import ContractDayRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.trail import TrailRecord

_COUNTED = sorted(COUNTED)
_PERIODS = 4
"""Periods whose sums by enterprise are kept."""
_BY = (ContractDayRecord.market, ContractDayRecord.service_line, ContractDayRecord.country_code)
_SUMS = (
    ContractDayRecord.contracts,
    ContractDayRecord.signed_usd_cents,
    ContractDayRecord.executed_usd_cents,
    ContractDayRecord.waiting,
)


class _Known:
    """What is in memory of one database, as its trail stood at `last`."""

    def __init__(self) -> None:
        self.asking = RLock()
        self.last = 0
        self.enterprises: dict[DateRange, dict[int, EnterpriseSums]] = {}

    def forget(self) -> None:
        """Drop everything: what changed is not known row by row."""
        self.enterprises.clear()


_lock = Lock()
_known: WeakKeyDictionary[Dialect, _Known] = WeakKeyDictionary()


def day_sums(session: Session, period: DateRange) -> tuple[DaySum, ...]:
    """Return the sums of every day of a period that has any."""
    kept = ContractDayRecord
    days = (period.first, period.last)
    if _reads_only(session):
        found = session.execute(
            select(kept.day, *_BY, *_SUMS).where(kept.day.between(*days)).order_by(kept.id)
        )
    else:
        found = session.execute(
            from_rows(
                ContractRecord.counted_on.between(*days),
                ContractExecutionRecord.counted_on.between(*days),
            )
        )
    return tuple(map(_day_sum, found))


def period_sums(session: Session, period: DateRange) -> tuple[DaySum, ...]:
    """Return the sums of a period by market, service line and country; the day is its first."""
    kept = ContractDayRecord
    if not _reads_only(session):
        return _in_one_piece(period.first, day_sums(session, period))
    found = session.execute(
        select(literal(period.first), *_BY, *map(func.sum, _SUMS))
        .where(kept.day.between(period.first, period.last))
        .group_by(*_BY)
    )
    return tuple(map(_day_sum, found))


def enterprise_sums(session: Session, period: DateRange) -> Mapping[int, EnterpriseSums]:
    """Return what each enterprise signed and executed in a period; those with nothing are left."""
    known, last = _state(session)
    if known is None:
        return _ask_enterprises(session, period)
    with known.asking:
        if not _brought_up(session, known, last):
            return _ask_enterprises(session, period)
        found = known.enterprises.pop(period, None)
        if found is None:
            found = _ask_enterprises(session, period)
        # The one asked last stands last; the first one goes.
        known.enterprises[period] = found
        while len(known.enterprises) > _PERIODS:
            known.enterprises.pop(next(iter(known.enterprises)))
        return found


def first_day(session: Session) -> dt.date | None:
    """Return the first day that any contract counts on; None where there is none."""
    return session.scalar(
        select(func.min(ContractRecord.counted_on)).where(ContractRecord.state.in_(_COUNTED))
    )


def _reads_only(session: Session) -> bool:
    """Whether it is a reader's session; a writer's own changes are pending."""
    bind = session.get_bind()
    return bool(bind.get_execution_options().get("postgresql_readonly", False))


def _state(session: Session) -> tuple[_Known | None, int]:
    """Return what is known for a reader's session."""
    if not _reads_only(session):
        return None, 0
    with _lock:
        known = _known.setdefault(session.get_bind().dialect, _Known())
    return known, session.scalar(select(func.max(TrailRecord.id))) or 0


def _brought_up(session: Session, known: _Known, last: int) -> bool:
    """Bring what is known to the entry that this reader sees; False: it sees an older state."""
    if last < known.last:
        return False
    if last > known.last and known.enterprises:
        touched = touched_since(session, known.last, last)
        if touched is None:
            known.forget()
        elif touched.enterprises:
            _read_again(session, known, touched)
    known.last = last
    return True


def _read_again(session: Session, known: _Known, touched: Touched) -> None:
    for period, sums in known.enterprises.items():
        again = _ask_enterprises(session, period, touched.enterprises)
        # A new one: another reader may still be reading the old.
        others = {id_: one for id_, one in sums.items() if id_ not in touched.enterprises}
        known.enterprises[period] = others | again


def _in_one_piece(first: dt.date, days: Iterable[DaySum]) -> tuple[DaySum, ...]:
    """Return the sums of days as one, by market, service line and country."""
    sums: dict[tuple[Market, ServiceLine, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in days:
        found = sums[one.market, one.line, one.country]
        found[0] += one.contracts
        found[1] += one.signed
        found[2] += one.executed
        found[3] += one.waiting
    return tuple(DaySum(first, *kind, *values) for kind, values in sums.items())


def _day_sum(row: Row[*tuple[Any, ...]]) -> DaySum:
    day, market, line, country, *sums = row
    return DaySum(day, Market(market), ServiceLine(line), country, *map(int, sums))


def _ask_enterprises(
    session: Session, period: DateRange, ids: Collection[int] | None = None
) -> dict[int, EnterpriseSums]:
    """Return the sums: for a reader whole quarters as they are kept, the rest from the rows."""
    if not _reads_only(session):
        return sums_of_rows(session, period, ids)
    whole, rest = [], []
    for part in _by_quarter(period):
        quarter = Quarter.of(part.first)
        if _counts_besides(session, quarter, part):
            rest.append(part)
        else:
            whole.append(quarter)
    kept = kept_sums(session, whole, ids)
    return together([kept, *(sums_of_rows(session, one, ids) for one in rest)])


def _by_quarter(period: DateRange) -> Iterator[DateRange]:
    """Yield the part of each quarter that lies in a period."""
    quarter = Quarter.of(period.first)
    while quarter.first <= period.last:
        yield DateRange(max(quarter.first, period.first), min(quarter.last, period.last))
        quarter = quarter.shifted(1)


def _counts_besides(session: Session, quarter: Quarter, part: DateRange) -> bool:
    """Return whether anything counts on a day of the quarter that is not in the part.

    A quarter that has not ended mostly has nothing after today: it is taken whole.
    """
    day = ContractDayRecord.day
    before = and_(day >= quarter.first, day < part.first)
    after = and_(day > part.last, day <= quarter.last)
    return (
        session.scalar(select(ContractDayRecord.id).where(or_(before, after)).limit(1)) is not None
    )
