"""Answering a finding where one is reminded of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from parkdesk.gui.findings.dialogs import AnswerDialog
from parkdesk.usecases.attestations import PaperChoice, evidence_choices
from parkdesk.usecases.finding_lists import FindingDetail, finding_detail

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.domain.reminders import DueItem
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.runner import Runner


def ask_answer(
    runner: Runner, parent: QWidget, item: DueItem, ask: Callable[[FormDialog], object]
) -> None:
    """Fetch a finding and the papers of its enterprise, then ask for the answer."""

    def found(detail: FindingDetail) -> None:
        def named(papers: tuple[PaperChoice, ...]) -> None:
            ask(AnswerDialog(runner, parent, [detail.row], papers))

        runner.run(parent, evidence_choices, detail.row.enterprise_id).done(named)

    runner.run(parent, finding_detail, item.reminder.subject_id).done(found)
