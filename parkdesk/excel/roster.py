"""The roster's columns: one list reads enterprises' files, pasted tables, and writes the template.

Every cell is read as the text that the person sees and then typed into the row, so that a file
and the keyboard are judged by the same rules and nothing that cannot be read is lost. The official
annex headings could not be read in any document; these are workable ones with the synonyms met.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, overload

from parkdesk.domain.imports import Sheet
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.roster_headings import Meanings
from parkdesk.domain.trainee_columns import made_of, typed_columns
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.excel.cells import Cell, show
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.reading import read_columns
from parkdesk.excel.sheet_rows import Progress
from parkdesk.i18n import N_
from parkdesk.i18n.claims import cell_text


def read_shown(cell: Cell) -> str | None:
    """Return a cell's text as the spreadsheet shows it; a day as ISO, blank as None."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return show(cell).strip() or None


def _column(
    cell: RosterField,
    heading: str,
    *synonyms: str,
    style: Format = Format.TEXT,
    required: bool = False,
    allowed: tuple[str, ...] = (),
    example: str = "",
    width: int = 14,
) -> Column:
    return Column(
        heading,
        cell.value,
        read=read_shown,
        format=style,
        required=required,
        synonyms=synonyms,
        allowed=allowed,
        example=example,
        width=width,
        sensitive=mask_id_number if cell is RosterField.ID_NUMBER else None,
    )


_F = RosterField
ROSTER_COLUMNS: tuple[Column, ...] = (
    _column(
        _F.NAME,
        N_("Full name"),
        "姓名",
        "学员姓名",
        "员工姓名",
        "人员姓名",
        required=True,
        example="王小明",
    ),
    _column(
        _F.ID_NUMBER,
        N_("Identity number"),
        "身份证号",
        "身份证号码",
        "身份证",
        "公民身份号码",
        "证件号码",
        "证件号",
        "ID number",
        style=Format.CODE,
        required=True,
        example="11010519491231002X",
        width=22,
    ),
    _column(
        _F.DEGREE,
        N_("Degree"),
        "学历",
        "最高学历",
        "文化程度",
        "学历学位",
        allowed=(N_("Junior college"), N_("Bachelor"), N_("Master"), N_("Doctor")),
        example="本科",
    ),
    _column(_F.SCHOOL, N_("School"), "毕业院校", "毕业学校", "院校", example="江南大学", width=20),
    _column(
        _F.GRADUATED_ON,
        N_("Graduated on"),
        "毕业时间",
        "毕业日期",
        "毕业年月",
        example="2025-06-30",
    ),
    _column(
        _F.EMPLOYER,
        N_("Hired by"),
        "录用企业",
        "签约企业",
        "用人单位",
        "录用单位",
        "签约单位",
        "就业单位",
        "就业企业",
        "用人企业",
        "聘用单位",
        "聘用企业",
        "工作单位",
        "录用企业名称",
        "签约企业名称",
        "用人单位名称",
        "Employer",
        example="太湖软件有限公司",
        width=24,
    ),
    _column(
        _F.HIRED_ON,
        N_("Hired on"),
        "入职日期",
        "录用日期",
        "录用时间",
        "入职时间",
        "到岗日期",
        example="2026-05-11",
    ),
    _column(
        _F.CONTRACT_FIRST,
        N_("Contract from"),
        "劳动合同起",
        "合同起始日期",
        "合同起始日",
        "合同开始日",
        "劳动合同起始日",
        "劳动合同开始日",
        "劳动合同起始日期",
        "劳动合同开始日期",
        "合同开始日期",
        "劳动合同开始时间",
        "合同起",
        "合同开始",
        "合同起始",
        "合同开始时间",
        "合同起始时间",
        "劳动合同开始",
        "劳动合同起始",
        "劳动合同起始时间",
        "contract start",
        example="2026-05-11",
    ),
    _column(
        _F.CONTRACT_LAST,
        N_("Contract to"),
        "劳动合同止",
        "合同终止日期",
        "合同终止日",
        "合同结束日",
        "合同到期日",
        "劳动合同终止日",
        "劳动合同结束日",
        "劳动合同到期日",
        "劳动合同终止日期",
        "劳动合同结束日期",
        "合同结束日期",
        "劳动合同到期日期",
        "劳动合同结束时间",
        "合同止",
        "合同结束",
        "合同终止",
        "合同到期",
        "合同结束时间",
        "合同终止时间",
        "合同到期时间",
        "合同截止日期",
        "劳动合同结束",
        "劳动合同终止",
        "劳动合同到期",
        "劳动合同终止时间",
        "contract end",
        example="2029-05-10",
    ),
    _column(
        _F.SERVICE_LINE,
        N_("Work"),
        "业务类型",
        "外包业务类型",
        "从事业务",
        "业务类别",
        "服务类型",
        "Service line",
        allowed=(N_("ITO"), N_("BPO"), N_("KPO"), N_("Not outsourcing")),
        example="ITO",
    ),
    _column(_F.POST, N_("Post"), "岗位", "职务", "工作岗位", "从事岗位", example="Java 工程师"),
    _column(
        _F.COURSE,
        N_("Course"),
        "培训课程",
        "培训内容",
        "培训项目",
        "培训专业",
        "课程",
        example="对日软件开发",
        width=20,
    ),
    _column(
        _F.TRAINING_FIRST,
        N_("Training from"),
        "培训开始日期",
        "培训起",
        "培训开始时间",
        "培训起始日期",
        example="2026-06-01",
    ),
    _column(
        _F.TRAINING_LAST,
        N_("Training to"),
        "培训结束日期",
        "培训止",
        "培训结束时间",
        "培训终止日期",
        example="2026-06-30",
    ),
    _column(
        _F.ASSESSMENT,
        N_("Assessment"),
        "考核结果",
        "考核情况",
        "考核",
        "是否合格",
        allowed=(N_("Passed"), N_("Not passed")),
        example="合格",
    ),
    _column(_F.SCORE_TENTHS, N_("Score"), "考核成绩", "成绩", "分数", "考试成绩", example="86"),
    _column(
        _F.DIPLOMA_NUMBER,
        N_("Diploma number"),
        "毕业证书编号",
        "毕业证编号",
        "毕业证书号",
        "证书编号",
        style=Format.CODE,
        example="102951202506000123",
        width=22,
    ),
    _column(
        _F.REQUESTED_CENTS,
        N_("Amount applied for (yuan)"),
        "申请金额",
        "申请金额(元)",
        "申报金额",
        "补贴金额",
        "申请资助金额",
        "Amount asked for (yuan)",
        example="4500.00",
    ),
    _column(_F.NOTE, N_("Remarks"), "备注", "说明", example=""),
)
"""In the order of the grid. The choices' Chinese words are the ones that the rows are read by."""


