"""The print of a programme: every figure with its source, what is not confirmed says so."""

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.errors import Refused
from parkdesk.domain.programme_cases import run_cases
from parkdesk.domain.programme_checks import ProgrammeStep
from parkdesk.domain.programme_keys import with_figure
from parkdesk.domain.programme_print import ProgrammePrint
from parkdesk.domain.programmes import (
    ClaimKind,
    Clause,
    Figure,
    HeadCeiling,
    Level,
    LevelShare,
    Mark,
    PackCase,
)
from parkdesk.i18n.programme_sources import known_sources
from parkdesk.reports.programme import LANGUAGES, render_programme
from tests.domain.packs import FOLDER, known, seeded

AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)
SEEDS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def printed(programme, **more):
    values = {
        "park_zh": "云湖国际服务外包园",
        "park_en": "Yunhu Park",
        "programme": programme,
        "draft": False,
        "steps": (),
        "results": run_cases(programme),
        "printed_at": AT,
        "printed_by": "王敏",
    }
    return ProgrammePrint(**values | more)


def text_of(sheet, language="zh_CN"):
    out = BytesIO()
    missing = render_programme(sheet, out, language)
    assert missing == ()
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    return "".join(text.split())


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_seed_prints_with_its_document(name, language):
    programme = seeded(name)
    text = text_of(printed(programme), language)
    assert programme.document in text
    assert ("待核实" if language == "zh_CN" else "tobeconfirmed") in text
    assert ("未知" if language == "zh_CN" else "notknown") in text


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_print_names_its_sources_and_not_their_keys(name, language):
    text = text_of(printed(seeded(name)), language)
    assert not [key for key in known_sources() if re.search(rf"(?<![A-Z]){key}(?![0-9])", text)]
    listed = text[text.rindex("来源" if language == "zh_CN" else "Sources") :]
    numbers = set(re.findall(r"\[(\d{1,2})\]", text))
    assert (
        numbers
        == set(re.findall(r"\[(\d{1,2})\]", listed))
        == {str(number) for number in range(1, len(numbers) + 1)}
    )


def test_the_print_of_2013_lists_the_notice_with_its_number_and_day():
    text = text_of(printed(seeded("central-training-2013")))
    assert "财企〔2013〕52号2013年度资金通知：报道或第三方转述2013-04-09" in text


def test_a_source_that_somebody_typed_is_printed_as_it_was_typed():
    figure = Figure(5, Mark.DOCUMENT, "市商务局张科长电话，2026-03-02", "", "第九条")
    text = text_of(printed(with_figure(seeded(), "notice-days", figure)))
    assert "市商务局张科长电话，2026-03-02" in text


def test_a_programme_that_is_wholly_confirmed_asks_for_nothing():
    programme = seeded("central-training-2009")
    unconfirmed = [key for key, figure in programme.figures() if not figure.confirmed]
    assert unconfirmed
    assert f"有{len(unconfirmed)}项数字待核实" in text_of(printed(programme))


def test_what_was_entered_stands_in_the_print():
    programme = replace(
        seeded(),
        document="云园办[2026]31号",
        template=False,
        head_ceilings=(known(HeadCeiling(10_000_000, 100_000_000, 100)),),
        clauses=(Clause("第九条", "公示期不少于五个工作日。", Mark.DOCUMENT),),
    )
    for key, value in (
        ("review-levels", (Level.DISTRICT, Level.CITY)),
        ("shares", (LevelShare(Level.CITY, 600), LevelShare(Level.PARK, 400))),
        ("notice-days", 5),
    ):
        programme = with_figure(programme, key, Figure(value, Mark.DOCUMENT, "", "", "第九条"))
    text = text_of(printed(programme))
    for words in (
        "云园办[2026]31号",
        "区县 → 市级",
        "市级 60%、园区 40%",
        "5 个工作日",
        "100,000.00 至不足 1,000,000.00 美元",
        "公示期不少于五个工作日。",
        "第九条",
    ):
        assert "".join(words.split()) in text, words


def test_a_draft_says_so_and_a_case_that_fails_too():
    wrong = PackCase("算错的", ClaimKind.ENTERPRISE, {}, "pass", 1)
    programme = replace(seeded(), cases=(wrong,))
    steps = (
        ProgrammeStep(AT, "周敏", "begin", None, ""),
        ProgrammeStep(AT, "周敏", "edit", None, ""),
    )
    text = text_of(printed(programme, draft=True, steps=steps))
    assert "草稿：发布之前不能据以申报。" in text
    assert "不通过" in text
    assert "周敏" in text


def test_the_same_print_gives_the_same_bytes():
    sheet = printed(seeded())
    first, second = BytesIO(), BytesIO()
    render_programme(sheet, first)
    render_programme(sheet, second)
    assert first.getvalue() == second.getvalue()


def test_an_unknown_language_is_refused():
    with pytest.raises(Refused):
        render_programme(printed(seeded()), BytesIO(), "fr")
