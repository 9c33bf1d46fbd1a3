"""The calendar of working days: the years that are known, and entering another one's notice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.working_days import YearNotice
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.i18n import number_text, tr
from parkdesk.usecases.working_days import CalendarYear, calendar_years, save_year_notice


class CalendarDialog(FormDialog):
    """A year that is not here counts its weekends alone, and says so wherever it is counted."""

    def __init__(self, runner: Runner, parent: QWidget | None, today: dt.date) -> None:
        super().__init__(
            runner,
            parent,
            tr("Calendar of working days"),
            save_text=tr("Enter the year"),
            width=680,
            intro=tr(
                "The State Council's yearly notice says which weekdays are off and which weekend"
                " days are worked. Write days as 1.1-1.3, 2.15."
            ),
        )
        self.known: ShortTable[CalendarYear] = ShortTable("CalendarYears", _columns(), most=5)
        self.wide(self.known)
        self.section(tr("Enter another year's notice"))
        years = range(today.year - 1, today.year + 3)
        self.year = self.choice(
            "year", tr("Year"), [(one, str(one)) for one in years], required=True, typed=False
        )
        self.text("document", tr("Document"), required=True)
        # Examples in digits, month and day as the sentence above says: the same in every language.
        self.text("off", tr("Days off"), required=True, placeholder="1.1-1.3, 2.15-2.23")
        self.text("worked", tr("Weekend days worked"), placeholder="1.4, 2.14")
        self.year.set_value(today.year + 1)
        runner.run(self, calendar_years).done(self.known.show_rows)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter the year."""
        del confirmed
        return self.runner.run(self, save_year_notice, YearNotice(**self.values()))


def _columns() -> tuple[Column[CalendarYear], ...]:
    return (
        Column(tr("Year"), lambda one: str(one.year), width=64),
        Column(tr("Weekdays off"), lambda one: number_text(len(one.off)), numeric=True, width=96),
        Column(
            tr("Weekend days worked"),
            lambda one: number_text(len(one.worked)),
            numeric=True,
            width=130,
        ),
        Column(tr("Document"), lambda one: one.document, width=200, grows=True),
    )