def columns_of(fields: Collection[RosterField]) -> tuple[Column, ...]:
    """Return the columns of a roster that has these fields."""
    return tuple(column for column in ROSTER_COLUMNS if RosterField(column.field) in fields)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster as read: its people, the row each stands in, and what the file held besides.

    The sheet's own rows are left out: they are the people.
    """

    rows: tuple[Trainee, ...]
    row_numbers: tuple[int, ...]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class RosterColumns:
    """A roster as read, column by column: values by field, and what could not be read by row."""

    values: dict[str, Sequence[Any]]
    unread: Sequence[Mapping[str, str]]
    row_numbers: Sequence[int]
    sheet: Sheet

    def file(self) -> RosterFile:
        """Return the same as rows; the values are taken out of here."""
        rows = made_of(self.values, self.unread)
        return RosterFile(tuple(rows), tuple(self.row_numbers), self.sheet)


def read_roster(
    path: Path,
    year: int,
    *,
    fields: Collection[RosterField] = tuple(RosterField),
    sheet: str = "",
    meanings: Meanings | None = None,
    progress: Progress = lambda _done, _total: None,
) -> RosterFile:
    """Read a roster from a workbook or delimited text; `year` completes dates without one.

    `fields` are those that the roster has: another column of the file is left out, and named.
    `meanings` are what the enterprise's own headings were said to mean.
    """
    return read_roster_columns(
        path, year, fields=fields, sheet=sheet, meanings=meanings, progress=progress
    ).file()


def read_roster_columns(
    path: Path,
    year: int,
    *,
    fields: Collection[RosterField] = tuple(RosterField),
    sheet: str = "",
    meanings: Meanings | None = None,
    progress: Progress = lambda _done, _total: None,
) -> RosterColumns:
    """Read what `read_roster` does, column by column."""
    columns = columns_meaning(meanings or {}, fields)
    found = read_columns(path, columns, sheet=sheet, progress=progress)
    texts = {
        field: [value or "" for value in cast("Sequence[str | None]", values)]
        for field, values in found.values.items()
    }
    places = {number: place for place, number in enumerate(found.numbers)}
    for problem in found.sheet.problems:
        # A cell that the reader refused (an error value, a damaged number) is kept as it looks.
        if problem.field and problem.row in places:
            texts[problem.field][places[problem.row]] = problem.given
    return RosterColumns(*typed_columns(texts, year), found.numbers, found.sheet)


def columns_meaning(
    meanings: Meanings, fields: Collection[RosterField] = tuple(RosterField)
) -> tuple[Column, ...]:
    """Return the columns with the headings that an enterprise's lists have for them besides."""
    own: dict[str, list[str]] = defaultdict(list)
    for heading, field in meanings.items():
        if field is not None:
            own[field.value].append(heading)
    return tuple(
        replace(column, synonyms=(*column.synonyms, *own[column.field]))
        if column.field in own
        else column
        for column in columns_of(fields)
    )


def export_rows(rows: Sequence[Trainee]) -> Sequence[Mapping[str, str]]:
    """Return the rows as `write_list` takes them, every cell as it is shown."""
    return _Shown(rows)


class _Shown(Sequence[Mapping[str, str]]):
    """Each is made when it is written: of a hundred thousand, all at once would fill the memory."""

    def __init__(self, rows: Sequence[Trainee]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, str]: ...

    @overload
    def __getitem__(self, place: slice) -> _Shown: ...

    def __getitem__(self, place: int | slice) -> Mapping[str, str] | _Shown:
        """Return one row as text by field, or some rows."""
        if isinstance(place, slice):
            return _Shown(self._rows[place])
        row = self._rows[place]
        return {cell.value: cell_text(row, cell) for cell in RosterField}


def masked(row: Trainee) -> Trainee:
    """Return the row with its number masked, for a list that leaves the house."""
    return replace(row, id_number=mask_id_number(row.id_number))
