"""`parkdesk report quarterly`: print a quarter's summary as a PDF."""

from __future__ import annotations

import argparse
import io

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.excel.saving import saved
from parkdesk.i18n import language, quarter_text, tr
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
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
    """Save the newest frozen edition; where there is none, freeze the first one.

    What was issued already is saved as it was issued.
    """
    quarter = Quarter.parse(asked.quarter)
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
    with desk.work(read_only=False) as work:
        return freeze_quarter(work, quarter)


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
            issue_quarterly(work, edition.id, content, language(), TEMPLATE)
    return content
