"""Identifiers, the checks of a record, and status as of a day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import enterprises
from parkdesk.domain.enterprises import (
    EnterpriseStatus,
    IdentifierKind,
    SaveEnterprise,
    StatusChange,
    check,
    credit_check,
    credit_code_problem,
    identify,
    in_park_on,
    name_key,
    organisation_check,
    status_on,
)

TODAY = dt.date(2026, 10, 12)
CODE = "91330100799655058B"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FORM = SaveEnterprise(
    name="苏州凌云信息技术有限公司", code=CODE, entered_on=dt.date(2020, 5, 11), headcount=35
)


def code_of(department, body):
    """A whole code from a department and class, a region and eight characters."""
    inner = body[8:] + organisation_check(body[8:])
    start = department + body[1:8] + inner
    return start + credit_check(start)


@pytest.mark.parametrize(
    "code",
    [
        CODE,
        "91440300708461136T",
        "9111000071093123XX",
        "91 3301-00 799655058b",
        "９１３３０１００７９９６５５０５８Ｂ",
    ],
)
def test_known_codes_hold(code):
    found = identify(code)
    assert (found.kind, found.problem) == (IdentifierKind.CREDIT_CODE, "")


@pytest.mark.parametrize("department", "123456789ANY")
def test_every_department_is_known(department):
    assert credit_code_problem(code_of(department, "91330100" + "79965505")) == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "credit-code-length"),
        (CODE[:-1], "credit-code-length"),
        (CODE[:-1] + "C", "credit-code-check"),
        (CODE.replace("1", "I"), "credit-code-characters"),
        ("9133010079965505中B", "credit-code-characters"),
        ("B" + CODE[1:], "credit-code-region"),
        ("91A3010079965505", "credit-code-length"),
        ("91A30100799655058B", "credit-code-region"),
    ],
)
def test_what_is_wrong_with_a_code(code, problem):
    assert credit_code_problem(code) == problem


def test_the_inner_check_is_looked_at_too():
    body = CODE[:16] + ("7" if CODE[16] != "7" else "6")
    assert credit_code_problem(body + credit_check(body)) == "credit-code-inner-check"


def test_the_right_check_character_is_told():
    assert identify(CODE[:-1] + "C").should_end_with == "B"


@given(st.text(ALPHABET, min_size=8, max_size=8), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(body, place, other):
    code = code_of("9", "91320594" + body)
    changed = code[:place] + other + code[place + 1 :]
    assert credit_code_problem(code) == ""
    assert (changed == code) or credit_code_problem(changed)


@pytest.mark.parametrize(
    ("typed", "kind", "problem"),
    [
        ("59467239-9", IdentifierKind.ORGANISATION_CODE, ""),
        ("59467239-8", IdentifierKind.ORGANISATION_CODE, "organisation-code-check"),
        ("320500000012345", IdentifierKind.REGISTRATION_NUMBER, ""),
    ],
)
def test_older_identifiers(typed, kind, problem):
    found = identify(typed)
    assert (found.kind, found.problem) == (kind, problem)


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
        ({"org_code": "594672398"}, {"org_code": "organisation-code-check"}),
        ({"org_code": "59467239-9"}, {}),
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
        ({"area_sqm": -1}, {"area_sqm": "negative"}),
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
    ],
)
def test_what_is_only_warned_of(differences, warnings):
    assert check(replace(FORM, **differences), TODAY).warnings == warnings


def test_two_spellings_of_one_name():
    assert name_key("甲骨（中国） 有限公司 ABC") == name_key("甲骨(中国)有限公司abc")


HISTORY = (
    StatusChange(dt.date(2020, 5, 11), EnterpriseStatus.RESIDENT),
    StatusChange(dt.date(2019, 12, 1), EnterpriseStatus.APPLIED),
    StatusChange(dt.date(2024, 1, 1), EnterpriseStatus.GRADUATED),
)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (dt.date(2019, 11, 30), None),
        (dt.date(2019, 12, 1), EnterpriseStatus.APPLIED),
        (dt.date(2020, 5, 11), EnterpriseStatus.RESIDENT),
        (dt.date(2023, 12, 31), EnterpriseStatus.RESIDENT),
        (dt.date(2026, 1, 1), EnterpriseStatus.GRADUATED),
    ],
)
def test_status_as_of_a_day(day, status):
    assert status_on(HISTORY, day) == status


def test_the_last_day_still_counts_in_the_stock():
    first, last = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    assert in_park_on(first, last, last)
    assert not in_park_on(first, last, last + dt.timedelta(days=1))
    assert not in_park_on(first, None, first - dt.timedelta(days=1))
    assert in_park_on(first, None, TODAY)


def test_check_characters_of_foreign_texts_are_empty():
    assert enterprises.credit_check("短") == ""
    assert organisation_check("短") == ""
    assert organisation_check("中国中国中国中国") == ""
