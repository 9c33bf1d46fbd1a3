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
from parkdesk.excel import text_tables
from parkdesk.excel.container import LIMITS
from parkdesk.excel.reading import read_sheet, sheet_names
from tests.excel.workbooks import (
    COLUMNS,
    HEADINGS,
    ROW,
    problems,
    refusal,
    rezip,
    save,
    save_with_error,
)


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


def test_a_cell_in_the_last_corner_of_a_second_sheet_ends_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(ROW)
    book.create_sheet("说明")["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    # The library would ask for 500 GB, and the whole program would be gone.
    assert len(read_sheet(tmp_path / "a.xlsx", COLUMNS).rows) == 1


def test_where_no_sheet_can_be_read_the_reason_is_told(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("说明")["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx").code == "too-many-columns"


def test_an_opendocument_bomb_beside_its_sheets(tmp_path, monkeypatch):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", b" " * 80_000_000)
        archive.writestr("content.xml", "")
    # Read whole before it was measured, it would fill the memory however large it is.
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    assert refusal(path).code == "zip-bomb"


@pytest.mark.parametrize("name", ["&#20225;&#19994;&#21517;&#24405;", "&#x4F01;&#x4E1A;"])
def test_an_error_is_found_under_a_sheet_name_in_numbers(tmp_path, name):
    path = save_with_error(tmp_path / "a.xlsx", "C2")
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode().replace("企业名录", name)
    rezip(path, {"xl/workbook.xml": book.encode()})
    assert problems(read_sheet(path, COLUMNS)) == [(2, "C", "formula-error")]


def test_a_sheet_whose_part_is_not_found_is_not_read_unsearched(tmp_path, monkeypatch):
    path = save_with_error(tmp_path / "a.xlsx", "C2")
    monkeypatch.setattr("parkdesk.excel.faulty_cells.parts_of_sheets", lambda _archive: {})
    assert refusal(path).code == "workbook-damaged"


def _cells(*cells: str) -> bytes:
    """Return a sheet of two rows: the first three headings, and these cells' XML."""
    text = '<c r="{}1" t="inlineStr"><is><t>{}</t></is></c>'
    heads = "".join(
        text.format(letter, word) for letter, word in zip("ABC", HEADINGS, strict=False)
    )
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{heads}</row><row r="2">{"".join(cells)}</row></sheetData></worksheet>'
    ).encode()


_NAME = '<c r="A2" t="inlineStr"><is><t>甲公司</t></is></c>'


def test_an_error_in_a_cell_without_its_place_is_not_a_blank(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    cells = (_NAME, '<c t="str"><v>1</v></c>', '<c t="e"><v>#REF!</v></c>')
    rezip(path, {"xl/worksheets/sheet1.xml": _cells(*cells)})
    assert refusal(path).code == "workbook-damaged"


def test_the_text_of_a_formula_may_begin_with_a_blank(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    cell = '<c r="B2" t="str"><f>A1</f><v xml:space="preserve"> 91330100799655058B</v></c>'
    rezip(path, {"xl/worksheets/sheet1.xml": _cells(_NAME, cell)})
    assert read_sheet(path, COLUMNS).rows[0].values["code"] == ROW[1]


@pytest.mark.parametrize("number", ["NaN", "inf", "1e400"])
def test_a_number_that_is_none(tmp_path, number):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW])
    cells = [f'<c r="{letter}2"><v>{number}</v></c>' for letter in "BC"]
    rezip(path, {"xl/worksheets/sheet1.xml": _cells(_NAME, *cells)})
    assert problems(read_sheet(path, COLUMNS)) == [
        (2, "B", "number-damaged"),
        (2, "C", "number-damaged"),
    ]


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(tmp_path):
    path = tmp_path / "a.csv"
    lines = [",".join(HEADINGS[:2]), '甲公司,"1', "乙公司,2", "丙公司,3"]
    path.write_text("\n".join(lines), encoding="utf-8")
    error = refusal(path)
    assert (error.code, error.params["line"]) == ("text-damaged", 2)


def test_a_quotation_mark_that_closes_rows_later_swallows_none(tmp_path):
    path = tmp_path / "a.csv"
    lines = [",".join(HEADINGS[:2]), '甲公司,"1', "乙公司,2", '"丙公司",3']
    path.write_text("\n".join(lines), encoding="utf-8")
    error = refusal(path)
    assert (error.code, error.params["line"]) == ("text-damaged", 2)


def test_a_text_file_is_counted_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADINGS[:2]) + "\n" * 1_000, encoding="utf-8")
    read = []
    rows_of = text_tables.read_rows
    monkeypatch.setattr(
        text_tables,
        "read_rows",
        lambda name, text: (read.append(row) or row for row in rows_of(name, text)),
    )
    error = refusal(path, limits=replace(LIMITS, rows=30))
    assert (error.code, error.params["rows"]) == ("too-many-rows", 1_000)
    assert len(read) <= 31


def test_blank_cells_at_the_right_of_a_text_file_are_no_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(HEADINGS[:2])}\n甲公司,1{',' * 200}\n", encoding="utf-8")
    assert len(read_sheet(path, COLUMNS).rows) == 1
    path.write_text(f"{','.join(HEADINGS[:2])}\n甲公司,1{',' * 200}x\n", encoding="utf-8")
    assert refusal(path).code == "too-many-columns"
