"""The columns of provider credit: enterprises, points, entries, sheets issued, schemes."""

from __future__ import annotations

from parkdesk.domain.credit import CreditPoint, IssuedCredit
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.i18n.credit import points_text, reply_text, source_text, total_text
from parkdesk.usecases.credit_lists import CreditEntry, CreditRow, SchemeRow


def enterprise_columns() -> tuple[Column[CreditRow], ...]:
    """Return the columns of the list of enterprises."""
    return (
        Column(tr("Enterprise"), lambda row: row.name, "name", width=210, grows=True),
        Column(tr("Last sheet"), _last_total, numeric=True, width=80, key="total"),
        Column(
            tr("As at"),
            lambda row: "" if row.last is None else date_text(row.last.about_on),
            width=92,
            key="about_on",
            value=lambda row: None if row.last is None else row.last.about_on,
        ),
        Column(
            tr("Number"),
            lambda row: "" if row.last is None else row.last.number,
            width=130,
            key="number",
            yields=1,
        ),
        Column(tr("Credit code"), lambda row: row.code, width=170, key="code", hidden=True),
    )


def point_columns() -> tuple[Column[CreditPoint], ...]:
    """Return the columns of the points of a scorecard."""
    return (
        Column(
            tr("What counts"), lambda one: label(one.fact.rule), width=110, key="rule", grows=True
        ),
        Column(tr("Record"), lambda one: one.fact.said, width=150, key="said", grows=True),
        Column(tr("Day"), lambda one: date_text(one.fact.day), width=92, key="day", yields=1),
        Column(
            tr("Points"),
            lambda one: points_text(one.points),
            tone=lambda one: Tone.GOOD if one.points > 0 else Tone.BAD,
            numeric=True,
            width=56,
            key="points",
        ),
        Column(
            tr("Reply"), lambda one: reply_text(one.reply), width=120, key="reply", grows=True,
            yields=2,
        ),
    )  # fmt: skip


def entry_columns() -> tuple[Column[CreditEntry], ...]:
    """Return the columns of the entries of an enterprise."""
    return (
        Column(tr("Day"), lambda one: date_text(one.happened_on), width=92, key="day"),
        Column(tr("What counts"), lambda one: label(one.rule), width=110, key="rule", grows=True),
        Column(tr("Said by"), lambda one: one.said_by, width=90, key="said_by"),
        Column(tr("Basis"), lambda one: one.basis, width=150, key="basis", grows=True),
        Column(tr("Struck"), _struck, width=110, key="struck", grows=True, yields=1),
    )


def issued_columns() -> tuple[Column[IssuedCredit], ...]:
    """Return the columns of the sheets that were issued to an enterprise."""
    return (
        Column(tr("Number"), lambda one: one.number, width=130, key="number"),
        Column(tr("As at"), lambda one: date_text(one.about_on), width=92, key="about_on"),
        Column(
            tr("Reached"),
            lambda one: total_text(one.total, one.most),
            numeric=True,
            width=80,
            key="total",
        ),
        Column(tr("Issued by"), lambda one: one.issued_by, width=90, key="by", grows=True),
        Column(tr("Reason"), lambda one: one.reason, width=110, key="reason", grows=True, yields=1),
    )


def scheme_columns() -> tuple[Column[SchemeRow], ...]:
    """Return the columns of the schemes."""
    return (
        Column(
            tr("Holds from"),
            lambda row: date_text(row.scheme.from_on),
            "from_on",
            width=92,
            value=lambda row: row.scheme.from_on,
        ),
        Column(tr("Holds until"), lambda row: date_text(row.until), width=92, key="until"),
        Column(tr("Scheme"), lambda row: row.scheme.name, width=200, key="name", grows=True),
        Column(
            tr("Source"), lambda row: source_text(row.scheme), width=160, key="source", grows=True
        ),
        Column(
            tr("Months counted"),
            lambda row: number_text(row.scheme.months),
            numeric=True,
            width=90,
            key="months",
            yields=1,
        ),
    )


def _last_total(row: CreditRow) -> str:
    return "" if row.last is None else total_text(row.last.total, row.last.most)


def _struck(one: CreditEntry) -> str:
    if one.struck_on is None:
        return ""
    return tr(
        "{day}, {name}: {reason}",
        day=date_text(one.struck_on),
        name=one.struck_by,
        reason=one.strike_reason,
    )
