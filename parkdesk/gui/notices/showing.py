"""What a notice shows: its facts, and the columns of its tables."""

from __future__ import annotations

import datetime as dt
from functools import partial

from parkdesk.domain.money import major_units
from parkdesk.domain.notices import NoticeState
from parkdesk.gui.notices.words import LISTED_TONES, NOTICE_TONES, OBJECTION_TONES
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, money_text, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.notice_lists import ListedClaim, NoticeDetail, NoticeRow, ObjectionRow


def notice_columns(today: dt.date) -> tuple[Column[NoticeRow], ...]:
    """Return the columns of the list of notices; `today` says which are over."""
    return (
        Column(tr("Notice"), lambda row: row.number, width=124, key="number"),
        Column(
            tr("Published"),
            lambda row: date_text(row.published_on),
            "published",
            width=96,
            yields=1,
            value=lambda row: row.published_on,
        ),
        Column(
            tr("Notice ends"),
            _last_day,
            width=116,
            key="last_on",
            value=lambda row: row.last_on,
        ),
        Column(
            tr("Programme"),
            lambda row: in_language(row.programme, row.programme_en),
            width=280,
            grows=True,
            wraps=True,
            key="programme",
        ),
        Column(
            tr("Claims"),
            lambda row: number_text(row.claims),
            numeric=True,
            width=64,
            yields=2,
            key="claims",
            value=lambda row: row.claims,
        ),
        Column(
            tr("Persons published"),
            lambda row: number_text(row.heads),
            numeric=True,
            width=64,
            key="heads",
            value=lambda row: row.heads,
            hidden=True,
        ),
        Column(
            tr("Amount"),
            lambda row: money_text(row.amount_cents),
            "amount",
            numeric=True,
            width=116,
            yields=3,
            value=lambda row: major_units(row.amount_cents),
        ),
        Column(
            tr("State"),
            partial(_state, today),
            "state",
            tone=partial(_tone, today),
            width=110,
        ),
    )


def _state(today: dt.date, row: NoticeRow) -> str:
    if row.open_objections:
        return trn("{n} objection", "{n} objections", row.open_objections)
    if row.state is NoticeState.OPEN and row.last_on < today:
        return tr("To be closed")
    return label(row.state)


def _tone(today: dt.date, row: NoticeRow) -> Tone:
    if row.open_objections:
        return Tone.WARN
    if row.state is NoticeState.OPEN and row.last_on < today:
        return Tone.GOOD
    return NOTICE_TONES[row.state]


def _last_day(row: NoticeRow) -> str:
    day = date_text(row.last_on)
    return day if row.calendar_known else tr("{day} (to be confirmed)", day=day)


def notice_facts(detail: NoticeDetail) -> list[tuple[str, str]]:
    """Return what the overview of a notice says."""
    row = detail.row
    pairs = [
        (tr("Published on"), date_text(row.published_on)),
        (tr("Working days"), number_text(row.working_days)),
        (tr("Notice ends"), _last_day(row)),
        (tr("Place of publication"), detail.place),
        (tr("Claims"), number_text(row.claims)),
        (tr("Persons published"), number_text(row.heads)),
        (tr("Amount"), money_text(row.amount_cents)),
        (tr("Published by"), detail.created_by),
    ]
    if detail.closed_by:
        pairs.append((tr("Closed by"), detail.closed_by))
    return pairs


def claim_columns() -> tuple[Column[ListedClaim], ...]:
    """Return the columns of a notice's claims."""
    return (
        Column(tr("Claim"), lambda one: one.number, width=110),
        Column(tr("Enterprise"), lambda one: one.enterprise, width=150, grows=True, wraps=True),
        Column(tr("Amount"), lambda one: money_text(one.amount_cents), numeric=True, width=110),
        Column(
            tr("State"),
            lambda one: label(one.state),
            tone=lambda one: LISTED_TONES[one.state],
            width=90,
        ),
    )


def objection_columns() -> tuple[Column[ObjectionRow], ...]:
    """Return the columns of a notice's objections."""
    return (
        Column(tr("Received on"), lambda one: date_text(one.received_on), width=92),
        Column(tr("About"), lambda one: one.claim or tr("The whole notice"), width=110, yields=1),
        Column(tr("What is objected"), lambda one: one.words, width=160, grows=True, wraps=True),
        Column(
            tr("State"),
            lambda one: label(one.state),
            tone=lambda one: OBJECTION_TONES[one.state],
            width=96,
        ),
    )
