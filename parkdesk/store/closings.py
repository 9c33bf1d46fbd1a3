"""Closed quarters: the backup before, what an edition follows, the opening it was corrected in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import CHINA, Quarter
from parkdesk.domain.closing import ReopeningState
from parkdesk.store import backup
from parkdesk.store.documents import FolderDocuments
from parkdesk.store.location import DATABASE
from parkdesk.store.tables.closings import ClosingRecord, ReopeningRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.store.work import Work

UNDER_WAY = (ReopeningState.ASKED.value, ReopeningState.AGREED.value)


def newest_snapshot(session: Session, quarter: Quarter) -> SnapshotRecord | None:
    """Return a quarter's newest frozen edition; None where there is none."""
    found: SnapshotRecord | None = session.scalar(
        select(SnapshotRecord)
        .where(SnapshotRecord.quarter == str(quarter))
        .order_by(SnapshotRecord.edition.desc())
        .limit(1)
    )
    return found


def reopening_under_way(session: Session, quarter: Quarter) -> ReopeningRecord | None:
    """Return the opening of a quarter that is asked for or agreed to."""
    found: ReopeningRecord | None = session.scalar(
        select(ReopeningRecord).where(
            ReopeningRecord.quarter == str(quarter), ReopeningRecord.state.in_(UNDER_WAY)
        )
    )
    return found


def open_reopening(session: Session, quarter: Quarter) -> ReopeningRecord | None:
    """Return the opening that two people agreed on and that no edition has closed yet."""
    found = reopening_under_way(session, quarter)
    return found if found is not None and found.state == ReopeningState.AGREED else None


def back_up_before_closing(work: Work, quarter: Quarter, edition: int) -> str:
    """Write the park as it is before a closing to a file; return its name.

    Empty where a server holds the data: its administrator backs them up.
    """
    if not isinstance(work.documents, FolderDocuments):
        return ""
    folder = work.documents.folder.parent
    stamp = f"{work.now.astimezone(CHINA):%Y%m%d-%H%M%S}"
    name = f"closing-{quarter}-{edition}-{stamp}.zip"
    place = folder / "backups" / name
    backup.make_backup(folder / DATABASE, work.documents.folder, place, work.now)
    work.get(ParkRecord, 1).last_backup_at = work.now
    return name


def keep_closing(
    work: Work,
    edition: SnapshotRecord,
    before: SnapshotRecord | None,
    reopening: ReopeningRecord | None,
    backup_name: str,
) -> None:
    """Keep what belongs to an edition, and end the opening in which it was corrected."""
    work.add(
        ClosingRecord(
            quarter=edition.quarter,
            snapshot_id=edition.id,
            follows_id=before.id if before is not None else None,
            reopening_id=reopening.id if reopening is not None else None,
            backup=backup_name,
        )
    )
    if reopening is not None:
        reopening.state = ReopeningState.CLOSED.value
