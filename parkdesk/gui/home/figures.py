"""The quarter's figures on the workbench, with 环比 and 同比."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from parkdesk.domain.statistics import Growth
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.i18n import N_, amount_text, arrow_text, number_text, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.usecases.statistics import QuarterFigures

FIGURES = (
    ("executed_offshore_usd_cents", N_("Offshore executed, US$")),
    ("signed_offshore_usd_cents", N_("Offshore signed, US$")),
    ("headcount", N_("People employed")),
    ("contracts", N_("Number of contracts")),
)


class QuarterCards(QWidget):
    """Four cards; each opens the quarter's statistics."""

    def __init__(self, opened: Callable[[], object] | None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE * 3)
        self.cards = {name: FigureCard(tr(title), opened=opened) for name, title in FIGURES}
        for place, made in enumerate(self.cards.values()):
            grid.addWidget(made, 0, place)

    def show_figures(self, figures: QuarterFigures) -> None:
        """Show a quarter."""
        for name, made in self.cards.items():
            found = figures.compared(name)
            value = (
                amount_text(found.now).split(".")[0]
                if name.endswith("cents")
                else number_text(found.now)
            )
            made.say(
                value,
                tr(
                    "QoQ {quarter} · YoY {year}",
                    quarter=growth_text(found.quarter_on_quarter),
                    year=growth_text(found.year_on_year),
                ),
            )


def growth_text(growth: Growth) -> str:
    """Return ↑ 18.4%, ↓ 3.0%, or an em dash where nothing can be compared."""
    return "—" if growth.permille is None else arrow_text(growth.permille)
