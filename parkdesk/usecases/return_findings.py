"""What looks odd across the enterprises of a quarter: between forms, and since the last period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, CheckRule
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import FillState, ReturnState
from parkdesk.store.closing_rules import check_rules
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.statistics import QuarterRow, quarter_enterprises


@query(Permission.STATISTICS_READ)
def enterprises_found(work: Work, quarter: Quarter) -> dict[CheckCode, dict[int, str]]:
    """Return the enterprises that each check found: their names by their numbers."""
    before = _people_before(work.session, quarter)
    rules = {rule.code: rule for rule in check_rules(work.session)}
    found: dict[CheckCode, dict[int, str]] = {}
    for row in quarter_enterprises(work, quarter):
        for code in _found(row, before.get(row.id), rules):
            found.setdefault(code, {})[row.id] = row.enterprise
    return found


def _people_before(session: Session, quarter: Quarter) -> dict[int, int]:
    """Return people employed in the quarter before, of the returns that were handed in."""
    record = QuarterReturnRecord
    rows = session.execute(
        select(record.enterprise_id, record.headcount).where(
            record.quarter == str(quarter.previous()), record.state == ReturnState.SUBMITTED
        )
    )
    return {row.enterprise_id: row.headcount for row in rows}


def _found(
    row: QuarterRow, before: int | None, rules: Mapping[CheckCode, CheckRule]
) -> Iterator[CheckCode]:
    totals = row.totals
    if totals.unconverted:
        yield CheckCode.UNCONVERTED
    if rules[CheckCode.EXECUTED_JUMP].jumps(
        row.previous.executed_usd_cents, totals.executed_usd_cents
    ):
        yield CheckCode.EXECUTED_JUMP
    if row.fill is FillState.SUBMITTED:
        yield from _of_people(row, before, rules)
    elif row.entered is not None:
        yield CheckCode.RETURNS_DRAFT
    elif row.fill in {FillState.MISSING, FillState.OVERDUE}:
        yield CheckCode.RETURNS_MISSING


def _of_people(
    row: QuarterRow, before: int | None, rules: Mapping[CheckCode, CheckRule]
) -> Iterator[CheckCode]:
    totals = row.totals
    if totals.executed_usd_cents > 0 and totals.headcount == 0:
        yield CheckCode.EXECUTED_WITHOUT_PEOPLE
    if before is None:
        return
    if totals.headcount - before > totals.new_hires:
        yield CheckCode.PEOPLE_ABOVE_HIRES
    if rules[CheckCode.HEADCOUNT_JUMP].jumps(before, totals.headcount):
        yield CheckCode.HEADCOUNT_JUMP
