"""The first tab: key figures of the year, what needs work, what is recorded of the enterprise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parkdesk.domain.enterprise_sheets import Finding, SheetFacts, YearFigures
from parkdesk.domain.severity import Level
from parkdesk.gui.actions import action_for, button
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.enterprises.words import growth_text
from parkdesk.gui.findings.words import LEVEL_TONES
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.i18n import money_text, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import finding_text
from parkdesk.i18n.enterprises import park_pairs, registration_pairs, status_course
from parkdesk.usecases.enterprise_details import reveal_enterprise_numbers
from parkdesk.usecases.enterprise_findings import enterprise_findings
from parkdesk.usecases.enterprise_overview import enterprise_facts_on, enterprise_year_figures

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

MOST_FINDINGS = 3
"""So many stand here; the tab of findings has them all."""


class OverviewTab(ScrollingTab):
    """Four figures, the gravest findings, and two columns of facts."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "certification",
            "claim",
            "claim_step",
            "contract",
            "contract_execution",
            "enterprise",
            "enterprise_address",
            "enterprise_capital",
            "enterprise_headcount",
            "enterprise_premises",
            "enterprise_stop",
            "exchange_rate",
            "quarter_return",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self._facts: SheetFacts | None = None
        self._make_cards()
        self.findings = QVBoxLayout()
        self.findings.setSpacing(SPACE)
        self.column.addLayout(self.findings)
        self.registration = Facts()
        self.park = Facts()
        self.reveal = action_for(
            self,
            runner,
            reveal_enterprise_numbers,
            tr("Show the numbers in full"),
            self._reveal,
            key="Ctrl+Shift+R",
            icon="eye",
        )
        sheet.add_key(self.reveal)
        self.reveal_button = button(
            self.reveal.text(), self.reveal.trigger, icon="eye", role="link"
        )
        columns = QHBoxLayout()
        columns.setSpacing(SPACE * 6)
        columns.addLayout(_section(tr("Registration"), self.registration), 1)
        park = _section(tr("In the park"), self.park)
        park.insertWidget(2, self.reveal_button, alignment=Qt.AlignmentFlag.AlignLeft)
        columns.addLayout(park, 1)
        self.column.addLayout(columns)
        # Not before it has its place: shown without a parent it would be a window of its own.
        self.reveal_button.setVisible(self.reveal.isVisible())
        # All the room that is left goes below: the cards stay as high as what they say.
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Fetch figures, findings and facts again."""
        self.read(enterprise_year_figures, self._show_figures)
        self.read(enterprise_findings, self._show_findings)
        self.read(enterprise_facts_on, self._show_facts)

    def _make_cards(self) -> None:
        self.executed = FigureCard(tr("Executed offshore this year"))
        self.signed = FigureCard(tr("Signed this year"))
        self.subsidies = FigureCard(tr("Approved this programme year"))
        self.certificates = FigureCard(tr("Certificates in force"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for card in (self.executed, self.signed, self.subsidies, self.certificates):
            # Ignored, so that the four are equally wide and never wider than the tab.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            row.addWidget(card, 1)
        self.column.addLayout(row)

    def _show_figures(self, figures: YearFigures) -> None:
        now, before = (
            figures.executed_offshore_usd_cents,
            figures.executed_offshore_before_usd_cents,
        )
        note = growth_text(now, before) if now or before else ""
        if figures.unconverted:
            note = trn(
                "{n} amount without a rate is not in it",
                "{n} amounts without a rate are not in it",
                figures.unconverted,
            )
        self.executed.say(money_text(now, "USD"), note)
        contracts = trn("{n} contract", "{n} contracts", figures.contracts)
        self.signed.say(money_text(figures.signed_usd_cents, "USD"), contracts)
        paid = tr("paid {amount}", amount=money_text(figures.paid_cents))
        self.subsidies.say(money_text(figures.approved_cents), paid)
        self.certificates.say(number_text(figures.certificates))

    def _show_findings(self, found: tuple[Finding, ...]) -> None:
        while self.findings.count():
            item = self.findings.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        grave = [one for one in found if one.level is not Level.HINT]
        for finding in grave[:MOST_FINDINGS]:
            self.findings.addWidget(Callout(finding_text(finding), LEVEL_TONES[finding.level]))
        if len(found) > len(grave[:MOST_FINDINGS]):
            # Without a number: the tab also counts what the rules found, and says how many.
            words = tr("See all findings and notices")
            more = button(words, lambda: self.sheet.show_tab("findings"), role="link")
            self.findings.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)

    def _show_facts(self, facts: SheetFacts) -> None:
        self._facts = facts
        self.registration.show_facts(registration_pairs(facts))
        pairs = park_pairs(facts)
        if len(facts.statuses) > 1:
            pairs.insert(1, (tr("Course of the status"), status_course(facts)))
        self.park.show_facts(pairs)
        form = facts.form
        self.reveal.setEnabled(
            bool(form.contact_phone or form.bank_account)
            and self.runner.can(reveal_enterprise_numbers)
        )
        self.reveal_button.setVisible(self.reveal.isVisible() and self.reveal.isEnabled())

    def _reveal(self) -> None:
        id_ = self.enterprise_id
        if id_ is None:
            return

        def shown(numbers: tuple[str, str]) -> None:
            if self._facts is not None and self.enterprise_id == id_:
                phone, account = numbers
                form = replace(self._facts.form, contact_phone=phone, bank_account=account)
                self.park.show_facts(park_pairs(replace(self._facts, form=form)))

        self.runner.run(self, reveal_enterprise_numbers, id_).done(shown)


def _section(title: str, facts: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(SPACE)
    box.addWidget(SectionHeader(title))
    box.addWidget(facts)
    box.addStretch()
    return box
