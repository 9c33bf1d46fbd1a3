"""The tab of the year: twelve small months, and the list of the day chosen."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from parkdesk.domain.year_calendar import YearCounts, YearSheet
from parkdesk.excel.saving import saved
from parkdesk.gui.actions import PageAction, button
from parkdesk.gui.page import Page
from parkdesk.gui.reminders.files import ask_pdf, has_saved
from parkdesk.gui.reminders.kind_filter import KindFilter
from parkdesk.gui.reminders.months_view import MonthsView
from parkdesk.gui.reminders.past import as_at_note
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.search_field import SearchField
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, language, number_text, tr
from parkdesk.i18n.findings import found_text
from parkdesk.reports.due import certificate_name
from parkdesk.usecases.reminder_calendar import (
    BarFilter,
    DueOn,
    due_on_day,
    year_counts,
    year_to_print,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class YearSection(Page):
    """What is due on each day of a year; a day's list at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("certification", "certification_surveillance", "certification_type"),
            *("enterprise", "finding"),
        }
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self.as_at_note = as_at_note()
        self.months = MonthsView(shell.today)
        self.months.chosen.connect(self._load_day)
        self.months.year_left.connect(self.show_year)
        self.day_title = text_label("", "subtitle", wrap=True)
        self.guidance = text_label(
            tr("Marked days have something due: click one, or go there with the arrow keys."),
            "muted",
            wrap=True,
        )
        self.due = ShortTable[DueOn]("DueOnDay", _columns(), most=14)
        self.due.opened.connect(self._open)
        self.months.entered.connect(self.due.setFocus)
        self.pdf = PageAction(
            self, tr("Save as PDF (A4)…"), self._ask_pdf, key="Ctrl+P", icon="pdf"
        )
        self.add_action(self.pdf)
        self.body.addLayout(self._filter_row())
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 4)
        splitter.addWidget(self.months)
        splitter.addWidget(self._day_panel())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([760, 360])
        self.body.addWidget(splitter, 1)
        self.show_year(shell.today.year)

    @property
    def year(self) -> int:
        """The year in view."""
        return self._year

    def criteria(self) -> BarFilter:
        """Return what the filters say."""
        return BarFilter(self.search.words(), self.kind.code(), current=True, on=self.shell.on)

    def show_year(self, year: int) -> None:
        """Show another year."""
        self._year = year
        self._year_label.setText(str(year))
        self.refresh()

    def refresh(self) -> None:
        """Count the year again."""
        request = self.runner.run(self, year_counts, self._year, self.criteria())
        request.done(self.of_day(self._show))

    def blank(self) -> None:
        """Empty the year and the list of its day: they are another day's."""
        self.months.read_as_at(self.shell.on or self.shell.today)
        self.due.show_rows(())
        self.set_count("")

    def focus_first(self) -> None:
        """Put the focus on the months."""
        self.months.setFocus()

    def draw_pdf(self, path: Path) -> None:
        """Write the year on one page."""
        request = self.runner.run(self, year_to_print, self._year, self.criteria())
        request.done(partial(self._write, path))

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        self._year_label = text_label("", "subtitle")
        earlier = button(
            "",
            lambda: self.show_year(self._year - 1),
            icon="chevron-left",
            tip=tr("A year earlier"),
        )
        later = button(
            "", lambda: self.show_year(self._year + 1), icon="chevron-right", tip=tr("A year later")
        )
        today = button(tr("Today"), self._go_to_today)
        self.kind = KindFilter(self.runner)
        self.kind.chosen.connect(self.refresh)
        self.search = SearchField(tr("Enterprise"))
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _words: self.refresh())
        for one in (earlier, self._year_label, later, today, self.kind):
            row.addWidget(one)
        row.addWidget(self.search, 1)
        row.addStretch()
        return row

    def _day_panel(self) -> QWidget:
        panel = QWidget()
        panel.setMinimumWidth(280)
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.day_title)
        box.addWidget(self.guidance)
        box.addWidget(self.due)
        box.addStretch()
        return panel

    def _move(self, years: int) -> None:
        self.show_year(self._year + years)

    def _go_to_today(self) -> None:
        self.months.choose(self.months.today)

    def _show(self, counts: YearCounts) -> None:
        if counts.year == self._year:
            self.set_count(
                tr(
                    "{n} deadlines in {year}",
                    n=number_text(counts.total),
                    year=counts.year,
                )
            )
            self.months.show_counts(counts)

    def _load_day(self, day: dt.date) -> None:
        self.day_title.setText(self.months.words_of(day))
        request = self.runner.run(self, due_on_day, day, self.criteria())
        request.done(self.of_day(partial(self._show_day, day)))

    def _show_day(self, day: dt.date, due: tuple[DueOn, ...]) -> None:
        if day == self.months.day:
            self.due.show_rows(due)
            self.due.setVisible(bool(due))
            self.guidance.setVisible(not due)

    def _open(self, row: DueOn) -> None:
        self.shell.open_page("certifications" if row.rule is None else "findings", row.id)

    def _ask_pdf(self) -> None:
        ask_pdf(self, tr("Year calendar {year}", year=self._year), self.draw_pdf)

    def _write(self, path: Path, sheet: YearSheet) -> None:
        request = self.runner.call(self, _write_pdf, path, sheet, self.months.today, language())
        request.named(tr("Drawing the pages")).done(lambda _none: has_saved(self, path))


def _columns() -> tuple[Column[DueOn], ...]:
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, width=130, grows=True),
        Column(tr("What is due"), _due_text, width=110, grows=True),
        Column(tr("Kind of reminder"), lambda row: label(row.kind), width=80),
    )


def _due_text(row: DueOn) -> str:
    return certificate_name(row) if row.rule is None else found_text(row.rule, row.facts)


def _write_pdf(path: Path, sheet: YearSheet, today: dt.date, spoken: str) -> None:
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.year_calendar import render_year

    with saved(path) as beside:
        beside.write_bytes(render_year(sheet, today, spoken))
