"""The columns of the register of contracts."""

from __future__ import annotations

from parkdesk.gui.contracts.words import (
    MARKET_TONES,
    STATE_TONES,
    country_text,
    permille_text,
)
from parkdesk.gui.table_model import Column
from parkdesk.i18n import amount_text, date_text, label, tr
from parkdesk.usecases.contract_lists import ContractRow


def contract_columns() -> tuple[Column[ContractRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        Column(tr("Number"), lambda row: row.number, "number", width=118),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=160),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: STATE_TONES[row.state],
            width=92,
        ),
        Column(
            tr("Signed, US$"),
            lambda row: "—" if row.amount_usd_cents is None else amount_text(row.amount_usd_cents),
            "amount",
            numeric=True,
            width=108,
        ),
        Column(tr("Signed on"), lambda row: date_text(row.signed_on), "signed_on", width=112),
        Column(
            tr("Executed %"),
            lambda row: permille_text(row.executed_permille),
            numeric=True,
            width=92,
        ),
        Column(tr("Client"), lambda row: row.client, "client", width=132),
        Column(
            tr("Offshore or onshore"),
            lambda row: label(row.market),
            tone=lambda row: MARKET_TONES[row.market],
            width=104,
        ),
        Column(tr("Country or region"), country_text, width=110),
        Column(tr("Service line"), lambda row: label(row.service_line), width=72),
    )
