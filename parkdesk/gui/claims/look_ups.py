"""What is asked about a roster's people while it is typed: other claims, one person, bars.

With the answers the grid judges a row at once as the database does when the claim is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from parkdesk.domain.eligibility import OtherClaim
from parkdesk.usecases.roster_persons import KnownPersons, known_persons
from parkdesk.usecases.rosters import find_other_claims

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk

LOOK_UP_AFTER_MS = 250  # New people are asked about after this pause.


class LookUps(QObject):
    """Asks for a desk; an answer about a roster that is no longer in view is dropped."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pause = QTimer(self, singleShot=True, interval=LOOK_UP_AFTER_MS)
        self._pause.timeout.connect(self._new)

    def soon(self) -> None:
        """Ask about people who are new, once the hand rests."""
        self._pause.start()

    def everybody(self) -> None:
        """Ask about everybody again (F9)."""
        if self._desk.sheet is not None:
            self._others(self._desk.sheet.numbers())
            self.persons()

    def persons(self) -> None:
        """Ask who of the roster is one person, and who is barred."""
        desk = self._desk
        sheet, detail = desk.sheet, desk.detail
        if sheet is None or detail is None or desk.masked:
            return

        def arrived(persons: KnownPersons) -> None:
            if desk.sheet is sheet and sheet.learn_persons(persons):
                desk.show_judged()

        desk.runner.run(self, known_persons, detail.row.id, sheet.numbers()).done(arrived)

    def _new(self) -> None:
        sheet = self._desk.sheet
        if sheet is not None:
            numbers = sheet.unknown_numbers()
            self._others(numbers)
            if numbers:
                self.persons()

    def _others(self, numbers: tuple[str, ...]) -> None:
        desk = self._desk
        sheet, detail = desk.sheet, desk.detail
        if sheet is None or detail is None or desk.masked or not numbers:
            return

        def arrived(others: dict[str, tuple[OtherClaim, ...]]) -> None:
            if desk.sheet is sheet and sheet.learn(others):
                desk.show_judged()

        desk.runner.run(self, find_other_claims, detail.row.id, numbers).done(arrived)
