"""The park's figures through a real runner and database, worked by keys."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.park_figures import Beside, FigureUnit, ParkFigureKey
from parkdesk.domain.statistics import Return
from parkdesk.domain.threshold_watch import Side
from parkdesk.gui.figures.printing import ChartsPrintDialog
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.figures.words import base_text
from parkdesk.gui.statistics.definitions import DefinitionsDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.figure_rows import Dimension, FigurePart
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.pages import OPENING_MS, dialog_of
from tests.registers import enterprise
from tests.usecases.test_park_figures import contract_of, execution_of

D = dt.date
Q3 = Quarter(2026, 3)
Key = ParkFigureKey
LINES = list(Key)


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司", sort_key="a")
        second = enterprise(work, name="凌云信息有限公司", sort_key="b")
        for owner, country, cents in (
            (first, "US", 40_000_00),
            (first, "CN", 60_000_00),
            (second, "JP", 90_000_00),
        ):
            id_ = contract_of(work, owner, D(2026, 7, 6), cents, country)
            execution_of(work, id_, D(2026, 8, 1), cents // 2)
        save_return(work, first, Q3, None, SaveReturn(Return(100, 60, 10, 9)))
        return {"first": first, "second": second}


@pytest.fixture
def page(qtbot, ids, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("figures")
    page.workspace = workspace
    settle(qtbot, page)
    qtbot.waitUntil(lambda: len(page.overview.lines) == len(LINES), timeout=OPENING_MS)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page.runner.is_idle
            and not any(one._refreshing.isActive() for one in page.sections.values())
        ),
        timeout=OPENING_MS,
    )


def cells(table, row):
    """What a row of a table reads."""
    model = table.records
    return [
        model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)
        for column in range(model.columnCount())
    ]


def show(qtbot, page, key):
    page.show_section(key)
    settle(qtbot, page)


def open_rows(qtbot, page, key):
    page.overview.table.select_place(LINES.index(key))
    qtbot.keyClick(page.overview.table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page.overview, RowsDialog)
    qtbot.waitUntil(lambda: dialog.total is not None, timeout=OPENING_MS)
    return dialog


def test_every_figure_is_a_line_with_its_growth(page):
    assert [line.figure.key for line in page.overview.lines] == LINES
    executed = cells(page.overview.table, LINES.index(Key.EXECUTED))
    assert "95,000" in executed
    assert all(line.year is not None for line in page.overview.lines if not line.figure.spec.stock)


@pytest.mark.parametrize(("narrowed", "said"), [(True, "3,390*"), (False, "3,390")])
def test_a_base_of_fewer_than_the_figure_is_marked_as_its_growth_is(narrowed, said):
    beside = Beside(3480, 3390, narrowed=narrowed)
    assert base_text(beside, FigureUnit.PERSONS) == said


def test_a_base_that_is_not_known_has_no_mark():
    assert base_text(Beside(3480, None, narrowed=True), FigureUnit.PERSONS) == "—"


def test_enter_opens_the_rows_of_a_figure_with_the_same_total(qtbot, page):
    dialog = open_rows(qtbot, page, Key.EXECUTED)
    assert dialog.total == 95_000_00
    assert "95,000" in dialog.foot.text()
    assert dialog.table.records.total == 3
    dialog.show_by(Dimension.ENTERPRISE)
    qtbot.waitUntil(lambda: dialog.total is not None, timeout=OPENING_MS)
    assert dialog.total == 95_000_00
    assert cells(dialog.table, 0)[:2] == ["太湖软件外包有限公司", "50,000"]
    dialog.show_by(Dimension.MONTH)
    qtbot.waitUntil(lambda: dialog.total is not None, timeout=OPENING_MS)
    assert cells(dialog.table, 0)[:2] == ["2026-08", "95,000"]
    dialog.show_by(None)
    dialog.show_part(FigurePart.PREVIOUS)
    qtbot.waitUntil(lambda: dialog.total == 0, timeout=OPENING_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_rows_of_enterprises_and_returns_have_no_dimensions(qtbot, page):
    dialog = open_rows(qtbot, page, Key.RESIDENTS)
    assert (dialog.total, dialog.by.isVisible()) == (2, False)
    dialog.accept()
    dialog = open_rows(qtbot, page, Key.GRADUATES)
    assert dialog.total == 60
    assert "太湖软件外包有限公司" in cells(dialog.table, 0)
    dialog.accept()


def test_f1_says_what_the_chosen_figure_means(qtbot, page):
    page.overview.table.select_place(LINES.index(Key.EXECUTED_OFFSHORE))
    qtbot.keyClick(page.overview.table, Qt.Key.Key_F1)
    dialog = dialog_of(qtbot, page.overview, DefinitionsDialog)
    assert dialog.found[dialog.list.currentRow()].code == "executed-offshore"
    dialog.reject()


@pytest.mark.parametrize("code", ["cr5", "hhi"])
def test_f1_on_a_card_of_concentration_says_how_it_is_taken(qtbot, page, code):
    show(qtbot, page, "markets")
    qtbot.waitUntil(lambda: code in page.markets.cards, timeout=OPENING_MS)
    qtbot.keyClick(page.markets.cards[code], Qt.Key.Key_F1)
    dialog = dialog_of(qtbot, page.markets, DefinitionsDialog)
    measure = next(one for one in dialog.measures if one.code == code)
    said = [one.text() for one in dialog.facts.findChildren(QLabel)]
    assert dialog.name.text() == measure.name_en
    assert {measure.definition_en, measure.source, "Executed amount"} <= set(said)
    dialog.reject()


def test_f1_in_the_table_of_markets_means_the_column(qtbot, page):
    show(qtbot, page, "markets")
    table = page.markets.table
    qtbot.waitUntil(lambda: table.records.total == 2, timeout=OPENING_MS)
    keys = [one.key for one in table.layout_of_columns.of_list()]
    table.setCurrentIndex(table.model().index(0, keys.index("executed")))
    qtbot.keyClick(table, Qt.Key.Key_F1)
    dialog = dialog_of(qtbot, page.markets, DefinitionsDialog)
    assert dialog.found[dialog.list.currentRow()].code == "executed-offshore"
    dialog.reject()


def test_the_charts_are_drawn_on_paper_with_their_tables(qtbot, page):
    show(qtbot, page, "charts")
    qtbot.waitUntil(page.charts.printing.isEnabled, timeout=OPENING_MS)
    page.charts.printing.trigger()
    dialog = dialog_of(qtbot, page.charts, ChartsPrintDialog)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=OPENING_MS)
    assert len(dialog.file().sizes) >= 2
    dialog.reject()


def test_another_quarter_brings_its_own_figures(qtbot, page):
    page.shell.quarter_picker.pick(Quarter(2026, 4))
    settle(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.overview.lines), timeout=OPENING_MS)
    # On 12 October the quarter has only begun: the same days of the others stand beside it.
    assert "2026-07-01" in page.overview.said.text()
    assert "2026-07-12" in page.overview.said.text()
    signed = next(one for one in page.overview.lines if one.figure.key is Key.SIGNED)
    assert (signed.figure.value, signed.figure.quarter.base) == (0, 190_000_00)


def test_a_day_in_the_past_has_its_own_figures(qtbot, page):
    page.shell.read_as_at(D(2026, 7, 31))
    settle(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.overview.lines), timeout=OPENING_MS)
    executed = next(one for one in page.overview.lines if one.figure.key is Key.EXECUTED)
    assert executed.figure.value == 0


def test_markets_are_ranked_and_open_their_rows(qtbot, page):
    show(qtbot, page, "markets")
    markets = page.markets
    qtbot.waitUntil(lambda: markets.table.records.total == 2, timeout=OPENING_MS)
    assert [row.name for row in markets.map.picture.chart.rows] == ["Japan", "United States"]
    assert markets.cards["cr1"].figure.text() == "52.6%"
    markets.table.select_place(0)
    qtbot.keyClick(markets.table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, markets, RowsDialog)
    qtbot.waitUntil(lambda: dialog.total == 45_000_00, timeout=OPENING_MS)
    dialog.accept()
    qtbot.keyClick(markets.cards["cr1"], Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(one.total == 95_000_00 for one in markets.findChildren(RowsDialog)),
        timeout=OPENING_MS,
    )


def test_a_line_of_the_watch_shows_who_stands_where(qtbot, page, ids):
    page.choose(f"watch/offshore-50/{Side.BELOW}")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.watch.rows.records.total == 1, timeout=OPENING_MS)
    assert [row.id for row in page.watch.shown] == [ids["first"]]
    assert "40.0%" in cells(page.watch.rows, 0)
    page.watch.side.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.watch.rows.records.total == 2, timeout=OPENING_MS)
    page.watch.rows.select_place(0)
    page.watch.open.trigger()
    settle(qtbot, page)
    assert page.workspace.page.enterprise_id == ids["first"]


def test_a_chart_has_its_table_behind_it(qtbot, page):
    show(qtbot, page, "charts")
    view = page.charts.charts["by-market"]
    qtbot.waitUntil(lambda: view.picture.chart is not None, timeout=OPENING_MS)
    view.picture.setFocus()
    qtbot.keyClick(view.picture, Qt.Key.Key_Return)
    assert view.shows_table
    assert view.table.hasFocus()
    assert cells(view.table, view.table.records.total - 1) == ["26Q3", "7", "3"]
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert not view.shows_table
    assert view.picture.hasFocus()
    assert "26Q3" in view.picture.accessibleDescription()


def test_published_ratios_stand_beside_what_they_come_to(qtbot, page):
    show(qtbot, page, "published")
    published = page.published
    qtbot.waitUntil(lambda: published.table.records.total == 29, timeout=OPENING_MS)
    published.choice.setCurrentIndex(2)
    qtbot.waitUntil(
        lambda: published.table.records.total == 6 and published.table.records.row(5) is not None,
        timeout=OPENING_MS,
    )
    rows = [cells(published.table, row) for row in range(6)]
    signed = next(row for row in rows if "34.26%" in row)
    assert signed.count("34.26%") == 2
    executed = next(row for row in rows if "43.21%" in row)
    assert "more than 43%" in executed
