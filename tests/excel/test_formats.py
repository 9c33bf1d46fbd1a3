"""The other formats: the old .xls, OpenDocument, delimited text."""

import struct
import zipfile
from pathlib import Path

import pytest

from parkdesk.excel.reading import read_sheet
from tests.excel.workbooks import COLUMNS, GOOD, HEADINGS, ROW, ods, problems, refusal, rezip

DATA = Path(__file__).parent.parent / "data"


def test_the_old_xls_with_its_error_cell():
    sheet = read_sheet(DATA / "enterprises.xls", COLUMNS)
    assert sheet.rows[0].values == GOOD
    assert problems(sheet) == [(4, "A", "formula-error")]


def test_opendocument(tmp_path):
    error = (
        '<table:table-row table:number-rows-repeated="1"><table:table-cell'
        ' office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell'
        ' office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
    )
    path = ods(tmp_path / "a.ods", [HEADINGS[:2], ROW[:2]], error)
    sheet = read_sheet(path, COLUMNS)
    assert sheet.rows[0].values == {"name": ROW[0], "code": ROW[1]}
    assert problems(sheet) == [(3, "B", "formula-error")]
    assert sheet.problems[0].facts == {"error": "#DIV/0!"}


def test_an_opendocument_bomb_of_repeated_cells(tmp_path):
    row = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert refusal(ods(tmp_path / "a.ods", [HEADINGS[:2]], row)).code == "too-many-rows"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text(tmp_path, encoding, delimiter):
    lines = [HEADINGS[:3], (ROW[0], ROW[1], '"1,000"'), (ROW[0], f"'{ROW[1]}", "2")]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    sheet = read_sheet(path, COLUMNS)
    assert [row.values["code"] for row in sheet.rows] == [ROW[1], ROW[1]]
    assert sheet.rows[0].values["capital_cents"] == 1_000_000_000
    assert [row.number for row in sheet.rows] == [2, 3]


def _changed(tmp_path, at, values):
    content = bytearray((DATA / "enterprises.xls").read_bytes())
    content[at : at + len(values)] = values
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    return path


def _record(kind, length):
    """Return where a record of the old workbook begins in its file."""
    content = (DATA / "enterprises.xls").read_bytes()
    return content.index(struct.pack("<HH", kind, length)) + 4


def test_an_old_workbook_that_claims_a_far_corner_ends_nothing(tmp_path):
    """The library reserves what the record of its extent says: here 300 GB."""
    path = _changed(tmp_path, _record(0x0200, 14), struct.pack("<II", 0xFF0000, 4))
    assert refusal(path).code == "workbook-damaged"


def test_an_old_workbook_over_which_the_library_panics_is_damaged(tmp_path):
    """Its list of sheets says that the sheet begins far behind the end of the file."""
    path = _changed(tmp_path, _record(0x0085, 16), struct.pack("<I", 0xFF_0000))
    assert refusal(path).code == "workbook-damaged"


def test_an_old_workbook_with_a_cell_beyond_its_columns_is_damaged(tmp_path):
    path = _changed(tmp_path, _record(0x00FD, 10) + 2, b"\xff\xff")
    assert refusal(path).code == "workbook-damaged"


@pytest.mark.parametrize("wrong", [("</table:table-row></table:table>", ""), ("UTF-8", "UTF-5")])
def test_an_opendocument_that_is_not_whole_is_not_waited_for(tmp_path, wrong):
    """The library looks for the end of its last row for ever."""
    path = ods(tmp_path / "a.ods", [HEADINGS[:2], ROW[:2]])
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode().replace(*wrong)
    assert refusal(rezip(path, {"content.xml": content.encode()})).code == "workbook-damaged"
