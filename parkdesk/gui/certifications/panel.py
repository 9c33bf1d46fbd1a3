"""One certificate beside the register: its facts, its warnings, its chain."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.appraisals import Method
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.gui.certifications.timeline import Timeline
from parkdesk.gui.certifications.words import (
    certificate_text,
    in_language,
    status_text,
    status_tone,
)
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.i18n import date_text, label, tr
from parkdesk.usecases.certification_details import CertificationDetail


class CertificationPanel(DetailPanel):
    """Shows a certificate; what can be done with it are the page's actions."""

    def __init__(self) -> None:
        super().__init__(tr("Choose a certificate to see its validity and its chain."))
        self.facts = Facts()
        self.timeline = Timeline()
        self.callouts = QVBoxLayout()
        self.callouts.setSpacing(SPACE)
        overview = QWidget()
        box = QVBoxLayout(overview)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        box.addLayout(self.callouts)
        box.addWidget(self.timeline)
        box.addWidget(self.facts)
        self.scope = Facts()
        self.add_tab(tr("Overview"), overview)
        self.add_tab(tr("Scope and appraisal"), self._scope_tab())

    def show_detail(self, detail: CertificationDetail, today: dt.date) -> None:
        """Show a certificate."""
        row = detail.row
        self.show_title(
            certificate_text(row),
            row.enterprise,
            (status_text(row.status), status_tone(row.status)),
        )
        self.timeline.show_chain(detail.chain, today)
        self._show_callouts(detail)
        self.facts.show_facts(_facts(detail))
        self.scope.show_facts(_scope(detail))

    def _scope_tab(self) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionHeader(tr("As the certifier states it")))
        box.addWidget(self.scope)
        return tab

    def _show_callouts(self, detail: CertificationDetail) -> None:
        while self.callouts.count():
            item = self.callouts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, tone in _warnings(detail):
            self.callouts.addWidget(Callout(text, tone))


def _warnings(detail: CertificationDetail) -> list[tuple[str, Tone]]:
    row = detail.row
    said: list[tuple[str, Tone]] = []
    if row.status is CertificationStatus.EXPIRING and row.days_left is not None:
        said.append(
            (
                tr(
                    "Expires in {days} days, on {last}; no renewal is registered.",
                    days=row.days_left,
                    last=date_text(row.expires_on),
                ),
                Tone.WARN,
            )
        )
    if row.status is CertificationStatus.EXPIRED and detail.renewed_by_id is None:
        text = tr("Lapsed on {last}; no renewal is registered.", last=date_text(row.expires_on))
        said.append((text, Tone.BAD))
    if row.status is CertificationStatus.SUSPENDED:
        said.append(
            (
                tr(
                    "Suspended since {day}: {reason}",
                    day=date_text(detail.suspended_on),
                    reason=detail.stop_reason,
                ),
                Tone.WARN,
            )
        )
    if row.status is CertificationStatus.WITHDRAWN:
        said.append(
            (
                tr(
                    "Withdrawn on {day}: {reason}",
                    day=date_text(detail.withdrawn_on),
                    reason=detail.stop_reason,
                ),
                Tone.BAD,
            )
        )
    if detail.org_unit and not detail.unit_confirmed:
        text = tr(
            "Nobody has confirmed yet that “{unit}” is this enterprise.", unit=detail.org_unit
        )
        said.append((text, Tone.WARN))
    return said


def _facts(detail: CertificationDetail) -> list[tuple[str, str]]:
    row = detail.row
    pairs = [
        (tr("Kind of certificate"), in_language(row.type_zh, row.type_en)),
        (tr("Number"), row.number),
        (tr("Issued by"), row.issuer),
        (tr("In force from"), date_text(row.issued_on)),
        (tr("Valid until"), date_text(row.expires_on) if row.expires_on else tr("no expiry")),
    ]
    if detail.expiry_reason:
        pairs.append((tr("Last day differs"), detail.expiry_reason))
    if detail.surveillance:
        days = ", ".join(date_text(one.due_on) for one in detail.surveillance)
        pairs.append((tr("Surveillance due"), days))
        pairs.append((tr("Last surveillance"), date_text(detail.last_surveillance_on)))
    pairs.append((tr("Obtained as"), label(detail.event_type)))
    if detail.note:
        pairs.append((tr("Remarks"), detail.note))
    return pairs


def _scope(detail: CertificationDetail) -> list[tuple[str, str]]:
    pairs = [(tr("Scope"), detail.scope)]
    if detail.method:
        confirmed = tr("confirmed") if detail.unit_confirmed else tr("not confirmed")
        pairs += [
            (tr("Model version"), detail.row.model),
            (tr("Model view"), detail.view),
            (tr("Appraisal method"), label(Method(detail.method))),
            (tr("End of the appraisal"), date_text(detail.appraisal_ended_on)),
            (tr("Lead appraiser"), detail.lead_appraiser),
            (tr("Organisational unit"), detail.org_unit),
            (tr("Unit is the enterprise"), confirmed),
        ]
    return pairs
