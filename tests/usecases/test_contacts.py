"""Contacts and bank accounts: masked, exchanged, and found by their keyed hash."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from parkdesk.domain.bank_accounts import AccountPurpose, SaveBankAccount
from parkdesk.domain.contacts import Duty, SaveContact
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import FoundColumn, Sheet, SheetRow
from parkdesk.store.enterprise_rows import form_of
from parkdesk.store.subsidy_accounts import keep_known_accounts
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contacts import SubsidyAccountRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.bank_accounts import (
    add_bank_account,
    delete_bank_account,
    edit_bank_account,
    edit_subsidy_account,
    enterprise_accounts,
    pay_subsidies_to,
    reveal_bank_account,
)
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.contacts import (
    add_contact,
    delete_contact,
    edit_contact,
    edit_main_contact,
    enterprise_contacts,
    make_main_contact,
    reveal_contact,
)
from parkdesk.usecases.enterprises import create_enterprise, delete_enterprise, edit_enterprise
from parkdesk.usecases.imports import import_enterprises
from tests.registers import enterprise
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

D = dt.date
OLD, NEW = "1103020309200012345", "6222021103001234567"


def contact(**differences):
    facts = {
        "name": "李倩",
        "post": "财务经理",
        "phone": "0510-88881234",
        "mobile": "13800002291",
        "email": "liqian@example.com",
        "duties": frozenset({Duty.SUBSIDIES}),
    }
    return SaveContact(**(facts | differences))


def account(holder, number=NEW, **differences):
    facts = {
        "bank": "中国银行",
        "branch": "无锡太湖支行",
        "holder": holder,
        "account": number,
        "purpose": AccountPurpose.BASIC,
    }
    return SaveBankAccount(**(facts | differences))


def owner_with(work, **differences):
    """An enterprise whose account is kept, as every use-case leaves it."""
    id_ = enterprise(work, **differences)
    keep_known_accounts(work)
    return id_, work.get(EnterpriseRecord, id_).name


# Contacts


def test_a_contact_is_masked_and_encrypted(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, contact_name="王晓", contact_phone="13911113333")
        add_contact(work, owner, contact())
    with desk.work(read_only=True) as work:
        main, other = enterprise_contacts(work, owner).rows
        stored = work.session.execute(text("select phone, mobile, email from enterprise_contact"))
        assert all(b"138" not in bytes(cell) for cell in stored.one())
    assert (main.is_main, main.name, main.phone) == (True, "王晓", "139****3333")
    assert (other.mobile, other.email, other.duties) == (
        "138****2291",
        "l***@example.com",
        (Duty.SUBSIDIES,),
    )


def test_a_look_at_the_numbers_is_logged(act_as):
    desk = act_as(Role.CLERK)
    with desk.work(read_only=False) as work:
        owner = enterprise(work, contact_name="王晓", contact_phone="13911113333")
        id_ = add_contact(work, owner, contact())
    with desk.work(read_only=False) as work:
        assert reveal_contact(work, owner, None).phone == "13911113333"
        assert reveal_contact(work, owner, id_).email == "liqian@example.com"
    with desk.work(read_only=True) as work:
        changes = work.session.scalars(
            select(TrailRecord.change).where(TrailRecord.action == "reveal_contact")
        ).all()
        everything = "".join(work.session.scalars(select(TrailRecord.change)))
    assert changes == ['{"revealed":"contact"}'] * 2
    assert "13800002291" not in everything
    assert "liqian" not in everything


def test_masked_numbers_that_come_back_change_nothing(work):
    owner = enterprise(work)
    id_ = add_contact(work, owner, contact())
    row = enterprise_contacts(work, owner).rows[0]
    form = contact(name="李倩倩", phone=row.phone, mobile=None, email="qq@example.com")
    edit_contact(work, id_, row.version, form)
    work.session.flush()
    numbers = reveal_contact(work, owner, id_)
    assert (numbers.phone, numbers.mobile, numbers.email) == (
        "0510-88881234",
        "13800002291",
        "qq@example.com",
    )


def test_another_contact_becomes_the_main_one_by_exchange(work):
    owner = enterprise(work, contact_name="王晓", contact_phone="13911113333")
    id_ = add_contact(work, owner, contact())
    book = enterprise_contacts(work, owner)
    make_main_contact(work, id_, book.rows[1].version, book.enterprise_version)
    work.session.flush()
    main, other = enterprise_contacts(work, owner).rows
    assert (main.name, main.post, main.duties) == ("李倩", "财务经理", (Duty.SUBSIDIES,))
    assert (other.name, other.phone, other.mobile) == ("王晓", "139****3333", "")
    assert work.get(EnterpriseRecord, owner).contact_name == "李倩"


def test_where_there_was_no_main_contact_nobody_takes_the_place(work):
    owner = enterprise(work)
    id_ = add_contact(work, owner, contact())
    make_main_contact(work, id_, 1, 1)
    work.session.flush()
    assert [one.is_main for one in enterprise_contacts(work, owner).rows] == [True]


def test_the_main_contact_is_edited_on_the_record(work):
    owner = enterprise(work, contact_name="王晓", contact_phone="13911113333")
    form = contact(name="王晓", phone="139****3333", mobile="")
    edit_main_contact(work, owner, 1, form)
    record = work.get(EnterpriseRecord, owner)
    assert (record.contact_phone, record.contact_mobile, record.contact_post) == (
        "13911113333",
        None,
        "财务经理",
    )


def test_a_contact_is_checked_and_deleted(work):
    owner = enterprise(work)
    with pytest.raises(InvalidInput) as refusal:
        add_contact(work, owner, contact(name="", email="x"))
    assert refusal.value.problems == {"name": "required", "email": "email-form"}
    delete_contact(work, add_contact(work, owner, contact()), 1)
    work.session.flush()
    assert enterprise_contacts(work, owner).rows == ()


# Accounts


def test_an_account_in_another_name_is_asked_about(work):
    owner, name = owner_with(work)
    with pytest.raises(NeedsConfirmation) as question:
        add_bank_account(work, owner, account("别的公司"))
    assert question.value.code == "account-holder-differs"
    add_bank_account(work, owner, account("别的公司"), frozenset({"account-holder-differs"}))
    add_bank_account(work, owner, account(name.replace("(", "（"), OLD))
    assert len(enterprise_accounts(work, owner).rows) == 2


def test_the_same_account_elsewhere_is_found_by_its_hash(work):
    first, _ = owner_with(work, name="甲软件有限公司", bank_account="1103 0203 0920 0012 345")
    owner, name = owner_with(work)
    with pytest.raises(NeedsConfirmation) as question:
        add_bank_account(work, owner, account(name, OLD))
    assert question.value.params["enterprises"] == ("甲软件有限公司",)
    add_bank_account(work, owner, account(name, OLD), frozenset({"account-of-another"}))
    assert enterprise_accounts(work, owner).rows[0].also_of == ("甲软件有限公司",)
    assert enterprise_accounts(work, first).rows[0].also_of == (name,)


def test_the_account_for_subsidies_is_exchanged_and_the_old_one_kept(work):
    owner, name = owner_with(work, bank_name="工商银行", bank_account=OLD)
    id_ = add_bank_account(work, owner, account(name))
    book = enterprise_accounts(work, owner)
    work.now += dt.timedelta(days=1)
    pay_subsidies_to(work, id_, book.rows[1].version, book.enterprise_version)
    work.session.flush()
    found = enterprise_accounts(work, owner)
    main, other = found.rows
    assert (main.bank, main.branch, main.account[-4:]) == ("中国银行", "无锡太湖支行", "4567")
    assert (other.bank, other.account[-4:], other.until_on) == ("工商银行", "2345", D(2026, 10, 13))
    assert [(one.bank, one.account[-4:]) for one in found.former] == [("工商银行", "2345")]
    assert found.former[0].until == work.now


def test_where_no_account_was_known_none_is_left_behind_by_the_exchange(work):
    owner, name = owner_with(work)
    id_ = add_bank_account(work, owner, account(name))
    book = enterprise_accounts(work, owner)
    pay_subsidies_to(work, id_, book.rows[0].version, book.enterprise_version)
    work.session.flush()
    found = enterprise_accounts(work, owner)
    assert [(one.bank, one.account[-4:]) for one in found.rows] == [("中国银行", "4567")]
    assert work.get(EnterpriseRecord, owner).bank_account == NEW


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"bank": " "}, {"bank": "required"}),
        ({"holder": ""}, {"holder": "required"}),
        ({"account": " "}, {"account": "required"}),
        ({"account": "62AB"}, {"account": "account-characters"}),
        ({"account": "6" * 41}, {"account": "too-long"}),
        (
            {"from_on": D(2026, 2, 1), "until_on": D(2026, 1, 31)},
            {"until_on": "account-ends-first"},
        ),
    ],
)
def test_a_wrong_account_is_refused_at_its_fields_and_not_kept(work, differences, problems):
    owner, name = owner_with(work)
    with pytest.raises(InvalidInput) as refusal:
        add_bank_account(work, owner, replace(account(name), **differences))
    assert refusal.value.problems == problems
    assert enterprise_accounts(work, owner).rows == ()


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (D(2026, 1, 31), False),
        (D(2026, 2, 1), True),
        (D(2026, 6, 30), True),
        (D(2026, 7, 1), False),
    ],
)
def test_an_account_is_in_use_from_its_first_day_to_its_last(work, on, there):
    owner, name = owner_with(work)
    days = {"from_on": D(2026, 2, 1), "until_on": D(2026, 6, 30)}
    add_bank_account(work, owner, account(name, **days))
    work.session.flush()
    assert len(enterprise_accounts(work, owner, on).rows) == there


def test_an_account_is_revealed_and_logged(work):
    owner, name = owner_with(work, bank_account=OLD)
    id_ = add_bank_account(work, owner, account(name))
    assert reveal_bank_account(work, owner, None) == OLD
    assert reveal_bank_account(work, owner, id_) == NEW
    assert [note.change for note in work.noted if "revealed" in note.change] == [
        {"revealed": "account"}
    ] * 2


def test_an_account_is_edited_masked_and_deleted(work):
    owner, name = owner_with(work)
    id_ = add_bank_account(work, owner, account(name))
    row = enterprise_accounts(work, owner).rows[0]
    edit_bank_account(work, id_, row.version, account(name, row.account, branch="无锡滨湖支行"))
    work.session.flush()
    row = enterprise_accounts(work, owner).rows[0]
    assert (row.branch, reveal_bank_account(work, owner, id_)) == ("无锡滨湖支行", NEW)
    delete_bank_account(work, id_, row.version)
    work.session.flush()
    assert enterprise_accounts(work, owner).rows == ()


def test_a_new_number_by_the_enterprises_form_has_no_old_branch(desk):
    with desk.work(read_only=False) as work:
        owner, name = owner_with(work, code="91330100799655058B", bank_account=OLD)
        edit_subsidy_account(work, owner, 1, account(name, OLD))
    with desk.work(read_only=False) as work:
        record = work.get(EnterpriseRecord, owner)
        assert record.bank_branch == "无锡太湖支行"
        form = replace(form_of(record), bank_account=NEW)
        edit_enterprise(work, owner, record.version, form)
    with desk.work(read_only=True) as work:
        main = enterprise_accounts(work, owner).rows[0]
        assert (main.account[-4:], main.branch, main.holder) == ("4567", "", "")
        assert len(enterprise_accounts(work, owner).former) == 1


def kept(work):
    return [
        (row.enterprise_id, row.account[-4:], row.is_current)
        for row in work.session.scalars(
            select(SubsidyAccountRecord).order_by(SubsidyAccountRecord.id)
        )
    ]


def enterprise_form(**differences):
    facts = {
        "name": "无锡青禾信息技术有限公司",
        "code": "91330100799655058B",
        "entered_on": D(2020, 1, 1),
        "founded_on": D(2019, 1, 1),
        "bank_account": OLD,
    }
    return SaveEnterprise(**(facts | differences))


def test_every_way_of_writing_an_account_keeps_it(work):
    id_ = create_enterprise(work, enterprise_form())
    assert kept(work) == [(id_, "2345", True)]
    row = {"name": "无锡青禾信息技术有限公司", "code": "91330100799655058B", "bank_account": NEW}
    columns = tuple(FoundColumn(name, "A", name) for name in row)
    import_enterprises(work, Sheet("S", (SheetRow(2, row),), (), columns))
    assert kept(work) == [(id_, "2345", False), (id_, "4567", True)]
    work.session.flush()
    delete_enterprise(work, id_, work.get(EnterpriseRecord, id_).version)
    work.session.flush()
    assert kept(work) == []


def test_an_imported_new_enterprise_keeps_its_account(work):
    row = {
        "name": "无锡青禾信息技术有限公司",
        "code": "91330100799655058B",
        "entered_on": D(2020, 1, 1),
        "bank_account": OLD,
    }
    columns = tuple(FoundColumn(name, "A", name) for name in row)
    import_enterprises(work, Sheet("S", (SheetRow(2, row),), (), columns))
    assert [(number, current) for _id, number, current in kept(work)] == [("2345", True)]


def test_accounts_from_before_are_kept_without_a_day_once(work):
    owner = enterprise(work, bank_account=OLD)
    assert keep_known_accounts(work) == 1
    assert keep_known_accounts(work) == 0
    assert work.session.scalar(select(SubsidyAccountRecord.since_at)) is None
    assert enterprise_accounts(work, owner).former == ()


# Paying


def approved(act_as, owner):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)], enterprise=owner))
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    return story.approve(act_as(Role.MANAGER), claim, CAP)


@pytest.mark.parametrize(
    ("before", "code"),
    [(OLD, "account-changed-since-approval"), (None, "account-entered-since-approval")],
)
def test_the_payer_is_told_of_another_account(act_as, before, code):
    desk = act_as(Role.ADMINISTRATOR)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        owner, name = owner_with(work, bank_account=before)
    claim = approved(act_as, owner)
    with act_as(Role.CLERK).work(read_only=False) as work:
        work.now += dt.timedelta(hours=1)
        version = work.get(EnterpriseRecord, owner).version
        edit_subsidy_account(work, owner, version, account(name))
    with desk.work(read_only=False) as work, pytest.raises(NeedsConfirmation) as question:
        pay_claim(work, claim.id, claim.version, D(2026, 10, 12), CAP)
    assert question.value.code == code
    assert question.value.params["account"].endswith("4567")
    assert NEW not in str(question.value.params)
    with desk.work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, D(2026, 10, 12), CAP, frozenset({code}))


def test_an_account_that_came_back_is_no_news(act_as):
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        owner, name = owner_with(work, bank_account=OLD)
    claim = approved(act_as, owner)
    for number in (NEW, OLD):
        with act_as(Role.CLERK).work(read_only=False) as work:
            work.now += dt.timedelta(hours=1)
            version = work.get(EnterpriseRecord, owner).version
            edit_subsidy_account(work, owner, version, account(name, number))
    story.pay(act_as(Role.ADMINISTRATOR), claim, CAP)


def test_of_an_approval_whose_day_nobody_knows_no_account_is_news(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    with desk.work(read_only=False) as work:
        owner, name = owner_with(work, bank_account=OLD)
    claim = approved(act_as, owner)
    with desk.work(read_only=False) as work:
        work.now += dt.timedelta(hours=1)
        edit_subsidy_account(work, owner, work.get(EnterpriseRecord, owner).version, account(name))
        record = work.get(ClaimRecord, claim.id)
        record.decided_at = None
        work.session.flush()
        pay_claim(work, claim.id, record.version, D(2026, 10, 12), CAP)
        assert (record.state, record.paid_cents) == ("paid", CAP)
