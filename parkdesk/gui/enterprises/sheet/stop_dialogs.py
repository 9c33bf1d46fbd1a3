"""The forms that set a stop and lift it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import date_text, label, tr
from parkdesk.i18n.stops import effects_words
from parkdesk.usecases.stops import StopRow, lift_stop, set_stop


class SetStopDialog(FormDialog):
    """Asks what is stopped, by which document, from when to when."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, enterprise_id: int, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Stop for this enterprise"),
            save_text=tr("Set the stop"),
            width=560,
            intro=tr("Exactly what is ticked is refused from then on, with document and period."),
        )
        self._enterprise_id = enterprise_id
        self.text("document_number", tr("Document number"), required=True)
        self.effects = self.add(
            SetField(
                "effects",
                tr("What is stopped"),
                [(one, label(one)) for one in StopEffect],
                required=True,
            )
        )
        self.day = self.date("from_on", tr("From"), today=today, required=True)
        self.until = self.date("until_on", tr("To"), today=today)
        self.until.set_hint(tr("The last day; empty: until it is lifted."))
        self.multiline("reason", tr("Why"), required=True)
        self.day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Set the stop."""
        del confirmed
        return self.runner.run(self, set_stop, self._enterprise_id, SaveStop(**self.values()))


class LiftStopDialog(FormDialog):
    """Asks from when a stop no longer holds, and why."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: StopRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Lift the stop"),
            save_text=tr("Lift the stop"),
            width=500,
            intro=tr(
                "{document} of {first}: {effects}",
                document=row.document_number,
                first=date_text(row.from_on),
                effects=effects_words(row.effects),
            ),
        )
        self._row = row
        day = self.date("lifted_on", tr("Lifted from"), today=today, required=True)
        day.set_hint(tr("The first day on which it no longer holds."))
        self.multiline(
            "lifting",
            tr("Why"),
            required=True,
            hint=tr("With the number of the document that lifts it, where there is one."),
        )
        day.set_value(max(today, row.from_on))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Lift the stop."""
        del confirmed
        return self.runner.run(self, lift_stop, self._row.id, self._row.version, **self.values())
