"""`parkdesk report quarterly`: print a quarter's summary as a PDF."""

from __future__ import annotations

import argparse
import io

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.excel.saving import saved
from parkdesk.i18n import language, quarter_text, tr
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
from parkdesk.usecases.summaries import (
    SnapshotRow,
    freeze_quarter,
    issue_quarterly,
    list_snapshots,
    snapshot,
)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Print the newest frozen edition; where there is none, freeze the first one."""
    quarter = Quarter.parse(asked.quarter)
    desk = open_park(asked)
    try:
        edition = _edition(desk, quarter)
        with desk.work(read_only=True) as work:
            summary = snapshot(work, edition.id)
        _print(desk, edition, summary, asked, console)
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


def _print(
    desk: Desk,
    edition: SnapshotRow,
    summary: QuarterlySummary,
    asked: argparse.Namespace,
    console: Console,
) -> None:
    paper = io.BytesIO()
    render_quarterly(summary, paper, language(), console.progress)
    with saved(asked.output) as beside:
        beside.write_bytes(paper.getvalue())
    # Whoever may only read gets the very same bytes; the register is not theirs to write.
    if desk.actor.may(issue_quarterly.needs):
        with desk.work(read_only=False) as work:
            issue_quarterly(work, edition.id, paper.getvalue(), language(), TEMPLATE)
