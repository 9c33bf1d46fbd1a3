"""The chain of a closed quarter and the list of whom to call, as an office prints them."""

import datetime as dt
from io import BytesIO

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import (
    ChainLink,
    ChainStep,
    CheckCode,
    CheckSeverity,
    ClosingChain,
    ClosingCheck,
    MovedFigure,
)
from parkdesk.domain.overdue import OverdueReturn
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import FigureKey, Unit
from parkdesk.reports.closing_chain import render_closing_chain
from parkdesk.reports.overdue_returns import OverduePrint, render_overdue
from tests.reports.read_aloud import parts

AT = dt.datetime(2026, 10, 20, 9, 30, tzinfo=dt.UTC)
Q3 = Quarter(2026, 3)
SHA = "8e20263da2cd" + "0" * 52
CHECK = ClosingCheck(
    next(iter(CheckCode)), CheckSeverity.ASKS, 2, ("云湖软件", "北汀知衡"), "已电话核对"
)
LINKS = (
    ChainLink(
        ChainStep.CLOSED, AT, "李芳", 1, "8E20-263D-A2CD", SHA, trail_number=12, checks=(CHECK,)
    ),
    ChainLink(ChainStep.ASKED, AT, "李芳", 1, words="补报收汇凭证"),
    ChainLink(ChainStep.AGREED, AT, "王敏", 1, words="同意"),
    ChainLink(
        ChainStep.CLOSED,
        AT,
        "王敏",
        2,
        "1111-2222-3333",
        "1" * 64,
        follows="8E20-263D-A2CD",
        moved=(MovedFigure(FigureKey.OFFSHORE_EXECUTED, Unit.USD_CENTS, 100_00, 250_00),),
    ),
)


def read(content: bytes) -> str:
    return "\n".join(part.text for part in parts(content))


def chain(*links, closed=True) -> bytes:
    out = BytesIO()
    told = ClosingChain("云湖国际服务外包园", "Yunhu Park", Q3, closed, links, AT, "周敏")
    assert render_closing_chain(told, out) == ()
    return out.getvalue()


def test_the_chain_tells_who_closed_opened_and_corrected_and_why():
    text = read(chain(*LINKS))
    for said in (SHA, "1" * 64, "补报收汇凭证", "已电话核对", "云湖软件", "李芳", "王敏", "同意"):
        assert said in text
    assert text.index(SHA) < text.index("补报收汇凭证") < text.index("1" * 64)


def test_a_quarter_never_closed_says_so():
    assert "尚未关账" in read(chain(closed=False))


@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_the_list_of_whom_to_call_names_everybody_with_their_telephone(code):
    rows = [
        OverdueReturn(
            number, f"云湖第{number}软件", "91320000000000000X", "陈工", "0512-0000", "139****0000",
            FillState.OVERDUE, dt.date(2026, 10, 15), number,
        )
        for number in range(3)
    ]  # fmt: skip
    out = BytesIO()
    assert render_overdue(OverduePrint("云湖", Q3, rows, AT, "周敏"), out, code) == ()
    text = read(out.getvalue())
    for row in rows:
        assert row.enterprise in text
    assert text.count("0512-0000") == 3


def test_a_list_of_nobody_is_a_page_all_the_same():
    out = BytesIO()
    assert render_overdue(OverduePrint("云湖", Q3, [], AT, "周敏"), out) == ()
    assert "云湖" in read(out.getvalue())
