import errno
import os
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.papers import LARGEST, LONGEST_NAME, MediaType
from parkdesk.scans.pdfium import count_pages
from parkdesk.scans.reading import bare_name, examine, read_paper, unreadable
from tests import papers

LOCKED = (Path(__file__).parent / "locked.pdf").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("执照.pdf", papers.pdf(3), MediaType.PDF, 3),
        ("执照.png", papers.png(), MediaType.PNG, 1),
        ("执照.tif", papers.tiff(4), MediaType.TIFF, 4),
        ("执照.bmp", papers.bmp(), MediaType.BMP, 1),
        ("报告.docx", b"PK\x03\x04 word/document.xml", MediaType.DOCX, None),
        # The name lies, the bytes do not.
        ("执照.pdf", papers.jpeg(), MediaType.JPEG, 1),
    ],
)
def test_a_sound_file_is_taken(tmp_path, name, content, kind, pages):
    path = tmp_path / name
    path.write_bytes(content)
    found = read_paper(path)
    assert (found.name, found.media_type, found.pages, found.content) == (
        name,
        kind,
        pages,
        content,
    )
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper-empty"),
        (b"MZ a program", "paper-kind-unknown"),
        (b"plain words", "paper-kind-unknown"),
        (b"%PDF-1.7\n", "paper-damaged"),
        (papers.pdf(2)[:120], "paper-damaged"),
        (papers.png(50, 50)[:-30], "paper-damaged"),
        (papers.png(declared=(50_000, 50_000)), "picture-too-large"),
        (b"PK\x03\x04 xl/workbook.xml xl/vbaProject.bin", "paper-with-macros"),
        (LOCKED, "paper-encrypted"),
    ],
)
def test_a_bad_file_is_refused_by_its_name_and_fault(content, code):
    with pytest.raises(Refused, match=code) as refused:
        examine("坏文件.pdf", content)
    assert refused.value.code == code
    assert refused.value.params["file"] == "坏文件.pdf"


def test_300_megabytes_are_refused_without_being_read(tmp_path, monkeypatch):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    read = []
    monkeypatch.setattr("parkdesk.scans.reading.examine", lambda *_given: read.append(1))
    with pytest.raises(Refused, match="paper-too-large") as refused:
        read_paper(path)
    assert refused.value.params["limit"] == LARGEST // 1024 // 1024
    assert not read


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr("parkdesk.scans.pdfium.MOST_PAGES", 2)
    with pytest.raises(Refused, match="paper-too-long"):
        count_pages(papers.pdf(3))


def test_nothing_in_a_pdf_is_ever_run():
    assert not {"V8", "XFA"} & set(pdfium.version.PDFIUM_INFO.flags)


def test_a_folder_and_a_file_that_is_gone_are_told_apart(tmp_path):
    with pytest.raises(Refused) as refused:
        read_paper(tmp_path)
    assert refused.value.code in {"paper-no-file", "paper-not-allowed"}
    with pytest.raises(Refused, match="paper-gone"):
        read_paper(tmp_path / "away.pdf")


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (PermissionError(errno.EACCES, "denied"), Refused, "paper-not-allowed"),
        (FileNotFoundError(errno.ENOENT, "none"), Refused, "paper-gone"),
        (OSError(errno.EHOSTDOWN, "host down"), Unavailable, "folder-away"),
        (OSError(errno.EBADF, "odd"), Unavailable, "paper-unreadable"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(error, kind, code):
    found = unreadable(Path("in") / "执照.pdf", error)
    assert isinstance(found, kind)
    assert found.code == code


def test_a_file_that_another_program_holds_is_told(monkeypatch):
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32
    assert unreadable(Path("执照.pdf"), error).code == "paper-in-use"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("执照.pdf", "执照.pdf"),
        ("C:\\scans\\执照.pdf", "执照.pdf"),
        ("../../执照.pdf", "执照.pdf"),
        ("执\n照\u202e.pdf", "执照.pdf"),
        ("", "scan"),
        ("a" * 400 + ".pdf", "a" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_bare_and_short(name, expected):
    assert bare_name(name) == expected


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "执照.pdf"
    path.write_bytes(papers.pdf())
    path.chmod(0)
    with pytest.raises(Refused, match="paper-not-allowed"):
        read_paper(path)


def test_a_refusal_shows_no_number_of_a_person(tmp_path):
    path = tmp_path / "张三 11010519491231002X.pdf"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(Refused, match="paper-too-large") as refused:
        read_paper(path)
    assert "19491231" not in refused.value.params["file"]
