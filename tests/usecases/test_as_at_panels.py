"""One enterprise as it stood on a day: its people, accounts, notices and changes."""

import datetime as dt
from dataclasses import replace

from parkdesk.domain.bank_accounts import SaveBankAccount
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contacts import SaveContact
from parkdesk.domain.statistics import Return
from parkdesk.store.tables.contacts import ContactRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.bank_accounts import (
    add_bank_account,
    edit_subsidy_account,
    enterprise_accounts,
)
from parkdesk.usecases.contacts import (
    add_contact,
    edit_contact,
    edit_main_contact,
    enterprise_contacts,
)
from parkdesk.usecases.enterprise_details import enterprise_detail, enterprise_form
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.usecases.test_as_at import at
from tests.usecases.test_enterprises import FORM


def test_contacts_and_accounts_are_those_of_the_day(desk):
    """By the trail and by their own days; what nobody can know is not shown as if it were known."""
    d = dt.date
    with at(desk, d(2026, 10, 12)).work(read_only=False) as work:
        owner = create_enterprise(work, replace(FORM, contact_name="陆一鸣"))
        stays = add_contact(work, owner, SaveContact("钱小红", "出纳", "0510-88001122"))
    with at(desk, d(2026, 10, 14)).work(read_only=False) as work:
        version = work.get(ContactRecord, stays).version
        edit_contact(work, stays, version, SaveContact("钱小红", "会计", "0510-88003344"))
        add_contact(work, owner, SaveContact("新来的"))
        form = SaveBankAccount("建设银行", "无锡分行", FORM.name, "6217001234567890")
        add_bank_account(work, owner, form)
        began = replace(form, account="6217000000000011", from_on=d(2026, 10, 1))
        add_bank_account(work, owner, began)
    with at(desk, d(2026, 10, 16)).work(read_only=False) as work:
        version = work.get(EnterpriseRecord, owner).version
        main = SaveBankAccount("农业银行", "滨湖支行", FORM.name, "6228480000001234")
        edit_subsidy_account(work, owner, version, main)
        record = work.get(EnterpriseRecord, owner)
        edit_main_contact(work, owner, record.version, SaveContact("张接任", phone="13900001111"))

    def told(on):
        with at(desk, d(2026, 10, 20)).work(read_only=True) as work:
            people = enterprise_contacts(work, owner, on).rows
            book = enterprise_accounts(work, owner, on)
            form = enterprise_detail(work, owner, on).form
            return (
                [(one.name, one.post, bool(one.phone)) for one in people],
                [(one.bank, one.account[-4:], one.is_main) for one in book.rows],
                len(book.former),
                (form.contact_name, bool(form.contact_phone), (form.bank_account or "")[-4:]),
            )

    old, new = FORM.bank_account[-4:], "1234"
    first = (FORM.bank_name, old, True)
    began = ("建设银行", "0011", False)
    typed = ("建设银行", "7890", False)
    main = ("陆一鸣", "", False)
    assert told(d(2026, 10, 12)) == (
        [main, ("钱小红", "出纳", False)],
        [first, began],
        0,
        ("陆一鸣", False, old),
    )
    assert told(d(2026, 10, 14)) == (
        [main, ("钱小红", "会计", True), ("新来的", "", False)],
        [first, typed, began],
        0,
        ("陆一鸣", False, old),
    )
    today = (
        [("张接任", "", True), ("钱小红", "会计", True), ("新来的", "", False)],
        [("农业银行", new, True), typed, began],
        1,
        ("张接任", True, new),
    )
    assert told(d(2026, 10, 16)) == today
    assert told(None) == today
    assert told(d(2026, 9, 30))[1] == []


def test_notices_and_changes_of_a_panel_are_those_of_the_day(desk):
    with at(desk, dt.date(2026, 10, 12)).work(read_only=False) as work:
        owner = create_enterprise(work, FORM)
    with at(desk, dt.date(2026, 10, 14)).work(read_only=False) as work:
        save_return(work, owner, Quarter(2026, 3), None, SaveReturn(Return(30, 20, 1, 1)))
    with at(desk, dt.date(2026, 10, 14)).work(read_only=True) as work:
        version, form = enterprise_form(work, owner)
    with at(desk, dt.date(2026, 10, 14)).work(read_only=False) as work:
        edit_enterprise(work, owner, version, replace(form, note="x"))

    def told(on):
        with at(desk, dt.date(2026, 10, 20)).work(read_only=True) as work:
            detail = enterprise_detail(work, owner, on)
            return {one.code for one in detail.notices}, [one.action for one in detail.history]

    notices, actions = told(dt.date(2026, 10, 13))
    assert "return-missing" in notices
    assert actions == ["create_enterprise"]
    notices, actions = told(dt.date(2026, 10, 14))
    assert "return-missing" not in notices
    assert actions == ["edit_enterprise", "create_enterprise"]
    assert told(None) == (notices, actions)
