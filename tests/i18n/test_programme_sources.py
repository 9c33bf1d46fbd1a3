"""The sources of the seeds: every key is known, and nobody is told a key."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from parkdesk.i18n import speaking
from parkdesk.i18n.programme_sources import SourceList, known_sources, source_text, sources_of
from parkdesk.paths import database_files

KEY = re.compile(r"S\d+[a-z]?")


def named(value) -> Iterator[str]:
    """Yield what figures and papers of a seed say of their source."""
    if isinstance(value, list):
        for one in value:
            yield from named(one)
    if isinstance(value, dict):
        if "mark" in value:
            yield str(value.get("source", ""))
        for one in value.values():
            yield from named(one)


def test_every_source_that_a_seed_names_is_known_and_every_known_one_is_named():
    texts = {
        text
        for path in (database_files() / "seed" / "programmes").glob("*.toml")
        for text in named(tomllib.loads(path.read_text(encoding="utf-8")))
        if text
    }
    assert all(sources_of(text) for text in texts)
    assert {key for text in texts for key in KEY.findall(text)} == set(known_sources())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S6", "深圳市 2009 年度申报通知"),
        (
            "S3, S5, S6",
            (
                "财企〔2009〕44号（2009 年度资金通知：原文或转述它的官方通知）、"
                "深圳市 2009 年度申报通知"
            ),
        ),
        ("S24 (Beijing)", "北京市 2015 年资金申报通知"),
        ("", ""),
        ("S999", "S999"),
        ("S6 第 3 页", "S6 第 3 页"),
        ("市商务局电话", "市商务局电话"),
    ],
)
def test_a_source_in_words(text, words):
    with speaking("zh_CN"):
        assert source_text(text) == words


def test_a_print_numbers_each_source_once_in_the_order_of_its_naming():
    sources = SourceList()
    assert sources.marks("S6") == "[1]"
    assert sources.marks("S3, S5, S6") == "[1][2]"
    assert sources.marks("S5") == "[2]"
    assert sources.marks("typed by hand") == "typed by hand"
    assert [(line[0], line[1], line[3]) for line in sources.lines()] == [
        ("[1]", "—", "—"),
        ("[2]", "财企〔2009〕44号", "2009-03-27"),
    ]
