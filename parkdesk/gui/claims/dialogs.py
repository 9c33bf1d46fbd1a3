"""What is asked before a claim takes a step: submit, pass on, approve, return, reject, pay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from parkdesk.domain.claims import ClaimAction, ClaimKind
from parkdesk.domain.eligibility import RosterTotals
from parkdesk.domain.errors import Refused
from parkdesk.gui.claims.sheet import RosterSheet
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import label, message, money_text, number_text, tr, trn
from parkdesk.i18n.claims import capitals_text, line_text, material_name, programme_title
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_papers import save_materials
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import (
    NewClaim,
    approve_claim,
    create_claim,
    precheck_claim,
    reject_claim,
    submit_claim,
)
from parkdesk.usecases.programmes import ProgrammeRow

_MOST_REASONS = 12


class ClaimDialog(FormDialog):
    """A form of this feature: its foot names the button, and a held key presses it once."""

    def _build(self, title: str, intro: str) -> None:
        super()._build(title, intro)
        self.foot_note.setText(
            tr(
                "Enter: next field · Ctrl+Enter: {action} · Esc: close",
                action=self.save_button.text(),
            )
        )

    def forbid(self, text: str) -> None:
        """Say why this cannot be done now, and offer nothing but the way back."""
        self.wide(Callout(text, Tone.BAD))
        self.save_button.setEnabled(False)
        self.save_button.setToolTip(text)
        self.foot_note.setText(tr("Esc: close"))

    def open(self) -> None:
        """Show the form. The same key may have opened it: held down it does not answer it too."""
        for shortcut in self.findChildren(QShortcut):
            shortcut.setAutoRepeat(False)
        super().open()

    def submit(self) -> None:
        """Save, unless the button is off."""
        if self.save_button.isEnabled():
            super().submit()


class NewClaimDialog(ClaimDialog):
    """Begins a claim: whose, under which programme, on which track."""

    def __init__(
        self, runner: Runner, parent: QWidget, programmes: tuple[ProgrammeRow, ...]
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("New training claim"),
            save_text=tr("Begin"),
            intro=tr(
                "The claim begins as a draft; its roster is typed or pasted on the next page."
            ),
            width=640,
        )
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.enterprise.changed.connect(self._follow_branch)
        self.programme = self.choice(
            "programme_id",
            tr("Programme"),
            [(row.id, programme_title(row.programme)) for row in programmes],
            required=True,
        )
        self.kind = self.choice(
            "kind", tr("Kind of claim"), [(one, label(one)) for one in ClaimKind if one.track]
        )
        for field in (self.programme, self.kind):
            # The longest title would make the form wider than its dialog.
            field.editor.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.editor.setMinimumContentsLength(24)
        if programmes:
            self.programme.set_value(programmes[0].id)
        self.kind.set_value(ClaimKind.ENTERPRISE)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Make the draft."""
        return self.runner.run(self, create_claim, NewClaim(**self.values()), confirmed)

    def _follow_branch(self) -> None:
        """Let a branch's head office be the claimant, and say so."""
        row = self.enterprise.row
        if row is None or not row.head_office:
            self.enterprise.set_hint("")
        elif row.head_office_id is None:
            self.enterprise.set_hint(
                tr(
                    "A branch; its head office {head_office} is not in the register.",
                    head_office=row.head_office,
                )
            )
        else:
            self.enterprise.set_enterprise(row.head_office_id, row.head_office)
            self.enterprise.set_hint(
                tr("{branch} is a branch: its head office makes the claim.", branch=row.name)
            )


class MaterialsDialog(ClaimDialog):
    """Which of the required papers have come."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, *, editable: bool
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Required papers"),
            intro=tr("Tick what has been handed in and seen."),
            width=600,
        )
        self._detail = detail
        # Ticks bear their names themselves: they begin where the title does.
        self.grid.setColumnMinimumWidth(0, 0)
        self.grid.setHorizontalSpacing(0)
        for line in detail.papers:
            material = line.material
            name = material_name(material)
            if material.per_person:
                name = tr("{paper} (for each person)", paper=name)
            field = self.check(material.code, name)
            field.set_value(line.state.handed_in)
            field.set_enabled(editable)
        self.set_untouched()
        self.save_button.setVisible(editable)
        if not editable:
            self.save_button.setEnabled(False)
            self.foot_note.setText(tr("Esc: close"))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the ticks."""
        ticked = tuple(code for code, come in self.values().items() if come)
        row = self._detail.row
        return self.runner.run(self, save_materials, row.id, row.version, ticked)


