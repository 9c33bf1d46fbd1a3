"""The columns of the registry's list."""

from __future__ import annotations

from parkdesk.gui.enterprises.words import CERTIFICATE_TONES, STATUS_TONES, short_certificate
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.enterprise_lists import EnterpriseRow


def enterprise_columns() -> tuple[Column[EnterpriseRow], ...]:
    """Return the columns, their titles in the language in use."""
    return (
        Column(tr("Enterprise name"), lambda row: row.name, "name", width=210),
        Column(
            tr("Unified social credit code"), lambda row: row.code, "code", width=168, muted=True
        ),
        Column(
            tr("Line"),
            lambda row: row.service_line.value if row.service_line else "—",
            "service_line",
            width=64,
        ),
        Column(tr("Contracts"), lambda row: number_text(row.contracts), numeric=True, width=66),
        Column(tr("Best certificate"), short_certificate, width=100),
        Column(
            tr("Certificate status"),
            lambda row: label(row.certificates),
            tone=lambda row: CERTIFICATE_TONES[row.certificates],
            width=92,
        ),
        Column(tr("Expiry"), lambda row: date_text(row.expires_on), width=94),
        Column(tr("Market"), lambda row: label(row.reach) if row.reach else "—", width=96),
        Column(
            tr("Status"),
            lambda row: label(row.status),
            "status",
            tone=lambda row: STATUS_TONES[row.status],
            width=96,
        ),
        Column(
            tr("People"),
            lambda row: number_text(row.headcount),
            "headcount",
            numeric=True,
            width=70,
        ),
        Column(tr("Entered"), lambda row: date_text(row.entered_on), "entered_on", width=94),
        Column(tr("Premises"), lambda row: row.building or "—", width=140, muted=True),
    )
