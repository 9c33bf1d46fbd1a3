"""How a list of quarterly returns is imported."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.excel.statistics import RETURN_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import quarter_text, tr, trn
from parkdesk.usecases.return_imports import import_returns, preview_return_import


def return_import(quarter: Quarter) -> ImportSpec:
    """Return how a list of returns is imported; a row without a quarter is of `quarter`."""
    return ImportSpec(
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
