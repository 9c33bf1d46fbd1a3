"""Suspending, withdrawing or resuming a certificate: on which day, and why."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.certifications.words import certificate_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import tr
from parkdesk.usecases.certification_details import CertificationDetail
from parkdesk.usecases.certification_stops import (
    resume_certification,
    suspend_certification,
    withdraw_certification,
)


class _Step(StrEnum):
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"
    RESUME = "resume"


class StopDialog(FormDialog):
    """Asks what the certifier decided, from which day, and by which notice."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, detail: CertificationDetail, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Suspend, withdraw or resume"),
            width=520,
            intro=tr(
                "{certificate} of {enterprise}, number {number}",
                certificate=certificate_text(detail.row),
                enterprise=detail.row.enterprise,
                number=detail.row.number,
            ),
        )
        self._detail = detail
        steps = [(_Step.SUSPEND, tr("Suspend")), (_Step.WITHDRAW, tr("Withdraw for good"))]
        if detail.suspended_on is not None:
            steps = [(_Step.RESUME, tr("Resume")), steps[1]]
        self.step = self.choice("step", tr("Decision"), steps, required=True, typed=False)
        self.step.set_value(steps[0][0])
        self.on = self.date("on", tr("From this day"), today=today, required=True)
        self.on.set_value(today)
        self.reason = self.text(
            "reason",
            tr("Reason"),
            required=True,
            placeholder=tr("The certifier's notice, a missed surveillance …"),
        )
        self.step.changed.connect(self._follow)
        self._follow()
        self.set_untouched()

    def _follow(self) -> None:
        resumes = self.step.value() == _Step.RESUME
        self.on.name_label.setText(
            tr("In force again from *") if resumes else tr("From this day *")
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Do what was chosen."""
        del confirmed
        row, reason = self._detail.row, self.reason.value()
        day = self.on.value() or self.on.today
        if self.step.value() == _Step.RESUME:
            return self.runner.run(self, resume_certification, row.id, row.version, reason, day)
        stop = (
            suspend_certification if self.step.value() == _Step.SUSPEND else withdraw_certification
        )
        return self.runner.run(self, stop, row.id, row.version, day, reason)
