"""What the claim desk asks before a step of the workflow, and about the required papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.claims.dialogs import MaterialsDialog, return_words, step_dialog
from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import label, tr
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.claims import ClaimKey

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk


class DeskSteps(QObject):
    """Opens a desk's dialogs, once everything typed is saved and the claim is fresh."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk

    def ask(self, action: ClaimAction) -> None:
        """Ask what a step needs."""
        self._desk.drafts.when_settled(lambda: self.with_fresh(partial(self._open_step, action)))

    def ask_papers(self) -> None:
        """Show the required papers, to be ticked off in a draft."""
        self._desk.drafts.when_settled(lambda: self.with_fresh(self._open_papers))

    def with_fresh(self, go_on: Callable[[ClaimDetail], object]) -> None:
        """Fetch the claim as it stands now; what is saved next is saved over that."""
        desk = self._desk

        def arrived(detail: ClaimDetail) -> None:
            desk.take_detail(detail)
            desk.drafts.version = detail.row.version
            go_on(detail)

        if desk.detail is not None:
            desk.runner.run(desk, claim_detail, desk.detail.row.id).done(arrived)

    def _open_step(self, action: ClaimAction, detail: ClaimDetail) -> None:
        desk = self._desk
        if desk.sheet is None or action not in detail.actions or action in detail.withheld:
            # Somebody else was quicker: the desk shows already how the claim stands.
            return
        words = return_words(detail, desk.sheet) if action is ClaimAction.RETURN else ""
        totals, today = desk.sheet.totals, desk.shell.today
        self._open(step_dialog(desk.runner, desk, detail, action, totals, today, words), self._done)

    def _done(self, key: ClaimKey) -> None:
        self._desk.shell.notify(tr("{number}: {state}", number=key.number, state=label(key.state)))
        self._desk.show_claim(key.id)

    def _open_papers(self, detail: ClaimDetail) -> None:
        desk = self._desk
        dialog = MaterialsDialog(desk.runner, desk, detail, editable=desk.is_editable)
        self._open(dialog, self._papers_saved)

    def _papers_saved(self, key: ClaimKey) -> None:
        self._desk.drafts.version = key.version
        self._desk.refresh()

    def _open(self, dialog: FormDialog, saved: Callable[[ClaimKey], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(saved)
        dialog.open()
