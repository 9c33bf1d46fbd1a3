"""The applicant's conditions (申报主体条件): what the records say, and what a clerk finds out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claim_conditions import VIOLATIONS
from parkdesk.domain.claims import WAITING
from parkdesk.domain.eligibility import Rule, TraceLine
from parkdesk.domain.programme_figures import Standing
from parkdesk.domain.remedies import remedy_of
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.words import VERDICT_TONES
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import N_, tr
from parkdesk.i18n.claims import (
    basis_text,
    condition_name,
    line_basis_text,
    line_text,
    remedy_text,
)
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claimants import Claimant, Condition, save_conditions
from parkdesk.usecases.condition_answers import answer_conditions

_ANSWERED_HERE = {
    "remedy-answer": N_("Look it up and write the answer down below."),
    "remedy-standing": N_("Once it is met, write that down below with its proof."),
}
"""Remedies that elsewhere name this form."""


class ConditionsDialog(ClaimDialog):
    """Every condition with its reasoning; what no record tells is answered here.

    While a claim is under review whoever reviews it answers what nobody has answered, and says
    where it was looked up; the applicant's own answers stand.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        claimant: Claimant,
        today: dt.date,
        *,
        editable: bool,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Conditions of the applicant"),
            intro=detail.row.enterprise,
            width=680,
        )
        self._detail = detail
        self._claimant = claimant
        left = [one for one in claimant.conditions if one.met is None]
        under_review = not editable and detail.row.state in WAITING
        self._reviews = under_review and bool(left) and runner.can(answer_conditions)
        lines = [line for line in claimant.lines if line.rule is not Rule.STANDING]
        self._bases = {
            line.basis.value: basis_text(line.basis, detail.programme)
            for line in claimant.lines
            if line.rule is Rule.STANDING and line.basis is not None
        }
        for line in lines:
            told = [line_text(line), self._remedy(line, answers=editable or self._reviews)]
            told.append(tr("Basis: {basis}", basis=line_basis_text(line, detail.programme)))
            self.wide(Callout("\n".join(one for one in told if one), VERDICT_TONES[line.verdict]))
        if not claimant.lines:
            self.wide(Callout(tr("The programme names no condition."), Tone.NEUTRAL))
        if claimant.conditions:
            self.section(tr("Not found in any register"))
        for one in claimant.conditions:
            answers = editable or (self._reviews and one.met is None)
            self._declare(one, today, editable=answers)
        if self._reviews:
            hint = tr("Where it was looked up; it stands beside the answer and in the trail.")
            self.reason = self.multiline("reason", tr("Reason"), required=True, hint=hint)
        self.set_untouched()
        if not editable and not self._reviews:
            self.save_button.setVisible(False)
            self.save_button.setEnabled(False)
            self.foot_note.setText(tr("Esc: close"))

    def _remedy(self, line: TraceLine, *, answers: bool) -> str:
        """Return what would make a line pass: what is answered in this very form is below."""
        code = remedy_of(line)
        if code not in _ANSWERED_HERE:
            return remedy_text(line)
        return tr(_ANSWERED_HERE[code]) if answers else ""

    def _declare(self, one: Condition, today: dt.date, *, editable: bool) -> None:
        violations = one.code == VIOLATIONS
        said = [
            (True, tr("looked up, none found") if violations else tr("met")),
            (False, tr("violation found") if violations else tr("not met")),
        ]
        name = condition_name(one.code)
        empty = tr("not checked yet")
        field = self.choice(one.code, name, said, typed=False, empty=empty)
        field.set_value(one.met)
        field.set_enabled(editable)
        hints = [tr("Found out by the reviewer: {words}", words=one.note)] if one.note else []
        if not violations and (basis := self._bases.get(Standing(one.code))):
            hints.append(tr("Basis: {basis}", basis=basis))
        field.set_hint("\n".join(hints))
        if violations:
            day = self.date("found_on", tr("Day of the last violation"), today=today)
            day.set_value(one.found_on)
            day.set_enabled(editable)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the answers."""
        row = self._detail.row
        values = self.values()
        answers = tuple(
            Condition(
                one.code,
                values[one.code],
                values["found_on"] if one.code == VIOLATIONS else None,
                one.note,
            )
            for one in self._claimant.conditions
            if not self._reviews or one.met is None
        )
        if self._reviews:
            reason = self.reason.value()
            return self.runner.run(self, answer_conditions, row.id, row.version, answers, reason)
        return self.runner.run(self, save_conditions, row.id, row.version, answers)
