"""The chain on paper: the picture, its table with the same sums, the same bytes twice."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.chain import STAGES, Link, Origin, Party, merged
from parkdesk.domain.errors import Refused
from parkdesk.reports.chain import MOST_ROWS, ChainReport, render_chain

AT = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
OURS = Party("太湖软件外包有限公司", "CN", 1)


def report(links):
    return ChainReport("太湖园", "执行额 · 2026", AT, merged(links), "", {"US": "美国"})


def links(count):
    found = []
    for number in range(count):
        client = Party(f"Client {number:04d}", "US")
        amount = 1_000_00 + number
        origins = frozenset({Origin.CONTRACT})
        found.append(Link(client, OURS, STAGES[0], amount, 1, 0, origins))
    taker = Party("外协", "CN")
    found.append(Link(OURS, taker, STAGES[1], 70_000, 0, 1, frozenset({Origin.ENTERED})))
    return found


def pages(links_, language="zh_CN"):
    out = BytesIO()
    render_chain(report(links_), out, language)
    return [page.extract_text() for page in PdfReader(BytesIO(out.getvalue())).pages]


@pytest.mark.parametrize(("language", "title"), [("zh_CN", "产业链"), ("en", "Industry chain")])
def test_picture_and_table_are_printed(language, title):
    found = pages(links(5), language)
    assert title in found[0]
    assert "Client 0004" in found[0]
    assert "5,000.10" in found[1]  # the sum of the first stage
    assert "700.00" in found[1]


def test_a_long_table_ends_with_the_rest_and_the_whole_sum():
    count = MOST_ROWS + 40
    text = "".join(pages(links(count)))
    total = sum(1_000_00 + number for number in range(count))
    assert f"{total / 100:,.2f}" in text
    assert "其余 40 条较小关系" in text


def test_the_same_links_make_the_same_bytes():
    both = []
    for _turn in range(2):
        out = BytesIO()
        render_chain(report(links(30)), out)
        both.append(out.getvalue())
    assert both[0] == both[1]


def test_another_language_is_refused():
    with pytest.raises(Refused):
        render_chain(report(links(1)), BytesIO(), "fr")
