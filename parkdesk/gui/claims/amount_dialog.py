"""Passing on (预审) or approving (核定) an amount: single rows cut, or the sum as a whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_lines import read_places
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.reasons import OwnReason, ReasonUse
from parkdesk.gui.actions import button
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.doubts import condition_doubts, failing, paper_doubts
from parkdesk.gui.claims.step_rows import StepRow, StepRows, change_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, money_text, tr
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claims import approve_claim, precheck_claim

_MOST_CHANGES = 6


class AmountDialog(ClaimDialog):
    """An amount that is passed on or approved; every cut needs its reason."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        action: ClaimAction,
        rows: StepRows,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(action), number=detail.row.number),
            save_text=label(action),
            width=640,
        )
        self._detail = detail
        self._rows = rows
        self._approves = action is ClaimAction.APPROVE
        self.cuts: dict[int, Cut] = {}
        self._before = self._amounts_before()
        self.wide(Facts(self._facts()))
        for change in rows.changes[:_MOST_CHANGES]:
            self.wide(Callout(change_text(change), Tone.WARN if change.stops else Tone.NEUTRAL))
        for said, tone in (*paper_doubts(detail), *condition_doubts(rows.claimant)):
            self.wide(Callout(said, tone))
        self._fails = self._approves and bool(failing(rows.claimant))
        name = "approved" if self._approves else "recommended"
        title = tr("Approved") if self._approves else tr("Recommended")
        self.amount = self.money(name, title, required=True)
        self.amount.set_value(sum(self._before.values()))
        choices = rows.choices(ReasonUse.CUT)
        self.why = self.choice("cut_reason", tr("Why it is cut"), choices, typed=False)
        self.why.set_value(OwnReason.LOWER_OF.value)
        hint = tr("Needed when the amount is cut.")
        if self._fails:
            hint = tr("Why it is approved although a condition is not met; it is printed.")
        self.reason = self.multiline("reason", tr("Reason"), required=self._fails, hint=hint)
        self._declare_cuts(choices)
        self.set_untouched()

    def _declare_cuts(self, choices: list[tuple[str, str]]) -> None:
        self.section(tr("Cut single rows"))
        self.places = self.text(
            "rows", tr("Rows to cut"), hint=tr("Numbers as in the list: 2, 5-7")
        )
        self.left = self.money("left", tr("Left for each"))
        self.row_why = self.choice("row_reason", tr("Why they are cut"), choices, typed=False)
        self.row_why.set_value("cost-not-eligible")
        self.cut_button = button(tr("Cut these rows"), self.add_cut)
        self.cut_said = text_label("", "muted", wrap=True)
        self.wide(self.cut_button)
        self.wide(self.cut_said)

    def add_cut(self) -> None:
        """Take what is typed as a cut of those rows, and propose the sum that is left."""
        try:
            places = read_places(self.places.value(), len(self._rows.rows))
        except InvalidInput as error:
            self.show_problems(error.problems, **error.params)
            return
        left = self.left.value()
        if not places or left is None:
            self.show_problems({"rows": "required"} if not places else {"left": "required"})
            return
        rows = [self._rows.rows[place - 1] for place in places]
        above = next((row for row in rows if left > self._before[row.id]), None)
        if above is not None:
            limit = self._before[above.id]
            self.show_problems({"left": "above-row"}, limit_cents=limit)
            return
        for row in rows:
            self.cuts[row.id] = Cut(row.id, left, self.row_why.value() or "as-stated")
        self.show_problems({})
        self.places.set_value("")
        self._say_cuts()
        given = (
            self.cuts[row].amount_cents if row in self.cuts else cents
            for row, cents in self._before.items()
        )
        self.amount.set_value(sum(given))
        if not self.reason.value():
            self.reason.set_value(self.cut_said.text())

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the amount."""
        row = self._detail.row
        typed = (
            row.id,
            row.version,
            self.amount.value() or 0,
            self.reason.value(),
            tuple(self.cuts.values()),
            self.why.value() or OwnReason.AS_STATED.value,
        )
        if self._approves:
            return self.runner.run(self, approve_claim, *typed)
        return self.runner.run(self, precheck_claim, *typed)

    def found_problems(self) -> dict[str, str]:
        """Return what is wrong; rows that were named and not cut are said, never dropped."""
        found = super().found_problems()
        if self.places.value().strip():
            found["rows"] = "rows-named-not-cut"
        return found

    def _facts(self) -> list[tuple[str, str]]:
        row = self._detail.row
        facts = [
            (tr("Enterprise"), row.enterprise),
            (tr("Applied for"), money_text(row.asked_cents)),
            (tr("Computed"), money_text(row.requested_cents)),
        ]
        if self._approves:
            facts.append((tr("Recommended"), money_text(row.recommended_cents)))
            facts.append((tr("Budget left"), money_text(self._detail.budget.left_cents)))
        return facts

    def _amounts_before(self) -> dict[int, int]:
        """Return what each row can be given at most: what it had, less what the rules now stop."""
        stopped = {change.row: change.now_cents for change in self._rows.changes}
        return {
            row.id: min(self._had(row), stopped.get(row.id, self._had(row)))
            for row in self._rows.rows
        }

    def _had(self, row: StepRow) -> int:
        return (row.line.recommended_cents or 0) if self._approves else row.line.requested_cents

    def _say_cuts(self) -> None:
        names = {row.id: row for row in self._rows.rows}
        words = dict(self._rows.choices(ReasonUse.CUT))
        self.cut_said.setText(
            "\n".join(
                tr(
                    "Row {row}, {name}: {amount} — {reason}",
                    row=names[cut.row].place,
                    name=names[cut.row].name,
                    amount=money_text(cut.amount_cents),
                    reason=words.get(cut.reason, cut.reason),
                )
                for cut in self.cuts.values()
            )
        )
