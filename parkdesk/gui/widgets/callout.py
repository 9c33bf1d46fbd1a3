"""A tinted panel with a mark and a sentence; as a banner it also has buttons and goes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from parkdesk.gui.theme import MARKS, SPACE, Tone
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

BESIDE_BUTTON = 7
"""By so much the first line of a text stands lower to be level with a button's words."""


class Callout(QFrame):
    """One or more sentences on a tinted ground; the mark says the tone without the colour."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.mark = QLabel()
        self.text = label("", wrap=True, selectable=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        self._row.setSpacing(SPACE * 2)
        self._row.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.text, 1)
        # The mark stands beside the first line, however high buttons make the row.
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(text, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Set the words and the tone."""
        self.text.setText(text)
        self.mark.setText(MARKS[tone])
        self.mark.setVisible(tone is not Tone.NEUTRAL)
        self.setProperty("tone", tone.value)
        for widget in (self, self.mark, self.text):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class Banner(Callout):
    """A callout over a page or a form that says a problem and the way on; hidden when empty.

    Signals:
        altered: it was shown, hidden or says something else; a dialog makes room for it.
    """

    altered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self._buttons: list[QPushButton] = []
        self.hide()

    def show_text(
        self,
        text: str,
        tone: Tone = Tone.BAD,
        *,
        offers: tuple[tuple[str, Callable[[], object]], ...] = (),
        closable: bool = True,
    ) -> None:
        """Show a sentence and its buttons; each press also hides the banner."""
        self._clear()
        self.say(text, tone)
        for words, slot in offers:
            self._offer(words, slot)
        if closable:
            self._offer(tr("Dismiss"), lambda: None)
        # The first line stands level with the words of the buttons.
        lowered = BESIDE_BUTTON if self._buttons else 0
        for part in (self.mark, self.text):
            part.setContentsMargins(0, lowered, 0, lowered)
        self.show()
        self.altered.emit()

    def dismiss(self) -> None:
        """Hide the banner."""
        self.hide()
        self.altered.emit()

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _offer(self, words: str, slot: Callable[[], object]) -> None:
        made = QPushButton(words, self)
        made.setAutoDefault(True)
        self._buttons.append(made)
        self._row.addWidget(made, alignment=Qt.AlignmentFlag.AlignVCenter)

        def pressed() -> None:
            self.dismiss()
            slot()

        made.clicked.connect(pressed)

    def _clear(self) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
