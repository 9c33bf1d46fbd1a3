"""The text of the whole pack against its snapshot: every figure, each in its section."""

import dataclasses
import datetime as dt
from collections import defaultdict
from enum import Enum
from io import BytesIO

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, CheckSeverity, ClosingCheck, Restatement
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.packs import Section
from parkdesk.domain.statistics import Return, Totals
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports import words
from parkdesk.reports.quarterly import render_quarterly
from tests.reports.pack_walk import missing, read
from tests.reports.sample import CUT_OFF, QUARTER, empty_summary, make_pack

ALL = tuple(Section)
SPOKEN = {"zh_CN": ("zh_CN",), "en": ("en",), "both": ("zh_CN", "en")}


def summary_of_everything() -> QuarterlySummary:
    told = Restatement(
        "苏州凌云信息技术有限公司", QUARTER, Return(1_120, 1_100, 24, 13),
        Return(1_118, 1_099, 34, 23), "重复计算的人员已剔除", CUT_OFF, "李芳", 1, QUARTER,
    )  # fmt: skip
    before = dataclasses.replace(
        told, quarter=QUARTER.previous(), before=None, enterprise="无锡太湖软件外包有限公司",
        reason="补报", by="周敏",
    )  # fmt: skip
    pack = make_pack(14, 16, edition=2, reason="补登一笔收汇凭证", park_en="Taihu Park")
    check = ClosingCheck(
        CheckCode.RETURNS_MISSING, CheckSeverity.ASKS, 2, ("苏州凌云信息技术有限公司",), "已催报"
    )
    summary = dataclasses.replace(
        pack,
        corrected=(told,),
        late=(before,),
        checks=(check,),
        totals=Totals(*range(1_000, 1_014)),
    )
    certificates = (dataclasses.replace(summary.certificates[0], expires_on=None),)
    return dataclasses.replace(summary, certificates=summary.certificates[1:] + certificates)


SUMMARY = summary_of_everything()


def said_of(summary, edition="zh_CN"):
    out = BytesIO()
    render_quarterly(summary, out, edition, chosen=ALL)
    return read(out.getvalue(), ALL, SPOKEN[edition])


@pytest.fixture(scope="module")
def chinese():
    return said_of(SUMMARY)["zh_CN"]


@pytest.mark.parametrize("edition", SPOKEN)
def test_every_figure_of_the_snapshot_stands_in_its_section(edition):
    said = said_of(SUMMARY, edition)
    for language in SPOKEN[edition]:
        assert missing(SUMMARY, said[language], language, edition) == []


def test_a_quarter_without_data_has_every_figure_that_it_has():
    summary = dataclasses.replace(empty_summary(), pack=make_pack().pack, edition=1)
    summary = dataclasses.replace(summary, trail_head="1 ab")
    assert missing(summary, said_of(summary)["zh_CN"], "zh_CN") == []


NOT_PRINTED = {
    "CertificateLine.short_name": "names a bar of the timeline, where there is no room for more",
    **dict.fromkeys(
        (
            "ClosingCheck.code",
            "ClosingCheck.severity",
            "ClosingCheck.count",
            "ClosingCheck.examples",
            "ClosingCheck.comment",
        ),
        "stands in the chain of the closing, a print of its own",
    ),
    "FindingLine.finding_id": "the place that links lead to",
    "FindingLine.level": "the heading that a finding stands under",
    "FindingLine.since_on": "the sentence of a finding says it where it matters",
    "FindingRule.sentence_en": "stands in the English part",
    "FindingRule.source": "stands in the English part",
    "BudgetLine.programme_en": "stands in the English part",
    "BudgetLine.year": "every line is of the year that the section names",
    "Indicator.valid_from": "the definition that held is printed, not since when",
    "Indicator.unit": "stands with each figure",
    "Indicator.code": "the key by which a definition is found",
    "Indicator.name_en": "stands in the English part",
    "Indicator.definition_en": "stands in the English part",
    "Indicator.formula_en": "stands in the English part",
    "Indicator.rounding_en": "stands in the English part",
    "Indicator.source_en": "stands in the English part",
    "LevelSum.programme_en": "stands in the English part",
    "Name.en": "stands in the English part",
    "PackContent.text_en": "stands in the English part",
    "ProgrammeLine.name_en": "stands in the English part",
    "ProgrammeLine.clawed_back_cents": "stands in the account of a programme, a print of its own",
    "QuarterFindings.kept_since": "said only where it is not known what stood",
    "QuarterFindings.looked_on": "the same",
    "QuarterlySummary.follows": "stands in the chain of the closing",
    "QuarterlySummary.park_en": "stands in the English part",
    "Restatement.edition": "stands in the chain of the closing",
    "Restatement.told_in": "the pack that tells it is of that quarter",
    "Source.title_en": "stands in the English part",
    "SourceMarket.country": "the code of the name that is printed",
    **dict.fromkeys(
        (f"Totals.{field.name}" for field in dataclasses.fields(Totals)),
        "sums of the lists, which the laws of a summary hold against them",
    ),
    "TrainingLine.programme_en": "stands in the English part",
    "WatchedLine.name_en": "stands in the English part",
}
"""What of a snapshot the Chinese pack does not print as such, and why."""
AT_TIMES = {
    **dict.fromkeys(
        ("Indicator.certainty", "Indicator.name_zh", "Indicator.definition_zh",
         "Indicator.formula_zh", "Indicator.rounding_zh", "Indicator.source"),
        "only the definitions of what is printed are printed",
    ),
    **dict.fromkeys(
        ("KeptFact.name", "KeptFact.value", "KeptFact.day"),
        "what ended a finding after the quarter is told by its day alone",
    ),
    "WatchedEnterprise.lacking": "nothing is lacking above a line",
}  # fmt: skip
"""What is printed of some records and not of others, and why not."""


