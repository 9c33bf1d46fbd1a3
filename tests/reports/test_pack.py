import dataclasses
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from parkdesk.domain.closing import Restatement
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.packs import ANNEXES, STANDARD, Section, places
from parkdesk.domain.statistics import Return
from parkdesk.gui.summaries import outputs
from parkdesk.i18n import speaking
from parkdesk.reports import words
from parkdesk.reports.quarterly import LANGUAGES, TEMPLATE, render_quarterly, template_of
from tests.reports.sample import (
    CUT_OFF,
    OLD_PACK,
    PACK,
    QUARTER,
    empty_summary,
    make_old_summary,
    make_pack,
    make_summary,
)


def printed(summary, language="zh_CN", sections=None) -> list[str]:
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=sections)
    return [page.extract_text() for page in PdfReader(BytesIO(out.getvalue())).pages]


def outline(summary, sections, language="zh_CN") -> list[str]:
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=sections)
    found = PdfReader(BytesIO(out.getvalue())).outline
    return [one.title for one in found if not isinstance(one, list)]


def test_sections_are_numbered_and_annexes_lettered_in_the_order_chosen():
    chosen = (Section.FINDINGS_CLOSED, Section.STAFF, Section.FIGURES, Section.STAFF)
    assert [(one.section, one.name) for one in places(chosen)] == [
        (Section.STAFF, "1"),
        (Section.FIGURES, "2"),
        (Section.FINDINGS_CLOSED, "A"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_tables_are_numbered_as_they_are_drawn(language):
    chosen = (Section.CERTIFICATES, Section.CONTRACTS, Section.FINDINGS_STANDING)
    titles = outline(make_pack(), chosen, language)[2:]
    assert [title.split()[0 if title[0].isdigit() else 1] for title in titles] == ["1", "2", "A"]
    text = "".join(printed(make_pack(), language, chosen)[1:])
    word, annex = {"zh_CN": ("表", "附表"), "en": ("Table", "Table")}[language]
    numbers = re.findall(rf"(?<!附)(?<!续){word} (\d+-\d+) ", text)
    assert list(dict.fromkeys(numbers)) == [
        *("1-1", "1-2", "1-3", "1-4"),
        *("2-1", "2-2", "2-3", "2-4"),
    ]
    assert all(f"{annex} A-{n}  " in text for n in (1, 2, 3))
    assert re.search(r"^1\.2 ", text, re.MULTILINE)
    assert re.search(r"^2\.3 ", text, re.MULTILINE)


def test_page_1_names_no_section_that_is_not_there():
    whole = printed(make_pack())[0]
    assert "见第 6 部分" in whole
    assert "全部见附表 B（按级别）" in whole
    few = printed(make_pack(), sections=(Section.STAFF,))[0]
    assert "部分" not in few
    assert "附表" not in few
    moved = printed(make_pack(), sections=(Section.FINDINGS_STANDING, Section.CERTIFICATES))[0]
    assert "见第 1 部分" in moved
    assert "全部见附表 A（按级别）" in moved


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", list(Section))
def test_every_section_can_stand_alone(section, language):
    for summary in (make_pack(), empty_summary()):
        titles = outline(summary, (section,), language)
        assert len(titles) == 3
        assert ("A" in titles[2].split()) is (section in ANNEXES)


def test_what_was_closed_today_is_drawn_in_todays_template():
    assert template_of(make_pack()) == TEMPLATE
    assert template_of(make_summary()) == "quarterly-6"
    assert template_of(make_summary(), STANDARD) == "quarterly-7"
    assert template_of(make_pack(pack=OLD_PACK)) == "quarterly-7"
    assert printed(make_old_summary(), sections=STANDARD)


TOLD = Restatement(
    "苏州凌云信息技术有限公司", QUARTER, Return(120, 100, 4, 3), Return(118, 99, 4, 3),
    "重复计算的人员已剔除", CUT_OFF, "李芳", 1, QUARTER,
)  # fmt: skip


def squeezed(pages) -> str:
    return "".join("".join(pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_budgets_say_every_sum_of_the_snapshot(language):
    text = squeezed(printed(make_pack(), language, (Section.BUDGETS,))[1:])
    with speaking(language):
        for line in PACK.budgets:
            for cents in (line.paid_cents, line.unpaid_cents, line.pending_cents):
                assert words.yuan(cents) in text
            if line.left_cents is not None:
                assert words.yuan(line.left_cents) == "299,999.50"
                assert words.yuan(line.left_cents) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_watch_names_who_stands_below_and_what_is_lacking(language):
    text = squeezed(printed(make_pack(), language, (Section.WATCH,))[1:])
    below = {"zh_CN": "低于门槛", "en": "belowtheline"}[language]
    for share, lacking in (("49.2%", {"zh_CN": "3.18万美元", "en": "31.8US$thousand"}[language]),
                           ("68.8%", {"zh_CN": "5人", "en": "5people"}[language])):  # fmt: skip
        assert share + below + lacking in text
    assert ("待核实" if language == "zh_CN" else "tobeverified") in text


def test_restatements_tell_what_a_return_said_and_says():
    late = dataclasses.replace(TOLD, quarter=QUARTER.previous(), before=None)
    summary = make_pack(corrected=(TOLD,), late=(late,))
    text = squeezed(printed(summary, sections=(Section.RESTATEMENTS,))[1:])
    assert text.count("重复计算的人员已剔除（李芳，2026-10-12）") == 2
    assert "26Q312010043" in text
    assert "26Q31189943" in text
    assert "26Q2————" in text


@pytest.mark.parametrize("section", [Section.TEXT, Section.BUDGETS, Section.WATCH])
def test_an_edition_of_before_says_what_it_did_not_keep(section):
    text = squeezed(printed(make_summary(), sections=(section,))[1:])
    assert "本版封存时尚未留存此部分数据。" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_5000_characters_are_printed_whole_and_start_no_line_with_a_stop(language):
    words_ = "本季经营平稳，离岸执行额稳中有升；续证工作如期推进。" * 200
    pack = dataclasses.replace(PACK, text=words_)
    pages = printed(make_pack(pack=pack), language, (Section.TEXT,))
    assert len(words_) >= 5000
    assert squeezed(pages).count("续证工作如期推进。") == 200
    lines = [line for page in pages[1:] for line in page.splitlines()]
    assert not [line for line in lines if line.startswith(("，", "。", "；"))]
    assert len(pages) <= 5


def test_both_languages_stand_in_one_file_with_one_number():
    out = BytesIO()
    render_quarterly(make_pack(), out, "both", chosen=(Section.STAFF, Section.ENTERPRISES))
    reader = PdfReader(BytesIO(out.getvalue()))
    texts = [page.extract_text() for page in reader.pages]
    total = len(texts)
    english = next(n for n, text in enumerate(texts) if "Quarterly compliance summary" in text)
    assert 2 <= english <= total - 2
    assert all(f"第 {n} 页 / 共 {total} 页" in texts[n - 1] for n in range(1, english + 1))
    assert all(f"Page {n} of {total}" in texts[n - 1] for n in range(english + 1, total + 1))
    assert "HG-2026-Q3-001B" in texts[0]
    assert "HG-2026-Q3-001B" in texts[english]
    titles = [(one.title, reader.get_destination_page_number(one))
              for one in reader.outline if not isinstance(one, list)]  # fmt: skip
    assert [page < english for _title, page in titles] == [True] * 4 + [False] * 4
    document = reader.root_object["/StructTreeRoot"]["/K"].get_object()
    parts = [kid.get_object() for kid in document["/K"]]
    assert [part["/Lang"] for part in parts if "/Lang" in part] == ["en"]
    assert parts[-1]["/S"] == "/Sect"


def test_a_disk_that_is_full_leaves_no_file_under_the_final_name(tmp_path, monkeypatch):
    """The window saves beside and renames: what was there before stays whole."""
    target = tmp_path / "HG-2026-Q3-001.pdf"
    target.write_bytes(b"the old file")
    out = BytesIO()
    render_quarterly(make_pack(), out, chosen=(Section.STAFF,))
    whole = out.getvalue()

    def full(self, content):
        with self.open("wb") as half:
            half.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unavailable) as refused:
        outputs._saved(target, whole)
    assert refused.value.code == "disk-full"
    monkeypatch.undo()
    assert target.read_bytes() == b"the old file"
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
