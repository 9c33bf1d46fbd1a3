"""The columns of the register of claims."""

from __future__ import annotations

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.money import major_units
from parkdesk.gui.claims.words import STATE_TONES
from parkdesk.gui.table_model import Column
from parkdesk.i18n import amount_text, date_text, instant_text, label, number_text, tr
from parkdesk.usecases.claim_lists import ClaimRow


def claim_columns() -> tuple[Column[ClaimRow], ...]:
    """Return the columns of the register; those that are rarely asked for are hidden."""
    return (
        Column(tr("Number"), lambda row: row.number, sort="number", width=108),
        Column(
            tr("Enterprise"), lambda row: row.enterprise, sort="enterprise", width=216, grows=True
        ),
        Column(
            tr("State"),
            lambda row: label(row.state),
            sort="state",
            tone=lambda row: STATE_TONES[row.state],
            width=118,
        ),
        Column(
            tr("Payable / all"),
            lambda row: f"{number_text(row.eligible_heads)} / {number_text(row.heads)}",
            numeric=True,
            width=92,
            key="heads",
            yields=2,
        ),
        Column(
            tr("Computed ¥"),
            lambda row: amount_text(row.requested_cents),
            sort="requested",
            numeric=True,
            width=112,
            value=lambda row: major_units(row.requested_cents),
        ),
        Column(
            tr("Approved ¥"),
            lambda row: "—" if row.approved_cents is None else amount_text(row.approved_cents),
            numeric=True,
            width=112,
            key="approved",
            value=lambda row: (
                None if row.approved_cents is None else major_units(row.approved_cents)
            ),
            yields=1,
        ),
        Column(
            tr("Begun"),
            lambda row: instant_text(row.created_at)[:10],
            sort="created",
            width=96,
            hidden=True,
            value=lambda row: day_in_china(row.created_at),
        ),
        Column(
            tr("Kind of claim"),
            lambda row: label(row.kind),
            width=150,
            muted=True,
            key="track",
            hidden=True,
        ),
        Column(
            tr("Paid ¥"),
            lambda row: "—" if row.paid_cents is None else amount_text(row.paid_cents),
            numeric=True,
            width=112,
            key="paid",
            hidden=True,
            value=lambda row: None if row.paid_cents is None else major_units(row.paid_cents),
        ),
        Column(
            tr("Paid on"),
            lambda row: date_text(row.paid_on),
            width=96,
            key="paid_on",
            hidden=True,
            value=lambda row: row.paid_on,
        ),
        Column(
            tr("Applied for ¥"),
            lambda row: amount_text(row.asked_cents),
            numeric=True,
            width=112,
            key="asked",
            hidden=True,
            value=lambda row: major_units(row.asked_cents),
        ),
        Column(
            tr("Recovered ¥"),
            lambda row: "—" if row.recovered_cents is None else amount_text(row.recovered_cents),
            numeric=True,
            width=112,
            key="recovered",
            hidden=True,
            value=lambda row: (
                None if row.recovered_cents is None else major_units(row.recovered_cents)
            ),
        ),
    )
