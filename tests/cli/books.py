"""Small workbooks to import."""

from pathlib import Path

import xlsxwriter

from parkdesk.demo import codes

HEADINGS = ("企业名称", "统一社会信用代码", "入园日期", "业务类型", "从业人员")
ROSTER = (
    "姓名",
    "身份证号",
    "学历",
    "毕业时间",
    "录用日期",
    "劳动合同起",
    "劳动合同止",
    "业务类型",
)


def write_book(path: Path, headings, rows) -> Path:
    """Write a workbook of texts and numbers as they are given."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("名录")
    for number, row in enumerate((headings, *rows)):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def enterprise(number: int, **changes: object) -> tuple[object, ...]:
    """Return a row of a list of enterprises."""
    row = {
        "name": f"云湖试验{number}软件有限公司",
        "code": codes.credit_code(700_000 + number),
        "entered_on": "2020-05-18",
        "line": "ITO",
        "heads": 30 + number,
    }
    return tuple({**row, **changes}.values())


def person(number: int, **changes: object) -> tuple[object, ...]:
    """Return a row of a roster, in order."""
    row = {
        "name": "林晓雨",
        "id": codes.resident(900_000 + number)[0],
        "degree": "本科",
        "graduated": "2024-06-30",
        "hired": "2026-03-02",
        "first": "2026-03-02",
        "last": "2029-03-01",
        "line": "ITO",
    }
    return tuple({**row, **changes}.values())


CERTIFICATES = ("企业名称", "证书类型", "证书编号", "发证日期")
CONTRACTS = (
    *("合同编号", "企业名称", "发包商", "国家(地区)", "业务类型"),
    *("签订日期", "开始日期", "结束日期", "币种", "签约金额"),
)
