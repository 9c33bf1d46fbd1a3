"""“This word means…”: one answer for every row of the list that has the word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from parkdesk.domain.imports import Problem
from parkdesk.excel.columns import Column
from parkdesk.excel.mending import UNKNOWN_WORD
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr, trn

_LONGEST_WORD = 24
_MOST_BUTTONS = 6


def answers_to(column: Column, problem: Problem) -> tuple[str, ...]:
    """Return the words that may stand for an unknown one; none where nothing can be chosen."""
    if problem.code != UNKNOWN_WORD or column.sensitive is not None:
        return ()
    if column.allowed:
        return tuple(tr(word) for word in column.allowed)
    known = problem.facts.get("allowed")
    return tuple(map(str, known)) if isinstance(known, tuple) else ()


class WordBar(QWidget):
    """The words that a column knows, offered for one that it does not know.

    Signals:
        chosen: the text to put in the word's place; an empty one leaves the cells blank.
        left: Esc was pressed on an answer.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question: QLabel = label("")
        self._parts: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE * 2)
        self._row.addWidget(self._question)
        self._row.addStretch()
        self.hide()

    @property
    def answers(self) -> tuple[QPushButton, ...]:
        """The buttons in view, in their order."""
        return tuple(one for one in self._parts if isinstance(one, QPushButton))

    def ask(self, column: Column, word: str, words: tuple[str, ...], rows: int) -> None:
        """Offer `words` for `word`, which stands in so many rows."""
        self._clear()
        brief = word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…"
        self._question.setText(
            trn(
                "“{word}” in {n} row means (Enter to choose):",
                "“{word}” in all {n} rows means (Enter to choose):",
                rows,
                word=brief,
            )
        )
        if len(words) > _MOST_BUTTONS:
            self._add_list(words)
        else:
            for one in words:
                self._add_button(one, partial(self.chosen.emit, one))
        if not column.required:
            self._add_button(tr("Leave blank"), lambda: self.chosen.emit(""))
        self.show()

    def begin(self) -> None:
        """Put the focus on the first answer."""
        if self.isVisible() and self._parts:
            self._parts[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_list(self, words: tuple[str, ...]) -> None:
        choice = QComboBox()
        choice.addItems(list(words))
        choice.setAccessibleName(self._question.text())
        self._add(choice)
        self._add_button(tr("Take this word"), lambda: self.chosen.emit(choice.currentText()))

    def _add_button(self, words: str, slot: Callable[[], object]) -> None:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.setAccessibleDescription(self._question.text())
        made.clicked.connect(lambda _checked=False: slot())
        self._add(made)

    def _add(self, made: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 1, made)
        self._parts.append(made)

    def _clear(self) -> None:
        for old in self._parts:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
