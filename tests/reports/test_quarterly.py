import dataclasses
import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.deviations import Deviation, Fact, Rule, ordered_deviations
from parkdesk.domain.errors import Cancelled, Refused, Unavailable
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import FigureKey, QuarterlySummary, ReturnLine, Source
from parkdesk.i18n import language, percent_text, speaking
from parkdesk.reports import fonts, quarterly, style, words
from parkdesk.reports.quarterly import LANGUAGES, render_quarterly, template_of, unprintable
from parkdesk.reports.quarterly_exceptions import foremost, left_out
from tests.reports.sample import empty_summary, make_old_summary, make_summary


def rendered(summary, code="zh_CN") -> bytes:
    out = BytesIO()
    render_quarterly(summary, out, code)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def sample():
    return make_summary()


@pytest.fixture(scope="module")
def chinese(sample) -> bytes:
    return rendered(sample)


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_1_names_what_a_reader_looks_for(sample, code):
    first = texts(rendered(sample, code))[0]
    with speaking(code):
        figures = [words.figure_value(figure) for figure in sample.figures]
    assert all(figure in first for figure in figures)
    assert sample.number(code) in first
    assert sample.code in first
    assert all(name in first for name in ("李芳", "王敏", "陈志远"))
    assert sample.findings.standing[0].enterprise in "".join(first.split())


def test_every_page_says_which_it_is_of_how_many(chinese):
    pages = texts(chinese)
    for number, text in enumerate(pages, 1):
        assert f"第 {number} 页 / 共 {len(pages)} 页" in text
        assert "数据截止 2026-10-12 18:00" in text


def test_every_figure_of_the_tables_can_be_found(sample, chinese):
    whole = "".join(texts(chinese))
    with speaking("zh_CN"):
        for line in sample.contracts:
            assert words.dollars(line.executed_usd_cents) in whole
    assert all(line.code in whole for line in sample.enterprises)
    assert all(line.number in whole for line in sample.certificates)


def test_the_totals_are_printed(sample, chinese):
    with speaking("zh_CN"):
        total = words.dollars(sum(line.signed_usd_cents for line in sample.contracts))
        approved = words.yuan(sum(line.approved_cents for line in sample.programmes))
    whole = "".join(texts(chinese))
    assert total in whole
    assert approved in whole


def test_no_identity_number_or_account_can_be_in_it(chinese):
    assert not re.search(r"\d{17}[\dX]", "".join(texts(chinese)))


def test_fonts_are_embedded_and_helvetica_is_not_there(chinese):
    names = set()
    for page in PdfReader(BytesIO(chinese)).pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            names.add(str(found["/BaseFont"]))
            assert "/FontFile2" in found["/FontDescriptor"]
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)


def test_the_file_says_what_it_is(sample, chinese):
    reader = PdfReader(BytesIO(chinese))
    assert reader.metadata.title == "太湖国际服务外包园 季度合规汇总 2026 年第 3 季度"
    assert reader.metadata.author == sample.park
    assert reader.metadata.creation_date == sample.cut_off
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.page_labels[:2] == ["1", "2"]


def test_bookmarks_and_contents_lead_to_their_sections(chinese):
    reader = PdfReader(BytesIO(chinese))
    flat = [item for item in reader.outline if not isinstance(item, list)]
    titles = [item.title for item in flat]
    assert titles[:2] == ["季度合规汇总", "1  主要指标"]
    for item in flat[1:]:
        page = reader.get_destination_page_number(item)
        number = item.title.split("  ")[0]
        assert number in reader.pages[page].extract_text()
    links = [a.get_object() for a in reader.pages[1]["/Annots"]]
    assert len([link for link in links if link["/Subtype"] == "/Link"]) >= 17


def test_the_same_summary_gives_the_same_bytes(sample, chinese):
    assert rendered(make_summary()) == chinese
    assert rendered(dataclasses.replace(sample, subsidy_persons=1)) != chinese


def test_the_bytes_do_not_depend_on_the_process_its_zone_or_its_accelerator(chinese):
    """Another process, another time zone, a fixed epoch, and ReportLab without its C part."""
    script = (
        "import sys, hashlib, io\n"
        "sys.modules['_rl_accel'] = None\n"
        "from tests.reports.sample import make_summary\n"
        "from parkdesk.reports.quarterly import render_quarterly\n"
        "out = io.BytesIO(); render_quarterly(make_summary(), out)\n"
        "print(hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    different = {"TZ": "America/New_York", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "5"}
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **different}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(chinese).hexdigest()


def test_a_print_does_not_change_the_language_of_the_program(sample):
    before = language()
    rendered(sample, "en")
    assert language() == before