ALTERED = (
    (bool, lambda value: not value),
    (Enum, lambda value: next(one for one in type(value) if one is not value)),
    (int, lambda value: value + 1_234_567),
    (str, lambda value: f"{value}改"),
    (dt.datetime, lambda value: value + dt.timedelta(days=1)),
    (dt.date, lambda value: value + dt.timedelta(days=400)),
    (Quarter, lambda value: value.shifted(1)),
)


def altered(value):
    """Return another value of the same kind."""
    return next(alter(value) for kind, alter in ALTERED if isinstance(value, kind))


def others(value):
    """Yield each figure inside a part of the summary as its name, and the part with it altered."""
    if isinstance(value, tuple):
        # The first of a list and the last stand for all.
        for place in sorted({0, 1, len(value) - 1} & set(range(len(value)))):
            for name, one in others(value[place]):
                yield name, (*value[:place], one, *value[place + 1 :])
    elif dataclasses.is_dataclass(value) and not isinstance(value, Quarter):
        for field in dataclasses.fields(value):
            part = getattr(value, field.name)
            own = f"{type(value).__name__}.{field.name}"
            for name, one in [] if part is None else others(part):
                yield name or own, dataclasses.replace(value, **{field.name: one})
    else:
        yield "", altered(value)


def test_another_figure_anywhere_in_the_snapshot_is_noticed(chinese):
    """Each field of each record altered by itself: the pages say what they said before."""
    unnoticed, noticed = defaultdict(int), defaultdict(int)
    for name, summary in others(SUMMARY):
        try:
            # The code of the snapshot follows every figure: it would notice them all by itself.
            lost = {one.what for one in missing(summary, chinese, "zh_CN")} - {"code"}
        except (KeyError, ValueError, InvalidInput):
            # A sentence without its fact, a level or a quarter that is none: nothing to look for.
            lost = {name}
        (noticed if lost else unnoticed)[name] += 1
    assert set(unnoticed) - set(NOT_PRINTED) - set(AT_TIMES) == set()
    assert set(AT_TIMES) <= set(noticed)
    assert set(NOT_PRINTED) <= set(unnoticed), "a reason stands for what is printed"
    assert len(noticed) > 150


@pytest.mark.parametrize(
    ("notation", "section"),
    [
        ("dollars", Section.CONTRACT_LIST),
        ("yuan", Section.SUBSIDIES),
        ("quarter_title", Section.STAFF),
        ("figure_value", Section.FIGURES),
    ],
)
def test_a_figure_that_is_drawn_wrongly_is_noticed(monkeypatch, notation, section):
    """The print's own notation is off by one sign, once: the walk does not ask it what is right."""
    right = getattr(words, notation)
    turns = iter(range(10_000))

    def wrong(*given):
        text = right(*given)
        return text if next(turns) % 7 else f"{text[:-1]}{'1' if text[-1] != '1' else '2'}"

    monkeypatch.setattr(words, notation, wrong)
    lost = missing(SUMMARY, said_of(SUMMARY)["zh_CN"], "zh_CN")
    assert section in {one.section for one in lost}
