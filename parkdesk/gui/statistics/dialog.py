"""The form of a quarterly return (季报)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.statistics import PEOPLE, FillState, Return
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.statistics.words import dollars_text
from parkdesk.i18n import quarter_text, tr
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.statistics import QuarterRow


class ReturnDialog(FormDialog):
    """Enters or corrects what an enterprise hands in; amounts come from its contracts."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: QuarterRow, quarter: Quarter
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Return of {quarter}", quarter=quarter_text(quarter)),
            width=540,
            intro=tr(
                "{enterprise}. From its contracts: signed US$ {signed}, executed US$ {executed}.",
                enterprise=row.enterprise,
                signed=dollars_text(row.totals.signed_usd_cents),
                executed=dollars_text(row.totals.executed_usd_cents),
            ),
        )
        self._row = row
        self._quarter = quarter
        people, college = tr("persons"), tr("Of these with junior college or above")
        self.section(tr("At the end of the quarter"))
        self.number("headcount", tr("People employed"), unit=people, required=True)
        self.number(
            "graduates", tr("Of these with junior college or above"), unit=people, required=True
        )
        self.section(tr("In the quarter"))
        self.number("new_hires", tr("New people"), unit=people, required=True)
        self.number("new_graduates", college, unit=people, required=True)
        self.multiline(
            "note",
            tr("Remarks"),
            lines=2,
            hint=tr("A word here answers a figure that looks odd."),
        )
        self.submitted = self.check("submit", tr("Handed in; without the tick it stays a draft"))
        entered = row.entered or Return()
        self.fill({name: getattr(entered, name) for name in PEOPLE})
        self.fill({"note": row.note, "submit": row.fill is not FillState.DRAFT})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        values = self.values()
        entered = Return(*(values[name] for name in PEOPLE))
        form = SaveReturn(entered, values["submit"], values["note"])
        row = self._row
        return self.runner.run(
            self, save_return, row.id, self._quarter, row.return_version, form, confirmed
        )
