"""`parkdesk db`: upgrade, check, back up, restore."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park, place
from parkdesk.desk import Desk, restore_park, system_clock, upgrade_park
from parkdesk.domain.errors import Refused
from parkdesk.i18n import tr, trn
from parkdesk.usecases.backups import make_backup, note_backup
from parkdesk.usecases.trail import check_trail
from parkdesk.usecases.upkeep import check_data


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do the job named on the command line."""
    jobs = {"upgrade": _upgrade, "check": _check, "backup": _back_up, "restore": _restore}
    jobs[asked.job](asked, console)
    return 0


def _upgrade(asked: argparse.Namespace, console: Console) -> None:
    done = upgrade_park(place(asked))
    if done.before == done.after:
        console.say(tr("Nothing to do: the data are of version {version}.", version=done.after))
        return
    console.say(
        tr(
            "The data were brought from version {before} to {after}.",
            before=done.before,
            after=done.after,
        )
    )
    if done.copy is not None:
        console.say(tr("The copy made before is {file}.", file=done.copy))


def _check(asked: argparse.Namespace, console: Console) -> None:
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            data = check_data(work)
            trail = check_trail(work)
    finally:
        desk.close()
    if trail.broken_at is not None:
        raise Refused("trail-broken", entry=trail.broken_at)
    console.say(
        tr(
            "All is sound. Entries of the trail: {entries}; documents: {documents};"
            " frozen editions: {snapshots}.",
            entries=trail.entries,
            documents=data.documents,
            snapshots=data.snapshots,
        )
    )


def _back_up(asked: argparse.Namespace, console: Console) -> None:
    desk = open_park(asked)
    try:
        target = _target(asked.to, desk, system_clock())
        with desk.work(read_only=True) as work:
            made = make_backup(work, str(target))
        with desk.work(read_only=False) as work:
            note_backup(work, off_machine=False)
    finally:
        desk.close()
    console.say(
        trn(
            "Backed up and verified, {n} row: {file}",
            "Backed up and verified, {n} rows: {file}",
            made.rows,
            file=made.path,
        )
    )


def _target(folder: Path | None, desk: Desk, now: dt.datetime) -> Path:
    """Return where the backup goes; without a wish, `backups` in the data folder."""
    if folder is None:
        if desk.location.folder is None:
            raise Refused("backup-by-server")
        folder = desk.location.folder / "backups"
    return folder / f"parkdesk-{now:%Y%m%d-%H%M%S}.zip"


def _restore(asked: argparse.Namespace, console: Console) -> None:
    where = place(asked)
    restore_park(str(asked.backup), where)
    console.say(tr("The park was restored to {folder}.", folder=where))
