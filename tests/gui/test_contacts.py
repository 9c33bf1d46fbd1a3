"""Contacts and accounts on the page of an enterprise."""

import pytest

from parkdesk.domain.bank_accounts import AccountPurpose, SaveBankAccount
from parkdesk.domain.contacts import Duty, SaveContact
from parkdesk.gui.enterprises.sheet.contact_dialogs import AccountDialog, ContactDialog
from parkdesk.store.subsidy_accounts import keep_known_accounts
from parkdesk.usecases.bank_accounts import add_bank_account, enterprise_accounts
from parkdesk.usecases.contacts import add_contact, enterprise_contacts
from tests.gui.test_enterprise_sheet import settle
from tests.pages import dialog_of
from tests.registers import enterprise

NAME = "太湖软件外包有限公司"
OLD, NEW = "1103020309200012345", "6222021103001234567"


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        id_ = enterprise(
            work,
            name=NAME,
            contact_name="王晓",
            contact_phone="13911113333",
            bank_name="工商银行",
            bank_account=OLD,
        )
        keep_known_accounts(work)
        add_contact(work, id_, SaveContact("李倩", mobile="13800002291"))
        add_bank_account(
            work,
            id_,
            SaveBankAccount("中国银行", "太湖支行", NAME, NEW, AccountPurpose.BASIC),
        )
    return id_


@pytest.fixture
def sheet(workspace, owner, qtbot):
    page = workspace.open_page("enterprise", owner)
    page.show_tab("contacts")
    settle(qtbot, page)
    return page


@pytest.fixture
def tab(sheet):
    return sheet.tabs_made["contacts"]


def accepted(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def test_both_stand_masked_the_main_ones_first(tab):
    assert [(one.name, one.is_main) for one in tab.people.rows] == [("王晓", True), ("李倩", False)]
    assert tab.people.rows[0].phone == "139****3333"
    assert [one.account[-4:] for one in tab.accounts.rows] == ["2345", "4567"]
    assert not tab.former.isVisible()


def test_a_look_shows_the_whole_number_until_it_is_masked_again(qtbot, sheet, tab):
    tab.people.table.select_place(1)
    tab.look.trigger()
    qtbot.waitUntil(lambda: tab.people.rows[1].mobile == "13800002291")
    tab._hiding.timeout.emit()
    settle(qtbot, sheet)
    assert tab.people.rows[1].mobile == "138****2291"
    tab.accounts.table.select_place(0)
    tab.show_number.trigger()
    qtbot.waitUntil(lambda: tab.accounts.rows[0].account == OLD)


def test_another_contact_becomes_the_main_one(qtbot, sheet, tab, desk, owner):
    tab.people.table.select_place(1)
    tab.promote.trigger()
    settle(qtbot, sheet)
    with desk.work(read_only=True) as work:
        assert enterprise_contacts(work, owner).rows[0].name == "李倩"
    assert tab.people.rows[0].name == "李倩"


def test_a_contact_is_added_edited_and_deleted(qtbot, sheet, tab):
    tab.new.trigger()
    dialog = dialog_of(qtbot, tab, ContactDialog)
    dialog.fill({"name": "周敏", "email": "zm@example.com", "duties": frozenset({Duty.EMERGENCY})})
    accepted(qtbot, sheet, dialog)
    tab.people.table.select_place(2)
    tab.edit.trigger()
    dialog = dialog_of(qtbot, tab, ContactDialog)
    assert dialog.fields["email"].value() == "z***@example.com"
    dialog.fields["post"].set_value("财务")
    accepted(qtbot, sheet, dialog)
    assert tab.people.rows[2].post == "财务"
    tab.people.table.select_place(2)
    tab.remove.trigger()
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert len(tab.people.rows) == 2


def test_the_main_contact_is_edited_here_too(qtbot, sheet, tab):
    tab.people.table.select_place(0)
    assert not tab.remove.isEnabled()
    tab.edit.trigger()
    dialog = dialog_of(qtbot, tab, ContactDialog)
    dialog.fields["post"].set_value("总经理")
    accepted(qtbot, sheet, dialog)
    assert (tab.people.rows[0].post, tab.people.rows[0].is_main) == ("总经理", True)


def test_an_account_in_another_name_is_asked_about(qtbot, sheet, tab):
    tab.open_account.trigger()
    dialog = dialog_of(qtbot, tab, AccountDialog)
    assert dialog.fields["holder"].value() == NAME
    dialog.fill({"bank": "农业银行", "holder": "别的公司", "account": "95588"})
    dialog.submit()
    qtbot.waitUntil(dialog.banner.isVisible)
    dialog.banner._buttons[0].click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, sheet)
    assert tab.accounts.rows[2].holder == "别的公司"


def test_subsidies_are_paid_to_another_account(qtbot, sheet, tab, desk, owner):
    tab.accounts.table.select_place(1)
    tab.pay_to.trigger()
    settle(qtbot, sheet)
    with desk.work(read_only=True) as work:
        found = enterprise_accounts(work, owner)
    assert found.rows[0].account[-4:] == "4567"
    assert [one.account[-4:] for one in found.former] == ["2345"]
    assert tab.former.isVisible()


def test_an_account_is_edited_and_deleted(qtbot, sheet, tab):
    tab.accounts.table.select_place(1)
    tab.mend.trigger()
    dialog = dialog_of(qtbot, tab, AccountDialog)
    dialog.fields["branch"].set_value("滨湖支行")
    accepted(qtbot, sheet, dialog)
    assert tab.accounts.rows[1].branch == "滨湖支行"
    tab.accounts.table.select_place(1)
    tab.drop.trigger()
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert len(tab.accounts.rows) == 1


def test_an_account_that_stands_elsewhere_is_pointed_out(qtbot, sheet, tab, desk):
    with desk.work(read_only=False) as work:
        other = enterprise(work, name="乙软件有限公司", bank_account=NEW)
        keep_known_accounts(work)
    sheet.refresh()
    settle(qtbot, sheet)
    assert other
    assert "乙软件有限公司" in tab.shared.text.text()
    tab.accounts.table.select_place(1)
    tab.pay_to.trigger()
    qtbot.waitUntil(sheet.banner.isVisible)
    sheet.banner._buttons[0].click()
    settle(qtbot, sheet)
    assert tab.accounts.rows[0].account[-4:] == "4567"
