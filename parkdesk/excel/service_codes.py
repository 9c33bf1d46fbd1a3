"""The columns of a list of service codes: import, export and template."""

from __future__ import annotations

from parkdesk.excel.cells import read_date, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.service_lines import WORDS, read_service_line
from parkdesk.i18n import N_

SERVICE_CODE_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Code"),
        "code",
        text_of(40),
        Format.CODE,
        required=True,
        synonyms=("代码", "编码", "分类代码", "业务代码", "类别代码"),
        width=14,
    ),
    Column(
        N_("Name of the class"),
        "name",
        text_of(120),
        required=True,
        synonyms=("名称", "类别名称", "分类名称", "业务名称", "类别"),
        width=34,
    ),
    Column(
        N_("Code of the class above"),
        "parent",
        text_of(40),
        Format.CODE,
        synonyms=("上级代码", "上级编码", "父级代码", "上级分类代码", "所属代码"),
        width=16,
    ),
    Column(
        N_("Service line"),
        "line",
        read_service_line,
        synonyms=("业务类型", "外包类型", "服务外包类型", "业务类别", "大类"),
        allowed=WORDS,
        width=10,
    ),
    Column(
        N_("English name"),
        "name_en",
        text_of(160),
        synonyms=("英文名称", "英文"),
        width=34,
    ),
    Column(
        N_("Valid from"),
        "valid_from",
        read_date,
        Format.DATE,
        synonyms=("有效期起", "生效日期", "启用日期", "有效起始日期"),
        width=13,
    ),
    Column(
        N_("Valid to"),
        "valid_to",
        read_date,
        Format.DATE,
        synonyms=("有效期止", "失效日期", "停用日期", "有效截止日期"),
        width=13,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
