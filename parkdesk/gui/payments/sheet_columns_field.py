"""The columns of a bank sheet: which, under which heading, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from parkdesk.domain.bank_sheets import SheetColumn, SheetField
from parkdesk.gui.actions import button
from parkdesk.gui.fields import Field
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import ROW_HEIGHT
from parkdesk.i18n import label, language, tr

_FIELD = Qt.ItemDataRole.UserRole
_HEADER = 34


class SheetColumnsField(Field[tuple[SheetColumn, ...]]):
    """Everything that a column may hold, a row each: Space takes it in, F2 types its heading.

    What stands first stands left in the file; Alt+↑ and Alt+↓ move the row.
    """

    editor: QTableWidget

    def __init__(self, name: str, title: str) -> None:
        table = QTableWidget(0, 2)
        super().__init__(
            name,
            title,
            table,
            required=True,
            hint=tr("Space takes a column in, F2 types its heading, Alt+↑ and Alt+↓ move it."),
        )
        table.setHorizontalHeaderLabels([tr("Column"), tr("Heading in the file")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 190)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setFixedHeight(_HEADER + ROW_HEIGHT * len(SheetField))
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            moved = QShortcut(sequence(keys), table)
            moved.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            moved.activated.connect(lambda step=step: self.move_row(step))
        self.add_button(button(tr("Move up"), lambda: self.move_row(-1)))
        self.add_button(button(tr("Move down"), lambda: self.move_row(1)))
        table.itemChanged.connect(lambda _item: self.typed())

    def value(self) -> tuple[SheetColumn, ...]:
        """Return the columns that are taken in, from left to right."""
        rows = range(self.editor.rowCount())
        return tuple(found for row in rows if (found := self._taken(row)) is not None)

    def set_value(self, value: Sequence[SheetColumn]) -> None:
        """Show these columns first, then what else there is."""
        taken = {one.field for one in value}
        rows = [(one.field, one.heading, True) for one in value]
        # Banks here read Chinese headings: one in another language is not proposed.
        rows += [
            (one, label(one) if language() == "zh_CN" else "", False)
            for one in SheetField
            if one not in taken
        ]
        self.editor.setRowCount(len(rows))
        for row, (field, heading, shown) in enumerate(rows):
            self._put(row, field, heading, shown=shown)
        self.editor.setCurrentCell(0, 0)

    def move_row(self, step: int) -> None:
        """Move the current row up or down."""
        row = self.editor.currentRow()
        other = row + step
        if row < 0 or not 0 <= other < self.editor.rowCount():
            return
        for column in (0, 1):
            here, there = self.editor.takeItem(row, column), self.editor.takeItem(other, column)
            self.editor.setItem(other, column, here)
            self.editor.setItem(row, column, there)
        self.editor.setCurrentCell(other, 0)
        self.typed()

    @property
    def is_empty(self) -> bool:
        """Whether no column is taken in."""
        return not self.value()

    def _taken(self, row: int) -> SheetColumn | None:
        item = self.editor.item(row, 0)
        if item is None or item.checkState() is not Qt.CheckState.Checked:
            return None
        return SheetColumn(SheetField(item.data(_FIELD)), self._heading(row))

    def _heading(self, row: int) -> str:
        item = self.editor.item(row, 1)
        return item.text().strip() if item is not None else ""

    def _put(self, row: int, field: SheetField, heading: str, *, shown: bool) -> None:
        name = QTableWidgetItem(label(field))
        name.setData(_FIELD, field.value)
        flags = Qt.ItemFlag
        name.setFlags(flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable)
        name.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        self.editor.setItem(row, 0, name)
        self.editor.setItem(row, 1, QTableWidgetItem(heading))
