"""How contracts are said and toned."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.contracts import ContractState, Market
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, language, money_text, number_text, tr, trn
from parkdesk.usecases.contract_lists import ContractCounts, ContractRow

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


def loss_text(counts: ContractCounts, today: dt.date) -> str:
    """Return the warning that executions will soon be past reporting; empty where none are."""
    loss = counts.loss
    if loss is None or not counts.losing:
        return ""
    return trn(
        "{n} contract has executions from {first} to {last} not reported as they now are: the"
        " state system accepts them only until {until}, {days} days from now.",
        "{n} contracts have executions from {first} to {last} not reported as they now are: the"
        " state system accepts them only until {until}, {days} days from now.",
        counts.losing,
        first=date_text(loss.days.first),
        last=date_text(loss.days.last),
        until=date_text(loss.last_day),
        days=number_text((loss.last_day - today).days),
    )
