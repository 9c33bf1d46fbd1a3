from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.money import (
    major_units,
    minor_digits,
    parse_amount,
    plain_amount,
    rmb_capitals,
    round_minor,
)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("4500", "CNY", 450_000),
        ("¥ 4,500.5", "CNY", 450_050),
        ("４５００．０１", "CNY", 450_001),
        ("-12.30", "CNY", -1_230),
        ("1200", "JPY", 1_200),
        ("$1,200.00", "USD", 120_000),
    ],
)
def test_an_amount_is_read(text, currency, minor):
    assert parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [("", "CNY"), ("abc", "CNY"), ("1.234", "CNY"), ("1.5", "JPY"), ("1e5", "CNY"), ("--1", "CNY")],
)
def test_what_cannot_be_kept_exactly_is_refused(text, currency):
    with pytest.raises(ValueError, match=r".*"):
        parse_amount(text, currency)


# The cases of 正确填写票据和结算凭证的基本规定, and the traps beside them.
@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("10000.05", "人民币壹万元零伍分"),
        ("500000", "人民币伍拾万元整"),
        ("67500", "人民币陆万柒仟伍佰元整"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("10", "人民币壹拾元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("10010000", "人民币壹仟零壹万元整"),
        ("10000000000000", "人民币壹拾万亿元整"),
        ("1234567890123.45", "人民币壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
        ("-4500", "人民币负肆仟伍佰元整"),
    ],
)
def test_rmb_capitals(amount, capitals):
    assert rmb_capitals(parse_amount(amount)) == capitals


def test_capitals_have_an_end():
    with pytest.raises(ValueError, match=r".*"):
        rmb_capitals(10**18)


@given(st.integers(0, 10**15))
def test_capitals_never_double_a_zero_and_end_as_the_rule_says(cents):
    text = rmb_capitals(cents)
    assert "零零" not in text
    assert "零元" not in text or cents < 100
    assert text.endswith("分") == (cents % 10 != 0)
    assert text.endswith("整") == (cents % 10 == 0)


@given(st.integers(1, 10**14))
def test_different_amounts_read_differently(cents):
    assert rmb_capitals(cents) != rmb_capitals(cents - 1)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["CNY", "USD", "JPY"]))
def test_writing_and_reading_gives_the_same_amount(minor, currency):
    assert parse_amount(plain_amount(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("amount", "minor"), [("0.5", 1), ("-0.5", -1), ("1.49", 1), ("2.5", 3), ("0", 0)]
)
def test_the_one_rounding_takes_halves_away_from_zero(amount, minor):
    assert round_minor(Decimal(amount)) == minor


def test_not_every_currency_has_hundredths():
    assert (minor_digits("JPY"), minor_digits("USD")) == (0, 2)


@pytest.mark.parametrize("text", ["1,5", "12,34,567", ",500", "45,00", "10,000,000,000,001", "٣"])
def test_what_is_no_amount_or_too_large_a_one_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (the text is the message)
        parse_amount(text)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (450_000, "CNY", "4500.00"),
        (450_000, "JPY", "450000"),
        (-1_230, "USD", "-12.30"),
        (0, "CNY", "0.00"),
    ],
)
def test_an_amount_in_whole_units_keeps_the_decimals_of_its_currency(minor, currency, text):
    assert str(major_units(minor, currency)) == text == plain_amount(minor, currency)
