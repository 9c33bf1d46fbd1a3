"""Fields of a form: what a person types, turned into a value, with its problem under it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.calendar import add_months, add_years
from parkdesk.domain.money import parse_amount
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import amount_text, problem

ValueT = TypeVar("ValueT")

_DATE = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2})")
_OFFSET = re.compile(r"\+(\d{1,3})([ymd年月天日])")
_TWO_DIGITS = 100


class BadText(ValueError):
    """What is typed cannot be read; its text is the code of the problem."""


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


class Field(QObject, Generic[ValueT]):
    """One field: label, editor, problem.

    Signals:
        changed: the person has typed or chosen something.
    """

    changed = Signal()

    def __init__(
        self, name: str, title: str, editor: QWidget, *, required: bool, hint: str
    ) -> None:
        super().__init__(editor)
        self.name = name
        self.title = title
        self.editor = editor
        self.required = required
        self.problem = ""
        self.name_label = QLabel()
        """The label at the left; the form that takes the field in makes it."""
        self.box = QWidget()
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self._editor_row = QHBoxLayout()
        self._editor_row.addWidget(editor)
        column.addLayout(self._editor_row)
        self._hint = label(hint, "muted", wrap=True)
        self._hint.setVisible(bool(hint))
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        column.addWidget(self._hint)
        column.addWidget(self._problem)
        editor.setAccessibleName(title)
        editor.setAccessibleDescription(hint)

    def value(self) -> ValueT:
        """Return what is typed; raises BadText for what cannot be read."""
        raise NotImplementedError

    def set_value(self, value: ValueT) -> None:
        """Show a value."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen."""
        return self.value() in (None, "")

    def show_problem(self, text: str) -> None:
        """Show a sentence under the field, or none."""
        self.problem = text
        self._problem.setText(f"✕ {text}" if text else "")
        self._problem.setVisible(bool(text))
        self.editor.setProperty("problem", "true" if text else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def add_button(self, made: QWidget) -> None:
        """Put a button beside the editor, such as "Choose…"."""
        self._editor_row.addWidget(made)

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001
        """Show or hide the field with its label; a hidden one is not checked."""
        self.box.setVisible(visible)
        self.name_label.setVisible(visible)

    def set_hint(self, text: str) -> None:
        """Show a quiet sentence under the field."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001
        """Allow or forbid editing."""
        self.editor.setEnabled(enabled)

    def focus(self) -> None:
        """Put the cursor here, what is there selected."""
        self.editor.setFocus()
        if isinstance(self.editor, QLineEdit):
            self.editor.selectAll()

    def check(self) -> str:
        """Return the code of what is wrong before the use-case is asked, or nothing."""
        try:
            if self.required and self.is_empty:
                return "required"
            self.value()
        except BadText as error:
            return str(error)
        return ""

    def _typed(self) -> None:
        if self.problem:
            self.show_problem("")
        self.changed.emit()


class TextField(Field[str]):
    """A line of text; outer blanks are not part of the value."""

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        required: bool = False,
        hint: str = "",
        longest: int = 200,
        secret: bool = False,
        placeholder: str = "",
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        line.setMaxLength(longest)
        line.setPlaceholderText(placeholder)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textEdited.connect(lambda _text: self._typed())

    def value(self) -> str:
        """Return the text without outer blanks (a password as it was typed)."""
        if self.editor.echoMode() == QLineEdit.EchoMode.Password:
            return self.editor.text()
        return self.editor.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.editor.setText(value or "")


class MultilineField(Field[str]):
    """Several lines of text; Tab leaves the field."""

    editor: QPlainTextEdit

    def __init__(
        self, name: str, title: str, *, required: bool = False, hint: str = "", lines: int = 3
    ) -> None:
        box = QPlainTextEdit()
        super().__init__(name, title, box, required=required, hint=hint)
        box.setTabChangesFocus(True)
        box.setFixedHeight(lines * 20 + 14)
        box.textChanged.connect(self._typed)

    def value(self) -> str:
        """Return the text without outer blanks."""
        return self.editor.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.editor.setPlainText(value or "")


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
        line.setPlaceholderText("YYYY-MM-DD")
        line.setMaximumWidth(180)
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self._typed())
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
        self._typed()

    def put_today(self) -> None:
        """Put the day of the park's clock."""
        self.set_value(self.today)
        self._typed()


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


class MoneyField(Field[int | None]):
    """An amount in minor units (`450000` for 4,500.00), separators and full-width digits taken."""

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        currency: str = "CNY",
        required: bool = False,
        hint: str = "",
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        self.currency = currency
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaximumWidth(200)
        self._unit = label(currency, "label")
        self._editor_row.addWidget(self._unit)
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self._typed())
        line.editingFinished.connect(self.settle)

    def value(self) -> int | None:
        """Return minor units, None when empty; raises BadText for what is no amount."""
        text = self.editor.text().strip()
        if not text:
            return None
        try:
            return parse_amount(text, self.currency)
        except ValueError as error:
            raise BadText("field-amount") from error

    def set_value(self, value: int | None) -> None:
        """Show an amount with thousands separators."""
        self.editor.setText("" if value is None else amount_text(value, self.currency))

    def set_currency(self, currency: str) -> None:
        """Read and show in another currency; the digits typed stay."""
        self.currency = currency
        self._unit.setText(currency)

    def settle(self) -> None:
        """Write the separators; show at once what cannot be read."""
        try:
            self.set_value(self.value())
        except BadText as error:
            self.show_problem(problem(str(error)))


