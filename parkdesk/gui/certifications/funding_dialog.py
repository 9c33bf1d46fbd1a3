"""Writing down that an event of a certificate was funded, beside what the programme allows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from parkdesk.domain.certifications import EventType
from parkdesk.gui.certifications.evidence_field import EvidenceField
from parkdesk.gui.certifications.funding_words import allowance_text, programme_text
from parkdesk.gui.certifications.words import certificate_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.certification_details import CertificationDetail
from parkdesk.usecases.certification_funding import FundingView, SaveFunding, record_funding


class FundingDialog(FormDialog):
    """Asks for programme, event, sum and the paper that grants it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        detail: CertificationDetail,
        view: FundingView,
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Record a grant"),
            width=580,
            intro=tr(
                "{certificate} of {enterprise}, number {number}",
                certificate=certificate_text(detail.row),
                enterprise=detail.row.enterprise,
                number=detail.row.number,
            ),
        )
        self._detail = detail
        self._counters = {one.programme_id: one for one in view.counters}
        self.programme = self.choice(
            "programme_id",
            tr("Programme"),
            [(one.programme_id, programme_text(one)) for one in view.counters],
            required=True,
            typed=False,
        )
        # The longest title would make the form wider than its dialog.
        self.programme.editor.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.programme.editor.setMinimumContentsLength(24)
        self.funded = self.choice(
            "event_type",
            tr("Event"),
            [(one, label(one)) for one in EventType],
            required=True,
            typed=False,
        )
        self.amount = self.money("amount_cents", tr("Amount granted"), required=True)
        self.money("cost_cents", tr("Fees paid"), hint=tr("Certification or appraisal alone."))
        self.date("granted_on", tr("Granted on"), today=today, required=True)
        self.text("document_number", tr("Document number"), required=True, longest=120)
        self.add(EvidenceField("evidence", tr("Evidence")))
        self.multiline("note", tr("Remarks"), lines=2)
        open_ones = [one.programme_id for one in view.counters if one.open_for_claims]
        if open_ones:
            self.programme.set_value(open_ones[0])
        self.funded.set_value(detail.event_type)
        self.programme.changed.connect(self._follow)
        self._follow()
        self.set_untouched()

    def _follow(self) -> None:
        chosen = self._counters.get(self.programme.value() or 0)
        self.programme.set_hint(allowance_text(chosen.counter) if chosen else "")

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Write it down."""
        form = SaveFunding(certification_id=self._detail.row.id, **self.values())
        return self.runner.run(self, record_funding, form, confirmed)

    def focus_first(self) -> None:
        """Begin at the sum: programme and event are proposed."""
        self.amount.focus()
