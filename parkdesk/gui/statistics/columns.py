"""The columns of a quarter's enterprises."""

from __future__ import annotations

from parkdesk.domain.money import major_units
from parkdesk.domain.statistics import Return
from parkdesk.gui.statistics.words import FILL_TONES, dollars_text, growth_text
from parkdesk.gui.table_model import Column
from parkdesk.i18n import label, number_text, tr
from parkdesk.usecases.statistics import QuarterRow


def _headcount(row: QuarterRow) -> str:
    entered = row.entered or Return()
    return "—" if entered.headcount is None else number_text(entered.headcount)


def _new_hires(row: QuarterRow) -> str:
    entered = row.entered or Return()
    return "—" if entered.new_hires is None else number_text(entered.new_hires)


def quarter_columns() -> tuple[Column[QuarterRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=190, grows=True),
        Column(tr("Credit code"), lambda row: row.code, width=160, key="code", hidden=True),
        Column(
            tr("Return"),
            lambda row: label(row.fill),
            tone=lambda row: FILL_TONES[row.fill],
            width=92,
            key="fill",
        ),
        Column(
            tr("People"),
            _headcount,
            numeric=True,
            width=60,
            key="headcount",
            value=lambda row: row.entered.headcount if row.entered else None,
            yields=1,
        ),
        Column(
            tr("Joined"),
            _new_hires,
            numeric=True,
            width=60,
            key="new_hires",
            hidden=True,
            value=lambda row: row.entered.new_hires if row.entered else None,
        ),
        Column(
            tr("Signed, US$"),
            lambda row: dollars_text(row.totals.signed_usd_cents),
            numeric=True,
            width=104,
            key="signed",
            value=lambda row: major_units(row.totals.signed_usd_cents, "USD"),
            yields=2,
        ),
        Column(
            tr("Executed, US$"),
            lambda row: dollars_text(row.totals.executed_usd_cents),
            numeric=True,
            width=104,
            key="executed",
            value=lambda row: major_units(row.totals.executed_usd_cents, "USD"),
        ),
        Column(
            tr("QoQ"),
            lambda row: growth_text(row.executed_growth),
            numeric=True,
            width=84,
            key="quarter_growth",
            tip=tr("Executed, compared with the quarter before"),
            yields=3,
        ),
        Column(
            tr("YoY"),
            lambda row: growth_text(row.executed_year_growth),
            numeric=True,
            width=84,
            key="year_growth",
            tip=tr("Executed, compared with the same quarter a year before"),
            yields=4,
        ),
    )
