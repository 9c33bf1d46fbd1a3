"""What somebody should look at in an enterprise: findings of the rules, and what else is noted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.enterprise_sheets import Finding, beside_rules
from parkdesk.gui import pages
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.attestations_section import AttestationsSection
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.findings.printing import FindingsPrintDialog
from parkdesk.gui.findings.words import LEVEL_TONES, STANDING_TONES, row_text
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, tr
from parkdesk.i18n.enterprise_sheets import finding_text
from parkdesk.usecases.enterprise_findings import enterprise_findings
from parkdesk.usecases.finding_lists import FindingRow, findings_of_enterprise
from parkdesk.usecases.findings import refresh_findings

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

_TABS = {"finding-lease-ended": "facts", "finding-stopped": "titles"}
"""Findings that another tab of the same page shows."""


class FindingsTab(ScrollingTab):
    """Findings with owner and day, attestations, and what else stands out; Enter opens a row.

    As at a past day only the facts are told: answers and owners are those of today.
    """

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "attestation",
            "certification",
            "certification_suspension",
            "claim",
            "contract",
            "contract_execution",
            "enterprise",
            "enterprise_premises",
            "enterprise_stop",
            "finding",
            "paper",
            "quarter_return",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        make = partial(action_for, self, runner)
        self.hand_over = make(
            findings_of_enterprise, tr("Sheet to hand over…"), self._print, icon="print"
        )
        self.worklist = PageAction(self, tr("Open in the worklist"), self._open_worklist)
        for action in (self.hand_over, self.worklist):
            sheet.add_key(action)
        self.rows: RowsSection[FindingRow] = RowsSection(
            tr("Compliance findings"),
            "sheet-compliance",
            _columns(),
            empty=tr("Everything is as the rules ask."),
            actions=(self.worklist, self.hand_over),
        )
        self.rows.when_opened(self.worklist)
        self.rows.when_chosen(self._enable)
        self.attestations = AttestationsSection(self)
        self.others: RowsSection[Finding] = RowsSection(
            tr("What else is noted"),
            "SheetFindings",
            _other_columns(),
            empty=tr("Nothing to look at"),
        )
        self.others.table.opened.connect(self._open)
        for part in (self.rows, self.attestations, self.others):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._counts = [0, 0]
        self._enable()

    def refresh(self) -> None:
        """Look again."""
        self.rows.setVisible(self.on is None)
        self.read(enterprise_findings, self._show_others)
        self.attestations.refresh()
        if self.enterprise_id is None or self.on is not None:
            self._counts[0] = 0
            return
        wanted = self.enterprise_id
        request = self.runner.run(self, findings_of_enterprise, wanted)
        request.done(partial(self._show, wanted))
        if self.runner.can(refresh_findings):
            self.runner.run(self, refresh_findings)

    def _show(self, wanted: int, rows: tuple[FindingRow, ...]) -> None:
        if wanted == self.enterprise_id and self.on is None:
            self.rows.show_rows(rows)
            self._counts[0] = len(rows)
            self._tell_count()
            self._enable()

    def _show_others(self, found: tuple[Finding, ...]) -> None:
        if self.on is None:
            found = beside_rules(found)
        self.others.show_rows(found)
        self._counts[1] = len(found)
        self._tell_count()

    def _tell_count(self) -> None:
        self.sheet.name_tab("findings", sum(self._counts))

    def _enable(self) -> None:
        self.worklist.setEnabled(self.rows.current() is not None)

    def _open(self, row: Finding) -> None:
        if row.code in _TABS:
            self.sheet.show_tab(_TABS[row.code])
        else:
            self.sheet.shell.open_page(row.page, row.record_id)

    def _open_worklist(self) -> None:
        row = self.rows.current()
        if row is not None:
            self.sheet.shell.open_page("findings", row.id)

    def _print(self) -> None:
        if self.enterprise_id is not None:
            notify = self.sheet.shell.notify
            FindingsPrintDialog(self.runner, self, self.enterprise_id, notify).open()


def _columns() -> tuple[Column[FindingRow], ...]:
    return (
        Column(
            tr("Level"),
            lambda row: label(row.level),
            tone=lambda row: LEVEL_TONES[row.level],
            width=80,
            key="level",
        ),
        Column(tr("Rule no."), lambda row: row.rule.value, width=64, key="rule", yields=2),
        Column(tr("Finding"), row_text, width=420, key="finding", grows=True, wraps=True),
        Column(
            tr("State"),
            lambda row: label(row.standing),
            tone=lambda row: STANDING_TONES[row.standing],
            width=96,
            key="standing",
        ),
        Column(tr("Owner"), lambda row: row.owner or "—", width=80, key="owner", yields=1),
        Column(tr("Answer by"), lambda row: date_text(row.due_on), width=96, key="due"),
    )


def _other_columns() -> tuple[Column[Finding], ...]:
    return (
        Column(
            tr("Level"),
            lambda row: label(row.level),
            tone=lambda row: LEVEL_TONES[row.level],
            width=90,
            key="level",
        ),
        Column(tr("Finding"), finding_text, width=600, grows=True, key="finding"),
        Column(tr("Where"), lambda row: tr(pages.spec(row.page).title), width=130, key="where"),
    )
