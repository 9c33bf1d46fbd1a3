"""The columns of the register of contracts."""

from __future__ import annotations

from decimal import Decimal

from parkdesk.domain.money import major_units, plain_amount
from parkdesk.gui.contracts.report_words import REPORT_TONES
from parkdesk.gui.contracts.words import (
    MARKET_TONES,
    STATE_TONES,
    country_text,
)
from parkdesk.gui.table_model import Column
from parkdesk.i18n import amount_text, date_text, label, percent_text, tr
from parkdesk.usecases.contract_lists import ContractRow


def contract_columns() -> tuple[Column[ContractRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        Column(tr("Number"), lambda row: row.number, "number", width=118),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=190, grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: STATE_TONES[row.state],
            width=92,
            key="state",
        ),
        Column(
            tr("Signed, US$"),
            lambda row: "—" if row.amount_usd_cents is None else amount_text(row.amount_usd_cents),
            "amount",
            numeric=True,
            width=108,
            value=lambda row: (
                None if row.amount_usd_cents is None else major_units(row.amount_usd_cents, "USD")
            ),
        ),
        Column(
            tr("Signed on"),
            lambda row: date_text(row.signed_on),
            "signed_on",
            width=96,
            value=lambda row: row.signed_on,
            yields=1,
        ),
        Column(
            tr("Executed %"),
            lambda row: percent_text(row.executed_permille),
            numeric=True,
            width=92,
            key="executed",
            value=lambda row: Decimal(row.executed_permille).scaleb(-1),
            yields=2,
        ),
        Column(tr("Client"), lambda row: row.client, "client", width=160, hidden=True, grows=True),
        Column(
            tr("Offshore or onshore"),
            lambda row: label(row.market),
            tone=lambda row: MARKET_TONES[row.market],
            width=104,
            key="market",
            hidden=True,
        ),
        Column(tr("Country or region"), country_text, width=110, key="country", hidden=True),
        Column(
            tr("Service line"),
            lambda row: label(row.service_line),
            width=72,
            key="service_line",
            hidden=True,
        ),
        Column(
            tr("Amount with changes"),
            lambda row: plain_amount(row.amount_minor, row.currency),
            numeric=True,
            width=120,
            key="agreed",
            hidden=True,
            value=lambda row: major_units(row.amount_minor, row.currency),
        ),
        Column(tr("Currency"), lambda row: row.currency, width=64, key="currency", hidden=True),
        Column(
            tr("Reporting"),
            lambda row: label(row.report_state),
            tone=lambda row: REPORT_TONES[row.report_state],
            width=92,
            key="report_state",
            yields=3,
        ),
        Column(
            tr("Reported on"),
            lambda row: date_text(row.reported_on) if row.reported_on else "",
            width=96,
            key="reported_on",
            hidden=True,
            value=lambda row: row.reported_on,
        ),
    )
