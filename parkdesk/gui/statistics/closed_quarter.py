"""A closed quarter on the page of statistics: its figures as closed, and what came since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.statistics.closed_dialog import SinceClosingDialog
from parkdesk.gui.theme import Tone
from parkdesk.i18n import quarter_text, tr
from parkdesk.usecases.closed_figures import ClosedFigures, closed_figures
from parkdesk.usecases.statistics import QuarterFigures

if TYPE_CHECKING:
    from parkdesk.gui.statistics.page import StatisticsPage


class ClosedQuarter:
    """Puts the closed figures over the live ones, whichever of the two comes first."""

    def __init__(self, page: StatisticsPage) -> None:
        self._page = page
        self._live: QuarterFigures | None = None
        self.found: ClosedFigures | None = None
        """None while the quarter in view is open, or read as at a past day."""

    def ask(self) -> None:
        """Fetch what the quarter in view was closed with."""
        self._live, self.found = None, None
        page = self._page
        if page.shell.on is None and page.runner.can(closed_figures):
            request = page.runner.run(page, closed_figures, page.shell.quarter)
            request.done(partial(self._say, page.shell.quarter))

    def show_live(self, figures: QuarterFigures) -> None:
        """Show the figures of now, or the closed ones over them."""
        self._live = figures
        self._show()

    def open(self) -> None:
        """Open what came since the quarter in view was closed."""
        if self.found is not None:
            dialog = SinceClosingDialog(self._page, self.found)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _say(self, quarter: Quarter, found: ClosedFigures | None) -> None:
        page = self._page
        if found is None or quarter != page.shell.quarter or page.shell.on is not None:
            return
        closed = tr("Closed as edition {n}", n=found.edition)
        page.set_title(tr("Quarterly statistics"), f"{quarter_text(quarter)} · {closed}")
        self.found = found
        self._show()
        if found.differs or found.late:
            page.banner.show_text(
                tr(
                    "The cards show the quarter as it was closed; the list below shows the returns"
                    " as they are by now."
                ),
                Tone.NEUTRAL,
                offers=((tr("What came since…"), self.open),),
            )

    def _show(self) -> None:
        if self._live is not None:
            self._page.cards.show_figures(self._live)
            if self.found is not None:
                self._page.cards.show_closed(self.found)
