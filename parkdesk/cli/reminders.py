"""`parkdesk reminders`: write what is due as a calendar file."""

from __future__ import annotations

import argparse

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.desk import Desk
from parkdesk.domain.errors import Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import ReminderFilter
from parkdesk.excel.saving import saved
from parkdesk.i18n import trn
from parkdesk.reports.calendar_file import calendar_file
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.reminder_exports import reminder_calendar

_FEW = 50


def run(asked: argparse.Namespace, console: Console) -> int:
    """Write the reminders that have begun, or all of the coming days; of one enterprise or all."""
    desk = open_park(asked)
    try:
        criteria = ReminderFilter(
            within_days=asked.within, enterprise_id=_enterprise(desk, asked.enterprise)
        )
        with desk.work(read_only=True) as work:
            calendar = reminder_calendar(work, criteria)
    finally:
        desk.close()
    with saved(asked.file) as beside:
        beside.write_bytes(calendar_file(calendar))
    console.say(
        trn(
            "{n} reminder was written to {file}.",
            "{n} reminders were written to {file}.",
            len(calendar.items),
            file=asked.file,
        )
    )
    return 0


def _enterprise(desk: Desk, named: str | None) -> int | None:
    if named is None:
        return None
    wanted = named.strip()
    with desk.work(read_only=True) as work:
        rows = list_enterprises(work, EnterpriseFilter(text=wanted), Sort("name"), 0, _FEW).rows
    exact = [row for row in rows if wanted in {row.code, row.name}] or list(rows)
    if len(exact) != 1:
        raise Refused("enterprise-ambiguous" if rows else "enterprise-unknown", named=named)
    return exact[0].id
