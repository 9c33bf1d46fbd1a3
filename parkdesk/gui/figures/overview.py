"""The figures of the quarter with 环比, 同比 and the year so far; each opens its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.park_figures import Beside, ParkFigure
from parkdesk.gui.actions import PageAction
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.figures.section import FiguresSection
from parkdesk.gui.figures.words import base_text, beside_text, days_text, value_text
from parkdesk.gui.statistics.definitions import DefinesFigures, open_definitions
from parkdesk.gui.statistics.words import narrowed_text
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, tr, trn
from parkdesk.usecases.figure_rows import FigureChoice
from parkdesk.usecases.park_figures import (
    CumulativeFigure,
    QuarterPark,
    park_figures,
    park_year,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as a line of the table; the year so far comes a moment later."""

    id: int
    figure: ParkFigure
    year: Beside | None


class OverviewSection(FiguresSection):
    """One line a figure."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._found: QuarterPark | None = None
        self._year: dict[str, Beside] = {}
        self.said = text_label("", "muted", wrap=True)
        self.body.addWidget(self.said)
        self.table: RecordTable[FigureLine] = RecordTable()
        self.table.setObjectName("ParkFigures")
        self.table.set_model(WindowedModel(_columns(), self._serve, self))
        self.table.opened.connect(lambda _row: self.rows.trigger())
        self.table.row_changed.connect(lambda _row: self._enable())
        self.table.position_changed.connect(self.position_changed)
        self.body.addWidget(self.table, 1)
        self.definitions = DefinesFigures(self, self._explain)
        self.definitions.watch(self.table, self._indicator)
        self.rows: PageAction = PageAction(self, tr("Rows of the figure"), self.open_rows, key="F4")
        self.add_action(self.rows)
        self._enable()

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """The lines in view."""
        if self._found is None:
            return ()
        return tuple(
            FigureLine(place, one, self._year.get(one.key))
            for place, one in enumerate(self._found.figures, 1)
        )

    def refresh(self) -> None:
        """Ask for the figures, then for the year so far."""
        self.runner.run(self, park_figures, *self.asked_for).done(self.of_day(self._arrived))
        quarter = self.shell.quarter
        year = self.runner.run(self, park_year, *self.asked_for)
        year.done(self.of_day(partial(self._year_arrived, quarter)))

    def blank(self) -> None:
        """Take the figures off: they are another quarter's."""
        self._found, self._year = None, {}
        self.said.setText("")
        self.banner.dismiss()
        self.table.records.reload()

    def focus_first(self) -> None:
        """Begin at the first figure."""
        self.table.setFocus()

    def open_rows(self) -> None:
        """Open the rows of the chosen figure."""
        line = self.table.current()
        if line is not None:
            quarter, on = self.asked_for
            RowsDialog(self.runner, self, FigureChoice(line.figure.key, quarter, on=on)).open()

    def _indicator(self) -> str:
        """Return the code of the indicator that says what the chosen figure means."""
        line = self.table.current()
        return "" if line is None else line.figure.spec.indicator

    def _explain(self, code: str) -> None:
        open_definitions(self.runner, self, self.shell.quarter, code)

    def _arrived(self, found: QuarterPark) -> None:
        if not self.of_view(found.periods.quarter):
            return
        self._found = found
        periods = found.periods
        text = tr("Period: {days}.", days=days_text(periods.now))
        if periods.partial:
            text += " " + tr(
                "The quarter has not ended: it is compared with {previous} and {year}.",
                previous=days_text(periods.previous),
                year=days_text(periods.year_before),
            )
        text += " " + tr("* Only enterprises that filed both are compared.")
        self.said.setText(text)
        self._warn(found.waiting)
        self._reload()

    def _year_arrived(self, quarter: object, found: tuple[CumulativeFigure, ...]) -> None:
        if quarter == self.shell.quarter:
            self._year = {one.key: one.beside for one in found}
            self._reload()

    def _warn(self, waiting: int) -> None:
        if waiting:
            text = trn(
                "{n} amount waits for the rate of its month and is in no figure yet.",
                "{n} amounts wait for the rate of their month and are in no figure yet.",
                waiting,
            )
            self.banner.show_text(text, Tone.WARN)
        else:
            self.banner.dismiss()

    def _reload(self) -> None:
        place = self.table.currentIndex().row()
        self.table.records.reload()
        if self.lines:
            self.table.select_place(max(place, 0))
        self._enable()

    def _enable(self) -> None:
        self.rows.setEnabled(self.table.current() is not None)

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[FigureLine]) -> None:
        lines = self.lines
        arrived(Window(lines[offset : offset + limit], len(lines), offset))


def _now(line: FigureLine) -> str:
    return value_text(line.figure.value, line.figure.spec.unit)


def _year(line: FigureLine) -> str:
    return value_text(line.year.now, line.figure.spec.unit) if line.year else ""


def _columns() -> tuple[Column[FigureLine], ...]:
    return (
        Column(
            tr("Group"),
            lambda line: label(line.figure.spec.group),
            muted=True,
            width=70,
            key="group",
            yields=1,
        ),
        Column(
            tr("Figure"), lambda line: label(line.figure.key), width=150, grows=True, key="figure"
        ),
        Column(tr("Unit"), lambda line: label(line.figure.spec.unit), muted=True, key="unit"),
        Column(tr("Quarter in view"), _now, numeric=True, width=100, key="now"),
        Column(
            tr("Quarter before"),
            lambda line: base_text(line.figure.quarter, line.figure.spec.unit),
            numeric=True,
            width=100,
            key="previous",
            yields=4,
        ),
        Column(
            tr("QoQ"),
            lambda line: beside_text(line.figure.quarter),
            numeric=True,
            width=80,
            key="quarter-growth",
            tip=tr("Compared with the quarter before") + "\n" + narrowed_text(),
        ),
        Column(
            tr("Year before"),
            lambda line: base_text(line.figure.year, line.figure.spec.unit),
            numeric=True,
            width=100,
            key="year-before",
            yields=3,
        ),
        Column(
            tr("YoY"),
            lambda line: beside_text(line.figure.year),
            numeric=True,
            width=80,
            key="year-growth",
            tip=tr("Compared with the same quarter a year before") + "\n" + narrowed_text(),
        ),
        Column(tr("Year so far"), _year, numeric=True, width=100, key="year"),
        Column(
            tr("Same part last year"),
            lambda line: base_text(line.year, line.figure.spec.unit) if line.year else "",
            numeric=True,
            width=100,
            key="year-earlier",
            yields=2,
        ),
        Column(
            tr("Cumulative YoY"),
            lambda line: beside_text(line.year) if line.year else "",
            numeric=True,
            width=80,
            key="cumulative-growth",
            tip=tr("The year so far, compared with the same part of the year before")
            + "\n"
            + narrowed_text(),
        ),
    )