def test_another_language_is_refused(sample):
    with pytest.raises(Refused) as refused:
        rendered(sample, "fr")
    assert refused.value.code == "language-not-printed"


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_empty_quarter_gives_a_good_draft(code):
    pages = texts(rendered(empty_summary(), code))
    mark = {"zh_CN": "草稿", "en": "DRAFT"}[code]
    assert all(mark in page for page in pages)
    assert "快照" not in pages[0]


def test_a_thousand_rows_repeat_their_header_on_every_page():
    summary = make_summary(enterprises=1000, contracts=50)
    pages = texts(rendered(summary))
    annex = [page for page in pages if "附表 A" in page]
    assert len(annex) > 20
    assert all("统一社会信用代码" in page for page in annex)
    assert all("续附表 A" in page for page in annex[1:])
    whole = "".join(annex)
    assert all(line.code in whole for line in summary.enterprises)


def test_nothing_is_drawn_outside_the_page(sample):
    long = "一个名字长得任何表格都放不下的企业" * 12 + "有限公司"
    lines = tuple(dataclasses.replace(line, enterprise=long) for line in sample.findings.lines)
    findings = dataclasses.replace(sample.findings, lines=lines)
    contracts = tuple(dataclasses.replace(line, client=long) for line in sample.contracts)
    summary = dataclasses.replace(
        sample, park=long, findings=findings, contracts=contracts, reason=long
    )
    document = pdfium.PdfDocument(rendered(summary))
    for page in document:
        width, height = page.get_size()
        words_ = page.get_textpage()
        for index in range(words_.count_chars()):
            left, bottom, right, top = words_.get_charbox(index)
            inside = left >= -1 and right <= width + 1 and bottom >= 0 and top <= height
            assert inside, words_.get_text_range(index, 1)
        words_.close()
        page.close()
    document.close()


def test_a_cell_of_5000_signs_is_split_over_pages(sample):
    text = "很长的说明文字，" * 625
    contracts = (dataclasses.replace(sample.contracts[0], client=text), *sample.contracts[1:])
    pages = texts(rendered(dataclasses.replace(sample, contracts=contracts)))
    whole = "".join(pages).replace("\n", "").replace(" ", "")
    assert whole.count("很长的说明文字") >= 600
    assert "（续）" in whole


def test_a_sign_that_no_font_has_is_listed_and_never_dropped(sample):
    names = dataclasses.replace(sample.signatures, signer="王\U00030000")
    summary = dataclasses.replace(sample, signatures=names)
    assert unprintable(summary) == ("\U00030000",)
    pages = texts(rendered(summary))
    assert "王〓" in pages[0]
    assert "U+30000" in "".join(pages)


def test_rare_signs_that_a_font_has_are_printed(sample):
    names = dataclasses.replace(sample.signatures, signer="龘䶮犇〇")
    assert "龘䶮犇〇" in texts(rendered(dataclasses.replace(sample, signatures=names)))[0]


def test_a_sign_beyond_the_first_plane_can_be_searched_for(sample):
    names = dataclasses.replace(sample.signatures, signer="王𤨁𧺯")
    pdf = rendered(dataclasses.replace(sample, signatures=names))
    assert "王𤨁𧺯" in texts(pdf)[0]
    document = pdfium.PdfDocument(pdf)
    page = document[0]
    words_ = page.get_textpage()
    assert "王𤨁𧺯" in words_.get_text_range()
    assert words_.search("季度合规汇总").get_next() is not None
    words_.close()
    page.close()
    document.close()


def test_the_second_edition_says_why(sample):
    summary = dataclasses.replace(sample, edition=2, reason="补登一笔收汇凭证")
    pages = texts(rendered(summary))
    assert "补登一笔收汇凭证" in pages[0]
    assert "第 2 版" in pages[0]


def many_exceptions(names) -> tuple[Deviation, ...]:
    """Five serious ones of one rule, five warnings of another, a warning and a hint of others."""
    day = dt.date(2026, 11, 11)
    facts = (Fact("certificate", "CMMI 3"), Fact("expired_on", "2026-09-30"))
    soon = (Fact("certificate", "CMMI 3"), Fact("expires_on", "2026-12-30"))
    return ordered_deviations(
        (
            *(
                Deviation(Level.SERIOUS, name, Rule.CERTIFICATE_EXPIRED, facts, "李倩", day)
                for name in names[:5]
            ),
            *(
                Deviation(Level.WARNING, name, Rule.CERTIFICATE_EXPIRING, soon, "李倩", day)
                for name in names[:5]
            ),
            Deviation(Level.WARNING, names[6], Rule.RECEIPT_MISSING, (), "李倩", day),
            Deviation(Level.HINT, names[7], Rule.RETURN_LATE, (Fact("days", 4),), "李倩"),
        )
    )


