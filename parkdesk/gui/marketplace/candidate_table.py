"""Those recommended for one opportunity, with what became of each."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton
from parkdesk.gui.marketplace.opportunity_columns import candidate_columns
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.flow_row import FlowRow
from parkdesk.i18n import tr
from parkdesk.usecases.opportunity_lists import Candidate


class CandidateTable(QWidget):
    """The table and, below it, what can be done with one of them; Enter does the first."""

    def __init__(self, first: QAction, *others: QAction) -> None:
        super().__init__()
        self.table: ShortTable[Candidate] = ShortTable(
            "OpportunityCandidates", candidate_columns(), most=10
        )
        self.table.empty.say(
            tr("Nobody recommended yet"), tr("Recommend the enterprises that fit.")
        )
        self.table.opened.connect(lambda _row: first.trigger())
        buttons = QWidget()
        row = FlowRow()
        buttons.setLayout(row)
        for action in (first, *others):
            row.add(ActionButton(action))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.table)
        box.addWidget(buttons)
