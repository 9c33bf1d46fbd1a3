import datetime as dt
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import Refused
from parkdesk.domain.paper_files import has_macros, media_type_of, picture_of
from parkdesk.domain.paper_names import (
    codes_in,
    guess_slot,
    guess_slots,
    owner_words,
    stem,
    without_numbers,
)
from parkdesk.domain.papers import (
    MOST_PAGES,
    MOST_PIXELS,
    MediaType,
    OwnerKind,
    PaperSlot,
    PaperState,
    fitting_name,
    owner_kinds,
    state_on,
)
from tests import papers

DAYS = [dt.date(2026, 10, day) for day in range(1, 6)]


def slot(code, *words):
    kinds = frozenset({OwnerKind.ENTERPRISE})
    return PaperSlot(code, code, code, kinds, frozenset(), False, False, words, 1)


SLOTS = (
    slot("licence", "营业执照", "执照", "business licence", "yyzz"),
    slot("lease", "租赁合同", "租赁", "lease"),
    slot("invoice", "发票", "fp"),
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.4\n", MediaType.PDF),
        (b"\xef\xbb\xbf%PDF-1.7\n", MediaType.PDF),
        (papers.png(), MediaType.PNG),
        (papers.jpeg(), MediaType.JPEG),
        (papers.tiff(), MediaType.TIFF),
        (papers.tiff(order=">"), MediaType.TIFF),
        (papers.bmp(), MediaType.BMP),
        (b"PK\x03\x04....word/document.xml", MediaType.DOCX),
        (b"PK\x03\x04....xl/workbook.xml", MediaType.XLSX),
        (b"PK\x03\x04....OFD.xml", MediaType.OFD),
        (b"PK\x03\x04....readme.txt", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), MediaType.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), MediaType.XLS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1an installer", None),
        (b"MZ\x90\x00", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content, expected):
    assert media_type_of(content) is expected


@given(st.binary(max_size=200))
def test_no_bytes_upset_the_readers_of_headers(content):
    media_type_of(content)
    for sign, kind in (
        (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
        (b"\xff\xd8\xff", MediaType.JPEG),
        (b"BM", MediaType.BMP),
        (b"II*\0", MediaType.TIFF),
        (b"MM\0*", MediaType.TIFF),
    ):
        with suppress(Refused):
            picture = picture_of(sign + content, kind)
            assert 0 < picture.width * picture.height <= MOST_PIXELS


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (papers.png(4, 3), MediaType.PNG, (1, 4, 3)),
        (papers.jpeg(8, 6), MediaType.JPEG, (1, 8, 6)),
        (papers.bmp(4, 3), MediaType.BMP, (1, 4, 3)),
        (papers.tiff(3, 8, 4), MediaType.TIFF, (3, 8, 4)),
        (papers.tiff(2, 8, 4, ">"), MediaType.TIFF, (2, 8, 4)),
    ],
)
def test_a_picture_says_its_size(content, kind, expected):
    found = picture_of(content, kind)
    assert (found.frames, found.width, found.height) == expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (papers.png(100, 100)[:-20], MediaType.PNG),
        (papers.png(declared=(0, 5)), MediaType.PNG),
        (papers.jpeg()[:-2], MediaType.JPEG),
        (papers.jpeg()[:12] + b"\xff\xd9", MediaType.JPEG),
        (papers.bmp(40, 30)[:200], MediaType.BMP),
        (papers.tiff()[:20], MediaType.TIFF),
        # A chain of frames that leads back to its first one.
        (papers.tiff()[:-4] + struct.pack("<I", 8 + 4), MediaType.TIFF),
    ],
)
def test_a_cut_or_crooked_picture_is_refused(content, kind):
    with pytest.raises(Refused, match="paper-damaged"):
        picture_of(content, kind)


def test_more_pages_than_a_paper_may_have_are_refused_before_they_are_walked():
    content = papers.tiff(MOST_PAGES, 8, 1)
    assert picture_of(content, MediaType.TIFF).frames == MOST_PAGES
    with pytest.raises(Refused, match="paper-too-long") as refused:
        picture_of(papers.tiff(MOST_PAGES + 1, 8, 1), MediaType.TIFF)
    assert refused.value.params == {"limit": MOST_PAGES}


def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header():
    with pytest.raises(Refused, match="picture-too-large") as refused:
        picture_of(papers.png(declared=(60_000, 60_000)), MediaType.PNG)
    assert refused.value.params["width"] == 60_000


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (b"PK..xl/vbaProject.bin", MediaType.XLSX, True),
        (b"PK..xl/workbook.xml", MediaType.XLSX, False),
        ("_VBA_PROJECT".encode("utf-16-le"), MediaType.DOC, True),
        (b"vbaProject", MediaType.PDF, False),
    ],
)
def test_programs_in_office_files_are_seen(content, kind, expected):
    assert has_macros(content, kind) is expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("执照.pdf", MediaType.PDF, "执照.pdf"),
        ("执照.PDF", MediaType.PDF, "执照.PDF"),
        ("photo.jpeg", MediaType.JPEG, "photo.jpeg"),
        ("执照.pdf", MediaType.PNG, "执照.pdf.png"),
        ("setup.exe", MediaType.DOC, "setup.exe.doc"),
    ],
)
def test_the_end_of_a_name_follows_the_bytes(name, kind, expected):
    assert fitting_name(name, kind) == expected


