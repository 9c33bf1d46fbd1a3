"""What becomes of a person who is claimed for twice: four choices, a key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.trainees import RosterField
from parkdesk.i18n import tr
from parkdesk.usecases.claim_lists import ClaimFilter, ClaimRow, list_claims

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk

KEEP, CORRECT, LEAVE_OUT, SHOW_OTHER = 1, 2, 3, 4


def choice_words() -> str:
    """Return the four choices with their keys."""
    return "\n".join(
        (
            tr("1 keep the row as it stands"),
            tr("2 the number is mistyped: correct it"),
            tr("3 do not claim for this person: take the row out"),
            tr("4 show the other row or claim"),
        )
    )


class RepeatChoices(QObject):
    """Does what was chosen at the sign of a row whose person is known elsewhere."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.grid.chosen.connect(self.choose)

    def choose(self, number: int) -> None:
        """Do the choice of this number, from 1, about the current row."""
        grid, sheet = self._desk.grid, self._desk.sheet
        line = sheet.repeat_at(grid.place) if sheet is not None else None
        if line is None or not self._desk.is_editable:
            return
        if number == KEEP:
            grid.go_to_problem(1)
        elif number == CORRECT:
            grid.go(grid.place, RosterField.ID_NUMBER)
        elif number == LEAVE_OUT:
            grid.remove_rows()
        elif number == SHOW_OTHER:
            row = line.facts.get("row")
            if isinstance(row, int):
                grid.go(row - 1, RosterField.ID_NUMBER)
            else:
                self._find(str(line.facts.get("number", "")))

    def _find(self, number: str) -> None:
        request = self._desk.runner.run(
            self, list_claims, ClaimFilter(text=number), Sort("created"), 0, 1
        )
        request.done(self._open)

    def _open(self, found: Window[ClaimRow]) -> None:
        if found.rows:
            self._desk.show_claim(found.rows[0].id)
        else:
            self._desk.shell.notify(tr("You may not see that claim."))
