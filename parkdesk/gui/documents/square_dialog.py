"""Checking a page in the hand: what its square says is typed or scanned in, and answered here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from parkdesk.gui.actions import button
from parkdesk.gui.summaries.verdict import verdict_words
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import tr
from parkdesk.usecases.document_checks import Checked, check_square

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

_WIDTH = 620


class SquareDialog(QDialog):
    """Number and code of a page's foot; the answer stands under them."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.runner = runner
        title = tr("Check by the square on a page")
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.said = QLineEdit()
        self.said.setPlaceholderText(
            tr("For example {example}", example="QY-2026-0001-01 8C1F-02AB-77D0")
        )
        self.said.setAccessibleName(tr("What the square says"))
        self.said.setMaxLength(80)
        self.answer = Callout()
        self.answer.hide()
        self.asking = button(tr("Check the page"), self.check, role="primary")
        self.asking.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(text_label(title, "title"))
        about = text_label(
            tr(
                "A scanner or a telephone reads it; it can be typed as well. It says whether such a"
                " document was issued and still holds; only the file says whether every word of it"
                " is unchanged."
            ),
            "muted",
        )
        about.setWordWrap(True)
        box.addWidget(about)
        box.addWidget(self.said)
        box.addWidget(self.answer)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        foot.addWidget(self.asking)
        box.addLayout(foot)

    def check(self) -> None:
        """Ask the register."""
        request = self.runner.run(self, check_square, self.said.text())
        request.done(self._answered)

    def show_fault(self, text: str, tone: Tone, _offers: object) -> None:
        """Show what cannot be read where the answer stands; `faults` calls it."""
        self.answer.say(text, tone)
        self.answer.show()

    def _answered(self, found: Checked) -> None:
        self.answer.say(*verdict_words(found))
        self.answer.show()
