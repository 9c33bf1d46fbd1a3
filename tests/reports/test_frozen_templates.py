"""Editions of before are printed as they were issued, sign by sign and line by line."""

import dataclasses
import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.reports.quarterly import render_quarterly, template_of
from tests.reports.sample import empty_summary, make_old_summary, make_summary

CORRECTED = dataclasses.replace(make_summary(), edition=2, reason="补登一笔收汇凭证")


def drawn(summary, language) -> str:
    """Return the SHA-256 of what stands on the pages, whatever packed them."""
    out = BytesIO()
    render_quarterly(summary, out, language)
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
