"""The list of whom to call about a period's returns (催报清单), with room for what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from parkdesk.domain.overdue import OverdueReturn
from parkdesk.domain.periods import Period
from parkdesk.i18n import date_text, label, number_text, speaking, tr
from parkdesk.i18n.returns import overdue_title
from parkdesk.reports.record_paper import quiet
from parkdesk.reports.seen_list import ListPrint, PrintedColumn, render_list


@dataclass(frozen=True, slots=True)
class OverduePrint:
    """The list as it is printed; whose numbers are whole says so."""

    park: str
    period: Period
    rows: Sequence[OverdueReturn]
    at: dt.datetime
    by: str


def render_overdue(
    found: OverduePrint,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the list to `out`; return the signs that no face has. Same list, same bytes."""
    with speaking(language):
        report = _report(found)
    return render_list(report, out, language, progress)


def _report(found: OverduePrint) -> ListPrint:
    due = found.rows[0].due_on if found.rows else None
    return ListPrint(
        park=found.park,
        title=overdue_title(found.period),
        columns=(
            PrintedColumn(tr("Serial"), numeric=True),
            PrintedColumn(tr("Enterprise"), grows=True),
            PrintedColumn(tr("Contact")),
            PrintedColumn(tr("Telephone")),
            PrintedColumn(tr("Mobile")),
            PrintedColumn(tr("Return state")),
            PrintedColumn(tr("Days late"), numeric=True),
            PrintedColumn(tr("Called on, answer"), grows=True),
        ),
        rows=tuple(_row(number, one) for number, one in enumerate(found.rows, 1)),
        total=len(found.rows),
        filters=tr("Not handed in"),
        order=tr("Enterprise"),
        day=tr("due on {day}", day=date_text(due)),
        at=found.at,
        by=found.by,
    )


def _row(number: int, one: OverdueReturn) -> tuple[str, ...]:
    late = number_text(one.days_late) if one.days_late else "—"
    return (
        str(number), one.enterprise, one.contact, one.phone, one.mobile, label(one.fill), late, " ",
    )  # fmt: skip
