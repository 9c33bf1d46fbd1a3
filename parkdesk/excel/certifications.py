"""The columns of a list of certificates: import, export and template."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from parkdesk.domain.appraisals import Method
from parkdesk.domain.certifications import EventType
from parkdesk.excel.cells import (
    CellFault,
    choice_of,
    read_date,
    read_integer,
    read_text,
    text_of,
)
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.holder import holder_columns
from parkdesk.i18n import N_, label

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell

_KINDS = {
    "CMMI": "CMMI",
    "CMM": "CMM",
    "SW-CMM": "CMM",
    "PCMM": "PCMM",
    "People CMM": "PCMM",
    "CSMM": "CSMM",
    "DCMM": "DCMM",
    "ISO9001": "ISO9001",
    "ISO27001": "ISO27001",
    "ISO/IEC27001": "ISO27001",
    "ISO20000": "ISO20000",
    "ISO20000-1": "ISO20000",
    "ISO/IEC20000": "ISO20000",
    "ISO/IEC20000-1": "ISO20000",
    "ISO14001": "ISO14001",
    "BS7799": "BS7799",
    "BS25999": "BS25999",
    "ITSS": "ITSS",
    "COPC": "COPC",
    "ITIL": "ITIL",
    "SAS70": "SAS70",
    "SSAE16": "SSAE18",
    "SSAE18": "SSAE18",
    "SWIFT": "SWIFT",
    "GLP": "GLP",
    "AAALAC": "AAALAC",
}
# Longest first: CMM stands inside CMMI, and inside PCMM.
_BY_LENGTH = sorted(
    ((re.sub(r"\s+", "", word).casefold(), code) for word, code in _KINDS.items()),
    key=lambda pair: -len(pair[0]),
)
_WITH_LEVELS = frozenset({"CMM", "CMMI", "PCMM", "CSMM", "DCMM"})
_LEVEL = re.compile(r"(?:ml|level|l)-?([1-5])(?!\d)|([1-5])级|^[a-z-]+([1-5])$")
_CHINESE_LEVELS = str.maketrans("一二三四五", "12345")

_METHODS = {
    **{member.value: member.value for member in Method},
    "CBA-IPI": Method.CBA_IPI.value,
    "SCAMPI A": Method.SCAMPI_A.value,
    "SCAMPI B": Method.SCAMPI_B.value,
    "SCAMPI C": Method.SCAMPI_C.value,
    "基准评估": Method.BENCHMARK.value,
    "维持评估": Method.SUSTAINMENT.value,
    "行动计划再评估": Method.ACTION_PLAN_REAPPRAISAL.value,
    "APR": Method.ACTION_PLAN_REAPPRAISAL.value,
    "评价": Method.EVALUATION.value,
    "基准评估(Benchmark)": Method.BENCHMARK.value,
    "维持评估(Sustainment)": Method.SUSTAINMENT.value,
    "行动计划再评估(APR)": Method.ACTION_PLAN_REAPPRAISAL.value,
    "评价(Evaluation)": Method.EVALUATION.value,
    "CBA-IPI 评估": Method.CBA_IPI.value,
    "SCAMPI A 评估": Method.SCAMPI_A.value,
    "SCAMPI B 评估": Method.SCAMPI_B.value,
    "SCAMPI C 评估": Method.SCAMPI_C.value,
}

_EVENTS = {
    **{member.value: member.value for member in EventType},
    "首次": EventType.FIRST.value,
    "首次认证": EventType.FIRST.value,
    "初次认证": EventType.FIRST.value,
    "维护": EventType.MAINTENANCE.value,
    "维持": EventType.MAINTENANCE.value,
    "再认证": EventType.MAINTENANCE.value,
    "升级": EventType.UPGRADE.value,
    "First certification": EventType.FIRST.value,
}


def read_kind(cell: Cell) -> str | None:
    """Return the code of a kind; a level written with it follows a number sign: `CMMI#3`.

    Takes CMMI, CMMI3级, CMMI-DEV V2.0 ML3, ISO 27001, GB/T 22080-2016/ISO/IEC 27001:2013.
    """
    text = read_text(cell)
    if not text:
        return None
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    code = _one_kind(folded)
    if code is None:
        raise CellFault("not-in-list", allowed=tuple(dict.fromkeys(_KINDS.values())))
    level = _LEVEL.search(folded.translate(_CHINESE_LEVELS)) if code in _WITH_LEVELS else None
    return f"{code}#{level[1] or level[2] or level[3]}" if level else code


def _one_kind(folded: str) -> str | None:
    """Return the one kind that stands in the cell; of two kinds, the person says which it is."""
    found = set()
    for word, code in _BY_LENGTH:
        if word in folded:
            found.add(code)
            folded = folded.replace(word, " ")
    return found.pop() if len(found) == 1 else None


def read_any_kind(cell: Cell) -> str | None:
    """Return what `read_kind` does; a word that means none of the program's kinds as "?word".

    The register alone knows the kinds that the park has added: it looks the word up.
    """
    text = read_text(cell)
    if text and re.sub(r"\s+", "", text).casefold().startswith("park-"):
        return f"?{text}"
    try:
        return read_kind(cell)
    except CellFault:
        return f"?{text}"


def known_kinds() -> tuple[str, ...]:
    """Return the codes of the kinds that lists may name without further ado."""
    return tuple(dict.fromkeys(_KINDS.values()))


CERTIFICATION_COLUMNS: tuple[Column, ...] = (
    *holder_columns("企业全称"),
    Column(
        N_("Certificate"),
        "type_code",
        read_any_kind,
        required=True,
        synonyms=("证书", "证书种类", "证书类型", "证书名称", "认证类型", "资质名称", "资质"),
        example="CMMI",
        width=16,
    ),
    Column(
        N_("Maturity level"),
        "level",
        read_integer,
        Format.INTEGER,
        synonyms=("成熟度等级", "等级", "级别"),
        example=3,
        width=10,
    ),
    Column(
        N_("Certificate number"),
        "number",
        text_of(80),
        Format.CODE,
        required=True,
        synonyms=("证书编号", "编号", "证书号", "评估编号"),
        width=24,
    ),
    Column(
        N_("Date of issue"),
        "issued_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("颁发日期", "颁证日期", "发证日期", "获证日期", "评估结束日", "评估结束日期"),
        width=13,
    ),
    Column(
        N_("Valid until"),
        "expires_on",
        read_date,
        Format.DATE,
        synonyms=("有效期至", "到期日", "到期日期", "有效期", "失效日期"),
        width=13,
    ),
    Column(
        N_("Model version"),
        "model",
        text_of(40),
        synonyms=("模型版本", "版本"),
        example="CMMI V2.0",
        width=14,
    ),
    Column(
        N_("Appraisal method"),
        "method",
        choice_of(_METHODS),
        synonyms=("评估方法", "评估方式"),
        show=lambda value: label(Method(value)) if value else "",
        width=22,
    ),
    Column(
        N_("Issued by"),
        "issuer",
        text_of(200),
        synonyms=("发证机构", "认证机构", "评估机构"),
        width=24,
    ),
    Column(
        N_("Model view"),
        "view",
        text_of(80),
        synonyms=("模型视图", "模型领域", "领域"),
        width=12,
    ),
    Column(
        N_("Obtained as"),
        "event_type",
        choice_of(_EVENTS),
        synonyms=("取得方式", "认证类别"),
        show=lambda value: label(EventType(value)) if value else "",
        width=12,
    ),
    Column(
        N_("Last surveillance"),
        "last_surveillance_on",
        read_date,
        Format.DATE,
        synonyms=("最近监督审核", "最近一次监督审核", "监督审核日期"),
        width=13,
    ),
    Column(N_("Scope"), "scope", text_of(500), synonyms=("认证范围", "范围"), width=30),
    Column(
        N_("Organisational unit"),
        "org_unit",
        text_of(200),
        synonyms=("组织单元", "被评估组织单元"),
        width=26,
    ),
    Column(N_("Site"), "site", text_of(200), synonyms=("地点", "场所", "评估地点"), width=16),
    Column(
        N_("English name"),
        "name_en",
        text_of(200),
        synonyms=("英文名称", "企业英文名称", "公示英文名称"),
        width=28,
    ),
    Column(
        # Lists that know one number alone call that of the certificate 评估编号 too.
        N_("Appraisal ID in PARS"),
        "appraisal_id",
        text_of(40),
        Format.CODE,
        synonyms=("评估ID", "评估标识", "PARS编号", "Appraisal ID"),
        width=12,
    ),
    Column(
        N_("Lead appraiser"),
        "lead_appraiser",
        text_of(80),
        synonyms=("主任评估师", "评估组长"),
        width=16,
    ),
    Column(N_("Sponsor"), "sponsor", text_of(80), synonyms=("发起人", "评估发起人"), width=14),
    Column(N_("Partner"), "partner", text_of(120), synonyms=("合作伙伴", "评估合作伙伴"), width=20),
    Column(
        N_("Reason for another last day"),
        "expiry_reason",
        text_of(200),
        synonyms=("到期日调整原因",),
        width=20,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
