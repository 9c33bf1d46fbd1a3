"""Sections of the pack that print its facts, and its lists on pages that lie across."""

import dataclasses
import datetime as dt
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from parkdesk.domain import canonical
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.indicators import IndicatorCode
from parkdesk.domain.pack_facts import PackFacts
from parkdesk.domain.packs import STANDARD, Section
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.domain.text_figures import unfounded
from parkdesk.i18n import date_text, label, number_text, speaking
from parkdesk.reports import words
from parkdesk.reports.quarterly import LANGUAGES, TEMPLATE, render_quarterly, template_of
from parkdesk.reports.quarterly_definitions import OF_FIGURES, used
from tests.reports.read_aloud import parts
from tests.reports.sample import (
    CUT_OFF,
    FACTS,
    MEANINGS,
    OLD_PACK,
    PACK,
    empty_summary,
    make_pack,
    make_summary,
)

LYING, UPRIGHT = (841.89, 595.28), (595.28, 841.89)
NOTHING = PackFacts((), (), (), ())


def rendered(summary, language="zh_CN", sections=None) -> bytes:
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=sections)
    return out.getvalue()


def pages(summary, language="zh_CN", sections=None) -> list:
    return list(PdfReader(BytesIO(rendered(summary, language, sections))).pages)


def texts(summary, language="zh_CN", sections=None) -> list[str]:
    return [page.extract_text() for page in pages(summary, language, sections)]


def squeezed(found) -> str:
    return "".join("".join(found).split())


def size(page) -> tuple[float, float]:
    return float(page.mediabox.width), float(page.mediabox.height)


def test_the_sample_keeps_every_law_of_the_facts():
    assert broken_laws(make_pack()) == ()
    wrong = dataclasses.replace(FACTS.subsidies[0], approved_cents=1)
    facts = dataclasses.replace(FACTS, subsidies=(wrong, *FACTS.subsidies[1:]))
    assert broken_laws(with_facts(facts)) == ("levels-add-up",)
    lost = dataclasses.replace(FACTS.requests[0], done=5)
    facts = dataclasses.replace(FACTS, requests=(lost, *FACTS.requests[1:]))
    assert broken_laws(with_facts(facts)) == ("requests-add-up",)
    over = dataclasses.replace(FACTS.subsidies[0], paid_cents=60_000_001)
    facts = dataclasses.replace(FACTS, subsidies=(over, *FACTS.subsidies[1:]))
    assert broken_laws(with_facts(facts)) == ("levels-add-up",)


def with_facts(facts) -> QuarterlySummary:
    return make_pack(pack=dataclasses.replace(PACK, facts=facts))


