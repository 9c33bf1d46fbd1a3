"""Passing clean claims as a group: a sample is drawn, opened, and then P passes all of them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parkdesk.domain.reviews import LeftOut
from parkdesk.gui.pages import Shell
from parkdesk.gui.reviews.dialogs import GroupDialog
from parkdesk.gui.reviews.queue import ReviewQueue
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.i18n import label, list_text, number_text, problem, tr
from parkdesk.usecases.review_cases import ReviewCase
from parkdesk.usecases.reviews import GroupOutcome, Sample, draw_sample, open_sampled


class GroupDesk(Protocol):
    """The review desk, as far as a group needs it."""

    runner: Runner
    shell: Shell
    queue: ReviewQueue
    banner: Banner
    case: ReviewCase | None

    def load(self) -> None:
        """Fetch the claim in view again."""


class GroupPass(QObject):
    """Draws the sample, goes from one drawn claim to the next, and tells what came of it."""

    def __init__(self, desk: GroupDesk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._seen: list[int] = []
        """Drawn claims that were opened and are to be kept; the first one is on its way."""

    def draw(self) -> None:
        """Draw a sample of all clean claims of the queue."""
        desk = self._desk
        clean = {row.id: row.version for row in desk.queue.rows if row.cleanness.clean}
        desk.runner.run(self, draw_sample, clean).done(self._drawn)

    def dialog(self, sample: Sample) -> GroupDialog:
        """Return what is asked before the group passes."""
        rows = [row for row in self._desk.queue.rows if row.id in sample.group]
        return GroupDialog(self._desk.runner, self._owner, sample, rows)

    def case_seen(self) -> None:
        """Keep that the claim in view was opened, where it is one of those that were drawn."""
        desk, sample = self._desk, self._desk.queue.sample
        if sample is None or desk.case is None:
            return
        id_ = desk.case.detail.row.id
        if id_ in sample.drawn and id_ not in (*sample.opened, *self._seen):
            self._seen.append(id_)
            if len(self._seen) == 1:
                self._keep_first(sample)

    def _keep_first(self, sample: Sample) -> None:
        """Keep the first of those that were seen: each needs the version that the last one left."""
        request = self._desk.runner.run(
            self, open_sampled, sample.id, sample.version, self._seen[0]
        )
        request.done(self._opened).refused(self._not_kept)

    def leave(self) -> None:
        """Let the group go; its claims are passed one by one again."""
        self._seen = []
        self._desk.queue.show_sample(None)
        self._desk.banner.dismiss()

    def passed(self, outcome: GroupOutcome) -> None:
        """Tell how many passed, and why others did not."""
        desk = self._desk
        self.leave()
        words = tr(
            "Passed {passed}, left out {skipped}.",
            passed=number_text(len(outcome.passed)),
            skipped=number_text(len(outcome.skipped)),
        )
        desk.shell.notify(words)
        if outcome.skipped:
            said = [
                tr("{actor}: {words}", actor=one.number, words=_why(one)) for one in outcome.skipped
            ]
            desk.banner.show_text("\n".join([words, *said]), Tone.WARN)

    def _drawn(self, sample: Sample) -> None:
        desk = self._desk
        desk.queue.show_sample(sample)
        self._tell(sample)
        self._go_to_drawn()
        if desk.case is not None and desk.case.detail.row.id in sample.drawn:
            desk.load()

    def _opened(self, sample: Sample) -> None:
        if not self._seen:
            return  # the group was left meanwhile
        self._seen = self._seen[1:]
        self._desk.queue.show_sample(sample)
        self._tell(sample)
        if self._seen:
            self._keep_first(sample)
        else:
            self._go_to_drawn()

    def _not_kept(self, _error: Exception) -> bool:
        # What is wrong is told; the claim is kept when it is opened again.
        self._seen = []
        return False

    def _go_to_drawn(self) -> None:
        sample = self._desk.queue.sample
        if sample is not None:
            left = [id_ for id_ in sample.drawn if id_ not in sample.opened]
            if left:
                self._desk.queue.go_to(left[0])

    def _tell(self, sample: Sample) -> None:
        numbers = {row.id: row.number for row in self._desk.queue.rows}
        left = [numbers[id_] for id_ in sample.drawn if id_ not in sample.opened and id_ in numbers]
        if left:
            words = tr(
                "Drawn at random (seed {seed}): open {claims} with all papers (Space; V uncovers),"
                " then P passes the group of {n}.",
                seed=sample.seed,
                claims=list_text(left),
                n=number_text(len(sample.group)),
            )
        else:
            words = tr(
                "The sample was opened. P passes the group of {n}.",
                n=number_text(len(sample.group)),
            )
        offers = ((tr("Leave the group"), self.leave),)
        self._desk.banner.show_text(words, Tone.ACCENT, offers=offers, closable=False)


def _why(left_out: LeftOut) -> str:
    if left_out.why is not None:
        return label(left_out.why)
    return problem(left_out.refusal, **left_out.facts)
