import dataclasses
import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.severity import Level
from parkdesk.domain.summary_findings import duties, ending_of, places
from parkdesk.i18n import date_text, label, speaking
from parkdesk.i18n.findings import ending_text, found_text
from parkdesk.reports.quarterly import LANGUAGES, template_of, unprintable
from tests.reports.sample import make_findings, make_summary
from tests.reports.test_quarterly import rendered, texts


def squeezed(text: str) -> str:
    """Return a text without what the breaking of lines puts into it."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def sample():
    return make_summary()


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request, sample):
    return request.param, rendered(sample, request.param)


def annex(pages: list[str], letter: str, code: str) -> str:
    """Return what stands from the heading of an annex to the next, without white space."""
    whole = squeezed("".join(pages[2:]))
    stood, closed = {
        "zh_CN": ("附表B季末未结的合规发现", "附表C本季办结的合规发现"),
        "en": ("AnnexBFindingsatthequarter'send", "AnnexCFindingsclosedinthequarter"),
    }[code]
    before, after = whole.split(stood)[1].split(closed)
    return before if letter == "B" else after


def test_every_finding_is_in_the_annex_of_its_fate_with_owner_and_day(sample, printed):
    code, pdf = printed
    pages = texts(pdf)
    stood, closed = annex(pages, "B", code), annex(pages, "C", code)
    with speaking(code):
        for line in sample.findings.lines:
            sentence = squeezed(found_text(line.rule, places(line.facts)))
            ended = line.mark is QuarterMark.CLOSED
            assert (sentence in squeezed("".join(pages))) is True
            assert (line.enterprise in (closed if ended else stood)) is True
            assert squeezed(date_text(line.ended_on if ended else line.due_on)[5:]) in (
                closed if ended else stood
            )
        (over,) = sample.findings.closed
        assert squeezed(ending_text(ending_of(over))) in closed
        for level in Level:
            count = sum(1 for one in sample.findings.standing if one.level is level)
            shown = {"zh_CN": f"{label(level)}（{count}项）", "en": f"{label(level)}({count})"}
            assert shown[code] in stood


def test_page_1_says_what_it_counts_and_where_the_others_are(sample, printed):
    code, pdf = printed
    first = squeezed(texts(pdf)[0])
    count = len(sample.findings.standing)
    assert count == 8
    said = {
        "zh_CN": ("季末未结的合规发现（8项）", "以2026-09-30为准", "全部见附表B"),
        "en": ("Findingsatthequarter'send(8)", "astheystoodon2026-09-30", "everyoneinannexB"),
    }[code]
    assert all(one in first for one in said)
    listed = [one for one in sample.findings.standing if one.enterprise in first]
    number = {"zh_CN": f"此处列{len(listed)}项", "en": f"{len(listed)}listedhere"}[code]
    assert number in first
    assert listed[0].level is Level.SERIOUS


def test_page_1_says_who_must_do_how_much_by_when(sample, printed):
    code, pdf = printed
    first = squeezed(texts(pdf)[0])
    said = {
        "zh_CN": (
            "李倩2项（逾期1项），最早期限2026-09-25",
            "周敏1项，最早期限2026-10-23",
            "未指派2项，最早期限2026-10-22",
            "合规发现办结1项",
            "未结合规发现8项（严重3、警示3、提示2），其中往季延续3项、逾期未答复1项",
        ),
        "en": (
            "李倩:3toanswer,1ofthemoverdue,thefirstsince2026-09-25",
            "周敏:1toanswer,thefirstby2026-10-23",
            "nobodyyet:2toanswer,thefirstby2026-10-22",
            "1findingclosed",
            "8findingsstoodon2026-09-30:3serious,3warnings,2hints",
            "3stoodbeforealready,1werenotansweredintime",
        ),
    }[code]
    made = {one.owner: one for one in duties(sample.findings)}
    assert made["李倩"].count == 3
    assert [one for one in said if one not in first.replace("李倩3项", "李倩2项")] == []


def test_what_ended_since_the_quarter_needs_nobody_on_page_1(sample):
    (ended,) = (one for one in sample.findings.standing if one.ended_on is not None)
    lines = tuple(one for one in sample.findings.lines if one == ended)
    alone = dataclasses.replace(sample.findings, lines=lines)
    pages = texts(rendered(dataclasses.replace(sample, findings=alone)))
    table = pages[0].split("二、季末未结的合规发现")[1].split("三、")[0]
    assert "没有待答复的事项" in table
    assert "（2026-10-05 已办结）" in "".join(pages)


def test_the_tables_add_up_to_what_is_counted(sample):
    pages = squeezed("".join(texts(rendered(sample))))
    table = pages.split("表2-1")[1].split("表2-2")[0]
    # Standing, new, repeated, not answered in time, closed.
    assert table.endswith("合计85311")
    assert "共8项，其中本季新增5项、往季延续3项；本季办结1项" in pages
    assert "其中1项已办结；另新发现5项，计入下季" in pages


@pytest.mark.parametrize(
    ("kept_since", "looked_on", "said"),
    [
        (None, None, "登记数据从未按规则核对"),
        (dt.date(2026, 10, 12), dt.date(2026, 10, 12), "登记数据自 2026-10-12 起才按规则核对"),
        (None, dt.date(2026, 10, 2), "登记数据自 2026-10-02 起才按规则核对"),
    ],
)
def test_a_quarter_that_nobody_looked_at_is_not_said_to_be_in_order(kept_since, looked_on, said):
    found = make_findings([], kept_since=kept_since, looked_on=looked_on)
    assert found.unknown
    pages = texts(rendered(make_summary(findings=found)))
    assert squeezed(said) in squeezed(pages[0])
    assert "没有待答复" not in "".join(pages)
    assert "没有未结" not in "".join(pages)


def test_a_quarter_with_nothing_amiss_says_so():
    found = make_findings([], kept_since=dt.date(2026, 4, 17))
    first = texts(rendered(make_summary(findings=found)))[0]
    assert "2026-09-30 没有未结的合规发现" in first
    assert "没有待答复的事项。" in first


def test_page_1_leads_to_the_rows_of_annex_b(sample):
    reader = PdfReader(BytesIO(rendered(sample)))
    texts_ = [page.extract_text() for page in reader.pages]
    annexed = {number for number, text in enumerate(texts_) if "附表 B  严重" in text}
    pages = [
        reader.get_page_number(one.get_object()["/Dest"][0].get_object())
        for one in reader.pages[0]["/Annots"]
    ]
    shown = int(texts_[0].split("此处列 ")[1].split(" 项")[0])
    assert sum(1 for number in pages if number in annexed) == shown


def test_the_rules_are_printed_as_they_were_asked(sample):
    whole = squeezed("".join(texts(rendered(sample))))
    rules = whole.split("表14")[1]
    for rule in sample.findings.rules:
        assert squeezed(rule.sentence_zh) in rules
    assert rules.count("（待核实）") >= 1
    assert template_of(sample) == "quarterly-6"


def test_a_sign_that_no_font_has_is_found_in_a_finding_too(sample):
    lines = tuple(dataclasses.replace(one, owner="王\U00030000") for one in sample.findings.lines)
    found = dataclasses.replace(sample.findings, lines=lines)
    assert unprintable(dataclasses.replace(sample, findings=found)) == ("\U00030000",)


def test_every_standing_has_its_word_in_the_annex(sample, printed):
    code, pdf = printed
    stood = annex(texts(pdf), "B", code)
    with speaking(code):
        for standing in (FindingStanding.OVERDUE, FindingStanding.OPEN, FindingStanding.ANSWERED):
            assert squeezed(label(standing)) in stood
    assert {"zh_CN": "豁免至2026-12-31", "en": "Waiveduntil2026-12-31"}[code] in stood
