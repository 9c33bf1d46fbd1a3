import datetime as dt

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


def test_two_files_that_translate_one_text_differently_are_an_error(tmp_path):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for name, word in (("a", "甲"), ("b", "乙")):
        (tmp_path / f"{name}.po").write_text(
            f'{head}msgid "Clerk"\nmsgstr "{word}"\n', encoding="utf-8"
        )
    with pytest.raises(CatalogueError, match=r"a\.po and b\.po"):
        compile_catalogue("zh_CN", sorted(tmp_path.glob("*.po")))
