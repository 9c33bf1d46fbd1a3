"""The columns of a table of service codes: as standards print them, read back as written."""

import datetime as dt

import openpyxl

from parkdesk.domain.contracts import ServiceLine
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.service_codes import SERVICE_CODE_COLUMNS
from parkdesk.excel.writing import write_list, write_template
from parkdesk.usecases.service_code_imports import ListedCode

HEADINGS = ["分类代码", "类别名称", "上级代码", "业务类型", "生效日期"]


def test_a_table_is_read_by_the_headings_of_offices(tmp_path):
    path = tmp_path / "codes.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    sheet.append(["01", "信息技术研发服务", None, "信息技术外包", None])
    sheet.append(["0101", "软件研发", "01", None, "2026-01-01"])
    book.save(path)
    found = read_sheet(path, SERVICE_CODE_COLUMNS)
    assert found.problems == ()
    first, second = (row.values for row in found.rows)
    assert (first["code"], first["line"], first["parent"]) == ("01", ServiceLine.ITO, None)
    assert (second["parent"], second["line"]) == ("01", None)
    assert second["valid_from"] == dt.date(2026, 1, 1)


def test_a_wrong_line_is_named_with_its_cell(tmp_path):
    path = tmp_path / "codes.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(["01", "某类", None, "制造", "昨天"])
    book.save(path)
    found = read_sheet(path, SERVICE_CODE_COLUMNS)
    assert [(one.field, one.code) for one in found.problems] == [
        ("line", "not-in-list"),
        ("valid_from", "not-a-date"),
    ]


def test_an_export_is_imported_again(tmp_path):
    path = tmp_path / "out.xlsx"
    row = ListedCode(
        "ITO-OPER", "系统操作", "ITO", ServiceLine.ITO, "System operation", None, None, ""
    )
    write_list(path, SERVICE_CODE_COLUMNS, [row], title="codes")
    (read,) = read_sheet(path, SERVICE_CODE_COLUMNS).rows
    assert (read.values["code"], read.values["parent"]) == ("ITO-OPER", "ITO")


def test_the_template_is_read_back(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, SERVICE_CODE_COLUMNS, title="codes")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["01", "某类", None, "ITO"])
    book.save(path)
    found = read_sheet(path, SERVICE_CODE_COLUMNS)
    assert [one.field for one in found.columns] == [one.field for one in SERVICE_CODE_COLUMNS]
