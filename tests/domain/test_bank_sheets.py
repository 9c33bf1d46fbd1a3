"""Bank sheets: templates as data, cells that are never formulas, words of a bank's answer."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk import paths
from parkdesk.domain.bank_sheets import (
    SaveSheet,
    SheetColumn,
    SheetField,
    SheetFormat,
    SheetLine,
    check_sheet,
    form_of,
    neutral,
    parse_sheet,
    sheet_cells,
    sheet_of,
    sheet_toml,
)
from parkdesk.domain.errors import Refused

FILES = sorted((paths.database_files() / "seed" / "bank_sheets").glob("*.toml"))
LINE = SheetLine(
    1,
    "BF-2026-0001-001",
    "=HYPERLINK(1)",
    "0123456789",
    "工行",
    "",
    900_000,
    "PX-2026-0001",
    "补贴",
)


def seed(name):
    (path,) = [one for one in FILES if one.stem == name]
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_template_of_the_program_can_be_read_and_says_what_it_is_worth(path):
    sheet = parse_sheet(tomllib.loads(path.read_text("utf-8")))
    assert sheet.code == path.stem
    assert not sheet.mark.confirmed
    assert sheet.answer.paid
    assert not sheet.answer.paid & sheet.answer.failed


@pytest.mark.parametrize(
    "change",
    [
        {"columns": [{"field": "holder", "heading": "户名"}]},
        {"columns": [{"field": "moon", "heading": "月"}]},
        {"encoding": "klingon"},
        {"format": "docx"},
        {"mark": "Z"},
        {"answer": None},
    ],
)
def test_a_template_that_no_bank_could_pay_by_is_refused(change):
    with pytest.raises(Refused) as refused:
        parse_sheet(seed("general-csv") | change)
    assert refused.value.code == "bank-sheet-not-readable"


def test_the_cells_stand_in_the_order_of_the_template():
    sheet = parse_sheet(seed("general-xlsx"))
    assert sheet.format is SheetFormat.XLSX
    (cells,) = sheet_cells(sheet, [LINE])
    by_field = dict(zip((one.field for one in sheet.columns), cells, strict=True))
    assert by_field[SheetField.AMOUNT] == "9000.00"
    assert by_field[SheetField.ACCOUNT] == "0123456789"
    assert by_field[SheetField.HOLDER] == "'=HYPERLINK(1)"


@given(st.text(max_size=40))
def test_no_cell_begins_a_formula_or_a_line(text):
    cell = neutral(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not set(cell) & {"\n", "\r", "\t", "\0"}


@pytest.mark.parametrize("text", ["无锡太湖软件有限公司", "6222020000001111", "A-1", "(甲)公司"])
def test_an_honest_name_stays_as_it_is(text):
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("word", "paid"),
    [("成功", True), (" 交易 成功 ", True), ("退汇", False), ("处理中", None), ("", None)],
)
def test_the_words_of_an_answer(word, paid):
    assert parse_sheet(seed("general-csv")).answer.is_paid(word) is paid


HEADINGS = (
    st.text(min_size=1, max_size=20).map(str.strip).filter(lambda text: text and text.isprintable())
)


@given(
    st.lists(HEADINGS, min_size=4, max_size=9, unique=True),
    st.permutations(list(SheetField)),
    st.sets(HEADINGS, min_size=1, max_size=3),
)
def test_a_template_that_is_kept_is_read_back_as_it_was_typed(headings, fields, words):
    needed = {SheetField.REFERENCE, SheetField.HOLDER, SheetField.ACCOUNT, SheetField.AMOUNT}
    ordered = sorted(fields, key=lambda one: one not in needed)
    columns = tuple(map(SheetColumn, ordered, headings))
    form = SaveSheet(
        '江苏银行 "代发"\\',
        SheetFormat.CSV,
        columns,
        {"reference": (headings[0],), "status": tuple(sorted(words - {headings[0]})) or ("状态#",)},
        tuple(sorted(words)),
        ("退汇\u3000",),
    )
    sheet = sheet_of("own-3", form)
    assert parse_sheet(tomllib.loads(sheet_toml(sheet))) == sheet
    assert form_of(sheet).columns == columns


OWN = SaveSheet(
    "江苏银行代发",
    SheetFormat.CSV,
    tuple(
        SheetColumn(field, field.value)
        for field in (
            SheetField.REFERENCE, SheetField.HOLDER, SheetField.ACCOUNT, SheetField.AMOUNT,
        )
    ),
    {"reference": ("业务编号",), "status": ("状态",)},
    ("成功",),
    ("失败", "退汇"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"name": " "}, {"name": "required"}),
        ({"format": None}, {"format": "required"}),
        ({"encoding": "klingon"}, {"encoding": "required"}),
        ({"paid_words": ()}, {"paid_words": "required"}),
        ({"failed_words": ()}, {"failed_words": "required"}),
        ({"failed_words": ("成功",)}, {"failed_words": "sheet-word-twice"}),
        ({"headings": {"reference": ("编号",)}}, {"answer_status": "required"}),
        (
            {"headings": {"reference": ("编号",), "status": ("编号",)}},
            {"answer_reference": "sheet-heading-twice"},
        ),
    ],
)
def test_a_template_of_the_parks_own_is_checked_at_its_fields(differences, problems):
    assert check_sheet(replace(OWN, **differences)) == problems
