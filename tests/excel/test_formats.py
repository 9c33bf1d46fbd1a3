"""The other formats: the old .xls, OpenDocument, delimited text."""

from pathlib import Path

import pytest

from parkdesk.excel.reading import read_sheet
from tests.excel.workbooks import COLUMNS, GOOD, HEADINGS, ROW, ods, problems, refusal

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