def test_the_facts_come_back_and_an_edition_without_them_is_written_as_before():
    summary = make_pack()
    content = canonical.encode(summary)
    assert canonical.decode(QuarterlySummary, content) == summary
    assert b'"facts":{' in content
    old = canonical.encode(make_pack(pack=OLD_PACK))
    assert b'"facts":{' not in old
    assert canonical.decode(QuarterlySummary, old).pack.facts is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sum_by_level_is_printed_and_foots(language):
    found = squeezed(texts(make_pack(), language, (Section.SUBSIDIES,))[1:])
    fund, rest = FACTS.subsidies[:3], FACTS.subsidies
    with speaking(language):
        for lines in (*((one,) for one in FACTS.subsidies), fund, rest):
            row = "".join(
                words.yuan(sum(getattr(one, name) for one in lines))
                for name in (
                    "approved_cents", "approved_year_cents", "paid_cents", "paid_year_cents",
                )
            )  # fmt: skip
            assert row in found
        approved = sum(one.approved_cents for one in make_pack().programmes)
        assert approved == sum(one.approved_cents for one in rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_training_of_the_quarter_says_every_count_and_their_sums(language):
    found = squeezed(texts(make_pack(), language, (Section.STAFF,))[1:])
    with speaking(language):
        rows = [dataclasses.astuple(line)[3:] for line in FACTS.training]
        for counts in (*rows, [sum(column) for column in zip(*rows, strict=True)]):
            assert "".join(map(number_text, counts)) in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_requests_are_told_by_state_and_the_catalogue_by_price(language):
    found = squeezed(texts(make_pack(), language, (Section.PLATFORMS,))[1:])
    with speaking(language):
        for one in FACTS.requests:
            counts = (
                one.open_before, one.came, one.done, one.refused, one.open_after,
                one.received, one.accepted, one.underway, one.overdue,
            )  # fmt: skip
            name = "".join(label(one.platform).split())
            assert name + "".join(map(number_text, counts)) in found
            offers = (one.offers, one.free_offers, one.offers - one.free_offers)
            assert name + "".join(map(number_text, offers)) in found
    assert "4 13 10 1 6 2 1 3 2".replace(" ", "") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_platforms_are_evaluated_by_their_own_records(language):
    found = squeezed(texts(make_pack(), language, (Section.PLATFORMS,))[1:])
    with speaking(language):
        names = ["".join(label(one.platform).split()) for one in FACTS.evaluation]
    assert f"{names[0]}52314493.5" in found
    assert f"{names[2]}—061248.0" in found
    # Of one platform nobody entered the staff: there is no sum of it.
    assert "—25456141.5" in found
    assert f"{names[0]}32,000.004,515.5036,515.509,000.00" in found
    assert f"{names[1]}0.008,123.008,123.000.00" in found
    assert "44,600.0033,038.5177,638.5121,600.00" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_runs_out_is_a_chart_that_can_be_read_aloud_over_its_table(language):
    summary = make_pack()
    found = parts(rendered(summary, language, (Section.CERTIFICATES,)))
    figures = [one.text for one in found if one.kind == "Figure"]
    expiring = summary.expiring()
    day = day_in_china(CUT_OFF)
    last = day + dt.timedelta(days=180)
    assert len(expiring) > 3
    assert all(day <= line.expires_on <= last for line in expiring)
    assert figures[-1].count(";") == min(len(expiring), 16) - 1
    assert expiring[-1].expires_on.isoformat() in figures[-1]
    assert all(f"{quarter} " in figures[-2] for quarter in ("26Q4", "27Q1", "27Q4"))
    text = squeezed(texts(summary, language, (Section.CERTIFICATES,))[1:])
    for line in expiring:
        assert f"{line.number}{date_text(line.expires_on)}{(line.expires_on - day).days}" in text


def test_what_runs_out_by_quarter_counts_only_what_holds():
    day = day_in_china(CUT_OFF)
    model = make_pack().certificates[0]
    in_force = dataclasses.replace(
        model, expires_on=day, status=CertificationStatus.EXPIRING, renewal=True
    )
    over = dataclasses.replace(
        model, expires_on=day - dt.timedelta(days=1), status=CertificationStatus.EXPIRED
    )
    later = dataclasses.replace(
        model, expires_on=day.replace(year=day.year + 5), status=CertificationStatus.VALID
    )
    summary = make_pack(certificates=(in_force, over, later))
    text = squeezed(texts(summary, sections=(Section.CERTIFICATES,))[1:])
    table = text.split("有效证书到期时间（按季度）")[1].split("180天内到期")[0]
    assert "2026年第4季度110" in table
    assert "2027年第1季度000" in table
    assert "合计110" in table


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_lie_across_and_the_rest_stands_upright(language):
    summary = make_pack(60, 120)
    sections = (Section.FIGURES, Section.CONTRACT_LIST, Section.ENTERPRISES)
    found = pages(summary, language, sections)
    sizes = [size(page) for page in found]
    assert sizes[:2] == [UPRIGHT, UPRIGHT]
    assert set(sizes) == {UPRIGHT, LYING}
    turned = [number for number, one in enumerate(sizes) if one == LYING]
    assert turned == list(range(turned[0], turned[-1] + 1))
    assert sizes[turned[-1] + 1 :]
    assert set(sizes[turned[-1] + 1 :]) == {UPRIGHT}
    whole = squeezed(page.extract_text() for page in found)
    assert all(line.number in whole for line in summary.contracts)
    assert all(line.code in whole for line in summary.enterprises)


def test_labels_bookmarks_and_links_are_right_on_pages_of_both_kinds():
    reader = PdfReader(BytesIO(rendered(make_pack(60, 120))))
    total = len(reader.pages)
    assert reader.page_labels == [str(number) for number in range(1, total + 1)]
    for one in (item for item in reader.outline if not isinstance(item, list)):
        page = reader.pages[reader.get_destination_page_number(one)]
        assert squeezed(one.title) in squeezed(page.extract_text())
        assert 0 < float(one.top) <= size(page)[1]
    last = [item for item in reader.outline if not isinstance(item, list)][-2:]
    sizes = {size(reader.pages[reader.get_destination_page_number(one)]) for one in last}
    assert sizes == {LYING}


def test_a_page_that_lies_has_head_foot_and_code_within_its_edges():
    pdf = rendered(make_pack(60, 120), sections=(Section.CONTRACT_LIST,))
    found = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    document = pdfium.PdfDocument(pdf)
    lying = [number for number, page in enumerate(document) if page.get_width() > 800]
    assert len(lying) > 2
    for number in lying:
        assert f"第 {number + 1} 页 / 共 {len(found)} 页" in found[number]
        assert "季度合规汇总  ·  太湖国际服务外包园" in found[number]
        image = document[number].render(scale=1).to_pil().convert("L")
        width, height = image.size
        code = image.crop((width - 46, height - 54, width - 16, height - 24))
        assert code.getextrema()[0] < 60
        assert image.crop((width - 15, 0, width, height)).getextrema() == (255, 255)
        letters = document[number].get_textpage()
        for place in range(letters.count_chars()):
            left, bottom, right, top = letters.get_charbox(place)
            assert left >= 0 <= bottom
            assert right <= width + 1
            assert top <= height
    document.close()


def test_a_long_list_repeats_its_heads_and_carries_its_sums():
    summary = make_pack(30, 150)
    lying = [page.extract_text() for page in pages(summary, sections=(Section.CONTRACT_LIST,))
             if size(page) == LYING]  # fmt: skip
    assert all("合同编号" in text and "执行进度" in text for text in lying)
    assert all("续表 A-1" in text for text in lying[1:])
    assert all("过次页" in text for text in lying[:-1])
    assert all("承前页" in text for text in lying[1:])
    numbers = [line.number for line in summary.contracts]
    with speaking("zh_CN"):
        for place, text in enumerate(lying[:-1]):
            done = sum(1 for number in numbers if number in "".join(lying[: place + 1]))
            sums = [
                words.dollars(sum(getattr(line, name) for line in summary.contracts[:done]))
                for name in (
                    "signed_usd_cents", "executed_usd_cents", "executed_to_date_usd_cents",
                )
            ]  # fmt: skip
            assert squeezed(sums) in squeezed(text.split("过次页")[1])
        total = words.dollars(sum(line.signed_usd_cents for line in summary.contracts))
    assert total in lying[-1]


def test_a_row_taller_than_a_page_that_lies_is_split():
    text = "很长的说明文字，" * 2500
    summary = make_pack()
    first = dataclasses.replace(summary.contracts[0], client=text)
    tall = dataclasses.replace(summary, contracts=(first, *summary.contracts[1:4]))
    found = pages(tall, sections=(Section.CONTRACT_LIST,))
    lying = [page.extract_text() for page in found if size(page) == LYING]
    whole = squeezed(lying)
    assert whole.count("很长的说明文字") >= 2400
    assert all("（续）" in one for one in lying[1:-1])


def parts_of(found) -> set[str]:
    """The numbers of the parts of section 1."""
    lines = "\n".join(found[1:]).splitlines()
    return {line.split()[0] for line in lines if line.startswith("1.")}


@pytest.mark.parametrize(
    ("section", "annex", "shown"),
    [
        (Section.CONTRACTS, Section.CONTRACT_LIST, "JB-2026-0001"),
        (Section.CERTIFICATES, Section.CERTIFICATE_LIST, "续证"),
    ],
)
def test_a_list_whose_annex_was_not_chosen_ends_its_section(section, annex, shown):
    summary = make_pack()
    alone, both = texts(summary, sections=(section,)), texts(summary, sections=(section, annex))
    assert shown in "".join(alone)
    assert shown in "".join(both)
    last = {"contracts": "接包合同", "certificates": "证书清单"}[section.value]
    assert parts_of(alone) == {"1.1", "1.2", "1.3", "1.4"}
    assert last in "".join(alone[1:])
    assert parts_of(both) == {"1.1", "1.2", "1.3"}
    old = texts(make_pack(pack=OLD_PACK), sections=(section,))
    assert shown in "".join(old)


def test_only_the_definitions_that_an_edition_uses_are_printed():
    summary = make_pack()
    page_1 = {code.value for code in OF_FIGURES.values()} | {"quarter-on-quarter", "year-on-year"}
    assert {one.code for one in used(summary, (Section.METHOD,))} == page_1
    watched = {one.code for one in used(summary, (Section.WATCH,))}
    assert watched == page_1 | {IndicatorCode.OFFSHORE_SHARE.value}
    nobody = dataclasses.replace(summary, figures=())
    assert {one.code for one in used(nobody, (Section.CERTIFICATES,))} == {"expiring"}
    text = squeezed(texts(summary, sections=(Section.METHOD,))[1:])
    for one in MEANINGS:
        assert (f"{one.code}的含义" in text) is (one.code in page_1)
        assert (f"{one.code}的算法" in text) is (one.code in page_1)
    assert {one.code for one in used(summary, STANDARD)} <= {one.code for one in MEANINGS}
    assert [one.code for one in used(summary, STANDARD)] == [
        one.code for one in MEANINGS if one in used(summary, STANDARD)
    ]


@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
@pytest.mark.parametrize("edition", [0, 1])
def test_a_quarter_in_which_nothing_happened_is_printed_whole(language, edition):
    pack = dataclasses.replace(OLD_PACK, budgets=(), watch=(), text="", facts=NOTHING)
    summary = dataclasses.replace(empty_summary(), pack=pack, edition=edition)
    assert template_of(summary) == TEMPLATE
    found = texts(summary, language)
    whole = squeezed(found)
    said = {
        "zh_CN": ("本季没有在办或新提出的服务申请", "本年至今没有核定或拨付",
                  "180天内没有到期的证书", "本季没有提交、核定或拨付的人员培训申报"),
        "en": ("Norequestwasopen", "Nothingwasapprovedorpaid", "Nocertificaterunsout",
               "Noclaimfortrainedpeople"),
    }  # fmt: skip
    for code in LANGUAGES if language == "both" else (language,):
        assert [one for one in said[code] if one not in whole] == []


def test_words_may_say_what_the_facts_say():
    summary = make_pack()
    true = "本季拨付 72 万元，完成服务申请 10 件，在办 6 件，培训 488 人。"
    assert unfounded(true, summary) == ()
    assert unfounded("本季拨付 73 万元。", summary) == ("73 万元",)
    assert unfounded("完成服务申请 10 件，在办 6 件。", make_summary()) != ()
