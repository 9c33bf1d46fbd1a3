"""How severe each check before a closing is, as it is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.closing import CheckCode, CheckRule, CheckSeverity
from parkdesk.domain.programme_figures import Mark
from parkdesk.store.tables.closings import ClosingCheckRecord


def check_rules(session: Session) -> tuple[CheckRule, ...]:
    """Return every check in the order of the list."""
    record = ClosingCheckRecord
    return tuple(
        CheckRule(
            CheckCode(one.code),
            CheckSeverity(one.severity),
            one.factor,
            one.least,
            one.source,
            Mark(one.certainty),
        )
        for one in session.scalars(select(record).order_by(record.position, record.id))
    )
