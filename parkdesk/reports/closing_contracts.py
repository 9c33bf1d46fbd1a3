"""What was done to contracts between two editions of a quarter: which, what, who, when and why."""

from __future__ import annotations

from parkdesk.domain.closing import BulkWrite, ContractMoves
from parkdesk.domain.enterprise_history import Change, HistoryLine
from parkdesk.i18n import instant_text, number_text, tr
from parkdesk.i18n.enterprise_history import change_text, field_text, told_changes, value_text
from parkdesk.reports.flow import Flow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_MOST = 400
"""Rows that are told one by one; an auditor finds the others in the trail, by their numbers."""
_OF_A_NEW_ROW = frozenset(
    {
        "amount_minor",
        "amount_minor_after",
        "changed_on",
        "country_code",
        "executed_on",
        "receipt_no",
        "service_line",
        "signed_on",
    }
)
"""What is told of a row that was entered or deleted: not each of its fields."""


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
                "{count} more, up to entry {n} of the trail.",
                count=number_text(more),
                n=number_text(moves.lines[-1].id),
            )
        )


def _row(line: HistoryLine) -> Row:
    return Row(
        (
            number_text(line.id),
            f"{line.record}\n{_part(line.table)}",
            _what(line),
            _by(line.actor, instant_text(line.at)),
            line.reason or "—",
        )
    )


def _bulk(one: BulkWrite) -> Row:
    told = tr("{count} written in one go, of any quarter", count=number_text(one.rows))
    return Row(("—", _part(one.table), told, _by(one.by, instant_text(one.at)), "—"))


def _by(person: str, at: str) -> str:
    return f"{person}\n{at}"


def _part(table: str) -> str:
    return {
        "contract": tr("Contract"),
        "contract_execution": tr("Execution"),
        "contract_change": tr("Change of the contract"),
    }[table]


def _what(line: HistoryLine) -> str:
    changes = told_changes(line)
    entered = all(not one.old for one in line.changes)
    deleted = all(not one.new for one in line.changes)
    if not entered and not deleted:
        return "\n".join(change_text(line, one) for one in changes)
    told = [_plain(line, one) for one in changes if one.field in _OF_A_NEW_ROW]
    return "\n".join([tr("entered") if entered else tr("deleted"), *told])


def _plain(line: HistoryLine, change: Change) -> str:
    value = value_text(line, change.field, change.new or change.old)
    return tr("{field}: {new}", field=field_text(line.table, change.field), new=value)
