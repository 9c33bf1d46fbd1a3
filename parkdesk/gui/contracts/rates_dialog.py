"""Exchange rates by month: what is stored, what is missing, and entering one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.contracts.dialog import CURRENCIES
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import list_text, tr, trn
from parkdesk.usecases.rates import MissingRate, RateRow, SaveRate, enter_rate


class RatesDialog(FormDialog):
    """Enters a month's rate; amounts that wait for it are converted at once."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rates: Sequence[RateRow],
        missing: Sequence[MissingRate],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Exchange rates"),
            save_text=tr("Save rate"),
            width=600,
            intro=tr(
                "US dollars for one unit of the currency, by month. An amount keeps the rate it was"
                " converted at: correcting a rate does not move figures that were reported."
            ),
        )
        if missing:
            self.wide(Callout(_missing_text(missing), Tone.WARN))
        self.table = ShortTable[RateRow](
            "RatesTable",
            (
                Column(tr("Month"), lambda row: f"{row.month:%Y-%m}", width=90),
                Column(tr("Currency"), lambda row: row.currency, width=80),
                Column(tr("US$ for one"), lambda row: row.usd, numeric=True, width=120),
                Column(tr("Source"), lambda row: row.source, width=220, muted=True, grows=True),
            ),
            most=6,
        )
        self.wide(self.table)
        self.section(tr("Enter a rate"))
        currencies = [(one, one) for one in CURRENCIES if one != "USD"]
        self.choice("currency", tr("Currency"), currencies, required=True, typed=False)
        self.date(
            "month",
            tr("Month"),
            today=today,
            required=True,
            hint=tr("Any day of the month."),
        )
        self.text("usd", tr("US$ for one unit"), required=True, placeholder="0.1402")
        self.text(
            "source",
            tr("Source"),
            required=True,
            placeholder=tr("Who published the rate, and where"),
        )
        if missing:
            self.fill({"currency": missing[0].currency, "month": missing[0].month})
        self.table.show_rows(rates)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter the rate."""
        del confirmed
        return self.runner.run(self, enter_rate, SaveRate(**self.values()))


def _missing_text(missing: Sequence[MissingRate]) -> str:
    shown = list_text(f"{one.currency} {one.month:%Y-%m}" for one in missing[:6])
    return trn(
        "{n} month without a rate: {months}. Its amounts are in no figure yet.",
        "{n} months without a rate: {months}. Their amounts are in no figure yet.",
        len(missing),
        months=shown,
    )
