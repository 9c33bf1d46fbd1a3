"""Which rows a unit of work has added to a table."""

from __future__ import annotations

from sqlalchemy import func, select

from parkdesk.store.base import Record
from parkdesk.store.work import Work


def first_since(work: Work, record: type[Record], before: int) -> int | None:
    """Return the first row that was inserted after the one numbered `before` was the last."""
    work.session.flush()  # what was added has its number
    return work.session.scalar(select(func.min(record.id)).where(record.id > before))