class SubmitDialog(ClaimDialog):
    """The last look before a claim is handed in; what is asked about is said here already."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, totals: RosterTotals
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Submit {number} for the pre-check", number=detail.row.number),
            save_text=tr("Submit"),
        )
        self._detail = detail
        facts = [
            (tr("Enterprise"), detail.row.enterprise),
            (tr("People"), number_text(totals.heads)),
            (tr("Payable"), number_text(totals.payable)),
            (tr("Requested"), money_text(totals.amount_cents)),
            *_in_capitals(totals.amount_cents),
        ]
        self.wide(Facts(facts))
        lacking = len(lacking_papers(detail))
        self._said: frozenset[str] = frozenset()
        if not totals.payable:
            code = "claim-nothing-payable" if totals.heads else "claim-roster-empty"
            self.forbid(message(Refused(code, rows=totals.heads)))
            return
        if totals.refused:
            self._warn(
                trn(
                    "{n} row cannot be paid; it stays in the roster with nothing asked for it.",
                    "{n} rows cannot be paid; they stay in the roster with nothing asked for them.",
                    totals.refused,
                ),
                "claim-has-refused-rows",
            )
        if lacking:
            self._warn(
                trn("{n} required paper is missing.", "{n} required papers are missing.", lacking),
                "claim-lacks-materials",
            )

    def _warn(self, text: str, code: str) -> None:
        self._said |= {code}
        self.wide(Callout(text, Tone.WARN))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Hand the claim in."""
        row = self._detail.row
        return self.runner.run(self, submit_claim, row.id, row.version, confirmed | self._said)


class AmountDialog(ClaimDialog):
    """Pass on (预审) or approve (核定) an amount; a cut needs its reason."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, action: ClaimAction
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(action), number=detail.row.number),
            save_text=label(action),
        )
        row = detail.row
        self._detail = detail
        self._approves = action is ClaimAction.APPROVE
        facts = [
            (tr("Enterprise"), row.enterprise),
            (tr("Requested"), money_text(row.requested_cents)),
        ]
        if self._approves:
            facts.append((tr("Recommended"), money_text(row.recommended_cents)))
            facts.append((tr("Budget left"), money_text(detail.budget.left_cents)))
        self.wide(Facts(facts))
        name = "approved" if self._approves else "recommended"
        title = tr("Approved") if self._approves else tr("Recommended")
        self.amount = self.money(name, title, required=True)
        proposed = row.recommended_cents if self._approves else row.requested_cents
        self.amount.set_value(proposed)
        self.reason = self.multiline(
            "reason", tr("Reason"), hint=tr("Needed when the amount is cut.")
        )
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the amount."""
        row = self._detail.row
        typed = (row.id, row.version, self.amount.value() or 0, self.reason.value())
        if self._approves:
            return self.runner.run(self, approve_claim, *typed)
        return self.runner.run(self, precheck_claim, *typed)


class ReasonDialog(ClaimDialog):
    """Return a claim for correction (退回补正), or reject it (不予支持)."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        action: ClaimAction,
        proposed: str = "",
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(action), number=detail.row.number),
            save_text=label(action),
            intro=tr("The enterprise reads these words: say what is wrong and what would do."),
        )
        self._detail = detail
        self._use_case = return_claim if action is ClaimAction.RETURN else reject_claim
        self.reason = self.multiline("reason", tr("Reason"), required=True, lines=8)
        self.reason.set_value(proposed)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the decision."""
        row = self._detail.row
        return self.runner.run(self, self._use_case, row.id, row.version, self.reason.value())


class PaymentDialog(ClaimDialog):
    """The payment (拨付): day and sum, typed once more so that it is compared."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(ClaimAction.PAY), number=detail.row.number),
            save_text=label(ClaimAction.PAY),
        )
        self._detail = detail
        facts = [
            (tr("Enterprise"), detail.row.enterprise),
            (tr("Approved"), money_text(detail.row.approved_cents)),
            *_in_capitals(detail.row.approved_cents or 0),
        ]
        self.wide(Facts(facts))
        self.day = self.date("paid_on", tr("Paid on"), today=today, required=True)
        self.amount = self.money("paid", tr("Paid"), required=True)
        self.day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the payment."""
        row = self._detail.row
        day, amount = self.day.value(), self.amount.value() or 0
        assert day is not None
        return self.runner.run(self, pay_claim, row.id, row.version, day, amount, confirmed)


def _in_capitals(cents: int) -> list[tuple[str, str]]:
    text = capitals_text(cents)
    return [(tr("In capitals"), text)] if text else []


def step_dialog(
    runner: Runner,
    parent: QWidget,
    detail: ClaimDetail,
    action: ClaimAction,
    totals: RosterTotals,
    today: dt.date,
    words: str = "",
) -> FormDialog:
    """Return what is asked before a step of the workflow; `words` propose a reason."""
    if action is ClaimAction.SUBMIT:
        return SubmitDialog(runner, parent, detail, totals)
    if action is ClaimAction.PAY:
        return PaymentDialog(runner, parent, detail, today)
    if action in {ClaimAction.RETURN, ClaimAction.REJECT}:
        return ReasonDialog(runner, parent, detail, action, words)
    return AmountDialog(runner, parent, detail, action)


def return_words(detail: ClaimDetail, sheet: RosterSheet) -> str:
    """Return what a return for correction would say: missing papers, rows that fail."""
    lacking = lacking_papers(detail)
    words = [tr("Missing papers: {papers}", papers="、".join(lacking))] if lacking else []
    for place, (row, verdict) in enumerate(zip(sheet.rows, sheet.verdicts, strict=True), 1):
        failing = [line for line in verdict.problems if not line.verdict.payable]
        if failing and len(words) < _MOST_REASONS:
            reason = line_text(failing[0])
            words.append(tr("Row {row}, {name}: {reason}", row=place, name=row.name, reason=reason))
    return "\n".join(words)


def lacking_papers(detail: ClaimDetail) -> tuple[str, ...]:
    """Return the names of the required papers that have not come."""
    return tuple(material_name(line.material) for line in detail.lacking)
