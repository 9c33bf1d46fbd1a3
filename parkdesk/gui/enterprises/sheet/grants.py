"""Public money for an enterprise's certificates, and what each programme still allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from parkdesk.gui.certifications.funding_words import (
    allowance_text,
    counter_tone,
    counters_in_view,
    programme_text,
)
from parkdesk.gui.certifications.record_tabs import emptied
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import date_text, label, money_text, tr
from parkdesk.usecases.certification_funding import (
    FundingRow,
    FundingView,
    ProgrammeCounter,
    enterprise_funding,
)

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class GrantsTab(SheetTab):
    """A counter for each programme that is open or has granted, over every grant by the day."""

    tables: ClassVar[frozenset[str]] = frozenset({"certification", "certification_funding"})

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self._names: dict[int, str] = {}
        self._counters = QVBoxLayout()
        self._counters.setSpacing(SPACE * 2)
        self.table: RowsTable[FundingRow] = RowsTable(
            "SheetGrants",
            (
                Column(tr("Granted on"), lambda row: date_text(row.granted_on), "day", width=100),
                Column(tr("Certificate"), lambda row: row.type_code, "kind", width=110),
                Column(tr("Number"), lambda row: row.number, "number", muted=True, width=170),
                Column(tr("Event"), lambda row: label(row.event_type), "event", width=90),
                Column(
                    tr("Amount"),
                    lambda row: money_text(row.amount_cents),
                    "amount",
                    numeric=True,
                    width=130,
                ),
                Column(tr("Programme"), self._programme, "programme", width=170, grows=True),
                Column(
                    tr("Document number"),
                    lambda row: row.document_number,
                    "document",
                    width=224,
                    grows=True,
                ),
            ),
            {
                "day": lambda row: row.granted_on,
                "kind": lambda row: row.type_code,
                "number": lambda row: row.number,
                "event": lambda row: label(row.event_type),
                "amount": lambda row: row.amount_cents,
                "programme": self._programme,
                "document": lambda row: row.document_number,
            },
        )
        self.table.empty.say(
            tr("No grant"),
            tr("No certificate of the enterprise is recorded as funded; open one to record it."),
            "money",
        )
        self.table.opened.connect(
            lambda row: sheet.shell.open_page("certifications", row.certification_id)
        )
        self.body.addLayout(self._counters)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch grants and counters again."""
        self.read(enterprise_funding, self._show)

    def _show(self, view: FundingView) -> None:
        emptied(self._counters)
        for one in counters_in_view(view):
            self._counters.addWidget(Callout(_counter(one), counter_tone(one.counter)))
        self._names = {one.programme_id: programme_text(one) for one in view.counters}
        self.sheet.name_tab("grants", len(view.grants))
        self.table.show_rows(view.grants)

    def _programme(self, row: FundingRow) -> str:
        # The counter over the list calls the programme so, in the language in use.
        return self._names.get(row.programme_id, row.programme)


def _counter(one: ProgrammeCounter) -> str:
    return tr(
        "{programme}: {allowance}",
        programme=programme_text(one),
        allowance=allowance_text(one.counter),
    )
