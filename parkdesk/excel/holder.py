"""The two columns by which a list of something names the enterprise that it belongs to."""

from __future__ import annotations

from parkdesk.excel.cells import read_code, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_


def holder_columns(*further: str) -> tuple[Column, Column]:
    """Return the columns of the enterprise's name and code; `further` are more headings of it."""
    return (
        Column(
            N_("Enterprise name"),
            "enterprise",
            text_of(200),
            required=True,
            synonyms=("企业名称", "单位名称", "公司名称", "企业全称", "单位全称", "企业", *further),
            example="云湖示例信息技术有限公司",
            width=34,
        ),
        Column(
            N_("Unified social credit code"),
            "code",
            read_code,
            Format.CODE,
            synonyms=("统一社会信用代码", "社会信用代码", "信用代码"),
            width=24,
        ),
    )
