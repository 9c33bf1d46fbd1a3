"""The page of the industry chain, through a real runner and database."""

import datetime as dt

import pytest
from PySide6.QtCore import QPointF, Qt

from parkdesk.domain.chain import Measure, Place, SaveLink
from parkdesk.domain.contracts import ServiceLine
from parkdesk.gui.chain.link_dialog import LinkDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.chain_links import LinkFilter, enter_chain_link, list_chain_links
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from tests.pages import dialog_of
from tests.registers import contract, enterprise

D = dt.date
PRIME, SUB = "总包软件有限公司", "分包信息有限公司"


def link(giver, **differences):
    facts = {
        "giver_id": giver,
        "giver_place": Place.GENERAL_PROVIDER,
        "taker_name": "外协软件工作室",
        "taker_country": "CN",
        "measure": Measure.EXECUTED,
        "service_line": ServiceLine.ITO,
        "currency": "USD",
        "amount_minor": 5_000_00,
        "from_on": D(2026, 1, 1),
        "to_on": D(2026, 6, 30),
        "source": "分包合同复印件",
    }
    return SaveLink(**(facts | differences))


@pytest.fixture
def park(desk):
    with desk.work(read_only=False) as work:
        prime = enterprise(work, name=PRIME, initials="zbrj")
        sub = enterprise(work, name=SUB, initials="fbxx")
        for owner, amount, more in (
            (prime, 900_000_00, {}),
            (prime, 300_000_00, {"client": "Sakura KK", "country_code": "JP"}),
            (sub, 100_000_00, {"client": PRIME, "country_code": "CN"}),
        ):
            id_ = register_contract(work, contract(owner, amount_minor=amount, **more))
            record_execution(work, id_, SaveExecution(D(2026, 9, 1), amount, "R"))
        enter_chain_link(work, link(prime))
        return {"prime": prime, "sub": sub}


@pytest.fixture
def page(qtbot, park, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("chain")
    page.workspace = workspace
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page.runner.is_idle
            and page.table.records.is_settled
            and not page._refreshing.isActive()
        ),
        timeout=10_000,
    )


def names(page, column):
    return {one.party.name for one in page.canvas.picture.column(column) if one.party}


def press(qtbot, page, *keys):
    for key in keys:
        qtbot.keyClick(page.canvas, key)


def test_the_picture_joins_up_what_contracts_and_people_tell(page):
    assert names(page, 0) == {"Northwind Inc.", "Sakura KK"}
    assert names(page, 1) == {PRIME}
    assert names(page, 2) == {SUB, "外协软件工作室"}


def test_the_foot_says_what_table_and_picture_add_up_to(page):
    text = page.totals.text()
    assert "US$ 1,200,000.00 in 2 links" in text
    assert "US$ 105,000.00 in 2 links" in text
    drawn = sum(one.value for one in page.canvas.picture.bands)
    assert drawn == sum(one.amount_usd_cents for one in page.table.in_order()) == 1_305_000_00


def test_keys_walk_along_the_widest_band_and_enter_opens_the_enterprise(qtbot, page):
    page.canvas.setFocus()
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.canvas.selection().party.name == PRIME
    press(qtbot, page, Qt.Key.Key_Left)
    assert page.canvas.selection().party.name == "Northwind Inc."
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.canvas.selection().party.name == "Sakura KK"
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert page.canvas.selection().party.name == SUB
    settle(qtbot, page)
    press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.workspace.page is not page)
    settle(qtbot, page)
    assert page.workspace.page.title.text() == SUB


def test_a_choice_shows_the_contracts_behind_it(qtbot, page):
    page.canvas.choose_party(f"e{page.chain.links[0].taker.enterprise_id}")
    settle(qtbot, page)
    assert page.panel.title.text() == PRIME
    qtbot.waitUntil(lambda: page.panel.contracts.records.total == 3)
    band = max(page.canvas.picture.bands, key=lambda one: one.value)
    page.canvas.choose(band)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.contracts.records.total == 1)
    assert page.panel.contracts.records.row(0).amount_usd_cents == 900_000_00
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.canvas.selection() is None


def test_a_click_hits_boxes_and_thin_bands(page):
    canvas = page.canvas
    node = canvas.picture.column(1)[0]
    inside = QPointF(node.x + 16 + 5, node.middle + 48 - canvas.verticalScrollBar().value())
    assert canvas.at(inside) is node
    band = min(canvas.picture.bands, key=lambda one: one.width)
    point = QPointF(band.x0 + 16 + 1, band.top0 + 48 - canvas.verticalScrollBar().value())
    assert canvas.at(point) is band
    assert canvas.at(QPointF(2, 2)) is None


