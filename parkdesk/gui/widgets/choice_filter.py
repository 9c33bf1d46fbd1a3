"""A filter with a few fixed answers, such as the state of a claim."""

from __future__ import annotations

from enum import Enum
from typing import Generic, TypeVar, cast

from PySide6.QtCore import Signal

from parkdesk.gui.widgets.choice_box import ChoiceBox

ValueT = TypeVar("ValueT")


class ChoiceFilter(ChoiceBox, Generic[ValueT]):
    """A drop-down whose first entry means "all" (value None).

    `key` names it in saved views; `lifted` lets it answer as if nothing were chosen, so that a list
    can count itself whole.

    Signals:
        chosen: another entry; ask `value()`.
    """

    chosen = Signal()

    def __init__(
        self, everything: str, options: list[tuple[ValueT, str]], *, key: str = ""
    ) -> None:
        super().__init__()
        self.key = key or _key_of(options)
        self.lifted = False
        self._comes_with = 0
        self._awaited: str | None = None
        self._values: list[ValueT | None] = [None]
        self.addItem(everything)
        self.setAccessibleName(everything)
        for value, text in options:
            self._values.append(value)
            self.addItem(text)
        self.currentIndexChanged.connect(lambda _index: self.chosen.emit())

    def await_options(self) -> None:
        """Take a view's word for a choice until `set_options` brings what there is to choose."""
        self._awaited = ""

    def set_options(self, options: list[tuple[ValueT, str]]) -> None:
        """Offer another list; what was chosen, or awaited, is chosen where it is offered."""
        word = self.plain()
        self._awaited = None
        blocked = self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(self.count() - 1)
        self._values = [None, *(value for value, _text in options)]
        self.addItems([text for _value, text in options])
        self.set_plain(word)
        self.blockSignals(blocked)
        if word:
            self.chosen.emit()

    def value(self) -> ValueT | None:
        """Return what is chosen; None for all."""
        return None if self.lifted else self._values[max(0, self.currentIndex())]

    def set_value(self, value: ValueT | None) -> None:
        """Choose an entry by its value."""
        self.setCurrentIndex(cast("list[object]", self._values).index(value))

    def come_with(self, value: ValueT) -> None:
        """Choose what the list opens with while the person has asked for nothing else."""
        self._comes_with = cast("list[object]", self._values).index(value)
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._comes_with)
        self.blockSignals(blocked)

    def offers(self, value: object) -> bool:
        """Whether `value` is one of the answers: the same member of the same enumeration."""
        return any(value is one for one in self._values)

    def clear_choice(self) -> None:
        """Choose all."""
        if self._awaited is not None:
            self._awaited = ""
        self.setCurrentIndex(0)

    # As every filter of a list

    def plain(self) -> str:
        """Return what is chosen as a plain word that never changes; empty for all."""
        if self._awaited:
            return self._awaited
        return _plain(self._values[max(0, self.currentIndex())])

    def set_plain(self, word: str) -> bool:
        """Choose by a plain word, empty for all; False where it is not offered any more."""
        words = [_plain(value) for value in self._values]
        if word not in words:
            if self._awaited is not None:
                self._awaited = word
            return self._awaited is not None
        if self._awaited is not None:
            # What is offered already need not wait for the rest.
            self._awaited = ""
        self.setCurrentIndex(words.index(word))
        return True

    def said(self) -> str:
        """Return what is chosen in words; empty for all."""
        return self.currentText() if self.currentIndex() > 0 else ""

    def clear_filter(self) -> None:
        """Narrow nothing."""
        self.clear_choice()

    def as_it_came(self) -> None:
        """Choose what the list opens with."""
        self.setCurrentIndex(self._comes_with)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value.value) if isinstance(value, Enum) else str(value)


def _key_of(options: list[tuple[ValueT, str]]) -> str:
    """Return a key for a filter that has none: the name of the kind of its answers."""
    return type(options[0][0]).__name__ if options else ""
