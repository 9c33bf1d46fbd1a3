"""Pages that are hard to set, drawn as grey pictures, and how two pictures of a page compare.

PDFium draws them: its wheel is locked with a hash, so that a page looks alike on every machine.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from parkdesk.domain.charts import BarChart, LineChart, RankedBars, RankedRow, Series
from parkdesk.domain.packs import Section
from parkdesk.domain.payment_papers import BatchPaper, BatchPaperLine, PaperHead
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.i18n import number_text, speaking
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.carrying import running
from parkdesk.reports.charts import Box, draw_chart
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.payment_papers import render_batch
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table
from tests.reports.sample import CUT_OFF, empty_summary, make_pack

FOLDER = Path(__file__).parents[1] / "data" / "golden"
SCALE = 1.25
"""Dots to the point: 90 to the inch."""
_LEVELS = 16
_BLUR = 1.2
MOST = 16
"""So many of 255 levels may differ where two blurred pictures differ most."""

Page = tuple[bytes, int]
"""A print, and which of its pages it is about, from 0."""


def pages() -> dict[str, Callable[[], Page]]:
    """Return the pages by the names of their pictures."""
    return {
        "line-breaks": line_breaks,
        "heading-moved": heading_moved,
        "table-continued": table_continued,
        "row-over-pages": row_over_pages,
        "decimal-points": decimal_points,
        "rare-signs": rare_signs,
        "cell-of-5000-signs": cell_of_5000_signs,
        "zero-rows": zero_rows,
        "quarter-without-data": quarter_without_data,
        "long-names": long_names,
        "english-cover": english_cover,
        "bilingual-contents": bilingual_contents,
        "charts-of-little": charts_of_little,
        "sum-in-capitals": sum_in_capitals,
        "lying-annex": lying_annex,
    }


def drawn(page: Page) -> Image.Image:
    """Return a page as a picture of 16 levels of grey."""
    content, number = page
    document = pdfium.PdfDocument(content)
    found = document[number].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    document.close()
    step = 256 // _LEVELS
    return found.point([min(level // step * 255 // (_LEVELS - 1), 255) for level in range(256)])


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return how far two pictures are apart where they are most; 255 where their sizes are.

    Blurred a little, so that the edges of letters may be smoothed otherwise on another machine.
    """
    if one.size != other.size:
        return 255
    blur = ImageFilter.GaussianBlur(_BLUR)
    _least, most = ImageChops.difference(one.filter(blur), other.filter(blur)).getextrema()
    return int(most)


def stored(name: str) -> Image.Image:
    """Return the golden picture of a page."""
    with Image.open(FOLDER / f"{name}.png") as found:
        return found.convert("L")


def _finished(paper: Paper) -> bytes:
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return out.getvalue()


def _paper() -> Paper:
    paper = Paper(About("t", "a", "s", "zh-CN", CUT_OFF))
    paper.joined = True
    return paper


def _pack(summary, language="zh_CN", sections=None) -> bytes:
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=sections)
    return out.getvalue()


MIXED = (
    "园区（云湖国际服务外包园）2026年第3季度离岸执行额为US$ 12,345.60 万美元，同比↑\u00a012.3%；"
    "其中“软件研发外包（ITO）”占62.5%，“业务流程外包（BPO）”占25.0%。企业须在《CMMI-DEV v2.0 3级》"
    "证书到期前180日内登记续证（见www.example.cn/renewal?id=2026-Q3），逾期未登记的：一、暂停受理"
    "补贴申报；二、列入例外——直至登记为止。补贴金额¥ 1,234,567.89元、-¥ 0.05元、100％、"
    "37℃……均按“四舍五入”保留两位小数，人数（不含实习生）取整数！是否核定？由园区（省级）决定。"
)


def line_breaks(text: str = MIXED) -> Page:
    """Chinese with Latin words, brackets and sums, at every width a line may have."""
    paper = _paper()
    flow = Flow(paper)
    for indent in range(0, 300, 37):
        flow.paragraph(text, indent=float(indent))
        flow.space(5)
    return _finished(paper), 0


