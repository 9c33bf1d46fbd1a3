"""Chooses a quarter: a button with the quarter's words and a short list of others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.icons import set_icon
from parkdesk.gui.key_names import sequence
from parkdesk.i18n import quarter_text, tr

SHOWN = 9


class QuarterPicker(QPushButton):
    """The quarter in view.

    Signals:
        picked: the quarter the person has chosen.
    """

    picked = Signal(object)

    def __init__(self, quarter: Quarter, latest: Quarter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quarter = quarter
        self._latest = latest
        self.setProperty("role", "flat")
        set_icon(self, "calendar", "muted")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        self.count_here()
        self.show_quarter(quarter)

    def count_here(self, why_not: str = "") -> None:
        """Grey the quarter where it does not count on the page in view, and say why not."""
        self.setEnabled(not why_not)
        counts = tr("The quarter in view: figures and returns are of this quarter")
        self.setToolTip(why_not or counts)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show a quarter without telling anybody."""
        self.quarter = quarter
        self.setText(f"{quarter_text(quarter)} ▾")

    def pick(self, quarter: Quarter) -> None:
        """Choose a quarter as the person would."""
        if quarter != self.quarter:
            self.show_quarter(quarter)
            self.picked.emit(quarter)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        newest = max(self._latest, self.quarter)
        for place in range(SHOWN):
            quarter = newest.shifted(-place)
            entry = menu.addAction(quarter_text(quarter))
            entry.setCheckable(True)
            entry.setChecked(quarter == self.quarter)
            entry.triggered.connect(lambda _checked=False, chosen=quarter: self.pick(chosen))
        menu.addSeparator()
        earlier = menu.addAction(tr("One quarter earlier"))
        earlier.setShortcut(sequence("Alt+PgUp"))
        earlier.triggered.connect(lambda: self.pick(self.quarter.previous()))
        later = menu.addAction(tr("One quarter later"))
        later.setShortcut(sequence("Alt+PgDown"))
        later.triggered.connect(lambda: self.pick(self.quarter.shifted(1)))
