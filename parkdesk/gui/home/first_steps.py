"""What an empty park needs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from parkdesk.gui.actions import button
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.pages import Shell

STEPS = (
    (
        N_("Bring in your enterprises"),
        N_(
            "Import the Excel list you have: a preview shows every problem before anything is kept."
        ),
        N_("To the enterprises"),
        "enterprises",
    ),
    (
        N_("Record their certificates"),
        N_("CMMI, ISO and others by hand or from a list; ParkDesk watches when they expire."),
        N_("To the certificates"),
        "certifications",
    ),
    (
        N_("Enter the quarter"),
        N_("Contracts, executions and headcount give the figures with their comparisons."),
        N_("To the statistics"),
        "statistics",
    ),
    (
        N_("Print the quarterly summary"),
        N_("Freeze the quarter and print the PDF that the manager signs."),
        N_("To the summaries"),
        "summaries",
    ),
)


class FirstSteps(QFrame):
    """Four steps from an empty park to the first summary, each with the way to it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._buttons = []
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(tr("The park is set up. Four steps to the first summary:"), "subtitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        grid.setVerticalSpacing(SPACE * 3)
        grid.setColumnStretch(1, 1)
        for place, (title, text, words, page) in enumerate(STEPS):
            number = label(str(place + 1), "figure")
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(tr(title), "section"))
            column.addWidget(label(tr(text), "count", wrap=True))
            grid.addLayout(column, place, 1)
            made = button(tr(words), self._opener(shell, page), role="" if place else "primary")
            grid.addWidget(made, place, 2)
            self._buttons.append(made)
        box.addLayout(grid)

    def focus_first(self) -> None:
        """Put the focus on the first step."""
        self._buttons[0].setFocus()

    def _opener(self, shell: Shell, page: str) -> Callable[[], object]:
        return lambda: shell.open_page(page)
