"""The charts on paper: every number of the table is on the page, in both languages."""

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest

from parkdesk.domain.charts import (
    BarChart,
    LineChart,
    RankedBars,
    RankedRow,
    Series,
    SmallMultiples,
    table_of,
)
from parkdesk.domain.errors import Refused
from parkdesk.reports.park_charts import ChartsReport, render_charts

QUARTERS = ("25Q3", "25Q4", "26Q1")
LINES = LineChart(
    "签约额", QUARTERS, (Series("签约", (1_200, 3_400, 5_600)), Series("执行", (9, 8, 7)))
)
CHARTS = (
    BarChart(
        "执行额", QUARTERS, (Series("ITO", (11, 22, 33)), Series("BPO", (4, 5, 6))), total="合计"
    ),
    BarChart("离岸与在岸", QUARTERS, (Series("离岸", (71, 72, 73)),), stacked=False),
    LINES,
    SmallMultiples("人员", (LINES, LineChart("人数", ("26Q1",), (Series("人数", (486,)),)))),
    RankedBars("市场", "国家（地区）", "万美元", "占比", (RankedRow("日本", 386, "62.5%"),)),
)


def report(charts=CHARTS):
    return ChartsReport(
        "太湖国际服务外包园",
        "2026年第1季度",
        "季度",
        charts,
        dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC),
        "王敏",
    )


def printed(made, language="zh_CN"):
    out = BytesIO()
    missing = render_charts(made, out, language)
    assert missing == ()
    return out.getvalue()


def text_of(content):
    file = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    return text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_number_of_a_chart_is_on_paper(language):
    text = text_of(printed(report(), language))
    for chart in CHARTS:
        assert chart.title in text
        behind = table_of(chart, "季度")
        for cell in (*behind.head, *(cell for row in behind.rows for cell in row)):
            assert cell in text


def test_the_same_charts_give_the_same_bytes():
    assert printed(report()) == printed(report())


def test_charts_without_anything_say_so():
    empty = (
        BarChart("执行额", (), (Series("ITO", ()), Series("BPO", ()))),
        LineChart("签约额", (), (Series("签约", ()),)),
        SmallMultiples("人员", (LineChart("人数", (), (Series("人数", ()),)),)),
        RankedBars("市场", "国家（地区）", "万美元", "占比", ()),
    )
    text = text_of(printed(report(empty)))
    assert text.count("无数据") == len(empty)


def test_other_languages_are_refused():
    with pytest.raises(Refused):
        render_charts(report(), BytesIO(), "fr")
