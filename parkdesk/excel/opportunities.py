"""The columns of a list of opportunities: import and template."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import LONGEST_TITLE
from parkdesk.excel.cells import CellFault, amount_in, read_date, read_integer, text_of
from parkdesk.excel.certifications import read_any_kind
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.market_items import read_language
from parkdesk.i18n import N_, label
from parkdesk.i18n.sentences.marketplace import LABELS_LANGUAGE

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell, Read

_OTHER_MONEY = "¥￥€£元"


def _usd_in(scale: int) -> Read:
    """Return a reader of US dollars; a cell that names other money is refused, not converted."""
    read = amount_in(scale)

    def read_usd(cell: Cell) -> int | None:
        if isinstance(cell, str) and any(sign in cell for sign in _OTHER_MONEY):
            raise CellFault("not-a-number")
        cents: int | None = read(cell)
        return cents

    return read_usd


OPPORTUNITY_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("What is wanted"),
        "title",
        text_of(LONGEST_TITLE),
        required=True,
        synonyms=("需求", "商机名称", "需求名称", "项目名称", "标题"),
        example="车险理赔单据录入",
        width=36,
    ),
    Column(
        N_("Source"),
        "source",
        text_of(200),
        required=True,
        synonyms=("来源", "信息来源", "商机来源"),
        example="2026年软件交易会",
        width=24,
    ),
    Column(
        N_("Posted on"),
        "posted_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("发布日期", "发布时间", "日期"),
        example=dt.date(2026, 9, 1),
        width=13,
    ),
    Column(
        N_("Offers until"),
        "answer_by",
        read_date,
        Format.DATE,
        synonyms=("应答截止", "应答截止日", "截止日期", "报价截止"),
        width=13,
    ),
    Column(
        N_("Client"),
        "client",
        text_of(200),
        synonyms=("发包商", "发包方", "发包企业", "发包商名称"),
        width=30,
    ),
    Column(
        N_("Service code"),
        "service_code",
        text_of(40),
        Format.CODE,
        synonyms=("业务分类代码", "业务代码", "服务外包业务代码"),
        width=14,
    ),
    Column(N_("Trade"), "field", text_of(200), synonyms=("行业", "领域"), width=20),
    Column(
        N_("Working language"),
        "language",
        read_language,
        synonyms=("工作语言", "语言", "语种"),
        allowed=tuple(LABELS_LANGUAGE[one] for one in ItemLanguage),
        show=label,
        width=12,
    ),
    Column(
        N_("Certificate asked for"),
        "certification_type",
        read_any_kind,
        synonyms=("认证要求", "资质要求", "证书要求"),
        width=16,
    ),
    Column(
        N_("Lowest level"),
        "least_level",
        read_integer,
        Format.INTEGER,
        synonyms=("最低级别", "级别", "级别要求"),
        width=10,
    ),
    Column(
        N_("People needed"),
        "people",
        read_integer,
        Format.INTEGER,
        synonyms=("所需人数", "人数", "人数要求"),
        width=12,
    ),
    Column(
        N_("Work to begin"),
        "starts_on",
        read_date,
        Format.DATE,
        synonyms=("开工日期", "开始日期"),
        width=13,
    ),
    Column(
        N_("Budget of the client (US$)"),
        "budget_usd_cents",
        _usd_in(1),
        Format.MONEY,
        synonyms=("发包预算(美元)", "预算(美元)"),
        variants={
            "发包预算(万美元)": _usd_in(10_000),
            "预算(万美元)": _usd_in(10_000),
            "发包预算": None,
            "预算": None,
        },
        width=18,
    ),
    Column(N_("At length"), "needs", text_of(1_000), synonyms=("详细需求", "说明"), width=48),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注",), width=24),
)
"""Order of the template; a file may have any of them in any order."""
