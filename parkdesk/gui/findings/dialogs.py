"""What is asked when somebody acts on findings, on one or on several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.findings import FindingAnswer
from parkdesk.gui.findings.words import row_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.attestations import PaperChoice
from parkdesk.usecases.finding_lists import FindingRow
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    assign_findings,
    move_due_day,
    reopen_findings,
    revoke_waivers,
    waive_findings,
)

_A_QUARTER = dt.timedelta(days=90)


class _OfFindings(FormDialog):
    """A form about chosen findings: it says which, and holds their versions."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        title: str,
        rows: Sequence[FindingRow],
        note: str = "",
        save_text: str = "",
        narrowed: str = "",
    ) -> None:
        """Take `narrowed`, where more were chosen than `rows`: how many, and why not all."""
        said = [row_text(rows[0])] if len(rows) == 1 else []
        if narrowed:
            said.append(narrowed)
        elif not said:
            said.append(_several(len(rows)))
        intro = "\n".join([*said, note] if note else said)
        super().__init__(runner, parent, title, save_text=save_text, width=540, intro=intro)
        self.versions = {row.id: row.version for row in rows}


def _several(count: int) -> str:
    return trn("{n} finding is chosen.", "{n} findings are chosen.", count)


def ended_text(chosen: int, left: int) -> str:
    """Return how many of the chosen findings are acted on: not those that have ended."""
    if chosen <= left:
        return ""
    return trn(
        "{left} of the {chosen} chosen findings; {n} has ended.",
        "{left} of the {chosen} chosen findings; {n} have ended.",
        chosen - left,
        left=number_text(left),
        chosen=number_text(chosen),
    )


def taken_back_text(chosen: int, left: int, *, waiver: bool) -> str:
    """Return how many of the chosen findings have something to take back."""
    if chosen <= left:
        return ""
    counts = {"left": number_text(left), "chosen": number_text(chosen)}
    if waiver:
        return tr("Findings chosen: {chosen}. With a waiver that can be ended: {left}.", **counts)
    return tr("Findings chosen: {chosen}. With an answer to take back: {left}.", **counts)


class AnswerDialog(_OfFindings):
    """Stores an answer, and the paper that it rests on."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rows: Sequence[FindingRow],
        papers: Sequence[PaperChoice],
        narrowed: str = "",
    ) -> None:
        note = tr("An answer closes nothing: the finding ends when the registers show it.")
        super().__init__(runner, parent, tr("Answer the finding"), rows, note, narrowed=narrowed)
        self.answer = self.choice(
            "answer",
            tr("Answer"),
            [(one, label(one)) for one in FindingAnswer],
            required=True,
            typed=False,
        )
        self.words = self.multiline("words", tr("The answer in words"), required=True, lines=3)
        self.paper = self.choice(
            "paper_id",
            tr("Paper as evidence"),
            [(one.id, one.file_name) for one in papers],
            typed=False,
            empty=tr("No paper"),
            hint=tr("A paper of the enterprise; new ones are added under its Papers."),
        )
        if len(rows) == 1:
            self.answer.set_value(rows[0].answer)
            self.words.set_value(rows[0].words)
            self.paper.set_value(rows[0].paper_id)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Store the answer."""
        del confirmed
        form = AnswerFinding(self.answer.value(), self.words.value(), self.paper.value())
        return self.runner.run(self, answer_findings, self.versions, form)


class AssignDialog(_OfFindings):
    """Says who looks after findings."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rows: Sequence[FindingRow],
        people: Sequence[tuple[int, str]],
        narrowed: str = "",
    ) -> None:
        super().__init__(runner, parent, tr("Assign"), rows, narrowed=narrowed)
        self.person = self.choice(
            "owner_id", tr("Owner"), list(people), typed=False, empty=tr("Nobody in particular")
        )
        owners = {row.owner_id for row in rows}
        self.person.set_value(owners.pop() if len(owners) == 1 else None)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Assign them."""
        del confirmed
        return self.runner.run(self, assign_findings, self.versions, self.person.value())


class DueDialog(_OfFindings):
    """Sets another day until which findings are to be answered."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rows: Sequence[FindingRow],
        today: dt.date,
        narrowed: str = "",
    ) -> None:
        super().__init__(runner, parent, tr("Answer by another day"), rows, narrowed=narrowed)
        self.due = self.date("due_on", tr("Answer by"), today=today, required=True)
        self.due.set_value(max(today, rows[0].due_on))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Move the day."""
        del confirmed
        return self.runner.run(self, move_due_day, self.versions, self.due.value())


class WaiveDialog(_OfFindings):
    """Lets findings stand to a day, for a reason."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rows: Sequence[FindingRow],
        today: dt.date,
        narrowed: str = "",
    ) -> None:
        note = tr("The waiver stands under your name; after its last day the finding is back.")
        title = tr("Waive the finding")
        super().__init__(runner, parent, title, rows, note, title, narrowed)
        self.until = self.date("until_on", tr("Waived until"), today=today, required=True)
        self.until.set_value(today + _A_QUARTER)
        self.reason = self.multiline("reason", tr("Reason"), required=True, lines=3)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Give the waiver."""
        del confirmed
        return self.runner.run(
            self, waive_findings, self.versions, self.until.value(), self.reason.value()
        )


class TakeBackDialog(_OfFindings):
    """Takes an answer back, or ends a waiver, with the reason."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rows: Sequence[FindingRow],
        narrowed: str = "",
        *,
        waiver: bool,
    ) -> None:
        title = tr("End the waiver") if waiver else tr("Take the answer back")
        note = tr("What was said stays in its history.")
        answer = title if waiver else tr("Take back")
        super().__init__(runner, parent, title, rows, note, answer, narrowed)
        self._waiver = waiver
        self.reason = self.multiline("reason", tr("Reason"), required=True, lines=3)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        use_case = revoke_waivers if self._waiver else reopen_findings
        return self.runner.run(self, use_case, self.versions, self.reason.value())
