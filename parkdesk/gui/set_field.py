"""A field that holds any number of a few things, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from parkdesk.gui.fields import Field
from parkdesk.gui.theme import SPACE


class SetField(Field[frozenset[Any]]):
    """A set out of a few options; Tab walks through the boxes, Space ticks one."""

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[Any, str]],
        *,
        required: bool = False,
        hint: str = "",
        across: int = 2,
    ) -> None:
        holder = QWidget()
        super().__init__(name, title, holder, required=required, hint=hint)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, SPACE, 0, SPACE)
        grid.setHorizontalSpacing(SPACE * 4)
        self.boxes: dict[Any, QCheckBox] = {}
        for place, (value, text) in enumerate(options):
            box = QCheckBox(text)
            box.toggled.connect(lambda _on: self.typed())
            grid.addWidget(box, place // across, place % across)
            self.boxes[value] = box
        grid.setColumnStretch(across - 1, 1)
        holder.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> frozenset[Any]:
        """Return what is ticked."""
        return frozenset(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: frozenset[Any]) -> None:
        """Tick these and no others."""
        for one, box in self.boxes.items():
            box.setChecked(one in value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.value()
