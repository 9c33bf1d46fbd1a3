"""The code at the foot of a page is what a telephone reads."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
import zxingcpp

from parkdesk.reports.quarterly import render_quarterly
from tests.reports.sample import empty_summary, make_summary


def codes(pdf: bytes, dots_per_inch: int) -> list[list[str]]:
    return [
        [
            found.text
            for found in zxingcpp.read_barcodes(page.render(scale=dots_per_inch / 72).to_pil())
        ]
        for page in pdfium.PdfDocument(pdf)
    ]


@pytest.mark.parametrize(("language", "number"), [("zh_CN", "001"), ("en", "001E")])
def test_every_page_says_its_number_and_its_snapshot(language, number):
    summary = make_summary()
    out = BytesIO()
    render_quarterly(summary, out, language)
    said = [f"HG-2026-Q3-{number} {summary.code}"]
    found = codes(out.getvalue(), 200)
    assert found == [said] * len(found)


def test_a_draft_has_no_code():
    out = BytesIO()
    render_quarterly(empty_summary(), out)
    assert not any(codes(out.getvalue(), 150))
