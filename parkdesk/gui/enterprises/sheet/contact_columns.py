"""How contacts and accounts stand in their tables."""

from __future__ import annotations

import re

from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, instant_text, label, tr
from parkdesk.usecases.bank_accounts import AccountRow, FormerAccount
from parkdesk.usecases.contacts import ContactRow


def contact_columns() -> tuple[Column[ContactRow], ...]:
    """Return the columns of contacts; the main one has a chip."""
    return (
        Column(tr("Full name"), lambda row: row.name or "—", width=90, key="name"),
        Column(
            tr("Main or further"),
            lambda row: tr("Main contact") if row.is_main else "",
            tone=lambda row: Tone.ACCENT if row.is_main else None,
            width=104,
            key="main",
        ),
        Column(tr("Post held"), lambda row: row.post or "—", width=110, key="post"),
        Column(tr("Mobile"), lambda row: row.mobile or "—", width=112, key="mobile"),
        Column(tr("Telephone"), lambda row: row.phone or "—", width=122, key="phone"),
        Column(tr("E-mail"), lambda row: row.email or "—", width=230, key="email", grows=True),
        Column(
            tr("Responsible for"),
            lambda row: tr(", ").join(label(one) for one in row.duties) or "—",
            width=180,
            key="duties",
            grows=True,
        ),
    )


def account_columns() -> tuple[Column[AccountRow], ...]:
    """Return the columns of accounts; the one for subsidies has a chip."""
    return (
        Column(tr("Bank"), lambda row: row.bank or "—", width=196, key="bank", grows=True),
        Column(
            tr("Used for"),
            lambda row: tr("Subsidies") if row.is_main else "",
            tone=lambda row: Tone.ACCENT if row.is_main else None,
            width=90,
            key="main",
        ),
        Column(tr("Branch"), lambda row: row.branch or "—", width=150, key="branch", grows=True),
        Column(
            tr("Account name"), lambda row: row.holder or "—", width=170, key="holder", grows=True
        ),
        Column(tr("Account number"), lambda row: short_number(row.account), width=90, key="number"),
        Column(
            tr("Kind of account"),
            lambda row: label(row.purpose) if row.purpose else "—",
            width=110,
            key="kind",
        ),
        Column(tr("Used from"), lambda row: date_text(row.from_on), width=94, key="from"),
        Column(tr("Used until"), lambda row: date_text(row.until_on), width=94, key="until"),
        Column(
            tr("Also registered for"),
            lambda row: tr(", ").join(row.also_of),
            tone=lambda row: Tone.WARN if row.also_of else None,
            width=200,
            key="also",
            yields=1,
        ),
    )


def former_columns() -> tuple[Column[FormerAccount], ...]:
    """Return the columns of what stood on the record before."""
    return (
        Column(tr("Bank"), lambda row: row.bank or "—", width=200, key="bank"),
        Column(
            tr("Account number"), lambda row: short_number(row.account), width=110, key="number"
        ),
        Column(tr("From"), lambda row: instant_text(row.since), width=130, key="from"),
        Column(tr("To"), lambda row: instant_text(row.until), width=130, key="to"),
        Column(tr("Entered by"), lambda row: row.by, width=120, muted=True, key="by"),
    )


def short_number(number: str) -> str:
    """Return a masked number without the many asterisks that only say its length."""
    return re.sub(r"\*{5,}", "****", number) or "—"
