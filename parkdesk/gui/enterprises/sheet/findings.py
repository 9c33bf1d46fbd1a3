"""What somebody should look at in an enterprise, each with the way to where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.enterprise_sheets import Finding
from parkdesk.domain.summaries import Level
from parkdesk.gui import pages
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, tr
from parkdesk.i18n.enterprise_sheets import finding_text
from parkdesk.usecases.enterprise_findings import enterprise_findings

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

_TABS = {"finding-lease-ended": "facts", "finding-stopped": "titles"}
"""Findings that another tab of the same page shows."""
LEVEL_TONES = {Level.SERIOUS: Tone.BAD, Level.WARNING: Tone.WARN, Level.HINT: Tone.NEUTRAL}


class FindingsTab(SheetTab):
    """Facts, the gravest first; Enter goes to the record."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "certification",
            "certification_suspension",
            "claim",
            "contract",
            "contract_execution",
            "enterprise",
            "enterprise_premises",
            "enterprise_stop",
            "quarter_return",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.table: RowsTable[Finding] = RowsTable(
            "SheetFindings",
            (
                Column(
                    tr("Level"),
                    lambda row: label(row.level),
                    tone=lambda row: LEVEL_TONES[row.level],
                    width=90,
                ),
                Column(tr("Finding"), finding_text, width=680, grows=True),
                Column(tr("Where"), lambda row: tr(pages.spec(row.page).title), width=130),
            ),
            {},
        )
        self.table.empty.say(
            tr("Nothing to look at"),
            tr("No certificate has run out, no return is missing, no claim waits."),
            "approve",
        )
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Look again."""
        self.read(enterprise_findings, self._show)

    def _open(self, row: Finding) -> None:
        if row.code in _TABS:
            self.sheet.show_tab(_TABS[row.code])
        else:
            self.sheet.shell.open_page(row.page, row.record_id)

    def _show(self, rows: tuple[Finding, ...]) -> None:
        self.sheet.name_tab("findings", len(rows))
        self.table.show_rows(rows)
