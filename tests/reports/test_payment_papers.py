"""The papers of notices, batches and samples: what they say, masked, the same bytes each time."""

import datetime as dt
import io
from dataclasses import replace

import pypdfium2
import pytest

from parkdesk.domain.payment_papers import (
    BatchPaper,
    BatchPaperLine,
    NoticeLine,
    NoticePaper,
    PaperHead,
    SampleLine,
    SamplePaper,
    SheetMark,
)
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.domain.sampling import Checked, extrapolate
from parkdesk.domain.verifications import CheckOutcome
from parkdesk.reports.payment_papers import render_batch, render_notice, render_sample

NOW = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
HEAD = PaperHead(
    "云湖园区", "Yunhu Park", "BF-2026-0001", "2026年资金", "2026 fund", "财企号", NOW, "王敏"
)
NOTICE = NoticePaper(
    HEAD,
    dt.date(2026, 9, 28),
    dt.date(2026, 10, 10),
    5,
    False,
    "门户网站",
    2,
    900_000,
    tuple(
        NoticeLine("PX-2026-0001", "太湖软件", f"学员{at}", "3201**********0011", 450_000)
        for at in (1, 2)
    ),
)
BATCH = BatchPaper(
    HEAD,
    BatchState.SENT,
    1_640_902,
    NOW,
    "王敏",
    NOW,
    "林伟",
    "",
    (
        BatchPaperLine(
            "BF-2026-0001-001",
            "太湖软件",
            "工行",
            "*" * 15 + "7890",
            "city",
            1_640_902,
            LineState.PAID,
        ),
    ),
    (SheetMark(NOW, "林伟", 1, 1_640_902, "ab" * 32),),
)
SAMPLE = SamplePaper(
    HEAD,
    "7F3A19C2",
    NOW,
    "周敏",
    812,
    365_400_000,
    "cd" * 32,
    tuple(
        SampleLine(
            at, f"PX-2026-0001/{at}", "太湖软件", f"学员{at}", 450_000, CheckOutcome.RIGHT, 0, ""
        )
        for at in range(1, 41)
    ),
    extrapolate(812, 365_400_000, [Checked(450_000, 0)] * 40),
)
PAPERS = [
    pytest.param(render_notice, NOTICE, id="notice"),
    pytest.param(render_batch, BATCH, id="batch"),
    pytest.param(render_sample, SAMPLE, id="sample"),
]


def words(data):
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("render", "paper"), PAPERS)
def test_the_same_paper_gives_the_same_bytes(render, paper, language):
    first = render(paper, language)
    assert first == render(paper, language)
    assert first.startswith(b"%PDF")


def test_a_notice_says_until_when_and_that_its_count_is_to_be_checked():
    said = words(render_notice(NOTICE, "zh_CN"))
    assert "2026-10-10" in said
    assert "待核实" in said
    assert "9,000.00" in said
    assert "3201**********0011" in said


def test_a_notice_of_one_claim_speaks_of_one():
    said = words(render_notice(replace(NOTICE, claims=1), "en"))
    assert "1claimof" in "".join(said.split())
    assert "hasbeenapproved" in "".join(said.split())


def test_a_batch_says_its_total_in_capitals_and_the_checksum():
    said = words(render_batch(BATCH, "zh_CN"))
    assert "壹万陆仟肆佰零玖元零贰分" in said
    assert "abababab" in said
    assert "7890" in said


def test_a_sample_says_its_seed_and_what_may_be_wrong():
    said = words(render_sample(SAMPLE, "en"))
    assert "7F3A19C2" in said
    assert "PX-2026-0001/40" in said
    assert "0 of 40 checked are wrong" in " ".join(said.split())


@pytest.mark.parametrize(("render", "paper"), PAPERS)
def test_a_paper_names_the_programme_in_its_language(render, paper):
    assert "2026年资金" in words(render(paper, "zh_CN"))
    english = words(render(paper, "en"))
    assert "2026 fund" in english
    assert "2026年资金" not in english
