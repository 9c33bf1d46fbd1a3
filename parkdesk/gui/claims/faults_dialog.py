"""Everything in a roster that has to be looked at: row, column and why; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.roster_faults import Fault
from parkdesk.gui.actions import button
from parkdesk.gui.claims.words import VERDICT_TONES
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as label_of
from parkdesk.i18n import number_text, tr, trn
from parkdesk.i18n.claims import line_text

_SHOWN, _WIDTH = 16, 1000


class FaultsDialog(QDialog):
    """The list as it stood when it was opened.

    Signals:
        chosen: the `Fault` to go to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, faults: Sequence[Fault]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Problem list"))
        self.setMinimumWidth(_WIDTH)
        self.table = ShortTable("RosterFaults", _columns(), most=_SHOWN, gives_way=True)
        self.table.empty.say(tr("No problem in the roster."), "", "check")
        self.table.show_rows(faults)
        self.table.opened.connect(self._choose)
        head = QHBoxLayout()
        head.setSpacing(SPACE * 3)
        head.addWidget(label(tr("Problems of the roster"), "title"))
        count = trn("{n} problem", "{n} problems", len(faults))
        head.addWidget(label(count, "count"))
        head.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(
            label(tr("Enter: go to the cell · Ctrl+C: copy the list · Esc: close"), "muted")
        )
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if faults:
            self.table.select_place(0)

    def _choose(self, fault: Fault) -> None:
        self.accept()
        self.chosen.emit(fault)


def _columns() -> tuple[Column[Fault], ...]:
    return (
        Column(tr("Row"), lambda fault: number_text(fault.place + 1), numeric=True, width=70),
        Column(tr("Column"), lambda fault: label_of(fault.cell) if fault.cell else "—", width=130),
        Column(
            tr("Result"),
            lambda fault: label_of(fault.line.verdict),
            tone=lambda fault: VERDICT_TONES[fault.line.verdict],
            width=110,
        ),
        Column(tr("What is wrong"), lambda fault: line_text(fault.line), width=420, grows=True),
    )
