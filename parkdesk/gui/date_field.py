"""A day, typed as people type it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from parkdesk.domain.calendar import add_months, add_years
from parkdesk.gui.fields import BadText, Field
from parkdesk.i18n import problem

_DATE = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2})")
_OFFSET = re.compile(r"\+(\d{1,3})([ymd年月天日])")


def parse_day(text: str, base: dt.date) -> dt.date:
    """Read a day as people type it; raises BadText("field-date").

    2026-10-12, 20261012, 2026年10月12日; 1012 and 10-12 are of the year of `base`; +1y, +6m and
    +10d count from `base`, whole terms ending the day before (a contract of +1y from 2026-05-11
    ends on 2027-05-10).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        found = _OFFSET.fullmatch(plain)
        if found:
            return _offset(base, int(found[1]), found[2])
        found = _MONTH_DAY.fullmatch(plain)
        if found:
            return dt.date(base.year, int(found[1] or found[3]), int(found[2] or found[4]))
        found = _DATE.fullmatch(plain)
        if found:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except (ValueError, OverflowError) as error:
        raise BadText("field-date") from error
    raise BadText("field-date")


def _offset(base: dt.date, count: int, unit: str) -> dt.date:
    if unit in "d天日":
        return base + dt.timedelta(days=count)
    end = add_years(base, count) if unit in "y年" else add_months(base, count)
    return end - dt.timedelta(days=1)


class DateField(Field[dt.date | None]):
    """A day: typed in full, as month and day of the year of `base`, or as +1y from `base`.

    The apostrophe or `t` puts today; Up and Down move by a day.
    """

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        today: dt.date,
        base: Callable[[], dt.date | None] | None = None,
        required: bool = False,
        hint: str = "",
    ) -> None:
        line = _DateLine(self)
        super().__init__(name, title, line, required=required, hint=hint)
        self.today = today
        self._base = base
        # The shape of a date in the letters that forms of both languages use for it: no word.
        line.setPlaceholderText("YYYY-MM-DD")
        line.setMaximumWidth(180)
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self.typed())
        line.editingFinished.connect(self.settle)

    def value(self) -> dt.date | None:
        """Return the day, None when empty; raises BadText for what is no day."""
        text = self.editor.text().strip()
        if not text:
            return None
        base = self._base() if self._base is not None else None
        return parse_day(text, base or self.today)

    def set_value(self, value: dt.date | None) -> None:
        """Show a day."""
        self.editor.setText(value.isoformat() if value else "")

    def settle(self) -> None:
        """Write out a short form in full; show at once what cannot be read."""
        try:
            self.set_value(self.value())
        except BadText as error:
            self.show_problem(problem(str(error)))

    def step(self, days: int) -> None:
        """Move the day."""
        try:
            day = self.value() or self.today
        except BadText:
            return
        self.set_value(day + dt.timedelta(days=days))
        self.typed()

    def put_today(self) -> None:
        """Put the day of the park's clock."""
        self.set_value(self.today)
        self.typed()


class _DateLine(QLineEdit):
    def __init__(self, field: DateField) -> None:
        super().__init__()
        self._field = field

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self._field.step(1)
        elif event.key() == Qt.Key.Key_Down:
            self._field.step(-1)
        elif event.text() in ("'", "t", "T"):
            self._field.put_today()
        else:
            super().keyPressEvent(event)
