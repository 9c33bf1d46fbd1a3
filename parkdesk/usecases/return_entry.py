"""What the form of a return begins with, and whose return comes next (填报下一家)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.periods import Period, parse_period
from parkdesk.domain.return_kinds import ReturnField
from parkdesk.domain.statistics import ReturnState
from parkdesk.store.period_returns import form_of, table_of
from parkdesk.store.quarters import expected_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.period_returns import PeriodRow, period_detail
from parkdesk.usecases.statistics import QuarterRow, quarter_row


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of an enterprise as last known; `period` is None for those of the register."""

    headcount: int | None
    graduates: int | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class ReturnToEnter:
    """A return to enter or to correct."""

    row: QuarterRow | PeriodRow
    """Of a quarter with its amounts from the contracts."""
    fields: tuple[ReturnField, ...]
    """The figures of the period's form."""
    known: KnownPeople | None
    """None where nothing is known."""
    more: bool
    """Whether another enterprise has nothing entered for the period yet."""


@query(Permission.STATISTICS_EDIT)
def return_to_enter(work: Work, enterprise_id: int, period: Period) -> ReturnToEnter:
    """Return an enterprise's return with what is known to begin with."""
    row: QuarterRow | PeriodRow
    if isinstance(period, Quarter):
        row = quarter_row(work, enterprise_id, period)
    else:
        row = period_detail(work, enterprise_id, period).row
    return ReturnToEnter(
        row,
        form_of(work.session, period).fields,
        _known(work, enterprise_id, period),
        _next_id(work, enterprise_id, period) is not None,
    )


@query(Permission.STATISTICS_EDIT)
def next_return(work: Work, enterprise_id: int, period: Period) -> ReturnToEnter | None:
    """Return the return to enter after this enterprise's.

    It is that of the next enterprise in dictionary order that owes one and has nothing entered,
    from the top again after the last; None when there is no such enterprise.
    """
    id_ = _next_id(work, enterprise_id, period)
    return None if id_ is None else return_to_enter(work, id_, period)


def _next_id(work: Work, enterprise_id: int, period: Period) -> int | None:
    here = work.get(EnterpriseRecord, enterprise_id)
    key, id_ = EnterpriseRecord.sort_key, EnterpriseRecord.id
    record = table_of(period)
    entered = select(record.enterprise_id).where(record.period == str(period))
    waiting = (
        select(id_)
        .where(expected_in(period), id_.not_in(entered), id_ != enterprise_id)
        .order_by(key, id_)
        .limit(1)
    )
    after = or_(key > here.sort_key, and_(key == here.sort_key, id_ > enterprise_id))
    found = work.session.scalar(waiting.where(after))
    return work.session.scalar(waiting) if found is None else found


def _known(work: Work, enterprise_id: int, period: Period) -> KnownPeople | None:
    """Return the last return handed in before, or else what the register says."""
    table = table_of(period)
    record = work.session.execute(
        select(table.headcount, table.graduates, table.period)
        .where(
            table.enterprise_id == enterprise_id,
            table.state == ReturnState.SUBMITTED,
            # 2025Q4 stands before 2026Q1 in the order of texts too; a year is shorter than a month.
            table.period < str(period),
            func.length(table.period) == len(str(period)),
        )
        .order_by(table.period.desc())
        .limit(1)
    ).one_or_none()
    if record is not None:
        return KnownPeople(record.headcount, record.graduates, parse_period(record.period))
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    if not enterprise.headcount:
        return None
    # The register's two numbers may be of different days: a part above the whole is left out.
    fits = 0 < enterprise.graduates <= enterprise.headcount
    return KnownPeople(enterprise.headcount, enterprise.graduates if fits else None, None)
