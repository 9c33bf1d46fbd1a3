"""Fields of a form: what a person types, turned into a value, with its problem under it."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label

ValueT = TypeVar("ValueT")


class BadText(ValueError):
    """What is typed cannot be read; its text is the code of the problem."""


class Field(QObject, Generic[ValueT]):
    """One field: label, editor, problem.

    Signals:
        changed: the person has typed or chosen something.
        picked: a key has taken an entry of the list that dropped down; the form goes on.
    """

    changed = Signal()
    picked = Signal()

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
        self._editor_row.setSpacing(SPACE * 2)
        self._editor_row.addWidget(editor)
        column.addLayout(self._editor_row)
        self._hint = label(hint, "muted", wrap=True)
        self._problem = label("", "problem", wrap=True)
        column.addWidget(self._hint)
        column.addWidget(self._problem)
        # Not before they are in the form: what is shown without a parent is a window of its own,
        # which takes the focus.
        self._hint.setVisible(bool(hint))
        self._problem.hide()
        self._tells_apart = False
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
        told = f"{self.title}\u2002{text}" if self._tells_apart else text
        self._problem.setText(f"✕ {told}" if text else "")
        self._problem.setVisible(bool(text))
        self.editor.setProperty("problem", "true" if text else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def tell_in(self, place: QLayout) -> None:
        """Say in another place what is wrong, with the field's name: it is too narrow itself."""
        self._tells_apart = True
        place.addWidget(self._problem)

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

    def typed(self) -> None:
        """Say that the person has changed something; takes the problem away."""
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
        line.textEdited.connect(lambda _text: self.typed())

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
        box.textChanged.connect(self.typed)

    def value(self) -> str:
        """Return the text without outer blanks."""
        return self.editor.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.editor.setPlainText(value or "")


class CheckField(Field[bool]):
    """A yes or no; its sentence stands beside the box."""

    editor: QCheckBox

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        box = QCheckBox(title)
        super().__init__(name, "", box, required=False, hint=hint)
        box.setAccessibleName(title)
        box.toggled.connect(lambda _on: self.typed())

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
