"""The page of market information, through a real runner and database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.market_items import ItemLanguage, SaveItem
from parkdesk.gui.marketplace.item_dialog import ItemDialog
from parkdesk.usecases.market_items import add_market_item
from tests.pages import dialog_of, opened, settle

D = dt.date
ITEM = SaveItem("市场观察", "行业月刊", D(2026, 7, 15), D(2027, 1, 15), ItemLanguage.CHINESE)


@pytest.fixture
def page(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        add_market_item(work, ITEM)
        add_market_item(work, replace(ITEM, title="旧闻", useful_until=D(2026, 10, 11)))
    return opened(qtbot, runner, "market-items")


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)


def test_what_is_out_of_date_is_shown_where_it_is_asked_for(qtbot, page):
    assert page.table.records.total == 1
    page.state.set_value("expired")
    settle(qtbot, page)
    assert page.table.records.total == 2


def test_an_item_is_entered_with_a_usual_last_day(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ItemDialog)
    dialog.fields["title"].set_value("招标预告")
    dialog.fields["source"].set_value("驻外机构")
    dialog.fields["published_on"].set_value(D(2026, 8, 3))
    dialog.fields["useful_until"].editor.setText("+3m")
    saved(qtbot, page, dialog)
    assert page._row.form.useful_until == D(2026, 11, 2)
    assert page.table.records.total == 2


def test_an_item_is_changed_and_deleted(qtbot, page):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ItemDialog)
    dialog.fields["country_code"].set_value("JP")
    saved(qtbot, page, dialog)
    assert page._row.country_zh == "日本"
    page.delete.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=20_000)