def heading_moved() -> Page:
    """A heading for which the page before had room, but not for what follows it."""
    paper = _paper()
    flow = Flow(paper)
    flow.paragraph("前页的正文。" * 30)
    flow.at(style.BOTTOM + 40)
    flow.heading("2  合规发现", 0, "two", "9 项")
    flow.heading("2.1  按规则", 1, "rules")
    flow.paragraph("标题不单独留在页末，随其后的两行移到次页。" * 6)
    return _finished(paper), 1


def table_continued() -> Page:
    """The second of three pages of a list: 续表, its heads again, 承前页 and 过次页."""
    paper = _paper()
    amounts = [1_000_00 + 37_00 * n for n in range(120)]

    def row(name: str, sums: tuple[int, ...]) -> Row:
        return Row(("", name, number_text(sums[0])), bold=True)

    sums = running(((n,) for n in amounts), row)
    rows = [
        Row((f"HT-{n:04d}", f"云湖软件外包第{n}有限公司", number_text(amount)))
        for n, amount in enumerate(amounts)
    ]
    columns = (Column("合同"), Column("企业", share=1), Column("执行额", Align.RIGHT))
    total = sums("合计", len(rows))
    with speaking("zh_CN"):
        draw_table(Flow(paper), Table(columns, rows, "表 4-3  合同", "元", total, carried=sums))
    return _finished(paper), 1


def row_over_pages() -> Page:
    """The second page of a row that is taller than a page, and the row behind it."""
    paper = _paper()
    long = "整改情况说明：企业已补登全部收汇凭证（共 12 笔），并承诺按季核对；" * 160
    rows = [Row(("1", "云湖软件", long)), Row(("2", "太湖数据", "无"))]
    columns = (Column("序号", Align.RIGHT), Column("企业"), Column("说明", share=1))
    with speaking("zh_CN"):
        draw_table(Flow(paper), Table(columns, rows, "表 2  说明"))
    return _finished(paper), 1


NUMBERS = ("1,234,567.89", "-0.05", "-12,345.60", "¥ 8,000.00", "-¥ 3.10", "7", "62.5%", "-4.0%",
           "100%", "—", "0.00", "（未核定）")  # fmt: skip


def decimal_points(numbers: tuple[str, ...] = NUMBERS) -> Page:
    """Sums, shares and plain numbers, below nothing and above, point under point."""
    paper = _paper()
    flow = Flow(paper)
    rows = [Row((f"第 {place} 行", text, text)) for place, text in enumerate(numbers, 1)]
    columns = (Column("项目", share=1), Column("金额", Align.POINT), Column("靠右", Align.RIGHT))
    draw_table(flow, Table(columns, rows, "表 3  小数点对齐", "元", rows[0]))
    narrow = tuple(Column(one.title, one.align, 1) for one in columns)
    draw_table(flow, Table(narrow, rows, "表 4  各列同宽"), 260.0)
    return _finished(paper), 0


RARE = (
    "王𠀀",
    "李𪛖",
    "张𪜀",
    "赵𫝀",
    "钱𫟼",
    "孙𫠠",
    "周𬱖",
    "吴𬺡",
    "郑𬺰",
    "冯𮯠",
    "陈䶮",
    "龘〇",
)


def rare_signs() -> Page:
    """Names with signs of the Extensions A to F, and one that no face has."""
    paper = _paper()
    rows = [Row((name, f"{name}，{name}（{name}）"), bold=place % 2 == 1)
            for place, name in enumerate((*RARE, "卫\U00030000"))]  # fmt: skip
    flow = Flow(paper)
    draw_table(flow, Table((Column("姓名"), Column("句中", share=1)), rows, "表 5  罕见字"))
    flow.paragraph("、".join(RARE) * 4)
    return _finished(paper), 0


def cell_of_5000_signs() -> Page:
    """The page on which a cell of five thousand signs goes on."""
    paper = _paper()
    text = "".join(f"第{n}条，申报材料（第{n}号）须齐全。" for n in range(1, 300))[:5000]
    rows = [Row(("云湖软件外包有限公司", text, "1.00"))]
    columns = (Column("企业", share=1), Column("内容", share=2), Column("额", Align.POINT))
    with speaking("zh_CN"):
        draw_table(Flow(paper), Table(columns, rows, "表 6  材料"))
    return _finished(paper), 1


