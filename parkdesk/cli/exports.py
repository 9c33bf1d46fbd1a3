"""`parkdesk export`: write a list as an Excel or CSV file."""

from __future__ import annotations

import argparse

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.domain.paging import Sort
from parkdesk.excel.enterprises import ENTERPRISE_EXPORT_COLUMNS
from parkdesk.excel.writing import write_list
from parkdesk.i18n import tr, trn
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, export_enterprises


def run(asked: argparse.Namespace, console: Console) -> int:
    """Write every enterprise, in the order of their names; numbers of persons are masked."""
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            rows = export_enterprises(work, EnterpriseFilter(), Sort("name"))
    finally:
        desk.close()
    write_list(
        asked.file,
        ENTERPRISE_EXPORT_COLUMNS,
        rows,
        title=tr("Enterprises"),
        progress=console.progress,
    )
    console.say(
        trn(
            "{n} enterprise was written to {file}.",
            "{n} enterprises were written to {file}.",
            len(rows),
            file=asked.file,
        )
    )
    return 0
