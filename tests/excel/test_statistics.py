"""The columns of quarterly returns: a quarter as people write it, one list for every use."""

import openpyxl
import pytest

from parkdesk.excel.cells import CellFault
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.statistics import QUARTER_COLUMNS, RETURN_COLUMNS, read_quarter
from parkdesk.excel.writing import write_template


@pytest.mark.parametrize(
    "cell", ["2026Q3", "2026q3", "2026-Q3", "2026年第3季度", "2026年第三季度", "2026 年三季度"]
)
def test_a_quarter_is_read_as_people_write_it(cell):
    assert read_quarter(cell) == "2026Q3"


def test_a_blank_quarter_is_none():
    assert read_quarter("") is None


@pytest.mark.parametrize("cell", ["三季度", "2026Q5", "2026", 3.0, "2026年9月"])
def test_half_a_quarter_is_a_fault(cell):
    with pytest.raises(CellFault) as fault:
        read_quarter(cell)
    assert fault.value.code == "not-a-quarter"


def test_the_template_is_read_back_and_the_export_begins_with_it(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, RETURN_COLUMNS, title="returns")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["甲公司", None, "2026年三季度", 100, 90, 10, 9])
    book.save(path)
    found = read_sheet(path, RETURN_COLUMNS)
    assert [one.field for one in found.columns] == [one.field for one in RETURN_COLUMNS]
    assert found.problems == ()
    assert found.rows[-1].values["quarter"] == "2026Q3"
    assert QUARTER_COLUMNS[: len(RETURN_COLUMNS)] == RETURN_COLUMNS
