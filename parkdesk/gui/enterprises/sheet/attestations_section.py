"""What the enterprise in view attested, year by year."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.actions import action_for
from parkdesk.gui.enterprises.sheet.attestation_dialogs import AttestationDialog, WithdrawDialog
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, tr
from parkdesk.i18n.findings import measure_text
from parkdesk.usecases.attestations import (
    AttestationRow,
    Attestations,
    enterprise_attestations,
    record_attestation,
    withdraw_attestation,
)


class AttestationsSection(QWidget):
    """Attestations with their papers; the newest year first."""

    def __init__(self, tab: SheetTab) -> None:
        super().__init__()
        self._tab = tab
        self._known: Attestations | None = None
        make = partial(action_for, tab, tab.runner)
        self.add = make(
            record_attestation,
            tr("Record attestation…"),
            self._add,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.back = make(withdraw_attestation, tr("Take it back…"), self._withdraw)
        for action in (self.add, self.back):
            tab.sheet.add_key(action)
        self.list: RowsSection[AttestationRow] = RowsSection(
            tr("Yearly attestations"),
            "sheet-attestations",
            _columns(),
            empty=tr("Nothing is attested yet."),
            actions=(self.back, self.add),
        )
        self.list.when_chosen(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self._enable()

    def refresh(self) -> None:
        """Fetch them again."""
        self._tab.read(enterprise_attestations, self._show)

    def _show(self, known: Attestations) -> None:
        self._known = known
        self.list.show_rows(known.rows)
        self._enable()

    def _enable(self) -> None:
        row, can = self.list.current(), self._tab.runner.can(record_attestation)
        self.add.setEnabled(self._known is not None and can)
        self.back.setEnabled(row is not None and row.withdrawn_on is None and can)

    def _add(self) -> None:
        tab = self._tab
        if tab.enterprise_id is None or self._known is None:
            return
        today = tab.sheet.shell.today
        AttestationDialog(tab.runner, tab, tab.enterprise_id, self._known, today).open()

    def _withdraw(self) -> None:
        row = self.list.current()
        if row is not None:
            WithdrawDialog(self._tab.runner, self._tab, row).open()


def _columns() -> tuple[Column[AttestationRow], ...]:
    return (
        Column(tr("Year"), lambda row: str(row.year), width=60, key="year"),
        Column(
            tr("Measure attested"),
            lambda row: measure_text(row.measure),
            width=200,
            key="measure",
            grows=True,
        ),
        Column(
            tr("State"),
            lambda row: tr("Attested") if row.withdrawn_on is None else tr("Taken back"),
            tone=lambda row: Tone.GOOD if row.withdrawn_on is None else Tone.NEUTRAL,
            width=90,
            key="state",
        ),
        Column(
            tr("Attested on"), lambda row: date_text(row.attested_on), width=96, key="signed-on"
        ),
        Column(tr("Attested by"), lambda row: row.attested_by, width=110, key="signed-by"),
        Column(
            tr("Signed paper"),
            lambda row: row.file_name or "—",
            width=200,
            key="document",
            grows=True,
        ),
        Column(
            tr("Remarks"),
            lambda row: row.withdrawal_reason or row.note,
            width=160,
            key="remarks",
            grows=True,
            muted=True,
            yields=1,
        ),
    )
