"""What was done to contracts of a closed quarter, in words: on the chain's print and its list."""

from __future__ import annotations

from parkdesk.domain.enterprise_history import Change, HistoryLine
from parkdesk.i18n import tr
from parkdesk.i18n.enterprise_history import change_text, field_text, told_changes, value_text

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


def part_text(table: str) -> str:
    """Return what a row is: the contract, an execution or a change of it."""
    return {
        "contract": tr("Contract"),
        "contract_execution": tr("Execution"),
        "contract_change": tr("Change of the contract"),
    }[table]


def what_text(line: HistoryLine) -> str:
    """Return what was done to a row, a line for each field."""
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
