"""What the checks before a closing found: count, what it asks, and the way to its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from parkdesk.domain.closing import CheckCode, CheckSeverity, ClosingCheck
from parkdesk.domain.signals import SignalState
from parkdesk.gui.actions import button
from parkdesk.gui.contracts.page import EXECUTED
from parkdesk.gui.key_names import sequence
from parkdesk.gui.payments.page import UNSETTLED
from parkdesk.gui.statistics.page import ShowsPeriod
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as word
from parkdesk.i18n import list_text, number_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.widgets.choice_filter import ChoiceFilter

TONES = {CheckSeverity.BLOCKS: Tone.BAD, CheckSeverity.ASKS: Tone.WARN}
Open = Callable[[CheckCode], object]


@runtime_checkable
class ShowsCheck(Protocol):
    """A page that can show the enterprises that a check found."""

    def show_check(self, check: CheckCode) -> None:
        """Show them alone."""


@runtime_checkable
class FiltersByState(Protocol):
    """A list with a filter of states."""

    state: ChoiceFilter[object]

    def clear_filters(self) -> None:
        """Show the whole list."""


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

    def _button(self, number: int, opened: Open) -> QPushButton:
        key = f"Alt+{number}"
        made = button(
            tr("{action} ({key})", action=tr("Open the list"), key=key),
            lambda: opened(self.check.code),
        )
        made.setAutoDefault(False)
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
    return tr("Nothing found: {checks}.", checks=list_text(fine)) if fine else ""


def open_list(shell: Shell, check: CheckCode) -> None:
    """Go to the list of what a check found, filtered to it."""
    if check is CheckCode.SIGNALS_OPEN:
        _filtered(shell.open_page("signals"), SignalState.OPEN)
    elif check is CheckCode.BATCHES_UNPAID:
        _filtered(shell.open_page("payments"), UNSETTLED)
    elif check is CheckCode.EXECUTED_ABOVE_SIGNED:
        contracts: object = shell.open_page("contracts")
        if isinstance(contracts, ShowsPeriod):
            contracts.show_period(EXECUTED)
    else:
        page: object = shell.open_page("statistics")
        if isinstance(page, ShowsCheck):
            page.show_check(check)


def _filtered(page: object, state: object) -> None:
    if isinstance(page, FiltersByState):
        page.clear_filters()
        page.state.set_value(state)
