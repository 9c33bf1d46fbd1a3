"""Headings that are not known: which are asked about, what they may mean, how they read then."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from parkdesk.domain.errors import Refused
from parkdesk.domain.import_headings import OwnHeading
from parkdesk.excel.cells import plain
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.excel.own_headings import Meaning, knowing, question_of, question_of_refused
from parkdesk.excel.reading import read_sheet


@pytest.fixture
def read(tmp_path):
    """A function that reads a list of enterprises with these headings, and some known by now."""

    def done(headings, row, own=()):
        book = openpyxl.Workbook()
        book.active.append(headings)
        book.active.append(row)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return read_sheet(path, knowing(ENTERPRISE_COLUMNS, own))

    return done


def asked(question):
    return [(one.heading, one.guess and one.guess.field) for one in question.unknown]


def test_headings_that_were_not_read_are_asked_about_with_what_they_may_mean(read):
    sheet = read(
        ("企业名称", "序号", "园内联系人", "老板", "法定代表人（签字）"),
        ("甲", 1, "李", "张", "王"),
    )
    question = question_of(sheet, ENTERPRISE_COLUMNS)
    assert asked(question) == [
        ("园内联系人", "contact_name"),
        ("老板", None),
        ("法定代表人（签字）", "legal_representative"),
    ]
    titles = [title for _meaning, title in question.free]
    assert "企业名称" not in titles
    assert len(set(titles)) == len(titles)


def test_the_columns_that_a_list_still_needs_are_told(read):
    sheet = read(("企业名称", "入园日期", "老板"), ("甲", "2020-05-11", "张"))
    question = question_of(sheet, ENTERPRISE_COLUMNS)
    filled = {one.field for one in sheet.columns}
    wanted = {one.title for one in ENTERPRISE_COLUMNS if one.required or one.needed_for_new}
    found = {one.title for one in ENTERPRISE_COLUMNS if one.field in filled}
    assert set(question.needed) == wanted - found != set()


def test_a_list_whose_headings_are_clear_asks_nothing(read):
    assert question_of(read(("企业名称", "序号"), ("甲", 1)), ENTERPRISE_COLUMNS) is None


@pytest.mark.parametrize(
    ("unit", "cents"),
    [("", 500_0000_00), (plain("Registered capital (CNY)"), 500_00)],
)
def test_a_heading_is_read_in_the_unit_that_was_told(read, unit, cents):
    own = (OwnHeading("注册资本", "registered_capital_cents", unit),)
    headings, row = ("企业名称", "注册资本"), ("甲", 500)
    unclear = question_of(read(headings, row), ENTERPRISE_COLUMNS)
    assert asked(unclear) == [("注册资本", None)]
    meanings = [meaning for meaning, _title in unclear.free]
    assert Meaning("registered_capital_cents", unit) in meanings
    sheet = read(headings, row, own)
    assert not sheet.problems
    assert sheet.rows[0].values["registered_capital_cents"] == cents


def test_what_the_program_knows_is_not_told_otherwise(read):
    own = (OwnHeading("电话", "note"), OwnHeading("老板", "contact_name"))
    sheet = read(("企业名称", "电话", "老板"), ("甲", "13800002291", "张"), own)
    assert sheet.rows[0].values == {
        "name": "甲",
        "contact_phone": "13800002291",
        "contact_name": "张",
    }


def test_a_list_without_the_headings_it_needs_is_asked_about(read):
    with pytest.raises(Refused) as found:
        read(("主体", "电话", "单位"), ("甲", "13800002291", "乙"))
    question = question_of_refused(found.value, ENTERPRISE_COLUMNS, ())
    assert asked(question) == [("主体", None), ("单位", "name")]
    assert "contact_phone" not in {meaning.field for meaning, _title in question.free}


@pytest.mark.parametrize(
    "row", [("甲公司", "91330100799655058B"), ("甲公司", "2020"), ("张三", "13800002291")]
)
def test_a_record_is_no_row_of_headings(read, row):
    with pytest.raises(Refused) as found:
        read(row, row)
    assert question_of_refused(found.value, ENTERPRISE_COLUMNS, ()) is None


def test_another_refusal_asks_nothing():
    assert question_of_refused(Refused("no-rows"), ENTERPRISE_COLUMNS, ()) is None


headings = some.lists(some.text(max_size=12), max_size=12)


@given(headings, some.sampled_from([ENTERPRISE_COLUMNS, CONTRACT_COLUMNS]))
def test_each_heading_is_asked_about_once_and_no_column_is_guessed_twice(heads, columns):
    error = Refused("wrong-headings", found=tuple(heads))
    question = question_of_refused(error, columns, ())
    unknown = question.unknown if question is not None else ()
    keys = [one.key for one in unknown]
    assert len(set(keys)) == len(keys)
    assert not {spelling for column in columns for spelling in column.readers()} & set(keys)
    guesses = [one.guess.field for one in unknown if one.guess is not None]
    assert len(set(guesses)) == len(guesses)
