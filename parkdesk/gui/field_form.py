"""Fields in two columns: what a dialog, a card of the start and a page of settings are made of."""

# ruff: noqa: ANN401 (options are handed on to the field's own, typed constructor.)

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.composition import is_composing
from parkdesk.gui.date_field import DateField
from parkdesk.gui.fields import CheckField, Field, MultilineField, TextField
from parkdesk.gui.number_fields import MoneyField, NumberField
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import SectionHeader, label
from parkdesk.i18n import problem

FieldT = TypeVar("FieldT", bound=Field[Any])
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def starred(title: str) -> str:
    """Return the name of a field that is needed; the star never stands in a line of its own."""
    return f"{title}\u00a0*"


class EnterMoves(QObject):
    """Makes Enter go from field to field, as clerks expect, and leave the last one for good."""

    def __init__(self, parent: QObject, left_last: Callable[[], object]) -> None:
        super().__init__(parent)
        self._editors: list[QWidget] = []
        self._left_last = left_last

    def watch(self, editor: QWidget) -> None:
        """Take in one more field."""
        self._editors.append(editor)
        parts = (*editor.findChildren(QLineEdit), *editor.findChildren(QCheckBox))
        for widget in (editor, *parts):
            widget.installEventFilter(self)

    def leave(self, watched: QObject) -> None:
        """Go to the field after `watched`, which is an editor or a part of one."""
        usable = [one for one in self._editors if one.isEnabled() and one.isVisible()]
        for place, editor in enumerate(usable):
            if watched is editor or (isinstance(watched, QWidget) and editor.isAncestorOf(watched)):
                if place + 1 < len(usable):
                    usable[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
                    _bring_into_view(usable[place + 1])
                else:
                    self._left_last()
                return

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not is_composing()
            and not isinstance(watched, QPlainTextEdit)
            and not _popup_open(watched)
        ):
            self.leave(watched)
            return True
        return super().eventFilter(watched, event)


def _bring_into_view(editor: QWidget) -> None:
    """Scroll a long form to the field that has the focus now; Qt does so for Tab alone."""
    above = editor.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(editor)
        above = above.parentWidget()


def _popup_open(watched: QObject) -> bool:
    box = watched if isinstance(watched, QComboBox) else watched.parent()
    return isinstance(box, QComboBox) and box.view().isVisible()


class DeclaresFields:
    """The part of a form that declares fields and shows problems at them; mixed into a widget."""

    fields: dict[str, Field[Any]]
    grid: QGridLayout
    enter_moves: EnterMoves

    def start_fields(self, owner: QObject, left_last: Callable[[], object]) -> None:
        """Make the grid; `left_last` is called when Enter leaves the last field."""
        self.fields = {}
        self.enter_moves = EnterMoves(owner, left_last)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(SPACE * 4)
        self.grid.setVerticalSpacing(SPACE * 2)
        self.grid.setColumnMinimumWidth(0, 96)
        self.grid.setColumnStretch(1, 1)

    def text(self, name: str, title: str, **options: Any) -> TextField:
        """Add a line of text; options of `TextField`."""
        return self.add(TextField(name, title, **options))

    def multiline(self, name: str, title: str, **options: Any) -> MultilineField:
        """Add several lines of text; options of `MultilineField`."""
        return self.add(MultilineField(name, title, **options))

    def date(self, name: str, title: str, *, today: dt.date, **options: Any) -> DateField:
        """Add a day; options of `DateField`."""
        return self.add(DateField(name, title, today=today, **options))

    def money(self, name: str, title: str, **options: Any) -> MoneyField:
        """Add an amount in minor units; options of `MoneyField`."""
        return self.add(MoneyField(name, title, **options))

    def number(self, name: str, title: str, **options: Any) -> NumberField:
        """Add a whole number; options of `NumberField`."""
        return self.add(NumberField(name, title, **options))

    def choice(
        self, name: str, title: str, choices: Sequence[tuple[Any, str]], **options: Any
    ) -> ChoiceField:
        """Add a choice of (value, words); options of `ChoiceField`."""
        return self.add(ChoiceField(name, title, choices, **options))

    def check(self, name: str, title: str, **options: Any) -> CheckField:
        """Add a yes or no; options of `CheckField`."""
        return self.add(CheckField(name, title, **options))

    def section(self, title: str) -> None:
        """Add a heading over the fields that follow."""
        self.wide(SectionHeader(title))

    def wide(self, widget: QWidget) -> None:
        """Add any widget across the form."""
        self.grid.addWidget(widget, self.grid.rowCount(), 0, 1, 2)

    def beside(self, name: str, shown: QWidget) -> None:
        """Add what is only read where a field would stand, under its name."""
        place = self.grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self.grid.addWidget(label(name, "label", wrap=True), place, 0, top)
        self.grid.addWidget(shown, place, 1)

    def add(self, field: FieldT) -> FieldT:
        """Add a field made elsewhere."""
        place = self.grid.rowCount()
        words = starred(field.title) if field.required else field.title
        field.name_label = label(words, "label", wrap=True)
        field.name_label.setBuddy(field.editor)
        field.name_label.setMinimumHeight(32)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self.grid.addWidget(field.name_label, place, 0, top)
        self.grid.addWidget(field.box, place, 1)
        self.fields[field.name] = field
        self.enter_moves.watch(field.editor)
        field.picked.connect(lambda: self.enter_moves.leave(field.editor))
        return field

    def values(self) -> dict[str, Any]:
        """Return every field's value by its name."""
        return {name: field.value() for name, field in self.fields.items()}

    def found_problems(self) -> dict[str, str]:
        """Return the codes of what is wrong before a use-case is asked, by field name."""
        return {
            name: code
            for name, field in self.fields.items()
            if field.box.isEnabled() and not field.box.isHidden() and (code := field.check())
        }

    def show_at_fields(self, problems: Mapping[str, str], facts: Mapping[str, object]) -> list[str]:
        """Show each code's sentence under its field, go to the first; return the sentences left."""
        for name, field in self.fields.items():
            field.show_problem(problem(problems[name], **facts) if name in problems else "")
        first = next((field for name, field in self.fields.items() if name in problems), None)
        if first is not None:
            first.focus()
        return [
            problem(code, **facts) for name, code in problems.items() if name not in self.fields
        ]

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be edited."""
        first = next((field for field in self.fields.values() if field.editor.isEnabled()), None)
        if first is not None:
            first.focus()


class FieldPanel(DeclaresFields, QWidget):
    """Fields without a dialog around them.

    Signals:
        finished: Enter has left the last field.
        changed: something was typed.
    """

    finished = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start_fields(self, self.finished.emit)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self.grid)

    def add(self, field: FieldT) -> FieldT:
        """Add a field made elsewhere."""
        added = super().add(field)
        added.changed.connect(self.changed)
        return added
