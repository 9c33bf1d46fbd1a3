"""A list on paper: what it says of itself stands on every page, and long lists say what is left."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.errors import Refused
from parkdesk.reports.seen_list import MOST_ROWS, ListPrint, PrintedColumn, render_list

AT = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
COLUMNS = (
    PrintedColumn("编号"),
    PrintedColumn("企业", grows=True),
    PrintedColumn("金额", numeric=True),
)


def report(count=3, **differences):
    facts = {
        "park": "太湖园",
        "title": "接包合同",
        "columns": COLUMNS,
        "rows": tuple((f"HT-{n:05d}", "太湖软件外包有限公司", f"{n}.00") for n in range(count)),
        "total": count,
        "filters": "离岸 · 名称含“软件”",
        "order": "编号",
        "day": "截至 2026-09-30",
        "at": AT,
        "by": "王敏",
    }
    return ListPrint(**(facts | differences))


def pages(report_, language="zh_CN"):
    out = BytesIO()
    render_list(report_, out, language)
    return PdfReader(BytesIO(out.getvalue())).pages


def texts(report_, language="zh_CN"):
    return [page.extract_text() for page in pages(report_, language)]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_says_list_filter_day_and_number(language):
    found = texts(report(120), language)
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert "离岸 · 名称含“软件”" in text
        assert "2026-09-30" in text
        assert "接包合同" in text
        page = {"zh_CN": f"第 {number} 页", "en": f"Page {number} of {len(found)}"}[language]
        assert page.replace(" ", "") in text.replace(" ", "")
    assert "王敏" in found[-1]


def test_every_row_is_printed_once_in_its_order():
    found = "".join(texts(report(200)))
    places = [found.index(f"HT-{n:05d}") for n in range(200)]
    assert places == sorted(places)
    assert found.count("HT-") == 200


def test_pages_lie_on_their_side():
    box = pages(report())[0].mediabox
    assert box.width > box.height


def test_a_longer_list_says_how_much_is_left():
    long = report(3, total=MOST_ROWS + 7)
    [text] = texts(long, "en")
    assert "5,004 further rows are not printed" in text
    assert "further rows" not in texts(report(), "en")[0]


def test_an_empty_list_says_so():
    [text] = texts(report(0), "en")
    assert "No row of this list fits the filters." in text


def test_an_empty_cell_is_a_dash():
    [text] = texts(report(1, rows=(("HT-1", "", ""),)))
    assert "—" in text


def test_long_filters_are_written_whole_at_the_head():
    words = " · ".join(f"筛选条件{n}" for n in range(40))
    first = texts(report(filters=words))[0].replace("\n", "")
    assert all(f"筛选条件{n}" in first for n in range(40))


def test_the_same_list_gives_the_same_bytes():
    one, other = BytesIO(), BytesIO()
    render_list(report(50), one)
    render_list(report(50), other)
    assert one.getvalue() == other.getvalue()


def test_signs_that_no_face_has_are_told():
    out = BytesIO()
    rows = (("HT-1", "𪚥", "1.00"),)
    missing = render_list(report(rows=rows), out)
    assert isinstance(missing, tuple)


def test_a_language_without_print_is_refused():
    with pytest.raises(Refused):
        render_list(report(), BytesIO(), "fr")
