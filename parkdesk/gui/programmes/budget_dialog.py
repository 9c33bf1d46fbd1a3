"""The park's own budget of a programme."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import money_text, tr
from parkdesk.i18n.claims import programme_title
from parkdesk.usecases.programmes import ProgrammeRow, set_programme_budget


class BudgetDialog(FormDialog):
    """How much it is; nothing while nobody knows it."""

    def __init__(self, runner: Runner, parent: QWidget, row: ProgrammeRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Budget: {programme}", programme=programme_title(row.programme)),
            intro=tr(
                "No approval can go beyond it. Leave it empty while the park does not know it."
            ),
        )
        self._row = row
        self.wide(Facts([(tr("Approved so far"), money_text(row.budget.committed_cents))]))
        self.total = self.money("total_cents", tr("Budget"))
        self.total.set_value(row.budget.total_cents)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the budget."""
        row = self._row
        return self.runner.run(self, set_programme_budget, row.id, row.version, self.total.value())
