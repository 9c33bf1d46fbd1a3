"""How a list of returns is imported."""

from __future__ import annotations

from collections.abc import Collection

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.periods import Period, PeriodKind, kind_of
from parkdesk.domain.return_kinds import ReturnField
from parkdesk.excel.statistics import RETURN_COLUMNS, period_columns
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import period_text, quarter_text, tr, trn
from parkdesk.usecases.return_imports import import_returns, preview_return_import


def return_import(quarter: Quarter) -> ImportSpec:
    """Return how a list of returns is imported; a row without a quarter is of `quarter`."""
    return ImportSpec(
        key="quarterly-returns",
        title=tr("Import quarterly returns"),
        things=tr("quarterly returns"),
        counted=lambda n: trn("{n} quarterly return", "{n} quarterly returns", n),
        columns=RETURN_COLUMNS,
        preview=preview_return_import,
        apply=import_returns,
        template=tr("Quarterly returns template"),
        args=(quarter,),
        intro="\n".join(
            (
                tr(
                    "A row is the return of one enterprise, found by its code or else its name;"
                    " without a quarter it is of {quarter}.",
                    quarter=quarter_text(quarter),
                ),
                tr(
                    "A blank cell changes nothing; what is imported counts as handed in. An"
                    " exported quarter can be filled in and imported."
                ),
            )
        ),
    )


def period_import(period: Period, fields: Collection[ReturnField]) -> ImportSpec:
    """Return how a list of returns of months or years is imported; a row names its own, or none."""
    monthly = kind_of(period) is PeriodKind.MONTH
    return ImportSpec(
        key="monthly-returns" if monthly else "yearly-returns",
        title=tr("Import monthly returns") if monthly else tr("Import yearly returns"),
        things=tr("monthly returns") if monthly else tr("yearly returns"),
        counted=lambda n: trn("{n} return", "{n} returns", n),
        columns=period_columns(kind_of(period), fields),
        preview=preview_return_import,
        apply=import_returns,
        template=tr("Monthly returns template") if monthly else tr("Yearly returns template"),
        args=(period,),
        intro="\n".join(
            (
                tr(
                    "A row is the return of one enterprise, found by its code or else its name;"
                    " without a period it is of {period}.",
                    period=period_text(period),
                ),
                tr(
                    "A blank cell changes nothing; what is imported counts as handed in. An"
                    " exported list can be filled in and imported."
                ),
            )
        ),
    )
