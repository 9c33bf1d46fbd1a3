"""Writing lists: what goes out comes back, and nothing becomes a formula or loses digits."""

import errno
from pathlib import Path

import openpyxl
import pytest

from parkdesk.domain.errors import Unavailable
from parkdesk.excel.cells import text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_list, write_template
from tests.excel.workbooks import COLUMNS, GOOD


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_round_trip_keeps_every_value(tmp_path, name):
    path = tmp_path / name
    write_list(path, COLUMNS, [GOOD, GOOD], title="企业/名录", masked=False)
    sheet = read_sheet(path, COLUMNS)
    assert sheet.problems == ()
    assert [row.values for row in sheet.rows] == [GOOD, GOOD]


def test_codes_are_text_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    write_list(path, COLUMNS, [{**GOOD, "code": "320500000012345678"}], title="x")
    cell = openpyxl.load_workbook(path).active["B2"]
    assert (cell.data_type, cell.number_format, cell.value) == ("s", "@", "320500000012345678")


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx"])
def test_nothing_becomes_a_formula(tmp_path, text):
    path = tmp_path / "a.xlsx"
    write_list(path, COLUMNS, [{**GOOD, "name": text}], title="x")
    cell = openpyxl.load_workbook(path).active["A2"]
    assert cell.data_type == "s"
    write_list(tmp_path / "a.csv", COLUMNS, [{**GOOD, "name": text}], title="x")
    assert f"\"'{text[0]}" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_numbers_of_persons_are_masked_by_default(tmp_path):
    write_list(tmp_path / "a.csv", COLUMNS, [GOOD], title="x")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "138****2291" in text
    assert GOOD["phone"] not in text


def test_a_long_code_in_a_text_file_is_kept_from_being_a_number(tmp_path):
    write_list(tmp_path / "a.csv", COLUMNS, [{**GOOD, "code": "320500000012345678"}], title="x")
    assert "'320500000012345678" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_the_template_is_read_by_its_own_columns(tmp_path):
    path = tmp_path / "a.xlsx"
    write_template(path, COLUMNS, title="企业名录")
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book.worksheets[0][1]][:2] == [
        "Enterprise name *",
        "Unified social credit code *",
    ]
    book.worksheets[0].append([GOOD["name"], GOOD["code"]])
    book.save(path)
    assert read_sheet(path, COLUMNS, sheet="企业名录").rows[0].values["code"] == GOOD["code"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot-write"),
    ],
)
def test_a_save_that_fails_keeps_the_old_file(tmp_path, monkeypatch, error, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def fail(_self, _target):
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Unavailable) as caught:
        write_list(path, COLUMNS, [GOOD], title="x")
    assert caught.value.code == code
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_save_over_a_file_that_is_open(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def fail(_self, _target):
        error = PermissionError(errno.EACCES, "Permission denied")
        error.winerror = 32
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Unavailable) as caught:
        write_list(path, COLUMNS, [GOOD], title="x")
    assert caught.value.code == "file-in-use"


def test_a_long_number_comes_back_from_a_text_file_without_its_apostrophe(tmp_path):
    columns = (Column("Contract number", "number", text_of(80), Format.CODE, required=True),)
    path = tmp_path / "a.csv"
    write_list(path, columns, [{"number": "202600010002"}, {"number": "'97-1"}], title="a")
    assert [row.values["number"] for row in read_sheet(path, columns).rows] == [
        "202600010002",
        "'97-1",
    ]
