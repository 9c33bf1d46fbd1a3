"""A list as it is seen, in a file: real dates and numbers, texts that stay texts, what it is."""

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest

from parkdesk.domain.errors import Cancelled
from parkdesk.excel.seen import SeenColumn, SeenList, write_seen


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    day: dt.date | None
    people: int
    amount: Decimal | None


class Steps:
    """Hears how far it is; stops after so many steps."""

    def __init__(self, most=1_000_000):
        self.heard = []
        self.most = most

    def step(self, done, total):
        self.heard.append((done, total))
        if len(self.heard) > self.most:
            raise Cancelled


COLUMNS = (
    SeenColumn("金额", lambda row: row.amount, numeric=True),
    SeenColumn("名称", lambda row: row.name),
    SeenColumn("代码", lambda row: row.code),
    SeenColumn("日期", lambda row: row.day),
    SeenColumn("人数", lambda row: row.people, numeric=True),
)
SEEN = SeenList("资质/认证", COLUMNS, (("筛选", "有效 · “软件”"), ("日期", "2026-10-12")))
ROWS = (
    Row("=cmd|'/c calc'!A1", "913202110000000001", dt.date(2026, 10, 12), 1200, Decimal("4500.50")),
    Row("@甲", "0012", None, 0, None),
    Row("138****1234", "-5", dt.date(1999, 1, 31), -3, Decimal("12.5")),
)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "seen.xlsx"
    assert write_seen(path, SEEN, ROWS, Steps()) == len(ROWS)
    return openpyxl.load_workbook(path)


def test_the_columns_stand_as_they_are_seen(book):
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["金额", "名称", "代码", "日期", "人数"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_numbers_and_dates_are_real_and_codes_are_texts(book):
    money, name, code, day, people = book.worksheets[0][2]
    assert (money.value, money.number_format) == (4500.5, "#,##0.00")
    assert (day.value.date(), day.number_format) == (dt.date(2026, 10, 12), "yyyy-mm-dd")
    assert (people.value, people.number_format) == (1200, "#,##0")
    assert (code.value, code.data_type, code.number_format) == ("913202110000000001", "s", "@")
    assert name.data_type == "s"
    assert book.worksheets[0]["A4"].number_format == "#,##0.0"


def test_nothing_is_a_formula(book):
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert "f" not in kinds


def test_what_is_not_known_is_an_empty_cell(book):
    assert book.worksheets[0]["D3"].value is None
    assert book.worksheets[0]["A3"].value is None


def test_the_book_says_what_list_it_is(book):
    assert book.properties.title == SEEN.title
    assert "“软件”" in book.properties.description
    notes = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert notes["筛选"] == "有效 · “软件”"
    assert "3" in notes.values()


def test_a_text_file_is_safe_for_a_spreadsheet(tmp_path):
    path = tmp_path / "seen.csv"
    write_seen(path, SEEN, ROWS, Steps())
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, first, second, third = csv.reader(file)
    assert head == ["金额", "名称", "代码", "日期", "人数"]
    assert first == ["4500.50", "'=cmd|'/c calc'!A1", "'913202110000000001", "2026-10-12", "1200"]
    assert second[1] == "'@甲"
    assert third[1:3] == ["138****1234", "'-5"]


@pytest.mark.parametrize("name", ["seen.xlsx", "seen.csv"])
def test_a_cancelled_export_leaves_no_file(tmp_path, name):
    with pytest.raises(Cancelled):
        write_seen(tmp_path / name, SEEN, ROWS * 1_000, Steps(most=2))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_list_is_a_file_with_its_head(tmp_path):
    path = tmp_path / "seen.xlsx"
    assert write_seen(path, SEEN, (), Steps()) == 0
    assert openpyxl.load_workbook(path).worksheets[0].max_row == 1
