"""Lists with faults, made for the pictures of the import."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.page import EnterprisesPage

# Invented; the first code is wrong by its last character, the second row has no day of entry.
_LINES = (
    "企业名称,统一社会信用代码,入园日期,业务类型,法定代表人,注册资本(万元),从业人数,联系人,电话",
    "云湖青禾信息技术有限公司,91330100799655058C,2024-03-01,ITO,周建国,2000,128,李倩,13800002291",
    "沧宁远山数据服务有限公司,91440300708461136T,,BPO,王晓,500,64,陈晨,13911113333",
    "朔安行知知识流程有限公司,9111000071093123XX,2025-13-01,KPO,赵敏,800,12人,孙悦,3.2E+17",
    "临汐北辰软件有限公司,320500000012345,2023-06-18,ITO,刘洋,1200.5,35,周舟,0512-62880000",
)


_HEADINGS = {
    "企业名称": "主体",
    "法定代表人": "法定代表人（签字）",
    "注册资本(万元)": "注册资本",
    "联系人": "园内联系人",
}
"""Headings of the same list as the program does not know them."""


def open_import_preview(page: EnterprisesPage) -> None:
    """Open the import over the page with a small list in which something is wrong."""
    page.open_import(_written(_LINES))


def open_import_headings(page: EnterprisesPage) -> None:
    """Open it with a list whose headings have to be explained."""
    heads = (_HEADINGS.get(one, one) for one in _LINES[0].split(","))
    page.open_import(_written((",".join(heads), *_LINES[1:])))


def _written(lines: Sequence[str]) -> Path:
    path = Path(tempfile.mkdtemp(prefix="parkdesk-")) / "企业名录2026.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path
