"""What reports of a schedule came to: kept by the command, told in the window until looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.identity import Permission
from parkdesk.store.tables.issued_documents import ScheduledRunRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

NOT_YET = dt.date(1, 1, 1)
_TOLD = 20
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ScheduledRun:
    """One run: `file_name` in `folder`, or why there is no file."""

    id: int
    what: str
    which: str
    folder: str
    file_name: str
    problem: str
    ran_at: dt.datetime
    ran_by: str


@command(Permission.COMPLIANCE_EDIT)
def note_run(
    work: Work, what: str, which: str, *, folder: str = "", file_name: str = "", problem: str = ""
) -> None:
    """Keep what a run came to: the file it wrote, or the sentence that says why there is none."""
    work.add(
        ScheduledRunRecord(
            what=what,
            which=which[:_LONGEST],
            folder=folder,
            file_name=file_name,
            problem=problem[:_LONGEST],
            ran_at=work.now,
            ran_by=work.actor.name,
            seen_key=NOT_YET,
        )
    )


@query(Permission.PARK_READ)
def count_unseen_runs(work: Work) -> int:
    """Return how many runs nobody has looked at yet."""
    unseen = select(func.count()).where(ScheduledRunRecord.seen_key == NOT_YET)
    return work.session.scalar(unseen) or 0


@query(Permission.PARK_READ)
def unseen_runs(work: Work) -> tuple[ScheduledRun, ...]:
    """Return the newest runs that nobody has looked at yet, the newest first."""
    found = work.session.scalars(
        select(ScheduledRunRecord)
        .where(ScheduledRunRecord.seen_key == NOT_YET)
        .order_by(ScheduledRunRecord.id.desc())
        .limit(_TOLD)
    )
    return tuple(
        ScheduledRun(
            one.id,
            one.what,
            one.which,
            one.folder,
            one.file_name,
            one.problem,
            one.ran_at,
            one.ran_by,
        )
        for one in found
    )


@command(Permission.COMPLIANCE_EDIT)
def see_runs(work: Work, newest_id: int) -> None:
    """Say that somebody has looked at every run up to this one; what ran since stays."""
    unseen = work.session.scalars(
        select(ScheduledRunRecord).where(
            ScheduledRunRecord.seen_key == NOT_YET, ScheduledRunRecord.id <= newest_id
        )
    )
    for one in unseen:
        one.seen_key = work.today
        one.seen_by = work.actor.name
