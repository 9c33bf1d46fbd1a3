"""The page of opportunities, through a real runner and database."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from parkdesk.domain.opportunities import CandidateState, OpportunityState, SaveOpportunity
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.importing import client_import, item_import, opportunity_import
from parkdesk.gui.marketplace.opportunity_dialogs import (
    OpportunityDialog,
    ReasonDialog,
    SignDialog,
    SignNewDialog,
)
from parkdesk.gui.marketplace.recommend_dialog import RecommendDialog
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.import_headings import own_headings
from parkdesk.usecases.opportunities import add_opportunity, edit_opportunity
from parkdesk.usecases.opportunity_lists import opportunity_detail
from parkdesk.usecases.recommendations import recommend
from tests.pages import dialog_of, opened, settle
from tests.registers import contract, enterprise

D = dt.date
FORM = SaveOpportunity("保险理赔单据处理", "驻外商务机构", D(2026, 7, 1), D(2026, 11, 30))
LONG = 20_000


@pytest.fixture
def firm(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name="云湖青禾信息技术有限公司")


@pytest.fixture
def page(qtbot, desk, runner, firm):
    with desk.work(read_only=False) as work:
        add_opportunity(work, FORM)
    return opened(qtbot, runner, "opportunities")


def recommended(desk, firm):
    with desk.work(read_only=False) as work:
        recommend(work, 1, opportunity_detail(work, 1).version, [firm], "三年对英业务")


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)


def test_an_opportunity_is_posted_and_stands_in_the_list(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, OpportunityDialog)
    dialog.fields["title"].set_value("车载软件测试")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["source"].problem), timeout=LONG)
    dialog.fields["source"].set_value("对日工作组")
    saved(qtbot, page, dialog)
    assert page.table.records.total == 2
    assert page._row.form.title == "车载软件测试"
    assert page._row.form.posted_on == D(2026, 10, 12)


def test_a_list_of_opportunities_is_imported_from_its_page(qtbot, page, desk):
    page.import_list.trigger()
    dialog = dialog_of(qtbot, page, ImportDialog)
    settle(qtbot, page)
    assert dialog.isVisible()
    dialog.reject()
    for spec in (client_import(), item_import(), opportunity_import()):
        with desk.work(read_only=True) as work:
            assert not own_headings(work, spec.key)


def test_from_recommending_to_money(qtbot, page, desk, firm):
    page.recommend.trigger()
    dialog = dialog_of(qtbot, page, RecommendDialog)
    dialog.enterprise.set_enterprise(firm, "云湖青禾信息技术有限公司")
    dialog.fields["basis"].set_value("三年对英业务")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.RECOMMENDED, timeout=LONG)
    page.panel.tabs.setCurrentIndex(1)
    settle(qtbot, page)
    page.candidates.table.select_place(0)
    page.candidates.table.opened.emit(page.candidates.table.current())
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.TALKS, timeout=LONG)
    page.sign_new.trigger()
    signing = dialog_of(qtbot, page, SignNewDialog)
    assert signing.enterprise.value() == firm
    form = contract(firm)
    for name in ("number", "client", "country_code", "service_line", "amount_minor", "signed_on"):
        signing.fields[name].set_value(getattr(form, name))
    saved(qtbot, page, signing)
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.SIGNED, timeout=LONG)
    assert page.unsign.isEnabled()
    assert not page.recommend.isEnabled()
    number = page._row.contract.id
    with desk.work(read_only=False) as work:
        record_execution(work, number, SaveExecution(D(2026, 8, 20), 2_500_000))
    page.refresh()
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.EXECUTED, timeout=LONG)
    settle(qtbot, page)
    assert "1 signed over" in page.brought.text()
    assert "25,000.00" in page.brought.text()


def test_a_contract_that_is_registered_already_is_named(qtbot, page, desk, firm):
    recommended(desk, firm)
    page.refresh()
    qtbot.waitUntil(page.sign.isEnabled, timeout=LONG)
    page.sign.trigger()
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    assert "No enterprise that was recommended" in page.banner.text.text()
    with desk.work(read_only=False) as work:
        number = register_contract(work, contract(firm))
    page.sign.trigger()
    dialog = dialog_of(qtbot, page, SignDialog)
    dialog.fields["contract_id"].set_value(number)
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.SIGNED, timeout=LONG)
    page.unsign.trigger()
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.RECOMMENDED, timeout=LONG)


def test_whoever_drops_out_says_why(qtbot, page, desk, firm):
    recommended(desk, firm)
    page.refresh()
    qtbot.waitUntil(lambda: page._row is not None and page._row.recommended == 1, timeout=LONG)
    page.panel.tabs.setCurrentIndex(1)
    settle(qtbot, page)
    page.candidates.table.select_place(0)
    page.drop.trigger()
    dialog = dialog_of(qtbot, page, ReasonDialog)
    dialog.fields["reason"].set_value("报价过高")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.recommended == 0, timeout=LONG)
    assert page._row.candidates[0].state is CandidateState.DROPPED
    assert not page.drop.isEnabled()


def test_one_that_comes_to_nothing_is_closed_and_opened_again(qtbot, page):
    page.close_it.trigger()
    dialog = dialog_of(qtbot, page, ReasonDialog)
    dialog.fields["reason"].set_value("对方取消采购")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.CLOSED, timeout=LONG)
    assert not page.recommend.isEnabled()
    page.reopen.trigger()
    qtbot.waitUntil(lambda: page._row.state is OpportunityState.POSTED, timeout=LONG)


def test_one_entered_by_mistake_is_changed_or_deleted(qtbot, page):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, OpportunityDialog)
    dialog.fields["people"].set_value(40)
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.form.people == 40, timeout=LONG)
    page.delete.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=LONG)


def test_the_list_shows_what_is_past_its_last_day(qtbot, page, desk):
    with desk.work(read_only=False) as work:
        add_opportunity(work, SaveOpportunity("测试外包", "来函", D(2026, 7, 1), D(2026, 9, 30)))
    page.standing.set_value("past")
    settle(qtbot, page)
    assert [page.table.records.row(at).form.title for at in range(page.table.records.total)] == [
        "测试外包"
    ]


def test_who_fits_is_proposed_with_the_reasons(qtbot, page, desk, firm):
    with desk.work(read_only=False) as work:
        edit_opportunity(work, 1, 1, replace(FORM, people=40))
        work.get(EnterpriseRecord, firm).headcount = 55
        work.get(EnterpriseRecord, enterprise(work)).headcount = 12
    page.refresh()
    qtbot.waitUntil(lambda: page._row is not None and page._row.form.people == 40, timeout=LONG)
    page.recommend.trigger()
    dialog = dialog_of(qtbot, page, RecommendDialog)
    qtbot.waitUntil(lambda: dialog.fitting.records.total == 1, timeout=LONG)
    assert "1 of the 1 enterprises" in dialog.said.text()
    qtbot.waitUntil(lambda: dialog.fitting.current() is not None, timeout=LONG)
    assert dialog.enterprise.value() is None
    QTest.keyClick(dialog.fitting, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.enterprise.value() == firm, timeout=LONG)
    assert dialog.fields["basis"].value() == "employs 55 people; no stop holds"
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row.recommended == 1, timeout=LONG)


def test_an_opportunity_that_names_nothing_is_told_so(qtbot, page):
    page.recommend.trigger()
    dialog = dialog_of(qtbot, page, RecommendDialog)
    qtbot.waitUntil(lambda: "cannot say who fits" in dialog.said.text(), timeout=LONG)
    assert dialog.fitting.isHidden()
