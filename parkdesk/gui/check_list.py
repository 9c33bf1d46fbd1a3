"""A field that holds some of many things: a list in which each line has a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from parkdesk.gui.fields import Field

_ROW = 30
_FEWEST, _MOST = 3, 8


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: what it stands for, its words, and whether it can be ticked at all."""

    value: Any
    text: str
    offered: bool = True
    checked: bool = True


class CheckListField(Field[tuple[Any, ...]]):
    """Any number of many lines, in their order; Space ticks one, Ctrl+A all or none."""

    editor: QListWidget

    def __init__(self, name: str, title: str, *, required: bool = False, hint: str = "") -> None:
        box = _Lines()
        box.setProperty("role", "field")
        super().__init__(name, title, box, required=required, hint=hint)
        box.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        box.setWordWrap(True)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.itemChanged.connect(lambda _item: self.typed())
        self._fit()

    def set_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show these lines; one that is not offered is grey and never ticked."""
        self.editor.blockSignals(True)
        self.editor.clear()
        for line in lines:
            item = QListWidgetItem(line.text, self.editor)
            item.setToolTip(line.text)
            item.setData(Qt.ItemDataRole.UserRole, line.value)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if line.offered else Qt.ItemFlag(0))
            ticked = line.offered and line.checked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.editor.blockSignals(False)
        self.editor.setCurrentRow(0)
        self._fit()
        self.typed()

    def value(self) -> tuple[Any, ...]:
        """Return what is ticked, in the order of the lines."""
        items = (self.editor.item(place) for place in range(self.editor.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def set_value(self, value: tuple[Any, ...]) -> None:
        """Tick these and no others."""
        for place in range(self.editor.count()):
            item = self.editor.item(place)
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                ticked = item.data(Qt.ItemDataRole.UserRole) in value
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.value()

    def _fit(self) -> None:
        rows = min(max(self.editor.count(), _FEWEST), _MOST)
        self.editor.setFixedHeight(rows * _ROW + 8)


class _Lines(QListWidget):
    """The list itself: Ctrl+A ticks every line that can be, or none when all are."""

    # Qt overrides

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 (Qt's event)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_A:
            self._tick_all()
            return
        super().keyPressEvent(event)

    def _tick_all(self) -> None:
        items = [self.item(place) for place in range(self.count())]
        offered = [one for one in items if one.flags() & Qt.ItemFlag.ItemIsEnabled]
        full = all(one.checkState() is Qt.CheckState.Checked for one in offered)
        for one in offered:
            one.setCheckState(Qt.CheckState.Unchecked if full else Qt.CheckState.Checked)
