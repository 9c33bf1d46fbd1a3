import datetime as dt
import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from parkdesk.i18n import number_text, speaking
from parkdesk.reports import style, words
from parkdesk.reports.about import About
from parkdesk.reports.carrying import running
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table
from tests.reports.sample import make_old_summary, make_summary

AT = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)
COLUMNS = (Column("what", share=1), Column("n", Align.RIGHT))


def sum_row(name, sums):
    return Row((name, f"={number_text(sums[0])}"), bold=True)


def pages_of(names, amounts, room=0.0) -> list[str]:
    """The texts of the pages of a list whose sums are carried."""
    with speaking("en"):
        paper = Paper(About("t", "a", "s", "en", AT))
        flow = Flow(paper)
        if room:
            flow.at(style.BOTTOM + room)
        rows = [Row((name, f"+{number_text(n)}")) for name, n in zip(names, amounts, strict=True)]
        sums = running(((n,) for n in amounts), sum_row)
        total = sums("In all", len(rows))
        draw_table(flow, Table(COLUMNS, rows, "Table 1", total=total, carried=sums))
        for sheet in paper.sheets:
            assert all(anchor.y > style.BOTTOM for anchor in sheet.anchors)
        # Eight points of room follow a table.
        assert flow.y + 8 >= style.BOTTOM
        out = BytesIO()
        paper.finish(out, lambda _done, _total: None)
    return [page.extract_text() for page in PdfReader(BytesIO(out.getvalue())).pages]


def said(page: str, mark: str) -> list[int]:
    return [int(n.replace(",", "")) for n in re.findall(rf"\{mark}(-?[\d,]+)", page)]


def adds_up(pages: list[str], amounts: list[int]) -> int:
    """Hold that every page adds up by itself; return how many carry sums over."""
    before, carried = 0, 0
    for place, page in enumerate(pages):
        last = place == len(pages) - 1
        assert ("Brought forward" in page) == (place > 0 and carried > 0)
        now = before + sum(said(page, "+"))
        wanted = [before, now] if "Brought forward" in page else [now]
        assert said(page, "=") == wanted, place
        assert ("In all" in page) == last
        assert ("Carried forward" in page) != last
        carried += not last
        before = now
    assert before == sum(amounts)
    return carried


@pytest.mark.parametrize("count", [*range(28, 46), 300])
def test_every_page_of_a_long_list_adds_up_by_itself(count):
    amounts = [1000 + 7 * n for n in range(count)]
    pages = pages_of([f"row {n}." for n in range(count)], amounts)
    assert adds_up(pages, amounts) == len(pages) - 1
    assert sum(page.count("row ") for page in pages) == count


@pytest.mark.parametrize("room", range(90, 300, 15))
def test_it_adds_up_wherever_on_a_page_the_list_begins(room):
    amounts = [1000 + 7 * n for n in range(60)]
    names = [f"row {n}. " + "more " * (25 * (n % 4)) for n in range(60)]
    pages = pages_of(names, amounts, room)
    if not said(pages[0], "+"):
        del pages[0]
    assert adds_up(pages, amounts)


def test_inside_a_row_taller_than_a_page_nothing_is_carried_and_no_row_is_lost():
    amounts = [5, 7, 11, 13, 17, 19]
    names = ["row", "row", "row " + "word " * 3000, "row", "row", "row"]
    pages = pages_of(names, amounts)
    assert len(pages) > 2
    assert sum(page.count("word") for page in pages) == 3000
    assert [n for page in pages for n in said(page, "+")] == amounts
    assert said(pages[-1], "=")[-1] == sum(amounts)


@given(st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(0, 9)), min_size=1))
def test_what_is_carried_is_the_sum_of_the_rows_so_far(lines):
    sums = running(lines, lambda _name, found: found)
    for count in range(1, len(lines) + 1):
        assert sums("", count) == tuple(map(sum, zip(*lines[:count], strict=True)))


def text_of(summary, code) -> list[str]:
    out = BytesIO()
    render_quarterly(summary, out, code)
    return [page.extract_text() for page in PdfReader(BytesIO(out.getvalue())).pages]


@pytest.mark.parametrize(
    ("code", "names"),
    [("zh_CN", ("过次页", "承前页")), ("en", ("Carried forward", "Brought forward"))],
)
def test_the_contracts_and_the_enterprises_of_a_quarter_carry_their_sums(code, names):
    summary = make_summary(120, 150)
    pages = text_of(summary, code)
    first = next(page for page in pages if names[0] in page)
    whole = "".join(first.split())
    count = sum(line.number in whole for line in summary.contracts)
    assert 1 < count < len(summary.contracts)
    with speaking(code):
        sums = words.dollars(sum(one.signed_usd_cents for one in summary.contracts[:count]))
    assert sums in first
    assert sums in pages[pages.index(first) + 1]
    forward, brought = (sum(page.count(name) for page in pages) for name in names)
    assert forward == brought > 5


def test_an_edition_of_before_findings_carries_nothing():
    assert not any("过次页" in page for page in text_of(make_old_summary(120, 150), "zh_CN"))
