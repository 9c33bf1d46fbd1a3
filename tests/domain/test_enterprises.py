"""The checks of a record: its numbers, its days, its head office, its new name."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.enterprises import (
    EnterpriseStatus,
    Rename,
    SaveEnterprise,
    check,
    check_head_office,
    check_rename,
    credit_check,
    name_key,
)

TODAY = dt.date(2026, 10, 12)
CODE = "91330100799655058B"
FORM = SaveEnterprise(
    name="苏州凌云信息技术有限公司", code=CODE, entered_on=dt.date(2020, 5, 11), headcount=35
)


def sole_trader():
    """The credit code of a sole trader (92), with both check characters."""
    start = "92" + CODE[2:17]
    return start + credit_check(start)


def test_an_older_identifier_warns_and_does_not_block():
    found = check(replace(FORM, code="320500000012345"), TODAY)
    assert found.problems == {}
    assert found.warnings == {"code": "older-identifier"}


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"name": " "}, {"name": "required"}),
        ({"name": "长" * 201}, {"name": "too-long"}),
        ({"code": ""}, {"code": "required"}),
        ({"code": CODE[:-1] + "C"}, {"code": "credit-code-check-wanted"}),
        ({"code": CODE[:-1]}, {"code": "credit-code-length"}),
        ({"org_code": "594672398"}, {}),
        ({"office_address": "长" * 301}, {"office_address": "too-long"}),
        ({"head_office_code": "91440300708461136T"}, {"head_office_name": "required"}),
        (
            {"head_office_name": "总公司", "head_office_code": CODE},
            {"head_office_code": "head-office-is-itself"},
        ),
        ({"head_office_name": "总公司"}, {}),
        ({"entered_on": None}, {"entered_on": "required"}),
        ({"founded_on": dt.date(2020, 6, 1)}, {"entered_on": "entered-before-founded"}),
        ({"founded_on": dt.date(2020, 5, 11)}, {}),
        (
            {"founded_on": dt.date(2027, 1, 1), "entered_on": dt.date(2027, 2, 1)},
            {"founded_on": "day-in-future"},
        ),
        ({"status": EnterpriseStatus.GRADUATED}, {"left_on": "left-day-needed"}),
        ({"left_on": dt.date(2021, 1, 1)}, {"left_on": "left-day-not-expected"}),
        (
            {"status": EnterpriseStatus.MOVED_OUT, "left_on": dt.date(2020, 5, 10)},
            {"left_on": "left-before-entered"},
        ),
        ({"status": EnterpriseStatus.MOVED_OUT, "left_on": dt.date(2020, 5, 11)}, {}),
        ({"registered_capital_cents": -1}, {"registered_capital_cents": "negative-amount"}),
        (
            {"registered_capital_cents": LARGEST_MINOR + 1},
            {"registered_capital_cents": "number-too-large"},
        ),
        ({"area_sqm": -1}, {"area_sqm": "negative"}),
        ({"headcount": MOST_COUNTED + 1}, {"headcount": "number-too-large"}),
        ({"headcount": -1}, {"headcount": "negative"}),
        ({"graduates": -1}, {"graduates": "negative"}),
        ({"graduates": 36}, {"graduates": "graduates-exceed-headcount"}),
        ({"bank_account": "6222 0000-1111"}, {}),
        ({"bank_account": "62AB"}, {"bank_account": "account-characters"}),
    ],
)
def test_what_a_record_must_hold(differences, problems):
    assert check(replace(FORM, **differences), TODAY).problems == problems


@pytest.mark.parametrize(
    ("differences", "warnings"),
    [
        ({"contact_phone": "0512-6288 0000 转 12"}, {}),
        ({"contact_phone": "李经理"}, {"contact_phone": "phone-characters"}),
        ({"registration_no": "3205"}, {"registration_no": "registration-number-length"}),
        ({"registration_no": "320500000012345"}, {}),
        ({"org_code": "594672398"}, {"org_code": "organisation-code-check"}),
        ({"org_code": "59467239-9"}, {"org_code": "organisation-code-differs"}),
        ({"org_code": "79965505-8"}, {}),
        ({"code": sole_trader()}, {"code": "credit-code-not-enterprise"}),
        (
            {"head_office_name": "总公司", "head_office_code": CODE[:-1]},
            {"head_office_code": "head-office-code-doubtful"},
        ),
    ],
)
def test_what_is_only_warned_of(differences, warnings):
    assert check(replace(FORM, **differences), TODAY).warnings == warnings


@pytest.mark.parametrize(
    ("rename", "problems"),
    [
        (Rename(), {"renamed_on": "rename-day-needed"}),
        (Rename(mistyped=True), {}),
        (Rename(TODAY), {}),
        (Rename(TODAY + dt.timedelta(days=1)), {"renamed_on": "day-in-future"}),
        (Rename(dt.date(2019, 1, 1)), {"renamed_on": "renamed-before-founded"}),
        (Rename(dt.date(2019, 1, 2)), {}),
    ],
)
def test_the_day_of_a_new_name(rename, problems):
    form = replace(FORM, founded_on=dt.date(2019, 1, 1))
    assert check_rename(form, rename, TODAY) == problems


@pytest.mark.parametrize(
    ("own", "head", "has_head", "problem"),
    [
        (1, 2, False, ""),
        (None, 2, False, ""),
        (2, 2, False, "head-office-is-itself"),
        (1, 2, True, "head-office-is-branch"),
    ],
)
def test_the_head_office_of_a_branch(own, head, has_head, problem):
    assert check_head_office(own, head, has_head) == problem


def test_two_spellings_of_one_name():
    assert name_key("甲骨（中国） 有限公司 ABC") == name_key("甲骨(中国)有限公司abc")
