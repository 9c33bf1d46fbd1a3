"""Returns that were handed in and changed (更正说明): each change is kept with who, when and why.

A change of a closed quarter moves no figure of its frozen edition: it is told in the closing of
the next quarter that is open, or in its own next edition once the quarter was opened again.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import Restatement
from parkdesk.domain.statistics import PEOPLE, Return
from parkdesk.store.closed_quarters import ClosedQuarters
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord, ReturnCorrectionRecord
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.store.work import Work


def newest_edition(session: Session, quarter: Quarter) -> int:
    """Return the number of a quarter's newest frozen edition; 0 where there is none."""
    newest = select(func.max(SnapshotRecord.edition)).where(SnapshotRecord.quarter == str(quarter))
    return session.scalar(newest) or 0


def told_in(closed: ClosedQuarters, quarter: Quarter) -> Quarter:
    """Return the quarter whose closing tells of a change: itself, or the next open one."""
    return Quarter.of(closed.counted_on(quarter.first))


def correction(
    work: Work,
    closed: ClosedQuarters,
    enterprise_id: int,
    quarter: Quarter,
    change: tuple[Return | None, Return | None],
    reason: str,
) -> dict[str, object]:
    """Return the columns of one change from what stood there to what stands there now."""
    before, after = change
    return {
        "enterprise_id": enterprise_id,
        "quarter": str(quarter),
        **{f"{name}_before": getattr(before, name) if before else None for name in PEOPLE},
        **{name: getattr(after, name) if after else None for name in PEOPLE},
        "reason": reason.strip(),
        "edition": newest_edition(work.session, quarter),
        "told_in": str(told_in(closed, quarter)),
        "at": work.now,
        "actor_id": work.actor.id,
        "actor_name": work.actor.name,
    }


def restatements(session: Session, *where: ColumnElement[bool]) -> tuple[Restatement, ...]:
    """Return the changes that `where` names, in the order in which they were made."""
    record = ReturnCorrectionRecord
    rows = session.execute(
        select(record, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == record.enterprise_id)
        .where(*where)
        .order_by(record.id)
    )
    return tuple(
        Restatement(
            name,
            Quarter.parse(one.quarter),
            _return(one, "_before"),
            _return(one, ""),
            one.reason,
            one.at,
            one.actor_name,
            one.edition,
            Quarter.parse(one.told_in),
        )
        for one, name in rows
    )


def corrected_since(session: Session, quarter: Quarter, edition: int) -> tuple[Restatement, ...]:
    """Return the changes of a quarter's own returns since an edition of it; 0: before any."""
    record = ReturnCorrectionRecord
    return restatements(session, record.quarter == str(quarter), record.edition == edition)


def late_for(session: Session, quarter: Quarter) -> tuple[Restatement, ...]:
    """Return the changes of earlier, closed quarters that this quarter's closing tells of.

    One whose own quarter was closed anew since is told there.
    """
    record = ReturnCorrectionRecord
    found = restatements(session, record.told_in == str(quarter), record.quarter != str(quarter))
    newest = {one.quarter: newest_edition(session, one.quarter) for one in found}
    return tuple(one for one in found if one.edition == newest[one.quarter])


def return_of(record: QuarterReturnRecord | None) -> Return | None:
    """Return what a stored return says."""
    return None if record is None else Return(*(getattr(record, name) for name in PEOPLE))


def _return(record: ReturnCorrectionRecord, end: str) -> Return | None:
    values = [getattr(record, name + end) for name in PEOPLE]
    return None if values[0] is None else Return(*values)
