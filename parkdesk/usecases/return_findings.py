"""What looks odd across the enterprises of a quarter: between forms, and since the last period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, CheckRule
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import parts_of
from parkdesk.domain.return_kinds import disagreements, is_asked
from parkdesk.domain.statistics import FillState, ReturnState
from parkdesk.store.closing_rules import check_rules
from parkdesk.store.id_sets import is_one_of
from parkdesk.store.period_returns import asked_returns, figures_of, returns_in
from parkdesk.store.quarters import not_filed_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
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
    return found | _of_months(work.session, quarter)


def _of_months(session: Session, quarter: Quarter) -> dict[CheckCode, dict[int, str]]:
    """Return who owes a return of a month that is asked for, and whose months say otherwise.

    An enterprise that missed two months is found once: it is the one to call.
    """
    asked = asked_returns(session)
    months = [one for one in parts_of(quarter) if is_asked(asked, one)]
    record = EnterpriseRecord
    owing = or_(*(not_filed_in(month) for month in months), false())
    missing = session.execute(
        select(record.id, record.name).where(owing).order_by(record.sort_key, record.id)
    )
    filed = {
        (one.enterprise_id, one.period): figures_of(one)
        for one in returns_in(session, [quarter, *parts_of(quarter)])
        if one.state == ReturnState.SUBMITTED
    }
    differing = [
        id_
        for id_, period in filed
        if period == str(quarter)
        and disagreements(
            filed[id_, period], [filed.get((id_, str(part))) for part in parts_of(quarter)]
        )
    ]
    return {
        CheckCode.MONTHS_MISSING: {row.id: row.name for row in missing},
        CheckCode.MONTHS_DISAGREE: _named(session, differing),
    }


def _named(session: Session, ids: Sequence[int]) -> dict[int, str]:
    record = EnterpriseRecord
    found = session.execute(
        select(record.id, record.name)
        .where(is_one_of(session, record.id, ids))
        .order_by(record.sort_key, record.id)
    )
    return {row.id: row.name for row in found}


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