class NumberField(Field[int | None]):
    """A whole number, such as a headcount."""

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        unit: str = "",
        required: bool = False,
        hint: str = "",
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaximumWidth(140)
        if unit:
            self._editor_row.addWidget(label(unit, "label"))
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self._typed())

    def value(self) -> int | None:
        """Return the number, None when empty; raises BadText for what is no number."""
        text = unicodedata.normalize("NFKC", self.editor.text()).strip().replace(",", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", text):
            raise BadText("field-number")
        return int(text)

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.editor.setText("" if value is None else f"{value:,}")


class CheckField(Field[bool]):
    """A yes or no; its sentence stands beside the box."""

    editor: QCheckBox

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        box = QCheckBox(title)
        super().__init__(name, "", box, required=False, hint=hint)
        box.setAccessibleName(title)
        box.toggled.connect(lambda _on: self._typed())

    @property
    def is_empty(self) -> bool:
        """Never: no is an answer."""
        return False

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.editor.isChecked()

    def set_value(self, value: bool) -> None:  # noqa: FBT001
        """Tick the box or not."""
        self.editor.setChecked(value)


class ChoiceField(Field[Any]):
    """One of a list; typing Chinese, pinyin or initials narrows a long one.

    With more than `TYPED_FROM` options (or `typed=True`) the field can be typed in. The pinyin of
    the options is made when the person first types letters.
    """

    editor: QComboBox
    TYPED_FROM = 8

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[Any, str]],
        *,
        required: bool = False,
        hint: str = "",
        typed: bool | None = None,
        empty: str = "",
    ) -> None:
        box = _ChoiceBox()
        super().__init__(name, title, box, required=required, hint=hint)
        self._values: list[Any] = []
        self._texts: list[str] = []
        self._empty = empty
        self._typed_in = len(options) > self.TYPED_FROM if typed is None else typed
        if self._typed_in:
            self._prepare_typing(box)
        self.set_options(options)
        box.currentIndexChanged.connect(lambda _index: self._typed())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer another list; the chosen value stays where it is still offered."""
        kept = self.value() if self._values else None
        box = self.editor
        box.blockSignals(True)
        box.clear()
        self._values = [None, *(value for value, _ in options)]
        self._texts = [self._empty, *(text for _, text in options)]
        if self.required and not self._typed_in and options:
            # A required short list has no empty entry to come back to, but starts on none.
            self._values, self._texts = self._values[1:], self._texts[1:]
        box.addItems(self._texts)
        self._matches = Matches(self._texts)
        if kept in self._values:
            box.setCurrentIndex(self._values.index(kept))
        else:
            box.setCurrentIndex(0 if self._values and self._values[0] is None else -1)
        box.blockSignals(False)

    def value(self) -> Any:  # noqa: ANN401
        """Return the chosen value, None for none; raises BadText for a word that is not offered."""
        if not self._typed_in:
            index = self.editor.currentIndex()
            return self._values[index] if index >= 0 else None
        text = self.editor.currentText().strip()
        if text in self._texts:
            return self._values[self._texts.index(text)]
        if not text:
            return None
        found = self._matches.of(text)
        if len(found) == 1:
            return self._values[self._texts.index(found[0])]
        raise BadText("field-choice")

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose a value."""
        index = self._values.index(value) if value in self._values else -1
        self.editor.setCurrentIndex(index)
        if index < 0 and self.editor.isEditable():
            self.editor.setEditText("")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        if self._typed_in:
            return not self.editor.currentText().strip()
        return self.value() is None

    def _prepare_typing(self, box: QComboBox) -> None:
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._shown = QStringListModel(self)
        completer = QCompleter(self._shown, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        box.setCompleter(completer)
        line = box.lineEdit()
        assert line is not None
        line.textEdited.connect(self._narrow)
        line.editingFinished.connect(self._settle)

    def _narrow(self, text: str) -> None:
        self._shown.setStringList(self._matches.of(text.strip()))
        completer = self.editor.completer()
        if completer is not None:
            completer.complete()
        self._typed()

    def _settle(self) -> None:
        try:
            value = self.value()
        except BadText as error:
            self.show_problem(problem(str(error)))
        else:
            if value is not None:
                self.set_value(value)


class _ChoiceBox(QComboBox):
    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change a value that happens to pass under the mouse.
        event.ignore()


class Matches:
    """Words found by their characters, their pinyin or its initials."""

    MOST = 50

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [text for text in texts if text]
        self._letters: list[tuple[str, str]] | None = None

    def of(self, typed: str) -> list[str]:
        """Return the options that hold what is typed, those that begin with it first."""
        wanted = unicodedata.normalize("NFKC", typed).casefold()
        if not wanted:
            return self._texts[: self.MOST]
        places = [place for place, text in enumerate(self._texts) if wanted in text.casefold()]
        if wanted.isascii():
            known = set(places)
            places += [
                place
                for place, (full, initials) in enumerate(self._pinyin())
                if place not in known and (wanted in initials or full.startswith(wanted))
            ]
        places.sort(key=lambda place: not self._begins(place, wanted))
        return [self._texts[place] for place in places[: self.MOST]]

    def _begins(self, place: int, wanted: str) -> bool:
        if self._texts[place].casefold().startswith(wanted):
            return True
        if self._letters is None:
            return False
        full, initials = self._letters[place]
        return initials.startswith(wanted) or full.startswith(wanted)

    def _pinyin(self) -> list[tuple[str, str]]:
        if self._letters is None:
            # Imported here: its tables take 200 ms, and only typing letters needs them.
            from pypinyin import Style, lazy_pinyin

            self._letters = [
                (
                    "".join(lazy_pinyin(text)).casefold(),
                    "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold(),
                )
                for text in self._texts
            ]
        return self._letters
