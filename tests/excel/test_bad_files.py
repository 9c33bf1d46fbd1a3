"""Files that cannot be read, each made for real, and each with one clear refusal."""

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from parkdesk.domain.errors import Cancelled, Refused, Unavailable
from parkdesk.excel.container import LIMITS
from parkdesk.excel.reading import read_sheet, sheet_names
from tests.excel.workbooks import COLUMNS, HEADINGS, ROW, refusal, rezip, save


def test_two_hundred_sheets_ask_which(tmp_path):
    book = openpyxl.Workbook()
    for number in range(199):
        book.create_sheet(f"第{number}页")
    book["第7页"].append(HEADINGS)
    book["第7页"].append(ROW)
    book.save(tmp_path / "a.xlsx")
    error = refusal(tmp_path / "a.xlsx")
    assert error.code == "which-sheet"
    assert error.params["count"] == 200
    assert len(read_sheet(tmp_path / "a.xlsx", COLUMNS, sheet="第7页").rows) == 1
    assert len(sheet_names(tmp_path / "a.xlsx")) == 200


def test_the_one_sheet_with_the_right_headings_is_taken(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    page = book.create_sheet("名录")
    page.append(HEADINGS)
    page.append(ROW)
    hidden = book.create_sheet("旧名录")
    hidden.append(HEADINGS)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(tmp_path / "a.xlsx", COLUMNS).name == "名录"
    assert refusal(tmp_path / "a.xlsx", sheet="没有").code == "sheet-not-found"


def test_two_fitting_sheets_ask_which(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.copy_worksheet(book.active)
    book.save(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx").code == "which-sheet"


# A workbook of two cells under agile encryption ([MS-OFFCRYPTO] 2.3.4.10): the streams
# EncryptionInfo and EncryptedPackage and the storage DataSpaces. The password is 12345678.
_LOCKED = Path(__file__).parent / "files" / "locked.xlsx"


def _compound(*streams):
    """A compound file with empty streams of the given names, made from [MS-CFB] by hand."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<108I", header, 80, *([0xFFFFFFFF] * 108))
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    directory = b""
    for name, kind in (("Root Entry", 5), *((one, 2) for one in streams)):
        entry = bytearray(128)
        spelled = name.encode("utf-16-le")
        entry[: len(spelled)] = spelled
        struct.pack_into("<HB", entry, 64, len(spelled) + 2, kind)
        struct.pack_into("<II", entry, 116, 0xFFFFFFFE, 0)
        directory += bytes(entry)
    return bytes(header) + fat + directory.ljust(512, b"\0")


def _zip(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "file-empty", id="nothing in it"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-workbook", id="a picture"),
        pytest.param(b"<html><table><tr><td>1", "html-not-workbook", id="a web page"),
        pytest.param(_zip(hello_txt="x"), "not-a-workbook", id="another zip"),
        pytest.param(_zip(xl__workbook_bin="x"), "workbook-binary", id="an .xlsb"),
        pytest.param(_zip(xl__workbook_xml="<workbook"), "workbook-damaged", id="broken XML"),
        pytest.param(b"PK\x03\x04 no more", "workbook-damaged", id="a zip's first bytes"),
        pytest.param(_LOCKED.read_bytes(), "workbook-password", id="a password"),
        pytest.param(
            _LOCKED.read_bytes().replace("EncryptedPackage".encode("utf-16-le"), b"X\0" * 16),
            "not-a-workbook",
            id="a compound file without a package",
        ),
        pytest.param(_compound("WordDocument"), "not-a-workbook", id="a Word file"),
        pytest.param(_compound("Workbook")[:600], "workbook-damaged", id="a cut-off .xls"),
        pytest.param("企业名称,代码\n".encode("utf-16-le"), "not-a-workbook", id="no mark"),
        pytest.param(b"\xff\xff\x81\xff\n", "text-encoding", id="no text at all"),
    ],
)
def test_what_is_not_a_workbook(tmp_path, content, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_truncated_workbook(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    whole = path.read_bytes()
    for share in (0.2, 0.5, 0.9, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert refusal(path).code == "workbook-damaged"


def test_a_workbook_with_a_flipped_byte_is_refused_or_read(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            read_sheet(path, COLUMNS)
        except (Refused, Unavailable) as error:
            assert error.code  # noqa: PT017


def test_a_zip_bomb(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    rezip(path, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 80_000_000})
    assert path.stat().st_size < 200_000
    assert refusal(path).code == "zip-bomb"


def test_a_zip_bomb_that_lies_about_its_size(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    rezip(path, {"xl/media/x.bin": b"\0" * 80_000_000})
    content = path.read_bytes().replace(struct.pack("<I", 80_000_000), struct.pack("<I", 1_000))
    path.write_bytes(content)
    assert refusal(path).code == "zip-bomb"


def test_a_single_cell_in_the_last_corner_is_not_a_billion_cells(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write(1_048_575, 16_383, "x")
    book.close()
    assert refusal(tmp_path / "a.xlsx").code == "too-many-columns"


def test_formats_down_to_the_last_row_do_no_harm(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW)
    page.write_blank(1_048_575, 3, None, book.add_format({"bold": True}))
    book.close()
    assert len(read_sheet(tmp_path / "a.xlsx", COLUMNS).rows) == 1


def test_too_many_rows(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, *([ROW] * 40)])
    error = refusal(path, limits=replace(LIMITS, rows=30))
    assert (error.code, error.params["limit"]) == ("too-many-rows", 30)


def test_too_large_a_file(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    assert refusal(path, limits=replace(LIMITS, file_bytes=100)).code == "file-too-large"


def test_reading_that_takes_too_long(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, *([ROW] * 40)])
    assert refusal(path, limits=replace(LIMITS, seconds=-1)).code == "reading-too-long"


def test_reading_can_be_cancelled(tmp_path):
    def cancel(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, ROW]), COLUMNS, progress=cancel)


def test_no_such_file(tmp_path):
    assert refusal(tmp_path / "a.xlsx").code == "file-not-found"


def test_a_file_that_is_open_in_excel(tmp_path, monkeypatch):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    (tmp_path / "~$a.xlsx").write_bytes(b"owner")

    def locked(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    error = refusal(path)
    assert isinstance(error, Unavailable)
    assert error.code == "file-in-use"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])

    def forbidden(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert refusal(path).code == "file-not-readable"


def test_headings_and_no_rows(tmp_path):
    assert refusal(save(tmp_path / "a.xlsx", [HEADINGS])).code == "no-rows"


def test_an_empty_sheet(tmp_path):
    assert refusal(save(tmp_path / "a.xlsx", [])).code == "sheet-empty"
    assert refusal(save(tmp_path / "b.xlsx", [[""], [" "]])).code == "sheet-empty"
