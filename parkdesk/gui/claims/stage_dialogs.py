"""What is asked beside the park's own review: a higher level's finding, release, the archive."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import label, money_text, tr
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_stages import archive_claim, record_review, release_claim


class ReviewDialog(ClaimDialog):
    """The finding of the level that reviews next: its amount and its document."""

    def __init__(self, runner: Runner, parent: QWidget, detail: ClaimDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr(
                "{action}: {number}",
                action=label(ClaimAction.REVIEW),
                number=detail.row.number,
            ),
            intro=tr("The levels follow each other; each can only lower the amount."),
        )
        self._detail = detail
        self._level = detail.levels_left[0]
        self.wide(
            Facts(
                [
                    (tr("Enterprise"), detail.row.enterprise),
                    (tr("Level"), label(self._level)),
                    (tr("Recommended"), money_text(detail.row.recommended_cents)),
                ]
            )
        )
        self.amount = self.money("amount", tr("Confirmed amount"), required=True)
        found = [step.amount_cents for step in detail.steps if step.level is not None]
        proposed = found[-1] if found else detail.row.recommended_cents
        self.amount.set_value(proposed)
        self.document = self.text("document", tr("Its document"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Write it down."""
        row = self._detail.row
        amount = self.amount.value() or 0
        return self.runner.run(
            self, record_review, row.id, row.version, self._level, amount, self.document.value()
        )


class ReleaseDialog(ClaimDialog):
    """Releases a claim for payment where the programme knows no public notice."""

    grave = True

    def __init__(self, runner: Runner, parent: QWidget, detail: ClaimDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(ClaimAction.CLEAR), number=detail.row.number),
            save_text=label(ClaimAction.CLEAR),
            intro=tr("The programme names no public notice: the claim may be paid at once."),
        )
        self._detail = detail
        self.wide(
            Facts(
                [
                    (tr("Enterprise"), detail.row.enterprise),
                    (tr("Approved"), money_text(detail.row.approved_cents)),
                ]
            )
        )
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Release it."""
        row = self._detail.row
        return self.runner.run(self, release_claim, row.id, row.version)


class ArchiveDialog(ClaimDialog):
    """Files a paid claim away under its number in the archive."""

    def __init__(self, runner: Runner, parent: QWidget, detail: ClaimDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("{action}: {number}", action=label(ClaimAction.ARCHIVE), number=detail.row.number),
            save_text=label(ClaimAction.ARCHIVE),
        )
        self._detail = detail
        self.wide(
            Facts(
                [
                    (tr("Enterprise"), detail.row.enterprise),
                    (tr("Paid"), money_text(detail.row.paid_cents)),
                ]
            )
        )
        self.archive = self.text("archive_number", tr("Number in the archive"), required=True)
        self.archive.set_value(detail.row.archive_number)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """File it away."""
        row = self._detail.row
        return self.runner.run(self, archive_claim, row.id, row.version, self.archive.value())
