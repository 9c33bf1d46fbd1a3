"""The columns of a list of services of the public platforms: import, export and template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.platforms import KINDS, ServiceKind
from parkdesk.excel.cells import (
    CellFault,
    amount_in,
    plain,
    read_date,
    read_decimal,
    read_integer,
    read_text,
    text_of,
)
from parkdesk.excel.columns import Column, Format
from parkdesk.excel.holder import holder_columns
from parkdesk.i18n import N_, label
from parkdesk.i18n.sentences.platforms import LABELS

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell

_KINDS = tuple(kind for kinds in KINDS.values() for kind in kinds)


def read_kind(cell: Cell) -> ServiceKind | None:
    """Return what was done, named in the language in use, in English or by its code."""
    text = read_text(cell)
    if text is None:
        return None
    for kind in _KINDS:
        if plain(text) in {plain(label(kind)), plain(LABELS[kind]), plain(kind.value)}:
            return kind
    raise CellFault("not-in-list", allowed=tuple(label(kind) for kind in _KINDS))


SERVICE_COLUMNS: tuple[Column, ...] = (
    Column(
        N_("Date"),
        "served_on",
        read_date,
        Format.DATE,
        required=True,
        synonyms=("服务日期", "服务时间", "日期"),
        width=13,
    ),
    *holder_columns("服务企业", "服务对象", "委托企业"),
    Column(
        N_("Kind of service"),
        "kind",
        read_kind,
        required=True,
        synonyms=("服务内容", "服务类别", "服务类型"),
        allowed=tuple(LABELS[kind] for kind in _KINDS),
        example=ServiceKind.SERVICE_ORDER,
        show=label,
        width=16,
    ),
    Column(
        N_("Catalogue entry"),
        "offer",
        text_of(80),
        synonyms=("服务项目", "目录项目"),
        width=26,
    ),
    Column(
        N_("Hours"),
        "hours",
        read_decimal,
        Format.NUMBER,
        synonyms=("服务小时", "服务时长", "时长", "小时"),
        width=10,
    ),
    Column(
        N_("People who took part"),
        "people",
        read_integer,
        Format.INTEGER,
        synonyms=("参加人数", "服务人数", "人数"),
        width=10,
    ),
    Column(
        N_("Fee paid"),
        "fee_cents",
        amount_in(1),
        Format.MONEY,
        synonyms=("收费", "收费（元）", "服务费", "费用", "收费金额"),
        width=12,
    ),
    Column(
        N_("Satisfaction"),
        "satisfaction",
        read_integer,
        Format.INTEGER,
        synonyms=("满意度", "满意度（1—5）"),
        width=10,
    ),
    Column(N_("Remarks"), "note", text_of(500), synonyms=("备注", "说明"), width=24),
)
"""Order of the export and of the template; a file may have any of them in any order."""
