"""Two years in charts, each with the table behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from parkdesk.gui.actions import PageAction
from parkdesk.gui.figures.charts import (
    enterprises_and_people,
    executed_by_line,
    executed_by_market,
    signed_and_executed,
)
from parkdesk.gui.figures.section import FiguresSection
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.chart_view import ChartView
from parkdesk.i18n import tr
from parkdesk.usecases.park_figures import QuarterPoint, park_series

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

QUARTERS = 8


class ChartsSection(FiguresSection):
    """Columns, lines and small multiples of the eight quarters up to the one in view."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.charts = {
            key: ChartView(f"Chart-{key}", tr("Quarter"))
            for key in ("by-line", "by-market", "signed", "people")
        }
        grid = QGridLayout()
        grid.setSpacing(SPACE * 3)
        for place, view in enumerate(self.charts.values()):
            grid.addWidget(view, place // 2, place % 2)
        for half in range(2):
            grid.setColumnStretch(half, 1)
            grid.setRowStretch(half, 1)
        self.body.addLayout(grid, 1)
        self._points: tuple[QuarterPoint, ...] = ()
        self.printing = PageAction(
            self, tr("Print the charts"), self.open_print, key="Ctrl+P", icon="print"
        )
        self.printing.setEnabled(False)
        self.add_key(self.printing)

    def refresh(self) -> None:
        """Ask for the quarters."""
        quarter, on = self.asked_for
        found = self.runner.run(self, park_series, quarter, QUARTERS, on)
        found.done(self.of_day(partial(self._arrived, quarter)))

    def open_print(self) -> None:
        """Look at the charts as pages, with the tables behind them."""
        from parkdesk.gui.figures.printing import ChartsPrintDialog

        ChartsPrintDialog(self, self._points).open()

    def focus_first(self) -> None:
        """Begin at the first chart."""
        first = next(iter(self.charts.values()))
        (first.table if first.shows_table else first.picture).setFocus()

    def _arrived(self, quarter: object, points: tuple[QuarterPoint, ...]) -> None:
        if quarter != self.shell.quarter:
            return
        self._points = points
        self.printing.setEnabled(bool(points))
        self.charts["by-line"].show_chart(executed_by_line(points))
        self.charts["by-market"].show_chart(executed_by_market(points))
        self.charts["signed"].show_chart(signed_and_executed(points))
        self.charts["people"].show_chart(enterprises_and_people(points))
