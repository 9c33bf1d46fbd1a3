"""Every list that can be imported, with every bad file: one clear sentence, where it is, no rows.

The lists share one reader; each brings its own headings and columns, and each is tried.
"""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
from parkdesk.excel.class_members import CLASS_COLUMNS
from parkdesk.excel.clients import CLIENT_COLUMNS
from parkdesk.excel.columns import letters
from parkdesk.excel.container import LIMITS
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.excel.market_items import ITEM_COLUMNS
from parkdesk.excel.opportunities import OPPORTUNITY_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.roster import ROSTER_COLUMNS
from parkdesk.excel.service_codes import SERVICE_CODE_COLUMNS
from parkdesk.excel.service_log import SERVICE_COLUMNS
from parkdesk.excel.statistics import RETURN_COLUMNS
from parkdesk.excel.titles import TITLE_COLUMNS
from parkdesk.i18n import message, problem
from tests.excel.workbooks import rezip

FILES = Path(__file__).parent / "files"
LISTS = {
    "enterprises": (ENTERPRISE_COLUMNS, "code"),
    "roster": (ROSTER_COLUMNS, "id_number"),
    "certifications": (CERTIFICATION_COLUMNS, "code"),
    "class members": (CLASS_COLUMNS, "id_number"),
    "clients": (CLIENT_COLUMNS, "people"),
    "contracts": (CONTRACT_COLUMNS, "code"),
    "market items": (ITEM_COLUMNS, "service_code"),
    "opportunities": (OPPORTUNITY_COLUMNS, "service_code"),
    "service codes": (SERVICE_CODE_COLUMNS, "code"),
    "services": (SERVICE_COLUMNS, "code"),
    "titles": (TITLE_COLUMNS, "code"),
    "returns": (RETURN_COLUMNS, "code"),
}


class Given:
    """One list: its columns, and a workbook of it with one row that is read."""

    def __init__(self, name, folder):
        self.columns, self.number = LISTS[name]
        fields = [one for one in self.columns if one.required or one.field == self.number]
        self.fields = [one.field for one in fields]
        self.headings = [one.heading for one in fields]
        self.row = [self._text(one) for one in fields]
        self.path = folder / "名录.xlsx"

    def _text(self, column):
        dated = column.format.name == "DATE"
        return "2024-05-10" if dated else str(column.example or column.allowed[:1] or "7")

    @property
    def place(self):
        return letters(self.fields.index(self.number))

    def save(self, *rows, sheets=()):
        book = openpyxl.Workbook()
        book.active.title = "名录"
        for row in rows:
            book.active.append(list(row))
        for name in sheets:
            book.create_sheet(name)
        book.save(self.path)
        return book

    def said(self, **options):
        with pytest.raises((Refused, Unavailable)) as caught:
            read_sheet(self.path, self.columns, **options)
        assert "{" not in message(caught.value)
        return caught.value

    def problems(self):
        sheet = read_sheet(self.path, self.columns)
        for one in sheet.problems:
            assert problem(one.code, **one.facts)
            assert one.sheet == "名录"
        return [(one.row, one.column, one.code) for one in sheet.problems]


@pytest.fixture(params=LISTS)
def given(request, tmp_path):
    return Given(request.param, tmp_path)


def test_wrong_headings_name_what_is_missing_and_what_is_there(given):
    given.save(["甲", "乙"], ["1", "2"])
    error = given.said()
    assert error.code == "wrong-headings"
    assert "甲" in message(error)
    assert "名录" in message(error)


def test_merged_cells_are_named(given):
    book = given.save(given.headings, given.row, given.row)
    book.active.merge_cells("A2:A3")
    book.save(given.path)
    error = given.said()
    assert (error.code, error.params["cells"], error.params["row"]) == ("merged-cells", "A2:A3", 2)


def test_a_formula_error_stands_at_its_cell(given):
    book = given.save(given.headings, given.row, given.row)
    cell = book.active[f"{given.place}3"]
    cell.value, cell.data_type = "#REF!", "e"
    book.save(given.path)
    assert given.problems() == [(3, given.place, "formula-error")]


def test_a_number_of_eighteen_digits_is_never_taken_rounded(given):
    row = list(given.row)
    row[given.fields.index(given.number)] = 110105194912310021.0
    given.save(given.headings, row)
    if given.columns is ROSTER_COLUMNS:
        # The grid shows it as it looks and says so at the cell: nothing is taken for a number.
        assert "E+17" in str(read_sheet(given.path, given.columns).rows[0].values["id_number"])
    else:
        assert given.problems() == [(2, given.place, "number-damaged")]


def test_blank_rows_between_are_counted_and_not_read(given):
    given.save(given.headings, given.row, [], ["  "], given.row, [])
    sheet = read_sheet(given.path, given.columns)
    assert ([row.number for row in sheet.rows], sheet.blank_rows) == ([2, 5], 2)


def test_two_hundred_sheets_ask_which_one(given):
    given.save(given.headings, given.row, sheets=[f"第{number}页" for number in range(199)])
    assert given.said().code == "which-sheet"
    assert len(read_sheet(given.path, given.columns, sheet="名录").rows) == 1


def test_a_password_is_named(given):
    given.path.write_bytes((FILES / "locked.xlsx").read_bytes())
    assert given.said().code == "workbook-password"


def test_the_old_format_is_read_and_refused_by_its_headings(given):
    given.path = given.path.with_suffix(".xls")
    given.path.write_bytes((FILES.parent.parent / "data" / "enterprises.xls").read_bytes())
    if given.columns in (ENTERPRISE_COLUMNS, RETURN_COLUMNS):
        assert read_sheet(given.path, given.columns).rows
    else:
        assert given.said().code == "wrong-headings"


def test_a_list_in_the_encoding_of_the_country_is_read(given):
    given.path = given.path.with_suffix(".csv")
    rows = (given.headings, given.row)
    given.path.write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))
    assert len(read_sheet(given.path, given.columns).rows) == 1


def test_a_cut_off_workbook_is_damaged(given):
    given.save(given.headings, given.row)
    given.path.write_bytes(given.path.read_bytes()[:-400])
    assert given.said().code == "workbook-damaged"


def test_a_zip_bomb_is_not_unpacked(given):
    given.save(given.headings, given.row)
    rezip(given.path, {"xl/media/a.bin": b"\0" * 30_000_000})
    assert given.said(limits=replace(LIMITS, ratio=2)).code == "zip-bomb"


def test_a_file_that_is_open_elsewhere_is_named(given, monkeypatch):
    given.save(given.headings, given.row)
    error = PermissionError(13, "denied")
    error.winerror = 32
    monkeypatch.setattr(Path, "read_bytes", lambda _path: (_ for _ in ()).throw(error))
    refused = given.said()
    assert (refused.code, refused.params["name"]) == ("file-in-use", "名录.xlsx")


def test_a_clerks_own_headings_of_enterprises_are_known(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["编号", "单位全称", "社会信用代码", "法人姓名", "入驻时间", "手机号"])
    book.active.append([1, "太湖软件有限公司", "91320211MA1000009H", "林晓", "2015-09-21", "x"])
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    known = {one.field for one in read_sheet(path, ENTERPRISE_COLUMNS).columns}
    assert {"name", "code", "legal_representative", "entered_on", "contact_phone"} <= known
