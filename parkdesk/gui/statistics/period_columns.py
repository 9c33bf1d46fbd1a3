"""The columns of the returns of a month or a year."""

from __future__ import annotations

from functools import partial

from parkdesk.domain.return_kinds import ReturnField
from parkdesk.gui.statistics.period_words import figure_word
from parkdesk.gui.statistics.words import FILL_TONES
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.period_returns import PeriodRow


def _value(row: PeriodRow, field: ReturnField) -> int | None:
    value: int | None = getattr(row.entered, field.value, None)
    return value


def _text(row: PeriodRow, field: ReturnField) -> str:
    value = _value(row, field)
    return "—" if value is None else number_text(value)


def _figure(field: ReturnField, yields: int) -> Column[PeriodRow]:
    return Column(
        figure_word(field),
        partial(_text, field=field),
        numeric=True,
        width=84,
        key=field.value,
        value=partial(_value, field=field),
        yields=yields,
    )


def period_columns() -> tuple[Column[PeriodRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=220, grows=True),
        Column(tr("Credit code"), lambda row: row.code, width=160, key="code", hidden=True),
        Column(
            tr("Return state"),
            lambda row: label(row.fill),
            tone=lambda row: FILL_TONES[row.fill],
            width=92,
            key="fill",
        ),
        *(_figure(field, place) for place, field in enumerate(ReturnField)),
        Column(
            tr("Handed in on"),
            lambda row: date_text(row.received_on),
            width=104,
            key="received_on",
            value=lambda row: row.received_on,
            yields=5,
        ),
        Column(tr("Remarks"), lambda row: row.note, width=140, key="note", hidden=True, grows=True),
    )
