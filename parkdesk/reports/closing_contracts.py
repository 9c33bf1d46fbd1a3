"""What was done to contracts between two editions of a quarter: which, what, who, when and why."""

from __future__ import annotations

from parkdesk.domain.closing import BulkWrite, ContractMoves
from parkdesk.domain.enterprise_history import HistoryLine
from parkdesk.i18n import instant_text, number_text, tr
from parkdesk.i18n.contract_moves import part_text, what_text
from parkdesk.reports.flow import Flow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_MOST = 400
"""Rows that are told one by one; an auditor finds the others in the trail, by their numbers."""


def draw_contracts(flow: Flow, moves: ContractMoves, *, follows: bool) -> None:
    """Draw what was done; `follows` says that an edition before is what it is told since."""
    if not moves.lines and not moves.bulk:
        return
    title = tr("Contracts corrected so far")
    if follows:
        title = tr("Contracts corrected since the edition before")
    columns = (
        Column(tr("Entry"), Align.RIGHT),
        Column(tr("Contract"), share=2),
        Column(tr("What changed"), share=4),
        Column(tr("By, on"), share=2),
        Column(tr("Why"), share=2),
    )
    rows = [_row(line) for line in moves.lines[:_MOST]]
    rows += [_bulk(one) for one in moves.bulk]
    flow.space(6)
    draw_table(flow, Table(columns, rows, title))
    more = len(moves.lines) - _MOST
    if more > 0:
        flow.paragraph(
            tr(
                "{count} more, up to entry {n} of the trail: the list of this chain, saved from the"
                " program as a workbook, has all of them.",
                count=number_text(more),
                n=number_text(moves.lines[-1].id),
            )
        )


def _row(line: HistoryLine) -> Row:
    return Row(
        (
            number_text(line.id),
            f"{line.record}\n{part_text(line.table)}",
            what_text(line),
            _by(line.actor, instant_text(line.at)),
            line.reason or "—",
        )
    )


def _bulk(one: BulkWrite) -> Row:
    if one.listed is None:
        told = tr("{count} written in one go, of any quarter", count=number_text(one.rows))
    else:
        told = tr(
            "{count} written in one go; {listed} of this quarter, each a line of this list",
            count=number_text(one.rows),
            listed=number_text(one.listed),
        )
    number = number_text(one.entry) if one.entry else "—"
    by = _by(one.by, instant_text(one.at))
    return Row((number, part_text(one.table), told, by, one.reason or "—"))


def _by(person: str, at: str) -> str:
    return f"{person}\n{at}"
