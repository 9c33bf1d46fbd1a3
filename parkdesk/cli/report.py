"""`parkdesk report`: print a report as a PDF, into a file or into the outbox.

Without a window and without a question, so that the scheduler of the computer can do it. What came
of a run that wrote to the outbox is kept and told in the window until somebody has looked at it.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from parkdesk.cli.console import Console
from parkdesk.cli.document_report import Made
from parkdesk.cli.document_report import make as make_document
from parkdesk.cli.opening import open_park
from parkdesk.cli.outbox import make_folder, outbox, write_whole
from parkdesk.collector import resting
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.summaries import document_number
from parkdesk.i18n import date_text, language, message, quarter_text, tr
from parkdesk.reports.enterprise_sheet import render_enterprise_sheet
from parkdesk.reports.quarterly import render_quarterly, template_of
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.enterprise_prints import enterprise_by_code, enterprise_print
from parkdesk.usecases.scheduled_runs import note_run
from parkdesk.usecases.summaries import (
    SnapshotRow,
    freeze_quarter,
    issue_quarterly,
    issued_bytes,
    list_issued,
    list_snapshots,
    snapshot,
)

LAST = "last"
"""Instead of a quarter: the last one that is over, so that one line serves every quarter."""


def run(asked: argparse.Namespace, console: Console) -> int:
    """Print what is asked for; what becomes of a run into the outbox is kept in the park."""
    desk = open_park(asked)
    try:
        path, made = _written(desk, asked, console)
    finally:
        desk.close()
    if made.missing:
        signs = "、".join(made.missing)
        console.say(
            tr(
                "No font of the program has these signs; they are printed as 〓: {signs}",
                signs=signs,
            )
        )
    console.say(tr("{report}: {file}", report=made.sentence, file=path))
    return 0


def _written(desk: Desk, asked: argparse.Namespace, console: Console) -> tuple[Path, Made]:
    if asked.output is not None:
        made = _made(desk, asked, console)
        write_whole(asked.output, made.content)
        return asked.output, made
    folder = outbox(asked.outbox)
    try:
        make_folder(folder)
        made = _made(desk, asked, console)
        write_whole(folder / made.name, made.content)
    except ParkDeskError as error:
        _note(desk, asked, folder, problem=" ".join(message(error).split("\n")))
        raise
    _note(desk, asked, folder, file_name=made.name)
    return folder / made.name, made


def _note(desk: Desk, asked: argparse.Namespace, folder: Path, **came: str) -> None:
    # Whoever may only read writes nothing into the park; the exit code says it all the same.
    if desk.actor.may(note_run.needs):
        with desk.work(read_only=False) as work:
            note_run(work, asked.what, asked.which, folder=str(folder), **came)


def _made(desk: Desk, asked: argparse.Namespace, console: Console) -> Made:
    if asked.what == "quarterly":
        return _quarterly(desk, asked.which, console)
    if asked.what == "enterprise":
        return _sheet(desk, asked, console)
    return make_document(desk, asked, console)


def _sheet(desk: Desk, asked: argparse.Namespace, console: Console) -> Made:
    """Return the sheet of an enterprise as it stands, or as it stood on a day."""
    with desk.work(read_only=True) as work:
        on = asked.on if asked.on is not None and asked.on < work.today else None
        sheet = enterprise_print(work, enterprise_by_code(work, asked.which), on)
    paper = io.BytesIO()
    with resting():
        missing = render_enterprise_sheet(sheet, paper, language(), console.progress)
    words = tr(
        "{enterprise} as at {day}", enterprise=sheet.facts.form.name, day=date_text(sheet.day)
    )
    name = f"sheet-{sheet.code}-{sheet.day.isoformat()}.pdf"
    return Made(paper.getvalue(), name, words, missing)


def _quarterly(desk: Desk, which: str, console: Console) -> Made:
    """Return the newest frozen edition; where there is none, freeze the first one.

    What was issued already is returned as it was issued.
    """
    with desk.work(read_only=True) as work:
        last = Quarter.of(work.today).previous()
    quarter = last if which.casefold() == LAST else Quarter.parse(which)
    edition = _edition(desk, quarter)
    content = _issued(desk, edition) or _printed(desk, edition, console)
    words = tr(
        "{quarter}, edition {edition}, snapshot {code}",
        quarter=quarter_text(quarter),
        edition=edition.edition,
        code=edition.code,
    )
    return Made(content, f"{document_number(quarter, edition.edition, language())}.pdf", words)


def _edition(desk: Desk, quarter: Quarter) -> SnapshotRow:
    with desk.work(read_only=True) as work:
        frozen = list_snapshots(work, quarter)
        if frozen:
            return frozen[0]
        asked = [one.code.value for one in closing_checks(work, quarter) if one.asks]
    # Nobody is there to be asked: the edition says so beside each check that asks.
    comments = dict.fromkeys(asked, tr("Closed by a command; nobody commented."))
    with desk.work(read_only=False) as work:
        return freeze_quarter(work, quarter, comments=comments)


def _issued(desk: Desk, edition: SnapshotRow) -> bytes | None:
    """Return the document as it was issued: a newer layout does not draw it again."""
    with desk.work(read_only=True) as work:
        for row in list_issued(work, edition.quarter):
            if row.snapshot_id == edition.id and row.language == language():
                return issued_bytes(work, row.id)
    return None


def _printed(desk: Desk, edition: SnapshotRow, console: Console) -> bytes:
    with desk.work(read_only=True) as work:
        summary = snapshot(work, edition.id)
    paper = io.BytesIO()
    with resting():
        render_quarterly(summary, paper, language(), console.progress)
    content = paper.getvalue()
    # Whoever may only read gets the same paper; the register is not theirs to write.
    if desk.actor.may(issue_quarterly.needs):
        with desk.work(read_only=False) as work:
            issue_quarterly(work, edition.id, content, language(), template_of(summary))
    return content
