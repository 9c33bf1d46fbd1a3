"""How a value that was read is shown in a cell of the preview."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum

from parkdesk.domain.imports import Problem, Value
from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import label, number_text, problem, tr


def cell_text(column: Column, value: Value) -> str:
    """Return a value in words; a person's number is masked."""
    if value is None or value == "":
        return ""
    if column.sensitive is not None:
        text = str(value)
        return text if "*" in text else column.sensitive(text)
    if column.show is not None:
        return column.show(value)
    if isinstance(value, Enum):
        return label(value)
    if column.format is Format.MONEY and isinstance(value, int):
        amount = Decimal(value) / (10**column.decimals * column.scale)
        return number_text(amount, column.decimals)
    return _plain(value)


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, dt.date):
        return value.isoformat()
    return number_text(value) if isinstance(value, int) else str(value)


def edit_text(column: Column, value: Value) -> str:
    """Return the text an editor begins with: what could be typed to get the value."""
    if value is None or column.sensitive is not None:
        return ""
    return (
        cell_text(column, value).replace(",", "") if _is_number(value) else cell_text(column, value)
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, Enum)


def problem_text(found: Problem) -> str:
    """Return the sentence of a problem."""
    return problem(found.code, **found.facts)


def placed_text(found: Problem) -> str:
    """Return the sentence with its place in the file before it."""
    sentence = problem_text(found)
    if found.column:
        place = tr("Row {row}, column {column}", row=found.row, column=found.column)
    elif found.heading:
        place = tr("Row {row}, no column {heading}", row=found.row, heading=found.heading)
    else:
        place = tr("Row {row}", row=found.row)
    return tr("{place}: {sentence}", place=place, sentence=sentence)
