"""How contracts are said and toned."""

from __future__ import annotations

from parkdesk.domain.contracts import ContractState, Market
from parkdesk.gui.theme import Tone
from parkdesk.i18n import language, money_text, tr
from parkdesk.usecases.contract_lists import ContractRow

STATE_TONES = {
    ContractState.DRAFT: Tone.NEUTRAL,
    ContractState.REGISTERED: Tone.GOOD,
    ContractState.FINISHED: Tone.NEUTRAL,
    ContractState.TERMINATED: Tone.WARN,
}
MARKET_TONES = {Market.OFFSHORE: Tone.ACCENT, Market.ONSHORE: Tone.NEUTRAL}


def country_text(row: ContractRow) -> str:
    """Return the client's country or region as the statistics show it."""
    return row.country_zh if language() == "zh_CN" else row.country_en


def usd_text(cents: int | None) -> str:
    """Return an amount in US dollars, or that its month has no rate yet."""
    return tr("no rate yet") if cents is None else money_text(cents, "USD")
