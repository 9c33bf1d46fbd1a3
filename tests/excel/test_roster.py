"""Rosters in files: synonyms of headings, damaged numbers, masked lists, the template."""

import datetime as dt

import pytest
import xlsxwriter
from openpyxl import load_workbook

from parkdesk.domain import id_number
from parkdesk.domain.errors import Refused
from parkdesk.domain.programmes import Degree, Track
from parkdesk.domain.trainee_columns import fields_of
from parkdesk.domain.trainees import (
    OPEN_ENDED,
    Assessment,
    RosterField,
    ServiceLine,
    Trainee,
    typed_row,
)
from parkdesk.excel.roster import (
    ROSTER_COLUMNS,
    columns_of,
    export_rows,
    masked,
    read_roster,
)
from parkdesk.excel.roster_headings import free_fields, headed, unknown_headings
from parkdesk.excel.writing import write_list, write_template
from parkdesk.i18n import set_language

NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True, params=["zh_CN", "en"])
def spoken(request):
    """In both languages: a file written in one is read in the other's words too."""
    set_language(request.param)
    yield request.param
    set_language("en")


def workbook(path, rows):
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("名单")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    book.close()
    return path


HEADINGS = ("姓名", "身份证号码", "学历", "录用日期", "合同起", "合同止", "业务类型", "考核成绩")


def test_an_enterprises_list_is_read(tmp_path):
    day = dt.datetime(2026, 5, 11)  # noqa: DTZ001 - a spreadsheet knows no zone
    path = workbook(
        tmp_path / "list.xlsx",
        [
            HEADINGS,
            ("王小明", NUMBER, "本科", day, "2026/5/11", "+2y", "ITO", 86),
            ("李蕾", 3.20106199805114e17, "硕士研究生", "0511", day, "无固定期限", "bpo", 86.5),
            ("赵", NUMBER, "?", "2026-13-01", "", "", "", "好"),
        ],
    )
    file = read_roster(path, 2026)
    first, second, third = file.rows
    assert file.row_numbers == (2, 3, 4)
    assert first.id_number == NUMBER
    assert first.hired_on == dt.date(2026, 5, 11)
    assert first.contract_last == dt.date(2028, 5, 10)
    assert first.score_tenths == 860
    assert second.degree is Degree.MASTER
    assert second.contract_last == OPEN_ENDED
    assert second.score_tenths == 865
    reading = id_number.read(second.id_number, dt.date(2026, 10, 12))
    assert reading.problem is id_number.IdProblem.EXCEL_DAMAGED
    assert third.unread == {"degree": "?", "hired_on": "2026-13-01", "score_tenths": "好"}


def test_a_list_without_numbers_is_no_roster(tmp_path):
    path = workbook(tmp_path / "list.xlsx", [("姓名", "学历"), ("王", "本科")])
    with pytest.raises(Refused):
        read_roster(path, 2026)


def test_what_is_written_is_read_again(tmp_path):
    row = Trainee(
        name="王小明",
        id_number=NUMBER,
        degree=Degree.BACHELOR,
        school="江南大学",
        hired_on=dt.date(2026, 5, 11),
        contract_first=dt.date(2026, 5, 11),
        contract_last=OPEN_ENDED,
        service_line=ServiceLine.NONE,
        assessment=Assessment.FAILED,
        score_tenths=595,
        requested_cents=300_000,
        unread={"graduated_on": "去年"},
    )
    path = tmp_path / "roster.xlsx"
    write_list(path, ROSTER_COLUMNS, export_rows([row]), title="x", masked=False)
    assert read_roster(path, 2026).rows == (row,)
    write_list(path, ROSTER_COLUMNS, export_rows([masked(row)]), title="x")
    assert read_roster(path, 2026).rows[0].id_number == "1101**********002X"


def test_the_template_is_read_with_its_own_headings(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, ROSTER_COLUMNS, title="x")
    sheet = load_workbook(path).worksheets[0]
    first = [cell.value for cell in sheet[1]]
    assert len(first) == len(RosterField)
    assert headed([str(text) for text in first]) == tuple(RosterField)


def test_two_headings_make_a_row_of_headings():
    assert headed(["姓名", "身份证号", "照片"]) == (RosterField.NAME, RosterField.ID_NUMBER, None)
    assert headed(["姓名", "王小明"]) is None


def test_start_days_come_before_the_ends_that_count_from_them():
    row = typed_row({"contract_last": "+1y", "contract_first": "2026-05-11"}, 2026)
    assert row.contract_last == dt.date(2027, 5, 10)


@pytest.mark.parametrize("heading", ["录用企业", "签约企业", "用人单位", "就业单位", "Employer"])
def test_who_hired_a_person_is_read_under_the_headings_that_are_met(tmp_path, heading):
    heads = ("姓名", "身份证号", heading)
    path = workbook(tmp_path / "list.xlsx", [heads, ("王小明", NUMBER, "太湖软件有限公司")])
    fields = fields_of(Track.INSTITUTION)
    assert read_roster(path, 2026, fields=fields).rows[0].employer == "太湖软件有限公司"
    assert headed(heads, fields=fields)[2] is RosterField.EMPLOYER


def test_an_enterprises_own_list_leaves_it_out_and_names_it(tmp_path):
    heads = ("姓名", "身份证号", "签约企业")
    path = workbook(tmp_path / "list.xlsx", [heads, ("王小明", NUMBER, "太湖软件有限公司")])
    fields = fields_of(Track.ENTERPRISE)
    file = read_roster(path, 2026, fields=fields)
    assert file.rows[0].employer == ""
    assert file.sheet.ignored == ("签约企业",)
    assert headed(heads, fields=fields)[2] is None
    table = [heads, ("王小明", NUMBER, "太湖软件有限公司")]
    assert unknown_headings(table, {}, fields) == ()
    assert RosterField.EMPLOYER not in free_fields(heads[:2], {}, fields)


def test_the_template_of_each_track_has_its_columns(tmp_path):
    for track in Track:
        path = tmp_path / f"{track.value}.xlsx"
        write_template(path, columns_of(fields_of(track)), title="x")
        first = [cell.value for cell in load_workbook(path).worksheets[0][1]]
        assert headed([str(text) for text in first]) == fields_of(track)
