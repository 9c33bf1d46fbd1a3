"""技术先进型服务企业: one year's figures against every document that holds in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.atse import (
    AtseRule,
    Condition,
    EnterpriseClass,
    Finding,
    Outcome,
    SaveIncome,
)
from parkdesk.gui.actions import ActionButton, action_for
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import (
    label,
    money_text,
    number_text,
    percent_text,
    quarter_text,
    rate_text,
    tr,
    trn,
)
from parkdesk.usecases.atse import AtseYear, atse_check, save_income

FIRST_YEAR = 2009
"""The first document is of this year."""
OUTCOME_TONES = {
    Outcome.MET: Tone.GOOD,
    Outcome.SHORT: Tone.BAD,
    Outcome.UNKNOWN: Tone.WARN,
    Outcome.PERSON: Tone.ACCENT,
    Outcome.NOT_ASKED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One condition of one document."""

    id: str
    rule: AtseRule
    finding: Finding


class AtseSection(QWidget):
    """A year, its figures, and what each document makes of them; nothing of it is stored."""

    def __init__(self, tab: SheetTab) -> None:
        super().__init__()
        self._tab = tab
        self._found: AtseYear | None = None
        today = tab.sheet.shell.today
        self.year = QComboBox()
        self.year.setAccessibleName(tr("Year"))
        for year in range(today.year, FIRST_YEAR - 1, -1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(1)
        self.year.currentIndexChanged.connect(lambda _place: self.refresh())
        self.income = action_for(
            tab, tab.runner, save_income, tr("Income of the year…"), self._open, icon="edit"
        )
        tab.sheet.add_key(self.income)
        self.figures = text_label("", "muted", wrap=True, selectable=True)
        self.list: RowsSection[_Line] = RowsSection(
            "", "sheet-atse", _columns(), empty=tr("No document holds in this year.")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        trailing = QWidget()
        row = QHBoxLayout(trailing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        row.addWidget(self.year)
        row.addWidget(ActionButton(self.income))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(
            SectionHeader(
                tr("Check against the thresholds of an advanced technology service enterprise"),
                trailing,
            )
        )
        column.addWidget(self.figures)
        column.addWidget(self.list)

    def show_year_of(self, day: dt.date | None) -> None:
        """Choose the last year that was over on a day; None leaves what is chosen."""
        place = self.year.findData(day.year - 1) if day is not None else -1
        if place >= 0:
            self.year.blockSignals(True)
            self.year.setCurrentIndex(place)
            self.year.blockSignals(False)

    def refresh(self) -> None:
        """Work it out again."""
        tab = self._tab
        if tab.enterprise_id is not None:
            wanted = (tab.enterprise_id, int(self.year.currentData()))
            request = tab.runner.run(tab, atse_check, *wanted)
            request.done(lambda found: self._show(wanted, found))

    def _show(self, wanted: tuple[int, int], found: AtseYear) -> None:
        if wanted != (self._tab.enterprise_id, self.year.currentData()):
            return
        self._found = found
        self.figures.setText(figures_words(found))
        self.list.show_rows(
            [
                _Line(f"{check.rule.code} {finding.condition}", check.rule, finding)
                for check in found.checks
                for finding in check.findings
            ]
        )

    def _open(self) -> None:
        tab, found = self._tab, self._found
        if tab.enterprise_id is None or found is None:
            return
        dialog = IncomeDialog(tab.runner, tab, tab.enterprise_id, found)
        dialog.saved.connect(lambda _none: tab.sheet.shell.notify(tr("Income saved")))
        dialog.open()


class IncomeDialog(FormDialog):
    """The year's income, as a paper gives it."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, enterprise_id: int, found: AtseYear
    ) -> None:
        year = found.figures.year
        super().__init__(
            runner,
            parent,
            tr("Income of {year}", year=year),
            width=560,
            intro=tr("What is left empty is not known, and the check says so."),
        )
        self._enterprise_id = enterprise_id
        self._found = found
        self.money("total_cents", tr("Total income"))
        self.money("ats_cents", tr("Advanced technology services"))
        self.money("service_trade_cents", tr("Of these, service-trade class"))
        self.money("offshore_cents", tr("Offshore outsourcing"))
        self.text("paper", tr("Read from"), hint=tr("The paper and its number: an audit report."))
        self.multiline("note", tr("Remarks"), lines=2)
        if found.income is not None:
            self.fill({name: getattr(found.income.form, name) for name in self.fields})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the income."""
        del confirmed
        income = self._found.income
        form = SaveIncome(year=self._found.figures.year, **self.values())
        version = None if income is None else income.version
        return self.runner.run(self, save_income, self._enterprise_id, version, form)


def figures_words(found: AtseYear) -> str:
    """Return the figures that everything below is worked out from."""
    figures = found.figures
    unknown = tr("not known")

    def money(cents: int | None) -> str:
        return unknown if cents is None else money_text(cents)

    people = unknown
    if figures.counted_in is not None and figures.headcount is not None:
        people = tr(
            "{graduates} of {headcount} ({quarter})",
            graduates=number_text(figures.graduates or 0),
            headcount=number_text(figures.headcount),
            quarter=quarter_text(figures.counted_in),
        )
    paper = found.income.form.paper if found.income is not None else ""
    words = tr(
        "Total income {total} · such services {ats} · offshore {offshore} · junior college or"
        " above {people}",
        total=money(figures.total_cents),
        ats=money(figures.ats_cents),
        offshore=money(figures.offshore_cents),
        people=people,
    )
    return tr("{words} · read from {paper}", words=words, paper=paper) if paper else words


def fact_words(finding: Finding) -> str:
    """Return what is known about a condition."""
    if finding.permille is not None:
        return percent_text(finding.permille)
    if finding.condition is Condition.CERTIFICATE:
        return tr(", ").join(finding.facts) or tr("none in force at the year's end")
    return "—"


def limit_words(line_rule: AtseRule, finding: Finding) -> str:
    """Return what a document asks for."""
    if finding.limit_permille is not None:
        return tr("at least {share}", share=rate_text(finding.limit_permille))
    if finding.condition is Condition.AREA:
        return label(line_rule.area)
    if finding.condition is Condition.CERTIFICATE:
        return tr("one is needed")
    return "—"


def clause_words(rule: AtseRule, finding: Finding) -> str:
    """Return the document, its class of services, and whether the limit is to be confirmed."""
    number = rule.document_number
    if rule.enterprise_class is EnterpriseClass.SERVICE_TRADE:
        number = tr("{document}, {kind}", document=number, kind=label(rule.enterprise_class))
    if finding.mark.confirmed and rule.period_mark.confirmed:
        return number
    return tr("{name} (to be confirmed)", name=number)


def remedy_words(finding: Finding) -> str:
    """Return what would make a condition pass, or what is missing to know."""
    if finding.missing is not None:
        return label(finding.missing)
    if finding.outcome is Outcome.SHORT and finding.condition is Condition.GRADUATES:
        return trn(
            "{n} more person of junior college or above among the same staff",
            "{n} more people of junior college or above among the same staff",
            finding.lacking,
        )
    if finding.outcome is Outcome.SHORT:
        return tr("{amount} more of the same whole income", amount=money_text(finding.lacking))
    if finding.outcome is Outcome.PERSON:
        return tr("Compare it with the document.")
    return ""


def _columns() -> tuple[Column[_Line], ...]:
    return (
        Column(
            tr("Document number"),
            lambda line: clause_words(line.rule, line.finding),
            width=200,
            # The word "to be confirmed" ends it.
            key="document",
            grows=True,
        ),
        Column(
            tr("Condition"),
            lambda line: label(line.finding.condition),
            width=190,
            key="condition",
            grows=True,
        ),
        Column(
            tr("Fact"), lambda line: fact_words(line.finding), numeric=True, width=80, key="fact"
        ),
        Column(
            tr("Limit"),
            lambda line: limit_words(line.rule, line.finding),
            width=104,
            key="limit",
        ),
        Column(
            tr("Verdict"),
            lambda line: label(line.finding.outcome),
            tone=lambda line: OUTCOME_TONES[line.finding.outcome],
            width=90,
            key="verdict",
        ),
        Column(
            tr("What would make it pass"),
            lambda line: remedy_words(line.finding),
            width=260,
            muted=True,
            key="remedy",
            grows=True,
        ),
    )
