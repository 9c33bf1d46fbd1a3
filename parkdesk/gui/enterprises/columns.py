"""The columns of the registry's list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFont, QFontMetrics

from parkdesk.domain.enterprises import CertificateState
from parkdesk.gui.enterprises.standing import status_tone, status_words
from parkdesk.gui.enterprises.words import CERTIFICATE_TONES, short_certificate
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import TEXT_PX, Tone, sized
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.enterprise_lists import EnterpriseRow

TABLES = frozenset(
    {
        "enterprise",
        "certification",
        "claim",
        "contract",
        "contract_execution",
        "quarter_return",
        "enterprise_stop",
        "title",
    }
)
"""What the list and its panel are read from."""
_HEADER_ROOM = 26
"""Beside a heading's words: its margins and the arrow of the order."""

_CHIP_ROOM = 32
_CELL_ROOM = 20
_WIDEST_CODE = "91440300MAGHQDNRXW"
"""Eighteen characters, more of them wide than a real credit code has."""


def enterprise_columns() -> tuple[Column[EnterpriseRow], ...]:
    """Return the columns, their titles in the language in use and wide enough for these."""
    metrics = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
    code = QFontMetrics(sized(TEXT_PX)).horizontalAdvance(_WIDEST_CODE) + _CELL_ROOM
    chips = [metrics.horizontalAdvance(label(one)) for one in CertificateState]
    return tuple(
        replace(
            one,
            width=max(
                one.width,
                metrics.horizontalAdvance(one.title) + _HEADER_ROOM,
                code if one.sort == "code" else 0,
                max(chips) + _CHIP_ROOM if one.tone is not None else 0,
            ),
        )
        for one in _columns()
    )


def _columns() -> tuple[Column[EnterpriseRow], ...]:
    return (
        Column(
            tr("Enterprise name"),
            lambda row: row.name,
            "name",
            # Of an enterprise for which something is stopped the name itself is red.
            tone=lambda row: Tone.BAD if row.stopped else None,
            width=190,
            grows=True,
        ),
        Column(tr("Credit code"), lambda row: row.code, "code", width=154, muted=True, yields=3),
        Column(
            tr("Line"),
            lambda row: row.service_line.value if row.service_line else "—",
            "service_line",
            width=58,
            hidden=True,
        ),
        Column(tr("Best cert."), short_certificate, width=92, key="best_certificate", yields=1),
        Column(
            tr("In force?"),
            lambda row: label(row.certificates),
            tone=lambda row: CERTIFICATE_TONES[row.certificates],
            width=92,
            key="certificates",
        ),
        Column(
            tr("Expiry"),
            lambda row: date_text(row.expires_on),
            width=94,
            key="expires_on",
            value=lambda row: row.expires_on,
            yields=2,
        ),
        Column(
            tr("Contracts"),
            lambda row: number_text(row.contracts),
            numeric=True,
            width=66,
            key="contracts",
            hidden=True,
            value=lambda row: row.contracts,
        ),
        Column(
            tr("Market"),
            lambda row: label(row.reach) if row.reach else "—",
            width=96,
            key="market",
            hidden=True,
        ),
        Column(
            tr("Status"),
            status_words,
            "status",
            tone=status_tone,
            width=96,
        ),
        Column(
            tr("People"),
            lambda row: "—" if row.headcount is None else number_text(row.headcount),
            "headcount",
            numeric=True,
            width=70,
            hidden=True,
            value=lambda row: row.headcount,
        ),
        Column(
            tr("Entered"),
            lambda row: date_text(row.entered_on),
            "entered_on",
            width=94,
            hidden=True,
            value=lambda row: row.entered_on,
        ),
        Column(
            tr("Premises"),
            lambda row: row.building or "—",
            width=140,
            muted=True,
            key="building",
            hidden=True,
            grows=True,
        ),
    )
