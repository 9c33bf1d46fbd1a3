import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.i18n import speaking
from parkdesk.reports import quarterly, style
from parkdesk.reports.about import About
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table, fitted
from tests.reports.sample import make_summary

AT = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def paper() -> Paper:
    return Paper(About("t", "a", "s", "en", AT))


def finished(paper: Paper) -> PdfReader:
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return PdfReader(BytesIO(out.getvalue()))


def places(reader: PdfReader, page: int = 0) -> list[tuple[str, float, float]]:
    """Each shown text with where it begins."""
    found = []

    def visit(text, _user, matrix, _font, _size):
        if text.strip():
            found.append((text.strip(), matrix[4], matrix[5]))

    reader.pages[page].extract_text(visitor_text=visit)
    return found


def test_decimal_points_stand_under_one_another(paper):
    cells = ("1,234.50", "7", "12.5%", "0.25")
    table = Table((Column("x", share=1), Column("n", Align.POINT)), [Row(("a", c)) for c in cells])
    draw_table(Flow(paper), table)
    kind = Type(style.CELL)
    points = set()
    for text, x, _y in places(finished(paper)):
        if text in cells:
            points.add(round(x + paper.width(text.split(".")[0], kind), 1))
    assert len(points) == 1


def test_widths_fill_the_room_and_no_column_starves(paper):
    rows = [Row(("一" * 200, "二" * 12, "1"))]
    columns = (Column("a", share=3), Column("b", share=3), Column("c", Align.RIGHT))
    widths = fitted(paper, Table(columns, rows), style.TEXT_WIDTH)
    assert sum(widths) == pytest.approx(style.TEXT_WIDTH)
    assert min(widths[:2]) > 90


@pytest.mark.parametrize("title", ["补正办法说明", "What would do"])
def test_no_word_of_a_title_is_broken_where_a_neighbour_has_room(paper, title):
    rows = [Row(("1", "名" * 9, "缺" * 300, "据" * 60, "改"))]
    columns = (
        Column("No.", Align.RIGHT),
        *(Column(name, share=share) for name, share in (("b", 2), ("c", 4), ("d", 2), (title, 2))),
    )
    widths = fitted(paper, Table(columns, rows), style.TEXT_WIDTH)
    assert sum(widths) == pytest.approx(style.TEXT_WIDTH)
    bold = Type(style.CELL, bold=True)
    for column, width in zip(columns, widths, strict=True):
        for word in column.title.split():
            assert len(paper.lines(word, bold, width - 2 * style.CELL_PAD_X + 0.01)) == 1


def test_a_table_without_rows_says_so(paper):
    draw_table(Flow(paper), Table((Column("a"),), [], "Table 1", empty="Nothing came."))
    assert "Nothing came." in finished(paper).pages[0].extract_text()


def test_a_row_taller_than_a_page_goes_on_with_a_mark(paper):
    text = "word " * 3000
    draw_table(Flow(paper), Table((Column("a", share=1),), [Row((text,))], "Table 1"))
    reader = finished(paper)
    assert len(reader.pages) > 2
    assert sum(page.extract_text().count("word") for page in reader.pages) == 3000
    for page in reader.pages[1:]:
        assert "(continued)" in page.extract_text()


@pytest.mark.parametrize("total", [None, Row(("in all",), bold=True)])
def test_a_last_page_has_three_rows_at_least_and_the_total(total):
    begun = set()
    for rows in range(30, 44):
        sheet = Paper(About("t", "a", "s", "en", AT))
        lines = [Row((f"row {n}.",)) for n in range(rows)]
        draw_table(Flow(sheet), Table((Column("a", share=1),), lines, "Table 1", total=total))
        pages = finished(sheet).pages
        last = pages[-1].extract_text()
        assert last.count("row ") >= 3
        assert f"row {rows - 1}." in last
        assert total is None or "in all" in last
        assert len(pages) == 1 or pages[0].extract_text().count("row ") >= 30
        begun.add(len(pages))
    assert begun == {1, 2}


def _group(name, tall):
    return [Row((f"head {name}",), bold=True, heads=True), Row((f"first {name} {tall}",)), *rest()]


def rest():
    return [Row(("more",)), Row(("more",))]


@pytest.mark.parametrize("tall", ["", "word " * 90, "word " * 2500])
def test_the_head_of_a_group_is_never_the_last_line_of_a_page(tall):
    turned = 0
    for room in range(30, 240, 7):
        sheet = Paper(About("t", "a", "s", "en", AT))
        flow = Flow(sheet)
        flow.at(style.BOTTOM + room)
        groups = [row for name in ("A", "B", "C") for row in _group(name, tall)]
        draw_table(flow, Table((Column("a", share=1),), groups, "Table 1"))
        pages = [page.extract_text() for page in finished(sheet).pages]
        for name in ("A", "B", "C"):
            (page,) = [text for text in pages if f"head {name}" in text]
            assert f"first {name}" in page, (room, name)
            turned += page is not pages[0]
        assert all("more" in text or "word" in text for text in pages[1:]), room
    assert turned


def test_heads_of_heads_stay_with_the_first_row_below_them():
    for rows in range(28, 44):
        sheet = Paper(About("t", "a", "s", "en", AT))
        lines = [Row((f"row {n}.",)) for n in range(rows)]
        heads = [Row(("part",), heads=True), Row(("group",), heads=True), Row(("only one",))]
        draw_table(Flow(sheet), Table((Column("a", share=1),), [*lines, *heads], "Table 1"))
        pages = [page.extract_text() for page in finished(sheet).pages]
        assert all(word in pages[-1] for word in ("part", "group", "only one")), rows


def test_a_short_table_is_not_begun_at_a_foot_with_one_row():
    for room in range(40, 220, 6):
        sheet = Paper(About("t", "a", "s", "en", AT))
        flow = Flow(sheet)
        flow.at(style.BOTTOM + room)
        lines = [Row((f"row {n}.",)) for n in range(4)]
        draw_table(flow, Table((Column("a", share=1),), lines, "Table 1"))
        counts = [page.extract_text().count("row ") for page in finished(sheet).pages]
        assert max(counts) == 4, counts


@pytest.mark.parametrize("contracts", range(20, 48, 3))
def test_no_heading_stands_alone_at_a_foot(contracts):
    with speaking("en"):
        paper = quarterly._paper(make_summary(30, contracts), "en")
    for sheet in paper.sheets[1:]:
        for anchor in sheet.anchors:
            if anchor.title:
                assert anchor.y > style.BOTTOM + 50, anchor
