"""Contacts and bank accounts: what is wrong with a form, and how numbers are shown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.bank_accounts import (
    AccountPurpose,
    SaveBankAccount,
    check_account,
    holder_differs,
)
from parkdesk.domain.contacts import Duty, SaveContact, check_contact, duties_of, duties_text
from parkdesk.domain.masking import mask_email

D = dt.date


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"name": " "}, {"name": "required"}),
        ({"name": "名" * 61}, {"name": "too-long"}),
        ({"phone": "0510-8888 1234转8"}, {}),
        ({"phone": "见名片"}, {"phone": "phone-characters"}),
        ({"mobile": "abc"}, {"mobile": "phone-characters"}),
        ({"email": "lq@example.com"}, {}),
        ({"email": "lq@example"}, {"email": "email-form"}),
        ({"email": "lq example.com"}, {"email": "email-form"}),
    ],
)
def test_what_is_wrong_with_a_contact(differences, problems):
    assert check_contact(SaveContact(**({"name": "李倩"} | differences))) == problems


@given(st.frozensets(st.sampled_from(Duty)))
def test_duties_come_back_as_they_were_kept(duties):
    assert duties_of(duties_text(duties)) == duties


def test_no_duties_are_no_fault():
    assert duties_of("") == frozenset()
    assert duties_of('["dancing"]') == frozenset()


@pytest.mark.parametrize(
    ("address", "masked"),
    [("liqian@example.com", "l***@example.com"), ("l@x.cn", "l***@x.cn"), ("none", "****")],
)
def test_an_address_shows_its_first_letter_and_where(address, masked):
    assert mask_email(address) == masked


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"account": "6222 0211-0300 0012345"}, {}),
        ({"bank": " "}, {"bank": "required"}),
        ({"holder": ""}, {"holder": "required"}),
        ({"account": None}, {"account": "required"}),
        ({"account": "62220A"}, {"account": "account-characters"}),
        ({"account": "6" * 35}, {"account": "too-long"}),
        ({"from_on": D(2026, 2, 1), "until_on": D(2026, 1, 1)}, {"until_on": "account-ends-first"}),
    ],
)
def test_what_is_wrong_with_an_account(differences, problems):
    facts = {
        "bank": "中国银行",
        "holder": "太湖软件有限公司",
        "account": "1103020309200012345",
        "purpose": AccountPurpose.BASIC,
    }
    assert check_account(SaveBankAccount(**(facts | differences))) == problems


@pytest.mark.parametrize(
    ("holder", "differs"),
    [
        ("太湖软件(无锡)有限公司", False),
        ("TAIHU Software Co., Ltd.", False),
        ("太湖软件有限公司", True),
        ("", True),
    ],
)
def test_an_account_is_in_the_enterprises_name(holder, differs):
    names = ("太湖软件（无锡）有限公司", "Taihu Software Co., Ltd.")
    assert holder_differs(holder, names) is differs