@pytest.mark.parametrize(
    ("replaced", "removed", "on", "expected"),
    [
        (None, None, DAYS[0], None),
        (None, None, DAYS[1], PaperState.PRESENT),
        (DAYS[3], None, DAYS[2], PaperState.PRESENT),
        (DAYS[3], None, DAYS[3], PaperState.REPLACED),
        (None, DAYS[2], DAYS[1], PaperState.PRESENT),
        (DAYS[2], DAYS[3], DAYS[4], PaperState.REMOVED),
    ],
)
def test_a_paper_stands_as_it_did_on_the_day(replaced, removed, on, expected):
    assert state_on(DAYS[1], replaced, removed, on) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云湖青禾_营业执照.pdf", "licence"),
        ("YYZZ 2026.jpg", "licence"),
        ("Business-Licence scan.pdf", "licence"),
        ("房屋租赁合同(盖章).PDF", "lease"),
        ("FP-0012.png", "invoice"),
        ("fpga.png", None),
        ("release.pdf", None),
        ("IMG_0001.jpg", None),
        ("", None),
    ],
)
def test_a_slot_is_guessed_by_the_words_of_the_name(name, expected):
    found = guess_slot(name, SLOTS)
    assert (found.code if found else None) == expected


def test_a_slot_that_two_of_its_words_name_stands_once_beside_another():
    slots = (slot("licence", "执照", "副本"), slot("lease", "租赁"))
    found = guess_slots("执照副本_租赁.pdf", slots)
    assert [one.code for one in found] == ["licence", "lease"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云湖青禾_营业执照_20260301.pdf", ("云湖青禾",)),
        ("yhqh yyzz.pdf", ("yhqh",)),
        ("租赁合同-云湖青禾信息技术有限公司（盖章）.pdf", ("云湖青禾信息技术有限公司",)),
        ("91330100799655058C 营业执照.pdf", ()),
        ("2026年营业执照.pdf", ()),
    ],
)
def test_what_may_name_an_enterprise_is_left_over(name, expected):
    assert owner_words(name, SLOTS) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("91330100799655058C.pdf", ("91330100799655058C",)),
        ("执照_91330100799655058c.pdf", ("91330100799655058C",)),
        ("320500000012345 执照.pdf", ("320500000012345",)),
        ("20260301123456.pdf", ()),
    ],
)
def test_codes_are_read_from_names(name, expected):
    assert codes_in(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("身份证_320211199001011234.jpg", "身份证_**************1234.jpg"),
        ("身份证 32021119900101123x.jpg", "身份证 **************123X.jpg"),
        ("6222021234567890123.pdf", "***************0123.pdf"),
        ("320211900101123 旧证.pdf", "***********1123 旧证.pdf"),
        ("13812342291 名片.png", "138****2291 名片.png"),
        ("91330100799655058C 执照.pdf", "91330100799655058C 执照.pdf"),
        ("320211000012345 执照.pdf", "320211000012345 执照.pdf"),
        ("913302117960251097 执照.pdf", "**************1097 执照.pdf"),
        ("20261009123456 扫描.pdf", "20261009123456 扫描.pdf"),
    ],
)
def test_numbers_of_persons_are_masked_in_names(name, expected):
    assert without_numbers(name) == expected


def test_a_dot_inside_a_name_is_no_end():
    assert stem("Acme Co. Ltd licence") == "Acme Co. Ltd licence"
    assert stem("执照.v2.pdf") == "执照.v2"


def test_a_column_of_kinds_is_read():
    assert owner_kinds("claim claim-person") == {OwnerKind.CLAIM, OwnerKind.CLAIM_PERSON}
    assert owner_kinds("") == frozenset()


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        (papers.png().replace(b"IEND", b"IEN?"), MediaType.PNG),
        (papers.png().replace(b"IHDR", b"IHD?"), MediaType.PNG),
        (papers.jpeg().replace(b"\xff\xd9", b"\xff\x00"), MediaType.JPEG),
        (b"\xff\xd8\x00\xc0\x00\x04\x00\x00\xff\xd9", MediaType.JPEG),
        (papers.bmp()[:-1], MediaType.BMP),
    ],
)
def test_a_picture_that_is_broken_is_refused(broken, kind):
    with pytest.raises(Refused) as refused:
        picture_of(broken, kind)
    assert refused.value.code == "paper-damaged"


def test_fill_bytes_and_markers_without_a_length_are_passed_over():
    plain = papers.jpeg()
    filled = plain[:2] + b"\xff\xff\xff\x01" + plain[2:]
    assert picture_of(filled, MediaType.JPEG) == picture_of(plain, MediaType.JPEG)


def test_an_old_bitmap_is_read_by_its_shorter_head():
    rows = b"\x00" * (4 * 2)
    head = struct.pack("<IHHHH", 12, 3, 2, 1, 8)
    content = b"BM" + struct.pack("<IHHI", 26 + len(rows), 0, 0, 26) + head + rows
    picture = picture_of(content.ljust(60, b"\x00"), MediaType.BMP)
    assert (picture.width, picture.height) == (3, 2)


@pytest.mark.parametrize("kind", MediaType)
def test_what_can_be_seen_here_is_a_pdf_or_a_picture(kind):
    assert kind.is_seen is (kind is MediaType.PDF or kind.value.startswith("image/"))
    assert kind.suffix.startswith(".")
