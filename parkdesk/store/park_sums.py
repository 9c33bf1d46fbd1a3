"""What the park's contracts come to day by day, asked once and kept up to date by the trail.

A million contracts with three million executions are read in one pass for the days that are asked
for. What comes out is small: a line for each day, market, service line and country. It stays in
memory, and after a save only the days of the contracts that the trail names are read again. A bulk
write names no rows: after it the days are read anew.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock, RLock
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Dialect, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, add_months
from parkdesk.domain.contracts import COUNTED, Market, ServiceLine
from parkdesk.domain.park_figures import DaySum
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.sums_touched import Touched, touched_since
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.trail import TrailRecord

_COUNTED = sorted(COUNTED)
_PERIODS = 4
"""Periods whose sums by enterprise are kept."""
_ONE_MONTH = 1
_Key = tuple[dt.date, str, str, str]


@dataclass(frozen=True, slots=True)
class EnterpriseSums:
    """What one enterprise signed and executed in a period, in US cents."""

    contracts: int = 0
    signed: int = 0
    executed: int = 0
    executed_offshore: int = 0


class _Known:
    """What is in memory of one database, as its trail stood at `last`."""

    def __init__(self) -> None:
        self.asking = RLock()
        self.last = 0
        self.months: dict[dt.date, tuple[DaySum, ...]] = {}
        self.whole: dict[dt.date, tuple[DaySum, ...]] = {}
        """The same months in one piece: what a period of whole months is put together from."""
        self.enterprises: dict[DateRange, dict[int, EnterpriseSums]] = {}

    def forget(self) -> None:
        """Drop everything: what changed is not known row by row."""
        self.months.clear()
        self.whole.clear()
        self.enterprises.clear()


_lock = Lock()
_known: WeakKeyDictionary[Dialect, _Known] = WeakKeyDictionary()


def day_sums(session: Session, period: DateRange) -> tuple[DaySum, ...]:
    """Return the sums of every day of a period, and of the rest of its months."""
    months = _months(period)
    known, last = _state(session)
    if known is not None:
        with known.asking:
            if _brought_up(session, known, last):
                _fetch(session, known, months)
                return tuple(one for month in months for one in known.months[month])
    return tuple(one for run in _runs(months) for one in _ask_days(session, run))


def period_sums(session: Session, period: DateRange) -> tuple[DaySum, ...]:
    """Return the sums of a period by market, service line and country; the day is its first."""
    if period.last < period.first:
        return ()
    known, last = _state(session)
    if known is not None:
        with known.asking:
            if _brought_up(session, known, last):
                _fetch(session, known, _months(period))
                return _in_one_piece(period.first, _pieces(known, period))
    return _in_one_piece(period.first, _ask_days(session, period))


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


def _state(session: Session) -> tuple[_Known | None, int]:
    """Return what is known for a reader's session; a writer's own changes are pending."""
    bind = session.get_bind()
    if not bind.get_execution_options().get("postgresql_readonly", False):
        return None, 0
    with _lock:
        known = _known.setdefault(bind.dialect, _Known())
    return known, session.scalar(select(func.max(TrailRecord.id))) or 0


def _brought_up(session: Session, known: _Known, last: int) -> bool:
    """Bring what is known to the entry that this reader sees; False: it sees an older state."""
    if last < known.last:
        return False
    if last > known.last and (known.months or known.enterprises):
        touched = touched_since(session, known.last, last)
        if touched is None:
            known.forget()
        elif touched.contracts:
            _read_again(session, known, touched)
    known.last = last
    return True


def _read_again(session: Session, known: _Known, touched: Touched) -> None:
    days = [day for day in touched.days if day.replace(day=1) in known.months]
    fresh: dict[dt.date, list[DaySum]] = defaultdict(list)
    if days:
        record, execution = ContractRecord, ContractExecutionRecord
        found = _days_where(session, record.counted_on.in_(days), execution.counted_on.in_(days))
        for one in found:
            fresh[one.day.replace(day=1)].append(one)
    stale = set(days)
    for month in {day.replace(day=1) for day in days}:
        kept = [one for one in known.months[month] if one.day not in stale]
        known.months[month] = (*kept, *fresh[month])
        known.whole[month] = _in_one_piece(month, known.months[month])
    for period, sums in known.enterprises.items():
        again = _ask_enterprises(session, period, touched.enterprises)
        # A new one: another reader may still be reading the old.
        others = {id_: one for id_, one in sums.items() if id_ not in touched.enterprises}
        known.enterprises[period] = others | again


def _fetch(session: Session, known: _Known, months: Sequence[dt.date]) -> None:
    for run in _runs([one for one in months if one not in known.months]):
        _keep(known, run, _ask_days(session, run))


def _pieces(known: _Known, period: DateRange) -> Iterator[DaySum]:
    """Yield what a period is put together from: whole months in one piece, others by day."""
    for month in _months(period):
        if _is_whole(month, period):
            yield from known.whole[month]
        else:
            yield from (one for one in known.months[month] if one.day in period)


def _keep(known: _Known, run: DateRange, found: Iterable[DaySum]) -> None:
    months: dict[dt.date, list[DaySum]] = {month: [] for month in _months(run)}
    for one in found:
        months[one.day.replace(day=1)].append(one)
    for month, sums in months.items():
        known.months[month] = tuple(sums)
        known.whole[month] = _in_one_piece(month, sums)


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


def _is_whole(month: dt.date, period: DateRange) -> bool:
    end = add_months(month, _ONE_MONTH) - dt.timedelta(days=1)
    return period.first <= month and end <= period.last


def _months(period: DateRange) -> list[dt.date]:
    month, months = period.first.replace(day=1), []
    while month <= period.last:
        months.append(month)
        month = add_months(month, _ONE_MONTH)
    return months


def _runs(months: Sequence[dt.date]) -> list[DateRange]:
    """Return months in order as periods without gaps: each is one question."""
    runs: list[DateRange] = []
    for month in months:
        end = add_months(month, _ONE_MONTH) - dt.timedelta(days=1)
        if runs and runs[-1].last + dt.timedelta(days=1) == month:
            runs[-1] = DateRange(runs[-1].first, end)
        else:
            runs.append(DateRange(month, end))
    return runs


def _ask_days(session: Session, run: DateRange) -> list[DaySum]:
    days = (run.first, run.last)
    return _days_where(
        session,
        ContractRecord.counted_on.between(*days),
        ContractExecutionRecord.counted_on.between(*days),
    )


def _days_where(
    session: Session, signed: ColumnElement[bool], executed: ColumnElement[bool]
) -> list[DaySum]:
    """Return the sums of the days that both conditions name: of contracts, and of executions."""
    record, execution = ContractRecord, ContractExecutionRecord
    by = (record.market, record.service_line, record.country_code)
    counted = record.state.in_(_COUNTED)
    sums: dict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for *key, contracts, cents in session.execute(
        select(record.counted_on, *by, func.count(), func.sum(record.amount_usd_cents))
        .where(signed, counted)
        .group_by(record.counted_on, *by)
    ):
        found = sums[tuple(key)]  # type: ignore[index]
        found[0], found[1] = contracts, int(cents)
    for *key, cents in session.execute(
        select(execution.counted_on, *by, func.sum(execution.amount_usd_cents))
        .join(record, record.id == execution.contract_id)
        .where(executed, counted)
        .group_by(execution.counted_on, *by)
    ):
        sums[tuple(key)][2] = int(cents)  # type: ignore[index]
    # What waits for a rate is nothing in dollars: these few are looked at by themselves.
    for *key, waiting in session.execute(
        select(record.counted_on, *by, func.count())
        .where(signed, counted, record.amount_usd_cents == 0, record.usd_rate == NOT_CONVERTED)
        .group_by(record.counted_on, *by)
    ):
        sums[tuple(key)][3] += waiting  # type: ignore[index]
    for *key, waiting in session.execute(
        select(execution.counted_on, *by, func.count())
        .join(record, record.id == execution.contract_id)
        .where(
            executed,
            counted,
            execution.amount_usd_cents == 0,
            execution.usd_rate == NOT_CONVERTED,
        )
        .group_by(execution.counted_on, *by)
    ):
        sums[tuple(key)][3] += waiting  # type: ignore[index]
    return [
        DaySum(day, Market(market), ServiceLine(line), country, *values)
        for (day, market, line, country), values in sums.items()
    ]


def _ask_enterprises(
    session: Session, period: DateRange, ids: Collection[int] | None = None
) -> dict[int, EnterpriseSums]:
    record, execution = ContractRecord, ContractExecutionRecord
    days = (period.first, period.last)
    only = [] if ids is None else [record.enterprise_id.in_(ids)]
    counted = record.state.in_(_COUNTED)
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for id_, contracts, cents in session.execute(
        select(record.enterprise_id, func.count(), func.sum(record.amount_usd_cents))
        .where(record.counted_on.between(*days), counted, *only)
        .group_by(record.enterprise_id)
    ):
        found = sums[id_]
        found[0], found[1] = contracts, int(cents)
    for id_, market, cents in session.execute(
        select(record.enterprise_id, record.market, func.sum(execution.amount_usd_cents))
        .select_from(execution)
        .join(record, record.id == execution.contract_id)
        .where(execution.counted_on.between(*days), counted, *only)
        .group_by(record.enterprise_id, record.market)
    ):
        found = sums[id_]
        found[2] += int(cents)
        if market == Market.OFFSHORE:
            found[3] += int(cents)
    return {id_: EnterpriseSums(*values) for id_, values in sums.items()}
