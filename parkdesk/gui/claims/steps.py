"""What a claim's desk asks before a step of the workflow, about papers and about the applicant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.gui.claims.conditions_dialog import ConditionsDialog
from parkdesk.gui.claims.papers_dialog import PapersDialog
from parkdesk.gui.claims.print_dialog import ClaimPrintDialog
from parkdesk.gui.claims.step_rows import step_rows
from parkdesk.gui.claims.stepping import PLACES, step_dialog
from parkdesk.gui.claims.words import withheld_words
from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import label, tr
from parkdesk.usecases.claim_decisions import DecisionBasis, decision_basis
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.claim_returns import open_returned_claim
from parkdesk.usecases.claim_scans import count_scans
from parkdesk.usecases.claimants import Claimant, claimant_check
from parkdesk.usecases.claims import ClaimKey

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class StepDesk(Protocol):
    """The desk of a claim, as far as its steps need it."""

    runner: Runner
    shell: Shell
    detail: ClaimDetail | None

    @property
    def is_editable(self) -> bool:
        """Whether its rows may be changed."""

    def settle(self, go_on: Callable[[], object]) -> None:
        """Call `go_on` once everything typed is saved."""

    def take_fresh(self, detail: ClaimDetail) -> None:
        """Show how the claim stands now; what is saved next is saved over that."""

    def show_claim(self, claim_id: int) -> None:
        """Load the claim anew."""

    def refresh(self) -> None:
        """Fetch the claim again."""


class DeskSteps(QObject):
    """Opens a desk's dialogs, once everything typed is saved and the claim is fresh."""

    def __init__(self, desk: StepDesk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._owner = owner

    def ask(self, action: ClaimAction) -> None:
        """Ask what a step needs; some steps are taken on a page of their own."""
        self._desk.settle(lambda: self.with_fresh(partial(self._open_step, action)))

    def ask_papers(self) -> None:
        """Show the required papers, to be ticked off in a draft."""
        self._desk.settle(lambda: self.with_fresh(self._load_scans))

    def ask_conditions(self) -> None:
        """Show the conditions of the applicant, to be answered in a draft."""
        self._desk.settle(lambda: self.with_fresh(self._load_conditions))

    def ask_print(self) -> None:
        """Show the claim as it will be printed: the correction notice first after a return."""
        self._desk.settle(lambda: self.with_fresh(self._open_print))

    def open_whole(self) -> None:
        """Open what a return has not marked: the claim is reviewed from the start then."""
        self._desk.settle(lambda: self.with_fresh(self._open_whole))

    def with_fresh(self, go_on: Callable[[ClaimDetail], object]) -> None:
        """Fetch the claim as it stands now."""
        desk = self._desk

        def arrived(detail: ClaimDetail) -> None:
            desk.take_fresh(detail)
            go_on(detail)

        if desk.detail is not None:
            desk.runner.run(self._owner, claim_detail, desk.detail.row.id).done(arrived)

    def _open_step(self, action: ClaimAction, detail: ClaimDetail) -> None:
        if action not in detail.actions or action in withheld_words(detail):
            # Somebody else was quicker: the desk shows already how the claim stands.
            return
        place = PLACES.get(action)
        if action is ClaimAction.CLEAR and detail.row.state is ClaimState.NOTICED:
            place = PLACES[ClaimAction.PUBLISH]
        if place is not None:
            self._desk.shell.open_page(place)
            return
        request = self._desk.runner.run(self._owner, decision_basis, detail.row.id)
        request.done(partial(self._show_step, action, detail))

    def _show_step(self, action: ClaimAction, detail: ClaimDetail, basis: DecisionBasis) -> None:
        desk = self._desk
        if desk.detail is None or desk.detail.row.id != detail.row.id:
            return
        rows, today = step_rows(detail, basis), desk.shell.today
        dialog = step_dialog(desk.runner, self._owner, detail, action, rows, today)
        self._open(dialog, self._done)

    def _done(self, key: ClaimKey) -> None:
        self._desk.shell.notify(tr("{number}: {state}", number=key.number, state=label(key.state)))
        self._desk.show_claim(key.id)

    def _load_scans(self, detail: ClaimDetail) -> None:
        request = self._desk.runner.run(self._owner, count_scans, detail.row.id)
        request.done(partial(self._open_papers, detail))

    def _open_papers(self, detail: ClaimDetail, scans: Mapping[str, int]) -> None:
        desk = self._desk
        dialog = PapersDialog(
            desk.runner, self._owner, detail, editable=desk.is_editable, scans=scans
        )
        self._open(dialog, self._saved_beside)

    def _load_conditions(self, detail: ClaimDetail) -> None:
        request = self._desk.runner.run(self._owner, claimant_check, detail.row.id)
        request.done(partial(self._open_conditions, detail))

    def _open_conditions(self, detail: ClaimDetail, claimant: Claimant) -> None:
        desk = self._desk
        dialog = ConditionsDialog(
            desk.runner, self._owner, detail, claimant, desk.shell.today, editable=desk.is_editable
        )
        self._open(dialog, self._saved_beside)

    def _open_print(self, detail: ClaimDetail) -> None:
        desk = self._desk
        dialog = ClaimPrintDialog(desk.runner, self._owner, detail, desk.shell.notify)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_whole(self, detail: ClaimDetail) -> None:
        row = detail.row
        request = self._desk.runner.run(self._owner, open_returned_claim, row.id, row.version)
        request.done(lambda key: self._desk.show_claim(key.id))

    def _saved_beside(self, _key: ClaimKey) -> None:
        # What was saved is no row: the rows on the screen stay, over the new version.
        self.with_fresh(lambda _detail: None)

    def _open(self, dialog: FormDialog, saved: Callable[[ClaimKey], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(saved)
        dialog.open()
