"""One contract beside the register: its facts, its executions, its changes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from parkdesk.domain.contracts import ReportState
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.contracts.report_tab import ReportTab
from parkdesk.gui.contracts.report_words import field_text
from parkdesk.gui.contracts.words import STATE_TONES, country_text, usd_text
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone, theme, tokens
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.flow_row import FlowRow
from parkdesk.i18n import (
    amount_text,
    date_text,
    label,
    language,
    money_text,
    percent_text,
    tr,
    trn,
)
from parkdesk.usecases.contract_details import ChangeRow, ContractDetail, ExecutionRow
from parkdesk.usecases.contract_lists import ContractRow
from parkdesk.usecases.contract_reports import ReportStanding


class ProgressBar(QWidget):
    """How much of a contract was executed; more than all of it is drawn in the warning colour."""

    def __init__(self) -> None:
        super().__init__()
        self._permille = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, permille: int) -> None:
        """Draw a share of a thousand."""
        self._permille = permille
        self.setAccessibleName(tr("{share} executed", share=percent_text(permille)))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("neutral_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        width = self.width() * min(self._permille, 1000) / 1000
        if width > 0:
            painter.setBrush(tokens().color("warn" if self._permille > 1000 else "accent"))  # noqa: PLR2004
            painter.drawRoundedRect(QRectF(0, 0, max(width, 8), self.height()), 4, 4)
        painter.end()


class ContractPanel(DetailPanel):
    """Shows a contract; what can be done with it are the page's actions.

    Recording an execution stands at the foot, in view on every tab: the tab of executions has what
    can be done with one of them.
    """

    def __init__(self, correct: QAction, remove: QAction, evidence: QAction) -> None:
        super().__init__(tr("Choose a contract to see its executions and changes."))
        self.facts = Facts()
        self.progress = ProgressBar()
        self.warning = Callout("", Tone.WARN)
        self.executions = ShortTable[ExecutionRow]("ExecutionsTable", _execution_columns(), most=12)
        self.executions.empty.say(
            tr("Nothing executed yet"), tr("Record an execution when the money has come in.")
        )
        self.changes = ShortTable[ChangeRow]("ChangesTable", _change_columns(), most=10)
        self.changes.empty.say(tr("No changes"), tr("The contract stands as it was signed."))
        self.reports = ReportTab()
        self.add_tab(tr("Overview"), self._overview())
        handles = (
            ActionButton(correct, words=tr("Correct…")),
            ActionButton(remove, words=tr("Delete…")),
            ActionButton(evidence),
        )
        self._execution_tab = self.add_tab("", self._executed(handles))
        self._change_tab = self.add_tab("", self.changes)
        self.add_tab(tr("Reporting"), self.reports)

    def show_detail(self, detail: ContractDetail) -> None:
        """Show a contract."""
        row = detail.row
        chip = (label(row.state), STATE_TONES[row.state])
        self.show_title(row.number, f"{row.enterprise} · {row.client}", chip)
        self.progress.show_share(row.executed_permille)
        text = _warning(detail)
        self.warning.say(text, Tone.WARN)
        self.warning.setVisible(bool(text))
        self.facts.show_facts(_facts(detail))
        self.name_tab(self._execution_tab, tr("Executions {count}", count=len(detail.executions)))
        self.name_tab(self._change_tab, tr("Changes {count}", count=len(detail.changes)))
        self.executions.show_rows(detail.executions)
        self._of_one.setVisible(bool(detail.executions))
        self.changes.show_rows(detail.changes)

    def show_reports(self, standing: ReportStanding) -> None:
        """Show when the contract was reported and what differs from it."""
        self.reports.show_standing(standing)

    def _overview(self) -> QWidget:
        overview = QWidget()
        box = QVBoxLayout(overview)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        for part in (self.warning, self.progress, self.facts):
            box.addWidget(part)
        return overview

    def _executed(self, handles: tuple[ActionButton, ...]) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        # What is done with one of them has no place where there is none.
        self._of_one = QWidget()
        row = FlowRow()
        self._of_one.setLayout(row)
        for handle in handles:
            row.add(handle)
        box.addWidget(self._of_one)
        box.addWidget(self.executions)
        box.addStretch()
        return tab


def _warning(detail: ContractDetail) -> str:
    said = []
    row = detail.row
    if row.amount_usd_cents is None or any(
        one.amount_usd_cents is None for one in detail.executions
    ):
        said.append(
            tr("Amounts in {currency} wait for the rate of their month.", currency=row.currency)
        )
    if any(not one.receipt_no for one in detail.executions):
        said.append(tr("An execution has no receipt number yet."))
    if row.executed_minor > row.amount_minor:
        said.append(tr("More was executed than is agreed: is a change missing?"))
    if row.report_state is ReportState.DIFFERS:
        said.append(tr("It is not as it was reported: see Reporting."))
    return "\n".join(said)


def _facts(detail: ContractDetail) -> list[tuple[str, str]]:
    row = detail.row
    executed = money_text(row.executed_minor, row.currency)
    share = percent_text(row.executed_permille)
    pairs = [
        (tr("Amount with changes"), money_text(row.amount_minor, row.currency)),
        (tr("Executed"), tr("{amount} ({share})", amount=executed, share=share)),
        (tr("Left to execute"), money_text(row.amount_minor - row.executed_minor, row.currency)),
    ]
    if detail.changes:
        pairs.append((tr("Signed amount"), money_text(detail.signed_minor, row.currency)))
    if row.currency != "USD":
        pairs.append((tr("Signed, in US$"), usd_text(row.amount_usd_cents)))
        pairs.append((tr("Rate"), detail.usd_rate))
    return [
        *pairs,
        (tr("Offshore or onshore"), f"{label(row.market)} · {country_text(row)}"),
        (tr("Service line"), label(row.service_line)),
        (
            tr("Service code"),
            detail.service_code if language() == "zh_CN" else detail.service_code_en,
        ),
        (tr("Layer"), label(detail.layer) if detail.layer else ""),
        (tr("Final client"), detail.final_customer),
        (tr("Subject"), detail.subject),
        (tr("Date of signing"), date_text(row.signed_on)),
        (
            tr("Counted from"),
            date_text(detail.counted_on) if detail.counted_on != row.signed_on else "",
        ),
        (tr("Reported on"), _reported_text(row)),
        (
            tr("Contract term"),
            tr(
                "{first} to {last}",
                first=date_text(detail.starts_on),
                last=date_text(detail.ends_on),
            ),
        ),
        (tr("Remarks"), detail.note),
    ]


def _reported_text(row: ContractRow) -> str:
    day = date_text(row.reported_on) if row.reported_on is not None else ""
    return " · ".join(part for part in (label(row.report_state), day) if part)


def _execution_columns() -> tuple[Column[ExecutionRow], ...]:
    return (
        Column(tr("Date"), lambda row: date_text(row.executed_on), width=86),
        Column(
            tr("Amount"),
            lambda row: amount_text(row.amount_minor, row.currency),
            numeric=True,
            width=106,
        ),
        Column(
            tr("US$"),
            lambda row: "—" if row.amount_usd_cents is None else amount_text(row.amount_usd_cents),
            numeric=True,
            width=100,
            yields=2,
        ),
        # Not one that grows: a number is compared with a paper, and half of it proves nothing.
        Column(tr("Receipt"), lambda row: row.receipt_no or "—", width=80, muted=True),
        Column(tr("Papers"), _papers_text, width=60, muted=True, yields=1),
    )


def _papers_text(row: ExecutionRow) -> str:
    """Return how many papers prove an execution."""
    return trn("{n} paper", "{n} papers", row.papers) if row.papers else "—"


def _change_text(row: ChangeRow) -> str:
    """Return the reason, and what moved besides the amount."""
    moved = [
        tr(
            "{field}: {before} → {after}",
            field=field_text(name),
            before=_side(old),
            after=_side(new),
        )
        for name, (old, new) in row.moved.items()
    ]
    return " · ".join([row.reason, *moved])


def _side(value: str | dt.date | None) -> str:
    return date_text(value) if isinstance(value, dt.date) else value or "—"


def _change_columns() -> tuple[Column[ChangeRow], ...]:
    return (
        Column(tr("Date"), lambda row: date_text(row.changed_on), width=86),
        Column(
            tr("Amount before"),
            lambda row: amount_text(row.amount_minor_before, row.currency),
            numeric=True,
            width=100,
            yields=1,
        ),
        Column(
            tr("Amount after"),
            lambda row: amount_text(row.amount_minor_after, row.currency),
            numeric=True,
            width=100,
        ),
        Column(tr("Reason"), _change_text, width=140, muted=True, grows=True),
    )
