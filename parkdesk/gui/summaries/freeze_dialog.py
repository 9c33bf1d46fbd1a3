"""Freezing a quarter: who prepared, reviewed and signs, and why there is a further edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.summaries import Signatures
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import number_text, quarter_text, tr
from parkdesk.usecases.return_counts import ReturnCounts, return_counts

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner


class FreezeDialog(FormDialog):
    """Says what freezing means, takes the names, and freezes."""

    def __init__(
        self, runner: Runner, parent: QWidget, quarter: Quarter, edition: int, names: Signatures
    ) -> None:
        intro = tr(
            "The figures of this quarter are kept as they are now, with the head of the trail."
            " Later changes do not touch this edition; a correction is a further edition."
        )
        title = tr("Freeze {quarter}, edition {n}", quarter=quarter_text(quarter), n=edition)
        super().__init__(runner, parent, title, save_text=tr("Freeze"), intro=intro)
        self._quarter = quarter
        self.unfiled = Callout()
        self.unfiled.hide()
        self.wide(self.unfiled)
        self.preparer = self.text("preparer", tr("Prepared by"), required=True)
        self.reviewer = self.text("reviewer", tr("Reviewed by"), required=True)
        self.signer = self.text("signer", tr("To be signed by"), required=True)
        self.reason = None
        if edition > 1:
            hint = tr("Printed on page 1 of the new edition")
            self.reason = self.text("reason", tr("What is corrected"), required=True, hint=hint)
        proposed = names.of_different_people()
        self.fill(
            {
                "preparer": proposed.preparer,
                "reviewer": proposed.reviewer,
                "signer": proposed.signer,
            }
        )
        self.preparer.changed.connect(self._take_back_proposals)
        if runner.can(return_counts):
            runner.run(self, return_counts, quarter).done(self._show_unfiled)

    def _take_back_proposals(self) -> None:
        """Take back a proposal that has become the person who prepares."""
        typed = self.preparer.value()
        for field in (self.reviewer, self.signer):
            if field.value() == typed:
                field.set_value("")

    def _show_unfiled(self, counts: ReturnCounts) -> None:
        if counts.missing:
            self.unfiled.say(
                tr(
                    "{missing} of {expected} enterprises have not handed in this quarter's return:"
                    " their figures are in none of its sums. What comes later needs a further"
                    " edition.",
                    missing=number_text(counts.missing),
                    expected=number_text(counts.expected),
                ),
                Tone.WARN,
            )
            self.unfiled.show()
            self._grow()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Freeze the quarter."""
        from parkdesk.usecases.summaries import freeze_quarter

        del confirmed
        signatures = Signatures(self.preparer.value(), self.reviewer.value(), self.signer.value())
        reason = self.reason.value() if self.reason is not None else ""
        request = self.runner.run(self, freeze_quarter, self._quarter, signatures, reason)
        return request.named(tr("Freezing the quarter"))
