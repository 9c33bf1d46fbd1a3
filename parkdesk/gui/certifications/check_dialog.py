"""Writing down a look into a public register: where, under which name, with what result."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.register_checks import CheckResult, Register
from parkdesk.gui.certifications.evidence_field import EvidenceField
from parkdesk.gui.certifications.words import certificate_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.certification_checks import SaveCheck, record_check
from parkdesk.usecases.certification_details import CertificationDetail


class CheckDialog(FormDialog):
    """Asks what was looked up and what was found; the trace is never changed afterwards."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, detail: CertificationDetail, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Record a register check"),
            width=560,
            intro=tr(
                "{certificate} of {enterprise}, number {number}",
                certificate=certificate_text(detail.row),
                enterprise=detail.row.enterprise,
                number=detail.row.number,
            ),
        )
        self._detail = detail
        self.answer = self.choice(
            "result",
            tr("Result"),
            [(one, label(one)) for one in CheckResult],
            required=True,
            typed=False,
        )
        self.found = self.text("found", tr("What the register says"), required=True)
        self.register = self.choice(
            "register",
            tr("Register"),
            [(one, label(one)) for one in Register],
            required=True,
            typed=False,
        )
        self.looked_up = self.text("looked_up", tr("Name looked up"), required=True)
        self.checked_on = self.date(
            "checked_on", tr("Day of the check"), today=today, required=True
        )
        self.evidence = self.add(EvidenceField("evidence", tr("Evidence")))
        self.multiline("note", tr("Remarks"), lines=2)
        self.fill(
            {
                "register": detail.kind.register,
                "looked_up": detail.name_en or detail.org_unit or detail.row.enterprise,
                "checked_on": today,
            }
        )
        self.answer.changed.connect(self._follow)
        self._follow()
        self.set_untouched()

    def _follow(self) -> None:
        result = self.answer.value()
        self.found.set_visible(result is CheckResult.DIFFERENT)
        self.answer.set_hint(_HINTS[result]() if result in _HINTS else "")

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Write it down."""
        del confirmed
        values = self.values()
        if self.answer.value() is not CheckResult.DIFFERENT:
            values["found"] = ""
        return self.runner.run(
            self, record_check, SaveCheck(certification_id=self._detail.row.id, **values)
        )


_HINTS = {
    CheckResult.NOT_PUBLISHED: lambda: tr(
        "Not published does not mean not valid: PARS shows an appraisal only where its sponsor"
        " agreed. Ask the enterprise for the lead appraiser's statement."
    ),
    CheckResult.UNAVAILABLE: lambda: tr(
        "Kept as a trace; the age of the last check stays as it is."
    ),
    CheckResult.DIFFERENT: lambda: tr(
        "PARS does not correct an entry for a later rename or move: say what differs."
    ),
}
