"""`parkdesk report`: print a quarter's summary, or the sheet of an enterprise, as a PDF."""

from __future__ import annotations

import argparse
import io

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.excel.saving import saved
from parkdesk.i18n import date_text, language, quarter_text, tr
from parkdesk.reports.enterprise_sheet import render_enterprise_sheet
from parkdesk.reports.quarterly import render_quarterly, template_of
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.enterprise_prints import enterprise_by_code, enterprise_print
from parkdesk.usecases.summaries import (
    SnapshotRow,
    freeze_quarter,
    issue_quarterly,
    issued_bytes,
    list_issued,
    list_snapshots,
    snapshot,
)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Print what is asked for."""
    return enterprise(asked, console) if asked.what == "enterprise" else quarterly(asked, console)


def enterprise(asked: argparse.Namespace, console: Console) -> int:
    """Save the sheet of an enterprise as it stands, or as it stood on a day."""
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            on = asked.on if asked.on is not None and asked.on < work.today else None
            sheet = enterprise_print(work, enterprise_by_code(work, asked.which), on)
        paper = io.BytesIO()
        missing = render_enterprise_sheet(sheet, paper, language(), console.progress)
        with saved(asked.output) as beside:
            beside.write_bytes(paper.getvalue())
    finally:
        desk.close()
    if missing:
        signs = "、".join(missing)
        console.say(
            tr(
                "No font of the program has these signs; they are printed as 〓: {signs}",
                signs=signs,
            )
        )
    console.say(
        tr(
            "{enterprise} as at {day}: {file}",
            enterprise=sheet.facts.form.name,
            day=date_text(sheet.day),
            file=asked.output,
        )
    )
    return 0


def quarterly(asked: argparse.Namespace, console: Console) -> int:
    """Save the newest frozen edition; where there is none, freeze the first one.

    What was issued already is saved as it was issued.
    """
    quarter = Quarter.parse(asked.which)
    desk = open_park(asked)
    try:
        edition = _edition(desk, quarter)
        content = _issued(desk, edition) or _printed(desk, edition, console)
        with saved(asked.output) as beside:
            beside.write_bytes(content)
    finally:
        desk.close()
    console.say(
        tr(
            "{quarter}, edition {edition}, snapshot {code}: {file}",
            quarter=quarter_text(quarter),
            edition=edition.edition,
            code=edition.code,
            file=asked.output,
        )
    )
    return 0


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
    render_quarterly(summary, paper, language(), console.progress)
    content = paper.getvalue()
    # Whoever may only read gets the same paper; the register is not theirs to write.
    if desk.actor.may(issue_quarterly.needs):
        with desk.work(read_only=False) as work:
            issue_quarterly(work, edition.id, content, language(), template_of(summary))
    return content