def zero_rows() -> Page:
    """Sections whose tables have no row, each with its own words."""
    sections = (Section.BUDGETS, Section.WATCH, Section.RETURNS, Section.RESTATEMENTS,
                Section.PLATFORMS)  # fmt: skip
    pack = make_pack().pack
    bare = dataclasses.replace(pack, budgets=(), watch=())
    return _pack(dataclasses.replace(empty_summary(), pack=bare), sections=sections), 1


def quarter_without_data() -> Page:
    """Page 1 of a quarter in which nothing happened: a draft."""
    return _pack(empty_summary()), 0


def long_names() -> Page:
    """Names and addresses without a place to break, beside columns that must not starve."""
    paper = _paper()
    name = "云湖国际服务外包与数字贸易综合试验区信息技术研发及业务流程管理（集团）股份有限公司" * 2
    url = "https://www.example.cn/" + "registry-of-service-outsourcing-contracts/" * 5
    rows = [
        Row((name, url, "1,234.50")),
        Row(
            ("AReallyLongEnglishEnterpriseNameWithoutAnyPlaceToBreakItInTwoOrThree", name, "-0.50")
        ),
        Row(("短", "短", "1,000,000,000.00")),
    ]
    columns = (
        Column("企业名称", share=2),
        Column("网址或说明", share=2),
        Column("金额", Align.POINT),
    )
    draw_table(Flow(paper), Table(columns, rows, "表 7  长名称", "元"))
    return _finished(paper), 0


def english_cover() -> Page:
    """Page 1 in English."""
    return _pack(make_pack(12, 14), "en"), 0


def bilingual_contents() -> Page:
    """The English list of contents behind the Chinese pages of one file."""
    chinese = pdfium.PdfDocument(_pack(make_pack(6, 6)))
    first = len(chinese)
    chinese.close()
    return _pack(make_pack(6, 6), "both"), first + 1


def charts_of_little() -> Page:
    """Charts of one point, of nothing but zeros, and of one row."""
    paper = _paper()
    sheet = paper.new_sheet()
    one, none = Series("执行", (486,)), Series("执行", (0, 0, 0))
    charts = (
        LineChart("一个季度", ("26Q3",), (one,)),
        LineChart("全部为零", ("26Q1", "26Q2", "26Q3"), (none,)),
        BarChart("一根柱", ("26Q3",), (one,), total="合计"),
        BarChart(
            "零柱", ("26Q1", "26Q2", "26Q3"), (none, Series("另一", (0, 5, 0))), stacked=False
        ),
        RankedBars("一行", "国家", "万美元", "占比", (RankedRow("日本", 0, "0.0%"),)),
    )
    for place, chart in enumerate(charts):
        draw_chart(paper, sheet, chart, Box(style.MARGIN, 660.0 - 140 * place, 420, 110))
    return _finished(paper), 0


def sum_in_capitals(cents: int = 1_640_902) -> Page:
    """A payment batch whose sum is written out in capitals."""
    at = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
    head = PaperHead("云湖园区", "Yunhu Park", "BF-2026-0001", "2026 年资金", "2026 fund",
                     "财企[2013]52号", at, "王敏")  # fmt: skip
    line = BatchPaperLine("BF-2026-0001-001", "太湖软件外包有限公司", "工商银行云湖支行",
                          "*" * 15 + "7890", "city", cents, LineState.PAID)  # fmt: skip
    paper = BatchPaper(head, BatchState.SENT, cents, at, "王敏", at, "林伟", "", (line,), ())
    return render_batch(paper, "zh_CN"), 0


def lying_annex() -> Page:
    """A page of the annex of contracts, which lies across."""
    content = _pack(make_pack(40, 90), sections=(Section.STAFF, Section.CONTRACT_LIST))
    document = pdfium.PdfDocument(content)
    lying = [place for place, page in enumerate(document)
             if page.get_width() > page.get_height()]  # fmt: skip
    document.close()
    return content, lying[1]
