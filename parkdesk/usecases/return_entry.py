"""What the form of a return begins with, and whose return comes next (填报下一家)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import ReturnState
from parkdesk.store.quarters import expected_in
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.statistics import QuarterRow, quarter_row


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of an enterprise as last known; `quarter` is None for those of the register."""

    headcount: int
    graduates: int | None
    quarter: Quarter | None


@dataclass(frozen=True, slots=True)
class ReturnToEnter:
    """A return to enter or to correct."""

    row: QuarterRow
    known: KnownPeople | None
    """None where nothing is known."""
    more: bool
    """Whether another enterprise has nothing entered for the quarter yet."""


@query(Permission.STATISTICS_EDIT)
def return_to_enter(work: Work, enterprise_id: int, quarter: Quarter) -> ReturnToEnter:
    """Return an enterprise's return with what is known to begin with."""
    return ReturnToEnter(
        quarter_row(work, enterprise_id, quarter),
        _known(work, enterprise_id, quarter),
        _next_id(work, enterprise_id, quarter) is not None,
    )


@query(Permission.STATISTICS_EDIT)
def next_return(work: Work, enterprise_id: int, quarter: Quarter) -> ReturnToEnter | None:
    """Return the return to enter after this enterprise's.

    It is that of the next enterprise in dictionary order that owes one and has nothing entered,
    from the top again after the last; None when there is no such enterprise.
    """
    id_ = _next_id(work, enterprise_id, quarter)
    return None if id_ is None else return_to_enter(work, id_, quarter)


def _next_id(work: Work, enterprise_id: int, quarter: Quarter) -> int | None:
    here = work.get(EnterpriseRecord, enterprise_id)
    key, id_ = EnterpriseRecord.sort_key, EnterpriseRecord.id
    entered = select(QuarterReturnRecord.enterprise_id).where(
        QuarterReturnRecord.quarter == str(quarter)
    )
    waiting = (
        select(id_)
        .where(expected_in(quarter), id_.not_in(entered), id_ != enterprise_id)
        .order_by(key, id_)
        .limit(1)
    )
    after = or_(key > here.sort_key, and_(key == here.sort_key, id_ > enterprise_id))
    found = work.session.scalar(waiting.where(after))
    return work.session.scalar(waiting) if found is None else found


def _known(work: Work, enterprise_id: int, quarter: Quarter) -> KnownPeople | None:
    """Return the last return handed in before, or else what the register says."""
    record = work.session.scalar(
        select(QuarterReturnRecord)
        .where(
            QuarterReturnRecord.enterprise_id == enterprise_id,
            QuarterReturnRecord.state == ReturnState.SUBMITTED,
            # 2025Q4 stands before 2026Q1 in the order of texts too.
            QuarterReturnRecord.quarter < str(quarter),
        )
        .order_by(QuarterReturnRecord.quarter.desc())
        .limit(1)
    )
    if record is not None:
        return KnownPeople(record.headcount, record.graduates, Quarter.parse(record.quarter))
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    if not enterprise.headcount:
        return None
    # The register's two numbers may be of different days: a part above the whole is left out.
    fits = 0 < enterprise.graduates <= enterprise.headcount
    return KnownPeople(enterprise.headcount, enterprise.graduates if fits else None, None)
