"""The day as at which the window is read: its button in the top bar, and the bar that says so."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.icons import set_icon
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import MARKS, SPACE, Tone
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, quarter_text, tr

KEY = "Ctrl+Shift+A"
"""Opens the choice of the day."""


class AsAtPicker(QPushButton):
    """Today, the end of the quarter in view, or any day before today.

    Signals:
        picked: the day the person has chosen; None is today.
        quarter_end_picked: the end of whatever quarter is in view.
        day_wanted: the person wants to type a day.
    """

    picked = Signal(object)
    quarter_end_picked = Signal()
    day_wanted = Signal()

    def __init__(self, quarter: Quarter, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quarter = quarter
        self._today = today
        self._on: dt.date | None = None
        self.setProperty("role", "flat")
        set_icon(self, "clock", "muted")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        self.show_day(None)

    def show_day(self, on: dt.date | None) -> None:
        """Show a day without telling anybody."""
        self._on = on
        self.setText(f"{tr('Today') if on is None else date_text(on)} ▾")
        self.setToolTip(
            tr(
                "Read lists and records as at a day: today, a quarter's end, any day ({key})",
                key=KEY,
            )
        )

    def open_menu(self) -> None:
        """Open the choice by key."""
        menu = self.menu()
        self._fill()
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        today = menu.addAction(tr("Today"))
        today.setCheckable(True)
        today.setChecked(self._on is None)
        today.triggered.connect(lambda: self.picked.emit(None))
        last = self.quarter.last
        words = tr(
            "End of {quarter}: {day}", quarter=quarter_text(self.quarter), day=date_text(last)
        )
        end = menu.addAction(words)
        end.setCheckable(True)
        end.setChecked(self._on == last)
        end.setEnabled(last < self._today)
        end.triggered.connect(lambda: self.quarter_end_picked.emit())
        day = menu.addAction(tr("Another day…"))
        day.triggered.connect(lambda: self.day_wanted.emit())


class AsAtBar(QFrame):
    """Says over every page that it is not read as at today, and what that means there.

    Signals:
        today_wanted: the person wants to read as at today again.
    """

    today_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", Tone.WARN.value)
        self.mark = QLabel(MARKS[Tone.WARN])
        self.day = label("", "section")
        self.text = label("", wrap=True)
        self.back = QPushButton(tr("Back to today"))
        set_icon(self.back, "clock", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 5, SPACE, SPACE * 4, SPACE)
        row.setSpacing(SPACE * 2)
        row.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.day, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.back)
        self.back.clicked.connect(lambda: self.today_wanted.emit())
        self.hide()

    def say(self, on: dt.date | None, note: str) -> None:
        """Show the day and what it means on the page in view; None: hide."""
        self.setVisible(on is not None)
        if on is None:
            return
        meaning = note or tr("This page knows no days: it shows what is registered today.")
        self.day.setText(tr("As at {day}", day=date_text(on)))
        self.text.setText(meaning)


class AsAtDialog(FormDialog):
    """Asks for a day before today.

    Signals:
        picked: the day; None is today.
    """

    picked = Signal(object)

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, on: dt.date | None
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Show as at a day"),
            save_text=tr("Show"),
            width=420,
            intro=tr("Nothing is changed: lists and records are shown as they stood on that day."),
        )
        self._today = today
        self.day = self.date("on", tr("Day"), today=today, required=True)
        self.day.set_value(on or today)
        self.set_untouched()

    def submit(self) -> None:
        """Take the day; a later one than today is refused."""
        problems = self.found_problems()
        day = None if problems else self.day.value()
        if day is not None and day > self._today:
            problems = {"on": "day-in-future"}
        self.show_problems(problems)
        if problems:
            return
        self.set_untouched()
        self.accept()
        self.picked.emit(None if day == self._today else day)


def quarter_end(quarter: Quarter, today: dt.date) -> dt.date | None:
    """Return the last day of a quarter; None, which is today, where it has not ended."""
    return quarter.last if quarter.last < today else None


def as_at_shortcut() -> QKeySequence:
    """Return the key that opens the choice."""
    return sequence(KEY)
