"""The charts as pages: looked at first, then printed or saved, the very same file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.figures.charts import (
    enterprises_and_people,
    executed_by_line,
    executed_by_market,
    market_map,
    signed_and_executed,
)
from parkdesk.gui.runner import Request
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import date_text, quarter_text, speaking, tr
from parkdesk.usecases.park_figures import QuarterPark, QuarterPoint, park_figures

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.gui.figures.charts_section import ChartsSection


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """What the pages are drawn from, in whatever language."""

    park: tuple[str, str]
    """In Chinese and in English."""
    quarter: Quarter
    on: dt.date | None
    points: tuple[QuarterPoint, ...]
    figures: QuarterPark
    at: dt.datetime
    by: str


class ChartsPrintDialog(PreviewDialog[QuarterPark]):
    """Shows the charts of the quarter in view and the tables behind them."""

    def __init__(self, section: ChartsSection, points: tuple[QuarterPoint, ...]) -> None:
        self._section = section
        self._points = points
        self._quarter, self._on = section.asked_for
        super().__init__(section.runner, section, tr("Print the charts"), section.shell.notify)
        self.viewer.outline.hide()
        self.gather(park_figures, self._quarter, self._on)

    def file_name(self) -> str:
        """Return the name to save under."""
        return tr("{list} {day}.pdf", list=tr("Park figures in charts"), day=str(self._quarter))

    def begin_drawing(self, found: QuarterPark, spoken: str) -> Request[Printed]:
        """Start drawing the charts in a language."""
        desk, park = self.runner.desk, self._section.shell.park
        assert desk is not None
        facts = ChartFacts(
            (park.name, park.name_en or park.name),
            self._quarter,
            self._on,
            self._points,
            found,
            desk.clock(),
            desk.actor.name,
        )
        return self.runner.call(self, print_charts, facts, spoken)


def print_charts(facts: ChartFacts, spoken: str, progress: Progress) -> Printed:
    """Describe the charts in a language and draw them; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.park_charts import ChartsReport, render_charts

    out = BytesIO()
    with speaking(spoken):
        period = quarter_text(facts.quarter)
        if facts.on is not None:
            day = tr("As at {day}", day=date_text(facts.on))
            period = f"{period} · {day}"
        points = facts.points
        report = ChartsReport(
            facts.park[spoken == "en"],
            period,
            tr("Quarter"),
            (
                executed_by_line(points),
                executed_by_market(points),
                signed_and_executed(points),
                enterprises_and_people(points),
                market_map(facts.figures.markets),
            ),
            facts.at,
            facts.by,
        )
        missing = render_charts(report, out, spoken, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
