"""The tab of reporting: when a contract was reported, and what is not as it was sent."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.contract_reports import ReportDifference
from parkdesk.gui.contracts.report_words import thing_text, value_text
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.i18n import date_text, tr
from parkdesk.usecases.contract_reports import ReportRow, ReportStanding


class ReportTab(QWidget):
    """Differences first: they are what a person has to do something about."""

    def __init__(self) -> None:
        super().__init__()
        self._currency = "USD"
        self.differences = ShortTable[ReportDifference](
            "ReportDifferencesTable", self._difference_columns(), most=8
        )
        self.differences.empty.say(tr("No difference"), tr("It stands as it was reported."))
        self.reports = ShortTable[ReportRow]("ReportsTable", _report_columns(), most=6)
        self.reports.empty.say(
            tr("Not reported yet."), tr("Record it with Ctrl+Enter when the state system has it.")
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._differing = SectionHeader(tr("Changed since it was sent"))
        for part in (self._differing, self.differences):
            box.addWidget(part)
        box.addWidget(SectionHeader(tr("Reportings")))
        box.addWidget(self.reports)
        box.addStretch()

    def show_standing(self, standing: ReportStanding) -> None:
        """Show a contract's reportings."""
        self._currency = standing.currency
        told = any(one.withdrawn_on is None for one in standing.reports)
        for part in (self._differing, self.differences):
            part.setVisible(told)
        self.differences.show_rows(standing.differences)
        self.reports.show_rows(standing.reports)

    def _difference_columns(self) -> tuple[Column[ReportDifference], ...]:
        return (
            Column(tr("What"), thing_text, width=130, grows=True, wraps=True),
            Column(
                tr("Sent"),
                lambda row: value_text(row.sent, row.field, self._currency),
                width=100,
                grows=True,
            ),
            Column(
                tr("Now"),
                lambda row: value_text(row.now, row.field, self._currency),
                width=100,
                grows=True,
            ),
        )


def _report_columns() -> tuple[Column[ReportRow], ...]:
    return (
        Column(tr("Date"), lambda row: date_text(row.reported_on), width=86),
        Column(tr("By"), lambda row: row.reported_by, width=90, grows=True),
        Column(
            tr("Taken back"),
            lambda row: _withdrawn_text(row),
            width=120,
            muted=True,
            grows=True,
        ),
    )


def _withdrawn_text(row: ReportRow) -> str:
    if row.withdrawn_on is None:
        return ""
    return f"{date_text(row.withdrawn_on)} {row.withdrawal_reason}".strip()
