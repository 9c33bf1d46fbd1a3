"""The columns of a list of titles: import, export and template."""

from __future__ import annotations

import datetime as dt

from parkdesk.excel.cells import read_date, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.holder import holder_columns
from parkdesk.i18n import N_

TITLE_COLUMNS: tuple[Column, ...] = (
    *holder_columns(),
    Column(
        N_("Title held"),
        "kind",
        text_of(120),
        required=True,
        synonyms=("称号", "称号名称", "资格名称", "认定类别", "荣誉称号"),
        example="技术先进型服务企业",
        width=26,
    ),
    Column(
        N_("Document number"),
        "number",
        text_of(120),
        Format.CODE,
        synonyms=("文号", "认定文号", "证书编号", "编号"),
        width=26,
    ),
    Column(
        N_("Authority"),
        "authority",
        text_of(120),
        synonyms=("认定机关", "认定部门", "授予单位", "发证机关"),
        width=24,
    ),
    Column(
        N_("Granted on"),
        "granted_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("认定日期", "授予日期", "认定时间", "取得日期"),
        example=dt.date(2025, 12, 1),
        width=13,
    ),
    Column(
        N_("Valid until"),
        "valid_until",
        read_date,
        Format.DATE,
        synonyms=("有效期至", "有效期止", "截止日期"),
        width=13,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
