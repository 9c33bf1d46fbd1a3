"""What an enterprise's own headings mean, known to its desk: asked once, at a paste or a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parkdesk.domain.roster_headings import HeadingMeaning, Meanings
from parkdesk.excel.cells import plain
from parkdesk.gui.claims.list_headings_dialog import ListHeadingsDialog
from parkdesk.gui.claims.pasting import HeadingQuestion
from parkdesk.usecases.claim_lists import ClaimRow
from parkdesk.usecases.roster_headings import roster_headings

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk


class ListHeadings(QObject):
    """Loads the meanings with a claim, and asks what is not known."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._claimant: ClaimRow | None = None
        desk.grid.pasting.asks.connect(lambda asked: self.ask(asked, desk.grid.pasting.go_on))
        desk.files.asks.connect(lambda asked: self.ask(asked, desk.files.go_on))

    def follow(self, claim: ClaimRow, *, editable: bool) -> None:
        """Fetch what is known of the lists of a claim's enterprise."""
        before, self._claimant = self._claimant, claim
        if not editable:
            self._take({})
        elif before is None or before.enterprise_id != claim.enterprise_id or not self._known:
            self._take({})
            request = self._desk.runner.run(self, roster_headings, claim.enterprise_id)
            request.done(lambda found: self._arrived(claim.enterprise_id, found))

    def ask(
        self, question: HeadingQuestion, go_on: Callable[[Meanings], object]
    ) -> ListHeadingsDialog | None:
        """Ask what the headings mean, keep the answer, then go on with the list."""
        claim = self._claimant
        if claim is None:
            return None
        desk = self._desk
        dialog = ListHeadingsDialog(
            desk.runner, desk.window(), claim.enterprise_id, claim.enterprise, question
        )

        def answered(found: tuple[HeadingMeaning, ...]) -> None:
            self._arrived(claim.enterprise_id, found)
            go_on(_by_heading(found))

        dialog.saved.connect(answered)
        dialog.open()
        return dialog

    def untold(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns left out of a file about which the person has decided nothing."""
        return tuple(name for name in names if plain(name) not in self._desk.files.meanings)

    @property
    def _known(self) -> bool:
        return self._desk.grid.pasting.meanings is not None

    def _arrived(self, enterprise_id: int, found: tuple[HeadingMeaning, ...]) -> None:
        if self._claimant is not None and self._claimant.enterprise_id == enterprise_id:
            self._take(_by_heading(found))

    def _take(self, meanings: Meanings) -> None:
        self._desk.grid.pasting.meanings = meanings
        self._desk.files.meanings = meanings


def _by_heading(found: tuple[HeadingMeaning, ...]) -> Meanings:
    return {one.heading: one.field for one in found}
