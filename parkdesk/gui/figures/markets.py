"""Where the work comes from, and on how few enterprises it rests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parkdesk.domain.concentration import Concentration, Measure
from parkdesk.domain.indicators import IndicatorCode
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.gui.figures.charts import market_map
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.figures.section import FiguresSection
from parkdesk.gui.figures.words import concentration_text
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.statistics.definitions import DefinesFigures, open_definitions
from parkdesk.gui.statistics.words import dollars_text, growth_text
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.chart_view import ChartView
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.i18n import tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.figure_rows import Dimension, FigureChoice
from parkdesk.usecases.park_figures import (
    MarketFigure,
    QuarterPark,
    park_concentration,
    park_figures,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


_INDICATORS = {
    "signed": IndicatorCode.SIGNED_OFFSHORE,
    "executed": IndicatorCode.EXECUTED_OFFSHORE,
    "growth": IndicatorCode.YEAR_ON_YEAR,
}
"""What a column of the markets abroad means."""


class MarketsSection(FiguresSection):
    """Concentration on cards, the markets as ranked bars, and their table with growth."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, SPACE, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(SectionHeader(tr("Concentration of what was executed")))
        self._cards = QHBoxLayout()
        self._cards.setSpacing(SPACE * 3)
        self.cards: dict[str, FigureCard] = {}
        self.measures: tuple[Measure, ...] = ()
        """What the cards show, in their order."""
        self._help = DefinesFigures(self, self.explain)
        box.addLayout(self._cards)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        self.map = ChartView("MarketMap", tr("Country or region"))
        row.addWidget(self.map, 1)
        self.table = ShortTable[MarketFigure]("MarketFigures", _columns(), most=12, gives_way=True)
        self.table.opened.connect(self._open_market)
        self._help.watch(self.table, self._column_in_view)
        row.addWidget(self.table, 1)
        box.addLayout(row)
        box.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.addWidget(area, 1)

    def refresh(self) -> None:
        """Ask for the markets and the concentration of the quarter."""
        self.runner.run(self, park_figures, *self.asked_for).done(self.of_day(self._arrived))
        found = self.runner.run(self, park_concentration, *self.asked_for)
        found.done(self.of_day(partial(self._concentrated, self.shell.quarter)))

    def blank(self) -> None:
        """Take the numbers off: they are another quarter's."""
        self.table.show_rows(())
        self.map.show_chart(market_map(()))
        for card in self.cards.values():
            card.say("—")

    def focus_first(self) -> None:
        """Begin at the markets."""
        self.table.setFocus()

    def _arrived(self, found: QuarterPark) -> None:
        if self.of_view(found.periods.quarter):
            self.table.show_rows(found.markets)
            self.map.show_chart(market_map(found.markets))

    def _concentrated(self, quarter: object, found: tuple[Concentration, ...]) -> None:
        if quarter != self.shell.quarter:
            return
        self.measures = tuple(one.measure for one in found)
        for one in found:
            measure = one.measure
            card = self.cards.get(measure.code)
            if card is None:
                title = in_language(measure.name_zh, measure.name_en)
                card = FigureCard(title, opened=self._open_enterprises)
                card.setToolTip(in_language(measure.definition_zh, measure.definition_en))
                self.cards[measure.code] = card
                self._help.watch(card, partial(str, measure.code))
                self._cards.addWidget(card, 1)
            card.say(
                concentration_text(one), in_language(measure.definition_zh, measure.definition_en)
            )

    def _column_in_view(self) -> str:
        """Return which indicator the keyboard is on in the table of markets."""
        shown = self.table.layout_of_columns.of_list()
        place = self.table.currentIndex().column()
        return _INDICATORS.get(shown[place].key, "") if 0 <= place < len(shown) else ""

    def explain(self, code: str) -> None:
        """Say what a measure of concentration means, or an indicator of a market."""
        open_definitions(self.runner, self, self.shell.quarter, code, self.measures)

    def _open_enterprises(self) -> None:
        self._open(ParkFigureKey.EXECUTED, Dimension.ENTERPRISE, "")

    def _open_market(self, row: MarketFigure) -> None:
        self._open(ParkFigureKey.EXECUTED_OFFSHORE, None, row.code)

    def _open(self, key: ParkFigureKey, dimension: Dimension | None, country: str) -> None:
        quarter, on = self.asked_for
        choice = FigureChoice(key, quarter, on=on, country=country)
        dialog = RowsDialog(self.runner, self, choice)
        dialog.show_by(dimension)
        dialog.open()


def _columns() -> tuple[Column[MarketFigure], ...]:
    return (
        Column(
            tr("Country or region"),
            lambda row: in_language(row.name_zh, row.name_en),
            width=130,
            grows=True,
            key="country",
        ),
        Column(
            tr("Signed, US$"),
            lambda row: dollars_text(row.signed),
            numeric=True,
            width=96,
            key="signed",
            yields=1,
        ),
        Column(
            tr("Executed, US$"),
            lambda row: dollars_text(row.executed.now or 0),
            numeric=True,
            width=96,
            key="executed",
        ),
        Column(
            tr("YoY"),
            lambda row: growth_text(row.executed.growth),
            numeric=True,
            width=80,
            key="growth",
        ),
    )