def test_the_filters_narrow_picture_and_table_alike(qtbot, page):
    page.filters.search.setText("sakura")
    page.filters.search._tell()
    settle(qtbot, page)
    assert len(page.shown) == page.table.records.total == 1
    page.filters.search.clear()
    page.filters.search._tell()
    page.filters.measure.set_value(Measure.SIGNED)
    settle(qtbot, page)
    assert len(page.shown) == 3
    page.filters.country.set_value("JP")
    settle(qtbot, page)
    assert [one.giver.name for one in page.shown] == ["Sakura KK"]
    page.filters.year.set_value(None)
    page.filters.line.set_value(ServiceLine.KPO)
    settle(qtbot, page)
    assert page.shown == ()
    page.filters.clear()
    settle(qtbot, page)
    assert len(page.shown) == 3


def test_one_enterprise_alone_and_back(qtbot, page, park):
    page.show_record(park["sub"])
    qtbot.waitUntil(lambda: page.filters.only is not None)
    settle(qtbot, page)
    assert {one.taker.name for one in page.shown} == {SUB}
    page.filters.whole.click()
    settle(qtbot, page)
    assert len(page.shown) == 4


def test_zooming_shows_more_names_and_stops(qtbot, page):
    page.canvas.setFocus()
    press(qtbot, page, Qt.Key.Key_Minus)
    assert page.canvas.zoom == 1.0
    press(qtbot, page, Qt.Key.Key_Plus)
    assert page.canvas.zoom == 1.5
    assert page.canvas.verticalScrollBar().maximum() > 0
    press(qtbot, page, Qt.Key.Key_0)
    assert page.canvas.zoom == 1.0
    assert not page.zoom.fewer.isEnabled()


def test_a_link_is_entered_by_its_form(qtbot, page, park, desk):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, LinkDialog)
    dialog.submit()
    assert dialog.isVisible()
    dialog.giver.set_enterprise(park["sub"], SUB)
    dialog.giver.changed.emit()
    assert not dialog.fields["giver_name"].editor.isEnabled()
    dialog.fields["taker_name"].set_value("Manila Support Inc.")
    dialog.fields["taker_country"].set_value("PH")
    dialog.fields["service_line"].set_value(ServiceLine.BPO)
    dialog.currency.set_value("USD")
    dialog.amount.set_value(1_000_00)
    dialog.fields["from_on"].set_value(D(2026, 4, 1))
    dialog.fields["to_on"].set_value(D(2026, 9, 30))
    dialog.fields["source"].set_value("企业说明")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Manila Support Inc." in names(page, 2))


def test_an_entered_link_is_corrected_and_deleted(qtbot, page, desk):
    page.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.entered.table.records.is_settled)
    page.entered.table.select_place(0)
    page.entered.edit.trigger()
    dialog = dialog_of(qtbot, page, LinkDialog)
    assert dialog.fields["taker_name"].value() == "外协软件工作室"
    dialog.amount.set_value(7_000_00)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        rows = list_chain_links(work, LinkFilter(), page.entered.table.records.order, 0, 9).rows
    assert [one.amount_minor for one in rows] == [7_000_00]
    qtbot.waitUntil(lambda: page.entered.table.records.is_settled)
    page.entered.table.select_place(0)
    page.entered.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "外协软件工作室" not in names(page, 2))


def test_the_table_is_exported_and_the_picture_printed(qtbot, page, tmp_path):
    book, paper = tmp_path / "chain.xlsx", tmp_path / "chain.pdf"
    page.printing.export_to(book)
    page.printing.save_to(paper)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: book.exists() and paper.exists())
    assert paper.read_bytes().startswith(b"%PDF")
    assert sum(one.amount_usd_cents for one in page.printing.rows()) == 1_305_000_00


def test_an_empty_chain_says_what_to_do(qtbot, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("chain")
    qtbot.waitUntil(lambda: runner.is_idle)
    assert page.empty.title.text() == "Nothing matches"
    page.filters.clear()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert page.empty.title.text() == "No links yet"
    assert not page.printing.save.isEnabled()


def test_the_picture_has_the_whole_width_until_something_is_chosen(qtbot, page):
    assert page.panel.isHidden()
    assert page.hint.isVisible()
    wide = page.canvas.viewport().width()
    page.canvas.setFocus()
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.panel.isVisible()
    assert page.hint.isHidden()
    qtbot.waitUntil(lambda: page.canvas.viewport().width() < wide)
    page.canvas.choose(None)
    assert page.panel.isHidden()
    qtbot.waitUntil(lambda: page.canvas.viewport().width() == wide)
    page.tabs.setCurrentIndex(1)
    assert page.hint.isHidden()
