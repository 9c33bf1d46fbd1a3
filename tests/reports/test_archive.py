"""Every print can be archived and read aloud: PDF/A-2b's facts and PDF/UA's structure."""

import datetime as dt
import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.errors import Unavailable
from parkdesk.reports import archive, fonts, style
from parkdesk.reports.about import About
from parkdesk.reports.flow import Flow
from parkdesk.reports.fonts import faces
from parkdesk.reports.links import Link
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.reports.tables import Cell, Column, Row, Table, draw_table
from tests.reports.read_aloud import marked, parts
from tests.reports.sample import make_summary

ABOUT = About(
    "云湖 <季报> & 附件",
    "云湖国际服务外包园",
    "第 1 版",
    "zh-CN",
    dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC),
    "quarterly-4",
)


def written(paper: Paper) -> bytes:
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return out.getvalue()


@pytest.fixture(scope="module")
def summary() -> bytes:
    out = BytesIO()
    render_quarterly(make_summary(), out)
    return out.getvalue()


def test_the_file_says_what_it_is_in_xmp_as_in_its_own_words():
    paper = Paper(ABOUT)
    paper.new_sheet().text(60, 700, "正文", Type())
    reader = PdfReader(BytesIO(written(paper)))
    packet = reader.root_object["/Metadata"].get_object().get_data().decode()
    facts = ET.fromstring(packet)  # noqa: S314 - our own file
    said = {element.tag.rpartition("}")[2]: "".join(element.itertext()) for element in facts.iter()}
    assert said["title"].strip() == ABOUT.title == reader.metadata.title
    assert said["creator"].strip() == ABOUT.author == reader.metadata.author
    assert said["CreateDate"] == "2026-10-12T18:00:00+08:00"
    assert reader.metadata.creation_date == ABOUT.at
    assert [said["Keywords"], said["language"].strip()] == ["quarterly-4", "zh-CN"]
    parts_said = [
        (element.tag, element.text) for element in facts.iter() if element.tag.endswith("}part")
    ]
    assert parts_said == [
        ("{http://www.aiim.org/pdfa/ns/id/}part", "2"),
        ("{http://www.aiim.org/pdfua/ns/id/}part", "1"),
    ]


def test_signs_that_xml_cannot_hold_leave_its_facts():
    assert "云湖季报" in archive.facts_of(About("云湖\x0b季报\x00", "", "", "zh-CN", ABOUT.at))


def test_the_colours_are_those_of_the_profile_in_the_file():
    paper = Paper(ABOUT)
    paper.new_sheet().text(60, 700, "正文", Type())
    (intent,) = PdfReader(BytesIO(written(paper))).root_object["/OutputIntents"]
    profile = intent.get_object()["/DestOutputProfile"].get_object().get_data()
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "


def test_without_its_colour_profile_nothing_is_printed(monkeypatch, tmp_path):
    monkeypatch.setattr(archive.resources, "path", lambda name: tmp_path / name)
    paper = Paper(ABOUT)
    with pytest.raises(Unavailable, match="resource-unreadable"):
        written(paper)


def test_headings_and_paragraphs_are_read_in_order_and_running_feet_to_nobody():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    flow.heading("1 概况", 0, "one")
    flow.paragraph("本季度企业" * 60)
    flow.heading("1.1 人员", 1, "two")
    flow.paragraph("人员增加。")
    for sheet in paper.sheets:
        with sheet.furniture():
            sheet.text(60, 30, "第 1 页", Type())
            sheet.line(60, 40, 500, 40, style.LINE)
    content = written(paper)
    read = [(part.kind, part.text) for part in parts(content)]
    assert read[:2] == [("Document", ""), ("H1", "1 概况")]
    assert read[2] == ("P", "本季度企业" * 60)
    assert read[3:] == [("H2", "1.1 人员"), ("P", "人员增加。")]
    assert marked(content)[1] == ["第 1 页"]


def test_a_paragraph_over_two_pages_is_one():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    flow.space(0)
    flow.paragraph("园区企业情况说明。" * 700)
    content = written(paper)
    assert len(paper.sheets) > 1
    assert [part.text for part in parts(content) if part.kind == "P"] == [
        "园区企业情况说明。" * 700
    ]