def test_page_1_puts_no_warning_before_a_serious_exception(sample):
    found = many_exceptions([line.name for line in sample.enterprises])
    for most in range(1, 12):
        shown = foremost(found, most)
        serious = sum(1 for item in shown if item.level is Level.SERIOUS)
        assert serious == min(most, 5)
        assert shown == tuple(item for item in found if item in shown)
    # Within a level the second of a rule waits for the first of another.
    rules = [item.rule for item in foremost(found, 7)[5:]]
    assert set(rules) == {Rule.CERTIFICATE_EXPIRING, Rule.RECEIPT_MISSING}


def test_page_1_says_how_many_more_of_each_are_in_section_2(sample):
    found = many_exceptions([line.name for line in sample.enterprises])
    with speaking("en"):
        assert left_out(found, foremost(found, 6)) == "In section 2 as well: 5 warnings, 1 hint"
        assert left_out(found, found) == ""
    old = dataclasses.replace(make_old_summary(), deviations=found)
    first = texts(rendered(old))[0]
    assert "另有警示 5 项、提示 1 项，见“2 例外”" in first


def test_page_1_says_how_many_more_certificates_expire(sample, chinese):
    more = len(sample.expiring()) - 3
    assert more > 0
    assert f"另有 {more} 项，见表 8" in texts(chinese)[0]
    old = texts(rendered(make_old_summary()))[0]
    assert f"另有 {more - 1} 项，见表 8" in old
    few = dataclasses.replace(sample, certificates=sample.expiring()[:3])
    assert "见表 8" not in texts(rendered(few))[0]


def test_the_returns_that_are_counted_are_listed(sample):
    """Two wait, one is overdue, one came late: the sentence and table 12 say the same."""
    names = [line.name for line in sample.enterprises]
    fills = {0: FillState.OVERDUE, 3: FillState.MISSING, 4: FillState.DRAFT}
    lines = tuple(
        dataclasses.replace(line, fill_state=fills.get(place, FillState.SUBMITTED))
        for place, line in enumerate(sample.enterprises)
    )
    due = dt.date(2026, 10, 15)
    waiting = tuple(ReturnLine(names[place], fills[place], due, None) for place in (3, 4))
    summary = dataclasses.replace(sample, enterprises=lines, returns=sample.returns + waiting)
    whole = "".join(texts(rendered(summary)))
    assert "应报 40 家：已报 37 家，其中迟报 1 家；逾期未报 1 家，未到期尚未报 2 家。" in whole
    table = whole.split("表 12  迟报与未报")[1].split("9  方法")[0]
    assert all(names[place] in table for place in (0, 1, 3, 4))
    assert "没有迟报" not in whole


@pytest.mark.parametrize("contracts", range(20, 44, 2))
def test_no_page_is_left_nearly_empty_before_the_annex(contracts):
    with speaking("zh_CN"):
        paper = quarterly._paper(make_summary(30, contracts), "zh_CN")
    first = next(
        number
        for number, sheet in enumerate(paper.sheets)
        if any(anchor.name == "enterprises" for anchor in sheet.anchors)
    )
    before = paper.sheets[first - 1]
    drawn = "\n".join(before.code).split("\n")
    places = [float(code.split()[6]) for code in drawn if code.startswith("BT 1 0 0 1")]
    lowest = min(y for y in places if y > style.BOTTOM)
    assert lowest < (style.TOP + style.BOTTOM) / 2 + 20


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_edition_of_before_findings_is_drawn_as_it_was(code):
    old = make_old_summary()
    pdf = rendered(old, code)
    assert template_of(old) == "quarterly-4"
    assert f"quarterly-4 {old.code}" in PdfReader(BytesIO(pdf)).metadata.keywords
    pages = texts(pdf)
    whole = "".join(pages).replace("\n", "")
    with speaking(code):
        said = [words.deviation_sentence(one) for one in old.deviations]
    assert all(one.replace(" ", "") in whole.replace(" ", "") for one in said)
    assert old.deviations[0].subject in pages[0]
    annex, head = {"zh_CN": ("附表 B", "待办"), "en": ("Annex B", "To do")}[code]
    assert annex not in whole
    assert head not in pages[0]
    shown = {"zh_CN": "需要处理的例外（6 项）", "en": "Exceptions to be dealt with (6)"}[code]
    assert shown in pages[0]


def test_the_content_of_an_older_edition_is_read_and_written_in_the_same_bytes():
    content = canonical.encode(make_old_summary())
    assert b'"findings"' not in content
    again = canonical.decode(QuarterlySummary, content)
    assert again == make_old_summary()
    assert canonical.encode(again) == content
    now = make_summary()
    assert canonical.decode(QuarterlySummary, canonical.encode(now)) == now


