"""The quarter's figures on the workbench, with 环比 and 同比."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from parkdesk.domain.park_figures import ParkFigureKey, spec_of
from parkdesk.domain.statistics import Growth
from parkdesk.gui.statistics.definitions import DefinesFigures
from parkdesk.gui.statistics.words import narrowed_text, star_text
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import N_, amount_text, arrow_text, number_text, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.usecases.statistics import QuarterFigures

FIGURES = (
    (
        "executed_offshore_usd_cents",
        ParkFigureKey.EXECUTED_OFFSHORE,
        N_("Offshore executed, US$"),
    ),
    ("signed_offshore_usd_cents", ParkFigureKey.SIGNED_OFFSHORE, N_("Offshore signed, US$")),
    ("headcount", ParkFigureKey.HEADCOUNT, N_("People employed")),
    ("contracts", ParkFigureKey.CONTRACTS, N_("Number of contracts")),
)
"""Which field of the totals, which figure of the park for rows and meaning, and its name."""


class QuarterCards(QWidget):
    """Four cards; each opens its rows, and F1 on it says what it means.

    `opened` is told which figure's rows are wanted, None where they may not be read; `explain` the
    code of the indicator.
    """

    def __init__(
        self,
        opened: Callable[[ParkFigureKey], object] | None,
        explain: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._help = DefinesFigures(self, explain)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE * 3)
        self.cards: dict[str, FigureCard] = {}
        for place, (name, key, title) in enumerate(FIGURES):
            opens = None if opened is None else partial(opened, key)
            made = self.cards[name] = FigureCard(tr(title), opened=opens)
            self._help.watch(made, partial(str, spec_of(key).indicator))
            grid.addWidget(made, 0, place)
        self.legend = label(narrowed_text(), "muted")
        self.legend.hide()
        grid.addWidget(self.legend, 1, 0, 1, len(FIGURES))

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
                    quarter=growth_text(found.quarter_on_quarter, narrowed=found.quarter_narrowed),
                    year=growth_text(found.year_on_year, narrowed=found.year_narrowed),
                ),
            )
            made.setToolTip(star_text(found))
        starred = any(star_text(figures.compared(name)) for name in self.cards)
        self.legend.setVisible(starred)


def growth_text(growth: Growth, *, narrowed: bool) -> str:
    """Return ↑ 18.4%, ↓ 3.0%, or an em dash where nothing can be compared; a star as elsewhere."""
    if growth.permille is None:
        return "—"
    return arrow_text(growth.permille) + ("*" if narrowed else "")
