"""Sources of indicators, forms, days and figures of rules have English words, none left over."""

import csv

import pytest

from parkdesk.i18n import speaking
from parkdesk.i18n.indicator_sources import english_sources, indicator_source
from parkdesk.paths import database_files


def test_every_source_that_comes_with_the_program_is_said_in_english():
    named = set()
    for name in (
        "indicators",
        "reporting_calendar",
        "return_forms",
        "compliance_parameters",
        "reminder_rules",
    ):
        path = database_files() / "seed" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            named |= {row["source"] for row in csv.DictReader(file)}
    assert set(english_sources()) == named
    assert all(text.isascii() for text in english_sources().values())


@pytest.mark.parametrize(
    ("code", "said"), [("zh_CN", "算术推算"), ("en", "Worked out by arithmetic")]
)
def test_a_source_is_said_in_the_language_in_use(code, said):
    with speaking(code):
        assert indicator_source("算术推算") == said
        assert indicator_source("本园说明") == "本园说明"