def test_the_rule_of_expired_certificates_looked_back_before_findings_were_kept():
    pages = texts(rendered(make_old_summary()))
    assert "证书在过去 180 天内已过期，未登记后续证书。" in "".join(pages)


def test_colours_are_where_they_should_be(chinese):
    document = pdfium.PdfDocument(chinese)
    page = document[0]
    image = page.render(scale=1).to_pil().convert("RGB")
    page.close()
    document.close()
    assert image.getpixel((300, 5)) == (11, 110, 110)
    assert image.getpixel((300, 40)) == (255, 255, 255)
    # The three colours of the stack stand over each other in the first column.
    column = {image.getpixel((103, y)) for y in range(320, 420)}
    assert {(11, 110, 110), (84, 154, 154), (182, 212, 212)} <= column


def test_a_print_can_be_stopped(sample):
    def stop(done, total):
        if done:
            raise Cancelled

    out = BytesIO()
    with pytest.raises(Cancelled):
        render_quarterly(sample, out, "zh_CN", stop)
    assert out.getvalue() == b""


def test_a_damaged_font_is_one_clear_refusal(tmp_path, monkeypatch):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_loaded", [])
    monkeypatch.setattr(fonts.resources, "path", lambda _name: broken)
    with pytest.raises(Unavailable) as refused:
        fonts.faces()
    assert refused.value.code == "font-unreadable"


def test_the_quarter_is_named_in_both_languages():
    quarter = Quarter(2026, 3)
    with speaking("zh_CN"):
        assert words.quarter_title(quarter) == "2026 年第 3 季度"
    with speaking("en"):
        assert words.quarter_title(quarter) == "Quarter 3 of 2026"


@pytest.mark.parametrize(
    ("code", "note", "people"),
    [
        ("zh_CN", "核减未分到人，其人数不计入。", "足额 638 人"),
        ("en", "A cut amount is not divided among people", "638 in full"),
    ],
)
def test_a_cut_amount_is_said_to_be_of_nobody(sample, code, note, people):
    pages = texts(rendered(sample, code))
    assert note in "".join(pages).replace("\n", " ")
    assert people in pages[0]
    whole = [dataclasses.replace(p, approved_cents=p.requested_cents) for p in sample.programmes]
    uncut = dataclasses.replace(sample, programmes=tuple(whole))
    sentence = {"zh_CN": "其人数不计入", "en": "theirs are not counted"}[code]
    assert sentence not in "".join(texts(rendered(uncut, code))).replace("\n", " ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_programme_is_named_in_the_language_of_the_print(sample, code):
    line = dataclasses.replace(sample.programmes[0], name="省外包资金", name_en="Provincial fund")
    source = Source("省商[2026]1号", "省外包资金办法", confirmed=True, title_en="Rules of the fund")
    named = dataclasses.replace(sample, programmes=(line,), sources=(source,))
    text = " ".join("".join(texts(rendered(named, code))).split())
    shown = {
        "zh_CN": ("省外包资金（", "省外包资金办法"),
        "en": ("Provincial fund (", "Rules of the fund"),
    }
    other = {"zh_CN": "Provincial fund", "en": "省外包资金"}
    assert all(words in text for words in shown[code])
    assert other[code] not in text


def test_a_summary_frozen_before_the_english_names_keeps_its_bytes(sample):
    old = dataclasses.replace(
        sample,
        programmes=tuple(dataclasses.replace(one, name_en="") for one in sample.programmes),
        sources=tuple(dataclasses.replace(one, title_en="") for one in sample.sources),
    )
    content = canonical.encode(old)
    assert b'"name_en"' not in content
    assert b'"title_en"' not in content
    assert canonical.encode(canonical.decode(type(old), content)) == content


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_card_has_room_for_people_and_budget(sample, code):
    with speaking(code):
        used = percent_text(sample.budget_permille)
    many = dataclasses.replace(sample, subsidy_persons=12_345)
    assert used in texts(rendered(many, code))[0]


@pytest.mark.parametrize(
    ("code", "said"),
    [("zh_CN", "本季无企业报送季报"), ("en", "no return of this quarter")],
)
def test_page_1_says_why_the_people_are_not_known(sample, code, said):
    unknown = tuple(
        dataclasses.replace(one, value=None) if one.key is FigureKey.STAFF else one
        for one in sample.figures
    )
    summary = dataclasses.replace(sample, figures=unknown)
    assert said in texts(rendered(summary, code))[0]
    assert said not in texts(rendered(sample, code))[0]
