"""The columns of a list of market information: import, export and template."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from parkdesk.domain.market_items import ItemLanguage
from parkdesk.excel.cells import CellFault, plain, read_date, read_text, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_, label
from parkdesk.i18n.sentences.marketplace import LABELS_LANGUAGE

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell


def read_language(cell: Cell) -> ItemLanguage | None:
    """Return a language named in the language in use, in English or by its code."""
    text = read_text(cell)
    if text is None:
        return None
    for one in ItemLanguage:
        if plain(text) in {plain(label(one)), plain(LABELS_LANGUAGE[one]), plain(one.value)}:
            return one
    raise CellFault("not-in-list", allowed=tuple(label(one) for one in ItemLanguage))


ITEM_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Title of the item"),
        "title",
        text_of(200),
        required=True,
        synonyms=("标题", "信息标题", "题目", "名称"),
        example="日本金融机构扩大测试外包",
        width=36,
    ),
    Column(
        N_("Source"),
        "source",
        text_of(200),
        required=True,
        synonyms=("来源", "信息来源", "出处"),
        example="行业月刊",
        width=20,
    ),
    Column(
        N_("Day of publication"),
        "published_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("发布日期", "日期", "发布时间"),
        example=dt.date(2026, 9, 1),
        width=13,
    ),
    Column(
        N_("Of use until"),
        "useful_until",
        read_date,
        Format.DATE,
        synonyms=("有效期", "时效", "有效至"),
        width=13,
    ),
    Column(
        N_("Language of the item"),
        "language",
        read_language,
        synonyms=("语种", "语言"),
        allowed=tuple(LABELS_LANGUAGE[one] for one in ItemLanguage),
        show=label,
        width=10,
    ),
    Column(
        N_("Country or region"),
        "country_code",
        text_of(80),
        synonyms=("国家(地区)", "国家或地区", "国别(地区)", "国别"),
        width=14,
    ),
    Column(
        N_("Service code"),
        "service_code",
        text_of(40),
        Format.CODE,
        synonyms=("业务分类代码", "业务代码", "服务外包业务代码"),
        width=14,
    ),
    Column(N_("What it says"), "summary", text_of(1_000), synonyms=("摘要", "内容"), width=48),
    Column(N_("Where to find it"), "link", text_of(500), synonyms=("链接", "网址", "存放处")),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
