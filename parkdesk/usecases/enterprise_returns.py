"""The returns of one enterprise as at a day: handed in, late, missing, of every kind of period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprise_sheets import ReturnLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period, PeriodKind, kind_of, parse_period, period_of
from parkdesk.domain.statistics import ReturnState, fill_state
from parkdesk.store.period_returns import ReturnRow, asked_returns
from parkdesk.store.quarters import due_rule, expected_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.period_returns import PeriodReturnRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_KINDS = tuple(PeriodKind)


@query(Permission.STATISTICS_READ)
def returns_handed_in(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[ReturnLine, ...]:
    """Return a line for each quarter that is over by the day or has a return, the newest first.

    The oldest is the first quarter of which the park keeps any return: what was before it was
    handed in elsewhere, and nobody here can say that it is missing.
    """
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    records = {
        Quarter.parse(one.quarter): one
        for one in work.session.scalars(
            select(QuarterReturnRecord).where(QuarterReturnRecord.enterprise_id == enterprise_id)
        )
    }
    return _lines(
        work, enterprise_id, _quarters(work, enterprise, records, day), records.values(), day
    )


@query(Permission.STATISTICS_READ)
def returns_of_all_periods(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[ReturnLine, ...]:
    """Return the quarters, and beside them each month and year asked for or handed in."""
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    records = {
        parse_period(one.period): one
        for one in work.session.scalars(
            select(PeriodReturnRecord).where(PeriodReturnRecord.enterprise_id == enterprise_id)
        )
    }
    periods = {one for one in records if one.first <= day}
    periods.update(_asked(work, enterprise.entered_on, day))
    lines = [
        *returns_handed_in.function(work, enterprise_id, on),
        *_lines(work, enterprise_id, periods, records.values(), day),
    ]
    return tuple(sorted(lines, key=lambda one: _newest_first(one.period)))


def _newest_first(period: Period) -> tuple[int, int]:
    """Order by the last day, a whole before its last part."""
    return -period.last.toordinal(), -_KINDS.index(kind_of(period))


def _asked(work: Work, entered_on: dt.date, day: dt.date) -> Iterable[Period]:
    """Yield the months and years asked for that were over by a day, since the enterprise came."""
    for asked in asked_returns(work.session):
        period = period_of(asked.kind, max(asked.first, entered_on))
        while period.last < day:
            if asked.holds(period):
                yield period
            period = period_of(asked.kind, period.last + dt.timedelta(days=1))


def _quarters(
    work: Work,
    enterprise: EnterpriseRecord,
    records: dict[Quarter, QuarterReturnRecord],
    day: dt.date,
) -> set[Quarter]:
    oldest = work.session.scalar(select(func.min(QuarterReturnRecord.quarter)))
    found = {quarter for quarter in records if quarter.first <= day}
    if oldest is not None:
        quarter = max(Quarter.parse(oldest), Quarter.of(enterprise.entered_on), key=_first)
        while quarter.last < day:
            found.add(quarter)
            quarter = quarter.shifted(1)
    return found


def _first(quarter: Quarter) -> dt.date:
    return quarter.first


def _lines(
    work: Work,
    enterprise_id: int,
    periods: Iterable[Period],
    records: Iterable[ReturnRow],
    day: dt.date,
) -> tuple[ReturnLine, ...]:
    """Return the lines of periods, the newest first; of one not owed only where it has a return."""
    ordered = sorted(periods, key=_newest_first)
    due = {kind: due_rule(work.session, kind) for kind in {kind_of(one) for one in ordered}}
    owed = _owed(work, enterprise_id, ordered)
    held = {parse_period(one.period): one for one in records}
    lines = (
        _line(one, held.get(one), due[kind_of(one)].due_on(one), day, expected=one in owed)
        for one in ordered
    )
    return tuple(line for line in lines if line is not None)


def _line(
    period: Period,
    record: ReturnRow | None,
    due_on: dt.date,
    day: dt.date,
    *,
    expected: bool,
) -> ReturnLine | None:
    received = record.received_on if record is not None else None
    submitted = received is not None and received <= day
    state = ReturnState.SUBMITTED if submitted else None
    if record is not None and received is None:
        state = ReturnState(record.state)
    if state is None and not expected:
        return None
    fill = fill_state(state, expected=expected, due_on=due_on, today=day)
    if record is None or not submitted:
        return ReturnLine(period, fill, due_on, None)
    return ReturnLine(
        period,
        fill,
        due_on,
        received,
        record.headcount,
        record.graduates,
        record.new_hires,
        record.new_graduates,
    )


def _owed(work: Work, enterprise_id: int, periods: list[Period]) -> set[Period]:
    """Return the periods for which the enterprise owes a return, in one statement."""
    if not periods:
        return set()
    owed = work.session.execute(
        select(*(expected_in(one).label(str(one)) for one in periods)).where(
            EnterpriseRecord.id == enterprise_id
        )
    ).one()
    return {period for period, is_owed in zip(periods, owed, strict=True) if is_owed}
