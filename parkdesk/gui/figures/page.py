"""Figures of the park (园区数据): figures, markets, thresholds, charts, published series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.threshold_watch import Side
from parkdesk.gui.figures.charts_section import ChartsSection
from parkdesk.gui.figures.markets import MarketsSection
from parkdesk.gui.figures.overview import OverviewSection
from parkdesk.gui.figures.published import PublishedSection
from parkdesk.gui.figures.watch import WatchSection
from parkdesk.gui.page_sections import offered_sections
from parkdesk.gui.tabbed_page import TabbedPage
from parkdesk.i18n import quarter_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.page import Page
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class FiguresPage(TabbedPage):
    """The quarter in view as a whole; every figure opens its rows."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        self.overview = OverviewSection(runner, shell)
        self.markets = MarketsSection(runner, shell)
        self.watch = WatchSection(runner, shell)
        self.charts = ChartsSection(runner, shell)
        self.published = PublishedSection(runner, shell)
        self.as_at_note = self.overview.as_at_note
        made: dict[str, Page] = {
            "overview": self.overview,
            "markets": self.markets,
            "watch": self.watch,
            "charts": self.charts,
            "published": self.published,
        }
        for spec in offered_sections(runner.desk.actor, "figures"):
            self.add_section(spec.key, tr(spec.title), made[spec.key])
        self._name_quarter()
        shell.quarter_changed.connect(self._quarter_changed)

    def follow_day(self) -> None:
        """Read every tab as at the shell's other day."""
        for section in self.sections.values():
            section.follow_day()

    def choose(self, value: object) -> None:
        """Show a tab; `watch/LINE/SIDE` is a line of the threshold watch and a side of it."""
        key, _, rest = str(value).partition("/")
        self.show_section(key)
        if rest:
            code, _, side = rest.rpartition("/")
            self.watch.show_line(code, Side(side))

    def _quarter_changed(self, _quarter: object) -> None:
        self._name_quarter()

    def _name_quarter(self) -> None:
        self.set_title(tr("Park figures"), quarter_text(self.shell.quarter))
