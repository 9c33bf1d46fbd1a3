"""A figure of a compliance rule, from a day on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.compliance_rules import DAYS, ParameterName
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.i18n.findings import rule_text
from parkdesk.usecases.compliance_rules import RuleFigure, RuleLine, set_rule_figure


class FigureDialog(FormDialog):
    """Asks which figure, its value, from which day on, and who decided it."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, line: RuleLine, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Change a figure of {rule}", rule=line.rule.code.value),
            save_text=tr("Put into force"),
            width=540,
            intro=rule_text(line.rule),
        )
        self._line = line
        self._values = {one.name: one.value for one in line.in_force}
        self.name = self.choice(
            "name",
            tr("Parameter"),
            [(name, label(name)) for name in self._values],
            required=True,
            typed=False,
        )
        self.value = self.number(
            "value",
            tr("New value"),
            required=True,
            hint=tr("In days."),
        )
        self.from_on = self.date("from_on", tr("From this day"), today=today, required=True)
        self.source = self.text(
            "source", tr("Source"), required=True, placeholder=tr("Who decided it, and when")
        )
        self.name.set_value(next(iter(self._values)))
        self.from_on.set_value(today)
        self._follow_name()
        self.name.changed.connect(self._follow_name)
        self.set_untouched()

    def _follow_name(self) -> None:
        """Begin with the value that is in force, and say what it counts."""
        name = ParameterName(self.name.value())
        counted = tr("In days.") if name in DAYS else tr("A day as one number: 331 is 31 March.")
        self.value.set_value(self._values[name])
        self.value.set_hint(counted)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put the figure into force."""
        del confirmed
        form = RuleFigure(
            self._line.rule.code,
            ParameterName(self.name.value()),
            self.from_on.value(),
            self.value.value(),
            self.source.value(),
        )
        return self.runner.run(self, set_rule_figure, form)
