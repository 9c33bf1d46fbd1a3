"""Columns of the list of opportunities, and of those recommended for one."""

from __future__ import annotations

from parkdesk.gui.marketplace.opportunity_words import (
    CANDIDATE_TONES,
    TONES,
    answer_text,
    certificate_text,
    service_text,
    since_text,
    why_text,
)
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.opportunity_lists import Candidate, OpportunityRow


def candidate_columns() -> tuple[Column[Candidate], ...]:
    """Return the columns of those recommended."""
    return (
        Column(tr("Enterprise"), lambda one: one.enterprise, width=120, grows=True, key="name"),
        Column(
            tr("State"),
            lambda one: label(one.state),
            tone=lambda one: CANDIDATE_TONES[one.state],
            width=78,
            key="state",
        ),
        Column(tr("State since"), since_text, width=90, key="since"),
        Column(tr("Grounds"), why_text, width=100, key="why", grows=True, yields=1),
    )


def opportunity_columns() -> tuple[Column[OpportunityRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("What is wanted"), lambda row: row.form.title, "title", width=210, grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TONES[row.state],
            width=96,
            key="state",
        ),
        Column(
            tr("Offers until"),
            answer_text,
            "answer_by",
            width=110,
            tone=lambda row: Tone.WARN if row.is_past else None,
            value=lambda row: row.form.answer_by,
        ),
        Column(tr("Client"), lambda row: row.client, width=140, key="client", yields=2, grows=True),
        Column(
            tr("Firms recommended"),
            lambda row: number_text(row.recommended),
            numeric=True,
            width=84,
            key="recommended",
            value=lambda row: row.recommended,
        ),
        Column(
            tr("Posted on"),
            lambda row: date_text(row.form.posted_on),
            "posted_on",
            width=92,
            yields=1,
            value=lambda row: row.form.posted_on,
        ),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=3),
        Column(tr("Service code"), service_text, width=140, key="service_code", hidden=True),
        Column(tr("Certificate asked for"), certificate_text, width=140, key="cert", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )
