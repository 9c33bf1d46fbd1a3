"""The frame of every form: fields declared, problems at the field, nothing typed is lost."""

# ruff: noqa: ANN401 (options are handed on to the field's own, typed constructor.)

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, StaleRecord
from parkdesk.gui.actions import button
from parkdesk.gui.composition import is_composing
from parkdesk.gui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    NumberField,
    TextField,
)
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.busy_bar import BusyBar
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import SectionHeader, label
from parkdesk.i18n import message, problem, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

FieldT = TypeVar("FieldT", bound=Field[Any])
NO_CODES: frozenset[str] = frozenset()


class FormDialog(QDialog):
    """A form that stays open, with everything typed, until what it saves is accepted.

    A subclass declares fields in its constructor (`self.name = self.text("name", …)`; the names
    are those of the use-case's `InvalidInput` problems) and overrides `save`. Enter goes to the
    next field, Ctrl+Enter saves, Esc asks when something was typed. Open it with `open()`.

    Signals:
        saved: what the use-case returned, once it is accepted.
    """

    saved = Signal(object)

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        title: str,
        *,
        save_text: str = "",
        width: int = 560,
        intro: str = "",
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.fields: dict[str, Field[Any]] = {}
        self.banner = Banner()
        self._dirty = False
        self._saving = False
        self._confirmed: frozenset[str] = NO_CODES
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE * 4)
        self._grid.setVerticalSpacing(SPACE * 2)
        self._grid.setColumnMinimumWidth(0, 96)
        self._grid.setColumnStretch(1, 1)
        self.save_button = button(save_text or tr("Save"), self.submit, role="primary")
        self.save_button.setToolTip(
            tr("{action} ({key})", action=self.save_button.text(), key="Ctrl+Enter")
        )
        self.cancel_button = button(tr("Cancel"), self.reject)
        self.save_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self._build(title, intro)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.submit)

    # Declaring fields

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
        self._grid.addWidget(SectionHeader(title), self._grid.rowCount(), 0, 1, 2)

    def wide(self, widget: QWidget) -> None:
        """Add any widget across the form."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add(self, field: FieldT) -> FieldT:
        """Add a field made elsewhere."""
        place = self._grid.rowCount()
        name = label(f"{field.title} *" if field.required else field.title, "label", wrap=True)
        name.setBuddy(field.editor)
        name.setMinimumHeight(32)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(name, place, 0, top)
        self._grid.addWidget(field.box, place, 1)
        self.fields[field.name] = field
        field.changed.connect(self._typed)
        for widget in (field.editor, *field.editor.findChildren(QLineEdit)):
            widget.installEventFilter(self)
        return field

    # What a subclass overrides

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Start the use-case with what is typed; `confirmed` holds the codes affirmed."""
        raise NotImplementedError

    def reload(self) -> None:
        """Fill the form again after somebody else has saved the record; closes by default."""
        self.done(QDialog.DialogCode.Rejected)

    # Working

    def values(self) -> dict[str, Any]:
        """Return every field's value by its name."""
        return {name: field.value() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values by field name; the form counts as untouched afterwards."""
        for name, value in values.items():
            self.fields[name].set_value(value)
        self.set_untouched()

    def set_untouched(self) -> None:
        """Take what the fields hold as the starting point: Esc then closes without asking."""
        self._dirty = False

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed since the form was filled."""
        return self._dirty

    def submit(self) -> None:
        """Check the fields, then save; stays open until the use-case accepts."""
        if self._saving or is_composing():
            return
        problems = {name: code for name, field in self.fields.items() if (code := field.check())}
        self.show_problems(problems)
        if problems:
            return
        self._start(self._confirmed)

    def show_problems(self, problems: Mapping[str, str], **facts: object) -> None:
        """Show each code's sentence under its field and go to the first; others in the banner."""
        others = [
            problem(code, **facts) for name, code in problems.items() if name not in self.fields
        ]
        for name, field in self.fields.items():
            field.show_problem(problem(problems[name], **facts) if name in problems else "")
        if others:
            self.banner.show_text("\n".join(others))
        else:
            self.banner.dismiss()
        first = next((field for name, field in self.fields.items() if name in problems), None)
        if first is not None:
            first.focus()
            self._area.ensureWidgetVisible(first.box)

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over this form; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def _build(self, title: str, intro: str) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE * 6, SPACE * 2, SPACE * 6, SPACE * 2)
        if intro:
            column.addWidget(label(intro, "count", wrap=True))
            column.addSpacing(SPACE * 2)
        column.addLayout(self._grid)
        column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._inner = inner
        heading = label(title, "title", wrap=True)
        heading.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 2)
        holder = QVBoxLayout()
        holder.setContentsMargins(SPACE * 6, 0, SPACE * 6, 0)
        holder.addWidget(self.banner)
        holder.addWidget(BusyBar(self.runner, self))
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, SPACE * 5)
        foot.setSpacing(SPACE * 2)
        self.foot_note = label(tr("Enter: next field · Ctrl+Enter: save · Esc: close"), "muted")
        foot.addWidget(self.foot_note)
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(heading)
        outer.addLayout(holder)
        outer.addWidget(self._area, 1)
        outer.addLayout(foot)

    def _start(self, confirmed: frozenset[str]) -> None:
        self._saving = True
        self.save_button.setEnabled(False)
        self.save(confirmed).done(self._accepted).refused(self._refused)

    def _accepted(self, result: object) -> None:
        self._saving = False
        self._dirty = False
        self.accept()
        self.saved.emit(result)

    def _refused(self, error: Exception) -> bool:
        self._saving = False
        self.save_button.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.show_problems(error.problems, **error.params)
        elif isinstance(error, NeedsConfirmation):
            self._ask(error)
        elif isinstance(error, StaleRecord):
            offers = ((tr("Reload"), self.reload),)
            self.banner.show_text(message(error), Tone.WARN, offers=offers)
        else:
            return False
        return True

    def _ask(self, error: NeedsConfirmation) -> None:
        def affirmed() -> None:
            self._confirmed |= {error.code}
            self._start(self._confirmed)

        offers = ((tr("Save anyway"), affirmed),)
        self.banner.show_text(message(error), Tone.WARN, offers=offers)

    def _typed(self) -> None:
        self._dirty = True

    def _next_field(self, watched: QObject) -> None:
        editors = [field.editor for field in self.fields.values() if field.editor.isEnabled()]
        for place, editor in enumerate(editors):
            if watched is editor or (isinstance(watched, QWidget) and editor.isAncestorOf(watched)):
                if place + 1 < len(editors):
                    editors[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self.save_button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _ask_to_leave(self) -> None:
        self.banner.show_text(
            tr("What you typed has not been saved."),
            Tone.WARN,
            offers=(
                (tr("Save"), self.submit),
                (tr("Discard"), lambda: self.done(QDialog.DialogCode.Rejected)),
            ),
        )
        first = self.banner.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    # Qt overrides

    def reject(self) -> None:
        """Close; ask first when something was typed."""
        if is_composing():
            return
        if self._dirty and not self.banner.isVisible():
            self._ask_to_leave()
        elif not self._dirty:
            super().reject()
        else:
            # A second Esc takes back the question, never the typing.
            self.banner.dismiss()

    def open(self) -> None:
        """Show the form over its window, as high as its fields need and the screen allows."""
        wanted = self._inner.sizeHint().height() + 150
        screen = self.screen().availableGeometry()
        self.resize(self.minimumWidth(), min(wanted, screen.height() - 60, 760))
        super().open()
        first = next((field for field in self.fields.values() if field.editor.isEnabled()), None)
        if first is not None:
            first.focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not is_composing()
            and not isinstance(watched, QPlainTextEdit)
            and not self._popup_open(watched)
        ):
            self._next_field(watched)
            return True
        return super().eventFilter(watched, event)

    def _popup_open(self, watched: QObject) -> bool:
        box = watched if isinstance(watched, QComboBox) else watched.parent()
        if not isinstance(box, QComboBox):
            return False
        completer = box.completer()
        popup = completer.popup() if completer is not None else None
        return box.view().isVisible() or bool(popup and popup.isVisible())
