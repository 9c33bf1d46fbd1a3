"""Editions of before are printed as they were issued, sign by sign and line by line."""

import dataclasses
import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.packs import Section
from parkdesk.reports.quarterly import render_quarterly, template_of
from tests.reports.sample import (
    OLD_PACK,
    empty_summary,
    make_old_summary,
    make_pack,
    make_summary,
)

CORRECTED = dataclasses.replace(make_summary(), edition=2, reason="补登一笔收汇凭证")


def drawn(summary, language, chosen=None) -> str:
    """Return the SHA-256 of what stands on the pages, whatever packed them."""
    out = BytesIO()
    render_quarterly(summary, out, language, chosen=chosen)
    digest = hashlib.sha256()
    for page in PdfReader(BytesIO(out.getvalue())).pages:
        digest.update(page.get_contents().get_data())
    return digest.hexdigest()[:32]


@pytest.mark.parametrize(
    ("summary", "language", "template", "pages"),
    [
        (make_old_summary(), "zh_CN", "quarterly-4", "c7febf73e143fc215785351390a205cc"),
        (make_old_summary(), "en", "quarterly-4", "29a5ff89721ad924f6faa94ffd95b3e5"),
        (make_old_summary(300, 200), "zh_CN", "quarterly-4", "78f1a89081e3680799de7c21020ea252"),
        (make_old_summary(300, 200), "en", "quarterly-4", "e980fc335ee4e3099b91d5e47dd78453"),
        (make_summary(), "zh_CN", "quarterly-6", "f5814bd379f98bf4d33f641e8f115915"),
        (make_summary(), "en", "quarterly-6", "cd122337132a8e685ae9228de8c88758"),
        (make_summary(300, 200), "zh_CN", "quarterly-6", "b42a9d967a2d2fb4f9d02adb638f6ccc"),
        (make_summary(300, 200), "en", "quarterly-6", "f2b47acd9c99cb2892494e0aec65401d"),
        (CORRECTED, "zh_CN", "quarterly-6", "9f449dc685e0f471d33df21643d187a2"),
        (CORRECTED, "en", "quarterly-6", "faca79ee46011e15ab90c2935359ae5c"),
        (empty_summary(), "zh_CN", "quarterly-6", "031e432611e0574d7170a93b648abe60"),
        (empty_summary(), "en", "quarterly-6", "535634aea8a289077907758076a7fd59"),
    ],
)
def test_a_template_of_before_draws_what_it_drew(summary, language, template, pages):
    assert template_of(summary) == template
    assert drawn(summary, language) == pages


SEVEN = make_pack(pack=OLD_PACK, definitions=())
MANY = make_pack(300, 200, pack=OLD_PACK, definitions=())
FEW = (Section.STAFF, Section.CERTIFICATES, Section.ENTERPRISES, Section.CONTRACTS)


@pytest.mark.parametrize(
    ("summary", "language", "chosen", "pages"),
    [
        (SEVEN, "zh_CN", None, "d1e9d842a6b8f3af5a992a05ba9c3020"),
        (SEVEN, "en", None, "40b8f2c9494a594879c3f2c6e07e248e"),
        (SEVEN, "both", None, "ef2be00a46488d443e586c8952c6a2c0"),
        (MANY, "zh_CN", None, "2233986b4344a1a58b6d6cb3737a34d8"),
        (MANY, "both", FEW, "e268fee8e36d19441cd9487c12a08163"),
        (SEVEN, "en", FEW, "a97df9c2a3ae2342cb93d0f82b267f5b"),
        (make_old_summary(), "zh_CN", FEW, "b21c4d4b2dd0a441b1d87262eddc8981"),
        (make_summary(), "en", FEW, "2e5946a6bf448471f88990b3464bda90"),
    ],
)
def test_the_template_before_the_facts_draws_what_it_drew(summary, language, chosen, pages):
    assert template_of(summary, chosen) == "quarterly-7"
    assert drawn(summary, language, chosen) == pages
