"""The columns of a list of executions: import, export and template."""

from __future__ import annotations

from parkdesk.excel.cells import read_date, read_decimal, text_of
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.contracts import read_currency
from parkdesk.i18n import N_

EXECUTION_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Contract number"),
        "number",
        text_of(80),
        Format.CODE,
        required=True,
        synonyms=("合同编号", "合同号"),
        example="JB-2026-001",
        width=20,
    ),
    Column(
        N_("Date of execution"),
        "executed_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("执行日期", "收汇日期", "到账日期"),
        width=13,
    ),
    Column(
        N_("Executed amount"),
        "amount",
        read_decimal,
        Format.NUMBER,
        required=True,
        synonyms=("执行额", "执行金额", "合同执行金额", "收汇金额"),
        width=16,
    ),
    Column(
        N_("Currency"),
        "currency",
        read_currency,
        synonyms=("币种", "货币"),
        example="USD",
        width=8,
    ),
    Column(
        N_("Receipt number"),
        "receipt_no",
        text_of(80),
        Format.CODE,
        synonyms=("收汇凭证号", "凭证号", "收汇凭证编号", "核销单号"),
        width=20,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
