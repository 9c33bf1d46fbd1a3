"""The list of reasons for cuts, returns and refusals, as a dialog offers it."""

from __future__ import annotations

from sqlalchemy import or_, select

from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import Reason, ReasonUse
from parkdesk.store.tables.claim_returns import ClaimReasonRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@query(Permission.CLAIM_READ)
def claim_reasons(work: Work, use: ReasonUse) -> tuple[Reason, ...]:
    """Return the reasons that are offered today for a use, in their order."""
    table = ClaimReasonRecord
    offered = or_(table.retired_on.is_(None), table.retired_on > work.today)
    rows = work.session.scalars(select(table).where(offered).order_by(table.position, table.id))
    found = (
        Reason(
            row.code,
            frozenset(ReasonUse(one) for one in row.uses.split()),
            row.name_zh,
            row.name_en,
        )
        for row in rows
    )
    return tuple(reason for reason in found if use in reason.uses)
