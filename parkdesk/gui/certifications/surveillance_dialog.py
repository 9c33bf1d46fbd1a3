"""Writing down what became of a surveillance audit, and whether the certifier acted on a miss."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.surveillance import (
    SaveSurveillance,
    SurveillanceOutcome,
    SurveillanceState,
)
from parkdesk.gui.certifications.words import certificate_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import date_text, label, tr
from parkdesk.usecases.certification_details import CertificationDetail
from parkdesk.usecases.certification_stops import record_surveillance


class SurveillanceDialog(FormDialog):
    """Asks which audit, whether it took place, and what the certifier did where it did not."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, detail: CertificationDetail, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Record surveillance"),
            width=560,
            intro=tr(
                "{certificate} of {enterprise}, number {number}",
                certificate=certificate_text(detail.row),
                enterprise=detail.row.enterprise,
                number=detail.row.number,
            ),
        )
        self._detail = detail
        self.due_on = self.choice(
            "due_on",
            tr("Surveillance due"),
            [(one.due_on, _step_text(one.due_on, one.state)) for one in detail.surveillance],
            required=True,
            typed=False,
        )
        self.outcome = self.choice(
            "outcome",
            tr("Outcome"),
            [(one, label(one)) for one in SurveillanceOutcome],
            required=True,
            typed=False,
        )
        self.done_on = self.date("done_on", tr("Day of the audit"), today=today, required=True)
        self.suspended_on = self.date(
            "suspended_on",
            tr("Suspended from"),
            today=today,
            hint=tr(
                "Only if the certifier suspended the certificate for it: the day that its notice"
                " names. Left empty, the certificate stays in force."
            ),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.due_on.set_value(_next_open(detail))
        self.outcome.set_value(SurveillanceOutcome.PASSED)
        self.outcome.changed.connect(self._follow)
        self._follow()
        self.set_untouched()

    def _follow(self) -> None:
        passed = self.outcome.value() is SurveillanceOutcome.PASSED
        self.done_on.set_visible(passed)
        self.suspended_on.set_visible(not passed)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Write it down."""
        del confirmed
        row, values = self._detail.row, self.values()
        passed = values["outcome"] is SurveillanceOutcome.PASSED
        values["suspended_on" if passed else "done_on"] = None
        return self.runner.run(
            self, record_surveillance, SaveSurveillance(row.id, row.version, **values)
        )


_FIRST_ASKED = (
    {SurveillanceState.UNKNOWN, SurveillanceState.MISSED},
    {SurveillanceState.TO_COME},
)
"""What is over and not known, or did not take place, comes before what is still to come."""


def _next_open(detail: CertificationDetail) -> dt.date | None:
    """Return the audit to write down next; None where all are: one to correct is chosen then."""
    days = (
        one.due_on for states in _FIRST_ASKED for one in detail.surveillance if one.state in states
    )
    return next(days, None)


def _step_text(due_on: dt.date, state: SurveillanceState) -> str:
    return tr("{day}, {state}", day=date_text(due_on), state=label(state))
