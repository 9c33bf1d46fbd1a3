"""What the review desk asks: a cut of one row, a note, and passing what is not clean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.reasons import Reason
from parkdesk.domain.signals import SignalState
from parkdesk.gui.claims.doubts import Doubt, condition_doubts, failing, paper_doubts
from parkdesk.gui.claims.step_rows import reason_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import list_text, money_text, tr, trn
from parkdesk.i18n.signals import question_text
from parkdesk.usecases.claims import approve_claim, precheck_claim
from parkdesk.usecases.review_cases import ReviewCase, ReviewedRow
from parkdesk.usecases.reviews import ReviewRow, Sample, add_review_note, pass_group


class CutDialog(FormDialog):
    """What is left of one row, and why. Nothing is stored until the claim is passed.

    Signals:
        chosen: the cut; None where the row gets its whole amount again.
    """

    chosen = Signal(object)

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: ReviewedRow,
        reasons: Sequence[Reason],
        known: Cut | None,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Cut the amount of a row"),
            width=560,
            save_text=tr("Cut"),
            intro=tr(
                "Row {n}, {name}: {amount} may be passed.",
                n=row.position,
                name=row.name,
                amount=money_text(row.before_cents),
            ),
        )
        self._row = row
        self.reason = self.choice(
            "reason", tr("Reason"), [(one.code, reason_text(one)) for one in reasons], required=True
        )
        self.left = self.money("left_cents", tr("Amount left"), required=True)
        self.reason.set_value(known.reason if known is not None else None)
        self.left.set_value(known.amount_cents if known is not None else 0)
        self.set_untouched()

    def submit(self) -> None:
        """Take the cut over; the whole amount takes it back."""
        problems = dict(self.found_problems())
        left = self.left.value()
        if left is not None and left > self._row.before_cents:
            problems["left_cents"] = "above-row"
        self.show_problems(problems, limit_cents=self._row.before_cents)
        if problems or left is None:
            return
        whole = left == self._row.before_cents
        self.chosen.emit(None if whole else Cut(self._row.id, left, str(self.reason.value())))
        self.done(FormDialog.DialogCode.Accepted)


class NoteDialog(FormDialog):
    """A remark for the next reviewer."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, case: ReviewCase, row: ReviewedRow | None
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Note for the next reviewer"),
            width=520,
            intro=tr("Reviewers see it beside the claim; the enterprise does not."),
        )
        self._claim = case.detail.row.id
        self._row = row
        self.words = self.multiline("words", tr("Text of the note"), required=True, lines=3)
        self.of_row = self.check(
            "of_row", tr("About {name}", name=row.name) if row is not None else tr("About the row")
        )
        self.of_row.set_visible(row is not None)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Store it."""
        del confirmed
        place = self._row.position if self._row is not None and self.of_row.value() else 0
        return self.runner.run(self, add_review_note, self._claim, place, self.words.value())


class PassDialog(FormDialog):
    """Passes one claim with what is to be known about it, and the reason of its cuts."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: ReviewRow,
        cuts: Sequence[Cut],
        left_cents: int,
        case: ReviewCase,
    ) -> None:
        approving = row.action is ClaimAction.APPROVE
        fails = approving and bool(failing(case.claimant))
        super().__init__(
            runner,
            parent,
            tr("Approve the claim") if approving else tr("Pass the pre-check"),
            width=560,
            save_text=tr("Approve") if approving else tr("Pass"),
            intro=tr(
                "{number} passes with {amount}.", number=row.number, amount=money_text(left_cents)
            ),
        )
        self._row, self._cuts, self._left = row, tuple(cuts), left_cents
        for said, tone in (*_signal_doubts(case), *_doubts(case)):
            self.wide(Callout(said, tone))
        hint = tr("The enterprise reads it.") if cuts else ""
        if fails:
            hint = tr("Why it is approved although a condition is not met; it is printed.")
        self.reason = self.text("reason", tr("Reason"), required=bool(cuts) or fails, hint=hint)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take the step."""
        del confirmed
        row, reason = self._row, self.reason.value()
        step = (row.id, row.version, self._left, reason, self._cuts)
        if row.action is ClaimAction.APPROVE:
            return self.runner.run(self, approve_claim, *step)
        return self.runner.run(self, precheck_claim, *step)


def _signal_doubts(case: ReviewCase) -> list[Doubt]:
    asked = [one for one in case.signals if one.state is SignalState.OPEN]
    if not asked:
        return []
    return [("\n".join(question_text(one.kind, one.facts) for one in asked), Tone.WARN)]


def _doubts(case: ReviewCase) -> list[Doubt]:
    return [*paper_doubts(case.detail), *condition_doubts(case.claimant)]


class GroupDialog(FormDialog):
    """Passes a group of clean claims whose sample was opened."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, sample: Sample, rows: Sequence[ReviewRow]
    ) -> None:
        total = sum(row.passing_cents for row in rows)
        super().__init__(
            runner,
            parent,
            tr("Pass the group"),
            width=520,
            save_text=tr("Pass"),
            intro=tr(
                "{claims}, {amount} in all. Drawn and opened: {drawn} (seed {seed}).",
                claims=trn("{n} claim", "{n} claims", len(rows)),
                amount=money_text(total),
                drawn=len(sample.drawn),
                seed=sample.seed,
            ),
        )
        self._sample = sample
        left = [row.number for row in rows if row.cleanness.open_conditions]
        if left:
            words = trn(
                "In {n} claim conditions of the applicant are not answered: {claims}",
                "In {n} claims conditions of the applicant are not answered: {claims}",
                len(left),
                claims=list_text(left),
            )
            self.wide(Callout(words, Tone.WARN))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Pass them."""
        del confirmed
        request = self.runner.run(self, pass_group, self._sample.id, self._sample.version)
        return request.named(tr("Passing the claims"))
