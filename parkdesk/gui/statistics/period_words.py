"""What returns are called by their kind of period, and where each kind's sections begin."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.periods import Period, PeriodKind, kind_of
from parkdesk.domain.return_kinds import ReturnField
from parkdesk.domain.statistics import Compared
from parkdesk.gui.statistics.words import growth_text
from parkdesk.i18n import label, period_text, quarter_text, tr


def return_title(period: Period) -> str:
    """Return what a return of a period is called."""
    if isinstance(period, Quarter):
        return tr("Return of {quarter}", quarter=quarter_text(period))
    return tr("Return of {period}", period=period_text(period))


def end_of_period(kind: PeriodKind) -> str:
    """Return the heading over what is counted at a period's end."""
    return {
        PeriodKind.MONTH: tr("At the end of the month"),
        PeriodKind.QUARTER: tr("At the end of the quarter"),
        PeriodKind.YEAR: tr("At the end of the year"),
    }[kind]


def in_period(kind: PeriodKind) -> str:
    """Return the heading over what is counted in a period."""
    return {
        PeriodKind.MONTH: tr("In the month"),
        PeriodKind.QUARTER: tr("In the quarter"),
        PeriodKind.YEAR: tr("In the year"),
    }[kind]


def figure_word(field: ReturnField) -> str:
    """Return the name of a figure of a form."""
    return label(field)


def period_growth_text(period: Period, figure: Compared) -> str:
    """Return how a figure grew over the period before and over a year; of a year there is one."""
    rate = growth_text(figure.year_on_year, narrowed=figure.year_narrowed)
    year = tr("YoY {growth}", growth=rate)
    if kind_of(period) is PeriodKind.YEAR:
        return year
    rate = growth_text(figure.quarter_on_quarter, narrowed=figure.quarter_narrowed)
    before = tr("MoM {growth}", growth=rate)
    return f"{before}\n{year}"
