"""Assets, use of funds and evaluation through a real runner and database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.platform_money import Condition
from parkdesk.gui.platform_money.dialogs import (
    ConditionDialog,
    GrantDialog,
    OutlayDialog,
    StaffDialog,
)
from parkdesk.usecases.platform_funds import add_grant, grant_choices
from parkdesk.usecases.platform_outlays import add_outlay, list_outlays, outlay_detail
from tests.pages import dialog_of, opened, settle
from tests.usecases.test_platform_money import FORM, GRANT, LICENCE

LONG = 20_000


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)


@pytest.fixture
def bought(desk):
    """A grant, and a server and a licence that were paid of it beyond its sum."""
    with desk.work(read_only=False) as work:
        grant = add_grant(work, GRANT)
        add_outlay(work, replace(FORM, funding=grant))
        return add_outlay(work, replace(LICENCE, funding=grant))


def test_an_asset_is_entered_and_its_state_noted(qtbot, runner, desk):
    page = opened(qtbot, runner, "platform-assets")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, OutlayDialog)
    dialog.fill({"item": "测试服务器", "price_cents": 600_00, "bought_on": dt.date(2026, 3, 1)})
    saved(qtbot, page, dialog)
    qtbot.waitUntil(page.state.isEnabled, timeout=LONG)
    page.state.trigger()
    dialog = dialog_of(qtbot, page, ConditionDialog)
    dialog.fill({"condition": Condition.LENT, "words": "借给培训中心"})
    saved(qtbot, page, dialog)
    with desk.work(read_only=True) as work:
        row = outlay_detail(work, page.current_id())
    assert (row.condition, row.condition_words) == (Condition.LENT, "借给培训中心")


def test_a_licence_that_ends_is_named_and_shown(qtbot, runner, bought):
    page = opened(qtbot, runner, "platform-assets")
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    page.choose("ending")
    qtbot.waitUntil(lambda: page.table.records.total == 1, timeout=LONG)
    assert page.criteria().ends_soon
    page.show_record(bought)
    qtbot.waitUntil(page.delete.isEnabled, timeout=LONG)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, OutlayDialog)
    assert dialog.values()["funding"] == 1
    dialog.fill({"valid_until": None})
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: not page.banner.isVisible(), timeout=LONG)


def test_an_entry_of_today_is_deleted_after_asking(qtbot, runner, desk, bought):
    page = opened(qtbot, runner, "platform-assets")
    page.show_record(bought)
    qtbot.waitUntil(page.delete.isEnabled, timeout=LONG)
    page.delete.trigger()
    buttons = [one for one in page.banner.findChildren(object) if hasattr(one, "click")]
    next(one for one in buttons if "删除" in one.text() or "Delete" in one.text()).click()

    def gone() -> bool:
        with desk.work(read_only=True) as work:
            return list_outlays(work, page.criteria(), page.table.records.order, 0, 9).total == 1

    qtbot.waitUntil(gone, timeout=LONG)
    settle(qtbot, page)


def test_the_use_of_funds_says_what_is_over(qtbot, runner, desk, bought):
    page = opened(qtbot, runner, "platform-funds")
    qtbot.waitUntil(lambda: page.table.records.total == 2, timeout=LONG)
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    page.show_record(1)
    qtbot.waitUntil(page.edit.isEnabled, timeout=LONG)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, GrantDialog)
    dialog.fill({"granted_cents": 5_000_00})
    saved(qtbot, page, dialog)
    with desk.work(read_only=True) as work:
        assert grant_choices(work).grants[0].grant.granted_cents == 5_000_00
    page.show_record(2)
    qtbot.waitUntil(lambda: not page.edit.isEnabled(), timeout=LONG)


def test_people_of_a_platform_are_entered_for_the_quarter_in_view(qtbot, runner):
    page = opened(qtbot, runner, "platform-evaluation")
    qtbot.waitUntil(lambda: page.table.records.total == 4, timeout=LONG)
    page.show_record(1)
    qtbot.waitUntil(page.edit.isEnabled, timeout=LONG)
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, StaffDialog)
    dialog.fill({"full_time": 6})
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._rows[0].one.full_time == 6, timeout=LONG)
    assert isinstance(page.shell.quarter, Quarter)
