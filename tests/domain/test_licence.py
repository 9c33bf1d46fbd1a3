"""Reading the registered capital as a licence prints it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.licence import parse_capital
from parkdesk.domain.money import rmb_capitals

WAN = 1_000_000


@pytest.mark.parametrize(
    ("printed", "fen"),
    [
        ("20,000,000", 2000 * WAN),
        ("20000000.00", 2000 * WAN),
        ("2000万", 2000 * WAN),
        ("2,000 万元", 2000 * WAN),
        ("2000万元人民币", 2000 * WAN),
        ("人民币贰仟万元整", 2000 * WAN),
        ("贰仟万圆整", 2000 * WAN),
        ("叁佰伍拾万元整", 350 * WAN),
        ("壹亿贰仟万元整", 12_000 * WAN),
        ("拾万元整", 10 * WAN),
        ("五百万", 500 * WAN),
        ("壹万零伍拾元整", 1_005_000),
        ("12.5万", 12_500_000),
        ("０.５亿元", 5_000 * WAN),
        ("两亿", 20_000 * WAN),
    ],
)
def test_capital_as_it_is_printed(printed, fen):
    assert parse_capital(printed) == fen


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "若干",
        "2000万美元",
        "2千万x",
        "1.2345678万",
        "万万岁",
        "元",
        "万元",
        "二〇〇〇万",
        "1,5万",
        ",万",
    ],
)
def test_what_is_no_capital_is_refused(printed):
    with pytest.raises(ValueError):  # noqa: PT011 (the text is the message)
        parse_capital(printed)


@given(st.integers(1, 10**11))
def test_capitals_that_we_write_are_read_back(yuan):
    assert parse_capital(rmb_capitals(yuan * 100)) == yuan * 100
