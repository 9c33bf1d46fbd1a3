"""Reading lists: what is good is read, and every bad file gets one clear refusal."""

import datetime as dt
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from parkdesk.domain.errors import Cancelled, Refused, Unavailable
from parkdesk.domain.imports import Severity
from parkdesk.excel.container import LIMITS
from parkdesk.excel.reading import read_sheet, reread, sheet_names
from tests.excel.workbooks import COLUMNS, HEADINGS, ROW, ods, rezip, save, save_with_error

DATA = Path(__file__).parent.parent / "data"
GOOD = {
    "name": "苏州凌云信息技术有限公司",
    "code": "91330100799655058B",
    "capital_cents": 2_000_000_000,
    "entered_on": dt.date(2020, 5, 11),
    "headcount": 35,
    "phone": "13800002291",
}


def refusal(path, **options):
    with pytest.raises((Refused, Unavailable)) as caught:
        read_sheet(path, COLUMNS, **options)
    return caught.value


def problems(sheet):
    return [(p.row, p.column, p.code) for p in sheet.problems]


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


# The file as a whole.


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
    import io

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
        pytest.param(_compound("EncryptedPackage"), "workbook-password", id="a password"),
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
    assert refusal(save(tmp_path / "a.xlsx", [])).code == "wrong-headings"


# The other formats.


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
