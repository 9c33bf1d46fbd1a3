"""Workbooks for the tests, good and bad, made for real."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.excel.cells import amount_in, read_code, read_date, read_integer, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.reading import read_sheet

COLUMNS = (
    Column(
        "Enterprise name", "name", text_of(60), required=True, synonyms=("企业名称", "单位名称")
    ),
    Column(
        "Unified social credit code",
        "code",
        read_code,
        Format.CODE,
        required=True,
        synonyms=("统一社会信用代码", "信用代码"),
    ),
    Column(
        "Registered capital (10,000 CNY)",
        "capital_cents",
        amount_in(10_000),
        Format.MONEY,
        synonyms=("注册资本(万元)",),
        variants={"注册资本(元)": amount_in(1), "注册资本": None},
        scale=10_000,
    ),
    Column("Day of entry", "entered_on", read_date, Format.DATE, synonyms=("入园日期",)),
    Column("People", "headcount", read_integer, Format.INTEGER, synonyms=("从业人数",)),
    Column(
        "Contact's telephone",
        "phone",
        read_code,
        Format.CODE,
        synonyms=("电话",),
        sensitive=lambda text: text[:3] + "****" + text[-4:],
    ),
)
GOOD = {
    "name": "苏州凌云信息技术有限公司",
    "code": "91330100799655058B",
    "capital_cents": 2_000_000_000,
    "entered_on": dt.date(2020, 5, 11),
    "headcount": 35,
    "phone": "13800002291",
}
HEADINGS = ("企业名称", "统一社会信用代码", "注册资本(万元)", "入园日期", "从业人数", "电话")
ROW = ("苏州凌云信息技术有限公司", "91330100799655058B", 2000.0, "2020-05-11", 35.0, "13800002291")


def save(path: Path, rows: Sequence[Sequence[object]], sheet: str = "企业名录") -> Path:
    """Write rows with openpyxl; a text that begins with = becomes a formula."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def save_with_error(path: Path, place: str, error: str = "#REF!") -> Path:
    """Write a good list in which one formula gives an error, as a spreadsheet stores it."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("企业名录")
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW)
    page.write_row(2, 0, ROW)
    page.write_formula(place, "=VLOOKUP(A1,B1:B2,9,0)", None, error)
    book.close()
    return path


def rezip(path: Path, replace: dict[str, bytes]) -> Path:
    """Replace or add entries of a zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.update(replace)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def ods(path: Path, rows: Sequence[Sequence[str]], extra: str = "") -> Path:
    """Write a spreadsheet of the OpenDocument format by hand; `extra` is one more row's XML."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="企业名录">'
        f"{body}{extra}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return path


def refusal(path, **options):
    with pytest.raises((Refused, Unavailable)) as caught:
        read_sheet(path, COLUMNS, **options)
    return caught.value


def problems(sheet):
    return [(p.row, p.column, p.code) for p in sheet.problems]
