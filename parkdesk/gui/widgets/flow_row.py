"""A row of filters that goes on in a second line where the window is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from parkdesk.gui.theme import SPACE


@dataclass(slots=True)
class _Placed:
    item: QLayoutItem
    width: int
    grows: bool


class FlowRow(QLayout):
    """Lays its widgets out from left to right, each as wide as its hint, in as few lines as it can.

    One that was added to grow takes what its line leaves, up to its own maximum.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._growing: set[QWidget] = set()
        self._heights: dict[int, int] = {}
        """What was reckoned since something last changed: Qt asks dozens of times a layout."""
        self.setSpacing(SPACE * 2)
        self.setContentsMargins(QMargins())

    def add(self, widget: QWidget, *, grows: bool = False) -> None:
        """Put a widget at the end."""
        if grows:
            self._growing.add(widget)
        self.addWidget(widget)

    def _lines(self, room: int) -> list[list[_Placed]]:
        lines: list[list[_Placed]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), item.maximumSize().width())
            if lines[-1] and used + self.spacing() + width > room:
                lines.append([])
                used = 0
            used += width + (self.spacing() if lines[-1] else 0)
            lines[-1].append(_Placed(item, width, item.widget() in self._growing))
        for line in lines:
            self._stretch(line, room)
        return lines

    def _stretch(self, line: list[_Placed], room: int) -> None:
        spare = room - sum(one.width for one in line) - self.spacing() * max(0, len(line) - 1)
        for one in line:
            if one.grows and spare > 0:
                more = min(spare, one.item.maximumSize().width() - one.width)
                one.width += more
                spare -= more

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            lines = self._lines(width)
            tall = [
                max((one.item.sizeHint().height() for one in line), default=0) for line in lines
            ]
            height = self._heights[width] = sum(tall) + self.spacing() * (len(lines) - 1)
        return height

    def sizeHint(self) -> QSize:
        hints = [one.sizeHint() for one in self._items if not one.isEmpty()]
        across = sum(one.width() for one in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(across, max((one.height() for one in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [one.sizeHint() for one in self._items if not one.isEmpty()]
        return QSize(
            max((one.width() for one in hints), default=0),
            max((one.height() for one in hints), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left, height = rect.left(), 0
            for one in line:
                hint = one.item.sizeHint()
                one.item.setGeometry(QRect(QPoint(left, top), QSize(one.width, hint.height())))
                left += one.width + self.spacing()
                height = max(height, hint.height())
            top += height + self.spacing()
