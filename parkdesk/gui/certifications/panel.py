"""One certificate beside the register: its facts, its warnings, its chain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.appraisals import Method
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.surveillance import SurveillanceState, SurveillanceStep
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.certifications.record_tabs import ChecksTab, FundingTab, check_state, emptied
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
from parkdesk.i18n import date_text, instant_text, label, tr, trn
from parkdesk.usecases.certification_details import (
    CertificationDetail,
    KindFacts,
    SuspensionRow,
)
from parkdesk.usecases.certification_funding import FundingView

if TYPE_CHECKING:
    from parkdesk.gui.certifications.handling import CertificationActions

_RUNNING = frozenset(
    {CertificationStatus.VALID, CertificationStatus.EXPIRING, CertificationStatus.SUSPENDED}
)


class CertificationPanel(DetailPanel):
    """Shows a certificate; what can be done with it are the page's actions."""

    def __init__(self, actions: CertificationActions) -> None:
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
        self.surveillance = SectionHeader(tr("Surveillance"), ActionButton(actions.surveillance))
        self.visits = Facts()
        box.addWidget(self.surveillance)
        box.addWidget(self.visits)
        self.scope = Facts()
        self.checks = ChecksTab(actions.check, actions.save_copy)
        self.funding = FundingTab(
            actions.fund,
            actions.save_copy,
            actions.ask_delete_grant if actions.may_fund else None,
        )
        self.add_tab(tr("Overview"), overview)
        self.add_tab(tr("Scope and appraisal"), self._scope_tab(actions))
        self.add_tab(tr("Checks"), self.checks)
        self.add_tab(tr("Grants"), self.funding)

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
        looked_up = (tr("Register check"), check_state(detail, today)[0])
        self.facts.show_facts([*_facts(detail), looked_up])
        self.surveillance.setVisible(bool(detail.surveillance))
        self.visits.setVisible(bool(detail.surveillance))
        self.visits.show_facts(
            [(date_text(one.due_on), _visit_text(one)) for one in detail.surveillance]
        )
        self.scope.show_facts(_scope(detail))
        self.checks.show_checks(detail, today)

    def show_funding(self, view: FundingView) -> None:
        """Show the grants of the certificate in view."""
        self.funding.show_funding(view)

    def _scope_tab(self, actions: CertificationActions) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        scans = ActionButton(actions.papers)
        box.addWidget(SectionHeader(tr("As the certifier states it"), scans))
        box.addWidget(self.scope)
        return tab

    def _show_callouts(self, detail: CertificationDetail) -> None:
        emptied(self.callouts)
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
        text = tr("Expired on {last}; no renewal is registered.", last=date_text(row.expires_on))
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
    missed = [one for one in detail.surveillance if one.state is SurveillanceState.UNKNOWN]
    if missed and row.status in _RUNNING:
        said.append(
            (
                tr(
                    "Surveillance was due on {day} and nothing is recorded: did it take place, or"
                    " has the certifier suspended the certificate?",
                    day=date_text(missed[-1].due_on),
                ),
                Tone.WARN,
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
    pairs.append((tr("Validity by the rule"), _rule_text(detail.kind)))
    pairs += [(tr("Was suspended"), _suspension_text(one)) for one in detail.suspensions]
    pairs.append((tr("Obtained as"), label(detail.event_type)))
    if detail.note:
        pairs.append((tr("Remarks"), detail.note))
    return pairs


def _rule_text(kind: KindFacts) -> str:
    months = tr("no expiry") if kind.validity_months is None else _months_text(kind)
    doubt = "" if kind.mark.confirmed else tr(" (to be confirmed)")
    return f"{months}{doubt}"


def _months_text(kind: KindFacts) -> str:
    return trn("{n} month", "{n} months", kind.validity_months or 0)


def _visit_text(one: SurveillanceStep) -> str:
    if one.done_on is not None:
        return tr("{state}, {day}", state=label(one.state), day=date_text(one.done_on))
    return label(one.state)


def _suspension_text(one: SuspensionRow) -> str:
    until = tr("today") if one.period.lifted_on is None else date_text(one.period.lifted_on)
    return tr(
        "{first} to {last}: {reason}",
        first=date_text(one.period.first_on),
        last=until,
        reason=one.reason,
    )


def _scope(detail: CertificationDetail) -> list[tuple[str, str]]:
    pairs = [(tr("Scope"), detail.scope)]
    appraisal = [
        (tr("Model version"), detail.row.model),
        (tr("Model view"), detail.view),
        (tr("Appraisal method"), label(Method(detail.method)) if detail.method else ""),
        (tr("Appraisal ID"), detail.appraisal_id),
        (tr("End of the appraisal"), date_text(detail.appraisal_ended_on)),
        (tr("Lead appraiser"), detail.lead_appraiser),
        (tr("Sponsor"), detail.sponsor),
        (tr("Partner"), detail.partner),
    ]
    unit = [
        (tr("Organisational unit"), detail.org_unit),
        (tr("Site"), detail.site),
        (tr("English name"), detail.name_en),
    ]
    if detail.method:
        pairs += appraisal
    if detail.method or any(value for _name, value in unit):
        pairs += [*unit, (tr("Unit is the enterprise"), _confirmed_text(detail))]
    return pairs


def _confirmed_text(detail: CertificationDetail) -> str:
    if not detail.unit_confirmed:
        return tr("not confirmed")
    if not detail.unit_confirmed_by:
        return tr("confirmed")
    return tr(
        "confirmed by {person}, {moment}",
        person=detail.unit_confirmed_by,
        moment=instant_text(detail.unit_confirmed_at),
    )
