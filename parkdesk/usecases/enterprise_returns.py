"""The quarterly returns of one enterprise as at a day: handed in, late, missing."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.enterprise_sheets import ReturnLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import ReturnState, fill_state
from parkdesk.store.quarters import due_rule, expected_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


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
    due = due_rule(work.session)
    quarters = _quarters(work, enterprise, records, day)
    owed = _owed(work, enterprise_id, quarters)
    lines = (
        _line(quarter, records.get(quarter), due.due_on(quarter), day, expected=quarter in owed)
        for quarter in quarters
    )
    return tuple(line for line in lines if line is not None)


def _quarters(
    work: Work,
    enterprise: EnterpriseRecord,
    records: dict[Quarter, QuarterReturnRecord],
    day: dt.date,
) -> list[Quarter]:
    oldest = work.session.scalar(select(func.min(QuarterReturnRecord.quarter)))
    found = {quarter for quarter in records if quarter.first <= day}
    if oldest is not None:
        quarter = max(Quarter.parse(oldest), Quarter.of(enterprise.entered_on), key=_first)
        while quarter.last < day:
            found.add(quarter)
            quarter = quarter.shifted(1)
    return sorted(found, key=_first, reverse=True)


def _first(quarter: Quarter) -> dt.date:
    return quarter.first


def _line(
    quarter: Quarter,
    record: QuarterReturnRecord | None,
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
        return ReturnLine(quarter, fill, due_on, None)
    return ReturnLine(
        quarter,
        fill,
        due_on,
        received,
        record.headcount,
        record.graduates,
        record.new_hires,
        record.new_graduates,
    )


def _owed(work: Work, enterprise_id: int, quarters: list[Quarter]) -> set[Quarter]:
    """Return the quarters for which the enterprise owes a return, in one statement."""
    if not quarters:
        return set()
    owed = work.session.execute(
        select(*(expected_in(one).label(str(one)) for one in quarters)).where(
            EnterpriseRecord.id == enterprise_id
        )
    ).one()
    return {quarter for quarter, is_owed in zip(quarters, owed, strict=True) if is_owed}
