"""The list of a closing chain: each row of contracts that was written between two editions."""

from __future__ import annotations

import datetime as dt

from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_, instant_text, number_text, tr
from parkdesk.i18n.contract_moves import part_text, what_text


def _edition(edition: int) -> str:
    return number_text(edition) if edition else tr("Not closed yet")


def _at(at: dt.datetime) -> str:
    return instant_text(at)


CHAIN_COLUMNS: tuple[Column, ...] = (
    Column(N_("Edition that follows"), "edition", show=_edition, width=14),
    Column(N_("Entry"), "entry", format=Format.INTEGER, width=10),
    Column(N_("Contract"), "contract", format=Format.CODE, width=24),
    Column(N_("Record"), "table", show=part_text, width=12),
    Column(N_("What changed"), "line", show=what_text, width=60),
    Column(N_("By"), "by", width=12),
    Column(N_("On"), "at", show=_at, width=18),
    Column(N_("Why"), "reason", width=40),
)
