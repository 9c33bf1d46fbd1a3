"""The catalogue of compliance rules: what is asked, by which document, and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.findings.figure_dialog import FigureDialog
from parkdesk.gui.findings.words import LEVEL_TONES
from parkdesk.gui.page import Page
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.i18n.findings import figure_text, measure_text, rule_text, source_text
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.usecases.compliance_rules import RuleLine, compliance_catalogue, set_rule_figure

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class RulesSection(Page):
    """Every rule in the order of the catalogue; the chosen one with its figures at the right.

    Signals:
        wanted: the code of a rule whose findings somebody asks for.
    """

    wanted = Signal(object)
    tables: ClassVar[frozenset[str]] = frozenset({"compliance_parameter", "finding"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self._lines: tuple[RuleLine, ...] = ()
        self.figure = action_for(
            self, runner, set_rule_figure, tr("Change a figure…"), self._ask, key="F2", icon="edit"
        )
        self.list = PageAction(self, tr("Show findings"), self._tell, key="F4", icon="search")
        for action in (self.figure, self.list):
            self.add_key(action)
        self.table: RowsTable[RuleLine] = RowsTable("ComplianceRules", _columns(), {})
        self.table.setAccessibleName(tr("Rules"))
        self.table.row_changed.connect(self._show)
        self.table.opened.connect(lambda _row: self.list.trigger())
        self.panel = DetailPanel(tr("Choose a rule to see its source and its figures."))
        self.facts, self.figures = Facts(), Facts()
        self.panel.add_tab(tr("Source"), self.facts)
        self.panel.add_tab(tr("Figures of the rule"), self.figures)
        self.panel.add_foot(self.list, primary=True, key_shown=True)
        self.panel.add_foot(self.figure, key_shown=True)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setSizes([800, 340])
        self.body.addWidget(split, 1)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the catalogue again."""
        self.runner.run(self, compliance_catalogue).done(self._arrived)

    def focus_first(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus()

    def current(self) -> RuleLine | None:
        """Return the rule that is chosen."""
        return self.table.current()

    def _arrived(self, lines: tuple[RuleLine, ...]) -> None:
        place = max(self.table.currentIndex().row(), 0)
        self._lines = lines
        self.table.show_rows(lines)
        self.table.select_place(place)

    def _show(self, line: RuleLine | None) -> None:
        self.figure.setEnabled(line is not None and self.runner.can(set_rule_figure))
        self.list.setEnabled(line is not None)
        if line is None:
            self.panel.show_nothing()
            return
        rule = line.rule
        level = (label(rule.level), LEVEL_TONES[rule.level])
        self.panel.show_title(rule.code.value, rule_text(rule), level)
        self.facts.show_facts(_source(line))
        self.figures.show_facts(_figures(line))

    def _ask(self) -> None:
        line = self.current()
        if line is not None:
            FigureDialog(self.runner, self, line, self.shell.today).open()

    def _tell(self) -> None:
        line = self.current()
        if line is not None:
            self.wanted.emit(RuleCode(line.rule.code))


def _columns() -> tuple[Column[RuleLine], ...]:
    return (
        Column(tr("Rule no."), lambda line: line.rule.code.value, width=64, key="rule"),
        Column(
            tr("Rule area"), lambda line: label(line.rule.area), width=110, key="area", yields=2
        ),
        Column(
            tr("Level"),
            lambda line: label(line.rule.level),
            tone=lambda line: LEVEL_TONES[line.rule.level],
            width=80,
            key="level",
        ),
        Column(
            tr("What it asks"), lambda line: rule_text(line.rule), width=300, grows=True, wraps=True
        ),
        Column(
            tr("Source"),
            lambda line: source_text(line.rule),
            width=240,
            grows=True,
            wraps=True,
            muted=True,
            key="source",
        ),
        Column(
            tr("Not closed"),
            lambda line: number_text(line.found),
            numeric=True,
            width=84,
            key="found",
        ),
        Column(
            tr("Closed automatically"),
            lambda line: number_text(line.ended),
            numeric=True,
            width=130,
            key="ended",
            yields=1,
        ),
    )


def _source(line: RuleLine) -> list[tuple[str, str]]:
    rule = line.rule
    measures = [(measure_text(one), source_text(one)) for one in line.measures]
    return [
        (tr("Source"), source_text(rule)),
        (tr("Concerns"), label(rule.concerns)),
        (tr("Asked from"), date_text(rule.valid_from)),
        (tr("Asked until"), date_text(rule.valid_to)),
        (tr("Not closed"), number_text(line.found)),
        (tr("Closed automatically"), number_text(line.ended)),
        *measures,
    ]


def _figures(line: RuleLine) -> list[tuple[str, str]]:
    now = [(label(one.name), figure_text(one)) for one in line.in_force]
    dated = [
        (
            tr("From {day}", day=date_text(one.from_on)),
            tr(
                "{figure}: {value} ({source})",
                figure=label(one.name),
                value=figure_text(one),
                source=indicator_source(one.source),
            ),
        )
        for one in line.history
    ]
    return [*now, *dated]
