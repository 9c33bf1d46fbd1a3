"""The review desk (审核台): one claim after the other, by keys, with its papers beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.reasons import Reason, ReasonUse
from parkdesk.domain.reviews import LeftOut
from parkdesk.domain.signals import SignalKind, SignalState
from parkdesk.gui import remembered
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.step_rows import step_rows
from parkdesk.gui.claims.stepping import step_dialog
from parkdesk.gui.page import Page
from parkdesk.gui.reviews.case_panel import CasePanel
from parkdesk.gui.reviews.dialogs import CutDialog, GroupDialog, NoteDialog, PassDialog
from parkdesk.gui.reviews.papers_panel import ReviewPapers
from parkdesk.gui.reviews.queue import ReviewQueue
from parkdesk.gui.signals.dialogs import AnswerDialog
from parkdesk.gui.signals.pair_dialog import PairDialog
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.i18n import label, list_text, number_text, problem, tr
from parkdesk.usecases.claim_decisions import DecisionBasis, claim_reasons, decision_basis
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import approve_claim, precheck_claim, reject_claim
from parkdesk.usecases.person_pairs import PairDetail, answer_pair, pair_detail
from parkdesk.usecases.review_cases import ReviewCase, ReviewedRow, review_case
from parkdesk.usecases.reviews import (
    GroupOutcome,
    ReviewRow,
    Sample,
    add_review_note,
    draw_sample,
    open_sampled,
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
        {"claim", "claim_signal", "claim_material", "paper", "review_note", "review_sample"}
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
        self.papers.all_seen.connect(self._seen)
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
        splitter.setSizes([270, 440, 340])
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
        self.group = make(draw_sample, tr("Choose clean ones"), self._draw, key="Ctrl+A")
        self.go = make(return_claim, tr("Return…"), self._ask_return, key="R", icon="return")
        self.refuse = make(reject_claim, tr("Refuse…"), self._ask_reject, key="Shift+R")
        self.cut = make(precheck_claim, tr("Cut…"), self._ask_cut, key="X")
        self.answer = make(answer_signal, tr("Signal…"), self._ask_signal, key="D")
        self.note = make(add_review_note, tr("Note…"), self._ask_note, key="N")
        self.claim = PageAction(self, tr("Open claim"), self._open_claim, key="F4", icon="claim")
        self.passing = make(approve_claim, tr("Pass"), self._pass, key="P", icon="approve")
        hidden = (self.next, self.previous, self.paper, self.problem, self.back, self.refuse)
        for action in hidden:
            self.add_key(action)
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
            self._load()

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
            self._load()

    def _load(self) -> None:
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
        self.cut.setEnabled(here and self._row is not None and self._row.before_cents > 0)
        self.answer.setEnabled(self._open_signal() is not None and can(answer_signal))
        self.claim.setEnabled(here)

    def _current(self) -> ReviewRow | None:
        """Return the claim in view as the queue has it, once the case is the same version."""
        row, case = self.queue.current(), self.case
        same = row is not None and case is not None and row.id == case.detail.row.id
        return row if same and row is not None and row.version == case.detail.row.version else None  # type: ignore[union-attr]

    # A group

    def _draw(self) -> None:
        clean = {row.id: row.version for row in self.queue.rows if row.cleanness.clean}
        self.runner.run(self, draw_sample, clean).done(self._drawn)

    def _drawn(self, sample: Sample) -> None:
        self.queue.show_sample(sample)
        self._tell_sample(sample)
        self._go_to_drawn()
        if self.case is not None and self.case.detail.row.id in sample.drawn:
            self._load()

    def _tell_sample(self, sample: Sample) -> None:
        numbers = {row.id: row.number for row in self.queue.rows}
        left = [numbers[id_] for id_ in sample.drawn if id_ not in sample.opened and id_ in numbers]
        if left:
            words = tr(
                "Drawn at random (seed {seed}): open {claims} with all papers (Space), then P"
                " passes the group of {n}.",
                seed=sample.seed,
                claims=list_text(left),
                n=number_text(len(sample.group)),
            )
        else:
            words = tr(
                "The sample was opened. P passes the group of {n}.",
                n=number_text(len(sample.group)),
            )
        self.banner.show_text(
            words, Tone.ACCENT, offers=((tr("Leave the group"), self._leave_group),), closable=False
        )

    def _go_to_drawn(self) -> None:
        sample = self.queue.sample
        if sample is not None:
            left = [id_ for id_ in sample.drawn if id_ not in sample.opened]
            if left:
                self.queue.go_to(left[0])

    def _seen(self) -> None:
        sample, case = self.queue.sample, self.case
        if sample is None or case is None:
            return
        id_ = case.detail.row.id
        if id_ in sample.drawn and id_ not in sample.opened:
            request = self.runner.run(self, open_sampled, sample.id, sample.version, id_)
            request.done(self._opened)

    def _opened(self, sample: Sample) -> None:
        self.queue.show_sample(sample)
        self._tell_sample(sample)
        self._go_to_drawn()

    def _leave_group(self) -> None:
        self.queue.show_sample(None)
        self.banner.dismiss()

    # Deciding

    def _pass(self) -> None:
        sample = self.queue.sample
        if sample is not None:
            rows = [row for row in self.queue.rows if row.id in sample.group]
            self._ask(GroupDialog(self.runner, self, sample, rows), self._group_passed)
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
        if row.cleanness.clean and not cuts and not case.detail.stops:
            step = (row.id, row.version, left)
            if row.action is ClaimAction.APPROVE:
                request = self.runner.run(self, approve_claim, *step)
            else:
                request = self.runner.run(self, precheck_claim, *step)
            request.done(partial(self._passed, row))
            return
        asks = self.panel.asks.text.text() if not row.cleanness.clean else ""
        dialog = PassDialog(self.runner, self, row, cuts, left, asks)
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

    def _group_passed(self, outcome: GroupOutcome) -> None:
        self._leave_group()
        words = tr(
            "Passed {passed}, left out {skipped}.",
            passed=number_text(len(outcome.passed)),
            skipped=number_text(len(outcome.skipped)),
        )
        self.shell.notify(words)
        if outcome.skipped:
            said = [
                tr("{actor}: {words}", actor=one.number, words=_why(one)) for one in outcome.skipped
            ]
            self.banner.show_text("\n".join([words, *said]), Tone.WARN)

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


def _why(left_out: LeftOut) -> str:
    if left_out.why is not None:
        return label(left_out.why)
    return problem(left_out.refusal, **left_out.facts)
