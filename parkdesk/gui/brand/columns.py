"""Columns of the list of events, of who takes part, and of the contracts that came of one."""

from __future__ import annotations

from parkdesk.gui.brand.words import TONES, days_text, log_text, people_text, place_text
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, money_text, number_text, tr
from parkdesk.usecases.brand_event_lists import EventContract, EventRow, Participant


def event_columns() -> tuple[Column[EventRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Name of the event"), lambda row: row.form.title, "title", width=210, grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TONES[row.state],
            width=84,
            key="state",
        ),
        Column(
            tr("Days of the event"),
            days_text,
            "first_on",
            width=180,
            value=lambda row: row.form.first_on,
        ),
        Column(tr("Place"), place_text, width=130, key="venue", grows=True, yields=2),
        Column(
            tr("Firms there"),
            lambda row: number_text(row.firms),
            numeric=True,
            width=74,
            key="firms",
            value=lambda row: row.firms,
        ),
        Column(
            tr("Leads"),
            lambda row: number_text(row.leads),
            numeric=True,
            width=74,
            key="leads",
            value=lambda row: row.leads,
        ),
        Column(
            tr("Sort of event"),
            lambda row: label(row.form.kind),
            width=90,
            key="kind",
            yields=1,
        ),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=3),
        Column(
            tr("Own money"),
            lambda row: money_text(row.form.own_cents),
            numeric=True,
            width=110,
            key="own",
            hidden=True,
            value=lambda row: row.form.own_cents,
        ),
        Column(
            tr("Money of a grant"),
            lambda row: money_text(row.form.grant_cents),
            numeric=True,
            width=110,
            key="grant",
            hidden=True,
            value=lambda row: row.form.grant_cents,
        ),
        Column(tr("Brand"), lambda row: label(row.form.brand), width=110, key="brand", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )


def participant_columns() -> tuple[Column[Participant], ...]:
    """Return the columns of those who take part."""
    return (
        Column(tr("Enterprise"), lambda one: one.enterprise, width=130, grows=True, key="name"),
        Column(
            tr("People sent"),
            people_text,
            numeric=True,
            width=56,
            key="people",
            value=lambda one: one.people,
        ),
        Column(
            tr("Leads"),
            lambda one: number_text(one.leads),
            numeric=True,
            width=56,
            key="leads",
            value=lambda one: one.leads,
        ),
        Column(tr("Service log"), log_text, width=70, key="log", yields=1),
        Column(
            tr("Who showed interest"),
            lambda one: one.interest,
            width=110,
            key="interest",
            grows=True,
            yields=2,
        ),
    )


def contract_columns() -> tuple[Column[EventContract], ...]:
    """Return the columns of the contracts that came of an event."""
    return (
        Column(tr("Contract number"), lambda one: one.number, width=110, key="number"),
        Column(tr("Enterprise"), lambda one: one.enterprise, width=120, key="name", grows=True),
        Column(
            tr("Signed amount"),
            lambda one: usd_text(one.amount_usd_cents),
            numeric=True,
            width=110,
            key="signed",
            value=lambda one: one.amount_usd_cents,
        ),
        Column(
            tr("Executed in all"),
            lambda one: usd_text(one.executed_usd_cents),
            numeric=True,
            width=110,
            key="executed",
            yields=1,
            value=lambda one: one.executed_usd_cents,
        ),
        Column(
            tr("Date of signing"),
            lambda one: date_text(one.signed_on),
            width=90,
            key="signed_on",
            yields=2,
            value=lambda one: one.signed_on,
        ),
    )
