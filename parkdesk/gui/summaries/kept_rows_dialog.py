"""The rows behind a figure of a closed edition, as the edition keeps them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.edition_rows import KeptRow, KeptRows
from parkdesk.domain.editions import SnapshotRow
from parkdesk.domain.summaries import FigureKey, Unit
from parkdesk.gui.actions import button
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.statistics.words import dollars_text
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import (
    date_text,
    instant_text,
    label,
    money_text,
    number_text,
    quarter_text,
    tr,
    trn,
)
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports.words import value_in

_OF_CONTRACTS = frozenset({FigureKey.OFFSHORE_EXECUTED, FigureKey.SIGNED})
_OF_CERTIFICATES = frozenset({FigureKey.CMMI_3_AND_UP, FigureKey.EXPIRING})
_COUNTED = frozenset({Unit.ENTERPRISES, Unit.CERTIFICATES})
"""Where every row is one."""
_MOST = 400
"""Rows that the table grows for; further ones are scrolled to on any screen."""


class KeptRowsDialog(QDialog):
    """Shows what an edition was made of; what was altered since is not in it."""

    def __init__(self, parent: QWidget, edition: SnapshotRow, found: KeptRows) -> None:
        super().__init__(parent)
        self.found = found
        title = tr(
            "{figure}, {quarter}, edition {n}",
            figure=label(found.key), quarter=quarter_text(edition.quarter), n=edition.edition,
        )  # fmt: skip
        self.setWindowTitle(title)
        self.table = ShortTable[KeptRow](
            f"KeptRows-{found.key}", _columns(found), most=_MOST, gives_way=True
        )
        self.foot = text_label(_total_text(found), "subtitle", wrap=True)
        self.closing = button(tr("Close"), self.accept, role="primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(text_label(title, "title", wrap=True))
        box.addWidget(text_label(_closed_text(edition), "muted", wrap=True))
        if not found.adds_up:
            box.addWidget(Callout(_gap_text(found), Tone.WARN))
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.closing)
        box.addLayout(foot)
        self.table.empty.say(
            tr("The edition has no row of this figure"), tr("Nothing was counted."), "check"
        )
        self.table.show_rows(found.rows)
        self.resize(900, 520)
        self.table.setFocus()


def _closed_text(edition: SnapshotRow) -> str:
    return tr(
        "As edition {n} ({code}) was closed on {at} by {person}; what was altered since is not"
        " here.",
        n=edition.edition, code=edition.code, at=instant_text(edition.frozen_at),
        person=edition.frozen_by,
    )  # fmt: skip


def _total_text(found: KeptRows) -> str:
    return trn(
        "Total of {n} row: {total}", "Total of {n} rows: {total}", len(found.rows),
        total=value_in(found.unit, found.total),
    )  # fmt: skip


def _gap_text(found: KeptRows) -> str:
    return tr(
        "The rows come to {total}, the figure on the paper is {figure}: an edition has a row for"
        " whoever reported, in the park or not, and no day on which a contract was counted.",
        total=value_in(found.unit, found.total), figure=value_in(found.unit, found.figure),
    )  # fmt: skip


def _columns(found: KeptRows) -> tuple[Column[KeptRow], ...]:
    return (*_names(found.key), *_facts(found.key), *_values(found.row_unit, found.key))


def _names(key: FigureKey) -> tuple[Column[KeptRow], ...]:
    if key is FigureKey.SUBSIDY_APPROVED:
        name, number = tr("Programme"), tr("Document number")
    elif key in _OF_CONTRACTS:
        name, number = tr("Enterprise"), tr("Contract number")
    elif key in _OF_CERTIFICATES:
        name, number = tr("Enterprise"), tr("Certificate number")
    else:
        name, number = tr("Enterprise"), tr("Credit code")
    return (
        Column(name, lambda row: in_language(row.name, row.name_en), width=220, grows=True),
        Column(number, lambda row: row.number or "—", width=170, muted=True),
    )


def _facts(key: FigureKey) -> tuple[Column[KeptRow], ...]:
    if key in _OF_CONTRACTS:
        return (
            Column(tr("Client"), lambda row: row.client, width=150, grows=True),
            Column(tr("Signed on"), lambda row: date_text(row.day), width=92),
        )
    if key in _OF_CERTIFICATES:
        return (
            Column(tr("Certificate"), lambda row: row.certificate, width=110),
            Column(tr("Last day"), lambda row: date_text(row.day), width=92),
        )
    if key is FigureKey.RETURNS_IN:
        return (Column(tr("Return"), lambda row: label(row.fill) if row.fill else "—", width=110),)
    if key is FigureKey.SUBSIDY_APPROVED:
        return ()
    return (
        Column(tr("Service line"), lambda row: label(row.line) if row.line else "—", width=110),
    )


def _values(unit: Unit, key: FigureKey) -> tuple[Column[KeptRow], ...]:
    if unit in _COUNTED:
        return ()
    titles: dict[Unit, str] = {
        Unit.USD_CENTS: tr("US$"), Unit.CNY_CENTS: tr("Amount"), Unit.PERSONS: label(key),
    }  # fmt: skip
    said: dict[Unit, Any] = {
        Unit.USD_CENTS: dollars_text, Unit.CNY_CENTS: money_text, Unit.PERSONS: number_text,
    }  # fmt: skip
    write = said[unit]
    return (Column(titles[unit], lambda row: write(row.value), numeric=True, width=120),)
