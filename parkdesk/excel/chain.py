"""The columns of the chain's table, as it is exported."""

from __future__ import annotations

from parkdesk.excel.columns import Column, Format
from parkdesk.i18n import N_

CHAIN_COLUMNS: tuple[Column, ...] = (
    Column(N_("Stage"), "stage", width=26),
    Column(N_("Gives the work"), "giver", width=34),
    Column(N_("Giver's country or region"), "giver_country", width=16),
    Column(N_("Takes the work"), "taker", width=34),
    Column(N_("Amount (US$)"), "amount_usd_cents", format=Format.MONEY, width=18),
    Column(N_("Contracts"), "contracts", format=Format.INTEGER, width=10),
    Column(N_("Known from"), "origins", width=24),
)
"""Order of the export; nothing imports it: the chain is made from contracts."""
