"""Reading lists: what is good is read, and every bad file gets one clear refusal."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.imports import Severity
from parkdesk.excel.container import LIMITS
from parkdesk.excel.mending import reread
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.sheet_rows import Reading, Table
from tests.excel.workbooks import (
    COLUMNS,
    GOOD,
    HEADINGS,
    ROW,
    problems,
    refusal,
    save,
    save_with_error,
)


def test_a_list_is_read_as_typed(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, ROW]), COLUMNS)
    assert sheet.problems == ()
    assert [(row.number, row.values) for row in sheet.rows] == [(2, GOOD)]
    assert [(one.field, one.letters) for one in sheet.columns][:2] == [("name", "A"), ("code", "B")]


def test_headings_may_stand_below_a_title_and_to_the_right(tmp_path):
    rows = [
        ["", "", "园区企业名录"],
        [],
        ["", "", "单位名称 *", "统一社会信用\n代码（必填）", "备注"],
        ["", "", *ROW[:2], "x"],
    ]
    path = save(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("C1:H1")
    book.save(path)
    sheet = read_sheet(path, COLUMNS)
    assert sheet.heading_row == 3
    assert sheet.ignored == ("备注",)
    assert [(one.field, one.letters) for one in sheet.columns] == [("name", "C"), ("code", "D")]
    assert sheet.rows[0].number == 4


def test_headings_merged_downwards_over_a_group(tmp_path):
    path = save(
        tmp_path / "a.xlsx",
        [["企业名称", "登记", ""], ["", "统一社会信用代码", "入园日期"], [ROW[0], ROW[1], ROW[3]]],
    )
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.save(path)
    sheet = read_sheet(path, COLUMNS)
    assert sheet.rows[0].values["name"] == ROW[0]
    assert sheet.rows[0].number == 3


def test_headings_in_english(tmp_path):
    path = save(tmp_path / "a.xlsx", [["enterprise NAME", "Unified social credit code"], ROW[:2]])
    assert read_sheet(path, COLUMNS).rows[0].values["code"] == ROW[1]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(tmp_path):
    rows = [HEADINGS, ROW, [], ["  ", None], ROW, [], []]
    sheet = read_sheet(save(tmp_path / "a.xlsx", rows), COLUMNS)
    assert [row.number for row in sheet.rows] == [2, 5]
    assert sheet.blank_rows == 2


def test_a_line_of_totals_is_left_out_with_a_word(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, ROW, ["合 计", "", 5.0]]), COLUMNS)
    assert len(sheet.rows) == 1
    assert problems(sheet) == [(3, "", "total-row-ignored")]
    assert sheet.problems[0].severity is Severity.HINT


@pytest.mark.parametrize(
    ("missing", "headings"),
    [
        pytest.param(("Enterprise name",), ["公司", "信用代码"], id="one is missing"),
        pytest.param(
            ("Enterprise name", "Unified social credit code"), ["甲", "乙"], id="all are missing"
        ),
    ],
)
def test_wrong_headings_say_what_is_missing_and_what_was_found(tmp_path, missing, headings):
    error = refusal(save(tmp_path / "a.xlsx", [headings, ["x", "y"]]))
    assert error.code == "wrong-headings"
    assert set(missing) <= set(error.params["missing"])
    assert error.params["found"] == tuple(headings)
    assert error.params["row"] == 1
    assert error.params["sheet"] == "企业名录"


def test_a_heading_twice(tmp_path):
    error = refusal(save(tmp_path / "a.xlsx", [[*HEADINGS, "单位名称"], ROW]))
    assert error.code == "duplicate-heading"
    assert (error.params["first"], error.params["second"]) == ("A", "G")


def test_merged_cells_among_the_rows(tmp_path):
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW, ROW])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.save(path)
    error = refusal(path)
    assert error.code == "merged-cells"
    assert (error.params["cells"], error.params["row"]) == ("A2:A3", 2)


def test_a_formula_error_is_found_though_the_library_hides_it(tmp_path):
    sheet = read_sheet(save_with_error(tmp_path / "a.xlsx", "B3"), COLUMNS)
    assert problems(sheet) == [(3, "B", "formula-error")]
    assert sheet.problems[0].facts == {"error": "#REF!"}


def test_a_formula_error_in_an_optional_column_is_not_a_blank(tmp_path):
    sheet = read_sheet(save_with_error(tmp_path / "a.xlsx", "C3", "#DIV/0!"), COLUMNS)
    assert problems(sheet) == [(3, "C", "formula-error")]


def test_a_formula_that_was_never_calculated(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:4], "=1+1", ROW[5]]]), COLUMNS)
    assert problems(sheet) == [(2, "E", "formula-not-calculated")]


@pytest.mark.parametrize(
    "cell",
    [320106199001011234, 3.20106e17, "3.20106E+17", 1e15],
    ids=["int", "float", "text", "16"],
)
def test_a_number_that_excel_has_damaged(tmp_path, cell):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [ROW[0], cell, *ROW[2:]]]), COLUMNS)
    assert problems(sheet) == [(2, "B", "number-damaged")]


def test_an_exact_number_is_taken_as_text(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [ROW[0], 320500000012345]]), COLUMNS)
    assert sheet.rows[0].values["code"] == "320500000012345"


def test_eighteen_characters_survive_with_their_x(tmp_path):
    number = "32010619900101123x"
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [ROW[0], number]]), COLUMNS)
    assert sheet.rows[0].values["code"] == number.upper()


def test_a_heading_without_its_unit_is_said_once(tmp_path):
    rows = [["企业名称", "信用代码", "注册资本"], *([[*ROW[:3]]] * 5)]
    sheet = read_sheet(save(tmp_path / "a.xlsx", rows), COLUMNS)
    assert problems(sheet) == [(1, "C", "unit-missing")]


@pytest.mark.parametrize(
    ("heading", "cell", "cents"),
    [
        ("注册资本(万元)", 0.1, 100_000),
        ("注册资本（万元）", "1,000.5", 1_000_500_000),
        ("注册资本(元)", 500000.0, 50_000_000),
        ("注册资本(万元)", "500万元", 500_000_000),
        ("注册资本(万元)", "人民币3亿元", 30_000_000_000),
    ],
)
def test_amounts_go_by_their_unit(tmp_path, heading, cell, cents):
    rows = [["企业名称", "信用代码", heading], [*ROW[:2], cell]]
    assert (
        read_sheet(save(tmp_path / "a.xlsx", rows), COLUMNS).rows[0].values["capital_cents"]
        == cents
    )


def test_three_hundred_rows_with_seventeen_faults(tmp_path):
    rows = [list(ROW) for _ in range(300)]
    planted = {
        (5, 0): ("", "required"),
        (17, 0): ("x" * 61, "text-too-long"),
        (18, 1): (None, "required"),
        (29, 1): (320106199001011234, "number-damaged"),
        (44, 1): ("3.2E+17", "number-damaged"),
        (60, 2): ("很多", "not-a-number"),
        (61, 2): (-5.0, "negative-amount"),
        (80, 2): (True, "not-a-number"),
        (99, 2): (0.0000001, "too-many-decimals"),
        (100, 3): ("2020-13-01", "no-such-day"),
        (120, 3): ("去年", "not-a-date"),
        (121, 3): (43832.0, "not-a-date"),
        (150, 4): (3.5, "not-a-whole-number"),
        (180, 4): (-1.0, "negative"),
        (220, 4): ("=1+1", "formula-not-calculated"),
        (250, 4): ("#N/A", "formula-error"),
        (299, 5): (1.38e15, "number-damaged"),
    }
    for (row, column), (cell, _code) in planted.items():
        rows[row][column] = cell
    page = [["园区企业名录"], HEADINGS, *rows[:150], [], *rows[150:]]
    sheet = read_sheet(save(tmp_path / "a.xlsx", page), COLUMNS)
    expected = [
        (row + (3 if row < 150 else 4), "ABCDEF"[column], code)
        for (row, column), (_cell, code) in sorted(planted.items())
    ]
    assert problems(sheet) == expected
    assert len(expected) == 17
    assert {problem.sheet for problem in sheet.problems} == {"企业名录"}
    assert len(sheet.rows) == 300


def test_what_stands_in_a_sensitive_cell_is_masked_in_its_problem(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:5], 1.3800002291e15]]), COLUMNS)
    assert sheet.problems[0].given == "1.3****E+15"


def test_a_cell_typed_anew(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [ROW[0], 3e17], ["", ROW[1]]]), COLUMNS)
    assert len(sheet.problems) == 2
    mended = reread(sheet, COLUMNS, 2, "code", " 91330100799655058b ")
    assert mended.rows[0].values["code"] == "91330100799655058B"
    assert problems(mended) == [(3, "A", "required")]
    assert problems(reread(mended, COLUMNS, 3, "name", "y" * 99)) == [(3, "A", "text-too-long")]


def test_a_masked_number_that_comes_back_is_left_out(tmp_path):
    sheet = read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:5], "138****2291"]]), COLUMNS)
    assert (sheet.rows[0].values["phone"], sheet.problems) == (None, ())


def test_headings_that_come_again_hide_no_rows(tmp_path):
    """A list printed over pages has its headings again; what stands between is no title."""
    path = save(tmp_path / "a.xlsx", [HEADINGS, ROW, ROW, HEADINGS, ROW])
    sheet = read_sheet(path, COLUMNS)
    assert sheet.heading_row == 1
    assert [row.number for row in sheet.rows] == [2, 3, 4, 5]
    assert (4, "C", "not-a-number") in problems(sheet)


def test_a_list_without_headings_shows_no_number_in_its_refusal(tmp_path):
    path = save(tmp_path / "a.xlsx", [["张三", "11010519491231002X", "13800002291", "本科"]])
    assert refusal(path).params["found"] == ("张三", "***", "***", "本科")


@pytest.mark.parametrize("cell", ["1,5", "12,34,567", "1,000,00", ",5"])
def test_a_comma_that_parts_no_thousands_is_no_number(tmp_path, cell):
    path = save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:2], cell, *ROW[3:]]])
    assert problems(read_sheet(path, COLUMNS)) == [(2, "C", "not-a-number")]


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (30_000.000000000004, 30_000_000_000),
        (0.30000000000000004, 300_000),
        (1_234_567.891234, 1_234_567_891_234),
    ],
)
def test_the_noise_of_a_computed_amount_is_no_decimal(tmp_path, cell, cents):
    path = save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:2], cell, *ROW[3:]]])
    sheet = read_sheet(path, COLUMNS)
    assert sheet.problems == ()
    assert sheet.rows[0].values["capital_cents"] == cents


@pytest.mark.parametrize(
    ("column", "cell"), [(4, 2_147_483_648.0), (2, 99_999_999_999.0), (2, "-1")]
)
def test_a_number_that_no_database_holds_is_a_problem_of_its_cell(tmp_path, column, cell):
    row = [*ROW[:column], cell, *ROW[column + 1 :]]
    ((number, letter, code),) = problems(
        read_sheet(save(tmp_path / "a.xlsx", [HEADINGS, row]), COLUMNS)
    )
    assert (number, letter) == (2, "ABCDEF"[column])
    assert code == ("negative-amount" if cell == "-1" else "number-too-large")


@pytest.mark.parametrize("cell", ["0202-05-11", "9999-12-31"])
def test_a_day_from_which_no_term_is_counted_is_a_problem(tmp_path, cell):
    path = save(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:3], cell, *ROW[4:]]])
    assert problems(read_sheet(path, COLUMNS)) == [(2, "D", "day-too-far")]


LEADS = st.one_of(
    st.sampled_from(
        ["", " ", "合计", "小 计", "Total", "合计：", "统计局", None, 7, True, "Ｔｏｔａｌ"]
    ),
    st.text(max_size=3),
)


@given(leads=st.lists(st.tuples(LEADS, st.sampled_from(["", " ", "云湖", 3, None])), max_size=12))
def test_a_block_is_told_apart_as_its_rows_are(leads):
    """What is found of a whole block at once is what `_is_record` says of each row."""
    block = [["" if one is None else one for one in row] for row in leads]
    quickly, slowly = (_reading() for _way in range(2))
    numbers, rows = quickly._records(block, 5)
    kept = [at for at, row in enumerate(block, 5) if slowly._is_record(at, row)]
    assert list(numbers) == kept
    assert list(rows) == [block[at - 5] for at in kept]
    assert (quickly._blank, quickly._pending) == (slowly._blank, slowly._pending)
    assert quickly._problems == slowly._problems


def _reading() -> Reading:
    table = Table("甲", iter([HEADINGS]), 1)
    return Reading(table, COLUMNS, {}, lambda _done, _total: None, LIMITS)
