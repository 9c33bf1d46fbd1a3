"""What a look at the registers leaves behind an enterprise: it is no reason to keep a record.

A look writes findings, and the day of the next look, for everybody. Whoever deletes a record that
was entered by mistake, or makes one of two, has put nothing there; what people said to a finding
stays a reason.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from parkdesk.store.tables.findings import FindingDayRecord, FindingRecord, FindingStepRecord
from parkdesk.store.work import Work

DERIVED = frozenset({FindingDayRecord.__tablename__})
"""Tables that refer to an enterprise and are made anew from the others: nothing in them is said."""


def was_said() -> ColumnElement[bool]:
    """Return the SQL of "somebody did something about the finding", or another record's goes on."""
    finding, step, later = FindingRecord, FindingStepRecord, aliased(FindingRecord)
    goes_on = (later.follows_id == finding.id) & (later.enterprise_id != finding.enterprise_id)
    return or_(
        select(step.id).where(step.finding_id == finding.id).exists(),
        select(later.id).where(goes_on).exists(),
    )


def take_out_unsaid(work: Work, enterprise_id: int) -> None:
    """Delete what a look wrote of an enterprise to whose findings nobody said anything."""
    work.delete_many(FindingRecord, FindingRecord.enterprise_id == enterprise_id, ~was_said())
    forget_day(work.session, enterprise_id)


def forget_day(session: Session, enterprise_id: int) -> None:
    """Delete when an enterprise is to be looked at; as it was written, without the trail."""
    day = FindingDayRecord
    session.connection().execute(
        delete(day.__table__).where(day.enterprise_id == enterprise_id)  # type: ignore[arg-type]
    )


def free_keys(session: Session, enterprise_id: int) -> None:
    """Let the findings of a record hold no key until the next look: they are about to be another's.

    Derived, so without the trail.
    """
    finding = FindingRecord
    session.connection().execute(
        update(finding.__table__)  # type: ignore[arg-type]
        .where(finding.enterprise_id == enterprise_id)
        .values(standing_for=None)
    )


def look_at_on(session: Session, enterprise_id: int, day: dt.date) -> None:
    """Let the next look from a day on take an enterprise, whatever the trail says of it.

    The trail tells of changed registers; that the findings of another record are its own now it
    does not, and of two with one key one has to end.
    """
    kept = FindingDayRecord
    session.connection().execute(
        update(kept.__table__)  # type: ignore[arg-type]
        .where(kept.enterprise_id == enterprise_id)
        .values(next_on=day)
    )
