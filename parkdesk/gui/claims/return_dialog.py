"""Returning a claim for correction (退回补正): what exactly is to be put right, by reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claim_lines import read_places
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.reasons import ReasonUse
from parkdesk.gui.check_list import CheckLine, CheckListField
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.step_rows import StepRow, StepRows
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.i18n.claims import line_text, material_name
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_returns import return_claim

MOST_PROPOSED = 60
"""Rows that are proposed for a mark; more are named by their numbers."""


class ReturnDialog(ClaimDialog):
    """Proposes what the rules and the checklist found; the enterprise reads the words."""

    def __init__(
        self, runner: Runner, parent: QWidget, detail: ClaimDetail, rows: StepRows, words: str = ""
    ) -> None:
        action = ClaimAction.RETURN
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(action), number=detail.row.number),
            save_text=label(action),
            intro=tr(
                "Only what is ticked or named is open afterwards; with nothing marked the whole"
                " claim is. The enterprise reads the words below."
            ),
            width=720,
        )
        self._detail = detail
        self._rows = rows
        proposed = _proposed(detail, rows)
        self.marks = self.add(CheckListField("marks", tr("To be put right")))
        self.marks.set_lines(proposed)
        if not proposed:
            self.marks.set_visible(False)
        self.more = self.text(
            "rows",
            tr("Further rows"),
            hint=tr("Numbers as in the list: 2, 5-7"),
        )
        self.why = self.choice(
            "why", tr("What is wrong with them"), rows.choices(ReasonUse.RETURN), typed=False
        )
        self.why.set_value("paper-differs")
        self.whole = self.check("whole", tr("Open the whole claim"))
        reads = tr("What the enterprise reads")
        self.reason = self.multiline("reason", reads, required=True, lines=5)
        self.answer_by = self.date(
            "answer_by",
            tr("To be answered by"),
            today=self._today(),
            hint=tr("Stands on the correction notice; +15d counts from today"),
        )
        told = [line.text for line in proposed if line.checked]
        self.reason.set_value("\n".join([*told, words] if words else told))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the return."""
        row = self._detail.row
        return self.runner.run(
            self,
            return_claim,
            row.id,
            row.version,
            self.reason.value(),
            self.chosen(),
            self.answer_by.value(),
        )

    def _today(self) -> dt.date:
        desk = self.runner.desk
        assert desk is not None, "a claim is returned by somebody who is signed in"
        return day_in_china(desk.clock())

    def found_problems(self) -> dict[str, str]:
        """Return what is wrong before the claim is returned: rows that cannot be read."""
        found = super().found_problems()
        try:
            read_places(self.more.value(), len(self._rows.rows))
        except InvalidInput as error:
            found |= error.problems
        return found

    def chosen(self) -> tuple[Mark, ...]:
        """Return the marks as they stand in the form."""
        if self.whole.value():
            return (Mark(MarkSubject.CLAIM, self.why.value() or "as-stated"),)
        ticked: list[Mark] = list(self.marks.value())
        there = {mark.row for mark in ticked}
        places = read_places(self.more.value(), len(self._rows.rows))
        further = self._rows.marks(places, self.why.value() or "as-stated")
        return (*ticked, *(mark for mark in further if mark.row not in there))


def _proposed(detail: ClaimDetail, rows: StepRows) -> list[CheckLine]:
    papers = [
        CheckLine(
            Mark(MarkSubject.PAPER, "paper-missing", paper=line.material.code),
            tr("Missing paper: {paper}", paper=material_name(line.material)),
        )
        for line in detail.lacking
    ]
    failing = [row for row in rows.rows if row.failing]
    doubtful = [row for row in rows.rows if row.verdict.problems and not row.failing]
    lines = [
        CheckLine(
            Mark(rows.subject, row.reason, row=row.id, words=_found(row)),
            tr("Row {row}, {name}: {reason}", row=row.place, name=row.name, reason=_found(row)),
            checked=row.failing,
        )
        for row in (*failing, *doubtful)[:MOST_PROPOSED]
    ]
    return [*papers, *lines]


def _found(row: StepRow) -> str:
    return line_text(row.verdict.problems[0]) if row.verdict.problems else ""
