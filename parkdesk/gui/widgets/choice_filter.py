"""A filter with a few fixed answers, such as the state of a claim."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

ValueT = TypeVar("ValueT")


class ChoiceFilter(QComboBox, Generic[ValueT]):
    """A drop-down whose first entry means "all" (value None).

    Signals:
        chosen: another entry; ask `value()`.
    """

    chosen = Signal()

    def __init__(self, everything: str, options: list[tuple[ValueT, str]]) -> None:
        super().__init__()
        self._values: list[ValueT | None] = [None]
        self.addItem(everything)
        self.setAccessibleName(everything)
        for value, text in options:
            self._values.append(value)
            self.addItem(text)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(lambda _index: self.chosen.emit())

    def value(self) -> ValueT | None:
        """Return what is chosen; None for all."""
        return self._values[max(0, self.currentIndex())]

    def set_value(self, value: ValueT | None) -> None:
        """Choose an entry by its value."""
        self.setCurrentIndex(cast("list[object]", self._values).index(value))

    def offers(self, value: object) -> bool:
        """Whether `value` is one of the answers: the same member of the same enumeration."""
        return any(value is one for one in self._values)

    def clear_choice(self) -> None:
        """Choose all."""
        self.setCurrentIndex(0)
