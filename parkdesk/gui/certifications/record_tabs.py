"""Tabs of a certificate's panel: looks into registers, and public money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from parkdesk.domain.register_checks import CheckResult, age_days
from parkdesk.gui.actions import ActionButton, button
from parkdesk.gui.certifications.funding_words import (
    allowance_lines,
    counter_tone,
    counters_in_view,
    programme_text,
)
from parkdesk.gui.certifications.words import CHECK_TONES
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import SectionHeader, label, rule
from parkdesk.i18n import date_text, money_text, tr, trn
from parkdesk.i18n import label as word
from parkdesk.usecases.certification_details import CertificationDetail, CheckRow
from parkdesk.usecases.certification_funding import FundingRow, FundingView

SaveCopy = Callable[[str, str], object]
"""Called with the content's hash and the file's name."""


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ChecksTab(QWidget):
    """Every look into a register, the newest first, and the button for another."""

    def __init__(self, check: QAction, save_copy: SaveCopy) -> None:
        super().__init__()
        self._save_copy = save_copy
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self.state = Callout()
        box.addWidget(self.state)
        box.addWidget(SectionHeader(tr("Looked up"), ActionButton(check)))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE * 2)
        box.addLayout(self._rows)

    def show_checks(self, detail: CertificationDetail, today: dt.date) -> None:
        """Show the checks of a certificate."""
        self.state.say(*check_state(detail, today))
        emptied(self._rows)
        for place, one in enumerate(detail.checks):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._entry(one))

    def _entry(self, one: CheckRow) -> QWidget:
        head = tr("{day} · {register}", day=date_text(one.checked_on), register=word(one.register))
        lines = [tr("{person} looked up “{name}”", person=one.person, name=one.looked_up)]
        if one.found:
            lines.append(tr("The register says: {found}", found=one.found))
        if one.note:
            lines.append(one.note)
        chip = Chip(word(one.result), CHECK_TONES[one.result])
        return entry(head, chip, lines, self._link(one.evidence_sha256, one.evidence_name))

    def _link(self, sha256: str | None, name: str) -> QWidget | None:
        if not sha256:
            return None
        return button(name, lambda: self._save_copy(sha256, name), icon="save", role="link")


def check_state(detail: CertificationDetail, today: dt.date) -> tuple[str, Tone]:
    """Return how old the last check is, and what it means, as a sentence with its tone."""
    last = detail.last_check
    if last is None:
        return tr("Never looked up in a register."), Tone.WARN
    days = age_days(last.checked_on, today) or 0
    age = trn("{n} day ago", "{n} days ago", days)
    if last.result is CheckResult.NOT_PUBLISHED:
        return (
            tr("Not published, looked up {age}: that does not mean not valid.", age=age),
            Tone.NEUTRAL,
        )
    if last.result is CheckResult.DIFFERENT:
        return tr("The register says something else, looked up {age}.", age=age), Tone.WARN
    return tr("Found as stated, looked up {age}.", age=age), Tone.GOOD


class FundingTab(QWidget):
    """The grants of a certificate, and what each programme still allows its enterprise."""

    def __init__(
        self, fund: QAction, save_copy: SaveCopy, delete: Callable[[FundingRow], object] | None
    ) -> None:
        super().__init__()
        self._save_copy = save_copy
        self._delete = delete
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._counters = QVBoxLayout()
        self._counters.setSpacing(SPACE * 2)
        box.addWidget(SectionHeader(tr("Of the enterprise, by programme")))
        box.addLayout(self._counters)
        box.addWidget(SectionHeader(tr("Grants of this certificate"), ActionButton(fund)))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE * 2)
        box.addLayout(self._rows)

    def show_nothing(self) -> None:
        """Forget the certificate before: its sums must not stand beside another."""
        emptied(self._counters)
        emptied(self._rows)

    def show_funding(self, view: FundingView) -> None:
        """Show the grants, and the counters of the programmes that are open or have granted."""
        self.show_nothing()
        for one in counters_in_view(view):
            text = "\n".join([programme_text(one), *allowance_lines(one.counter)])
            self._counters.addWidget(Callout(text, counter_tone(one.counter)))
        if not view.grants:
            self._rows.addWidget(label(tr("No grant is recorded."), "muted", wrap=True))
        for place, grant in enumerate(view.grants):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._entry(grant))

    def _entry(self, one: FundingRow) -> QWidget:
        head = tr(
            "{amount} · {event}", amount=money_text(one.amount_cents), event=word(one.event_type)
        )
        lines = [
            tr(
                "{day}, {document}, by programme {year}",
                day=date_text(one.granted_on),
                document=one.document_number,
                year=one.year,
            )
        ]
        if one.note:
            lines.append(one.note)
        links = QWidget()
        row = QHBoxLayout(links)
        row.setContentsMargins(0, 0, 0, 0)
        sha256, name = one.evidence_sha256, one.evidence_name
        if sha256:
            row.addWidget(
                button(name, lambda: self._save_copy(sha256, name), icon="save", role="link")
            )
        delete = self._delete
        if delete is not None:
            row.addWidget(button(tr("Delete"), lambda: delete(one), role="link"))
        row.addStretch()
        return entry(head, None, lines, links)


def entry(head: str, chip: Chip | None, lines: list[str], link: QWidget | None) -> QWidget:
    """Return one entry of a list: a bold line with its chip, quiet lines, a link."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(SPACE // 2)
    top = QHBoxLayout()
    top.addWidget(label(head, "section", wrap=True), 1)
    if chip is not None:
        top.addWidget(chip, alignment=Qt.AlignmentFlag.AlignTop)
    box.addLayout(top)
    for line in lines:
        box.addWidget(label(line, "muted", wrap=True, selectable=True))
    if link is not None:
        box.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
    return made
