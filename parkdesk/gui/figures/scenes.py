"""A figure's rows and a chart's table, for the pictures of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.gui.scene_steps import afterwards, press
from parkdesk.usecases.figure_rows import Dimension

if TYPE_CHECKING:
    from parkdesk.gui.figures.page import FiguresPage

_EXECUTED = list(ParkFigureKey).index(ParkFigureKey.EXECUTED)


def show(page: FiguresPage, what: str) -> None:
    """Show the rows of what was executed, by market, a chart's table, or what a card means."""
    if what == "charts":
        page.show_section("charts")
        for view in page.charts.charts.values():
            view.show_picture()
        return
    if what == "chart-table":
        page.show_section("charts")
        afterwards(lambda: next(iter(page.charts.charts.values())).show_table())
        return
    if what == "meaning":
        page.show_section("markets")
        afterwards(lambda: page.markets.explain("cr5"))
        return
    if what == "chart-print":
        page.show_section("charts")
        afterwards(lambda: press(page.charts.printing))
        return
    page.show_section("overview")
    page.overview.table.select_place(_EXECUTED)
    press(page.overview.rows)
    if what == "by":
        afterwards(lambda: _by_country(page))


def _by_country(page: FiguresPage) -> None:
    from parkdesk.gui.figures.rows_dialog import RowsDialog

    page.overview.findChildren(RowsDialog)[-1].show_by(Dimension.COUNTRY)