@pytest.mark.parametrize("count", [0, 1, 3, 90])
def test_a_table_is_read_cell_by_cell_however_many_pages_it_takes(count):
    paper = Paper(ABOUT)
    flow = Flow(paper)
    rows = [Row((f"第{number}家", Cell(f"{number}.00"), "")) for number in range(count)]
    total = Row(("合计", f"{count}.00", "元"), bold=True) if count else None
    columns = (Column("企业"), Column("金额"), Column("单位"))
    draw_table(flow, Table(columns, rows, "表 1", unit="元", total=total, empty="没有企业。"))
    read = parts(written(paper))
    if not count:
        assert [part.text for part in read if part.kind == "P"] == ["表 1", "没有企业。"]
        return
    assert [part.text for part in read if part.kind == "Caption"] == ["表 1元"]
    assert [part.text for part in read if part.kind == "TH"] == ["企业", "金额", "单位"]
    cells = [part.text for part in read if part.kind == "TD"]
    assert cells[:-3] == [cell for n in range(count) for cell in (f"第{n}家", f"{n}.00", "")]
    assert cells[-3:] == ["合计", f"{count}.00", "元"]
    assert sum(part.kind == "TR" for part in read) == count + 2


def test_a_row_taller_than_a_page_stays_one_row():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    long = "很长的说明" * 900
    draw_table(flow, Table((Column("企业"), Column("说明", share=1)), [Row(("云湖", long))]))
    read = parts(written(paper))
    assert len(paper.sheets) > 1
    assert sum(part.kind == "TR" for part in read) == 2
    (_name, said) = [part.text for part in read if part.kind == "TD"]
    assert said == long


def test_a_link_belongs_to_the_text_it_stands_under():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    rows = [Row((Cell("见附录", link="annex"),))]
    draw_table(flow, Table((Column("去处"),), rows))
    flow.heading("附录", 0, "annex")
    flow.paragraph("附录的内容。")
    flow.sheet.links.append(Link((60, 60, 100, 80), "annex", "回到附录"))
    content = written(paper)
    read = parts(content)
    place = next(number for number, part in enumerate(read) if part.text == "见附录")
    assert [read[place].kind, read[place - 1].kind] == ["Link", "TD"]
    reader = PdfReader(BytesIO(content))
    notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
    assert [note["/F"] for note in notes] == [4, 4]
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert [owners[note["/StructParent"]].get_object()["/S"] for note in notes] == ["/Link"] * 2


def test_what_is_drawn_on_trial_is_read_to_nobody():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    with paper.trial():
        Flow(paper).paragraph("试排")
    flow.paragraph("正文")
    assert [part.text for part in parts(written(paper))] == ["", "正文"]


def test_the_summary_is_read_from_its_title_to_its_annex(summary):
    read = parts(summary)
    kinds = [part.kind for part in read]
    assert read[1].text == "季度合规汇总"
    assert kinds.index("TOC") < kinds.index("Table", kinds.index("TOC"))
    contents = [read[place + 1].text for place, part in enumerate(read) if part.kind == "TOCI"]
    headings = [part.text for part in read if part.kind in {"H1", "H2"}]
    assert len(contents) == len(set(contents)) > 10
    assert all(any(line.startswith(heading) for heading in headings) for line in contents)
    charts = [part.text for part in read if part.kind == "Figure"]
    assert len(charts) >= 3
    assert all("：" in text or ": " in text for text in charts)


def test_nothing_of_the_summary_but_its_heads_and_feet_is_kept_from_the_reader(summary):
    _shown, artifacts = marked(summary)
    pages = len(PdfReader(BytesIO(summary)).pages)
    kept = [text for text in artifacts if "页" not in text]
    # A foot and, after the first page, a head on two sides; and what a table says on each new page.
    assert len([text for text in artifacts if text.startswith("第")]) >= pages
    assert all(
        "·" in text or "季度" in text or "（续）" in text or len(text) < 30 for text in kept
    ), kept


def test_rare_signs_of_names_are_written_found_and_in_the_file():
    paper = Paper(ABOUT)
    flow = Flow(paper)
    names = ["王𪛖", "𠀀𠀁某", "李𬱖"]
    draw_table(flow, Table((Column("姓名"), Column("说明", share=1)), [
        Row((name, f"{name}在园区工作。" * 30)) for name in names
    ]))  # fmt: skip
    content = written(paper)
    assert paper.missing == ()
    assert [part.text for part in parts(content) if part.kind == "TD"][::2] == names
    text = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert all(name in text for name in names)
    assert b"HanaMinB" in content


def test_the_rare_face_is_not_in_a_file_that_does_not_need_it(summary):
    assert b"HanaMin" not in summary


def test_a_damaged_rare_face_is_one_sentence(monkeypatch, tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "HanaMinB.ttf").write_bytes(b"no font")
    faces()
    monkeypatch.setattr(fonts, "_rare", [])
    monkeypatch.setattr(fonts.resources, "path", lambda name: tmp_path / name)
    with pytest.raises(Unavailable, match="font-unreadable"):
        Paper(ABOUT).new_sheet().text(60, 700, "王𪛖", Type())
