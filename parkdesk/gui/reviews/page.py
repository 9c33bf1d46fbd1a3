"""The review desk (审核台): one claim after the other, by keys, with its papers beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.reasons import Reason, ReasonUse
from parkdesk.domain.signals import SignalKind, SignalState
from parkdesk.gui import remembered
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.conditions_dialog import ConditionsDialog
from parkdesk.gui.claims.doubts import condition_doubts
from parkdesk.gui.claims.step_rows import step_rows
from parkdesk.gui.claims.stepping import step_dialog
from parkdesk.gui.page import Page
from parkdesk.gui.reviews.case_panel import CasePanel, level_words
from parkdesk.gui.reviews.dialogs import CutDialog, NoteDialog, PassDialog
from parkdesk.gui.reviews.group import GroupPass
from parkdesk.gui.reviews.papers_panel import ReviewPapers
from parkdesk.gui.reviews.queue import ReviewQueue
from parkdesk.gui.signals.dialogs import AnswerDialog
from parkdesk.gui.signals.pair_dialog import PairDialog
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.more_menu import MoreButton
from parkdesk.i18n import number_text, tr
from parkdesk.usecases.claim_decisions import DecisionBasis, claim_reasons, decision_basis
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claimants import Claimant, claimant_check
from parkdesk.usecases.claims import approve_claim, precheck_claim, reject_claim
from parkdesk.usecases.person_pairs import PairDetail, answer_pair, pair_detail
from parkdesk.usecases.review_cases import ReviewCase, ReviewedRow, review_case
from parkdesk.usecases.reviews import (
    ReviewRow,
    add_review_note,
    draw_sample,
    review_queue,
)
from parkdesk.usecases.signals import SignalRow, answer_signal

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class ReviewPage(Page):
    """Queue, case and papers side by side; every step has a key of one letter."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("claim", "claim_condition", "claim_material", "claim_signal"),
            *("paper", "review_note", "review_sample"),
        }
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Review desk"))
        self.case: ReviewCase | None = None
        self._row: ReviewedRow | None = None
        self._cuts: dict[int, Cut] = {}
        self._wanted: int | None = None
        self._asked_for: int | None = None
        self.queue = ReviewQueue()
        self.panel = CasePanel()
        self.papers = ReviewPapers(runner, shell)
        self.groups = GroupPass(self, self)
        self._make_actions()
        self.body.addWidget(self._splitter(), 1)
        self.queue.empty.say(
            tr("Nothing waits for you"),
            tr("Claims that were handed in, and that you had no hand in, come here."),
            "check",
        )
        self.queue.row_changed.connect(self._show_claim)
        self.queue.opened.connect(lambda _row: self.panel.next_row())
        self.panel.row_changed.connect(self._row_chosen)
        self.papers.all_seen.connect(self.groups.case_seen)
        self.queue.sample_shown.connect(self._enable)
        self._enable()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the queue and the claim in view again."""
        self.runner.run(self, review_queue).done(self._show_queue)

    def show_record(self, record_id: int) -> None:
        """Bring a claim of the queue into view."""
        self._asked_for = record_id
        self.queue.go_to(record_id)

    def focus_first(self) -> None:
        """Put the focus into the queue."""
        self.queue.setFocus()

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 2)
        for part, least in ((self.queue, 230), (self.panel, 330), (self.papers, 260)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setSizes([328, 422, 300])
        splitter.restoreState(remembered.state("splitter/ReviewPage"))
        splitter.splitterMoved.connect(
            lambda: remembered.keep_state("splitter/ReviewPage", splitter.saveState())
        )
        return splitter

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.next = PageAction(self, tr("Next claim"), partial(self.queue.step, 1), key="J")
        self.previous = PageAction(self, tr("Claim before"), partial(self.queue.step, -1), key="K")
        self.paper = PageAction(self, tr("Next paper"), self.papers.step, key="Space")
        self.problem = PageAction(self, tr("Next row"), self.panel.next_row, key="F8")
        self.back = PageAction(
            self, tr("Row before"), partial(self.panel.next_row, -1), key="Shift+F8"
        )
        self.group = make(draw_sample, tr("Choose clean ones"), self.groups.draw, key="Ctrl+A")
        self.go = make(return_claim, tr("Return…"), self._ask_return, key="R", icon="return")
        self.refuse = make(reject_claim, tr("Refuse…"), self._ask_reject, key="Shift+R")
        self.cut = make(precheck_claim, tr("Cut…"), self._ask_cut, key="X")
        self.answer = make(answer_signal, tr("Signal…"), self._ask_signal, key="D")
        self.conditions = make(
            claimant_check, tr("Conditions…"), self._ask_conditions, key="C", icon="check"
        )
        self.look = PageAction(
            self, tr("Look at a covered paper"), self.papers.preview.look, key="V", icon="eye"
        )
        self.note = make(add_review_note, tr("Note…"), self._ask_note, key="N")
        self.claim = PageAction(self, tr("Open claim"), self._open_claim, key="F4", icon="claim")
        self.passing = make(approve_claim, tr("Pass"), self._pass, key="P", icon="approve")
        hidden = (
            *(self.next, self.previous, self.paper, self.look, self.problem, self.back),
            *(self.conditions, self.refuse),
        )
        for action in hidden:
            self.add_key(action)
        self._actions.addWidget(
            MoreButton(
                (
                    (self.next, self.previous, self.problem, self.back),
                    (self.paper, self.look, self.conditions),
                    (self.refuse,),
                )
            )
        )
        for action in (self.group, self.claim, self.note, self.answer, self.cut, self.go):
            self.add_action(action, key_shown=True)
        self.add_action(self.passing, primary=True, key_shown=True)

    # Showing

    def _show_queue(self, rows: tuple[ReviewRow, ...]) -> None:
        wanted, self._asked_for = self._asked_for, None
        self.queue.show_rows(rows)
        if wanted is not None:
            self.queue.go_to(wanted)
        clean = sum(row.cleanness.clean for row in rows)
        self.set_count(
            tr("{n} wait, {clean} clean", n=number_text(len(rows)), clean=number_text(clean))
        )
        if not rows:
            self._show_claim(None)
        elif self._wanted is not None:
            self.load()

    def _show_claim(self, row: ReviewRow | None) -> None:
        if row is None:
            self._wanted = self.case = None
            self._cuts = {}
            self.panel.show_nothing(tr("Nothing chosen"))
            self.papers.show_papers(None, ())
            self._enable()
        elif row.id != self._wanted:
            self._wanted = row.id
            self.case, self._cuts = None, {}
            self._enable()
            self.load()

    def load(self) -> None:
        """Fetch the claim in view again."""
        if self._wanted is not None:
            self.runner.run(self, review_case, self._wanted).done(self._arrived)

    def _arrived(self, case: ReviewCase) -> None:
        if case.detail.row.id != self._wanted:
            return
        self.case = case
        self.panel.show_case(case, self._cuts)
        self.papers.show_papers(case.detail.row.id, case.papers)
        self._enable()

    def _row_chosen(self, row: ReviewedRow | None) -> None:
        self._row = row
        self._enable()

    def _enable(self) -> None:
        case, can = self.case, self.runner.can
        here = case is not None
        self.group.setEnabled(can(draw_sample) and any(r.cleanness.clean for r in self.queue.rows))
        for action, use_case in (
            (self.go, return_claim),
            (self.refuse, reject_claim),
            (self.note, add_review_note),
            (self.passing, approve_claim),
        ):
            action.setEnabled(here and can(use_case))
        # A drawn group is passed as a whole, whichever claim is in view.
        alone = case is not None and self.queue.sample is None
        self.passing.withhold(level_words(case) if alone and case is not None else "")
        self.cut.setEnabled(here and self._row is not None and self._row.before_cents > 0)
        self.answer.setEnabled(self._open_signal() is not None and can(answer_signal))
        self.claim.setEnabled(here)
        self.conditions.setEnabled(here)
        self.look.setEnabled(here)

    def _current(self) -> ReviewRow | None:
        """Return the claim in view as the queue has it, once the case is the same version."""
        row, case = self.queue.current(), self.case
        same = row is not None and case is not None and row.id == case.detail.row.id
        return row if same and row is not None and row.version == case.detail.row.version else None  # type: ignore[union-attr]

    # Deciding

    def _pass(self) -> None:
        sample = self.queue.sample
        if sample is not None:
            self._ask(self.groups.dialog(sample), self.groups.passed)
            return
        row, case = self._current(), self.case
        if row is None or case is None:
            return
        cuts = list(self._cuts.values())
        left = row.passing_cents - sum(
            one.before_cents - self._cuts[one.id].amount_cents
            for one in case.rows
            if one.id in self._cuts
        )
        doubts = cuts or case.detail.stops or condition_doubts(case.claimant)
        if row.cleanness.clean and not doubts:
            step = (row.id, row.version, left)
            if row.action is ClaimAction.APPROVE:
                request = self.runner.run(self, approve_claim, *step)
            else:
                request = self.runner.run(self, precheck_claim, *step)
            request.done(partial(self._passed, row))
            return
        dialog = PassDialog(self.runner, self, row, cuts, left, case)
        self._ask(dialog, partial(self._passed, row))

    def _passed(self, row: ReviewRow, _key: object) -> None:
        self.shell.notify(tr("{number} passed.", number=row.number))
        self._go_on(row.id)

    def _go_on(self, done: int) -> None:
        """Show the claim after the one that left the queue."""
        rows = self.queue.rows
        places = [at for at, row in enumerate(rows) if row.id == done]
        after = places[0] + 1 if places else 0
        self._asked_for = rows[after].id if after < len(rows) else None

    def _ask_return(self) -> None:
        self._ask_step(ClaimAction.RETURN)

    def _ask_reject(self) -> None:
        self._ask_step(ClaimAction.REJECT)

    def _ask_step(self, action: ClaimAction) -> None:
        case, row = self.case, self._current()
        if case is None or row is None or action not in case.detail.actions:
            return
        request = self.runner.run(self, decision_basis, row.id)
        request.done(partial(self._open_step, action, case.detail))

    def _open_step(self, action: ClaimAction, detail: ClaimDetail, basis: DecisionBasis) -> None:
        if self.case is None or self.case.detail.row.id != detail.row.id:
            return
        words = ""
        if action is ClaimAction.RETURN and self.panel.asks.property("tone") == Tone.WARN.value:
            words = self.panel.asks.text.text()
        rows = step_rows(detail, basis)
        dialog = step_dialog(self.runner, self, detail, action, rows, self.shell.today, words)
        self._ask(dialog, lambda _key: self._go_on(detail.row.id))

    def _ask_cut(self) -> None:
        self.runner.run(self, claim_reasons).done(self._open_cut)

    def _open_cut(self, reasons: tuple[Reason, ...]) -> None:
        row = self._row
        if row is None:
            return
        offered = [one for one in reasons if ReasonUse.CUT in one.uses]
        dialog = CutDialog(self.runner, self, row, offered, self._cuts.get(row.id))
        dialog.chosen.connect(partial(self._take_cut, row))
        self._ask(dialog, lambda _nothing: None)

    def _take_cut(self, row: ReviewedRow, cut: Cut | None) -> None:
        if self.case is None or row not in self.case.rows:
            return
        self._cuts.pop(row.id, None)
        if cut is not None:
            self._cuts[row.id] = cut
        self.panel.show_cuts(self._cuts)

    def _open_signal(self) -> SignalRow | None:
        """Return the question to answer: that of the row in view, else the claim's first."""
        if self.case is None:
            return None
        asked = [one for one in self.case.signals if one.state is SignalState.OPEN]
        here = self._row.position if self._row is not None else 0
        return next((one for one in asked if one.position == here), asked[0] if asked else None)

    def _ask_signal(self) -> None:
        signal = self._open_signal()
        if signal is None:
            return
        if signal.kind is SignalKind.LIKELY_SAME and self.runner.can(answer_pair):
            request = self.runner.run(self, pair_detail, int(str(signal.facts["pair"])))
            request.done(self._open_pair)
        else:
            self._ask(AnswerDialog(self.runner, self, signal), self._answered)

    def _open_pair(self, pair: PairDetail) -> None:
        self._ask(PairDialog(self.runner, self, pair), self._answered)

    def _answered(self, _version: object) -> None:
        self.shell.notify(tr("The answer is kept."))

    def _ask_conditions(self) -> None:
        if self.case is not None:
            request = self.runner.run(self, claimant_check, self.case.detail.row.id)
            request.done(partial(self._open_conditions, self.case.detail))

    def _open_conditions(self, detail: ClaimDetail, claimant: Claimant) -> None:
        today = self.shell.today
        dialog = ConditionsDialog(self.runner, self, detail, claimant, today, editable=False)
        self._ask(dialog, self._answered)

    def _ask_note(self) -> None:
        if self.case is not None:
            self._ask(NoteDialog(self.runner, self, self.case, self._row), lambda _id: None)

    def _open_claim(self) -> None:
        if self.case is not None:
            self.shell.open_page("claims", self.case.detail.row.id)

    def _ask(self, dialog: FormDialog, saved: object) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(saved)
        dialog.open()
