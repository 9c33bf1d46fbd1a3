"""The middle of the review desk: a claim's facts, signals, conditions, and its doubtful rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import deciding_line
from parkdesk.domain.eligibility_rules import TraceLine, Verdict
from parkdesk.domain.signals import SignalState
from parkdesk.gui.claims.doubts import failing, paper_doubts, unanswered
from parkdesk.gui.claims.words import VERDICT_TONES
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import label, set_role
from parkdesk.i18n import amount_text, date_text, money_text, number_text, tr, trn
from parkdesk.i18n import label as label_of
from parkdesk.i18n.claims import (
    line_basis_text,
    line_text,
    mark_text,
    programme_title,
    remedy_text,
)
from parkdesk.i18n.signals import place_text, question_text
from parkdesk.usecases.review_cases import ReviewCase, ReviewedRow

_MOST_ROWS = 40
"""What a tall window has room for; in a lower one five leave room to what is said of them."""
_ROLES = {Verdict.PASS: "", Verdict.WARN: "warn", Verdict.FAIL: "bad", Verdict.DUPLICATE: "bad"}


class CasePanel(QFrame):
    """One claim under review.

    Signals:
        row_changed: another row of the claim is current.
    """

    row_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.case: ReviewCase | None = None
        self._cuts: Mapping[int, Cut] = {}
        self.title = label("", "subtitle", wrap=True, selectable=True)
        self.facts = Facts()
        self.asks = Callout()
        self.rows: ShortTable[ReviewedRow] = ShortTable(
            "review-rows", self._columns(), most=_MOST_ROWS, least=2, grows_from=5
        )
        self.rows.row_changed.connect(self._show_row)
        self.reasoning = label("", "", wrap=True, selectable=True)
        self.conditions = QVBoxLayout()
        self.conditions.setSpacing(SPACE)
        self._lines: list[QLabel] = []
        self.notes = label("", "muted", wrap=True, selectable=True)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self, words: str = "") -> None:
        """Show no claim, and say why."""
        self.case = None
        self.title.setText(words)
        self._inner.hide()

    def show_case(self, case: ReviewCase, cuts: Mapping[int, Cut]) -> None:
        """Show a claim with the cuts that were chosen and not yet decided."""
        row = case.detail.row
        fresh = self.case is None or self.case.detail.row.id != row.id
        self.case, self._cuts = case, cuts
        self._inner.show()
        self.title.setText(
            tr("{number} · {enterprise}", number=row.number, enterprise=row.enterprise)
        )
        self.facts.show_facts(self._fact_pairs(case))
        words, tone = _asks(case)
        self.asks.say(words, tone)
        place = self.rows.currentIndex().row()
        self.rows.show_rows(case.rows)
        self._show_conditions(case)
        self.notes.setText(
            "\n".join(
                tr(
                    "{actor}, {place}: {words}",
                    actor=one.actor,
                    place=place_text(one.position),
                    words=one.words,
                )
                if one.position
                else tr("{actor}: {words}", actor=one.actor, words=one.words)
                for one in case.notes
            )
        )
        self.notes.setVisible(bool(case.notes))
        if case.rows:
            self.rows.select_place(0 if fresh else min(max(place, 0), len(case.rows) - 1))
        self._show_row(self.rows.current())

    def show_cuts(self, cuts: Mapping[int, Cut]) -> None:
        """Show what was chosen to be cut; the rows stay where they are."""
        self._cuts = cuts
        if self.case is not None:
            self.facts.show_facts(self._fact_pairs(self.case))
            self.rows.viewport().update()

    def next_row(self, by: int = 1) -> None:
        """Go to the next row to look at, or the one before."""
        if self.case is None:
            return
        place = self.rows.currentIndex().row()
        count = len(self.case.rows)
        for step in range(1, count + 1):
            at = (place + by * step) % count
            if self.case.rows[at].doubtful or self.case.rows[at].changed:
                self.rows.select_place(at)
                self.rows.setFocus()
                return

    def _lay_out(self) -> None:
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE * 2)
        for widget in (self.facts, self.asks, self.rows, self.reasoning):
            column.addWidget(widget, 1 if widget is self.rows else 0)
        column.addLayout(self.conditions)
        column.addWidget(self.notes)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        outer.setSpacing(SPACE * 2)
        outer.addWidget(self.title)
        outer.addWidget(area, 1)

    def _fact_pairs(self, case: ReviewCase) -> list[tuple[str, str]]:
        row, budget = case.detail.row, case.detail.budget
        granted = row.requested_cents if row.recommended_cents is None else row.recommended_cents
        cut = sum(
            one.before_cents - self._cuts[one.id].amount_cents
            for one in case.rows
            if one.id in self._cuts
        )
        left = budget.left_cents
        pairs = [
            (tr("Programme"), programme_title(case.detail.programme)),
            (
                tr("People"),
                tr(
                    "{n} applied for, {payable} payable",
                    n=number_text(row.heads),
                    payable=number_text(row.eligible_heads),
                ),
            ),
            (tr("Applied for"), money_text(row.asked_cents)),
            (tr("To be passed"), money_text(granted - cut)),
            (
                tr("Handed in"),
                date_text(day_in_china(row.submitted_at)) if row.submitted_at else "",
            ),
        ]
        if left is not None:
            after = tr(
                "{left}, afterwards {after}",
                left=money_text(left),
                after=money_text(left - granted + cut),
            )
            pairs.append((tr("Budget left"), after))
        return pairs

    def _show_conditions(self, case: ReviewCase) -> None:
        lines = [line for line in case.claimant if line.verdict is not Verdict.PASS]
        while len(self._lines) < len(lines):
            made = label("", "", wrap=True, selectable=True)
            self._lines.append(made)
            self.conditions.addWidget(made)
        for place, widget in enumerate(self._lines):
            widget.setVisible(place < len(lines))
            if place < len(lines):
                widget.setText(self._line(lines[place]))
                set_role(widget, _ROLES[lines[place].verdict])

    def _show_row(self, row: ReviewedRow | None) -> None:
        self.row_changed.emit(row)
        case = self.case
        if row is None or case is None:
            self.reasoning.setText("")
            return
        lines = [line for line in row.verdict.lines if line.verdict is not Verdict.PASS]
        passed = len(row.verdict.lines) - len(lines)
        said = [self._line(line) for line in lines]
        said += [text for line in lines if (text := remedy_text(line))]
        if passed:
            said.append(trn("✓ {n} rule holds.", "✓ {n} rules hold.", passed))
        basis = line_basis_text(deciding_line(row.verdict), case.detail.programme)
        said.append(tr("Basis: {basis}", basis=basis))
        self.reasoning.setText("\n".join(said))

    @staticmethod
    def _line(line: TraceLine) -> str:
        return f"{mark_text(line.verdict)} {line_text(line)}"

    def _columns(self) -> tuple[Column[ReviewedRow], ...]:
        return (
            Column(tr("No."), lambda row: number_text(row.position), numeric=True, width=44),
            Column(tr("Name"), lambda row: row.name, width=110, grows=True),
            Column(
                tr("Result"),
                lambda row: label_of(row.verdict.verdict),
                tone=lambda row: VERDICT_TONES[row.verdict.verdict],
                width=84,
            ),
            Column(tr("Signals"), _signals_of, width=60, yields=1),
            Column(tr("Amount"), self._amount, numeric=True, width=96),
        )

    def _amount(self, row: ReviewedRow) -> str:
        cut = self._cuts.get(row.id)
        if cut is None:
            return amount_text(row.before_cents)
        return f"{amount_text(row.before_cents)} → {amount_text(cut.amount_cents)}"


def _signals_of(row: ReviewedRow) -> str:
    return number_text(row.signals) if row.signals else ""


def level_words(case: ReviewCase) -> str:
    """Return which level has to review before the claim is approved; empty for none."""
    detail = case.detail
    if detail.row.state is not ClaimState.PRECHECKED or not detail.levels_left:
        return ""
    return tr(
        "A higher level has still to review it ({level}): open the claim and record the finding.",
        level=label_of(detail.levels_left[0]),
    )


def _asks(case: ReviewCase) -> tuple[str, Tone]:
    """Return what somebody has to look at before the claim passes."""
    said = [
        f"{question_text(one.kind, one.facts)}{_where(one.position)}"
        for one in case.signals
        if one.state is SignalState.OPEN
    ]
    said += [words for words, _tone in paper_doubts(case.detail)]
    said += [level_words(case)] if level_words(case) else []
    if failed := len(failing(case.claimant)):
        said.append(
            trn(
                "{n} condition of the applicant is not met.",
                "{n} conditions of the applicant are not met.",
                failed,
            )
        )
    changed = [one for one in case.changes if not one.marked]
    if case.changes:
        said.append(
            trn(
                "{n} thing was changed after the return.",
                "{n} things were changed after the return.",
                len(case.changes),
            )
        )
    if changed:
        said.append(
            trn("{n} of them was not asked for.", "{n} of them were not asked for.", len(changed))
        )
    left = len(unanswered(case.claimant))
    if left:
        said.append(
            trn(
                "{n} condition of the applicant is not answered: C answers it.",
                "{n} conditions of the applicant are not answered: C answers them.",
                left,
            )
        )
    if not said:
        words = tr(
            "Nothing to look into: no signal is open, and every required paper is ticked as handed"
            " in."
        )
        return words, Tone.GOOD
    return "\n".join(said), Tone.WARN


def _where(position: int) -> str:
    return tr(" ({place})", place=place_text(position)) if position else ""
