"""The table behind a chart: the newest period is read first, and no row is cut."""

import pytest

from parkdesk.domain.charts import BarChart, RankedBars, RankedRow, Series
from parkdesk.gui.theme import ROW_HEIGHT
from parkdesk.gui.widgets.chart_view import ChartView

QUARTERS = tuple(f"{year}Q{number}" for year in (25, 26) for number in (1, 2, 3, 4))
BARS = BarChart("Executed", QUARTERS, (Series("ITO", tuple(range(1, 9))),))
RANKS = RankedBars("Markets", "Market", "US$", "", (RankedRow("Japan", 5), RankedRow("Korea", 3)))


@pytest.fixture
def view(qtbot):
    made = ChartView("chart-test", "Quarter")
    qtbot.addWidget(made)
    made.show()
    return made


def _shown(qtbot, view, chart):
    view.show_chart(chart)
    qtbot.waitUntil(lambda: view.table.records.is_settled)
    view.show_table()
    qtbot.waitUntil(view.table.isVisible)
    return view.table


@pytest.mark.parametrize(("chart", "place"), [(BARS, 7), (RANKS, 0)])
def test_a_table_begins_where_it_is_read_first(qtbot, view, chart, place):
    view.resize(500, 300)
    assert _shown(qtbot, view, chart).currentIndex().row() == place


@pytest.mark.parametrize("height", [200, 250, 300, 340, 600])
def test_no_row_of_a_table_is_cut(qtbot, view, height):
    view.resize(500, height)
    table = _shown(qtbot, view, BARS)

    def whole():
        room, row = table.viewport().height(), table.row_height
        seen = min(room // row, 8)
        bottom = table.rowViewportPosition(7) + row
        assert seen == 8 or room - seen * row < seen
        assert bottom <= room
        assert row <= ROW_HEIGHT or seen < 8

    qtbot.waitUntil(whole)
