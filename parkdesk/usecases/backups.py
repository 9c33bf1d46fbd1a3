"""Backups of an embedded park, made while people work and checked when they are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.store import backup
from parkdesk.store.documents import FolderDocuments
from parkdesk.store.location import DATABASE
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup, as checked."""

    path: str
    made_at: dt.datetime
    revision: str
    documents: int
    rows: int
    counts: tuple[tuple[str, int], ...]


@command(Permission.BACKUP_MAKE)
def note_backup(work: Work, *, off_machine: bool) -> None:
    """Remember in the park that a backup has been made, for the status bar."""
    park = work.get(ParkRecord, 1)
    park.last_backup_at = work.now
    if off_machine:
        park.last_off_machine_at = work.now


@query(Permission.BACKUP_MAKE)
def make_backup(work: Work, target: str) -> BackupRow:
    """Write the whole park to one file, and check it. Refused for a server's park."""
    folder = _folder(work)
    facts = backup.make_backup(folder / DATABASE, folder / "documents", Path(target), work.now)
    return _row(facts)


@query(Permission.BACKUP_MAKE)
def check_backup(work: Work, path: str) -> BackupRow:
    """Read a whole backup and compare it with what it says of itself."""
    del work
    return _row(backup.verify_backup(Path(path)))


def _folder(work: Work) -> Path:
    if not isinstance(work.documents, FolderDocuments):
        raise Refused("backup-by-server")
    return work.documents.folder.parent


def _row(facts: backup.BackupFacts) -> BackupRow:
    return BackupRow(
        facts.path,
        facts.made_at,
        facts.revision,
        facts.documents,
        sum(facts.counts.values()),
        tuple(facts.counts.items()),
    )
