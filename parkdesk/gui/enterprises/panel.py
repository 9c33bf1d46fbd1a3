"""One enterprise beside the registry: overview with notices, certificates, claims, contracts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.actions import PageAction, button
from parkdesk.gui.certifications.words import status_tone
from parkdesk.gui.claims.words import STATE_TONES as CLAIM_TONES
from parkdesk.gui.contracts.words import STATE_TONES as CONTRACT_TONES
from parkdesk.gui.enterprises.fact_pairs import contact_pairs, fact_pairs
from parkdesk.gui.enterprises.lines import Line, Lines
from parkdesk.gui.enterprises.notices import Notices
from parkdesk.gui.enterprises.words import (
    STATUS_TONES,
    action_text,
    certificate_text,
    change_text,
    summary_line,
)
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import (
    date_text,
    instant_text,
    label,
    money_text,
    percent_text,
    tr,
)
from parkdesk.i18n.claims import size_text
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.enterprise_details import EnterpriseDetail

Go = Callable[[str, int], object]
"""Opens a record on its page: key of the page, id."""


class EnterprisePanel(DetailPanel):
    """Shows an enterprise; what can be done with it are the page's actions."""

    def __init__(self, go: Go, reveal: PageAction, whole: PageAction) -> None:
        super().__init__(tr("Choose an enterprise to see its certificates, claims and contracts."))
        self._go = go
        self._detail: EnterpriseDetail | None = None
        self.facts = Facts()
        self.notices = Notices()
        self.certificates = Lines(tr("The enterprise holds no registered certificate."))
        self.claims = Lines(tr("No claim has been made."))
        self.contracts = Lines(tr("No contract is registered."))
        self.history = Lines(tr("Nothing has been changed yet."))
        self.whole_button = button(whole.text(), whole.trigger, icon="building", role="link")
        self.whole_button.setToolTip(whole.toolTip())
        overview = QWidget()
        box = QVBoxLayout(overview)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(self.whole_button, alignment=Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.notices)
        box.addWidget(self.facts)
        self.reveal_button = button(reveal.text(), reveal.trigger, icon="eye", role="link")
        if not reveal.isVisible():
            # Shown before it has its place, a button would flash up as a window of its own.
            self.reveal_button.hide()
        box.addWidget(self.reveal_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.add_tab(tr("Facts"), overview)
        self._certificates_tab = self.add_tab(tr("Certs"), self.certificates)
        self._claims_tab = self.add_tab(tr("Claims"), self.claims)
        self._contracts_tab = self.add_tab(tr("Contracts"), self.contracts)
        self.add_tab(tr("History"), self.history)

    def show_detail(self, detail: EnterpriseDetail) -> None:
        """Show an enterprise."""
        row = detail.row
        self.show_title(row.name, summary_line(row), (label(row.status), STATUS_TONES[row.status]))
        self._detail = detail
        self.facts.show_facts(fact_pairs(detail) + contact_pairs(detail.form))
        self.notices.show_notices(detail.notices)
        self.certificates.show_lines(_certificates(detail, self._go))
        self.claims.show_lines(_claims(detail, self._go))
        self.contracts.show_lines(_contracts(detail, self._go))
        self.history.show_lines(_history(detail))
        for place, title, count in (
            (self._certificates_tab, tr("Certs"), len(detail.certificates)),
            (self._claims_tab, tr("Claims"), len(detail.claims)),
            (self._contracts_tab, tr("Contracts"), len(detail.contracts)),
        ):
            self.name_tab(place, f"{title} {count}" if count else title)

    def show_numbers(self, phone: str, account: str) -> None:
        """Show the numbers in full, until another record is shown."""
        if self._detail is not None:
            form = replace(self._detail.form, contact_phone=phone, bank_account=account)
            self.facts.show_facts(fact_pairs(self._detail) + contact_pairs(form))


def _certificates(detail: EnterpriseDetail, go: Go) -> list[Line]:
    return [
        Line(
            certificate_text(held.certificate),
            tr(
                "{number} · until {day}",
                number=held.number,
                day=date_text(held.certificate.expires_on),
            ),
            (label(held.status), status_tone(held.status)) if held.status is not None else None,
            lambda held=held: go("certifications", held.certificate.id),  # type: ignore[misc]
        )
        for held in detail.certificates
    ]


def _claims(detail: EnterpriseDetail, go: Go) -> list[Line]:
    return [
        Line(
            f"{claim.number}  {money_text(claim.amount_cents)}",
            tr(
                "{programme} · {people}",
                programme=in_language(claim.programme, claim.programme_en),
                people=size_text(claim.kind, claim.heads),
            ),
            (label(claim.state), CLAIM_TONES[claim.state]),
            lambda claim=claim: go("claims", claim.id),  # type: ignore[misc]
        )
        for claim in detail.claims
    ]


def _contracts(detail: EnterpriseDetail, go: Go) -> list[Line]:
    return [
        Line(
            f"{one.number}  {one.client}",
            tr(
                "{amount}, executed {share}, signed {day}",
                amount=money_text(one.amount_minor, one.currency),
                share=percent_text(one.executed_permille),
                day=date_text(one.signed_on),
            ),
            (label(one.state), CONTRACT_TONES[one.state]),
            lambda one=one: go("contracts", one.id),  # type: ignore[misc]
        )
        for one in detail.contracts
    ]


def _history(detail: EnterpriseDetail) -> list[Line]:
    lines = []
    for entry in detail.history:
        changes = [change_text(change) for change in entry.changes]
        said = [text for text in changes if text]
        remark = "\n".join([entry.reason, *said] if entry.reason else said)
        title = f"{instant_text(entry.at)}  {entry.actor}  {action_text(entry.action)}"
        lines.append(Line(title, remark))
    return lines
