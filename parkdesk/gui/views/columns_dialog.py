"""Choosing the columns of a list: which, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.column_layout import ColumnLayout, LaidColumn
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

_KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list with a check mark for each column; what stands first stands left."""

    def __init__(self, columns: ColumnLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setWindowTitle(tr("Columns"))
        self.resize(380, 520)
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAccessibleName(tr("Columns"))
        self._fill()
        up = button(tr("Move up"), lambda: self._move(-1), tip="Alt+↑")
        down = button(tr("Move down"), lambda: self._move(1), tip="Alt+↓")
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            moved = QShortcut(sequence(keys), self)
            moved.activated.connect(lambda step=step: self._move(step))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(sequence(keys), self).activated.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(tr("Columns"), "title"))
        box.addWidget(
            label(tr("Space shows or hides a column, Alt+↑ and Alt+↓ move it."), "count", wrap=True)
        )
        box.addWidget(self.list, 1)
        moving = QHBoxLayout()
        moving.addWidget(up)
        moving.addWidget(down)
        moving.addStretch()
        moving.addWidget(button(tr("Default"), self._reset, role="link"))
        box.addLayout(moving)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Cancel"), self.reject))
        self.ok = button(tr("Apply"), self.accept, role="primary", tip="Ctrl+Enter")
        self.ok.setDefault(True)
        foot.addWidget(self.ok)
        box.addLayout(foot)
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.accepted.connect(self._apply)
        self.list.setFocus()

    def chosen(self) -> list[str]:
        """Return the keys of the columns that are checked, from left to right."""
        return self._with(Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)

    def _with(self, *states: Qt.CheckState) -> list[str]:
        items = [self.list.item(place) for place in range(self.list.count())]
        return [one.data(_KEY) for one in items if one.checkState() in states]

    def _fill(self) -> None:
        self.list.clear()
        for one in self._columns.laid():
            self._add(one)
        self.list.setCurrentRow(0)

    def _add(self, column: LaidColumn) -> None:
        title = column.title
        item = QListWidgetItem(tr("{column} (no room)", column=title) if column.waits else title)
        item.setData(_KEY, column.key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        checks = Qt.CheckState
        # Half checked, it is in view where there is room; checked, it stays.
        unshown = checks.PartiallyChecked if column.waits else checks.Unchecked
        item.setCheckState(checks.Checked if column.shown else unshown)
        self.list.addItem(item)

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        target = place + step
        if place >= 0 and 0 <= target < self.list.count():
            self.list.insertItem(target, self.list.takeItem(place))
            self.list.setCurrentRow(target)

    def _enable(self) -> None:
        # A list without a column could not be read, nor clicked for the way back.
        self.ok.setEnabled(bool(self._with(Qt.CheckState.Checked)))

    def _apply(self) -> None:
        if self.chosen():
            self._columns.choose(self.chosen(), self._with(Qt.CheckState.PartiallyChecked))

    def _reset(self) -> None:
        self._columns.reset()
        self._fill()
