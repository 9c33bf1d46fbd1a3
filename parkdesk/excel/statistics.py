"""The columns of returns: import, template, and the front of the exported period."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.periods import PeriodKind, kind_of, parse_period
from parkdesk.domain.return_kinds import ReturnField
from parkdesk.excel.cells import CellFault, read_code, read_integer, read_text, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell

_DIGITS = str.maketrans("一二三四", "1234")


def read_quarter(cell: Cell) -> str | None:
    """Return 2026Q3 from 2026Q3, 2026年第3季度 or 2026年三季度; without a year it is no quarter."""
    text = read_text(cell)
    if text is None:
        return None
    word = unicodedata.normalize("NFKC", text).translate(_DIGITS).replace(" ", "")
    if "第" not in word:
        word = word.replace("年", "年第")
    try:
        return str(Quarter.parse(word))
    except InvalidInput:
        raise CellFault("not-a-quarter") from None


def _dollars(heading: str, field: str) -> Column:
    return Column(heading, field, format=Format.MONEY, width=18)


def _people(heading: str, field: str, synonyms: tuple[str, ...], example: int) -> Column:
    return Column(
        heading,
        field,
        read_integer,
        Format.INTEGER,
        synonyms=synonyms,
        example=example,
        width=12,
    )


RETURN_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Enterprise name"),
        "enterprise",
        text_of(200),
        required=True,
        synonyms=("企业名称", "单位名称", "公司名称", "企业全称", "企业", "填报单位"),
        example="云湖示例信息技术有限公司",
        width=34,
    ),
    Column(
        N_("Unified social credit code"),
        "code",
        read_code,
        Format.CODE,
        synonyms=("统一社会信用代码", "社会信用代码", "信用代码"),
        example="91330100799655058B",
        width=24,
    ),
    Column(
        N_("Quarter"),
        "quarter",
        read_quarter,
        synonyms=("季度", "填报季度", "报告期", "所属季度"),
        example="2026Q3",
        width=10,
    ),
    _people(
        N_("People employed"),
        "headcount",
        ("从业人员", "从业人数", "期末从业人员", "从业人员(人)", "从业人员数"),
        100,
    ),
    _people(
        N_("Junior college or above"),
        "graduates",
        ("大学(含大专)以上", "其中大学(含大专)以上", "从业人员中大学(含大专)以上", "大专以上人数"),
        90,
    ),
    _people(
        N_("New people"),
        "new_hires",
        ("新增从业人员", "新增从业人数", "本季新增从业人员", "新增从业人员(人)"),
        10,
    ),
    _people(
        N_("New, junior college or above"),
        "new_graduates",
        (
            "新增中大专以上",
            "新增中大学(含大专)以上",
            "新增从业人员中大学(含大专)以上",
            "其中新增大学(含大专)以上",
        ),
        9,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
    Column(N_("Form"), "form", text_of(60), Format.CODE, synonyms=("表号", "季报表号"), width=36),
)
"""Order of the template; a file may have any of them in any order."""

_READERS = {PeriodKind.MONTH: "not-a-month", PeriodKind.YEAR: "not-a-year"}
_PERIODS = {
    PeriodKind.MONTH: (N_("Month"), ("月份", "填报月份", "报告期", "所属月份"), "2026-07"),
    PeriodKind.YEAR: (N_("Year"), ("年度", "填报年度", "年份", "所属年度"), "2026"),
}


def _reader(kind: PeriodKind) -> Callable[[Cell], str | None]:
    def read(cell: Cell) -> str | None:
        # A year may stand in its cell as a number.
        text = read_text(cell)
        if text is None:
            return None
        try:
            period = parse_period(unicodedata.normalize("NFKC", text).removesuffix(".0"))
        except InvalidInput:
            raise CellFault(_READERS[kind]) from None
        if kind_of(period) is not kind:
            raise CellFault(_READERS[kind])
        return str(period)

    return read


def period_columns(kind: PeriodKind, fields: Collection[ReturnField]) -> tuple[Column, ...]:
    """Return the columns of a month's or a year's form: the figures that it holds, and no others.

    A quarter's are `RETURN_COLUMNS`.
    """
    if kind is PeriodKind.QUARTER:
        return RETURN_COLUMNS
    heading, synonyms, example = _PERIODS[kind]
    figures = {one.value for one in ReturnField} - {one.value for one in fields}
    period = Column(heading, "period", _reader(kind), synonyms=synonyms, example=example, width=10)
    return tuple(
        period if one.field == "quarter" else one
        for one in RETURN_COLUMNS
        if one.field not in figures
    )


PERIOD_LIST_COLUMNS: tuple[Column, ...] = (
    Column(N_("Return state"), "fill", width=12),
    Column(N_("Handed in on"), "received_on", format=Format.DATE, width=14),
)
"""What an exported month or year says besides its form; it can be filled in and read back."""

QUARTER_COLUMNS: tuple[Column, ...] = (
    *RETURN_COLUMNS,
    Column(N_("Return"), "fill", width=12),
    Column(N_("Number of contracts"), "contracts", format=Format.INTEGER, width=12),
    _dollars(N_("Signed, US$"), "signed_usd_cents"),
    _dollars(N_("Signed offshore, US$"), "signed_offshore_usd_cents"),
    _dollars(N_("Executed, US$"), "executed_usd_cents"),
    _dollars(N_("Executed offshore, US$"), "executed_offshore_usd_cents"),
    _dollars(N_("Executed the quarter before, US$"), "executed_before_usd_cents"),
    _dollars(N_("Executed a year before, US$"), "executed_year_before_usd_cents"),
)
"""Amounts in US dollars; a blank headcount means that no return counts yet.

The columns of the import come first: an exported quarter can be filled in and read back.
"""

OVERDUE_COLUMNS: tuple[Column, ...] = (
    Column(N_("Enterprise name"), "enterprise", width=34),
    Column(N_("Unified social credit code"), "code", format=Format.CODE, width=24),
    Column(N_("Contact"), "contact", width=12),
    Column(N_("Telephone"), "phone", format=Format.CODE, width=18),
    Column(N_("Mobile"), "mobile", format=Format.CODE, width=18),
    Column(N_("Return"), "fill", width=12),
    Column(N_("Due on"), "due_on", format=Format.DATE, width=14),
    Column(N_("Days late"), "days_late", format=Format.INTEGER, width=10),
)
"""Whom to call; the numbers are masked unless the person asked for them whole."""
