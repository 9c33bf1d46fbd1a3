"""The columns of a list of contracts: import, export and template."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from parkdesk.domain.contracts import is_currency
from parkdesk.excel.cells import (
    CellFault,
    read_date,
    read_decimal,
    read_text,
    text_of,
)
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.holder import holder_columns
from parkdesk.excel.layers import read_layer
from parkdesk.excel.service_lines import WORDS, read_service_line
from parkdesk.i18n import N_, label

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell

_CURRENCIES = {
    "美元": "USD",
    "人民币": "CNY",
    "RMB": "CNY",
    "元": "CNY",
    "日元": "JPY",
    "欧元": "EUR",
    "港币": "HKD",
    "港元": "HKD",
    "英镑": "GBP",
    "新加坡元": "SGD",
    "韩元": "KRW",
    "新台币": "TWD",
}


def read_currency(cell: Cell) -> str | None:
    """Return the ISO 4217 code of a currency, written as its code or as its Chinese name."""
    text = read_text(cell)
    if text is None:
        return None
    word = unicodedata.normalize("NFKC", text).strip().upper()
    code = _CURRENCIES.get(word, word)
    if not is_currency(code):
        raise CellFault("unknown-currency")
    return code


CONTRACT_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Contract number"),
        "number",
        text_of(80),
        Format.CODE,
        required=True,
        synonyms=("合同编号", "合同号", "编号"),
        example="JB-2026-001",
        width=20,
    ),
    *holder_columns("接包企业", "接包方", "承接企业"),
    Column(
        N_("Client"),
        "client",
        text_of(200),
        required=True,
        synonyms=("发包商", "发包方", "发包企业", "客户", "客户名称"),
        example="Northwind Inc.",
        width=28,
    ),
    Column(
        N_("Country or region"),
        "country_code",
        text_of(80),
        required=True,
        synonyms=("国家(地区)", "国家或地区", "国别(地区)", "国别", "发包商国家(地区)"),
        example="美国",
        width=14,
    ),
    Column(
        N_("Final client"),
        "final_customer",
        text_of(200),
        synonyms=("最终客户", "Final customer"),
        width=24,
    ),
    Column(
        N_("Service line"),
        "service_line",
        read_service_line,
        required=True,
        synonyms=("业务类型", "外包类型", "服务外包类型", "业务类别"),
        allowed=WORDS,
        width=10,
    ),
    Column(
        N_("Currency"),
        "currency",
        read_currency,
        required=True,
        synonyms=("币种", "货币"),
        example="USD",
        width=8,
    ),
    Column(
        N_("Signed amount"),
        "amount",
        read_decimal,
        Format.NUMBER,
        required=True,
        synonyms=("签约额", "签约金额", "合同金额", "合同额", "协议金额"),
        width=16,
    ),
    Column(
        N_("Date of signing"),
        "signed_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("签订日期", "签约日期", "签署日期", "合同签订日期"),
        width=13,
    ),
    Column(
        N_("Work begins"),
        "starts_on",
        read_date,
        Format.DATE,
        synonyms=("合同开始日期", "开始日期", "起始日期"),
        width=13,
    ),
    Column(
        N_("Work ends"),
        "ends_on",
        read_date,
        Format.DATE,
        synonyms=("合同完成日期", "合同结束日期", "完成日期", "结束日期"),
        width=13,
    ),
    Column(N_("Subject"), "subject", text_of(300), synonyms=("合同内容", "合同名称"), width=28),
    Column(
        N_("Service code"),
        "service_code",
        text_of(40),
        Format.CODE,
        synonyms=("业务分类代码", "业务代码", "服务外包业务代码"),
        width=14,
    ),
    Column(
        N_("Layer"),
        "layer",
        read_layer,
        synonyms=("层次", "业务层次"),
        allowed=("Strategic", "Functional", "Operational"),
        show=label,
        width=10,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
