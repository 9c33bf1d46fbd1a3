"""Exchange rates by month: what is stored, what is missing, and entering one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import add_months
from parkdesk.domain.contracts import month_of
from parkdesk.gui.contracts.dialog import CURRENCIES
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import list_text, tr, trn
from parkdesk.usecases.rates import (
    MissingRate,
    RateRow,
    SaveRate,
    enter_rate,
    list_rates,
    missing_rates,
)


class RatesDialog(FormDialog):
    """Enters rates month by month; amounts that wait for one are converted at once.

    It stays open: what is saved goes into the table, and the form goes to the next month, where a
    year's rates are twelve numbers, each with Ctrl+Enter after it.

    Signals:
        saved: how many amounts were converted; once for each rate.
    """

    def __init__(self, runner: Runner, parent: QWidget | None, today: dt.date) -> None:
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
        self._today = today
        self.cancel_button.setText(tr("Close"))
        self.waiting = Callout()
        self.waiting.hide()
        self.wide(self.waiting)
        self._make_fields()
        self.told = Callout()
        self.told.hide()
        self.wide(self.told)
        self.section(tr("Rates entered"))
        self.table = ShortTable[RateRow](
            "RatesTable",
            (
                Column(tr("Month"), lambda row: _month_text(row.month), width=90),
                Column(tr("Currency"), lambda row: row.currency, width=80),
                Column(tr("US$ for one"), lambda row: row.usd, numeric=True, width=120),
                Column(tr("Source"), lambda row: row.source, width=220, muted=True, grows=True),
            ),
            least=5,
            most=5,
            gives_way=True,
        )
        self.wide(self.table)
        self._missing: tuple[MissingRate, ...] = ()
        runner.run(self, list_rates).done(self.table.show_rows)
        runner.run(self, missing_rates).done(self._begin)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter the rate."""
        del confirmed
        return self.runner.run(self, enter_rate, SaveRate(**self.values()))

    def _make_fields(self) -> None:
        currencies = [(one, one) for one in CURRENCIES if one != "USD"]
        self.currency = self.choice(
            "currency", tr("Currency"), currencies, required=True, typed=False
        )
        self.month = self.date(
            "month",
            tr("Month"),
            today=self._today,
            required=True,
            hint=tr("Any day of the month."),
        )
        # An example in digits, which read the same in every language.
        self.rate = self.text("usd", tr("US$ for one unit"), required=True, placeholder="0.1402")
        self.text(
            "source",
            tr("Source"),
            required=True,
            placeholder=tr("Who published the rate, and where"),
        )

    def _begin(self, missing: tuple[MissingRate, ...]) -> None:
        self._say_waiting(missing)
        if missing and not self.is_dirty:
            self.fill({"currency": missing[0].currency, "month": missing[0].month})
            self.rate.focus()

    def _accepted(self, result: object) -> None:
        converted = result if isinstance(result, int) else 0
        self._saving = False
        self.save_button.setEnabled(True)
        self.told.say(
            trn(
                "{currency} {month} is saved, {n} amount converted.",
                "{currency} {month} is saved, {n} amounts converted.",
                converted,
                currency=self.currency.value(),
                month=_month_text(self.month.value() or self._today),
            ),
            Tone.GOOD,
        )
        self.told.show()
        self._go_on()
        self.saved.emit(converted)
        self.runner.run(self, list_rates).done(self.table.show_rows)
        self.runner.run(self, missing_rates).done(self._say_waiting)

    def _go_on(self) -> None:
        """Make room for the next rate at once: it may be typed before the table is read again."""
        done = (self.currency.value(), month_of(self.month.value() or self._today))
        still = [one for one in self._missing if (one.currency, one.month) != done]
        self.fill({**_next(*done, still, self._today), "usd": ""})
        self.rate.focus()

    def _say_waiting(self, missing: tuple[MissingRate, ...]) -> None:
        self._missing = missing
        if missing:
            self.waiting.say(_missing_text(missing), Tone.WARN)
        self.waiting.setVisible(bool(missing))
        self._grow()


def _next(
    currency: str, month: dt.date, missing: Sequence[MissingRate], today: dt.date
) -> dict[str, object]:
    """Return what is entered next: what figures wait for, else the following month."""
    same = [one for one in missing if one.currency == currency]
    waits = next(iter(same or missing), None)
    if waits is not None:
        return {"currency": waits.currency, "month": waits.month}
    # A month that has not begun has no rate yet: the next one typed is another currency's.
    return {"currency": currency, "month": min(add_months(month, 1), month_of(today))}


def _month_text(month: dt.date) -> str:
    return f"{month:%Y-%m}"


def _missing_text(missing: Sequence[MissingRate]) -> str:
    shown = list_text(f"{one.currency} {one.month:%Y-%m}" for one in missing[:6])
    return trn(
        "{n} month without a rate: {months}. Its amounts are in no figure yet.",
        "{n} months without a rate: {months}. Their amounts are in no figure yet.",
        len(missing),
        months=shown,
    )
