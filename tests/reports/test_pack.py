import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.packs import ANNEXES, STANDARD, Section, places
from parkdesk.reports.quarterly import LANGUAGES, TEMPLATE, render_quarterly, template_of
from tests.reports.sample import empty_summary, make_old_summary, make_pack, make_summary


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
    assert list(dict.fromkeys(numbers)) == ["1-1", "1-2", "2-1", "2-2", "2-3"]
    assert all(f"{annex} A-{n}  " in text for n in (1, 2, 3))
    assert re.search(r"^1\.2 ", text, re.MULTILINE)
    assert re.search(r"^2\.3 ", text, re.MULTILINE)


def test_page_1_names_no_section_that_is_not_there():
    whole = printed(make_pack())[0]
    assert "见第 5 部分" in whole
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
    assert template_of(make_summary(), STANDARD) == TEMPLATE
    assert printed(make_old_summary(), sections=STANDARD)
