"""Invented papers of the demonstration park: marked, readable, the same bytes every time."""

from io import BytesIO

from pypdf import PdfReader

from parkdesk.reports.specimen import Specimen, print_specimen

LEASE = Specimen("房屋租赁合同", (("承租方", "云湖青禾软件有限公司"),), "园区", ("第一条",))


def test_the_same_facts_give_the_same_bytes():
    assert print_specimen(LEASE) == print_specimen(LEASE)


def test_every_page_says_that_it_is_invented():
    pages = PdfReader(BytesIO(print_specimen(LEASE))).pages
    assert len(pages) == 2
    assert all("演示样张" in page.extract_text() for page in pages)
    assert "云湖青禾软件有限公司" in pages[0].extract_text()
