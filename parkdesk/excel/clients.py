"""The columns of a list of clients: import, export, template; and of the list that is published."""

from __future__ import annotations

import datetime as dt

from parkdesk.excel.cells import read_date, read_integer, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_

_WHO = (
    Column(
        N_("Client"),
        "name",
        text_of(200),
        required=True,
        synonyms=("发包商", "发包方", "发包企业", "发包商名称", "企业名称"),
        example="Northwind Inc.",
        width=30,
    ),
    Column(
        N_("Country or region"),
        "country_code",
        text_of(80),
        required=True,
        synonyms=("国家(地区)", "国家或地区", "国别(地区)", "国别", "所在国家"),
        example="美国",
        width=14,
    ),
    Column(
        N_("Trade"), "field", text_of(200), synonyms=("行业", "领域", "所属行业"), width=20
    ),
    Column(
        N_("Size (people)"),
        "people",
        read_integer,
        Format.INTEGER,
        synonyms=("规模", "员工人数", "规模（人）", "人数"),
        width=12,
    ),
    Column(
        N_("What it gives out"),
        "needs",
        text_of(500),
        synonyms=("发包需求", "需求", "外包需求", "业务需求"),
        width=36,
    ),
)  # fmt: skip
CLIENT_COLUMNS: tuple[Column, ...] = (
    *_WHO,
    Column(
        N_("Earlier dealings"),
        "history",
        text_of(500),
        synonyms=("合作历史", "合作情况", "历史"),
        width=30,
    ),
    Column(N_("Whom to turn to"), "contact", text_of(200), synonyms=("联系部门", "联系渠道")),
    Column(
        N_("Source"),
        "source",
        text_of(200),
        needed_for_new=True,
        synonyms=("来源", "信息来源", "数据来源"),
        example="2026年软件交易会",
        width=24,
    ),
    Column(
        N_("Last verified"),
        "verified_on",
        read_date,
        Format.DATE,
        synonyms=("核实日期", "最近核实", "最后核实日期"),
        width=13,
    ),
    Column(
        N_("Consent from"),
        "consent_on",
        read_date,
        Format.DATE,
        synonyms=("同意公开日期", "同意日期"),
        example=dt.date(2026, 3, 2),
        width=13,
    ),
    Column(
        N_("Consent until"),
        "consent_until",
        read_date,
        Format.DATE,
        synonyms=("同意截止日期", "同意有效期至"),
        width=13,
    ),
    Column(
        N_("Basis of the consent"),
        "consent_basis",
        text_of(200),
        synonyms=("同意依据", "同意公开依据"),
        example="2026年3月2日邮件",
        width=24,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""

PUBLISHED_COLUMNS: tuple[Column, ...] = _WHO
"""What leaves the office of a client that has consented."""
