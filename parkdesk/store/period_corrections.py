"""Returns of months and years that were handed in and changed (更正说明), each with its reason.

No closed quarter counts them, so nothing waits for a closing: who, when and why is all there is.
"""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.periods import Period
from parkdesk.domain.return_kinds import PeriodCorrection
from parkdesk.domain.statistics import PEOPLE, Return
from parkdesk.store.tables.period_returns import PeriodCorrectionRecord
from parkdesk.store.work import Work


def period_correction(
    work: Work, enterprise_id: int, period: Period, change: tuple[Return, Return | None], why: str
) -> dict[str, object]:
    """Return the columns of one change from what stood there to what stands there now."""
    before, after = change
    return {
        "enterprise_id": enterprise_id,
        "period": str(period),
        "is_taken_back": after is None,
        **{f"{name}_before": getattr(before, name) for name in PEOPLE},
        **{name: getattr(after, name) if after else None for name in PEOPLE},
        "reason": why.strip(),
        "at": work.now,
        "actor_id": work.actor.id,
        "actor_name": work.actor.name,
    }


def period_corrections(
    work: Work, enterprise_id: int, period: Period
) -> tuple[PeriodCorrection, ...]:
    """Return what was corrected in a month's or year's return, in its order."""
    record = PeriodCorrectionRecord
    rows = work.session.scalars(
        select(record)
        .where(record.enterprise_id == enterprise_id, record.period == str(period))
        .order_by(record.id)
    )
    return tuple(
        PeriodCorrection(
            Return(*(getattr(one, f"{name}_before") for name in PEOPLE)),
            None if one.is_taken_back else Return(*(getattr(one, name) for name in PEOPLE)),
            one.reason,
            one.at,
            one.actor_name,
        )
        for one in rows
    )
