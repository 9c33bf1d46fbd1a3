"""What the checks before a closing found: count, what it asks, and the way to its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from parkdesk.domain.closing import OF_ENTERPRISES, CheckCode, CheckSeverity, ClosingCheck
from parkdesk.gui.actions import button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as word
from parkdesk.i18n import list_text, number_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

LISTS = dict.fromkeys(OF_ENTERPRISES, "statistics") | {
    CheckCode.EXECUTED_ABOVE_SIGNED: "contracts",
    CheckCode.SIGNALS_OPEN: "signals",
    CheckCode.BATCHES_UNPAID: "payments",
}
"""The page with the rows of each check. Figures that do not add up have none: they are named."""
TONES = {CheckSeverity.BLOCKS: Tone.BAD, CheckSeverity.ASKS: Tone.WARN}
Open = Callable[[CheckCode], object]


@runtime_checkable
class ShowsCheck(Protocol):
    """A page that can show what a check found."""

    def show_check(self, check: CheckCode) -> None:
        """Show them alone."""


class CheckRow(QWidget):
    """One check that found something, with the key that opens its list."""

    def __init__(self, check: ClosingCheck, number: int, opened: Open) -> None:
        super().__init__()
        self.check = check
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE * 2, 0, 0)
        row.setSpacing(SPACE * 2)
        counted = tr("{check}: {count}", check=word(check.code), count=number_text(check.count))
        row.addWidget(label(counted, "section", wrap=True), 1)
        row.addWidget(Chip(word(check.severity), TONES[check.severity]))
        self.button = self._button(number, opened)
        row.addWidget(self.button)
        # Not before it has its place: it would flash up as a window of its own.
        self.button.setVisible(check.code in LISTS)

    def _button(self, number: int, opened: Open) -> QPushButton:
        key = f"Alt+{number}"
        made = button(
            tr("{action} ({key})", action=tr("Open the list"), key=key),
            lambda: opened(self.check.code),
        )
        made.setAutoDefault(False)
        if self.check.code in LISTS:
            QShortcut(sequence(key), self).activated.connect(made.click)
        return made


def examples_text(check: ClosingCheck) -> str:
    """Return the first few that a check found, and how many more there are."""
    named = list_text(check.examples)
    more = check.count - len(check.examples)
    if more <= 0:
        return named
    return tr("{names} and {count} more", names=named, count=number_text(more))


def fine_text(checks: Sequence[ClosingCheck]) -> str:
    """Return the sentence that names the checks which found nothing; empty for none."""
    fine = [word(one.code) for one in checks if not one.is_open]
    return tr("Checks that found nothing: {checks}.", checks=list_text(fine)) if fine else ""


def open_list(shell: Shell, check: CheckCode) -> None:
    """Go to the list of what a check found, filtered to exactly that."""
    page: object = shell.open_page(LISTS[check])
    if isinstance(page, ShowsCheck):
        page.show_check(check)
