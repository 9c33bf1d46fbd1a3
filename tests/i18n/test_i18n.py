import datetime as dt
import re
from pathlib import Path

import pytest

from parkdesk import i18n
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, Unavailable
from parkdesk.domain.identity import Role
from parkdesk.i18n.catalogues import CatalogueError, compile_catalogue


@pytest.fixture
def chinese():
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


def test_english_is_the_source():
    assert i18n.label(Role.CLERK) == "Clerk"
    assert i18n.quarter_text(Quarter(2026, 3)) == "Q3 2026"


def test_chinese_speaks(chinese):
    assert i18n.label(Role.CLERK) == "申报岗"
    assert i18n.quarter_text(Quarter(2026, 3)) == "2026年第3季度"


def test_a_sentence_is_filled_with_its_facts(chinese):
    until = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
    text = i18n.message(Unavailable("account-locked", until=until))
    assert text == "密码输错次数过多，请在 2026-10-12 10:00 之后再试。"


def test_each_field_speaks_for_itself():
    error = InvalidInput({"name": "required", "password": "password-too-short"})
    assert i18n.message(error) == "This field is needed.\nThe password needs at least 8 characters."


def test_amounts_dates_and_nothing():
    assert i18n.money_text(450_000) == "¥ 4,500.00"
    assert i18n.money_text(1_200, "JPY") == "JPY 1,200"
    assert i18n.money_text(None) == i18n.date_text(None) == i18n.instant_text(None) == "—"
    assert i18n.number_text(1286) == "1,286"


@pytest.mark.parametrize("code", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("written", "text"),
    [
        (lambda: i18n.percent_text(717), "71.7%"),
        (lambda: i18n.percent_text(600), "60.0%"),
        (lambda: i18n.percent_text(0), "0.0%"),
        (lambda: i18n.percent_text(-31), "-3.1%"),
        (lambda: i18n.percent_text(12_345), "1,234.5%"),
        (lambda: i18n.percent_text(25, 2), "0.25%"),
        (lambda: i18n.rate_text(700), "70%"),
        (lambda: i18n.rate_text(125), "12.5%"),
        (lambda: i18n.rate_text(1000), "100%"),
        (lambda: i18n.arrow_text(184), "↑\u00a018.4%"),
        (lambda: i18n.arrow_text(-31), "↓\u00a03.1%"),
    ],
)
def test_a_percentage_is_written_in_one_way(code, written, text):
    with i18n.speaking(code):
        assert written() == text
        assert "99.5%" in i18n.problem("shares-not-whole", sum_permille=995)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Aoi K.K.", "Sold to Aoi K.K. Nothing is left."),
        ("Aoi Ltd", "Sold to Aoi Ltd. Nothing is left."),
    ],
)
def test_a_name_with_a_full_stop_brings_no_second_one(name, said):
    sentence = "Sold to {client}. Nothing is left."
    assert i18n.tr(sentence, client=name) == said
    assert i18n.trn(sentence, sentence, 2, client=name) == said
    assert i18n.problem(sentence, client=name) == said


@pytest.mark.parametrize(("code", "text"), [("zh_CN", "持平"), ("en", "unchanged")])
def test_no_growth_is_said_in_words(code, text):
    with i18n.speaking(code):
        assert i18n.arrow_text(0) == text


def test_nothing_else_writes_a_percentage():
    code = Path(i18n.__file__).parents[1]
    own = re.compile(r'f"[^%"]*\}(\s|\\u00a0)?%')
    found = [path for path in code.rglob("*.py") if own.search(path.read_text(encoding="utf-8"))]
    assert found == [Path(i18n.__file__)]


def test_two_files_that_translate_one_text_differently_are_an_error(tmp_path):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for name, word in (("a", "甲"), ("b", "乙")):
        (tmp_path / f"{name}.po").write_text(
            f'{head}msgid "Clerk"\nmsgstr "{word}"\n', encoding="utf-8"
        )
    with pytest.raises(CatalogueError, match=r"a\.po and b\.po"):
        compile_catalogue("zh_CN", sorted(tmp_path.glob("*.po")))
