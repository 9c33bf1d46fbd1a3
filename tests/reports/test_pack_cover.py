"""Page 1 of the pack: what went well, what went wrong, who must do what by when."""

import dataclasses
import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.packs import Section
from parkdesk.domain.severity import Level
from parkdesk.domain.summary_findings import matters
from parkdesk.i18n import label, speaking
from parkdesk.reports.quarterly import LANGUAGES, render_quarterly
from parkdesk.reports.quarterly_findings import matter, owner_of
from tests.reports.sample import make_findings, make_pack


def rendered(summary, language="zh_CN", sections=None) -> bytes:
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=sections)
    return out.getvalue()


def first_page(summary, language="zh_CN", sections=None) -> str:
    page = PdfReader(BytesIO(rendered(summary, language, sections))).pages[0]
    return "".join(page.extract_text().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_1_says_who_must_do_what_by_when(language):
    summary = make_pack()
    text = first_page(summary, language)
    made = matters(summary.findings)
    assert len(made) >= 4
    waiting = sum(one.count for one in made)
    title = {
        "zh_CN": f"谁在何时前办什么（待答复{waiting}项）",
        "en": f"Whodoeswhatbywhen({waiting}toanswer)",
    }[language]
    table = text.split(title)[1]
    with speaking(language):
        for one in made[:3]:
            assert label(one.level) in table
            assert "".join(owner_of(one.owner).split()) in table
            assert f"{one.first.due_on:%m-%d}" in table
            rule = next(rule for rule in summary.findings.rules if rule.code is one.rule)
            asked = rule.sentence_zh if language == "zh_CN" else rule.sentence_en
            said = asked if one.count > 1 else matter(one.first)
            assert "".join(said.split()) in table


def test_ten_findings_of_a_kind_are_one_row():
    names = [f"第{number}软件公司" for number in range(10)]
    model = next(one for one in make_findings(names).lines if one.level is Level.SERIOUS)
    lines = tuple(
        dataclasses.replace(
            model, finding_id=number + 1, enterprise=name, owner="李倩",
            due_on=dt.date(2026, 10, 20),
        )
        for number, name in enumerate(names)
    )  # fmt: skip
    text = first_page(make_pack(findings=make_findings(names, lines=lines)))
    overdue = sum(one.overdue for one in matters(make_findings(names, lines=lines)))
    assert f"第0软件公司及另9家李倩10{overdue or '—'}10-20" in text
    assert "第1软件公司" not in text.split("谁在何时前办什么")[1].split("三、")[0]


def test_what_page_1_says_leads_to_the_row_in_the_annex():
    summary = make_pack()
    reader = PdfReader(BytesIO(rendered(summary)))
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    goals = {str(one["/Dest"]) for one in links if "/Dest" in one}
    pages = {reader.get_destination_page_number(one) for one in reader.outline[:1]}
    assert pages == {0}
    assert len(links) >= 3
    assert goals
    few = PdfReader(BytesIO(rendered(summary, sections=(Section.STAFF,))))
    assert "/Annots" not in few.pages[0]


def test_page_1_says_that_nothing_waits_or_that_nobody_knows():
    calm = make_findings([], kept_since=dt.date(2026, 4, 17))
    assert "没有待答复的事项。" in first_page(make_pack(findings=calm))
    assert "待答复0项" in first_page(make_pack(findings=calm))
    unknown = make_findings([], kept_since=None, looked_on=None)
    assert "登记数据从未按规则核对" in first_page(make_pack(findings=unknown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_page_1_has_room_for_names_and_rules_of_any_length(language):
    long = "一个名字长得任何表格都放不下的企业" * 12 + "有限公司"
    summary = make_pack()
    found = summary.findings
    lines = tuple(dataclasses.replace(one, enterprise=long) for one in found.lines)
    rules = tuple(
        dataclasses.replace(one, sentence_zh="要求" * 120, sentence_en="Words of a rule " * 40)
        for one in found.rules
    )
    wide = make_pack(findings=dataclasses.replace(found, lines=lines, rules=rules))
    reader = PdfReader(BytesIO(rendered(wide, language)))
    contents = {"zh_CN": "目录", "en": "Contents"}[language]
    assert contents in reader.pages[1].extract_text()
    assert "".join(reader.pages[0].extract_text().split()).count("HG-2026-Q3-001") >= 1
