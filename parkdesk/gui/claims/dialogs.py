"""What is asked before a claim takes a step: submit, pass on, approve, return, reject, pay."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from parkdesk.domain.claims import ClaimAction, ClaimKind
from parkdesk.domain.errors import Refused
from parkdesk.domain.stops import StopEffect
from parkdesk.gui.claims.doubts import condition_doubts, paper_doubts
from parkdesk.gui.claims.step_rows import StepRows, change_text
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import label, message, money_text, number_text, tr, trn
from parkdesk.i18n.claims import capitals_text, material_name, programme_title
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claims import (
    NewClaim,
    create_claim,
    reject_claim,
    submit_claim,
    withdraw_claim,
)
from parkdesk.usecases.programmes import ProgrammeRow
from parkdesk.usecases.stops import ask_stop

_MOST_CHANGES = 6


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
        self.withhold(text)
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
            tr("New claim"),
            save_text=tr("Begin"),
            intro=tr(
                "The claim begins as a draft; its people or items are entered on the next page."
            ),
            width=640,
        )
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.enterprise.changed.connect(self._follow_branch)
        self.enterprise.changed.connect(self._ask_stop)
        self.programme = self.choice(
            "programme_id",
            tr("Programme"),
            [(row.id, programme_title(row.programme)) for row in programmes],
            required=True,
        )
        self.kind = self.choice("kind", tr("Kind of claim"), [], required=True, typed=False)
        self._programmes = {row.id: row.programme for row in programmes}
        self.programme.changed.connect(self._offer_kinds)
        for field in (self.programme, self.kind):
            # The longest title would make the form wider than its dialog.
            field.editor.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.editor.setMinimumContentsLength(24)
        if programmes:
            self.programme.set_value(programmes[0].id)
        self._offer_kinds()
        self.kind.set_value(ClaimKind.ENTERPRISE)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Make the draft."""
        return self.runner.run(self, create_claim, NewClaim(**self.values()), confirmed)

    def _offer_kinds(self) -> None:
        """Offer the kinds of claim that the chosen programme pays for."""
        programme = self._programmes.get(self.programme.value())
        kinds = programme.kinds if programme is not None else ()
        self.kind.set_options([(one, label(one)) for one in kinds])

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

    def _ask_stop(self) -> None:
        """Say at once what stops the enterprise that was chosen."""
        chosen = None if self.enterprise.row is None else self.enterprise.value()
        if chosen is not None:
            request = self.runner.run(self, ask_stop, chosen, StopEffect.NEW_CLAIMS)
            request.refused(partial(self._stopped, chosen))

    def _stopped(self, enterprise_id: int, error: Exception) -> bool:
        if not isinstance(error, Refused):
            return False
        if self.enterprise.value() == enterprise_id:
            self.enterprise.show_problem(message(error))
        return True


class SubmitDialog(ClaimDialog):
    """The last look before a claim is handed in; what is asked about is said here already."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, rows: StepRows
    ) -> None:
        totals = rows.totals
        super().__init__(
            runner,
            parent,
            tr("Submit {number} for the pre-check", number=detail.row.number),
            save_text=tr("Submit"),
        )
        self._detail = detail
        facts = [
            (tr("Enterprise"), detail.row.enterprise),
            (tr("People") if detail.row.track else tr("Items"), number_text(totals.heads)),
            (tr("Payable"), number_text(totals.payable)),
            (tr("Computed"), money_text(totals.amount_cents)),
            *_in_capitals(totals.amount_cents),
        ]
        self.wide(Facts(facts))
        self._said: frozenset[str] = frozenset()
        if not totals.payable:
            empty = "claim-roster-empty" if detail.row.track else "claim-no-items"
            code = "claim-nothing-payable" if totals.heads else empty
            self.forbid(message(Refused(code, rows=totals.heads)))
            return
        if totals.refused:
            self._warn(
                trn(
                    "{n} row cannot be paid; it stays in the claim with nothing computed for it.",
                    "{n} rows cannot be paid; they stay in the claim with nothing computed for"
                    " them.",
                    totals.refused,
                ),
                "claim-has-refused-rows",
            )
        for text, tone in paper_doubts(detail):
            self._warn(text, "claim-lacks-materials", tone)
        for text, tone in condition_doubts(rows.claimant):
            self._warn(text, "claim-claimant-fails", tone)

    def _warn(self, text: str, code: str, tone: Tone = Tone.WARN) -> None:
        self._said |= {code}
        self.wide(Callout(text, tone))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Hand the claim in."""
        row = self._detail.row
        return self.runner.run(self, submit_claim, row.id, row.version, confirmed | self._said)


class ReasonDialog(ClaimDialog):
    """Reject a claim (不予支持), or take it back for the applicant (撤回)."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        action: ClaimAction,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(action), number=detail.row.number),
            save_text=label(action),
            intro=tr("The enterprise reads these words: say what is wrong and what would do.")
            if action is ClaimAction.REJECT
            else tr("Name the letter by which the applicant withdraws the claim."),
        )
        self._detail = detail
        self._use_case = reject_claim if action is ClaimAction.REJECT else withdraw_claim
        self.reason = self.multiline("reason", tr("Reason"), required=True, lines=8)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the decision."""
        row = self._detail.row
        return self.runner.run(self, self._use_case, row.id, row.version, self.reason.value())


class PaymentDialog(ClaimDialog):
    """The payment (拨付): day and sum, typed once more so that it is compared."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, rows: StepRows, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(ClaimAction.PAY), number=detail.row.number),
            save_text=label(ClaimAction.PAY),
        )
        self._detail = detail
        payable = (detail.row.approved_cents or 0) - sum(
            change.before_cents - change.now_cents for change in rows.changes if change.stops
        )
        facts = [
            (tr("Enterprise"), detail.row.enterprise),
            (tr("Approved"), money_text(detail.row.approved_cents)),
            (tr("To be paid now"), money_text(payable)),
            *_in_capitals(payable),
        ]
        self.wide(Facts(facts))
        for change in rows.changes[:_MOST_CHANGES]:
            self.wide(Callout(change_text(change), Tone.WARN if change.stops else Tone.NEUTRAL))
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
    return [(tr("Amount in words"), text)] if text else []


def lacking_papers(detail: ClaimDetail) -> tuple[str, ...]:
    """Return the names of the required papers that have not come."""
    return tuple(material_name(line.material) for line in detail.lacking)
