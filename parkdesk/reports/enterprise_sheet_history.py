"""The section of an enterprise's sheet that tells what was changed, by whom, when and why."""

from __future__ import annotations

from parkdesk.domain.enterprise_print import EnterprisePrint
from parkdesk.i18n import instant_text, label, number_text, tr
from parkdesk.i18n.actors import actor_text
from parkdesk.i18n.enterprise_history import change_text, told_changes
from parkdesk.reports.flow import Flow
from parkdesk.reports.tables import Column, Row, Table, draw_table


def history(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the newest changes of all its rows: when, who, what, field from old to new, why."""
    shown, total = len(sheet.history), sheet.history_total
    note = ""
    if shown < total:
        note = tr(
            "the newest {shown} of {total}; the others are in the program",
            shown=number_text(shown),
            total=number_text(total),
        )
    flow.heading(tr("History"), 0, "history", note)
    columns = (
        Column(tr("When")),
        Column(tr("Who")),
        Column(tr("Record"), share=1),
        Column(tr("Field: old → new"), share=3),
        Column(tr("Why"), share=1),
    )
    rows = [
        Row(
            (
                instant_text(one.at),
                actor_text(one.actor),
                _joined(label(one.subject), one.record),
                tr("; ").join(change_text(one, change) for change in told_changes(one)),
                one.reason,
            )
        )
        for one in sheet.history
        if told_changes(one) or one.reason
    ]
    draw_table(flow, Table(columns, rows, empty=tr("Nothing has been changed yet.")))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
